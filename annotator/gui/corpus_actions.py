"""The commands about articles as such: import, new, their title, source and date, export."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.gui.dialogs.article import ArticleFields

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

EDITABLE = ("title", "source", "published", "url", "language")


class CorpusActions:
    """The handlers of everything that brings articles in, corrects them, or sends data out."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every corpus command's handler by command id."""
        return {
            "project.import": lambda: self.import_files([]),
            "project.export": self.export,
            "article.new": lambda: self.ask_new(ArticleFields("", text="")),
            "article.paste": self.paste,
            "article.details": self.details,
            "article.check_dates": self.review_dates,
        }
