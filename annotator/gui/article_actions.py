"""What the commands about the open article do: finish it, go on, flag it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.events import CodingStatus
from annotator.storage import ops

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

Handler = Callable[[], object]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Articles", text)


class ArticleActions:
    """Handlers of everything that acts on a coding as a whole, for one coding page."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session

    def handlers(self) -> dict[str, Handler]:
        """Every handler by command id."""
        return {
            "article.done": self.done,
            "article.nothing": self.ask_nothing,
            "article.reopen": self.reopen,
            "article.flag": self.toggle_flag,
        }

    def done(self) -> None:
        """Mark the article done and open the next one to do."""
        article, coding = self.session.article, self.session.coding
        if article is None or coding is None:
            return
        if not coding.events:
            self.page.tell(
                _tr("No event is coded: {} marks it as nothing to code."), "article.nothing"
            )
            return
        if self.session.run(ops.finish_coding, article.id, status=CodingStatus.DONE):
            self.next_to_do()

    def ask_nothing(self) -> None:
        """Ask why there is nothing to code."""
        if self.session.article is None:
            return
        if self.session.coding is not None and self.session.coding.events:
            self.session.said.emit(
                _tr("Events are coded here; delete them first, or mark it done.")
            )
            return
        reasons = [reason for reason in self.session.schema.reasons if not reason.retired]
        self.page.choices.ask(_tr("Nothing to code, because …"), reasons)

    def nothing(self, reason: str) -> None:
        """Mark the article as nothing to code and open the next one to do."""
        article = self.session.article
        if article is not None and self.session.run(
            ops.finish_coding, article.id, status=CodingStatus.NOTHING, reason=reason
        ):
            self.next_to_do()

    def reopen(self) -> None:
        """Set a finished article back to in progress."""
        if self.session.article is not None:
            self.session.run(ops.reopen_coding, self.session.article.id)

    def next_to_do(self) -> None:
        """Open the next article to do, from the top again when the end is reached."""
        self.page.queue.next_to_do()

    def toggle_flag(self) -> None:
        """Flag the article to come back to, or take the flag off."""
        article, coding = self.session.article, self.session.coding
        if article is not None and coding is not None:
            self.session.run(ops.flag_coding, article.id, not coding.flagged)
