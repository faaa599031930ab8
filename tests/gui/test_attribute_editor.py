"""What an event says of itself, chosen by a digit or typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.schema import Attribute, AttributeType, Choice, NumberWord
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


def test_a_text_that_was_typed_is_kept_by_leaving(desk: Desk) -> None:
    desk.editor.open_for(NOTE, ("old",))
    QTest.keyClicks(desk.editor.text, "new")
    desk.press(Key.Key_Escape)
    desk.editor.open_for(NOTE, ("new",))
    QTest.keyClicks(desk.editor.text, "newer")
    QTest.mouseClick(desk.elsewhere, Qt.MouseButton.LeftButton)
    assert desk.taken == [("note", ("new",)), ("note", ("newer",))]
    assert not desk.editor.isVisible()


def test_escape_and_clicks_elsewhere_change_nothing_else(desk: Desk) -> None:
    desk.editor.open_for(NOTE, ("old ",))
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


# --- several values, numbers, dates ------------------------------------------------------------

TOPICS = Attribute(
    "topics",
    "Topics",
    "C",
    AttributeType.SEVERAL_OF,
    tuple(Choice(f"t{n}", f"{word} topic") for n, word in enumerate("abcdefghijkl", 1)),
)
FEW = Attribute("few", "Few", "F", AttributeType.SEVERAL_OF, TOPICS.choices[:3])
DEAD = Attribute("dead", "Dead", "K", AttributeType.INTEGER, least=0, most=99999)
SIZE = Attribute(
    "size",
    "Size",
    "Z",
    AttributeType.NUMBER_OR_WORD,
    words=(NumberWord("dozens", 20, 99), NumberWord("hundreds", 200, 999)),
)
SINCE = Attribute("since", "Since", "B", AttributeType.DATE)


def test_space_and_digits_tick_and_enter_takes_all_in_the_schema_s_order(desk: Desk) -> None:
    desk.editor.open_for(FEW, ("t2",))
    desk.press(Key.Key_1)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Space)
    assert desk.taken == []
    assert [entry.code for entry in desk.editor.list.entries] == ["✓", "–", "–"]
    desk.press(Key.Key_3)
    desk.press(Key.Key_Return)
    assert desk.taken == [("few", ("t1", "t3"))]


def test_enter_with_nothing_ticked_takes_the_row(desk: Desk) -> None:
    desk.editor.open_for(FEW, ())
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.taken == [("few", ("t2",))]


def test_a_long_list_is_found_by_typing(desk: Desk) -> None:
    desk.editor.open_for(TOPICS, ())
    for word in ("k", "l"):
        QTest.keyClicks(desk.editor.line, word)
        assert len(desk.editor.list.entries) == 1
        desk.press(Key.Key_1)
        assert desk.editor.line.text() == ""
    desk.press(Key.Key_Return)
    assert desk.taken == [("topics", ("t11", "t12"))]


def test_a_search_that_finds_nothing_says_so(desk: Desk) -> None:
    desk.editor.open_for(TOPICS, ())
    QTest.keyClicks(desk.editor.line, "zzz")
    assert desk.editor.says.text == "No choice is called so."
    desk.press(Key.Key_Return)
    assert desk.editor.is_open


def test_a_number_is_typed_and_what_is_none_is_said(desk: Desk) -> None:
    desk.editor.open_for(DEAD, ())
    QTest.keyClicks(desk.editor.line, "many")
    assert "takes a whole number from 0 to 99999" in desk.editor.says.text
    desk.press(Key.Key_Return)
    assert desk.editor.is_open
    QTest.keyClicks(desk.editor.line, "1,200")
    desk.press(Key.Key_Return)
    assert desk.taken == [("dead", ("1200",))]


def test_an_emptied_number_is_no_value(desk: Desk) -> None:
    desk.editor.open_for(DEAD, ("12",))
    desk.press(Key.Key_Backspace)
    desk.press(Key.Key_Return)
    assert desk.taken == [("dead", ())]


@pytest.mark.parametrize(
    ("typed", "said", "stored"),
    [
        ("dozens", "20–99", "dozens"),
        ("200-300", "200–300", "200..300"),
        ("1000+", "1,000 or more", "1000.."),
        ("2500", "2500", "2500"),
    ],
)
def test_a_size_is_a_number_a_range_or_a_word(
    desk: Desk, typed: str, said: str, stored: str
) -> None:
    desk.editor.open_for(SIZE, ())
    QTest.keyClicks(desk.editor.line, typed)
    assert desk.editor.says.text == said
    desk.press(Key.Key_Return)
    assert desk.taken == [("size", (stored,))]


def test_a_word_is_chosen_with_the_arrow(desk: Desk) -> None:
    desk.editor.open_for(SIZE, ())
    QTest.keyClicks(desk.editor.line, "hun")
    desk.press(Key.Key_Down)
    assert desk.editor.line.text() == "hundreds"
    desk.press(Key.Key_Return)
    assert desk.taken == [("size", ("hundreds",))]


def test_a_date_is_read_against_the_publication_date(desk: Desk) -> None:
    desk.editor.open_for(SINCE, (), published=dt.date(2024, 3, 4))
    QTest.keyClicks(desk.editor.line, "yesterday")
    assert "2024-03-03" in desk.editor.says.text
    desk.press(Key.Key_Return)
    assert desk.taken == [("since", ("2024-03-03",))]


def test_a_date_that_is_none_is_said(desk: Desk) -> None:
    desk.editor.open_for(SINCE, ())
    QTest.keyClicks(desk.editor.line, "someday")
    desk.press(Key.Key_Return)
    assert "no day can be read" in desk.editor.says.text
    assert desk.taken == []


def test_a_rule_asks_in_place_and_enter_again_keeps(desk: Desk) -> None:
    def ask(values: tuple[str, ...]) -> tuple[str, ...]:
        return ("More than 1,000?",) if values and int(values[0]) > 1000 else ()

    desk.editor.open_for(DEAD, (), ask=ask)
    QTest.keyClicks(desk.editor.line, "1200")
    desk.press(Key.Key_Return)
    assert desk.taken == []
    assert desk.editor.says.text == "More than 1,000? Enter again keeps it."
    QTest.keyClicks(desk.editor.line, "1")
    desk.press(Key.Key_Return)
    assert desk.taken == []
    desk.press(Key.Key_Return)
    assert desk.taken == [("dead", ("12001",))]
