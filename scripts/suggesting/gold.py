"""The event gold: sentences with their coded events, and what the pipeline suggests on each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.domain.events import Segment
from annotator.domain.suggestions import Highlighted, NewSuggestion, Standing
from annotator.nlp.knowledge import Knowledge
from annotator.nlp.reader import Reader
from annotator.nlp.rules import Job, rules_of

GROUP = 16  # sentences read together
ANY = "*"  # stands in a gold code for what is not said


@dataclass(frozen=True)
class Actor:
    """A coded actor: where it stands and its code, "" where the gold leaves it open."""

    start: int
    end: int
    code: str


@dataclass(frozen=True)
class Event:
    """A coded event of the gold."""

    code: str
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    reciprocal: bool
    action: tuple[tuple[int, int], ...]
    locations: tuple[Actor, ...]

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Everybody coded, sources first."""
        return self.sources + self.targets


@dataclass(frozen=True)
class Row:
    """A sentence with its coded events and what is suggested on it."""

    text: str
    events: tuple[Event, ...]
    found: Highlighted

    def of_type(self, kind: str, *, first: bool = True) -> list[NewSuggestion]:
        """The suggestions of a mention type, only those in front unless told otherwise."""
        return [
            s
            for s in self.found.suggestions
            if s.type == kind and (not first or s.standing is Standing.FIRST)
        ]


def read(path: Path, reader: Reader) -> list[Row]:
    """Every sentence of a file shaped like the event gold, read from scratch.

    Raises:
        ValueError: a line is not of that shape; the sentence says which.
    """
    rows = _lines(path)
    jobs = [Job(number, row["text"]) for number, row in enumerate(rows)]
    found: dict[int, Highlighted] = {}
    for start in range(0, len(jobs), GROUP):
        for result in reader.read(jobs[start : start + GROUP]):
            if result.failure:
                raise ValueError(f"{path.name}, sentence {result.article_id + 1}: {result.failure}")
            found[result.article_id] = result
    return [
        Row(row["text"], tuple(map(_event, row["events"])), found[number])
        for number, row in enumerate(rows)
    ]


def reader_for(schema: str, pipeline: str = "") -> Reader:
    """A reader of a schema that comes with the program."""
    knowledge = Knowledge.of(schema)
    return Reader(pipeline, rules_of(knowledge.schema), knowledge)


def _lines(path: Path) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
                row["text"], row["events"]
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(
                    f"{path.name}, line {number}: not a line of event gold."
                ) from error
            rows.append(row)
    return rows


def _event(data: dict[str, Any]) -> Event:
    return Event(
        data["code"],
        _actors(data["source"]),
        _actors(data["target"]),
        bool(data.get("reciprocal")),
        tuple((start, end) for start, end in data["action"]["segments"]),
        _actors(data.get("location", ())),
    )


def _actors(listed: Iterable[dict[str, Any]]) -> tuple[Actor, ...]:
    return tuple(Actor(one["start"], one["end"], one.get("code", "")) for one in listed)


def overlap(segments: Sequence[Segment], spans: Iterable[tuple[int, int]]) -> int:
    """How many characters of some segments lie inside some spans."""
    return sum(
        max(0, min(s.end, end) - max(s.start, start)) for s in segments for start, end in spans
    )


def right(value: str, gold: str, length: int | None = None) -> bool:
    """Whether a suggested code is the gold one, cut to its length; stars count as any letter."""
    size = len(gold) if length is None else min(length, len(gold))
    cut = value[:size].ljust(size)
    return all(g in (ANY, v) for v, g in zip(cut, gold[:size], strict=True)) and bool(value)
