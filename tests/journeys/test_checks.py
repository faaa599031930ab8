"""What is to be looked at, walked by keys; cards sorted; from the card to the text and back."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QApplication

from annotator.domain import schema_file
from annotator.domain.accepting import Row
from annotator.domain.events import CodingStatus
from annotator.gui.views.event_card import EventCard
from annotator.jobs.importing import import_paths
from annotator.resources import resource, schema_path
from annotator.storage.project import create, open_project

DATED = {
    "name": "dated",
    "demand": "date is filled",
    "message": "Every event has a date.",
    "severity": "confirm",
}


def said(ann) -> list[str]:
    """What is to be looked at, as the session has it."""
    return [finding.sentence for finding in ann.session.findings]


def card(ann, number: int) -> EventCard:
    return ann.page.events_pane._cards[ann.events[number].id]


def head(ann) -> str:
    """What the head of the events says of it, empty while it says nothing."""
    button = ann.page.events_pane.head.to_look_at
    return button.accessibleName() if button.isVisible() else ""


@pytest.fixture
def strict(tmp_path):
    """A project whose codebook asks for a date before an article is done."""
    schema = json.loads(schema_file.canonical(schema_path("cameo")))
    path = tmp_path / "strict.db"
    create(path, schema=json.dumps({**schema, "rules": [DATED]}), title="Strict")
    with open_project(path) as project:
        import_paths(
            project,
            [
                resource("sample", "04-niger-mali-pact.txt"),
                resource("sample", "06-convoy-ansongo.txt"),
            ],
        )
    return path


def test_f8_walks_what_is_missing_and_asks_for_it(coder, pact):
    ann = coder()
    ann.open(pact)
    assert head(ann) == ""
    ann.press("N")
    assert said(ann) == ["no source yet", "no action yet"]
    assert head(ann) == "2 to look at"
    ann.press("F8")
    assert ann.session.focus.row == Row("source", None)
    assert ann.page.events_pane.editor_open  # it is missing, so it is asked for at once
    ann.code("nermil")
    assert head(ann) == "1 to look at"
    ann.press("F8")
    assert ann.session.focus.row == Row("action", None)
    ann.press("F8")  # out of the open list too, round to the only one left
    assert ann.session.focus.row == Row("action", None)
    ann.code("057")
    assert head(ann) == ""
    ann.press("F8")
    assert ann.page.status_line.message == "Nothing is to be looked at in this article."


def test_f8_goes_from_event_to_event_and_back(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N", "Escape", "S")
    ann.code("nermil")
    ann.press("A")
    ann.code("057")
    ann.press("D")
    ann.code("2031-01-01")
    ann.press("N")
    first, second = ann.events
    assert said(ann) == ["date is after the publication date", "no source yet", "no action yet"]
    (date,) = first.in_slot("date")
    line = card(ann, 0)
    ann.press("F8")
    assert ann.session.focus.event_id == second.id
    ann.press("F8", "F8")
    assert (ann.session.focus.event_id, ann.session.focus.row) == (first.id, Row("date", date.id))
    assert not ann.page.events_pane.editor_open  # something is there: Space opens it
    assert QApplication.focusWidget() is ann.view  # the keyboard is back at the text
    look = line.row_widget(Row("date", date.id)).look
    assert look.remark == "date is after the publication date"
    assert "after the publication date" in line.row_widget(look.row).accessibleName()
    ann.press("Shift+F8")
    assert (ann.session.focus.event_id, ann.session.focus.row) == (second.id, Row("action", None))


def test_the_head_says_less_where_there_is_less_room(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N")
    head_row = ann.page.events_pane.head
    button, sort = head_row.to_look_at, head_row._pictured["sort"]

    def widen(pane: int) -> None:
        ann.page.panes.setSizes([170, 1600 - pane, pane])
        QApplication.processEvents()

    ann.window.resize(1800, 800)
    widen(700)
    assert button.text() == "2 to look at"
    widen(head_row._row.sizeHint().width() - 20)
    assert (button.text(), button.accessibleName()) == ("2", "2 to look at")
    ann.window.settings.set("look/zoom", 200)
    ann.window.apply_look()
    widen(100)
    assert not sort.isVisible()  # the menu and the palette have it too
    ann.window.settings.set("look/zoom", 100)
    ann.window.apply_look()
    widen(700)
    assert sort.isVisible()
    assert button.text() == "2 to look at"


def test_what_is_said_on_a_folded_card(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N", "Escape", "S")
    ann.code("nermil")
    ann.press("T")
    ann.code("nermil")
    ann.press("A")
    ann.code("057")
    ann.press("Ctrl+D")
    assert said(ann) == [
        *("NERMIL is on both sides",) * 2,
        "says the same as event 1",
    ]
    folded = card(ann, 0)
    assert "NERMIL is on both sides" in folded.accessibleName()
    assert folded._warnings.isVisible()
    assert folded._sign.isVisible()
    assert "NERMIL is on both sides" in folded._warnings.text()


def test_done_asks_only_where_the_codebook_says_so(coder, strict):
    ann = coder()
    ann.open(strict)
    first = ann.session.article.id
    ann.press("N", "Escape", "S")
    ann.code("nermil")
    ann.press("Ctrl+Return")
    asking = ann.page.checks.sheet
    assert asking.isVisible()
    assert asking.accessibleDescription() == "•  event 1: every event has a date"
    ann.press("Escape")
    assert not asking.isVisible()
    assert ann.session.focus.row == Row("date", None)  # back at what it was about
    assert ann.session.coding.status is CodingStatus.IN_PROGRESS
    ann.press("Ctrl+Return")
    ann.press("Ctrl+Return")  # done anyway; that there is no action is not asked about
    assert ann.session.article.id != first
    ann.press("Ctrl+Z")
    assert ann.session.article.id == first
    ann.press("Ctrl+Return")  # it was meant
    assert ann.session.article.id != first
    assert QApplication.activeModalWidget() is None


def test_done_never_asks_without_such_a_rule(coder, pact):
    ann = coder()
    ann.open(pact)
    first = ann.session.article.id
    ann.press("N", "Ctrl+Return")
    assert ann.session.article.id != first


def test_events_are_sorted_in_one_step(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N")
    ann.select("mutual defence pact")
    ann.press("A")
    ann.code("057")
    ann.press("N")
    ann.select("signed")
    ann.press("A")
    ann.code("036")
    made = [event.id for event in ann.events]
    ann.window.run_command("event.sort")
    ann.press("1")
    by_text = [event.id for event in ann.events]
    assert by_text == made[::-1]
    assert ann.session.undo_state().undo == "sort events by place in the text"
    ann.window.run_command("event.sort")
    ann.press("1")
    assert ann.page.status_line.message == "The events stand in this order already."
    ann.press("Ctrl+Z")
    assert [event.id for event in ann.events] == made


def test_from_the_card_to_the_words_and_back(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N")
    ann.select("mutual defence pact")
    ann.press("A")
    ann.code("057")
    ann.select("Bamako")
    ann.press("L", "Escape")
    ann.press("Ctrl+D")
    first, second = ann.events
    text = ann.session.article.text
    pact_at, place_at = text.index("mutual defence pact"), text.index("Bamako")
    ann.press("Ctrl+End")
    (action,) = second.in_slot("action")
    ann.session.set_focus(second.id, Row("action", action.id))
    ann.press("F7")
    assert ann.page.article_pane.view.caret == pact_at
    ann.press("F7")  # the same words in the other event
    assert ann.session.focus == type(ann.session.focus)(
        first.id, Row("action", first.in_slot("action")[0].id)
    )
    ann._walk_to(place_at + 2)
    ann.press("Ctrl+G")
    assert ann.session.focus.row.slot == "location"
    place = ann.session.focus
    ann.press("Ctrl+G")
    assert ann.session.focus.row.slot == "location"
    assert ann.session.focus != place
    ann.press("Ctrl+Home", "F7")  # no coded words there: the words of what is in focus
    assert ann.page.article_pane.view.caret == place_at
