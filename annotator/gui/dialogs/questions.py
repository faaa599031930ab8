"""Questions to the supervisor: all coders', to be answered, or a coder's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.events import Segments
from annotator.domain.talk import Question
from annotator.gui import plain_text
from annotator.gui.dialogs.form import Form, text_label
from annotator.gui.dialogs.thread_area import ThreadArea
from annotator.gui.offsets import Offsets
from annotator.gui.theme import NEAR, ROOM, ROW_RADIUS, TIGHT, UI, Theme
from annotator.gui.views.floating_sheet import ENTER
from annotator.gui.views.talk_list import spoken_time

_ROW = Qt.ItemDataRole.UserRole
MOST = 20_000  # characters of an answer
_TIP = 600  # characters of a tool tip
_HIGH = 400  # pixels at 100 % of the list and of what stands beside it


@dataclass(frozen=True)
class Passage:
    """Where a question was asked: the text, the characters it is about, the event in words."""

    text: str
    place: Segments = ()
    event: str = ""


class QuestionsDialog(Form):
    """A list, and beside it the passage with the words that were asked about.

    The supervisor's has a field for the answer, and is marked as showing what all coders asked;
    a coder's own opens the article instead.
    """

    shown = Signal(object)  # the question whose passage is wanted
    answered = Signal(int, str)  # question, text
    opened = Signal(object)  # the question whose article is wanted
    undo_requested = Signal()

    def __init__(
        self, parent: QWidget | None, theme: Theme, *, own: bool, coder: str, read_only: bool
    ) -> None:
        super().__init__(
            parent, theme, "Your questions" if own else "Questions of all coders", width=980
        )
        self.setProperty("manual", "questions")
        self.own, self._coder, self._read_only = own, coder, read_only
        self._question: Question | None = None
        self.drafts: dict[int, str] = {}  # answers begun and not kept, by question
        self._build_mark()
        self._lead = self.lead("")
        self.tree = self._build_tree()
        self.passage = QPlainTextEdit()
        self.passage.setReadOnly(True)
        self.passage.setAccessibleName(self.tr("Passage"))
        self.passage.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.passage.setMinimumHeight(self.theme.px(56))
        self.event_words = text_label("", "questionEvent")
        self.talk = ThreadArea(self.room(_HIGH) // 3)
        self.talk.setAccessibleName(self.tr("Question and answers"))
        self.said = self.talk.label
        self.answer = QPlainTextEdit()
        self.answer.setTabChangesFocus(True)
        self.answer.setAccessibleName(self.tr("Answer"))
        self.answer.setPlaceholderText(self.tr("Answer (Ctrl+Enter keeps it)"))
        self.answer.installEventFilter(self)
        self.answer.textChanged.connect(self._cut)
        self._lay_out()
        self._add_buttons()
        self._style()

    def _build_mark(self) -> None:
        """Say unmistakably that this is not one's own coding."""
        self.mark = text_label(self.tr("Supervisor’s view: the work of all coders"), "questionMark")
        self.mark.setHidden(self.own)
        self.body.addWidget(self.mark)

    def _build_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        tree.setHeaderLabels(
            [self.tr("State"), self.tr("Question"), self.tr("Article"), self.tr("Coder")]
        )
        tree.setColumnHidden(3, self.own)
        tree.setAccessibleName(self.tr("Questions"))
        header = tree.header()
        header.setStretchLastSection(False)
        for column, width in ((0, 72), (2, 104), (3, 56)):
            header.resizeSection(column, self.theme.px(width))
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        tree.currentItemChanged.connect(lambda *_: self._show_current())
        tree.itemDoubleClicked.connect(lambda *_: self._activate())
        tree.installEventFilter(self)
        return tree

    def _lay_out(self) -> None:
        beside = QWidget()
        columns = QHBoxLayout(beside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(self.theme.px(ROOM))
        right = QVBoxLayout()
        right.setSpacing(self.theme.px(NEAR))
        right.addWidget(self.event_words)
        right.addWidget(self.passage, 1)
        right.addWidget(self.talk)
        right.addWidget(self.answer)
        self.answer.setFixedHeight(self.theme.px(84))
        self.answer.setHidden(self.own)
        self.tree.setMinimumHeight(self.room(_HIGH))
        columns.addWidget(self.tree, 5)
        columns.addLayout(right, 6)
        self.body.addWidget(beside, 1)
        self.begin_at(self.tree)

    def _add_buttons(self) -> None:
        self.keep_button = QPushButton(self.tr("Answer"))
        self.keep_button.setAutoDefault(False)
        self.keep_button.clicked.connect(self._keep)
        self.open_button = QPushButton(self.tr("Open the article"))
        self.open_button.clicked.connect(self._open)
        self.buttons.insertWidget(0, self.keep_button)
        self.buttons.insertWidget(1, self.open_button)
        self.keep_button.setHidden(self.own)
        self.open_button.setHidden(not self.own)

    def _style(self) -> None:
        t, px = self.theme.tokens, self.theme.px
        self.setStyleSheet(
            self.styleSheet() + f" #questionMark {{ color: {t.warning}; font-weight: 600;"
            f" border: 1px solid {t.warning}; border-radius: {px(ROW_RADIUS)}px;"
            f" padding: {px(TIGHT)}px {px(NEAR)}px; }}"
            f" #questionEvent {{ color: {t.muted}; }}"
            f" #questionTalk {{ border: 1px solid transparent;"
            f" border-radius: {px(ROW_RADIUS)}px; }}"
            f" #questionTalk:focus {{ border-color: {t.accent}; }}"
            f" #questionThread {{ font-size: {px(UI)}px; }}"
        )

    # --- showing -------------------------------------------------------------------------------

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show questions, the open ones (or those with news) first; the place is kept."""
        before = self._question.id if self._question else None
        self.tree.blockSignals(True)
        self.tree.clear()
        for question in sorted(questions, key=self._order):
            self.tree.addTopLevelItem(self._item(question))
        self.tree.blockSignals(False)
        self._lead.setText(self._summary(questions))
        ids = [question.id for question in self._listed()]
        if ids:
            place = ids.index(before) if before in ids else 0
            self.tree.setCurrentIndex(self.tree.model().index(place, 0))
        self._show_current()

    def _listed(self) -> list[Question]:
        items = map(self.tree.topLevelItem, range(self.tree.topLevelItemCount()))
        return [item.data(0, _ROW) for item in items if item is not None]

    def _order(self, question: Question) -> tuple[bool, str]:
        first = question.is_news if self.own else question.is_open
        return not first, question.asked_at

    def _item(self, question: Question) -> QTreeWidgetItem:
        words = " ".join(question.text.split())
        cells = [self._state(question), words, question.title, question.desk.coder.name]
        item = QTreeWidgetItem(cells)
        item.setData(0, _ROW, question)
        item.setToolTip(1, plain_text.tip(shorten(words, _TIP, placeholder="…")))
        item.setToolTip(2, question.title)
        item.setToolTip(0, spoken_time(question.asked_at))
        return item

    def _state(self, question: Question) -> str:
        if question.is_open:
            return self.tr("open")
        return self.tr("new answer") if self.own and question.is_news else self.tr("answered")

    def _summary(self, questions: Sequence[Question]) -> str:
        if not questions:
            nobody = self.tr("Nobody has asked anything yet.")
            return self.tr("You have not asked anything: Q asks.") if self.own else nobody
        opened = sum(question.is_open for question in questions)
        return self.tr("{} questions, {} open.").format(f"{len(questions):,}", f"{opened:,}")

    @property
    def question(self) -> Question | None:
        """The question in focus."""
        return self._question

    def _show_current(self) -> None:
        item = self.tree.currentItem()
        found = item.data(0, _ROW) if item is not None else None
        moved = (found.id if found else None) != (self._question.id if self._question else None)
        self._question = found
        self.open_button.setEnabled(found is not None)
        for widget in (self.answer, self.keep_button):
            widget.setEnabled(found is not None and not self._read_only)
        self.talk.show_text(_thread(found) if found is not None else "")
        if moved:
            mine = [a.text for a in found.answers if a.coder == self._coder] if found else []
            begun = self.drafts.get(found.id, "") if found else ""
            self.answer.setPlainText(begun or (mine[0] if mine else ""))
        if found is None:
            self.show_passage(Passage(""))
        else:
            self.shown.emit(found)

    def show_passage(self, passage: Passage) -> None:
        """Show a text at the words that a question is about."""
        if self.passage.toPlainText() != passage.text:
            self.passage.setPlainText(passage.text)
        self.event_words.setText(passage.event)
        self.event_words.setVisible(bool(passage.event))
        offsets, marks = Offsets(passage.text), []
        for segment in passage.place:
            cursor = self.passage.textCursor()
            cursor.setPosition(offsets.to_position(segment.start))
            cursor.setPosition(offsets.to_position(segment.end), QTextCursor.MoveMode.KeepAnchor)
            marks.append(self._mark(cursor))
        self.passage.setExtraSelections(marks)
        cursor = self.passage.textCursor()
        cursor.setPosition(offsets.to_position(passage.place[0].start) if passage.place else 0)
        self.passage.setTextCursor(cursor)
        QTimer.singleShot(0, self.passage, self.passage.centerCursor)  # once it has its size

    def _mark(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        shown = QTextCharFormat()
        shown.setBackground(self.theme.tint(self.theme.color("accent")))
        shown.setFontUnderline(True)
        made = QTextEdit.ExtraSelection()
        made.cursor, made.format = cursor, shown
        return made

    # --- doing ---------------------------------------------------------------------------------

    def _activate(self) -> None:
        if self.own:
            self._open()
        else:
            self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        if self._question is not None:
            self.opened.emit(self._question)

    def _keep(self) -> None:
        """Hand the answer on, and go to the next question that is open."""
        if self._question is None or not self.keep_button.isEnabled():
            return
        self.answered.emit(self._question.id, self.answer.toPlainText().strip())

    def answer_refused(self, sentence: str) -> None:
        """Say above the list why the answer could not be stored; its words stay."""
        self._lead.setText(sentence)

    def answer_kept(self) -> None:
        """Go on with the next open question; the answer was stored."""
        places = (n for n, question in enumerate(self._listed()) if question.is_open)
        if (place := next(places, None)) is not None:
            self.tree.setCurrentIndex(self.tree.model().index(place, 0))
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cut(self) -> None:
        text = self.answer.toPlainText()
        if len(text) > MOST:
            self.answer.setPlainText(text[:MOST])
        elif self._question is not None:
            self.drafts[self._question.id] = text

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes from the list to the answer; Ctrl+Enter keeps it; Escape goes back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.tree:  # which would press the dialog's button as well
                if event.key() in ENTER:
                    self._activate()
                return event.key() in ENTER
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() in ENTER:
                self._keep()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo takes the last answer back."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_Z:
            self.undo_requested.emit()
            return
        super().keyPressEvent(event)


def _thread(question: Question) -> str:
    asked = f"{question.desk.coder.name} · {spoken_time(question.asked_at)}"
    lines = [f"? {question.text}", asked]
    for answer in question.answers:
        lines += [f"→ {answer.text}", f"{answer.coder} · {spoken_time(answer.answered_at)}"]
    return "\n".join(lines)
