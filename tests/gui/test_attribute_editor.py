"""What an event says of itself, chosen by a digit or typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.schema import Attribute, AttributeType, Choice
from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.attribute_editor import AttributeEditor

Key = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
STATUS = Attribute(
    "status",
    "Status <b>",
    "O",
    AttributeType.ONE_OF,
    (Choice("real", "Real", "It <i>happened</i>."), Choice("told", "Told"), Choice("no", "Denied")),
    default="real",
)
NOTE = Attribute("note", "Note", "W", AttributeType.TEXT)
FLAG = Attribute("violent", "Violent", "V", AttributeType.YES_NO)


class Desk:
    """A window with the editor, another field, and commands on keys."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.editor = AttributeEditor()
        self.elsewhere = QLineEdit()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.editor)
        layout.addWidget(self.elsewhere)
        self.fired: list[str] = []
        for key in ("N", "1", "2", "Return", "Backspace", "Down", "Escape"):
            action = QAction(self.window)
            action.setShortcut(key)
            action.triggered.connect(lambda _=False, key=key: self.fired.append(key))
            self.window.addAction(action)
        qtbot.addWidget(self.window)
        self.window.resize(360, 500)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.taken: list[tuple[str, object]] = []
        self.closed: list[bool] = []
        self.editor.taken.connect(lambda name, values: self.taken.append((name, values)))
        self.editor.closed.connect(lambda: self.closed.append(True))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClick(field, key, modifier)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.editor.leave()
    assert made.fired == []


def test_a_digit_takes_a_choice(desk: Desk) -> None:
    desk.editor.open_for(STATUS, ("real",))
    assert desk.editor.is_open
    desk.press(Key.Key_2)
    assert desk.taken == [("status", ("told",))]
    assert not desk.editor.isVisible()


def test_the_value_that_is_there_is_highlighted(desk: Desk) -> None:
    desk.editor.open_for(STATUS, ("told",))
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.taken == [("status", ("no",))]


def test_backspace_takes_the_value_away(desk: Desk) -> None:
    desk.editor.open_for(STATUS, ("told",))
    desk.press(Key.Key_Backspace)
    assert desk.taken == [("status", ())]


def test_a_click_takes_a_choice(desk: Desk, qtbot: QtBot) -> None:
    desk.editor.open_for(STATUS, ())
    qtbot.wait(1)
    spot = desk.editor.list.visualRect(desk.editor.list.model().index(2, 0)).center()
    QTest.mouseClick(desk.editor.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert desk.taken == [("status", ("no",))]


def test_letters_do_nothing_in_a_list(desk: Desk) -> None:
    desk.editor.open_for(STATUS, ("real",))
    desk.press(Key.Key_N)
    assert desk.editor.list.row == 0
    assert desk.editor.is_open


def test_yes_and_no_are_two_choices(desk: Desk) -> None:
    desk.editor.open_for(FLAG, ("no",))
    assert desk.editor.list.row == 1
    desk.press(Key.Key_1)
    assert desk.taken == [("violent", ("yes",))]


def test_enter_keeps_a_text_and_shift_enter_starts_a_line(desk: Desk) -> None:
    desk.editor.open_for(NOTE, ("old",))
    QTest.keyClicks(desk.editor.text, "first")
    desk.press(Key.Key_Return, SHIFT)
    QTest.keyClicks(desk.editor.text, "second 2")
    desk.press(Key.Key_Return)
    assert desk.taken == [("note", ("first\nsecond 2",))]


def test_an_empty_text_is_no_value(desk: Desk) -> None:
    desk.editor.open_for(NOTE, ("old",))
    desk.press(Key.Key_Backspace)
    desk.press(Key.Key_Return)
    assert desk.taken == [("note", ())]


def test_escape_and_clicks_elsewhere_change_nothing(desk: Desk) -> None:
    desk.editor.open_for(NOTE, ("old",))
    QTest.keyClicks(desk.editor.text, "new")
    desk.press(Key.Key_Escape)
    desk.editor.open_for(STATUS, ())
    QTest.mouseClick(desk.elsewhere, Qt.MouseButton.LeftButton)
    assert (desk.taken, len(desk.closed), desk.editor.is_open) == ([], 2, False)


def test_a_pasted_megabyte_is_cut(desk: Desk) -> None:
    desk.editor.open_for(NOTE, ())
    QApplication.clipboard().setText("word " * 200_000)
    desk.editor.text.paste()
    desk.press(Key.Key_Return)
    assert len(desk.taken[0][1][0]) <= 20_000  # type: ignore[index]


def test_help_is_told_literally_at_any_zoom(desk: Desk) -> None:
    for mode, zoom in ((Mode.LIGHT, 1.0), (Mode.DARK, 2.0)):
        desk.editor.set_theme(make_theme(mode, zoom=zoom))
        desk.editor.open_for(STATUS, ("real",))
        assert desk.editor.list.entries[0].small == "It <i>happened</i>."
        assert not desk.editor.grab().toImage().isNull()
