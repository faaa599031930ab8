"""The heart of the window: one article with its suggestions and what was coded in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from annotator.domain.events import Article, Coding, Segments, merge_segments
from annotator.domain.schema import Schema
from annotator.domain.suggestion_parts import Suggestions
from annotator.domain.suggestions import Standing, Suggestion
from annotator.gui.spoken import announce
from annotator.gui.views.marks import Mark, MarkIndex, Situation, mention_marks, use_to_activate
from annotator.gui.views.selecting_pane import SelectingPane
from annotator.gui.views.suggestion_walk import SuggestionWalk

ACCEPT = "suggestion.accept"
ACCEPTED = "accepted"  # the decision


class ArticlePane(SelectingPane):
    """Shows an article, walks its suggestions and lets stretches of it be selected.

    Offsets are code points of the article's text, half-open. Focused is one suggestion at most;
    a hand-made selection takes the focus from it, and the other way round.
    """

    suggestion_focused = Signal()  # another one, or none any more
    selection_changed = Signal()
    mention_activated = Signal(int, object)  # event id; filler id or None

    def __init__(self, parent: QWidget | None = None) -> None:
        self._coding: Coding | None = None
        self._suggestions = Suggestions()
        self._walk_quiet = False
        self._walk = SuggestionWalk()
        self._focused: Suggestion | None = None
        self._selected: Segments = ()
        self._situation = Situation()
        super().__init__(parent)

    def _wire(self) -> None:
        super()._wire()
        self.view.caret_moved.connect(self._on_caret_moved)
        self.view.mark_clicked.connect(self._on_clicked)
        self.view.mark_double_clicked.connect(self._on_double_clicked)
        self.view.mark_hovered.connect(self._on_hovered)
        self.view.menu_requested.connect(self._on_menu)

    # --- what is shown ---------------------------------------------------------------------------

    def set_schema(self, schema: Schema) -> None:
        """Take mention types and slots from a schema."""
        self._schema = schema
        self.view.set_painter(self._mark_painter())
        self._show_marks()

    def show_article(
        self,
        article: Article | None,
        coding: Coding | None,
        suggestions: Suggestions,
        *,
        active_event_id: int | None = None,
        filler_id: int | None = None,
        left: tuple[int, int] = (0, 0),
    ) -> None:
        """Show another article, the first undecided suggestion focused.

        It begins at its top, or where it was ``left``: caret, and pixels it was scrolled by.
        """
        self._article, self._coding, self._suggestions = article, coding, suggestions
        self._walk = SuggestionWalk(suggestions, quiet=self._walk_quiet)
        self._focused, self._selected = self._walk.at_or_after(left[0]), ()
        self._situation = Situation(active_event_id, filler_id, self._focused_id)
        self.hint.hide()
        self.hint.set_hint(None)
        self._show_page()
        self.view.show_text(article.text if article else "")
        self._show_marks()
        self._show_header()
        self.view.verticalScrollBar().setValue(left[1])
        if self._focused is not None:
            self.view.put_caret(self._focused.start)
            self._scroll_to(self._focused.segments)
        elif article is not None:
            self.view.put_caret(min(left[0], len(article.text)))
        self.suggestion_focused.emit()

    @property
    def place(self) -> tuple[int, tuple[int, int]] | None:
        """Which article is on screen, where its caret stands, and how far it is scrolled."""
        if self._article is None:
            return None
        return self._article.id, (self.view.caret, self.view.verticalScrollBar().value())

    def refresh(
        self,
        coding: Coding | None,
        suggestions: Suggestions,
        *,
        active_event_id: int | None,
        filler_id: int | None,
        article: Article | None = None,
        keep_focus: bool = False,
    ) -> bool:
        """Show what was coded since; the text stays where it is, and so do caret and focus.

        A focused suggestion that is decided now gives way to the next undecided one behind it
        (an accepted one also to nothing inside it), unless ``keep_focus``. ``article`` brings
        corrected facts about the same text. True when another suggestion has the focus now, or
        none any more.
        """
        same = coding is self._coding and suggestions is self._suggestions
        self._coding, self._suggestions = coding, suggestions
        if not same:
            self._walk = SuggestionWalk(suggestions, quiet=self._walk_quiet)
        if article is not None:
            self._article = article
            self._show_header()
        before = self._focused
        self._focused = self._still_focused(keep=keep_focus)
        self._situation = Situation(
            active_event_id, filler_id, self._focused_id, self._situation.hovered
        )
        if same:
            self.view.set_situation(self._situation)
        else:
            self._show_marks()
        moved = self._focused_id != (before and before.id)
        if moved:
            if self._focused is not None:
                self.view.put_caret(self._focused.start)
                self._scroll_to(self._focused.segments)
            self._announce_focus()
        return moved

    def highlight_filler(self, filler_id: int) -> None:
        """Scroll to the first mention of a filler."""
        for event in self._coding.events if self._coding else ():
            for filler in event.fillers:
                if filler.id == filler_id and filler.mentions:
                    self._scroll_to(filler.mentions[0].segments)

    def hover_event(self, event_id: int | None) -> None:
        """Bring out the mentions of an event while the mouse is over its card."""
        hovered = frozenset() if event_id is None else frozenset({event_id})
        self._situation = replace(self._situation, hovered=hovered)
        self.view.set_situation(self._situation)

    # --- suggestions -----------------------------------------------------------------------------

    @property
    def focused_suggestion(self) -> Suggestion | None:
        """The suggestion that keys act on."""
        return self._focused

    def focus_suggestion(self, suggestion_id: int | None) -> bool:
        """Focus one suggestion and put the caret before it; None lets go. False: unknown."""
        suggestion = self._walk.get(suggestion_id)
        if suggestion_id is not None and suggestion is None:
            return False
        self._focus(suggestion)
        return True

    def next_suggestion(self) -> bool:
        """Focus the next undecided one behind the focused one, else the caret; False: none."""
        if self._focused is not None:
            return self._focus_if(self._walk.next_to(self._focused))
        ends = [segment.end for segment in self.view.segments]
        return self._focus_if(self._walk.at_or_after(max([self.view.caret, *ends])))

    def previous_suggestion(self) -> bool:
        """Focus the undecided one before the focused one, else the caret; False: none."""
        if self._focused is not None:
            return self._focus_if(self._walk.previous_to(self._focused))
        starts = [segment.start for segment in self.view.segments]
        return self._focus_if(self._walk.before(min([self.view.caret, *starts])))

    def focus_next_after(self, offset: int) -> bool:
        """Focus the first undecided one that starts at an offset or behind it; False: none."""
        return self._focus_if(self._walk.at_or_after(offset))

    def look_at(self, core: Segments, words: Sequence[Segments]) -> None:
        """Let go of focus and selection, and bring words into view: all, or at least the core."""
        every = merge_segments([segment for part in (core, *words) for segment in part])
        self.view.put_caret(core[0].start)
        self._focus(None)
        boxes = self.view.boxes_of(every)
        high = max(b.bottom() for b in boxes) - min(b.top() for b in boxes) if boxes else 0
        self._scroll_to(every if high < self.view.viewport().height() // 2 else core)

    def set_walk_quiet(self, walk: bool) -> None:  # noqa: FBT001 - a setter
        """Walk what is hardly ever coded too, or leave it out."""
        self._walk_quiet = walk
        self._walk = SuggestionWalk(self._suggestions, quiet=walk)
        self._show_marks()

    @property
    def has_other_extent(self) -> bool:
        """Whether the focused words are suggested in another extent too."""
        focused = self._focused
        return focused is not None and self._walk.next_extent(focused) is not None

    def other_extent(self) -> bool:
        """Focus another extent of the focused words, whole, parts, whole; False: none."""
        if self._focused is None:
            return False
        return self._focus_if(self._walk.next_extent(self._focused))

    def let_go(self) -> None:
        """Let go of the selection, or else of the focused suggestion; the caret stays."""
        if self.selection:
            self.clear_selection()
        elif self._focused is not None:
            self._focus(None)

    # --- inside ----------------------------------------------------------------------------------

    def _hint_anchor(self) -> Segments:
        return self.selection or (self._focused.segments if self._focused else ())

    @property
    def _focused_id(self) -> int | None:
        return self._focused.id if self._focused else None

    def _show_marks(self) -> None:
        if self._schema is None:
            return
        marks = mention_marks(self._coding, self._schema)
        if self._focused is not None and _marked_in_focus_only(self._focused):
            marks.append(Mark(self._focused.type, self._focused.segments, self._focused))
        types = {entry.name for entry in self._schema.mention_types}
        index = MarkIndex(self._walk, marks, offsets=self.view.offsets, types=types)
        self.view.set_marks(index, self._situation)

    def _still_focused(self, *, keep: bool) -> Suggestion | None:
        if self._focused is None:
            return None
        now = self._walk.same_as(self._focused)
        if now is None or not now.decision or keep:
            return now
        if now.decision == ACCEPTED:  # what lies inside it is done with, too
            return self._walk.at_or_after(now.end)
        return self._walk.next_to(now)

    def _focus_if(self, suggestion: Suggestion | None) -> bool:
        if suggestion is not None:
            self._focus(suggestion)
        return suggestion is not None

    def _focus(self, suggestion: Suggestion | None, *, scroll: bool = True) -> None:
        """Move the focus and say so; a selection is given up for it."""
        same = suggestion == self._focused and not self.selection
        shown = [s for s in (self._focused, suggestion) if s and _marked_in_focus_only(s)]
        self._focused = suggestion
        if suggestion is not None:
            self.view.put_caret(suggestion.start)
            if scroll:
                self._scroll_to(suggestion.segments)
        self._settle_situation()
        if shown and not same:
            self._show_marks()
        if self._selected != self.selection:
            self._selected = self.selection
            self.selection_changed.emit()
        if not same:
            self._announce_focus()

    def _settle_situation(self) -> None:
        self._situation = replace(self._situation, suggestion_id=self._focused_id)
        self.view.set_situation(self._situation)

    def _announce_focus(self) -> None:
        self.suggestion_focused.emit()
        self._place_hint()
        if self._focused is not None:
            announce(self.view, f"{self._focused.quote}. {self.hint.accessibleName()}")

    def visible_suggestions(self) -> list[Suggestion]:
        """The undecided ones whose lines are on the page, in order."""
        part = self.view.visible
        return self._walk.overlapping(part.start, part.end) if part else []

    def _focused_segments(self) -> Segments:
        return self._focused.segments if self._focused else ()

    def _extents(self) -> Segments:
        spans = self.selection or self._focused_segments()
        if not spans:
            return ()
        near = self._walk.overlapping(spans[-1].start, spans[-1].end)
        return tuple(s.segments[0] for s in near if len(s.segments) == 1)

    def _caret_put(self) -> None:
        self._on_caret_moved()

    def _take_selection(self) -> None:
        had = self._focused
        if self.selection:
            self._focused = None
            self._settle_situation()
        changed, self._selected = self._selected != self.selection, self.selection
        if had is not None and self._focused is None:
            self._announce_focus()
        if changed:
            self.selection_changed.emit()
        self._place_hint()

    def _on_caret_moved(self) -> None:
        self._take_selection()
        if self._focused is not None and not self._caret_inside(self._focused):
            self._focused = None
            self._settle_situation()
            self._announce_focus()
        if self._focused is None and not self.selection:
            self._focus_quiet(self._walk.quiet_at(self.view.caret))

    def _focus_quiet(self, suggestion: Suggestion | None) -> None:
        """Focus a suggestion that the caret came to; the caret stays."""
        if suggestion is not None:
            self._focused = suggestion
            self._settle_situation()
            self._announce_focus()

    def _caret_inside(self, suggestion: Suggestion) -> bool:
        return suggestion.start <= self.view.caret <= suggestion.end

    def _on_clicked(self, mark: Mark | None) -> None:
        if mark is not None and mark.suggestion is not None:
            self._focus(mark.suggestion, scroll=False)
            return
        self._on_caret_moved()
        if mark is not None:
            self.mention_activated.emit(*use_to_activate(mark, self._situation))

    def _on_double_clicked(self, mark: Mark) -> None:
        self._on_clicked(mark)
        self.command_requested.emit(ACCEPT)

    def _on_hovered(self, mark: Mark | None) -> None:
        hovered = frozenset(use.event_id for use in mark.uses) if mark else frozenset()
        self._situation = replace(self._situation, hovered=hovered)
        self.view.set_situation(self._situation)

    def _on_menu(self, where: QPoint, mark: Mark | None) -> None:
        if mark is not None and not self.selection:
            self._on_clicked(mark)
        self._open_menu(where)


def _marked_in_focus_only(suggestion: Suggestion) -> bool:
    """Whether it is on screen only while it has the focus: decided, or another extent."""
    return bool(suggestion.decision) or suggestion.standing is Standing.OTHER
