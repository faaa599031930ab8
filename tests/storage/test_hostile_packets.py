"""Packets that are damaged, forged or somebody else's: refused or listed, the project unchanged."""

import random
import shutil
import sqlite3
import zipfile
from contextlib import closing

import pytest
from coded import desk_of, make, sitting, suggest

from annotator.domain.errors import KnownError
from annotator.domain.events import CodingStatus
from annotator.domain.merging import Arrival
from annotator.domain.text import text_hash
from annotator.domain.values import CodeValue
from annotator.storage import ops, people, reads
from annotator.storage.assigning import assign, plan_assignment
from annotator.storage.check import check
from annotator.storage.dealing import Wish, plan_wish
from annotator.storage.packing import pack
from annotator.storage.project import open_project

OTHER = "7d0f5c1e-0000-4000-8000-000000000001"


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A project and a packet of eva's with two codings; each test takes copies."""
    folder = tmp_path_factory.mktemp("original")
    with sitting(make(folder / "p.db", articles=8), "pi") as (project, who):
        team = [people.find_or_add_coder(project, name) for name in ("eva", "bob")]
        plan = plan_assignment(project.connection, who.round, team, per_coder=4, overlap=0.5)
        assign(project, who, who.round, plan)
        for article in range(1, 9):
            suggest(project, article)
        bob = desk_of(project, "bob")
        for article in reads.queue_ids(project.connection, bob):
            ops.create_event(project, bob, article)
        path = pack(project, team[0], folder / "eva.db").path
    with open_project(path) as opened:
        eva = desk_of(opened, "eva")
        for article in list(reads.queue_ids(opened.connection, eva))[:2]:
            event = ops.create_event(opened, eva, article).event_id
            (first, *_) = reads.suggestions(opened.connection, eva, article)
            ops.fill_slot(opened, eva, event, "giver", suggestion_id=first.id)
            ops.finish_coding(opened, eva, article, status=CodingStatus.DONE)
    return folder


@pytest.fixture
def files(original, tmp_path):
    shutil.copy(original / "p.db", tmp_path / "p.db")
    shutil.copy(original / "eva.db", tmp_path / "eva.db")
    return tmp_path / "p.db", tmp_path / "eva.db"


def forge(path, *statements, foreign_keys=False):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        for statement in statements:
            connection.execute(statement)


def rows(path):
    """Every row of a project, to see that none was touched."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        return {n: connection.execute(f"SELECT * FROM {n}").fetchall() for (n,) in names}


def merge(project, packet):
    with sitting(project, "pi") as (opened, who):
        return ops.merge_packets(opened, who, [packet])[0]


def refused(files, word):
    project, packet = files
    before = rows(project)
    with pytest.raises(KnownError, match=word) as error:
        merge(project, packet)
    assert rows(project) == before
    return str(error.value)


def listed(files, arrival, word):
    """One of the two codings stays outside and is listed; the other one is merged."""
    project, packet = files
    report = merge(project, packet)
    arrivals = [one.arrival for each in report.files for one in each.brought]
    assert sorted(arrivals) == sorted([arrival, Arrival.NEW])
    ((_, problem),) = report.problems
    assert word in problem.sentence
    assert check(project).ok
    return problem


def test_a_trigger_of_its_own_refuses_the_file(files):
    forge(
        files[1],
        "CREATE TRIGGER wipe AFTER INSERT ON comment BEGIN DELETE FROM event; END",
    )
    assert "trigger wipe" in refused(files, "did not make")


def test_an_endless_view_is_never_asked(files):
    forge(
        files[1],
        "CREATE VIEW coding_view AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1"
        " FROM n) SELECT count(*) FROM n",
    )
    refused(files, "view coding_view")


def test_a_view_in_place_of_a_table_is_refused(files):
    forge(
        files[1],
        "ALTER TABLE comment RENAME TO hidden",
        "CREATE VIEW comment AS SELECT * FROM hidden",
    )
    refused(files, "did not make")


def test_another_layout_of_a_table_is_refused(files):
    forge(files[1], "ALTER TABLE event ADD COLUMN more TEXT")
    refused(files, "laid out")


def test_a_place_past_the_end_of_the_text_is_listed(files):
    forge(files[1], "UPDATE mention_segment SET end = 99999 WHERE id = 1")
    listed(files, Arrival.REFUSED, "outside the text")


def test_a_wrong_quote_is_listed(files):
    forge(files[1], "UPDATE mention_segment SET quote = 'Atlantis' WHERE id = 1")
    listed(files, Arrival.REFUSED, "Atlantis")


def test_a_code_the_codebook_does_not_know_is_kept_as_text(files):
    project, packet = files
    forge(
        packet,
        "UPDATE filler SET code = 'ZZZ' WHERE id = 1",
        "DELETE FROM filler_code WHERE filler_id = 1",
        "INSERT INTO filler_code (filler_id, position, element) VALUES (1, 0, 'ZZZ')",
    )
    listed(files, Arrival.REFUSED, "not as the last edit")  # it did not come about in the program
    with open_project(packet) as opened:
        eva = desk_of(opened, "eva")
        article = list(reads.queue_ids(opened.connection, eva))[2]
        event = ops.create_event(opened, eva, article).event_id
        ops.fill_slot(opened, eva, event, "giver", value=CodeValue("ZZZ"))
    merge(project, packet)
    report = check(project)
    assert report.ok
    assert any("ZZZ" in str(finding) for _, finding in report.findings(warning=True))


def test_an_orphan_event_is_listed_with_its_row(files):
    project, packet = files
    forge(
        packet,
        "INSERT INTO event (id, uuid, coding_id, position, created_at) VALUES"
        f" (77, '{OTHER}', 4711, 0, '2026-01-01T00:00:00.000+00:00')",
    )
    report = merge(project, packet)
    assert any("event 77" in note for note in report.files[0].notes)
    assert check(project).ok


def with_article(path, change):
    """Change the article of the first coding past the trigger that keeps texts as they are."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        name = "article_text_is_immutable"
        (trigger,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ?", (name,)
        ).fetchone()
        connection.execute(f"DROP TRIGGER {name}")
        change(connection)
        connection.execute(trigger)


def first_article(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT a.uuid, a.text FROM article a JOIN coding c ON c.article_id = a.id"
            " JOIN mention m ON m.coding_id = c.id ORDER BY c.id LIMIT 1"
        ).fetchone()


def test_another_text_of_an_article_is_listed(files):
    uuid, text = first_article(files[1])
    other = f"{text} More."
    with_article(
        files[1],
        lambda connection: connection.execute(
            "UPDATE article SET text = ?, characters = ?, sha256 = ? WHERE uuid = ?",
            (other, len(other), text_hash(other), uuid),
        ),
    )
    listed(files, Arrival.OTHER_TEXT, "another text")


def test_an_article_the_project_does_not_have_is_listed(files):
    uuid, _ = first_article(files[1])
    with_article(
        files[0],
        lambda connection: connection.execute(
            "UPDATE article SET uuid = ? WHERE uuid = ?", (OTHER, uuid)
        ),
    )
    listed(files, Arrival.OTHER_TEXT, "does not have this article")


def test_a_newer_codebook_is_listed(files):
    project, packet = files
    forge(packet, f"UPDATE codebook SET uuid = '{OTHER}'")
    report = merge(project, packet)
    assert {one.arrival for one in report.files[0].brought} == {Arrival.OTHER_SCHEMA}


def test_a_tampered_codebook_refuses_the_file(files):
    forge(files[1], "UPDATE codebook SET schema = replace(schema, 'Meet', 'Kill')")
    refused(files, "damaged")


def test_a_file_from_a_newer_program_is_refused(files):
    forge(files[1], "PRAGMA user_version = 999")
    refused(files, "newer program")


def test_a_cut_off_file_is_refused(files):
    data = files[1].read_bytes()
    files[1].write_bytes(data[: len(data) * 2 // 3])
    refused(files, "cut off|damaged")


def test_a_renamed_zip_is_refused(files):
    with zipfile.ZipFile(files[1], "w") as archive:
        archive.writestr("eva.txt", "no database")
    refused(files, "another kind of file")


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_page_never_harms_the_project(files, seed):
    """Garbage anywhere in the file: it is refused, or what it hit is listed."""
    project, packet = files
    dice = random.Random(seed)
    data = bytearray(packet.read_bytes())
    page = dice.randrange(1, len(data) // 4096)
    data[page * 4096 : (page + 1) * 4096] = dice.randbytes(4096)
    packet.write_bytes(data)
    before = rows(project)
    try:
        merge(project, packet)
    except KnownError:
        assert rows(project) == before
    assert check(project).ok


def test_the_same_short_id_of_another_person_is_refused(files):
    project, packet = files
    forge(project, f"UPDATE coder SET uuid = '{OTHER}' WHERE name = 'eva'")
    before = rows(project)["coding"]
    report = merge(project, packet)
    assert {one.arrival for one in report.files[0].brought} == {Arrival.REFUSED}
    assert all("another person" in one.sentence for one in report.files[0].brought)
    assert rows(project)["coding"] == before


def test_somebody_new_in_the_packet_is_refused_or_added(files):
    """A packet is one coder's: what somebody else coded in it is listed and left outside."""
    project, packet = files
    with open_project(packet) as opened:
        zoe = desk_of(opened, "zoe")
        article = opened.connection.execute("SELECT min(id) FROM article").fetchone()[0]
        ops.create_event(opened, zoe, article)
    report = merge(project, packet)
    assert [one.arrival for one in report.files[0].brought if one.coder == "zoe"] == [
        Arrival.REFUSED
    ]


def test_what_belongs_to_another_coding_cannot_be_taken_over(files):
    project, packet = files
    with closing(sqlite3.connect(project)) as connection:
        (taken,) = connection.execute("SELECT uuid FROM event LIMIT 1").fetchone()
    with open_project(packet) as opened:
        eva = desk_of(opened, "eva")
        article = list(reads.queue_ids(opened.connection, eva))[2]
        event = ops.create_event(opened, eva, article).event_id
        for table in ("event", "edit_row"):
            if table == "event":
                opened.connection.execute(f"UPDATE event SET uuid = '{taken}' WHERE id = {event}")
    report = merge(project, packet)
    assert Arrival.REFUSED in [one.arrival for one in report.files[0].brought]
    assert check(project).ok


def test_a_merge_that_is_refused_midway_leaves_nothing_of_the_others(files):
    project, packet = files
    broken = shutil.copy(packet, packet.with_name("broken.db"))
    forge(broken, "CREATE VIEW more AS SELECT 1")
    before = rows(project)
    with sitting(project, "pi") as (opened, who), pytest.raises(KnownError):
        ops.merge_packets(opened, who, [packet, broken])
    assert rows(project)["coding"] == before["coding"]


def some(project):
    """An article of the packet."""
    return project.connection.execute("SELECT min(id) FROM article").fetchone()[0]


STATE = "coding_id, state, standing, content, made_at, edit_id, past"
WHEN = "'2026-01-01T00:00:00.000+00:00'"
GARBAGE = ("", "[[", "[" * 200_000, "5", "null", "{}", '["x", ["y"]]')


@pytest.mark.parametrize("text", GARBAGE, ids=range(len(GARBAGE)))
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE edit_row SET before = ? WHERE table_name = 'article'",
        "UPDATE edit_row SET after = ? WHERE table_name = 'article'",
        f"INSERT INTO coding_state ({STATE}) VALUES (1, 'x', 'live', '', {WHEN}, 0, ?)",
        f"INSERT INTO coding_state ({STATE}) VALUES (1, 'x', 'conflict', ?, {WHEN}, 0, '[]')",
        "UPDATE codebook SET schema = ?",
        "UPDATE setting SET value = ?",
    ],
)
def test_what_cannot_be_read_never_stops_the_program(files, change, text):
    project, packet = files
    with open_project(packet) as opened:
        ops.set_article_field(opened, desk_of(opened, "eva"), some(opened), "source", "Other")
    with closing(sqlite3.connect(packet, isolation_level=None)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("INSERT INTO edit_seal SELECT id, 'forged', '' FROM edit")
        connection.execute(change, (text,))
        for _, sql in triggers:
            connection.execute(sql)
    before = rows(project)
    try:
        merge(project, packet)
    except KnownError:
        assert rows(project) == before
    assert check(project).ok, check(project).findings(warning=False)


@pytest.mark.parametrize("table", ["coder", "round", "comment"])
def test_bytes_that_are_no_text_refuse_the_file(files, table):
    column = "text" if table == "comment" else "name"
    garbled = f"{column} = CAST(x'eda080' AS TEXT)"
    with open_project(files[1]) as opened:
        ops.set_comment(opened, desk_of(opened, "eva"), some(opened), "note", "words")
    forge(files[1], f"UPDATE {table} SET {garbled} WHERE id = (SELECT max(id) FROM {table})")
    assert table in refused(files, "damaged")


def test_hours_are_hers_and_such_as_a_clock_shows(files):
    project, packet = files
    day = "'2026-01-05'"
    forge(
        packet,
        *(
            "INSERT INTO active_time (article_id, coder_id, round_id, day, seconds)"
            f" SELECT min(a.id), k.id, 1, {when}, {seconds} FROM article a, coder k"
            " WHERE k.name = 'eva'"
            for when, seconds in (
                (day, "9e999"),
                ("'2026-01-06'", "-1.0"),
                ("'2026-01-07'", "1e308"),
                ("'2026-01-08'", "30.0"),
            )
        ),
    )
    merge(project, packet)
    assert [row[3:] for row in rows(project)["active_time"]] == [("2026-01-08", 30.0)]
    assert check(project).ok


def test_an_index_that_tells_otherwise_than_its_table_refuses_the_file(files):
    forge(
        files[1],
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, '(coding_id)', '(position)')"
        " WHERE name = 'event_by_coding'",
        "PRAGMA writable_schema = RESET",
        "REINDEX event_by_coding",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, '(position)', '(coding_id)')"
        " WHERE name = 'event_by_coding'",
    )
    refused(files, "damaged")


def test_a_round_that_is_not_there_is_listed(files):
    forge(files[1], "UPDATE round SET id = -1")
    project, packet = files
    report = merge(project, packet)
    assert {one.arrival for one in report.files[0].brought} == {Arrival.REFUSED}


def test_a_trigger_under_a_name_of_sqlites_own_refuses_the_file(files):
    forge(
        files[1],
        "CREATE TRIGGER wipe AFTER INSERT ON coding BEGIN DELETE FROM event; END",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET name = 'sqlite_wipe', sql = replace(sql, 'wipe', 'sqlite_wipe')"
        " WHERE name = 'wipe'",
    )
    refused(files, "trigger sqlite_wipe")


def test_a_file_that_was_mostly_never_written_is_refused_at_once(files):
    with files[1].open("r+b") as file:
        file.truncate(40 * 2**30)
    refused(files, "never written")


def test_what_another_tool_left_beside_the_packet_is_read(files):
    project, packet = files
    with closing(sqlite3.connect(packet, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE coder SET full_name = 'in the log' WHERE name = 'eva'")
        connection.execute("UPDATE mention_segment SET quote = 'Atlantis' WHERE id = 1")
        for end in ("", "-wal"):
            shutil.copy(f"{packet}{end}", f"{packet}{end}".replace("eva", "mailed"))
    mailed = packet.with_name("mailed.db")
    before = {file.name for file in packet.parent.iterdir()}
    listed((project, mailed), Arrival.REFUSED, "Atlantis")
    assert {file.name for file in packet.parent.iterdir()} - before <= {"p.db.lock"}


@pytest.mark.parametrize("table", ["coding", "mention", "filler", "dictionary_entry"])
def test_an_identity_of_another_table_cannot_be_taken_over(files, table):
    project, packet = files
    with open_project(packet) as opened:
        ops.learn_name(opened, desk_of(opened, "eva"), "Baku", "AZE")
    with closing(sqlite3.connect(project)) as connection:
        (taken,) = connection.execute("SELECT uuid FROM event LIMIT 1").fetchone()
    forge(
        packet,
        "INSERT INTO edit_seal SELECT id, 'forged', '' FROM edit",
        f"UPDATE {table} SET uuid = '{taken}' WHERE id = (SELECT max(id) FROM {table})",
    )
    merge(project, packet)
    assert check(project).ok, check(project).findings(warning=False)


@pytest.mark.parametrize("change", ["a\nb", "a\ab", "x" * 5000, " a"])
def test_the_name_of_a_round_is_a_short_line(files, change):
    with sitting(files[0], "pi") as (project, _), pytest.raises(KnownError, match="one line"):
        plan_wish(project.connection, Wish(("eva",), round=change))


def test_events_are_linked_with_nobody_elses(files):
    project, packet = files
    with closing(sqlite3.connect(project)) as connection:
        (bobs,) = connection.execute("SELECT uuid FROM event LIMIT 1").fetchone()
    with open_project(packet) as opened:
        eva = desk_of(opened, "eva")
        one, other = opened.connection.execute("SELECT id FROM event ORDER BY id").fetchall()
        ops.link_events(opened, eva, one[0], other[0])
    forge(
        packet,
        "INSERT INTO edit_seal SELECT id, 'forged', '' FROM edit",
        f"UPDATE event SET uuid = '{bobs}' WHERE id = {other[0]}",
    )
    listed(files, Arrival.REFUSED, "belongs to another coding")
    assert rows(project)["event_link"] == []
