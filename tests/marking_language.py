"""A language in which every word is marked, so that a test sees what is not translated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QTranslator

from annotator.gui import key_names
from tests.spoken import MARK

__all__ = ["MARK", "marking"]


@contextmanager
def marking() -> Iterator[None]:
    """Everything said through Qt is marked inside the block, and nothing behind it."""
    translator = Marking()
    _forget_keys()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)
    _forget_keys()


def _forget_keys() -> None:
    """The program speaks one language from start to end, so it keeps what keys are called."""
    key_names.key_text.cache_clear()
    key_names.default_names.cache_clear()


class Marking(QTranslator):
    def translate(self, _context, source, _disambiguation=None, _number=-1):
        return f"{MARK}{source}"

    def isEmpty(self):
        return False
