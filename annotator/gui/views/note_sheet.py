"""A small sheet to write a note or a question on, floating over the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QToolButton, QWidget

from annotator.domain.talk import Subject, Talk, Thread
from annotator.gui import plain_text
from annotator.gui.theme import NEAR, ROOM, ROW_RADIUS, SMALL, STEP, THIN, WIDE, Theme
from annotator.gui.views.floating_sheet import ENTER, FloatingSheet
from annotator.gui.views.talk_list import TalkList

MOST = 20_000  # characters of a note
_WORDS = 26  # characters of what something is about
_DRAFT_AFTER = 700  # milliseconds from the first letter until what is written is a draft
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_WIDTH, _TEXT, _AROUND, _BEFORE = 520, 110, 128, 190  # pixels at 100 %


def _tr(text: str) -> str:
    return QCoreApplication.translate("NoteSheet", text)


@dataclass(frozen=True)
class About:
    """One thing that can be written about; ``talk`` is what was said about it before."""

    subject: Subject
    label: str
    words: str = ""
    talk: Talk = ()


@dataclass(frozen=True)
class Writing:
    """What is being written: about what, and the comment that is changed (None: a new one)."""

    kind: str
    subject: Subject
    comment_id: int | None = None


Drafts = Callable[[Writing], str]


class NoteSheet(FloatingSheet):
    """Ctrl+Enter keeps what was written; Escape leaves it, and it is there the next time.

    Alt+1, 2, 3 say what it is about; Alt+Up goes to what was said before, to change it; an
    empty text deletes that. Alt+Page Up and Down turn over what was said before. What is written
    becomes a draft while it is written, so that nothing but its last letters can be lost.
    """

    written = Signal(object, str)  # Writing, text
    left = Signal(object, str)  # Writing, text that was not kept
    subject_shown = Signal(object)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._before = TalkList()
        self._under = 0  # an answered question that another one is asked under
        self._chips: list[QToolButton] = []
        self._chip_row = QHBoxLayout()
        self._abouts: tuple[About, ...] = ()
        self._writing = Writing("note", Subject())
        self._draft: Drafts = lambda _: ""
        self._begun = ""  # the text as it was when it was put there
        super().__init__(self._text, "", parent, theme)
        self._layout.insertLayout(1, self._chip_row)
        self._layout.insertWidget(2, self._before)
        self._delete, cancel, keep = (
            QPushButton(words) for words in (_tr("Delete"), _tr("Leave"), _tr("Keep"))
        )
        keep.setProperty("primary", True)
        for button in (self._delete, cancel, keep):
            button.setAutoDefault(True)  # Enter presses it
            button.installEventFilter(self)
            self.footer.addWidget(button)
        self._delete.clicked.connect(self._remove)
        keep.clicked.connect(self._write)
        cancel.clicked.connect(self.leave)
        self._drafting = QTimer(self)
        self._drafting.setSingleShot(True)
        self._drafting.setInterval(_DRAFT_AFTER)
        self._drafting.timeout.connect(self._leave_draft)
        self._text.textChanged.connect(self._cut)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        super().set_theme(theme)
        t, px = theme.tokens, theme.px
        self._chip_row.setSpacing(px(NEAR))
        self.setStyleSheet(
            self.styleSheet() + f" #aboutChip {{ color: {t.muted}; border: 1px solid {t.line};"
            f" border-radius: {px(ROW_RADIUS)}px; padding: {px(THIN)}px {px(NEAR)}px;"
            f" font-size: {px(SMALL)}px; }}"
            f" #aboutChip:checked {{ color: {t.text}; border-color: {t.accent};"
            f" background: {t.accent_soft}; }}"
            f" #aboutChip:focus {{ border-color: {t.text}; }}"
        )
        if self.isVisible():
            self._show_before()

    def ask(
        self,
        kind: str,
        title: str,
        abouts: Sequence[About],
        *,
        at: int = 0,
        comment_id: int | None = None,
        draft: Drafts = lambda _: "",
    ) -> None:
        """Open for writing about one of a few things; ``draft`` gives what was left before.

        Where the sheet is open for the same, it only takes the keyboard again. ``comment_id`` is
        the comment to be changed; under a question that was answered another one is asked.
        """
        if self.isVisible():
            if comment_id is None and self._is_open_for(kind, abouts, at):
                self._text.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            self._leave_draft()
        self._abouts, self._draft = tuple(abouts), draft
        self._writing = Writing(kind, abouts[at].subject)
        self._make_chips(at)
        self._text.clear()
        self._begin(comment_id)
        self.open_with(title)
        self._text.setAccessibleDescription(self._hint.text())
        self.subject_shown.emit(self._writing.subject)

    def _is_open_for(self, kind: str, abouts: Sequence[About], at: int) -> bool:
        """Whether this is what is being written; at 0 the subject may have been turned."""
        subjects = [about.subject for about in abouts]
        same = kind == self._writing.kind and subjects == [a.subject for a in self._abouts]
        return same and (at == 0 or subjects[at] == self._writing.subject)

    # --- what it is about ----------------------------------------------------------------------

    def _make_chips(self, at: int) -> None:
        for old in self._chips:
            self._chip_row.removeWidget(old)
            old.deleteLater()
        while self._chip_row.count():
            self._chip_row.takeAt(0)
        self._chips = [self._chip(place, about) for place, about in enumerate(self._abouts)]
        for chip in self._chips:
            self._chip_row.addWidget(chip)
        self._chip_row.addStretch(1)
        self._chips[at].setChecked(True)

    def _chip(self, place: int, about: About) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName("aboutChip")
        chip.setCheckable(True)
        chip.setAutoExclusive(True)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words = " ".join(about.words.split())
        cut = words if len(words) <= _WORDS else f"{words[: _WORDS - 1].rstrip()}…"
        label = f"{about.label}: {cut}" if cut else about.label
        number = f" · {len(about.talk)}" if about.talk else ""
        chip.setText(plain_text.button(f"{label}{number}"))
        whole = f"{about.label}: {words}" if words else about.label
        chip.setAccessibleName(_tr("About: {}").format(whole))
        chip.setToolTip(plain_text.tip(f"{whole} (Alt+{place + 1})"))
        chip.clicked.connect(lambda: self._turn_to(place))
        chip.installEventFilter(self)
        return chip

    def _turn_to(self, place: int) -> None:
        """Let what is written be about something else; the words go along."""
        if place >= len(self._abouts):
            return
        self._chips[place].setChecked(True)
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        subject = self._abouts[place].subject
        if subject == self._writing.subject:
            return
        along = self._text.toPlainText() if self._writing.comment_id is None else ""
        if along:
            self.left.emit(self._writing, "")  # the words are no draft of the other subject now
        else:
            self._leave_draft()
        self._writing = Writing(self._writing.kind, subject)
        self._begin(None, along)
        self.subject_shown.emit(subject)

    @property
    def _talk(self) -> Talk:
        about = next(a for a in self._abouts if a.subject == self._writing.subject)
        return about.talk

    # --- what was said before ------------------------------------------------------------------

    def _step(self, step: int) -> None:
        """Go to an earlier or later comment that can be changed; behind the last, a new one."""
        places: list[int | None] = [t.said.id for t in self._talk if _changeable(t)]
        places.append(None)
        here = self._writing.comment_id
        at = places.index(here) if here in places else len(places) - 1
        there = places[max(0, min(len(places) - 1, at + step))]
        if there != here:
            self._leave_draft()
            self._text.clear()
            self._begin(there)

    def _begin(self, comment_id: int | None, along: str = "") -> None:
        thread = next((t for t in self._talk if t.said.id == comment_id), None)
        said = thread.said if thread is not None and _changeable(thread) else None
        self._under = thread.said.id if thread is not None and said is None else 0
        if said is not None:
            self._writing = Writing(said.kind, self._writing.subject, said.id)
        elif self._writing.comment_id is not None:
            self._writing = Writing(self._writing.kind, self._writing.subject)
        self._begun = said.text if said is not None else ""
        draft = along or self._draft(self._writing)
        self._text.setPlainText(draft or self._begun)
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self._text.setPlaceholderText(_tr("Ask further about the answer") if self._under else "")
        self._delete.setVisible(said is not None)
        kept = _tr("A draft from before · ") if draft and not along else ""
        self._hint.setText(kept + _tr("Ctrl+Enter keeps · Esc leaves it as a draft"))
        self._show_before()

    def _show_before(self) -> None:
        px = self._theme.px
        chosen = self._writing.comment_id or self._under
        self._before.show_talk(self._talk, self._theme, chosen=chosen)
        page = self.parentWidget()
        assert page is not None
        width, rest = min(px(_WIDTH), page.width() - px(ROOM)), px(_TEXT + _AROUND)
        most = max(px(40), min(px(_BEFORE), page.height() - rest - px(WIDE)))
        height = self._before.wanted_height(width - 2 * px(STEP), most) if self._talk else 0
        self._before.setVisible(bool(self._talk))
        self._before.setFixedHeight(height)
        self._text.setFixedHeight(px(_TEXT))
        self.setFixedSize(width, rest + (height + px(NEAR) if height else 0))

    # --- keys ----------------------------------------------------------------------------------

    def on_key(self, event: QKeyEvent) -> bool:
        """Keep, leave, turn to something else, go to what was said before."""
        modifiers, key = event.modifiers(), event.key()
        if modifiers & Qt.KeyboardModifier.ControlModifier and key in ENTER:
            self._write()
            return True
        if modifiers == Qt.KeyboardModifier.AltModifier:
            if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
                self._turn_to(key - Qt.Key.Key_1)
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(-1 if key == Qt.Key.Key_Up else 1)
                return True
            if (step := _PAGES.get(Qt.Key(key))) is not None:
                self._before.turn_page(step)
                return True
        return super().on_key(event)

    def leave(self) -> None:
        """Close; what was written is handed on as a draft."""
        if self.isVisible():
            self._leave_draft()
        super().leave()

    def _leave_draft(self) -> None:
        self._drafting.stop()
        text = self._text.toPlainText().strip()
        self.left.emit(self._writing, "" if text == self._begun.strip() else text)

    def _cut(self) -> None:
        text = self._text.toPlainText()
        if len(text) > MOST:
            self._text.setPlainText(text[:MOST])
            self._hint.setText(_tr("A note holds 20,000 characters; the rest was left out"))
        if not self._drafting.isActive():
            self._drafting.start()

    def _write(self) -> None:
        writing, text = self._writing, self._text.toPlainText().strip()
        self._text.setPlainText(self._begun)  # nothing is left behind as a draft
        self.leave()
        self.written.emit(writing, text)

    def _remove(self) -> None:
        self._text.clear()
        self._write()


def _changeable(thread: Thread) -> bool:
    """Whether its coder may still change it."""
    return not thread.answers and thread.said.kind in ("note", "question")
