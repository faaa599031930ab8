"""The lists of questions: the supervisor answers all coders', a coder sees the own ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.changes import Changes, Kind
from annotator.domain.sentence import sentence, shown
from annotator.domain.talk import Question, place_of
from annotator.gui.dialogs.questions import Passage, QuestionsDialog
from annotator.storage import ops, questions, reads

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage


def _tr(text: str) -> str:
    return QCoreApplication.translate("Questions", text)


class QuestionActions:
    """Handlers of the two lists, for one coding page."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        self.dialog: QuestionsDialog | None = None
        self.drafts: dict[int, str] = {}  # of answers; as long as the project is open
        page.session.changed.connect(self._follow)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every handler by command id."""
        return {
            "project.questions": partial(self.show, own=False),
            "question.own": partial(self.show, own=True),
        }

    def show(self, *, own: bool) -> None:
        """List the own questions, or all coders' to be answered."""
        if self.dialog is not None and self.dialog.own != own:
            self.dialog.close()
            self.dialog = None
        if self.dialog is None:
            self.dialog = self._make(own=own)
            self._fill()
            self.dialog.show_beside()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _make(self, *, own: bool) -> QuestionsDialog:
        session = self.session
        dialog = QuestionsDialog(
            self.page.window(),
            self.page.theme,
            own=own,
            coder=session.desk.coder.name,
            read_only=session.project.read_only,
        )
        dialog.drafts = self.drafts
        dialog.shown.connect(self._show_passage)
        dialog.answered.connect(self._answer)
        dialog.opened.connect(self._open)
        dialog.undo_requested.connect(session.undo)
        dialog.finished.connect(partial(self._forget, dialog))
        return dialog

    def _forget(self, dialog: QuestionsDialog, *_: object) -> None:
        if self.dialog is dialog:
            self.dialog = None

    def _fill(self) -> None:
        if self.dialog is None:
            return
        connection = self.session.project.connection
        if self.dialog.own:
            self.dialog.show_questions(questions.own_questions(connection, self.session.desk))
        else:
            self.dialog.show_questions(questions.all_questions(connection))

    def _follow(self, changes: Changes) -> None:
        """Show what an edit, an undo among them, has made of the questions."""
        if self.dialog is not None and Kind.COMMENT in changes.kinds:
            self._fill()

    def _show_passage(self, question: Question) -> None:
        """Show the text where it was asked, with the words it is about and the event."""
        if self.dialog is None:
            return
        connection, schema = self.session.project.connection, self.session.schema
        coding = reads.coding(connection, question.desk, question.article_id)
        event = coding.event(question.event_id)
        words = shown(sentence(schema, event)) if event else ""
        if question.quote:
            words = f"“{question.quote}”"
        text = reads.text_of(connection, question.article_id)
        place = place_of(question, coding, schema)
        self.dialog.show_passage(Passage(text, place, words))

    def _answer(self, question_id: int, text: str) -> None:
        done = self.session.run(ops.answer_question, question_id, text)
        if self.dialog is None:
            return
        if done is None:
            self.dialog.answer_refused(self.page.status_line.message)
        else:
            self.drafts.pop(question_id, None)
            self.dialog.answer_kept()

    def _open(self, question: Question) -> None:
        """Go to one's own question, in its article."""
        self.page.window().activateWindow()
        self.page.comments.go_to(question.id, question.article_id)

    def close(self) -> None:
        """Close what is open: the project goes."""
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
