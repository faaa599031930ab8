"""Articles by number: the sample's own texts under numbered headlines, as many as are wanted."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from annotator.domain.events import Segment
from annotator.domain.incoming import Incoming
from annotator.domain.suggestions import Highlighted, NewEvent, NewSuggestion, Pipeline
from annotator.formats.readers import read_articles
from annotator.nlp.jobs import Crew
from annotator.nlp.rules import Job, Request
from annotator.resources import resource

_SHORTEST = 2_000  # characters of a body; shorter notices are left out
_DAY = "2025-04-10"


@dataclass(frozen=True)
class Body:
    """A text without its headline, and what the pipeline suggests in it."""

    text: str
    suggestions: tuple[NewSuggestion, ...] = ()
    events: tuple[NewEvent, ...] = ()


class Corpus:
    """The same article for the same number, in every run; number 0 is the very long one."""

    def __init__(self, request: Request, *, long: int) -> None:
        self._request = request
        self._long = long

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The sample's texts without headlines."""
        items = read_articles([resource("sample")])
        texts = [item.article.text for item in items if isinstance(item, Incoming)]
        return tuple(
            body for body in (t.partition("\n\n")[2] for t in texts) if len(body) >= _SHORTEST
        )

    @cached_property
    def highlighted(self) -> tuple[Pipeline, tuple[Body, ...]]:
        """The bodies with the suggestions of the best pipeline installed."""
        jobs = [Job(at, body) for at, body in enumerate(self.bodies)]
        with Crew(self._request) as crew:
            who = crew.wait_ready()
            found = {result.article_id: result for result in crew.highlight(jobs)}
        return who, tuple(
            Body(body, found[at].suggestions, found[at].events)
            for at, body in enumerate(self.bodies)
        )

    def title(self, number: int) -> str:
        """The headline."""
        return f"Report {number:,} from the field" if number else "The long report"

    def _parts(self, number: int) -> Iterator[int]:
        """Which bodies an article consists of."""
        if number:
            yield number % len(self.bodies)
            return
        length = at = 0
        while length < self._long:
            yield at % len(self.bodies)
            length += len(self.bodies[at % len(self.bodies)]) + 1
            at += 1

    def body(self, number: int) -> str:
        """The text without its headline."""
        return "\n".join(self.bodies[at] for at in self._parts(number))

    def text(self, number: int) -> str:
        """The whole text as a project keeps it."""
        return f"{self.title(number)}\n\n{self.body(number)}"

    def suggestions(self, article_id: int, number: int) -> Highlighted:
        """What the pipeline suggests in an article, made from what it suggests in its parts."""
        _, bodies = self.highlighted
        found: list[NewSuggestion] = []
        events: list[NewEvent] = []
        start = len(self.title(number)) + 2
        for at in self._parts(number):
            events += [_event_moved(e, start, len(found)) for e in bodies[at].events]
            found += [_moved(suggestion, start) for suggestion in bodies[at].suggestions]
            start += len(bodies[at].text) + 1
        return Highlighted(article_id, tuple(found), events=tuple(events))

    def write_csv(self, path: Path, numbers: Iterable[int]) -> Path:
        """Write articles into a file as people have them."""
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("id", "title", "text", "date", "source"))
            for number in numbers:
                rows.writerow((f"r{number}", self.title(number), self.body(number), _DAY, "Bench"))
        return path


def _event_moved(event: NewEvent, by: int, mentions: int) -> NewEvent:
    segments = tuple(Segment(s.start + by, s.end + by) for s in event.segments)
    fillers = tuple(replace(f, mention=f.mention + mentions) for f in event.fillers)
    return replace(event, segments=segments, fillers=fillers, repeats=None)


def _moved(suggestion: NewSuggestion, by: int) -> NewSuggestion:
    segments = tuple(Segment(s.start + by, s.end + by) for s in suggestion.segments)
    return replace(suggestion, segments=segments)
