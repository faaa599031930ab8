"""The floating sheets: their keys, and that they keep the page below from acting."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from annotator.domain.schema import Choice
from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.choice_sheet import ChoiceSheet
from annotator.gui.views.note_sheet import MOST, NoteSheet

THEME = make_theme(Mode.LIGHT)
KEY = Qt.Key
REASONS = [
    Choice("none", "No event"),
    Choice("opinion", "Opinion & <b>analysis</b>", "Only <i>views</i>"),
    Choice("again", "Duplicate"),
]


@pytest.fixture
def host(qtbot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    made.below = QPushButton("below")
    QVBoxLayout(made).addWidget(made.below)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


# --- choices ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ([KEY.Key_2], "opinion"),
        ([KEY.Key_Return], "none"),
        ([KEY.Key_Down, KEY.Key_Down, KEY.Key_Enter], "again"),
    ],
)
def test_digits_and_arrows_choose(qtbot, host, keys: list, value: str) -> None:
    sheet = ChoiceSheet(host, THEME)
    sheet.ask("Nothing to code because", REASONS)
    with qtbot.waitSignal(sheet.chosen) as chosen:
        for key in keys:
            qtbot.keyClick(sheet._list, key)
    assert chosen.args == [value]
    assert not sheet.isVisible()


def test_the_present_value_is_marked(qtbot, host) -> None:
    sheet = ChoiceSheet(host, THEME)
    sheet.ask("Status", REASONS, current="again")
    with qtbot.waitSignal(sheet.chosen) as chosen:
        qtbot.keyClick(sheet._list, KEY.Key_Return)
    assert chosen.args == ["again"]


def test_a_digit_without_choice_does_nothing(qtbot, host) -> None:
    sheet = ChoiceSheet(host, THEME)
    sheet.ask("Status", REASONS)
    with qtbot.assertNotEmitted(sheet.chosen):
        qtbot.keyClick(sheet._list, KEY.Key_9)
        qtbot.keyClick(sheet._list, KEY.Key_0)
    assert sheet.isVisible()


def test_escape_leaves_everything(qtbot, host) -> None:
    sheet = ChoiceSheet(host, THEME)
    sheet.ask("Status", REASONS)
    with qtbot.assertNotEmitted(sheet.chosen), qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(sheet._list, KEY.Key_Escape)
    assert not sheet.isVisible()


def test_a_click_chooses(qtbot, host) -> None:
    sheet = ChoiceSheet(host, THEME)
    sheet.ask("Status", REASONS)
    at = sheet._list.visualItemRect(sheet._list.item(1)).center()
    with qtbot.waitSignal(sheet.chosen) as chosen:
        qtbot.mouseClick(sheet._list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == ["opinion"]


def test_choices_are_literal_and_spoken(qtbot, host) -> None:
    sheet = ChoiceSheet(host, THEME)
    sheet.ask("Because <b>", REASONS)
    item = sheet._list.item(1)
    assert item.text() == "Opinion & <b>analysis</b>"
    assert item.toolTip() == "<p>Only &lt;i&gt;views&lt;/i&gt;</p>"
    spoken = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "2 Opinion & <b>analysis</b> Only <i>views</i>"
    assert sheet.accessibleName() == "Because <b>"


def test_all_rows_are_seen_at_any_zoom(qtbot, host) -> None:
    for zoom in (1.0, 1.5):
        sheet = ChoiceSheet(host, make_theme(Mode.DARK, zoom=zoom))
        sheet.ask("Status", REASONS)
        QApplication.processEvents()
        assert sheet._list.verticalScrollBar().maximum() == 0
        assert host.rect().contains(sheet.geometry())
        sheet.leave()


def test_no_choices_take_nothing(qtbot, host) -> None:
    sheet = ChoiceSheet(host, THEME)
    sheet.ask("Status", [])
    with qtbot.assertNotEmitted(sheet.chosen):
        qtbot.keyClick(sheet._list, KEY.Key_Return)


# --- notes --------------------------------------------------------------------------------------


def test_a_note_is_kept_by_ctrl_enter(qtbot, host) -> None:
    sheet = NoteSheet(host, THEME)
    sheet.ask("Note")
    qtbot.keyClicks(sheet._text, "see <b>page</b> 2")
    qtbot.keyClick(sheet._text, KEY.Key_Return)
    qtbot.keyClicks(sheet._text, "next")
    with qtbot.waitSignal(sheet.written) as written:
        qtbot.keyClick(sheet._text, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert written.args == ["see <b>page</b> 2\nnext"]


def test_a_note_is_kept_by_tab_and_enter(qtbot, host) -> None:
    sheet = NoteSheet(host, THEME)
    sheet.ask("Note", "old")
    qtbot.keyClicks(sheet._text, "new")
    qtbot.keyClick(sheet._text, KEY.Key_Tab)
    assert isinstance(host.focusWidget(), QPushButton)
    qtbot.keyClick(host.focusWidget(), KEY.Key_Tab)
    with qtbot.waitSignal(sheet.written) as written:
        qtbot.keyClick(host.focusWidget(), KEY.Key_Return)
    assert written.args == ["new"]


def test_tab_stays_in_the_sheet(qtbot, host) -> None:
    sheet = NoteSheet(host, THEME)
    sheet.ask("Note")
    for _ in range(7):
        qtbot.keyClick(host.focusWidget(), KEY.Key_Tab)
        assert sheet.isAncestorOf(host.focusWidget())
    qtbot.keyClick(host.focusWidget(), KEY.Key_Escape)
    assert not sheet.isVisible()


def test_escape_keeps_nothing_and_empty_removes(qtbot, host) -> None:
    sheet = NoteSheet(host, THEME)
    sheet.ask("Note", "old")
    with qtbot.assertNotEmitted(sheet.written):
        qtbot.keyClicks(sheet._text, "x")
        qtbot.keyClick(sheet._text, KEY.Key_Escape)
    sheet.ask("Note", "old")
    qtbot.keyClick(sheet._text, KEY.Key_Delete)
    with qtbot.waitSignal(sheet.written) as written:
        qtbot.keyClick(sheet._text, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert written.args == [""]


def test_a_pasted_book_is_cut_and_that_is_said(qtbot, host) -> None:
    sheet = NoteSheet(host, THEME)
    sheet.ask("Note")
    QApplication.clipboard().setText("é" * (MOST + 50))
    qtbot.keyClick(sheet._text, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(sheet._text.toPlainText()) == MOST
    assert "20,000" in sheet._hint.text()


def test_keys_of_the_page_below_stay_quiet(qtbot, host) -> None:
    fired: list[str] = []
    action = QAction("N", host)
    action.setShortcut("N")
    action.triggered.connect(lambda: fired.append("N"))
    host.addAction(action)
    sheet = NoteSheet(host, THEME)
    sheet.ask("Note")
    qtbot.keyClicks(sheet._text, "n")
    assert fired == []
    assert sheet._text.toPlainText() == "n"
    sheet.leave()
    host.below.setFocus()
    qtbot.keyClick(host.below, KEY.Key_N)
    assert fired == ["N"]
