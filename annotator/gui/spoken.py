"""What a screen reader hears: what our own widgets are, and what has just come into focus."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from annotator.log import get_logger

Role = QAccessible.Role
_log = get_logger("spoken")


@cache
def install() -> None:
    """Let every widget that names its ``spoken_as`` role be read aloud as that, from now on."""
    QAccessible.installFactory(_interface)


def _interface(_name: str, thing: QObject) -> QAccessibleInterface | None:
    role = getattr(thing, "spoken_as", None)
    if role is None or not isinstance(thing, QWidget):
        return None
    return QAccessibleWidget(thing, role)


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have words read aloud where somebody listens; ``urgent`` ones before all others."""
    if not words or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
    _log.info(words)
