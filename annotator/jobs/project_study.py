"""What is coded in a project, as a report on agreement takes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from annotator.agreement.ranges import Ranges, joined
from annotator.agreement.reporting.study import (
    Assigned,
    Study,
    StudyArticle,
    StudyCoding,
    StudyEvent,
    StudyValue,
)
from annotator.domain.dataset import PARTED, AttributeRow, Batch, CodingRow, EventRow, FillerRow
from annotator.domain.events import CodingStatus
from annotator.domain.schema import Schema
from annotator.domain.values import (
    Bound,
    CodeValue,
    DateKind,
    DateValue,
    PlaceValue,
    Provenance,
    TextValue,
    Value,
)
from annotator.storage.dataset import StoredDataset, open_dataset


def study_of_project(
    project: Path, *, twice: bool = False, cancelled: Callable[[], bool] = lambda: False
) -> Study:
    """Read what agreement is computed from, as it is at this moment, while work on it goes on.

    ``twice``: only finished codings of articles that somebody else finished in the same round.
    Codings under an earlier version of the codebook are read by the one in force, which knows all
    that earlier ones knew.

    Raises:
        CancelledError: ``cancelled`` said so.
        ProjectError: the project cannot be read.
    """
    with open_dataset(project, cancelled=cancelled) as dataset:
        return Study(
            schema=dataset.facts.codebook.schema,
            articles=tuple(
                StudyArticle(article.uuid, article.title, article.characters)
                for chunk in dataset.articles(unfinished=True)
                for article in chunk
            ),
            codings=tuple(_codings(dataset, twice=twice)),
            assigned=frozenset(
                Assigned(row.article_uuid, row.coder, row.round)
                for chunk in dataset.assignments()
                for row in chunk
                if row.given
            ),
            rounds=dataset.rounds(),
            origin=dataset.facts.title,
        )


def _codings(dataset: StoredDataset, *, twice: bool) -> Iterator[StudyCoding]:
    facts = dataset.facts
    for batch in dataset.batches(unfinished=not twice, mentions=True, twice=twice):
        reader = _Reader(facts.codebook.schema, facts.pipelines, batch)
        for coding in batch.codings:
            yield reader.coding(coding, facts.codebooks[coding.codebook_id].version)


class _Reader:
    """Reads the codings of a batch."""

    def __init__(self, schema: Schema, pipelines: Mapping[int, str], batch: Batch) -> None:
        self._schema = schema
        self._pipelines = pipelines
        self._batch = batch

    def coding(self, coding: CodingRow, version: int) -> StudyCoding:
        """One coding with all that is in it."""
        events = self._batch.events.get(coding.id, ())
        return StudyCoding(
            article=coding.article_uuid,
            coder=coding.coder,
            round=coding.round,
            status=CodingStatus(coding.status),
            codebook=version,
            unaided=bool(coding.unaided),
            finished=(coding.finished_at or "")[:10],
            events=tuple(map(self._event, events)),
            marked=self._marked(events),
        )

    def _event(self, event: EventRow) -> StudyEvent:
        values = [*map(self._value, _fillers(self._batch.fillers.get(event.id, ())))]
        return StudyEvent(
            uuid=event.uuid,
            position=event.position,
            values=tuple(values),
            attributes=attributes_of(self._batch.attributes.get(event.id, ())),
            reciprocal=bool(event.reciprocal),
            evidence=evidence_of(values, self._schema.code_slot),
        )

    def _value(self, rows: Sequence[FillerRow]) -> StudyValue:
        filler = rows[0]
        suggestion = ""
        if filler.provenance == Provenance.ACCEPTED:
            first = segments_of([row for row in rows if row.mention_id == filler.mention_id])
            pipeline = self._pipelines.get(filler.pipeline_id or 0, "")
            suggestion = suggestion_key(filler.provenance, pipeline, first)
        return StudyValue(filler.slot, value_of(filler), segments_of(rows), suggestion)

    def _marked(self, events: Sequence[EventRow]) -> dict[str, tuple[Ranges, ...]]:
        mentions: dict[int, list[FillerRow]] = {}
        for event in events:
            for rows in _fillers(self._batch.fillers.get(event.id, ())):
                for mention, segments in groupby(rows, key=attrgetter("mention_id")):
                    if mention is not None:
                        mentions[mention] = list(segments)
        types = self._batch.mentions
        return by_type((types[m].type, segments_of(rows)) for m, rows in mentions.items())


def _fillers(rows: Sequence[FillerRow]) -> list[list[FillerRow]]:
    if len({row.id for row in rows}) == len(rows):
        return [[row] for row in rows]
    return [list(one) for _, one in groupby(rows, key=attrgetter("id"))]


def segments_of(rows: Sequence[FillerRow]) -> Ranges:
    """The characters that some rows of mentions hold."""
    if len(rows) == 1:  # as nearly always, and there are a million of them
        start, end = rows[0].start, rows[0].end
        return () if start is None or end is None else ((start, end),)
    return joined(
        (row.start, row.end) for row in rows if row.start is not None and row.end is not None
    )


def suggestion_key(provenance: str, pipeline: str, first: Ranges) -> str:
    """What tells the suggestion apart that a value was taken from as it stood; empty without one.

    Two coders accepted the same suggestion where the same pipeline offered the same characters.
    """
    if provenance != Provenance.ACCEPTED or not first:
        return ""
    return f"{pipeline} {first}"


def attributes_of(rows: Sequence[AttributeRow]) -> dict[str, tuple[str, ...]]:
    """The values of each attribute that was given."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row.value:
            found[row.name] = (*found.get(row.name, ()), row.value)
    return found


def evidence_of(values: Sequence[StudyValue], code_slot: str) -> Ranges:
    """The characters of all mentions of the action; if it has none, of all values."""
    action = [r for value in values if value.slot == code_slot for r in value.evidence]
    if len(action) == 1:
        return tuple(action)
    return joined(action or [r for value in values for r in value.evidence])


def by_type(mentions: Iterator[tuple[str, Ranges]]) -> dict[str, tuple[Ranges, ...]]:
    """Mentions by their types, in the order of the text, each stretch once."""
    found: dict[str, set[Ranges]] = {}
    for name, segments in mentions:
        if segments:
            found.setdefault(name, set()).add(segments)
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def value_of(filler: FillerRow) -> Value | None:
    """The value of a filler; None while it is not coded."""
    if filler.value is None or filler.kind is None:
        return None
    match filler.kind:
        case "code":
            return CodeValue(filler.value)
        case "text":
            return TextValue(filler.value)
        case "date":
            return _date(filler.value)
        case _:
            return _place(filler)


def _date(written: str) -> DateValue:
    kind, start, start_state, end, end_state, _, words = written.split(PARTED, 6)
    bounds = Bound(start_state or "unknown"), Bound(end_state or "unknown")
    return DateValue(_day(start), _day(end), *bounds, DateKind(kind or "stated"), words)


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _place(filler: FillerRow) -> PlaceValue:
    name, country, admin1, gazetteer_id, _ = str(filler.value).split(PARTED, 4)
    return PlaceValue(name, country, admin1, filler.latitude, filler.longitude, gazetteer_id)
