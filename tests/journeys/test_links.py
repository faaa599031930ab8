"""The same event in two articles, linked and followed by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton


def code_one(ann) -> int:
    """An event coded by hand in the open article."""
    ann.press("N", "Escape", "S")
    ann.code("nermil")
    ann.press("A")
    ann.code("057")
    return ann.session.focus.event_id


def lines(ann) -> list[str]:
    """What the foot of the active card says of other articles."""
    return ann.page.events_pane._cards[ann.session.focus.event_id].links.texts


def test_an_event_is_linked_followed_and_let_go(coder, pact):
    ann = coder()
    ann.open(pact)
    first = code_one(ann)
    title = ann.session.article.title
    ann.press("Ctrl+L")
    (links,) = [part for part in ann.page._parts if "event.link" in part.handlers()]
    assert links.sheet.isVisible()
    assert "no event in another article" in links.sheet._empty.text()
    ann.press("Return", "Escape")  # Return has nothing to take
    assert not links.sheet.isVisible()
    assert QApplication.focusWidget() is ann.view

    ann.press("Alt+Right")
    second = code_one(ann)
    ann.press("Ctrl+L")
    ann.write("niger mil")
    assert links.sheet.list.count() == 1
    ann.write(" nothing like it")
    assert links.sheet.list.count() == 0
    links.sheet.field.clear()
    ann.press("Return")
    (line,) = lines(ann)
    assert line.startswith("same event as in “")
    assert line.endswith("· 2024-03-04")
    assert ann.session.undo_state().undo == "link events"

    ann.press("Ctrl+Shift+G")
    assert ann.session.article.title == title
    assert ann.session.focus.event_id == first
    (line,) = lines(ann)
    button = ann.page.events_pane._cards[first].links.findChild(QToolButton)
    assert button.accessibleName().startswith("same event as in “")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert ann.session.focus.event_id == second

    ann.press("Ctrl+L", "Return")  # the one linked stands first; Enter lets go of it
    assert lines(ann) == []
    ann.press("Ctrl+Z")
    assert len(lines(ann)) == 1
    ann.press("Ctrl+Z")
    assert lines(ann) == []


def test_a_link_survives_a_restart_and_a_megabyte_of_typing(coder, pact):
    ann = coder()
    ann.open(pact)
    code_one(ann)
    ann.press("Alt+Right")
    code_one(ann)
    ann.press("Ctrl+L")
    QApplication.clipboard().setText("x" * 1_000_000)
    ann.press("Ctrl+V")
    (links,) = [part for part in ann.page._parts if "event.link" in part.handlers()]
    assert len(links.sheet.field.text()) <= 2000
    links.sheet.field.clear()
    ann.press("Return")
    ann.close()
    again = coder()
    again.open(pact)
    assert any(event.links for event in again.events)
