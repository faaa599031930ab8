"""By what the words of several coders are told apart: a colour, a line and a number each."""

from __future__ import annotations

from PySide6.QtGui import QColor

from annotator.domain.schema import LineStyle, MentionType
from annotator.gui.theme import Theme

_COLORS = (("#0a67a8", "#6db7f2"), ("#b8480b", "#f09a62"), ("#0b7a57", "#57c9a0"),
           ("#7a4aa8", "#c4a0ee"))  # fmt: skip
_LINES = (LineStyle.SOLID, LineStyle.DASHED, LineStyle.DOTTED)
_DASHES = {LineStyle.DASHED: [3.0, 1.5], LineStyle.DOTTED: [1.0, 1.0]}  # in line widths
EVERYBODY = "everybody"


def coder_type(number: int) -> str:
    """What the words of a coder are called, counted from 0."""
    return f"coder {number + 1}"


def coder_color(theme: Theme, number: int) -> QColor:
    """The colour of a coder's words."""
    return QColor(_COLORS[number % len(_COLORS)][theme.dark])


def coder_dashes(number: int) -> list[float]:
    """The dashes of the line under a coder's words; none for a whole line."""
    return _DASHES.get(_LINES[number % len(_LINES)], [])


def coder_types(theme: Theme, number: int) -> list[MentionType]:
    """So many coders, and everybody, as kinds of words to be painted."""
    muted = theme.tokens.muted
    made = [
        MentionType(coder_type(n), "", *_COLORS[n % len(_COLORS)], _LINES[n % len(_LINES)])
        for n in range(number)
    ]
    return [*made, MentionType(EVERYBODY, "", muted, muted, LineStyle.SOLID)]
