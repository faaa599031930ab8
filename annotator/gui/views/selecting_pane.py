"""Choosing stretches of the article: by hand, by words, by phrases, several as one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.domain import phrases
from annotator.domain.events import Segment, Segments, merge_segments
from annotator.domain.words import regrown, whole_words, word_at, words_between
from annotator.gui.views.article_frame import ArticleFrame


class SelectingPane(ArticleFrame):
    """Holds the hand-made selection; what else has the focus is its heir's matter.

    Offsets are code points of the article's text, half-open.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._widened: list[tuple[Segments, Segments]] = []  # from what to what, latest last
        super().__init__(parent)

    @property
    def text(self) -> str:
        """The article's text, empty without one."""
        return self._article.text if self._article else ""

    @property
    def selection(self) -> Segments:
        """The hand-made selection, exactly as it was made."""
        return self.view.segments

    def snapped_selection(self) -> Segments:
        """The selection widened to whole words, without blanks and punctuation at its ends."""
        if self._article is None:
            return ()
        whole = (whole_words(self._article.text, segment) for segment in self.selection)
        return merge_segments([segment for segment in whole if segment])

    def select(self, segments: Segments) -> None:
        """Select stretches by offsets; the last one goes on with Shift and arrows."""
        kept = merge_segments(segments)
        self.view.select_segments(kept)
        if kept:
            self._scroll_to(kept)
        self._take_selection()

    def clear_selection(self) -> None:
        """Select nothing any more; caret and focused suggestion stay."""
        if self.selection:
            self.view.put_caret(self.view.caret)
            self._take_selection()

    def pin_selection(self) -> bool:
        """Keep what is selected while a further segment is chosen; False without a selection."""
        return self.view.pin_selection()

    def copy_selection(self) -> bool:
        """Copy the selected characters, exactly as the article holds them; False: none are."""
        return self.view.copy_selection()

    def grow(self, *, end: bool, words: int) -> None:
        """Move an edge of the selection by words, outward, or inward when ``words`` is negative.

        Without a selection the focused suggestion's span, or the word at the caret, becomes one.
        """
        spans = self._to_change()
        if spans is None or words == 0:
            return
        self.select(regrown(self.text, spans, end=end, words=words) if spans else self._word())

    def widen(self) -> None:
        """Widen the selection to the next stretch of words that stand together."""
        spans = self._to_change()
        if spans:
            wider = phrases.widened(self.text, spans, self._extents())
            self._widened.append((spans, wider))
            self.select(wider)
        elif spans is not None:
            self.select(self._phrase())

    def narrow(self) -> None:
        """Narrow the selection to what was widened, or to what stands together inside it."""
        spans = self._to_change()
        if spans and self._widened and self._widened[-1][1] == spans:
            self.select(self._widened.pop()[0])
        elif spans:
            self._widened.clear()
            self.select(phrases.narrowed(self.text, spans, self._extents()))

    def choose_word(self, word: Segment, *, phrase: bool = False) -> None:
        """Select a word, or the phrase around it, besides what was pinned."""
        chosen = phrases.phrase_at(self.text, word) if phrase else word
        self.select((*self.view.pinned, chosen))

    def extend_to(self, word: Segment, *, phrase: bool = False) -> None:
        """Let the selection, or the focused suggestion, reach as far as a word or its phrase."""
        spans = self._to_change()
        if not spans:
            self.choose_word(word, phrase=phrase)
            return
        reach = phrases.phrase_at(self.text, word) if phrase else word
        last = spans[-1]
        joined = Segment(min(last.start, reach.start), max(last.end, reach.end))
        self.select((*spans[:-1], joined))

    def step_sentence(self, step: int) -> None:
        """Put the caret before the next sentence, or the one before; nothing is selected."""
        if self._article is not None:
            self.clear_selection()
            offset = phrases.next_sentence(self.text, self.view.caret, step)
            self.put_caret(min(offset, len(self.text)))

    def put_caret(self, offset: int) -> None:
        """Put the caret somewhere and show the place."""
        self.view.put_caret(offset)
        if offset < len(self.text):
            self._scroll_to((Segment(offset, offset + 1),))
        self._caret_put()

    def visible_words(self) -> tuple[Segment, ...]:
        """The words whose lines are on the page, in order."""
        part = self.view.visible
        return words_between(self.text, part.start, part.end) if part else ()

    # --- for the heir ----------------------------------------------------------------------------

    def _focused_segments(self) -> Segments:
        """What has the focus while nothing is selected."""
        return ()

    def _extents(self) -> Segments:
        """Stretches known to stand together, e.g. suggested ones."""
        return ()

    def _take_selection(self) -> None:
        """The selection is what it is now."""

    def _caret_put(self) -> None:
        """The caret is elsewhere now."""

    # --- inside ----------------------------------------------------------------------------------

    def _to_change(self) -> Segments | None:
        """What the keys that grow and shrink act on; empty for the word at the caret."""
        if self._article is None:
            return None
        return self.selection or self._focused_segments()

    def _word(self) -> Segments:
        word = word_at(self.text, self.view.caret)
        return (word,) if word else ()

    def _phrase(self) -> Segments:
        return tuple(phrases.phrase_at(self.text, word) for word in self._word())
