"""What the commands about notes and questions do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.storage import ops

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

Handler = Callable[[], object]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Comments", text)


class CommentActions:
    """Handlers of notes and questions, for one coding page."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        self._kind = "note"  # what the open sheet is about

    def handlers(self) -> dict[str, Handler]:
        """Every handler by command id."""
        return {
            "article.note": partial(self.ask_comment, "note"),
            "article.question": partial(self.ask_comment, "question"),
        }

    def ask_comment(self, kind: str) -> None:
        """Open the sheet for the article's note, or its question to the supervisor."""
        if self.session.article is None or self.session.coding is None:
            return
        mine = [c for c in self.session.coding.comments if c.kind == kind and c.event_id is None]
        title = _tr("Note on this article") if kind == "note" else _tr("Question to the supervisor")
        self._kind = kind
        self.page.notes.ask(title, mine[0].text if mine else "")

    def keep_comment(self, text: str) -> None:
        """Store what the sheet gave; an empty text removes the comment."""
        article, coding, kind = self.session.article, self.session.coding, self._kind
        if article is None or coding is None:
            return
        mine = [c for c in coding.comments if c.kind == kind and c.event_id is None]
        if text or mine:
            comment_id = mine[0].id if mine else None
            self.session.run(ops.set_comment, article.id, kind, text, comment_id=comment_id)
