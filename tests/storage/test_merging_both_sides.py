"""What was changed on both sides, or in packets made from packets: nothing of it is lost."""

import datetime as dt
import itertools
import shutil
from dataclasses import replace

import pytest
from coded import desk_of, make, sitting, suggest

from annotator.domain.dictionary import Entry
from annotator.domain.events import CodingStatus
from annotator.domain.merging import Arrival
from annotator.domain.schema_changes import compare
from annotator.domain.values import CodeValue
from annotator.storage import ops, people, reads
from annotator.storage.assigning import assign, plan_assignment
from annotator.storage.check import check
from annotator.storage.ops.choosing import conflicts, ends_of
from annotator.storage.packing import pack
from annotator.storage.project import open_project


@pytest.fixture
def master(tmp_path):
    path = make(tmp_path / "p.db", articles=6)
    with sitting(path, "pi") as (project, who):
        team = [people.find_or_add_coder(project, name) for name in ("eva", "bob")]
        plan = plan_assignment(project.connection, who.round, team, per_coder=6, overlap=1.0)
        assign(project, who, who.round, plan)
        for article in range(1, 7):
            suggest(project, article)
    return path


def packet(path, name, file):
    with open_project(path) as project:
        target = path.with_name(file)
        return pack(project, people.known_coder(project.connection, name), target).path


def merge(path, *packets, who="pi"):
    with sitting(path, who) as (project, desk):
        report, _ = ops.merge_packets(project, desk, packets)
    found = check(path)
    assert found.ok, found.findings(warning=False)
    return [one.arrival for each in report.files for one in each.brought], [
        note for each in report.files for note in each.notes
    ]


def correct(path, name, value, field="source"):
    with sitting(path, name) as (project, desk):
        ops.set_article_field(project, desk, 1, field, value)


def source(path):
    with open_project(path, read_only=True) as project:
        return reads.article(project.connection, 1).source


def names(path):
    with open_project(path, read_only=True) as project:
        rows = project.connection.execute(
            "SELECT surface, code, valid_to, retired_at IS NULL FROM dictionary_entry ORDER BY id"
        )
        return rows.fetchall()


def talk(path, name="eva", article=1):
    with sitting(path, name) as (project, desk):
        return [one.text for one in reads.coding(project.connection, desk, article).comments]


def test_an_answer_that_was_reworded_or_deleted_stays_so(master):
    first = packet(master, "eva", "eva.db")
    with sitting(first, "eva") as (project, desk):
        ops.set_comment(project, desk, 1, "question", "010 or 011?")
    merge(master, first)
    with sitting(master, "pi") as (project, desk):
        (question,) = reads.coding(project.connection, desk_of(project, "eva"), 1).comments
        ops.answer_question(project, desk, question.id, "010")
    second = packet(master, "eva", "second.db")
    for answer, told in (("011", ["011"]), ("", [])):
        with sitting(master, "pi") as (project, desk):
            ops.answer_question(project, desk, question.id, answer)
        with sitting(second, "eva") as (project, desk):
            ops.create_event(project, desk, 1)
        merge(master, second)
        assert talk(master) == ["010 or 011?", *told]


def test_an_article_is_corrected_again_and_again(master):
    eva = packet(master, "eva", "eva.db")
    correct(eva, "eva", "Wyre")
    early = shutil.copy(eva, eva.with_name("early.db"))
    assert merge(master, eva) == ([], [])
    correct(eva, "eva", "The Wire")
    assert merge(master, eva) == ([], [])
    assert source(master) == "The Wire"
    assert merge(master, early) == ([], [])
    assert source(master) == "The Wire"


def test_a_correction_that_was_taken_back_is_so_here(master):
    eva = packet(master, "eva", "eva.db")
    correct(eva, "eva", "The Wire")
    merge(master, eva)
    with sitting(eva, "eva") as (project, desk):
        project.undo(desk)
    merge(master, eva)
    assert source(master) == "Wire"
    with sitting(eva, "eva") as (project, desk):
        project.redo(desk)
    merge(master, eva)
    assert source(master) == "The Wire"
    with sitting(master, "pi") as (project, desk):
        for _ in range(3):
            project.undo(desk)
    assert source(master) == "Wire"
    merge(master, eva)
    assert source(master) == "The Wire"


def test_corrections_of_two_coders_come_to_the_same_in_any_order(master):
    packets = {name: packet(master, name, f"{name}.db") for name in ("eva", "bob")}
    correct(packets["eva"], "eva", "Eva's")
    correct(packets["bob"], "bob", "Bob's")
    results = []
    for number, order in enumerate(itertools.permutations(packets.values())):
        copy = shutil.copy(master, master.with_name(f"copy{number}.db"))
        told = [merge(copy, one)[1] for one in order]
        results.append(source(copy))
        assert sum(map(len, told)) == number  # who is overruled when it arrives is told
    assert results == ["Bob's", "Bob's"]


def test_what_the_project_corrected_itself_stands(master):
    eva = packet(master, "eva", "eva.db")
    correct(master, "pi", "PI's")
    correct(eva, "eva", "Eva's")
    _, (note,) = merge(master, eva)
    assert "Eva's" in note
    assert source(master) == "PI's"
    again = packet(master, "eva", "again.db")
    correct(again, "eva", "Eva's, having seen it")
    assert merge(master, again) == ([], [])
    assert source(master) == "Eva's, having seen it"


def test_names_that_were_changed_and_unlearned_are_so_here(master):
    eva = packet(master, "eva", "eva.db")
    with sitting(eva, "eva") as (project, desk):
        ops.learn_name(project, desk, "Baku", "AZE")
    early = shutil.copy(eva, eva.with_name("early.db"))
    merge(master, eva)
    with sitting(eva, "eva") as (project, desk):
        (entry,) = project.connection.execute("SELECT id FROM dictionary_entry").fetchone()
        changed = Entry("Baku", "AZEGOV", valid_to=dt.date(2024, 1, 1))
        ops.change_entry(project, desk, entry, changed)
    merge(master, eva)
    assert names(master) == [("Baku", "AZEGOV", "2024-01-01", 1)]
    merge(master, early)
    assert names(master) == [("Baku", "AZEGOV", "2024-01-01", 1)]
    with sitting(eva, "eva") as (project, desk):
        project.undo(desk)
        project.undo(desk)
    other = shutil.copy(master, master.with_name("other.db"))
    with sitting(other, "pi") as (project, desk):
        project.undo(desk)
        project.undo(desk)
    assert names(other) == []
    for path, order in ((master, (early, eva)), (other, (eva, early))):
        merge(path, *order)
        assert [row[3] for row in names(path)] == [0]


def test_a_name_learned_on_both_sides_stays_until_both_are_unlearned(master):
    eva = packet(master, "eva", "eva.db")
    for path in (master, eva):
        with sitting(path, "eva") as (project, desk):
            ops.learn_name(project, desk, "Baku", "AZE")
    merge(master, eva)
    with sitting(eva, "eva") as (project, desk):
        project.undo(desk)
    merge(master, eva)
    assert [row for row in names(master) if row[3]] == [("Baku", "AZE", None, 1)]


def code(path, events):
    with sitting(path, "eva") as (project, desk):
        for _ in range(events):
            ops.create_event(project, desk, 1)
        ops.finish_coding(project, desk, 1, status=CodingStatus.DONE)


def ends(path):
    with open_project(path, read_only=True) as project:
        return [
            sorted(len(end.content["events"]) for end in ends_of(project.connection, conflict))
            for conflict in conflicts(project.connection)
        ]


@pytest.mark.parametrize("order", list(itertools.permutations(("home", "office"))))
def test_both_ends_in_a_packet_of_packets_come_home(master, order):
    home = packet(master, "eva", "home.db")
    code(home, 1)
    office = packet(home, "eva", "office.db")
    code(home, 1)
    code(office, 2)
    assert merge(home, office, who="eva")[0] == [Arrival.CONFLICT]
    files = {"home": home, "office": office}
    for name in order:
        merge(master, files[name])
    assert ends(master) == [[2, 3]]
    merge(master, home, office)
    assert ends(master) == [[2, 3]]


def test_an_end_that_makes_no_sense_is_left_outside(master):
    home = packet(master, "eva", "home.db")
    code(home, 1)
    office = packet(home, "eva", "office.db")
    code(home, 1)
    code(office, 2)
    merge(home, office, who="eva")
    with open_project(home) as project:
        project.connection.execute("INSERT INTO edit_seal SELECT id, 'forged', '' FROM edit")
        project.connection.execute(
            'UPDATE coding_state SET content = replace(content, \'"status": "done"\','
            " '\"status\": \"lost\"') WHERE standing = 'conflict'"
        )
    assert merge(master, home)[0] == [Arrival.NEW]
    assert ends(master) == []


def test_links_between_codings_in_conflict_are_there_when_both_are_chosen(master):
    home = packet(master, "eva", "home.db")
    office = shutil.copy(home, home.with_name("office.db"))
    for path, more in ((home, 0), (office, 1)):
        with sitting(path, "eva") as (project, desk):
            one = ops.create_event(project, desk, 1).event_id
            other = ops.create_event(project, desk, 2).event_id
            for _ in range(more):
                ops.create_event(project, desk, 1)
            ops.link_events(project, desk, one, other)
    merge(master, home, office)
    with sitting(master, "pi") as (project, desk):
        for conflict in conflicts(project.connection):
            _, other_end = ends_of(project.connection, conflict)
            ops.choose_state(project, desk, conflict.coding_id, other_end.state)
        links = project.connection.execute("SELECT count(*) FROM event_link").fetchone()
    assert links == (1,)
    assert check(master).ok


def test_what_travels_only_to_be_read_is_no_problem_when_it_is_gone_here(master):
    for name in ("eva", "bob"):
        first = packet(master, name, f"{name}.db")
        with sitting(first, name) as (project, desk):
            ops.create_event(project, desk, 1)
            ops.finish_coding(project, desk, 1, status=CodingStatus.DONE)
        merge(master, first)
    with open_project(master) as project:
        people.find_or_add_round(project, "truth", kind="adjudication")
        judge = people.sit_down(project, "pi", round_name="truth")
        (one, other) = project.connection.execute("SELECT id FROM event ORDER BY id").fetchall()
        ops.take_coded_event(project, judge, one[0], same=other)
        ops.finish_coding(project, judge, 1, status=CodingStatus.DONE)
    second = packet(master, "eva", "second.db")
    with open_project(master) as project:
        for _ in range(2):
            project.undo(people.sit_down(project, "pi", round_name="truth"))
    assert merge(master, second)[0] == [Arrival.UNCHANGED, Arrival.OLDER]


def test_values_that_the_codebook_no_longer_takes_stay_outside(master):
    eva = packet(master, "eva", "eva.db")
    with sitting(eva, "eva") as (project, desk):
        event = ops.create_event(project, desk, 1).event_id
        for code in ("TUR", "SYR"):
            ops.fill_slot(project, desk, event, "giver", value=CodeValue(code))
    with sitting(master, "pi") as (project, desk):
        slots = [replace(slot, several=False) for slot in project.schema.slots]
        narrow = replace(project.schema, slots=tuple(slots), version="2")
        ops.update_codebook(project, desk, compare(project.schema, narrow))
    assert merge(master, eva)[0] == [Arrival.OTHER_SCHEMA]
    with sitting(master, "pi") as (project, desk):
        project.undo(desk)
    assert merge(master, eva)[0] == [Arrival.NEW]
