"""Going straight to something in the text: by letters over it, or by searching for its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from annotator.domain.direction import isolated
from annotator.domain.events import Segment, Segments
from annotator.domain.phrases import SMALL_WORDS
from annotator.domain.schema import MentionType
from annotator.domain.suggestions import Suggestion
from annotator.gui.views.letter_overlay import LetterOverlay, Spot

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

Handler = Callable[[], object]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pointing", text)


class Pointing:
    """Letters over suggestions and words, and the search inside the article, for one page."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.pane = page.article_pane
        self.find = page.find_bar
        self.letters = LetterOverlay(page.theme, self.pane.view.viewport())
        page.add_themed(self.letters)
        self._extending = False
        self._before = 0  # where the caret was when the search began
        self._wire()

    def _wire(self) -> None:
        self.letters.chosen.connect(self._choose)
        self.letters.closed.connect(self._put_away)
        self.pane.view.shifted.connect(self.letters.leave)
        self.find.moved.connect(self._show_found)
        self.find.taken.connect(self._take_found)
        self.find.left.connect(self._leave_find)
        self.page.session.article_opened.connect(self._begin)

    def handlers(self) -> dict[str, Handler]:
        """Every handler by command id."""
        return {
            "point.suggestions": self.to_suggestions,
            "point.words": self.to_words,
            "point.extend": partial(self.to_words, extending=True),
            "find.open": self.open_find,
            "find.next": partial(self.step_find, 1),
            "find.previous": partial(self.step_find, -1),
        }

    def _begin(self) -> None:
        self.letters.leave()
        self.find.hide()

    # --- letters -------------------------------------------------------------------------------

    def to_suggestions(self) -> None:
        """Put letters on all suggestions in sight; on the words where there are none."""
        spots = self.suggestion_spots()
        if not spots:
            self.to_words()
            return
        self._extending = False
        what = _tr("Letters on the suggestions: type one to focus it, with Shift to accept it")
        self._show(spots, what)

    def to_words(self, *, extending: bool = False) -> None:
        """Put letters on the words in sight: one is selected, or reached by the selection."""
        spots = self.word_spots()
        if not spots:
            self.page.session.said.emit(_tr("There is no word to choose here."))
            return
        self._extending = extending
        what = _tr("Letters on the words: type one to select it, with Shift its phrase")
        if extending:
            what = _tr("Letters on the words: type one and the selection reaches that far")
        self._show(spots, what)

    def _show(self, spots: list[Spot], what: str) -> None:
        self.pane.set_hint(None)  # it would hide some of them
        self.letters.ask(spots, what)

    def stop(self) -> None:
        """Take the letters away for good: the project is about to be closed."""
        self.letters.leave()
        self.letters.blockSignals(True)

    def _put_away(self) -> None:
        self.page.focus_article()
        self.page.show_hint()

    def suggestion_spots(self) -> list[Spot]:
        """The suggestions in sight, those nearest to the caret first."""
        return self._spots(self.pane.visible_suggestions())

    def word_spots(self) -> list[Spot]:
        """The words in sight that can begin or end what is coded, the nearest first."""
        text = self.pane.text
        words = [w for w in self.pane.visible_words() if _is_content(text[w.start : w.end])]
        return self._spots(words)

    def _spots(self, things: Sequence[Suggestion] | Sequence[Segment]) -> list[Spot]:
        """The things in sight with their places, those nearest to the caret first."""
        port, found = self.pane.view.viewport().rect(), []
        for thing in things:
            segments = _segments_of(thing)
            boxes = self.pane.view.boxes_of(segments[:1])
            if boxes and port.contains(boxes[0].center()):
                words = self.pane.text[segments[0].start : segments[0].end]
                found.append((segments[0].start, Spot(thing, boxes[0], words, self._kind(thing))))
        at = self._eye()
        found.sort(key=lambda pair: (pair[0] < at, abs(pair[0] - at)))
        return [spot for _, spot in found]

    def _kind(self, thing: Suggestion | Segment) -> MentionType | None:
        """As what something is suggested; words are no mention of anything yet."""
        schema = self.page.session.schema
        return schema.mention_type(thing.type) if isinstance(thing, Suggestion) else None

    def _eye(self) -> int:
        """Where the coder reads: at the selection, else at the caret."""
        chosen = self.pane.selection
        return chosen[0].start if chosen else self.pane.view.caret

    def _choose(self, what: object, phrase: bool) -> None:  # noqa: FBT001 - a signal's arguments
        if isinstance(what, Suggestion):
            self.pane.focus_suggestion(what.id)
            if phrase:
                self.page.command_requested.emit("suggestion.accept")
        elif isinstance(what, Segment) and self._extending:
            self.pane.extend_to(what, phrase=phrase)
        elif isinstance(what, Segment):
            self.pane.choose_word(what, phrase=phrase)

    # --- search --------------------------------------------------------------------------------

    def open_find(self) -> None:
        """Search in the article."""
        if self.page.session.article is not None:
            self._before = self.pane.view.caret
            self.find.open(self.pane.text, self._before)

    def step_find(self, step: int) -> None:
        """Select the next place of what was sought last, or the previous one."""
        chosen = self.pane.selection
        at = chosen[-1].start if chosen else self.pane.view.caret - (step > 0)
        place = self.find.step_from(self.pane.text, at, step)
        if place is not None:
            self.pane.select((place,))
        elif self.find.sought:
            said = _tr("“{}” stands nowhere in this article.")
            self.page.session.said.emit(said.format(isolated(self.find.sought)))
        else:
            self.open_find()

    def _show_found(self, places: Segments, place: Segment | None) -> None:
        self.pane.view.show_found(places)
        if place is not None:
            self.pane.select((place,))
        else:
            self.pane.clear_selection()
            self.pane.put_caret(self._before)

    def _take_found(self, place: Segment) -> None:
        self.pane.view.show_found(())
        self.pane.select((place,))
        self.pane.select(self.pane.snapped_selection())
        self.page.focus_article()

    def _leave_find(self) -> None:
        self.pane.view.show_found(())
        self.pane.clear_selection()
        self.pane.put_caret(self._before)
        self.pane.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _segments_of(thing: Suggestion | Segment) -> Segments:
    return thing.segments if isinstance(thing, Suggestion) else (thing,)


def _is_content(word: str) -> bool:
    return word.lower() not in SMALL_WORDS
