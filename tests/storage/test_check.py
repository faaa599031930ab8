"""Every promise is broken once; ``check`` must name it, and nothing else must change."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from coded import at, make, sitting, suggest
from outside import harm, names, overwrite, sha256

from annotator.domain.errors import ProjectError
from annotator.domain.events import CodingStatus
from annotator.domain.values import CodeValue, DateValue, PlaceValue
from annotator.storage import journal, ops, reads
from annotator.storage.check import MOST_FINDINGS, ROW_PROMISES, check
from annotator.storage.migrations import newest
from annotator.storage.project import open_project


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    """A project with a bit of everything in it."""
    path = make(tmp_path_factory.mktemp("coded") / "p.db")
    with sitting(path) as (project, desk):
        suggest(project)
        proposals = reads.suggestions(project.connection, desk, 1)
        event = ops.create_event(project, desk, 1).event_id
        ops.fill_slot(
            project, desk, event, "giver", value=CodeValue("AZEGOV"), suggestion_id=proposals[0].id
        )
        ops.fill_slot(
            project, desk, event, "deed", value=CodeValue("043"), segments=at("hosted", "go on")
        )
        ops.fill_slot(project, desk, event, "taker", value=CodeValue("SYR"), segments=at("Syria"))
        spot = PlaceValue("Baku", "AZE", "", 40.4, 49.9, "", 1)
        ops.fill_slot(project, desk, event, "spot", value=spot, segments=at("Baku on"))
        day = DateValue.unresolved("9 April")
        ops.fill_slot(project, desk, event, "day", value=day, segments=at("9 April"))
        ops.set_attribute(project, desk, event, "state", ("planned",))
        second = ops.duplicate_event(project, desk, event).event_id
        ops.set_comment(project, desk, 1, "note", "so it is", event_id=second)
        ops.reject_suggestion(project, desk, proposals[2].id)
        project.undo(desk)
        project.redo(desk)
        ops.learn_name(project, desk, "Assad", "SYRGOV")
        ops.finish_coding(project, desk, 1, status=CodingStatus.DONE)
        ops.finish_coding(project, desk, 2, status=CodingStatus.NOTHING, reason="sport")
    return path


@pytest.fixture
def path(coded, tmp_path):
    return shutil.copy(coded, tmp_path / "p.db")


def broken(report):
    return {kept.name for kept in report.promises if kept.broken}


def test_a_sound_project_is_sound(path, tmp_path):
    before = sha256(path)
    told = []
    report = check(path, progress=lambda *step: told.append(step))
    assert report.ok
    assert report.findings(warning=True) == []
    assert report.rows["event"] == 2
    assert report.layout == newest()
    assert told[-1][0] == told[-1][1] == len(report.promises)
    assert sha256(path) == before
    assert names(tmp_path) == {"p.db"}


DAMAGE = {
    "references": ["DELETE FROM round"],
    "layout": ["DROP INDEX coding_by_coder"],
    "header": ["UPDATE project SET needs_version = '0.0.1'"],
    "codebooks": ["UPDATE codebook SET schema = schema || ' '"],
    "codes": ["UPDATE code SET code = '99' WHERE code = '010'"],
    "identities": ["UPDATE event SET uuid = 'no identity' WHERE id = 1"],
    "counters": ["UPDATE sqlite_sequence SET seq = 1 WHERE name = 'filler'"],
    "settings": ["INSERT INTO setting VALUES ('a.b', '{')"],
    "texts": ["UPDATE article SET text = replace(text, 'Türkiye', 'Georgia')"],
    "quotes": ["UPDATE mention_segment SET quote = 'posted' WHERE quote = 'hosted'"],
    "suggestions": ["UPDATE suggestion_segment SET end = 99999 WHERE suggestion_id = 2"],
    "belonging": ["UPDATE mention SET coding_id = 2 WHERE id = 1"],
    "orphans": ["DELETE FROM evidence WHERE mention_id = 4"],
    "states": ["UPDATE coding SET finished_at = NULL WHERE id = 1"],
    "days": ["UPDATE article SET published = '2025-02-30' WHERE id = 3"],
    "values": ["UPDATE filler SET date_start = '2025-04-09' WHERE kind = 'date'"],
    "slots": ["UPDATE filler SET slot = 'deed' WHERE slot = 'taker'"],
    "types": ["UPDATE mention SET type = 'nobody' WHERE id = 1"],
    "attributes": ["UPDATE event_attribute SET value = 'surreal' WHERE name = 'state'"],
    "elements": ["UPDATE filler_code SET element = 'TUR' WHERE element = 'AZE'"],
    "words": ["UPDATE event SET reciprocal_provenance = 'by magic' WHERE id = 1"],
    "dictionaries": ["UPDATE dictionary_entry SET surface = 'Asad'"],
    "journal": ["UPDATE event SET reciprocal = 1 WHERE id = 1"],
    "undo": ["UPDATE edit SET kind = 'redo' WHERE kind = 'undo'"],
}  # fmt: skip
WARNED = {"reasons": ["UPDATE coding SET reason = 'too late' WHERE reason = 'sport'"]}
NEVER_BROKEN_BY_ROWS = {"pages", "project"}


@pytest.mark.parametrize("promise", DAMAGE)
def test_a_broken_promise_is_named(path, promise):
    harm(path, *DAMAGE[promise])
    before = sha256(path)
    report = check(path)
    assert not report.ok
    assert promise in broken(report)
    assert sha256(path) == before


def test_every_promise_is_broken_once():
    promises = {promise.name for promise in ROW_PROMISES} | {
        "pages",
        "references",
        "layout",
        "header",
    }
    assert DAMAGE.keys() | WARNED.keys() | NEVER_BROKEN_BY_ROWS == promises


MORE = {
    "identities": ["UPDATE event SET uuid = (SELECT uuid FROM filler WHERE id = 1) WHERE id = 1"],
    "texts": ["UPDATE article SET characters = characters + 1 WHERE id = 2"],
    "quotes": [
        "UPDATE mention_segment SET position = position + 1 WHERE mention_id = 1",
        "UPDATE mention_segment SET start = 0, end = 100000 WHERE mention_id = 2 AND position = 0",
    ],
    "belonging": [
        "UPDATE comment SET coding_id = 2",
        "UPDATE decision SET coding_id = 2",
        "UPDATE comment SET reply_to = id",
    ],
    "orphans": ["DELETE FROM mention_segment WHERE mention_id = 4"],
    "states": [
        "UPDATE coding SET status = 'nothing to code' WHERE id = 1",
        "UPDATE coding SET status = 'done' WHERE id = 2",
        "UPDATE event SET position = 0",
        "UPDATE filler SET position = 0, slot = 'giver'",
    ],
    "days": ["UPDATE article SET published = '10 April' WHERE id = 1"],
    "values": [
        "UPDATE filler SET slot = 'nowhere' WHERE id = 1",
        "UPDATE filler SET slot = 'spot' WHERE kind = 'date'",
        "UPDATE filler SET latitude = 95 WHERE kind = 'place'",
        "UPDATE filler SET kind = NULL WHERE kind = 'place'",
        "UPDATE filler SET place_name = 'x' WHERE kind = 'code'",
        "UPDATE filler SET provenance = 'by magic' WHERE id = 1",
        "UPDATE filler SET suggestion_id = NULL WHERE provenance = 'accepted'",
    ],
    "attributes": ["UPDATE event_attribute SET name = 'mood' WHERE name = 'sure'"],
    "elements": [
        "DELETE FROM filler_code WHERE element = 'GOV'",
        "UPDATE filler_code SET code_id = 1 WHERE element = '043'",
    ],
    "journal": [
        "DELETE FROM event_attribute WHERE id = 1",
        "UPDATE edit_row SET before = NULL WHERE before IS NOT NULL",
        "UPDATE coding SET flagged = 1 WHERE id = 2",
    ],
    "undo": ["UPDATE edit SET target_id = 1 WHERE kind = 'undo'"],
    "codebooks": ["UPDATE codebook SET version = 3"],
    "codes": ["DELETE FROM code WHERE code = 'MIL'"],
}


@pytest.mark.parametrize(
    ("promise", "statement"), [(p, s) for p, statements in MORE.items() for s in statements]
)
def test_broken_otherwise(path, promise, statement):
    harm(path, statement)
    assert promise in broken(check(path))


@pytest.mark.parametrize("promise", WARNED)
def test_what_only_deserves_a_look(path, promise):
    harm(path, *WARNED[promise])
    report = check(path)
    assert promise in {name for name, _ in report.findings(warning=True)}
    assert promise not in broken(report)


def test_a_code_the_codebook_does_not_know_is_a_warning(coded, tmp_path):
    path = make(tmp_path / "q.db")
    with sitting(path) as (project, desk):
        event = ops.create_event(project, desk, 1).event_id
        ops.fill_slot(project, desk, event, "giver", value=CodeValue("XYZMIL"))
        ops.fill_slot(project, desk, event, "taker", value=CodeValue("---"))
    report = check(path)
    assert report.ok
    (finding,) = report.findings(warning=True)
    assert finding[0] == "elements"
    assert "does not know “XYZ” (1 times)" in str(finding[1])


def test_a_sealed_edit_may_be_followed_by_other_writes(path):
    with open_project(path) as project, project.write() as connection:
        journal.seal(connection, "coding", [2], "merged")
        connection.execute("UPDATE coding SET flagged = 1 WHERE id = 2")
    assert check(path).ok


PAGE = 4096


def test_a_page_that_was_overwritten(path):
    """A table's first page, wherever in the file it lies."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'evidence'"
        (page,) = connection.execute(query).fetchone()
    overwrite(path, at=(page - 1) * PAGE, count=PAGE)
    before = sha256(path)
    report = check(path)
    assert "pages" in broken(report)
    assert sha256(path) == before


def test_the_list_of_tables_overwritten(path):
    """Nothing can be examined without it: one sentence, and the file stays as it is."""
    overwrite(path, at=100, count=PAGE - 100)
    before = sha256(path)
    with pytest.raises(ProjectError, match="damaged"):
        check(path)
    assert sha256(path) == before


def test_many_findings_are_counted(path):
    harm(
        path,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)"
        " INSERT INTO setting SELECT 'name.' || i, '{' FROM n",
    )
    (kept,) = [kept for kept in check(path).promises if kept.name == "settings"]
    assert (len(kept.findings), kept.more) == (MOST_FINDINGS, 150)


def test_what_cannot_be_checked_at_all(tmp_path):
    (tmp_path / "p.db").write_bytes(b"no project")
    with pytest.raises(ProjectError, match="another kind of file"):
        check(tmp_path / "p.db")
    with pytest.raises(ProjectError, match="There is no file"):
        check(tmp_path / "q.db")


def test_a_project_is_checked_while_somebody_codes(path):
    with sitting(path) as (project, desk):
        ops.create_event(project, desk, 3)
        report = check(path)
        assert ops.create_event(project, desk, 3).edit_id
    assert report.ok
    assert report.rows["event"] == 3
