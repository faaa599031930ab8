"""What a coder is told about the counting of active time."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.storage.project_settings import TimeRule


def _tr(text: str) -> str:
    return QCoreApplication.translate("Time", text)


def time_words(rule: TimeRule) -> str:
    """Whether active time is counted, and how, as a sentence."""
    if not rule.counted:
        return _tr("This project does not count the time you spend on articles.")
    counted = _tr(
        "This project counts your active time per article: the time between keys and clicks, of"
        " each pause at most {} seconds. It is stored in the project and exported with it."
    )
    return counted.format(rule.idle)


def progress_words(finished: int, minutes: int | None) -> str:
    """The coder's own day in short; without minutes where none are counted."""
    done = _tr("{} done today").format(finished)
    return done if minutes is None else _tr("{} · {} min").format(done, minutes)
