"""What the tour teaches: each step says what to do and knows when it was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.candidates import date_slot
from annotator.domain.values import DateKind, DateValue

if TYPE_CHECKING:
    from annotator.gui.tour import Tour


def _tr(text: str) -> str:
    return QCoreApplication.translate("Tour", text)


@dataclass(frozen=True)
class Step:
    """One thing to do; ``needs`` says how to get where it can be done, or nothing."""

    title: str
    text: str
    done: Callable[[Tour], bool]
    needs: Callable[[Tour], str]


def steps() -> tuple[Step, ...]:
    """The steps in order; ``{command.id}`` stands for the key in force."""
    return (
        Step(
            _tr("looked at a suggestion"),
            _tr(
                "The outline marks the suggestion in focus; by it stands what it would become."
                " Press {suggestion.next} to look at the next one."
            ),
            lambda tour: tour.has_moved,
            _needs_other_words,
        ),
        Step(
            _tr("started an event"),
            _tr(
                "Who did what to whom? Press {event.new} to start an event; its card opens at the"
                " right."
            ),
            lambda tour: tour.events > tour.before.events,
            lambda _tour: "",
        ),
        Step(
            _tr("accepted a suggestion"),
            _tr(
                "Press {suggestion.accept} to put the suggestion in focus into the slot shown under"
                " it."
            ),
            lambda tour: tour.marked > tour.before.marked,
            _needs_event_and_suggestion,
        ),
        Step(
            _tr("chose from a list"),
            _tr(
                "Every value has a list. Go to a row with {filler.next}, open its list with"
                " {filler.edit}, type a few words, and take a row with Enter."
            ),
            lambda tour: "list" in tour.seen,
            _needs_event,
        ),
        Step(
            _tr("took another candidate"),
            _tr(
                "A suggestion can have several codes, each with a digit under it. Press"
                " {suggestion.candidate_2} to take the second one."
            ),
            lambda tour: "candidate" in tour.seen,
            _needs_candidates,
        ),
        Step(
            _tr("filled another slot"),
            _tr(
                "The letter at the left of a row puts the suggestion, or words you selected, into"
                " that very slot. Fill one that is still empty."
            ),
            lambda tour: tour.filled > tour.before.filled,
            _needs_event,
        ),
        Step(
            _tr("took the date"),
            _tr(
                "When was it? Press {filler.reported} to take the publication date as the reported"
                " date."
            ),
            _date_taken,
            _needs_event_and_day,
        ),
        Step(
            _tr("took a step back"),
            _tr(
                "Press {edit.undo}: any step can be taken back, also tomorrow, and in other"
                " articles."
            ),
            lambda tour: "undo" in tour.seen,
            _needs_edit,
        ),
        Step(
            _tr("finished the article"),
            _tr(
                "Press {article.done}: this article is done, and the next one opens. Where there is"
                " nothing to code, {article.nothing} and a digit say why."
            ),
            lambda tour: "finished" in tour.seen,
            _needs_events,
        ),
        Step(
            _tr("looked at the keys"),
            _tr(
                "Press {help.keys} to see all keys: {point.suggestions} jumps to a suggestion by a"
                " letter, {event.next_suggested} shows events suggested whole. {help.manual} opens"
                " the manual."
            ),
            lambda tour: "keys" in tour.seen,
            lambda _tour: "",
        ),
    )


def ending() -> str:
    """What is said behind the last step."""
    return _tr(
        "That is the whole way of work. Go on trying things out here; Close leads back to where"
        " you were. {project.open} or {project.new} begins your own work."
    )


def _date_taken(tour: Tour) -> bool:
    event, slot = tour.session.active_event, date_slot(tour.session.schema)
    if event is None or slot is None or "changed" not in tour.seen:
        return False
    values = [filler.value for filler in event.in_slot(slot.name)]
    return any(isinstance(v, DateValue) and v.kind is DateKind.REPORTED for v in values)


# --- what a step needs first -------------------------------------------------------------------


def _needs_event(tour: Tour) -> str:
    none = tour.session.active_event is None
    return _tr("There is no event here yet: {event.new} starts one.") if none else ""


def _needs_suggestion(tour: Tour) -> str:
    if tour.page.article_pane.focused_suggestion is not None:
        return ""
    if not tour.session.suggestions:
        return _tr(
            "A moment: the suggestions are being prepared, some seconds the first time. Without"
            " spaCy there are none: skip this step."
        )
    return _tr("No suggestion has focus: {suggestion.next} goes to one.")


def _needs_other_words(tour: Tour) -> str:
    if tour.same_words:
        return _tr("The same words, read in another way: {suggestion.next} once more.")
    return _needs_suggestion(tour)


def _needs_event_and_suggestion(tour: Tour) -> str:
    return _needs_event(tour) or _needs_suggestion(tour)


def _needs_candidates(tour: Tour) -> str:
    needed = _needs_event_and_suggestion(tour)
    if not needed and len(tour.candidates) < 2:
        return _tr("This one has a single code: go on with {suggestion.next} to one with several.")
    return needed


def _needs_event_and_day(tour: Tour) -> str:
    article = tour.session.article
    if article is not None and article.published is None:
        return _tr("The publication date is not known: {article.details} sets it.")
    return _needs_event(tour)


def _needs_edit(tour: Tour) -> str:
    nothing = tour.session.undo_state().undo is None
    return _tr("There is nothing to take back: {event.new} starts an event.") if nothing else ""


def _needs_events(tour: Tour) -> str:
    none = not tour.events
    return _tr("No event is coded here: {article.nothing} is the way on.") if none else ""
