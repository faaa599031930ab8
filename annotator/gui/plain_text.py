"""Users' words shown letter for letter: ``<b>`` stays ``<b>``, ``&`` stays ``&``."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """A label that never takes its text for markup; ``name`` is for the style sheet."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setIndent(0)  # else a padded label stands a little aside
    return made


def tip(text: str) -> str:
    """A text as a tool tip: literal, and wrapped where it is long; nothing for nothing."""
    return f"<p>{escape(text)}</p>" if text else ""


def button(text: str) -> str:
    """A text as a button's or a menu's: an ampersand is no mark of a key."""
    return text.replace("&", "&&")
