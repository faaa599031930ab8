"""Dictionaries in a project: learned, promoted, imported, looked up, and all of it taken back."""

import datetime as dt

import pytest
from coded import at, desk_of, make, sitting

from annotator.domain.changes import Kind, Op
from annotator.domain.dictionary import Entry, EntryKind, Owner, choose, reason
from annotator.domain.errors import EditRefusedError
from annotator.domain.values import CodeValue
from annotator.storage import dictionaries, ops
from annotator.storage.check import check

LAST = dt.date(2024, 12, 8)
AGENT, DISCARD = EntryKind.AGENT, EntryKind.DISCARD


@pytest.fixture
def path(tmp_path):
    return make(tmp_path / "p.db")


@pytest.fixture
def seat(path):
    with sitting(path) as (project, desk):
        yield project, desk
    assert check(path).findings(warning=False) == []


def shown(entries):
    return [(entry.surface, entry.code) for entry in entries]


def test_a_coder_learns_a_name(seat):
    project, ann = seat
    changes = ops.learn_name(project, ann, "  Bashar \n al-Assad", "SYRGOV", valid_to=LAST)
    assert (changes.op, changes.label) == (Op.LEARN_NAME, "learn “Bashar al-Assad”")
    assert changes.kinds == {Kind.DICTIONARY}
    (entry,) = dictionaries.own(project.connection, ann)
    assert (entry.surface, entry.code, entry.valid_to) == ("Bashar al-Assad", "SYRGOV", LAST)
    assert (entry.owner, reason(entry)) == (Owner.OWN, "in ann’s dictionary until 2024-12-08")
    project.undo(ann)
    assert dictionaries.own(project.connection, ann) == []
    project.redo(ann)
    assert dictionaries.own(project.connection, ann) == [entry]


@pytest.mark.parametrize(
    ("surface", "code", "days", "sentence"),
    [
        ("…", "SYR", {}, "There is no name in it."),
        ("Assad", " ", {}, "“Assad” needs a code."),
        ("Assad", "SYR GOV", {}, "“SYR GOV” is no code."),
        ("A" * 201, "SYR", {}, "at most 200 characters"),
        (
            "Assad",
            "SYR",
            {"valid_from": LAST, "valid_to": dt.date(2000, 1, 1)},
            "It would end on 2000-01-01, before it begins on 2024-12-08.",
        ),
    ],
)
def test_what_cannot_be_learned(seat, surface, code, days, sentence):
    project, ann = seat
    with pytest.raises(EditRefusedError, match=sentence):
        ops.learn_name(project, ann, surface, code, **days)
    assert dictionaries.own(project.connection, ann) == []


def test_what_is_known_already_is_not_learned_twice(seat):
    project, ann = seat
    ops.learn_name(project, ann, "Assad", "SYRGOV")
    with pytest.raises(EditRefusedError, match="“ASSAD” is SYRGOV in your dictionary already"):
        ops.learn_name(project, ann, "ASSAD", "SYRGOV")
    ops.learn_name(project, ann, "Assad", "SYRGOV", valid_to=LAST)
    ops.learn_name(project, ann, "Assad", "SYRELI")
    assert len(dictionaries.own(project.connection, ann)) == 3


def test_coders_know_nothing_of_each_other(seat):
    project, ann = seat
    bob = desk_of(project, "bob")
    ops.learn_name(project, ann, "Assad", "SYRGOV")
    ops.learn_name(project, bob, "Assad", "SYRELI")
    assert shown(dictionaries.own(project.connection, bob)) == [("Assad", "SYRELI")]
    assert shown(dictionaries.lookup(project.connection, bob, ["Assad"])["Assad"]) == [
        ("Assad", "SYRELI")
    ]
    assert dictionaries.lookup(project.connection, None, ["Assad"]) == {}
    assert dictionaries.pooled(project.connection) == []
    assert dictionaries.dictionaries(project.connection) == []
    (entry,) = dictionaries.own(project.connection, ann)
    for edit in (
        lambda: ops.change_entry(project, bob, entry.id, Entry("Assad", "SYR")),
        lambda: ops.retire_entry(project, bob, entry.id),
    ):
        with pytest.raises(EditRefusedError, match="stands in another coder's dictionary"):
            edit()
    project.undo(bob)
    assert dictionaries.own(project.connection, ann) == [entry]


def test_a_name_is_learned_from_a_value_of_ones_own(seat):
    project, ann = seat
    bob = desk_of(project, "bob")
    event = ops.create_event(project, ann, 1).event_id
    filler_id = ops.fill_slot(
        project, ann, event, "giver", value=CodeValue("SYR"), segments=at("Syria")
    ).filler_id
    with pytest.raises(EditRefusedError, match="not part of the work of bob"):
        ops.learn_name(project, bob, "Syria", "SYR", filler_id=filler_id)
    changes = ops.learn_name(project, ann, "Syria", "SYR", filler_id=filler_id)
    assert changes.article_id == 1
    query = "SELECT filler_id FROM dictionary_entry"
    assert project.connection.execute(query).fetchall() == [(filler_id,)]
    ops.delete_filler(project, ann, filler_id)
    assert project.connection.execute(query).fetchall() == [(None,)]
    assert shown(dictionaries.own(project.connection, ann)) == [("Syria", "SYR")]
    project.undo(ann)
    assert project.connection.execute(query).fetchall() == [(filler_id,)]


def test_entries_are_changed_and_retired(seat):
    project, ann = seat
    ops.learn_name(project, ann, "Assad", "SYRGOV")
    (entry,) = dictionaries.own(project.connection, ann)
    new = Entry("al-Assad", "SYRELI", valid_from=LAST)
    assert ops.change_entry(project, ann, entry.id, new).label == "change “Assad”"
    assert dictionaries.own(project.connection, ann) == [new]
    assert "al-Assad" in dictionaries.lookup(project.connection, ann, ["al-Assad", "Assad"])
    assert "Assad" not in dictionaries.lookup(project.connection, ann, ["al-Assad", "Assad"])
    assert ops.change_entry(project, ann, entry.id, new).edit_id == 0
    ops.retire_entry(project, ann, entry.id)
    assert dictionaries.own(project.connection, ann) == []
    assert dictionaries.lookup(project.connection, ann, ["al-Assad"]) == {}
    with pytest.raises(EditRefusedError, match="no longer in use"):
        ops.retire_entry(project, ann, entry.id)
    ops.learn_name(project, ann, "al-Assad", "SYRELI", valid_from=LAST)
    for _ in range(3):
        project.undo(ann)
    assert dictionaries.own(project.connection, ann) == [entry]


def test_the_pi_promotes_an_entry(seat):
    project, ann = seat
    pi = desk_of(project, "pi")
    ops.learn_name(project, ann, "Assad", "SYRGOV", valid_to=LAST)
    ops.learn_name(project, ann, "Syria", "SYR")
    offered = dictionaries.offered(project.connection)
    assert [entry.dictionary for entry in offered] == ["ann’s dictionary"] * 2
    before = dictionaries.version_mark(project.connection)
    changes = ops.promote_entry(project, pi, offered[0].id)
    assert (changes.op, changes.label) == (Op.PROMOTE_ENTRY, "share “Assad”")
    (entry,) = dictionaries.shared(project.connection)
    assert (entry.code, entry.valid_to) == ("SYRGOV", LAST)
    assert reason(entry) == "in the shared dictionary until 2024-12-08"
    row = project.connection.execute(
        "SELECT promoted_from, filler_id FROM dictionary_entry WHERE id = ?", (entry.id,)
    ).fetchone()
    assert row == (offered[0].uuid, None)
    assert shown(dictionaries.offered(project.connection)) == [("Syria", "SYR")]
    assert dictionaries.version_mark(project.connection) != before
    with pytest.raises(EditRefusedError, match="in the shared dictionary already"):
        ops.promote_entry(project, pi, offered[0].id)
    with pytest.raises(EditRefusedError, match="All coders share this entry already"):
        ops.promote_entry(project, pi, entry.id)
    ops.promote_entry(project, pi, offered[1].id)
    (found,) = dictionaries.dictionaries(project.connection)
    assert (found.owner, found.version, found.entries) == (Owner.SHARED, 2, 2)
    project.undo(ann)  # ann's own entry goes, what was made of it stays
    assert len(dictionaries.shared(project.connection)) == 2
    project.undo(pi)
    project.undo(pi)
    assert dictionaries.shared(project.connection) == []
    assert dictionaries.version_mark(project.connection) == before


def test_what_is_shared_can_be_changed_by_whoever_looks_after_it(seat):
    project, ann = seat
    pi = desk_of(project, "pi")
    ops.learn_name(project, ann, "Assad", "SYRGOV")
    ops.promote_entry(project, pi, dictionaries.offered(project.connection)[0].id)
    (entry,) = dictionaries.shared(project.connection)
    ops.change_entry(project, pi, entry.id, Entry("Assad", "SYRELI"))
    assert shown(dictionaries.shared(project.connection)) == [("Assad", "SYRELI")]
    assert shown(dictionaries.own(project.connection, ann)) == [("Assad", "SYRGOV")]
    assert dictionaries.dictionaries(project.connection)[0].version == 2


FILE = (
    Entry("ASSAD", "SYRELI"),
    Entry("ASSAD", "SYRGOV", valid_from=dt.date(2000, 7, 17), valid_to=LAST),
    Entry("HIT MAN", "~UAF", AGENT, plural="HITMEN"),
    Entry("ARMY", "~MIL", AGENT),
    Entry("WORLD CUP", "", DISCARD),
    Entry("WORLD CUP", "", DISCARD),
)


def test_a_dictionary_is_imported(seat):
    project, ann = seat
    changes = ops.import_dictionary(project, ann, "phoenix", FILE)
    assert (changes.op, changes.label) == (Op.IMPORT_DICTIONARY, "import “phoenix”")
    assert dictionaries.imported(project.connection) == list(FILE[:-1])
    assert dictionaries.imported(project.connection, "other") == []
    (found,) = dictionaries.dictionaries(project.connection)
    assert (found.title, found.version, found.entries) == ("“phoenix”", 1, 5)
    (rows,) = project.connection.execute("SELECT count(*) FROM edit_row").fetchone()
    assert rows == 1  # the journal holds no copy of the file


def test_an_import_is_taken_back(seat):
    project, ann = seat
    empty = dictionaries.version_mark(project.connection)
    ops.import_dictionary(project, ann, "phoenix", FILE)
    mark = dictionaries.version_mark(project.connection)
    project.undo(ann)
    assert dictionaries.pooled(project.connection) == []
    assert dictionaries.dictionaries(project.connection) == []
    assert dictionaries.lookup(project.connection, ann, ["Assad"]) == {}
    assert dictionaries.version_mark(project.connection) == empty
    project.redo(ann)
    assert dictionaries.version_mark(project.connection) == mark
    project.undo(ann)
    ops.import_dictionary(project, ann, "Phoenix", FILE[:2])  # the same one, in another case
    assert dictionaries.pooled(project.connection) == list(FILE[:2])
    (count,) = project.connection.execute("SELECT count(*) FROM dictionary").fetchone()
    assert count == 1


def test_a_second_import_replaces_the_first(seat):
    project, ann = seat
    ops.import_dictionary(project, ann, "phoenix", FILE)
    kept = dictionaries.imported(project.connection)[1].uuid
    assert ops.import_dictionary(project, ann, "phoenix", FILE).edit_id == 0
    ops.retire_entry(project, ann, dictionaries.imported(project.connection)[0].id)
    new = (Entry("OKO", "MRD"), *FILE[:2])
    ops.import_dictionary(project, ann, "phoenix", new)
    found = dictionaries.imported(project.connection)
    assert sorted(shown(found)) == [("ASSAD", "SYRELI"), ("ASSAD", "SYRGOV"), ("OKO", "MRD")]
    assert kept in {entry.uuid for entry in found}
    assert dictionaries.dictionaries(project.connection)[0].version == 3
    project.undo(ann)
    assert dictionaries.imported(project.connection) == list(FILE[1:-1])
    project.undo(ann)
    assert dictionaries.imported(project.connection) == list(FILE[:-1])
    project.undo(ann)
    assert dictionaries.imported(project.connection) == []


@pytest.mark.parametrize("name", ["", " ", "shared", "Own", "imported", "x" * 201])
def test_names_an_import_cannot_have(seat, name):
    project, ann = seat
    with pytest.raises(EditRefusedError):
        ops.import_dictionary(project, ann, name, FILE)
    with pytest.raises(EditRefusedError, match="There are no entries to import"):
        ops.import_dictionary(project, ann, "phoenix", [])


def test_imported_dictionaries_are_asked_in_their_order(seat):
    project, ann = seat
    ops.import_dictionary(project, ann, "one", [Entry("Assad", "ONE")])
    ops.import_dictionary(project, ann, "two", [Entry("Assad", "TWO")])
    ops.learn_name(project, ann, "Assad", "OWN")
    ops.promote_entry(project, ann, dictionaries.own(project.connection, ann)[0].id)
    (found,) = dictionaries.lookup(project.connection, ann, ["Assad"]).values()
    owners = [(entry.owner.value, entry.code) for entry in found]
    assert owners == [("own", "OWN"), ("shared", "OWN"), ("imported", "ONE"), ("imported", "TWO")]
    alike = dictionaries.lookup(project.connection, None, ["Assad"])["Assad"]
    assert alike == found[1:]
    assert dictionaries.pooled(project.connection) == list(alike)


def test_names_are_found_in_any_writing_and_agents_in_the_plural(seat):
    project, ann = seat
    ops.import_dictionary(project, ann, "phoenix", FILE)
    asked = ["Assad", "ASSAD’s", "hitmen", "armies", "Army", "World Cup", "world", ""]
    found = dictionaries.lookup(project.connection, ann, asked)
    assert {name: [entry.code for entry in those] for name, those in found.items()} == {
        "Assad": ["SYRELI", "SYRGOV"],
        "ASSAD’s": ["SYRELI", "SYRGOV"],
        "hitmen": ["~UAF"],
        "armies": ["~MIL"],
        "Army": ["~MIL"],
        "World Cup": [""],
    }
    chosen = choose(found["Assad"], dt.date(2011, 3, 15))
    assert [reason(entry) for entry in chosen] == ["in “phoenix” from 2000-07-17 to 2024-12-08"]
    assert [entry.code for entry in choose(found["Assad"], dt.date(2025, 1, 1))] == ["SYRELI"]


def test_many_names_at_once(seat):
    project, ann = seat
    entries = [Entry(f"Name {n}", f"C{n}") for n in range(5_000)]
    ops.import_dictionary(project, ann, "many", entries)
    assert dictionaries.pooled(project.connection) == entries
    found = dictionaries.lookup(project.connection, ann, [f"name {n}" for n in range(5_000)])
    assert {name: entry.code for name, (entry,) in found.items()} == {
        f"name {n}": f"C{n}" for n in range(5_000)
    }
