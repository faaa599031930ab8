"""One article coded without a mouse: every slot, further fillers, evidence, attributes, undo."""

from __future__ import annotations

import datetime as dt

from annotator.domain.events import CodingStatus
from annotator.domain.values import CodeValue, DateValue, PlaceValue, Provenance


def codes(event, slot):
    return [f.value.code for f in event.in_slot(slot) if isinstance(f.value, CodeValue)]


def test_an_event_from_suggestions(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N")
    ann.go_to("Niger’s military rulers", "actor")
    ann.press("Return", "F2")
    ann.code("nermil")
    ann.go_to("Mali’s transitional government", "actor")
    ann.press("Shift+S")
    ann.go_to("Saturday", "date")
    ann.press("Return")
    ann.go_to("signed", "action")
    ann.press("Return", "F2")
    ann.code("sign formal")
    ann.press("R")
    (event,) = ann.events
    assert codes(event, "source") == ["NERMIL", "MLIGOV"]
    assert codes(event, "action") == ["057"]
    assert event.reciprocal
    (when,) = event.in_slot("date")
    assert isinstance(when.value, DateValue)
    assert (when.value.start, when.quote) == (dt.date(2024, 3, 2), "Saturday")
    assert when.provenance is Provenance.ACCEPTED
    assert ann.page.status_line.saved_text


def test_words_selected_by_hand_and_a_value_typed(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N")
    ann.select("mutual defence pact")
    ann.press("A")
    ann.code("057")
    ann.press("L")
    assert ann.page.events_pane.editor_open
    ann.code("Gao, Mali")
    ann.press("D")
    ann.code("9 April")
    (event,) = ann.events
    (action,) = event.in_slot("action")
    assert action.quote == "mutual defence pact"
    assert action.provenance is Provenance.BY_HAND
    (place,) = event.in_slot("location")
    assert isinstance(place.value, PlaceValue)
    assert (place.value.name, place.value.country) == ("Gao", "MLI")


def test_done_opens_the_next_and_nothing_to_code_takes_two_keys(coder, pact):
    ann = coder()
    ann.open(pact)
    first = ann.session.article.id
    before = ann.keys_pressed
    ann.press("X", "1")
    assert ann.keys_pressed - before == 2
    ann.wait(lambda: ann.session.article.id != first)
    ann.press("N", "Ctrl+Return")
    counts = {row.status for row in ann.page._rows([first, ann.session.article.id])}
    assert counts == {CodingStatus.NOTHING, CodingStatus.DONE}


def test_undo_and_redo_after_a_restart(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N")
    ann.go_to("Bamako", "actor")
    ann.press("Return", "F2")
    ann.code("mli")
    ann.close()
    later = coder()
    later.open(pact)
    assert codes(later.events[0], "source") == ["MLI"]
    later.press("Ctrl+Z")
    assert codes(later.events[0], "source") != ["MLI"]
    later.press("Ctrl+Z", "Ctrl+Z")
    assert later.events == ()
    later.press("Ctrl+Shift+Z", "Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert codes(later.events[0], "source") == ["MLI"]
