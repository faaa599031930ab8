"""What the queue shows and how one walks it: filter, search, next and previous article.

Next and previous walk what is shown. Next to do, and with it "done, next", takes the next of those
shown that is not finished; where none is left, the next of the whole queue, and says so. A row
leaves what is shown when another article is opened, never under the hand; the open article stays
open whatever is shown.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.changes import Changes, Kind
from annotator.domain.errors import KnownError
from annotator.domain.queue_filter import QueueFilter
from annotator.domain.searching import Term, first_place, terms_of
from annotator.gui.searcher import Answer, Searcher
from annotator.gui.views.queue_head import filter_name
from annotator.log import get_logger
from annotator.storage import reads
from annotator.storage.queue_filter import articles_that, filter_counts, first_unfinished
from annotator.storage.search import in_order, snippet_of

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

_REMEMBERED = "queue_filter"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Queue", text)


class QueueActions:
    """Handlers of everything that acts on the queue, for one coding page."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        self.shown: array[int] = array("q")
        self.hit_at = 0  # where the search hit the open article, 0 where nothing is searched
        self._terms: tuple[Term, ...] = ()
        self._answer: Answer | None = None
        self._searcher: Searcher | None = None
        self._open: int | None = None  # the article that was opened last
        self._filter = self._remembered()
        self._head = page.queue_pane.head
        self._wire()

    def _wire(self) -> None:
        self._head.count_filters = self._counts
        self._head.filter_chosen.connect(self.choose_filter)
        self._head.search_changed.connect(self.search)
        self._head.first_wanted.connect(self._open_first)
        self.page.queue_pane.left.connect(self.page.focus_article)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every handler by command id."""
        return {
            "article.next": partial(self.step, 1),
            "article.previous": partial(self.step, -1),
            "article.next_to_do": self.next_to_do,
            "queue.search": self._ask_search,
            "queue.filter": self._ask_filter,
        }

    def stop(self) -> None:
        """End the search: the project is about to be closed."""
        if self._searcher is not None:
            self._searcher.blockSignals(True)
            self._searcher.stop()
            self._searcher = None

    @property
    def narrowed(self) -> bool:
        """Whether less than the whole queue is meant to be shown."""
        return bool(self._terms) or self._filter is not QueueFilter.ALL

    # --- showing -------------------------------------------------------------------------------

    def show(self) -> None:
        """Show what the filter and the search leave of the queue."""
        ids, connection = self.page.queue_ids, self.session.project.connection
        if self._filter is not QueueFilter.ALL:
            ids = in_order(ids, articles_that(connection, self.session.desk, self._filter, ids))
        self._head.show_filter(self._filter, len(ids))
        if self._answer is not None:
            found = self._answer.ids
            whole = self._filter is QueueFilter.ALL
            ids = found if whole else in_order(found, frozenset(ids))
        self.shown = ids
        if self.page.queue_ids:
            self.page.queue_pane.show_ids(ids, self._sentence(), hidden=bool(self._hidden))
            self.page.queue_pane.set_current(self._open)

    def reread(self) -> None:
        """Show the queue as it is in the file now, and search what came to it."""
        self.show()
        self._search_anew()

    def _search_anew(self) -> None:
        if self._terms and self._searcher is not None:
            self._searcher.ask(self._terms, self.page.queue_ids)

    def _sentence(self) -> str:
        """Why nothing is shown."""
        if self._answer is not None:
            return self._none_found()
        sentences = {
            QueueFilter.TODO: _tr("Nothing is to do: every article has been begun."),
            QueueFilter.IN_PROGRESS: _tr("No article is in progress."),
            QueueFilter.DONE: _tr("No article is done yet."),
            QueueFilter.NOTHING: _tr("No article was marked as nothing to code yet."),
            QueueFilter.FLAGGED: _tr("No article is flagged; ! flags the open one."),
            QueueFilter.QUESTION: _tr("No question is open; Q asks one."),
        }
        return sentences.get(self._filter, "")

    @property
    def _hidden(self) -> int:
        """How many articles that were found are hidden by the filter, where it hides all."""
        return len(self._answer.ids) if self._answer is not None and not self.shown else 0

    def _none_found(self) -> str:
        """Why a search shows nothing: the words are nowhere, or only where the filter hides."""
        if self._filter is QueueFilter.ALL:
            return _tr("No article here has all of these words.")
        if not self._hidden:
            return _tr("No article of the whole queue has all of these words.")
        hidden = _tr("1 other has them.") if self._hidden == 1 else _tr("{} others have them.")
        sentence = _tr("The filter “{}” shows no article that has all of these words.")
        return " ".join(
            (sentence.format(filter_name(self._filter)), hidden.format(f"{self._hidden:,}"))
        )

    def follow_article(self) -> None:
        """Follow to another article: the one left is taken out where it fits no more."""
        before, article = self._open, self.session.article
        self._open = article.id if article else None
        if self._filter is not QueueFilter.ALL and before not in (None, self._open):
            self._reconsider(before or 0)
        self.hit_at = 0
        place = first_place(article.text, self._terms) if article and self._terms else None
        if article is not None and place is not None:
            self.hit_at = place.start
            self.page.article_pane.look_at((place,), ())
            self.page.article_pane.view.show_found((place,))
            self.page.find_bar.sought = article.text[place.start : place.end]  # F3 goes on

    def _reconsider(self, article_id: int) -> None:
        """Take an article out of what is shown, or in, as the filter says now."""
        connection, desk = self.session.project.connection, self.session.desk
        fits = any(map(self._filter.takes, reads.article_rows(connection, desk, [article_id])))
        if fits == (article_id in self.shown):
            return
        if fits:
            if self._answer is None:
                self.show()
            return
        at = self.shown.index(article_id)
        self.shown = self.shown[:at] + self.shown[at + 1 :]
        self.page.queue_pane.remove(article_id)
        if self._answer is None:
            self._head.show_filter(self._filter, len(self.shown))
        if not self.shown:
            self.page.queue_pane.show_ids(self.shown, self._sentence())

    def follow(self, changes: Changes) -> None:
        """Search anew where an edit corrected a title."""
        if Kind.ARTICLE in changes.kinds:
            self._search_anew()

    # --- filter --------------------------------------------------------------------------------

    def _remembered(self) -> QueueFilter:
        uuid = self.session.project.uuid
        with suppress(ValueError):
            return QueueFilter(self.page.settings.project_value(uuid, _REMEMBERED))
        return QueueFilter.ALL

    def _counts(self) -> dict[QueueFilter, int]:
        connection, desk = self.session.project.connection, self.session.desk
        return filter_counts(connection, desk, self.page.queue_ids)

    def _ask_filter(self) -> None:
        self.page.queue_pane.show()
        self._head.open_filters()

    def choose_filter(self, wanted: QueueFilter) -> None:
        """Show other articles of the queue, today and when the project is opened again."""
        self._filter = wanted
        uuid = self.session.project.uuid
        self.page.settings.set_project_value(uuid, _REMEMBERED, wanted.value)
        self.show()
        self._say_found()
        self.session.said.emit(
            _tr("The queue shows: {}").format(filter_name(wanted)) if self.narrowed else ""
        )

    # --- search --------------------------------------------------------------------------------

    def _ask_search(self) -> None:
        self.page.queue_pane.show()
        self._head.open_search()

    def search(self, typed: str) -> None:
        """Show the articles that have all of the words typed; nothing typed shows all."""
        terms = terms_of(typed)
        if terms == self._terms:
            return
        self._terms = terms
        if not terms:
            self._end_search()
            return
        self._head.say_found(_tr("searching …"))
        self._searcher_at_work().ask(terms, self.page.queue_ids)

    def _end_search(self) -> None:
        self._answer, self.hit_at = None, 0
        if self._searcher is not None:
            self._searcher.rest()
        self.page.article_pane.view.show_found(())
        self.page.queue_pane.show_snippets(None)
        self._head.say_found("")
        self.show()

    def _searcher_at_work(self) -> Searcher:
        path = self.session.project.path
        if self._searcher is not None and self._searcher.path != path:  # it was saved elsewhere
            self.stop()
        if self._searcher is None:
            self._searcher = Searcher(path, self.page)
            self._searcher.answered.connect(self._take_answer)
            self._searcher.failed.connect(self._give_up)
        return self._searcher

    def _take_answer(self, answer: Answer) -> None:
        if answer.terms != self._terms:
            return
        new = self._answer is None or self._answer.terms != answer.terms
        self._answer = answer
        if new:
            self.page.queue_pane.show_snippets(self._snippet)
        self.show()
        if new:
            self.page.queue_pane.show_first()
        self._say_found()

    def _say_found(self) -> None:
        answer = self._answer
        if answer is None:
            return
        number = len(self.shown)
        text = _tr("1 article found") if number == 1 else _tr("{} articles found")
        text = text.format(f"{number:,}")
        if not answer.complete:
            share = _tr("{} of {} searched so far")
            text += " · " + share.format(f"{answer.searched:,}", f"{answer.total:,}")
        self._head.say_found(text if number or not answer.complete else "")

    def _give_up(self, error: Exception) -> None:
        self.stop()
        self._terms, self._answer = (), None
        self.page.queue_pane.show_snippets(None)
        self.show()
        if not isinstance(error, KnownError):
            get_logger("gui").error("the search ended", exc_info=error)
        self._head.say_found(str(error))

    def _snippet(self, article_id: int) -> str:
        return snippet_of(self.session.project.connection, article_id, self._terms)

    def _open_first(self) -> None:
        """Open the first article shown; where the filter hides all that was found, show all."""
        if self._answer is not None and self.shown:
            self.session.open_article(self.shown[0])
        elif self._hidden:
            self.choose_filter(QueueFilter.ALL)
        elif not self._terms:
            self.page.focus_article()

    # --- walking -------------------------------------------------------------------------------

    def step(self, step: int) -> None:
        """Open the next (1) or the previous (-1) article of what is shown."""
        if self.session.article is None:
            return
        found = self._beside(self.session.article.id, step)
        if found is not None:
            self.session.open_article(found)
            return
        last = _tr("This is the last article that is shown.") if self.narrowed else ""
        last = last or _tr("This is the last article.")
        first = _tr("This is the first article that is shown.") if self.narrowed else ""
        first = first or _tr("This is the first article.")
        self.session.said.emit(last if step > 0 else first)

    def _beside(self, article_id: int, step: int) -> int | None:
        shown, queue = self.shown, self.page.queue_ids
        if article_id in shown:
            at = shown.index(article_id) + step
            return shown[at] if 0 <= at < len(shown) else None
        if article_id not in queue:
            return shown[0] if shown else None
        at, among = queue.index(article_id), frozenset(shown)
        rest = queue[at + 1 :] if step > 0 else reversed(queue[:at])
        return next((other for other in rest if other in among), None)

    def next_to_do(self) -> None:
        """Open the next article to do, from the top again when the end is reached."""
        connection, desk = self.session.project.connection, self.session.desk
        after = self.session.article.id if self.session.article else 0
        found = first_unfinished(connection, desk, self._round(after)) if self.narrowed else None
        left = self.narrowed and found is None
        if found is None:
            found = reads.next_to_do(connection, desk, after)
        if found is None:
            self.session.said.emit(_tr("Everything in your queue is finished."))
            return
        self.session.open_article(found)
        if left:
            self.session.said.emit(
                _tr("All that is shown is finished; this is the next of the whole queue.")
            )

    def _round(self, after: int) -> array[int]:
        """What is shown, from behind an article round to it, without the article itself."""
        following = self._beside(after, 1)
        at = self.shown.index(following) if following is not None else 0
        ids = self.shown[at:] + self.shown[:at]
        return array("q", (number for number in ids if number != after))
