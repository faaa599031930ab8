"""A language in which every word is marked, so that a test sees what is not translated."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from tests.spoken import MARK

__all__ = ["MARK", "Marking"]


class Marking(QTranslator):
    def translate(self, _context, source, _disambiguation=None, _number=-1):
        return f"{MARK}{source}"

    def isEmpty(self):
        return False
