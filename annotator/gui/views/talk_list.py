"""What was said before about one thing: notes, questions and the answers under them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.events import Comment
from annotator.domain.talk import Talk, Thread
from annotator.gui import plain_text
from annotator.gui.theme import NEAR, ROW_RADIUS, SMALL, TIGHT, UI, Theme


def _tr(text: str) -> str:
    return QCoreApplication.translate("Talk", text)


def spoken_time(stored: str) -> str:
    """A stored time on the user's own clock."""
    try:
        return dt.datetime.fromisoformat(stored).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return ""


class TalkList(QScrollArea):
    """One block for each thread, the one that is being changed framed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_tr("Said before"))
        self.blocks: list[QFrame] = []

    def show_talk(self, talk: Talk, theme: Theme, *, chosen: int | None = None) -> None:
        """Show threads, oldest first; ``chosen`` is the comment being changed."""
        page, self.blocks = QWidget(), []
        page.setObjectName("talkPage")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(NEAR))
        for thread in talk:
            block = _block(thread, theme, chosen=thread.said.id == chosen)
            column.addWidget(block)
            self.blocks.append(block)
        column.addStretch(1)
        self.setWidget(page)
        self._style(theme)
        at = next((n for n, thread in enumerate(talk) if thread.said.id == chosen), len(talk) - 1)
        page.adjustSize()
        if self.blocks:
            self.ensureWidgetVisible(self.blocks[at], 0, theme.px(TIGHT))

    def turn_page(self, step: int) -> None:
        """Scroll by nearly as much as is seen."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.pageStep())

    def wanted_height(self, width: int, most: int) -> int:
        """As high as the blocks at a width, never above ``most``."""
        page = self.widget()
        layout = page.layout() if page is not None else None
        return min(most, layout.totalHeightForWidth(width)) if layout is not None else 0

    def _style(self, theme: Theme) -> None:
        t, px = theme.tokens, theme.px
        self.setStyleSheet(
            f"QScrollArea, #talkPage {{ background: {t.surface}; }}"
            f" #talkBlock {{ background: {t.background}; border: 1px solid {t.line};"
            f" border-radius: {px(ROW_RADIUS)}px; }}"
            f' #talkBlock[chosen="true"] {{ border-color: {t.accent};'
            f" background: {t.accent_soft}; }}"
            f" #talkText, #talkAnswer {{ font-size: {px(UI)}px; color: {t.text}; }}"
            f" #talkAnswer {{ padding-top: {px(TIGHT)}px; }}"
            f" #talkWhen {{ font-size: {px(SMALL)}px; color: {t.muted}; }}"
        )


def _block(thread: Thread, theme: Theme, *, chosen: bool) -> QFrame:
    block = QFrame()
    block.setObjectName("talkBlock")
    block.setProperty("chosen", chosen)
    block.setAccessibleName(thread.words)
    column = QVBoxLayout(block)
    px = theme.px
    column.setContentsMargins(px(NEAR), px(NEAR), px(NEAR), px(NEAR))
    column.setSpacing(px(TIGHT))
    state = _tr("for training") if thread.said.kind == "training" else _tr("note")
    if thread.is_question:
        state = _tr("question, open") if thread.is_open else _tr("question, answered")
    column.addWidget(plain_text.label(thread.said.text, "talkText", wrap=True))
    column.addWidget(plain_text.label(_who(state, thread.said), "talkWhen"))
    for answer in thread.answers:
        column.addWidget(plain_text.label(f"→ {answer.text}", "talkAnswer", wrap=True))
        column.addWidget(plain_text.label(_who(_tr("answer"), answer), "talkWhen"))
    return block


def _who(what: str, comment: Comment) -> str:
    told = (what, comment.coder, spoken_time(comment.created_at))
    return " · ".join(part for part in told if part)
