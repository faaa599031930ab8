"""What a name stands for on a day, in which forms it is met, and why a code is proposed."""

import datetime as dt

import pytest

from annotator import resources
from annotator.domain import schema_file
from annotator.domain.dictionary import (
    Entry,
    EntryKind,
    Owner,
    by_form,
    choose,
    folded_forms,
    forms,
    joined,
    reason,
    title_of,
)
from annotator.domain.dictionary_checks import odd_codes
from annotator.domain.plurals import plural


def day(text):
    return dt.date.fromisoformat(text)


LAST = day("2024-12-08")


def assad(code, first=None, last=None, owner=Owner.IMPORTED, name="phoenix"):
    first, last = (text and day(text) for text in (first, last))
    where = title_of(owner, name)
    return Entry("Assad", code, valid_from=first, valid_to=last, owner=owner, dictionary=where)


def codes(entries, on):
    return [entry.code for entry in choose(entries, on and day(on))]


def test_a_dated_code_is_chosen_by_the_day():
    entries = [assad("SYRELI"), assad("SYRGOV", "2000-07-17", "2024-12-08")]
    assert codes(entries, "2000-07-16") == ["SYRELI"]
    assert codes(entries, "2000-07-17") == ["SYRGOV"]
    assert codes(entries, "2024-12-08") == ["SYRGOV"]
    assert codes(entries, "2024-12-09") == ["SYRELI"]


def test_without_a_day_all_stand_side_by_side():
    entries = [assad("SYRELI"), assad("SYRGOV", None, "2024-12-08")]
    assert codes(entries, None) == ["SYRELI", "SYRGOV"]
    assert [reason(entry) for entry in choose(entries, None)] == [
        "in “phoenix”",
        "in “phoenix” until 2024-12-08",
    ]


def test_nothing_holds_where_only_other_days_are_known():
    assert codes([assad("SYRGOV", "2000-07-17", "2024-12-08")], "2025-01-01") == []


def test_the_shortest_interval_comes_first():
    entries = [
        assad("SYRGOV", "2000-01-01"),
        assad("SYRMIL", "1994-01-01", "2020-01-01"),
        assad("SYROPP", "2010-01-01", "2011-01-01"),
    ]
    assert codes(entries, "2010-06-01") == ["SYROPP", "SYRMIL", "SYRGOV"]


def test_a_coders_own_dictionary_comes_first_then_the_shared_one():
    entries = [
        assad("ONE", name="one"),
        assad("TWO", name="two"),
        assad("SHA", owner=Owner.SHARED),
        assad("OWN", None, "2024-12-08", owner=Owner.OWN, name="Ann"),
    ]
    assert codes(entries, "2024-01-01") == ["OWN", "SHA", "ONE", "TWO"]
    assert codes(entries, "2025-01-01") == ["SHA", "ONE", "TWO"]


def test_a_code_is_proposed_once():
    assert codes([assad("SYR", name="one"), assad("SYR", name="two")], "2025-01-01") == ["SYR"]
    twice = [assad("SYR", "2000-01-01"), assad("SYR", None, "1990-01-01")]
    assert codes(twice, None) == ["SYR", "SYR"]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (assad("X", None, "2024-12-08", Owner.OWN, "Ann"), "in Ann’s dictionary until 2024-12-08"),
        (assad("X", "2000-07-17", None, Owner.SHARED), "in the shared dictionary since 2000-07-17"),
        (assad("X", "2000-07-17", "2001-01-01"), "in “phoenix” from 2000-07-17 to 2001-01-01"),
        (assad("X", "2000-07-17", "2000-07-17"), "in “phoenix” on 2000-07-17"),
        (Entry("Assad", "SYR"), "in a dictionary"),
    ],
)
def test_reasons(entry, words):
    assert reason(entry) == words


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("gunman", "gunmen"),
        ("GUNMAN", "GUNMEN"),
        ("police officer", "police officers"),
        ("Ministry", "Ministries"),
        ("minister of defence", "ministers of defence"),
        ("MEMBER OF PARLIAMENT", "MEMBERS OF PARLIAMENT"),
        ("commander-in-chief", "commanders-in-chief"),
        ("chief", "chiefs"),
        ("thief", "thieves"),
        ("wife", "wives"),
        ("business", "businesses"),
        ("church", "churches"),
        ("journalist", "journalists"),
        ("businessperson", "businesspeople"),
        ("child", "children"),
        ("crisis", "crises"),
        ("boy", "boys"),
        ("German", "Germans"),
        ("hero", "heroes"),
        ("militant 2", "militant 2"),
    ],
)
def test_plurals(one, several):
    assert plural(one) == several


def test_agents_have_plurals_and_names_have_none():
    agent = EntryKind.AGENT
    assert forms(Entry("army", "~MIL", agent)) == ("army", "armies")
    assert forms(Entry("army", "~MIL", agent, plural="")) == ("army",)
    assert forms(Entry("hit man", "~UAF", agent, plural="hitmen")) == ("hit man", "hitmen")
    assert forms(Entry("Germany", "DEU")) == ("Germany",)
    assert folded_forms(Entry("Côte d'Ivoire", "CIV")) == ("cote divoire",)
    assert folded_forms(Entry("…", "CIV")) == ()


def test_entries_are_found_by_their_forms():
    entries = [Entry("ARMY", "~MIL", EntryKind.AGENT), Entry("Army", "MIL"), Entry("U.S.", "USA")]
    found = by_form(entries)
    assert [entry.code for entry in found["army"]] == ["~MIL", "MIL"]
    assert [entry.code for entry in found["armies"]] == ["~MIL"]
    assert found.keys() == {"army", "armies", "us"}


def test_an_agents_code_is_joined_to_its_actors():
    assert joined("~GOV", "FRA") == "FRAGOV"
    assert joined("IGO~", "UNO") == "IGOUNO"
    assert joined("GOV", "FRA") == "FRAGOV"
    assert Entry("x", "IGO~", EntryKind.AGENT).elements == "IGO"


@pytest.fixture(scope="module")
def cameo():
    return schema_file.load(resources.schema_path("cameo"))


def test_codes_the_codebook_does_not_know_are_named(cameo):
    entries = [
        Entry("a", "USRARM"),
        Entry("b", "USRARM"),
        Entry("c", "SYRGOV"),
        Entry("d", "~GOV", EntryKind.AGENT),
        Entry("e", "~PTL", EntryKind.AGENT),
        Entry("f", "", EntryKind.DISCARD),
        Entry("g", "---"),
    ]
    found = odd_codes(cameo, entries)
    assert [(odd.code, odd.entries) for odd in found] == [("USRARM", 2), ("~PTL", 1)]
    assert str(found[0]).startswith("USRARM (2 names): ")
    assert "USR" in found[0].sentence
    assert found[1].sentence == "“PTL” is not in the codebook."


def test_a_codebook_without_composed_codes_knows_those_of_its_lists():
    protest = schema_file.load(resources.schema_path("protest"))
    known = protest.code_lists[0].codes[0].code
    found = odd_codes(protest, [Entry("a", known), Entry("b", "no such code")])
    assert [odd.code for odd in found] == ["no such code"]
