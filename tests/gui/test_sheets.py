"""The floating sheets: their keys, and that they keep the page below from acting."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from annotator.domain.events import Comment
from annotator.domain.schema import Choice
from annotator.domain.talk import ARTICLE, Subject, Thread, talk_of
from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.choice_sheet import ChoiceSheet
from annotator.gui.views.note_sheet import MOST, About, NoteSheet, Writing

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

NOTE = Comment(5, "u", 1, "note", "old", coder="ann", created_at="2026-01-05T10:00:00.000+00:00")
ASKED = Comment(6, "v", 1, "question", "who?", event_id=3)
ANSWER = Comment(7, "w", 1, "answer", "they & <b>we</b>", reply_to=6, coder="pi")
EVENT = Subject(event_id=3)


def abouts() -> list[About]:
    talk = talk_of([NOTE, ASKED, ANSWER])
    return [
        About(ARTICLE, "Article", "", talk[ARTICLE]),
        About(EVENT, "Event", "A & B → fight", talk[EVENT]),
    ]


@pytest.fixture
def sheet(host) -> NoteSheet:
    made = NoteSheet(host, THEME)
    made.ask("note", "Note", abouts())
    return made


def test_a_note_is_kept_by_ctrl_enter(qtbot, sheet) -> None:
    qtbot.keyClicks(sheet._text, "see <b>page</b> 2")
    qtbot.keyClick(sheet._text, KEY.Key_Return)
    qtbot.keyClicks(sheet._text, "next")
    with qtbot.waitSignal(sheet.written) as written:
        qtbot.keyClick(sheet._text, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert written.args == [Writing("note", ARTICLE), "see <b>page</b> 2\nnext"]


def test_a_note_is_kept_by_its_button(qtbot, host, sheet) -> None:
    qtbot.keyClicks(sheet._text, "new")
    while host.focusWidget().property("primary") is not True:
        qtbot.keyClick(host.focusWidget(), KEY.Key_Tab)
    with qtbot.waitSignal(sheet.written) as written:
        qtbot.keyClick(host.focusWidget(), KEY.Key_Return)
    assert written.args[1] == "new"


def test_tab_stays_in_the_sheet(qtbot, host, sheet) -> None:
    for _ in range(9):
        qtbot.keyClick(host.focusWidget(), KEY.Key_Tab)
        assert sheet.isAncestorOf(host.focusWidget())
    qtbot.keyClick(host.focusWidget(), KEY.Key_Escape)
    assert not sheet.isVisible()


def test_escape_keeps_nothing_but_a_draft(qtbot, host, sheet) -> None:
    qtbot.keyClicks(sheet._text, "half")
    with qtbot.assertNotEmitted(sheet.written), qtbot.waitSignal(sheet.left) as left:
        qtbot.keyClick(sheet._text, KEY.Key_Escape)
    assert left.args == [Writing("note", ARTICLE), "half"]
    sheet.ask("note", "Note", abouts(), draft=lambda _: "half")
    assert sheet._text.toPlainText() == "half"
    assert "draft" in sheet._hint.text()


def test_what_was_said_before_is_changed_or_deleted(qtbot, sheet) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    assert not sheet._delete.isVisible()
    qtbot.keyClick(sheet._text, KEY.Key_Up, alt)
    assert (sheet._text.toPlainText(), sheet._delete.isVisible()) == ("old", True)
    qtbot.keyClicks(sheet._text, "er")
    qtbot.keyClick(sheet._text, KEY.Key_Down, alt)
    assert sheet._text.toPlainText() == ""
    qtbot.keyClick(sheet._text, KEY.Key_Up, alt)
    with qtbot.waitSignal(sheet.written) as written:
        qtbot.mouseClick(sheet._delete, Qt.MouseButton.LeftButton)
    assert written.args == [Writing("note", ARTICLE, 5), ""]


def test_the_subject_is_chosen_and_the_words_go_along(qtbot, sheet) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClicks(sheet._text, "so")
    with qtbot.waitSignal(sheet.subject_shown) as shown:
        qtbot.keyClick(sheet._text, KEY.Key_2, alt)
    assert shown.args == [EVENT]
    assert sheet._chips[1].isChecked()
    assert sheet._chips[1].accessibleName() == "About: Event: A & B → fight"
    (block,) = sheet._before.blocks
    assert block.accessibleName() == "? who?\n→ they & <b>we</b>"
    qtbot.keyClick(sheet._text, KEY.Key_Up, alt)  # an answered question stays as it is
    qtbot.keyClick(sheet._text, KEY.Key_9, alt)  # there is no ninth
    with qtbot.waitSignal(sheet.written) as written:
        qtbot.keyClick(sheet._text, KEY.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert written.args == [Writing("note", EVENT), "so"]


def test_words_that_go_along_are_no_draft_of_the_first_subject(qtbot, sheet) -> None:
    drafts: dict[Writing, str] = {}
    sheet.left.connect(drafts.__setitem__)
    qtbot.keyClicks(sheet._text, "so")
    qtbot.waitUntil(lambda: drafts == {Writing("note", ARTICLE): "so"}, timeout=1000)
    qtbot.keyClick(sheet._text, KEY.Key_2, Qt.KeyboardModifier.AltModifier)
    assert drafts == {Writing("note", ARTICLE): ""}
    qtbot.keyClick(sheet._text, KEY.Key_Escape)
    assert drafts == {Writing("note", ARTICLE): "", Writing("note", EVENT): "so"}


def test_changes_are_a_draft_when_another_subject_is_turned_to(qtbot, sheet) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(sheet._text, KEY.Key_Up, alt)
    qtbot.keyClicks(sheet._text, "er")
    with qtbot.waitSignal(sheet.left) as left:
        qtbot.keyClick(sheet._text, KEY.Key_2, alt)
    assert left.args == [Writing("note", ARTICLE, 5), "older"]


def test_the_open_sheet_only_takes_the_keyboard_again(qtbot, host, sheet) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(sheet._text, KEY.Key_Up, alt)
    qtbot.keyClicks(sheet._text, "er")
    host.below.setFocus()
    sheet.ask("note", "Note", abouts())
    assert sheet._text.hasFocus()
    assert sheet._text.toPlainText() == "older"
    host.below.setFocus()
    with qtbot.waitSignal(sheet.left) as left:
        sheet.ask("question", "Question", abouts())
    assert left.args == [Writing("note", ARTICLE, 5), "older"]


def test_an_answered_question_is_read_and_another_asked_under_it(qtbot, host) -> None:
    long = replace(ANSWER, text="and so on " * 300)
    about = About(EVENT, "Event", "", talk_of([ASKED, long])[EVENT])
    made = NoteSheet(host, THEME)
    made.ask("question", "Question", [about], comment_id=ASKED.id)
    assert made._text.toPlainText() == ""
    assert made._text.placeholderText() == "Ask further about the answer"
    assert not made._delete.isVisible()
    (block,) = made._before.blocks
    assert block.property("chosen") is True
    bar = made._before.verticalScrollBar()
    qtbot.keyClick(made._text, KEY.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    before = bar.value()
    qtbot.keyClick(made._text, KEY.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert bar.value() > before  # a long answer is read without the mouse
    qtbot.keyClicks(made._text, "why?")
    with qtbot.waitSignal(made.written) as written:
        qtbot.keyClick(made._text, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert written.args == [Writing("question", EVENT), "why?"]


def test_the_sheet_fits_its_page_at_any_zoom(qtbot, host) -> None:
    long = tuple(Thread(replace(NOTE, id=n, text="word " * 60)) for n in range(9))
    for zoom in (1.0, 1.5):
        made = NoteSheet(host, make_theme(Mode.DARK, zoom=zoom))
        made.ask("note", "Note", [About(ARTICLE, "Article", "", long)])
        QApplication.processEvents()
        assert host.rect().contains(made.geometry())
        assert made.rect().contains(made._text.geometry())
        made.leave()


def test_a_pasted_book_is_cut_and_that_is_said(qtbot, sheet) -> None:
    QApplication.clipboard().setText("é" * (MOST + 50))
    qtbot.keyClick(sheet._text, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(sheet._text.toPlainText()) == MOST
    assert "20,000" in sheet._hint.text()


def test_keys_of_the_page_below_stay_quiet(qtbot, host, sheet) -> None:
    fired: list[str] = []
    action = QAction("N", host)
    action.setShortcut("N")
    action.triggered.connect(lambda: fired.append("N"))
    host.addAction(action)
    qtbot.keyClicks(sheet._text, "n")
    assert fired == []
    assert sheet._text.toPlainText() == "n"
    sheet.leave()
    host.below.setFocus()
    qtbot.keyClick(host.below, KEY.Key_N)
    assert fired == ["N"]
