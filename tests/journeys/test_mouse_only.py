"""The same work with the mouse alone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu

from annotator.domain.accepting import Row
from annotator.domain.events import CodingStatus
from annotator.gui.views.hint import HintBox


def button(ann, name):
    """A visible button by what a screen reader says of it."""
    buttons = ann.window.findChildren(QAbstractButton)
    return next(b for b in buttons if b.isVisible() and name in b.accessibleName())


def point_of(ann, offset):
    """Where a character stands on the page."""
    cursor = ann.view.textCursor()
    cursor.setPosition(offset)
    rect = ann.view.cursorRect(cursor)
    return QPoint(rect.center().x() + 6, rect.center().y())


def test_an_event_is_started_filled_and_marked_by_clicks(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.click(button(ann, "Start an event"))
    assert len(ann.events) == 1
    text = ann.session.article.text
    ann.click(ann.view.viewport(), point_of(ann, text.index("Saturday")))
    assert ann.suggestion.quote == "Saturday"
    QTest.mouseDClick(
        ann.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=point_of(ann, text.index("Saturday")),
    )
    ann.wait(lambda: ann.events[0].in_slot("date"))
    assert ann.events[0].in_slot("date")[0].quote == "Saturday"
    chip = button(ann, "one way")
    ann.click(chip)
    assert ann.events[0].reciprocal
    assert ann.session.coding.status is CodingStatus.IN_PROGRESS


def test_a_key_cap_of_the_hint_acts_when_clicked(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.click(button(ann, "Start an event"))
    hint = ann.page.article_pane.findChild(HintBox)
    assert hint.isVisible()
    asked = []
    ann.page.command_requested.connect(asked.append)
    for x in range(8, hint.width(), 12):
        for y in range(8, hint.height(), 8):
            if not asked:
                ann.click(hint, QPoint(x, y))
    assert asked


def test_selecting_with_the_mouse(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.click(button(ann, "Start an event"))
    text = ann.session.article.text
    start = text.index("mutual defence pact")
    view = ann.view.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=point_of(ann, start) - QPoint(6, 0))
    QTest.mouseMove(view, point_of(ann, start + len("mutual")) - QPoint(6, 0))
    QTest.mouseRelease(
        view, Qt.MouseButton.LeftButton, pos=point_of(ann, start + len("mutual")) - QPoint(6, 0)
    )
    ann.wait(lambda: ann.page.article_pane.selection)
    snapped = ann.page.article_pane.snapped_selection()
    assert text[snapped[0].start : snapped[0].end] == "mutual"


def test_evidence_is_taken_away_from_the_menu_of_a_value(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N")
    ann.go_to("Niamey", "actor")
    ann.press("S")
    ann.go_to("Bamako", "actor")
    ann.press("E")
    (source,) = ann.events[0].in_slot("source")
    assert [m.quote for m in source.mentions] == ["Niamey", "Bamako"]
    menu = ann.page.events_pane.value_menu(ann.events[0].id, Row("source", source.id))
    menu.actions()[-1].trigger()
    (source,) = ann.events[0].in_slot("source")
    assert [m.quote for m in source.mentions] == ["Niamey"]


def test_the_toolbar_takes_one_through_articles_and_back(coder, pact):
    ann = coder()
    ann.open(pact)
    first = ann.session.article.id
    undo = button(ann, "Undo")
    assert not undo.isEnabled()
    ann.click(button(ann, "New event"))
    assert len(ann.events) == 1
    assert undo.isEnabled()
    assert "Ctrl+Z" in undo.toolTip()
    ann.click(undo)
    assert not ann.events
    ann.click(button(ann, "Redo"))
    assert len(ann.events) == 1
    ann.click(button(ann, "Next article"))
    assert ann.session.article.id != first
    ann.click(button(ann, "Previous article"))
    assert ann.session.article.id == first
    ann.click(button(ann, "Fold or unfold the queue"))
    assert not ann.page.queue_pane.isVisible()
    ann.click(button(ann, "Done, next article"))
    assert ann.session.article.id != first


def test_the_menu_button_and_its_key_open_the_menu_of_everything(coder, pact):
    ann = coder()
    ann.open(pact)
    menu = ann.page.top_bar.menu_button.menu()
    ann.press("F10")
    ann.wait(menu.isVisible)
    assert next(action.text() for action in menu.actions()) == "Project"
    menu.close()
    for part in menu.findChildren(QMenu):
        assert part.sizeHint().height() < 740, f"“{part.title()}” is too long for a small screen"
    shown = {action.text() for part in menu.findChildren(QMenu) for action in part.actions()}
    wanted = {command.id for command in ann.window.commands.values() if command.menu}
    assert {ann.window.actions_by_id[name].text() for name in wanted} <= shown
