"""A project that is open for reading only: what cannot be done in it, said before it is tried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

_STARTS = ("slot.", "attribute.set.", "suggestion.candidate_", "mention.", "dictionary.")
_EDITS = frozenset(
    {
        "project.import",
        "suggestion.accept",
        "suggestion.choose",
        "suggestion.reject",
        "event.new",
        "event.duplicate",
        "event.reply",
        "event.delete",
        "event.reciprocal",
        "event.note",
        "event.question",
        "event.link",
        "event.sort",
        "event.move_down",
        "event.move_up",
        "event.take_suggested",
        "event.reject_suggested",
        "filler.edit",
        "filler.delete",
        "filler.reported",
        "article.done",
        "article.nothing",
        "article.reopen",
        "article.details",
        "article.flag",
        "article.note",
        "article.question",
        "article.new",
        "article.paste",
        "article.check_dates",
        "coding.review_codes",
        "edit.undo",
        "edit.redo",
    }
)
WHY = "why"  # property of an action: why it cannot be done


def edits(command_id: str) -> bool:
    """Whether a command changes something in the project."""
    return command_id in _EDITS or command_id.startswith(_STARTS)


def sentence() -> str:
    """Why none of them can be done."""
    return QCoreApplication.translate("ReadOnly", "The project is open for reading only.")


def grey_edits(actions: Mapping[str, QAction], menu: QMenu | None) -> None:
    """Grey out every command that changes something; its tool tip says why, in the menu too."""
    for part in menu.findChildren(QMenu) if menu is not None else ():
        part.setToolTipsVisible(True)
    for command_id, action in actions.items():
        if edits(command_id):
            action.setEnabled(False)
            action.setToolTip(sentence())
            action.setProperty(WHY, sentence())


def is_refused(actions: Iterable[QAction], event: QKeyEvent) -> bool:
    """Whether a key is that of a command that is greyed out so."""
    pressed = QKeySequence(event.keyCombination())
    return any(action.property(WHY) and pressed in action.shortcuts() for action in actions)
