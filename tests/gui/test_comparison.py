"""The coders' events beside what was settled: which is which, in words, and in which order."""

from __future__ import annotations

import pytest

from annotator.agreement.reporting.disagreements import KINDS, Disagreement, compare
from annotator.domain.events import Coder, Coding, CodingStatus, Event, Filler
from annotator.domain.schema_file import load
from annotator.domain.values import CodeValue, Provenance
from annotator.gui.team.comparison import EventTable, columns, kind_words, settled_events
from annotator.resources import schema_path
from annotator.storage.double_coded import DoubleCoded


@pytest.fixture(scope="module")
def schema():
    return load(schema_path("cameo"))


def event(number: int, code: str, source: str = "NERGOV") -> Event:
    values = (("source", source), ("action", code), ("target", "MLIGOV"))
    fillers = tuple(
        Filler(10 * number + n, f"f{number}{n}", number, slot, 0, CodeValue(value), by)
        for n, (slot, value) in enumerate(values)
        for by in [Provenance.BY_HAND]
    )
    return Event(number, f"e{number}", 1, 0, reciprocal=False, fillers=fillers)


def coding(*events: Event) -> Coding:
    return Coding(1, "c", 1, 1, 1, CodingStatus.IN_PROGRESS, events=events)


def article(number: int, *names: str) -> DoubleCoded:
    coders = tuple(Coder(n, f"uuid of {name}", name) for n, name in enumerate(names))
    return DoubleCoded(number, f"article {number}", "Title", "", coders, CodingStatus.TODO)


CODINGS = {"ann": [event(1, "057"), event(2, "190", "UAF")], "bob": [event(3, "057")]}


def test_what_became_of_every_event(schema):
    compared = compare(schema, CODINGS)
    made = event(9, "042")
    found = settled_events(compared, coding(made), {"e1": 9, "e3": 9, "e2": None})
    assert [(one.result, one.dropped) for one in found] == [(made, False), (None, True)]
    assert all(one.decided for one in found)
    alone = settled_events(compared, coding(made), {})
    assert [one.decided for one in alone] == [False, False, True]
    assert alone[-1].aligned is None


def test_an_event_keeps_its_key_whatever_is_decided(schema):
    compared = compare(schema, CODINGS)
    before = settled_events(compared, None, {})
    after = settled_events(compared, coding(event(9, "042")), {"e1": 9, "e3": 9})
    assert [one.key for one in before] == [one.key for one in after]


def test_the_event_of_the_coder_chosen_comes_first(schema):
    (both, _) = settled_events(compare(schema, CODINGS), None, {})
    assert [one.id for one in both.sources("bob")] == [3, 1]
    assert [one.id for one in both.sources()] == [1, 3]


def test_rows_have_a_cell_for_each_coder_and_what_was_settled(schema):
    events = settled_events(compare(schema, CODINGS), coding(event(9, "042")), {"e1": 9, "e3": 9})
    first, second = EventTable().rows(schema, events, ["bob", "ann"], {9: "a visit"})
    action = next(field for field in first.fields if field.name == "action")
    assert [cell.split()[0] for cell in action.cells] == ["057", "057", "042"]
    assert first.said == "full agreement · taken · note: a visit"
    assert second.sign == "≠"
    assert second.said == "unmatched events · not decided"
    assert second.fields[0].cells[0] == "–"


def test_only_what_an_edit_was_about_is_said_anew(schema):
    table, compared = EventTable(), compare(schema, CODINGS)
    before = table.rows(schema, settled_events(compared, None, {}), ["ann", "bob"])
    taken = settled_events(compared, coding(event(9, "042")), {"e1": 9, "e3": 9})
    after = table.rows(schema, taken, ["ann", "bob"])
    assert after[0] != before[0]
    assert after[1] is before[1]
    assert table.rows(schema, taken, ["ann", "bob"], {9: "why"})[0].said.endswith("note: why")
    (other, _) = table.rows(schema, taken, ["bob", "ann"])
    assert other is not after[0]  # the columns stand the other way round


def test_hidden_names_stand_in_an_order_of_each_article():
    names = ["ann", "bob", "eva"]
    assert columns(article(1, *names), hidden=False) == names
    orders = {tuple(columns(article(n, *names), hidden=True)) for n in range(40)}
    assert {tuple(sorted(order)) for order in orders} == {tuple(names)}
    assert len(orders) == 6
    again = columns(article(7, *names[::-1]), hidden=True)
    assert again == columns(article(7, *names), hidden=True)


def test_every_kind_has_words_of_its_own():
    assert len({kind_words(kind) for kind in KINDS}) == len(Disagreement)
