"""How notes and questions are shown where they belong: a small drawing, a number, and words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.domain.talk import Talk
from annotator.gui import icons, plain_text
from annotator.gui.theme import SMALL, SMALL_ICON, THIN, Theme

_MOST = 600  # characters of a tool tip


def _tr(text: str) -> str:
    return QCoreApplication.translate("Talk", text)


@dataclass(frozen=True)
class TalkLook:
    """What is said about one thing, in short."""

    drawing: str  # an open question goes before an answered one, that before notes
    number: int  # of what the drawing stands for
    said: str  # "2 notes, 1 open question"
    words: str  # all of it

    @property
    def tip(self) -> str:
        """For a tool tip."""
        words = self.words if len(self.words) <= _MOST else f"{self.words[: _MOST - 1]}…"
        return f"{self.said}\n{words}"


def talk_look(talk: Talk) -> TalkLook | None:
    """The look of what is said about one thing; None when nothing is."""
    if not talk:
        return None
    opened = sum(thread.is_open for thread in talk)
    answered = sum(thread.is_question for thread in talk) - opened
    notes = len(talk) - opened - answered
    parts = (
        _counted(notes, _tr("1 note"), _tr("{} notes")),
        _counted(opened, _tr("1 open question"), _tr("{} open questions")),
        _counted(answered, _tr("1 answered question"), _tr("{} answered questions")),
    )
    return TalkLook(
        "question" if opened else "answer" if answered else "note",
        opened or answered or notes,
        ", ".join(part for part in parts if part),
        "\n".join(thread.words for thread in talk),
    )


def _counted(number: int, one: str, several: str) -> str:
    return one if number == 1 else several.format(number) if number else ""


class TalkMark(QToolButton):
    """The drawing and the number; hidden while nothing is said."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("talkMark")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.look: TalkLook | None = None
        self._theme = theme
        self.hide()

    def show_look(self, look: TalkLook | None, theme: Theme) -> None:
        """Show something else; nothing happens when it is shown already."""
        if look == self.look and theme == self._theme:
            return
        self.look, self._theme = look, theme
        self.setVisible(look is not None)
        if look is None:
            return
        t, px = theme.tokens, theme.px
        token = "accent" if look.drawing != "note" else "muted"
        self.setIcon(icons.icon(look.drawing, theme.color(token), px(SMALL_ICON)))
        self.setIconSize(QSize(px(SMALL_ICON), px(SMALL_ICON)))
        self.setText(str(look.number))
        self.setAccessibleName(look.said)
        self.setToolTip(plain_text.tip(look.tip).replace("\n", "<br>"))
        self.setStyleSheet(
            f"#talkMark {{ color: {t.muted}; font-size: {px(SMALL)}px; border: none;"
            f" padding: 0 {px(THIN)}px; background: transparent; }}"
            f" #talkMark:hover {{ color: {t.text}; }}"
        )
