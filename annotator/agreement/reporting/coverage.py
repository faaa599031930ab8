"""Which articles count: what was given to whom, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.reporting.comparison import Comparison, coders_of
from annotator.agreement.reporting.study import Study
from annotator.domain.events import CodingStatus
from annotator.domain.language import tr


class State(StrEnum):
    """How far a coder is with an article of a round."""

    NOT_ASSIGNED = "not assigned"
    NOT_STARTED = "not started"
    NO_CODING = "no coding"  # where it is not known who was given what
    IN_PROGRESS = "in progress"
    NOTHING = "finished, nothing to code"
    FINISHED = "finished, with events"


@dataclass(frozen=True, slots=True)
class CoderStates:
    """Of one coder in one round, how many articles are in which state."""

    coder: str
    round: str
    articles: dict[State, int]


def states(study: Study, rounds: Iterable[str]) -> tuple[CoderStates, ...]:
    """For each coder of these rounds the number of articles in each state.

    What was given to her and begun tells four things apart: "not assigned", "not started",
    "finished, nothing to code" and "finished, with events". (What is left blank is counted field
    by field.) Where nobody says who was given what, an article without a coding is just that.
    """
    return tuple(
        CoderStates(coder, which, _states(study, coder, which))
        for which in rounds
        for coder in coders_of(study, which)
    )


def _states(study: Study, coder: str, which: str) -> dict[State, int]:
    found = {
        coding.article: _state(coding.status, events=bool(coding.events))
        for coding in study.codings
        if coding.coder == coder and coding.round == which
    }
    counts = Counter(found.values())
    untold = {State.NO_CODING}
    if study.assigned is None:
        counts[State.NO_CODING] = len(study.articles) - len(found)
        untold = {State.NOT_ASSIGNED, State.NOT_STARTED}
    else:
        given = {a.article for a in study.assigned if a.coder == coder and a.round == which}
        counts[State.NOT_STARTED] = len(given - found.keys())
        counts[State.NOT_ASSIGNED] = len(study.articles) - len(given | found.keys())
    return {state: counts[state] for state in State if state not in untold}


def _state(status: CodingStatus, *, events: bool) -> State:
    if status is CodingStatus.IN_PROGRESS:
        return State.IN_PROGRESS
    return State.FINISHED if events else State.NOTHING


def notes(study: Study, comparison: Comparison) -> tuple[str, ...]:
    """What a reader has to know: mixed codebook versions, and articles in which they differ."""
    versions = Counter(
        coding.codebook for entry in comparison.articles for coding in entry.codings.values()
    )
    mixed = sum(
        len({coding.codebook for coding in entry.codings.values()}) > 1
        for entry in comparison.articles
    )
    said = []
    if len(versions) > 1:
        listed = ", ".join(f"{version} ({number})" for version, number in sorted(versions.items()))
        told = tr("The codings are of several codebook versions: {listed}.")
        said.append(told.format(listed=listed))
    if mixed:
        told = tr("In {mixed} of {all} articles the codings compared are of different versions.")
        said.append(told.format(mixed=mixed, all=len(comparison.articles)))
    apart = sum(entry.unaided is None for entry in comparison.articles)
    if apart:
        told = tr(
            "In {apart} articles one coder had suggestions and another had none: they count in no"
            " part that is aided or unaided."
        )
        said.append(told.format(apart=apart))
    if study.assigned is None:
        said.append(
            tr(
                "Who was given which article is not known here, so “not assigned” and “not started”"
                " are one."
            )
        )
    return tuple(said)
