"""The list of questions: what is shown where, which keys act, what is said of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.domain.events import Coder, Desk, Round, Segment
from annotator.domain.talk import Answer, Question
from annotator.gui.dialogs.questions import MOST, Passage, QuestionsDialog
from annotator.gui.theme import Mode, make_theme

DESK = Desk(Coder(1, "c", "ann"), Round(1, "r", "main", "main"))
TEXT = "Talks 😀 in Baku\n\nThey <b>met</b> in Baku."
PLACE = (Segment(11, 15), Segment(17, 20))
ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


def question(number: int, text: str = "who?", *answers: Answer) -> Question:
    return Question(
        number,
        f"u{number}",
        DESK,
        article_id=number,
        article_uuid="a",
        title="Talks & more",
        text=text,
        asked_at=f"2026-01-0{number}T10:00:00.000+00:00",
        event_id=None,
        event_uuid="",
        event_number=None,
        mention_id=None,
        mention_uuid="",
        quote="",
        answers=answers,
    )


def answer(text: str, coder: str = "pi", *, read: bool = False) -> Answer:
    return Answer(9, "w", coder, text, "2026-01-09T10:00:00.000+00:00", read)


QUESTIONS = [question(1, "old", answer("so")), question(2, "new & <b>bold</b>"), question(3)]


@pytest.fixture
def make(qtbot):
    def made(*, own: bool = False, read_only: bool = False) -> QuestionsDialog:
        theme = make_theme(Mode.DARK)
        dialog = QuestionsDialog(None, theme, own=own, coder="pi", read_only=read_only)
        qtbot.addWidget(dialog)
        dialog.shown.connect(lambda _: dialog.show_passage(Passage(TEXT, PLACE, "A → B")))
        dialog.show_questions(QUESTIONS)
        dialog.show_beside()
        dialog.activateWindow()
        assert QTest.qWaitForWindowActive(dialog, 5000)
        return dialog

    return made


def texts(dialog: QuestionsDialog) -> list[tuple[str, str]]:
    items = map(dialog.tree.topLevelItem, range(dialog.tree.topLevelItemCount()))
    return [(item.text(0), item.text(1)) for item in items]


def test_open_questions_come_first_beside_their_passage(make) -> None:
    dialog = make()
    assert texts(dialog) == [("open", "new & <b>bold</b>"), ("open", "who?"), ("answered", "old")]
    assert dialog._lead.text() == "3 questions, 2 open."
    assert dialog.passage.toPlainText() == TEXT
    marked = [mark.cursor.selectedText() for mark in dialog.passage.extraSelections()]
    assert marked == ["Baku", "The"]
    assert dialog.event_words.text() == "A → B"
    for widget in (dialog.tree, dialog.passage, dialog.answer):
        assert widget.accessibleName()


def test_enter_answers_and_ctrl_enter_keeps(qtbot, make) -> None:
    dialog = make()
    qtbot.keyClick(dialog.tree, ENTER)
    assert dialog.isVisible()
    assert dialog.answer.hasFocus()
    qtbot.keyClicks(dialog.answer, "they")
    qtbot.keyClick(dialog.answer, Qt.Key.Key_Escape)  # back to the list, the words stay
    assert dialog.isVisible()
    assert dialog.tree.hasFocus()
    qtbot.keyClick(dialog.tree, ENTER)
    with qtbot.waitSignal(dialog.answered) as kept:
        qtbot.keyClick(dialog.answer, ENTER, CONTROL)
    assert kept.args == [2, "they"]
    dialog.show_questions([QUESTIONS[0], question(2, "new", answer("they")), QUESTIONS[2]])
    dialog.answer_kept()
    assert dialog.question.id == 3  # the next one that is open
    assert dialog.answer.toPlainText() == ""


def test_a_long_question_scrolls_and_the_answer_stays_in_sight(qtbot, make) -> None:
    dialog = make()
    short = dialog.talk.height()
    assert 0 < short < 100
    dialog.show_questions([question(4, "which one, and why? " * 1000)])
    QTest.qWait(50)
    for widget in (dialog.answer, dialog.passage, dialog.talk):
        top = widget.mapTo(dialog, widget.rect().topLeft()).y()
        assert widget.height() >= 50
        assert 0 <= top < top + widget.height() <= dialog.height()
    bar = dialog._area.verticalScrollBar()
    assert bar.maximum() == 0  # the dialog itself need not scroll
    dialog.talk.setFocus()
    qtbot.keyClick(dialog.talk, Qt.Key.Key_PageDown)
    assert dialog.talk.verticalScrollBar().value() > 0
    dialog.show_questions([question(4, "short")])
    QTest.qWait(50)
    assert dialog.talk.height() == short


def test_ones_own_answer_can_be_changed(qtbot, make) -> None:
    dialog = make()
    qtbot.keyClick(dialog.tree, Qt.Key.Key_End)
    assert dialog.answer.toPlainText() == "so"
    assert dialog.said.text().startswith("? old\nann · 2026-01-01")
    assert "→ so\npi · 2026-01-09" in dialog.said.text()
    with qtbot.waitSignal(dialog.undo_requested):
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Z, CONTROL)


def test_a_pasted_book_is_cut(make) -> None:
    dialog = make()
    dialog.answer.setPlainText("é" * (MOST + 5))
    assert len(dialog.answer.toPlainText()) == MOST


def test_ones_own_list_opens_articles_and_answers_nothing(qtbot, make) -> None:
    dialog = make(own=True)
    assert texts(dialog)[0] == ("new answer", "old")
    assert dialog.mark.isHidden()
    assert dialog.answer.isHidden()
    assert dialog.keep_button.isHidden()
    with qtbot.waitSignal(dialog.opened) as opened:
        qtbot.keyClick(dialog.tree, ENTER)
    assert opened.args[0].id == 1
    dialog.show_questions([])
    assert "Q asks" in dialog._lead.text()
    assert dialog.passage.toPlainText() == ""


def test_who_only_reads_answers_nothing(qtbot, make) -> None:
    dialog = make(read_only=True)
    assert not dialog.answer.isEnabled()
    assert not dialog.keep_button.isEnabled()
    with qtbot.assertNotEmitted(dialog.answered):
        qtbot.keyClick(dialog.answer, ENTER, CONTROL)
