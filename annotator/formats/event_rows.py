"""The rows of Events, Dyads and Mentions, merged in one pass over the coded data.

This is the path that a few hundred thousand events take: flat tuples of text, nothing kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from annotator.domain.dataset import (
    AssignmentRow,
    AttributeRow,
    Batch,
    CodingRow,
    EventRow,
    FillerRow,
    MentionRow,
    ProjectFacts,
)
from annotator.domain.schema import Schema
from annotator.domain.text import iter_sentence_starts, sentence_number
from annotator.domain.values import Provenance
from annotator.formats.attribute_columns import attribute_cells
from annotator.formats.columns import Layout
from annotator.formats.dyad_cells import Bound, DyadCells
from annotator.formats.slot_cells import Cells, Filled, SlotCells, number_text, quote_of

_DEFAULT = Provenance.DEFAULT.value
GAP = " … "


class EventRows:
    """Makes the rows of one project, batch by batch."""

    def __init__(self, facts: ProjectFacts, layout: Layout) -> None:
        self._layout = layout
        self._pipelines = facts.pipelines
        # nothing ever leaves a codebook, so the one in force knows what any version coded
        cells = [(e.slot.name, SlotCells(e, facts.codebook.schema)) for e in layout.slots]
        self._versions = {
            number: _Version(str(codebook.version), facts.codebook.schema, cells)
            for number, codebook in facts.codebooks.items()
        }
        self._reciprocal = any(c.schema.reciprocal for c in facts.codebooks.values())

    def events(self, batch: Batch) -> Iterator[Cells]:
        """One row for each event."""
        for coding, event, found in self._each(batch):
            version = self._versions[coding.codebook_id]
            blocks = [cells.of(found.bound.get(name, ())) for name, cells in version.slots]
            yield (*found.front, *found.article, *self._middle(event, blocks), *found.end)

    def dyads(self, batch: Batch) -> Iterator[Cells]:
        """One row for each directed dyad of each event."""
        for coding, event, found in self._each(batch):
            version = self._versions[coding.codebook_id]
            shared = {
                name: cells.of(found.bound.get(name, ()))
                for name, cells in version.slots
                if name not in version.dyads.slots
            }
            dyads = version.dyads.of(found.bound, reciprocal=bool(event.reciprocal))
            for number, dyad in enumerate(dyads, start=1):
                own = version.dyads.cells(dyad)
                blocks = [own.get(name) or shared[name] for name, _ in version.slots]
                numbers = (str(number), *dyad.flags)
                middle = self._middle(event, blocks)
                yield (*found.front, *numbers, *found.article, *middle, *found.end)

    def count_dyads(self, batch: Batch) -> int:
        """How many rows ``dyads`` makes of a batch."""
        total = 0
        for coding in batch.codings:
            version = self._versions[coding.codebook_id]
            for event in batch.events.get(coding.id, ()):
                bound = _by_slot(batch.fillers.get(event.id, ()))
                total += len(version.dyads.of(bound, reciprocal=bool(event.reciprocal)))
        return total

    def mentions(self, batch: Batch) -> Iterator[Cells]:
        """One row for each mention of each value."""
        for coding in batch.codings:
            version = self._versions[coding.codebook_id]
            ids = id_cells(coding)
            notes = _by_mention(batch, coding)
            text = _Sentences(batch.texts.get(coding.article_id, ""))
            for number, event in enumerate(batch.events.get(coding.id, ()), start=1):
                front = (*ids, event.uuid, str(number))
                bound = _by_slot(batch.fillers.get(event.id, ()))
                for name, cells in version.slots:
                    for at, filled in enumerate(bound.get(name, ()), start=1):
                        filler = filled[0]
                        value = (name, filler.uuid, str(at), cells.value(filler))
                        pipeline = self._pipelines.get(filler.pipeline_id or 0, "")
                        how = (filler.provenance, pipeline)
                        for mention in _parted(filled):
                            named = batch.mentions[mention[0].mention_id or 0]
                            rest = _mention_cells(named, mention, text, notes)
                            yield (*front, *value, *how, *rest)

    def _middle(self, event: EventRow, blocks: Sequence[Cells]) -> list[str]:
        middle = [str(event.reciprocal)] if self._reciprocal else []
        for block in blocks:
            middle += block
        return middle

    def _each(self, batch: Batch) -> Iterator[tuple[CodingRow, EventRow, _Found]]:
        for coding in batch.codings:
            events = batch.events.get(coding.id)
            if not events:
                continue
            version = self._versions[coding.codebook_id]
            ids, article = id_cells(coding), article_cells(coding)
            article = (*article, coding.url, coding.language)
            coding_end = (version.number, seconds_cell(coding))
            text = _Sentences(batch.texts.get(coding.article_id, ""))
            comments = _by_event(batch, coding)
            for number, event in enumerate(events, start=1):
                bound = _by_slot(batch.fillers.get(event.id, ()))
                attributes, defaults = self._attributes(batch.attributes.get(event.id, ()))
                if self._reciprocal and event.reciprocal_provenance == _DEFAULT:
                    defaults.append("reciprocal")
                end = (
                    *attributes,
                    "; ".join(defaults),
                    "; ".join([link.other for link in batch.links.get(event.id, ())]),
                    *version.evidence(bound, text),
                    comments.get(event.id, ""),
                    *coding_end,
                )
                yield coding, event, _Found((*ids, event.uuid, str(number)), article, bound, end)

    def _attributes(self, rows: Sequence[AttributeRow]) -> tuple[list[str], list[str]]:
        values: dict[str, list[str]] = {}
        defaults = []
        for _, name, value, provenance in rows:
            values.setdefault(name, []).append(value)
            if provenance == _DEFAULT and name not in defaults:
                defaults.append(name)
        return attribute_cells(self._layout.attributes, values), defaults


@dataclass(slots=True)
class _Found:
    """What Events and Dyads say of one event alike."""

    front: Cells
    article: Cells
    bound: Bound
    end: Cells


class _Version:
    """How events coded under one version of the codebook become cells."""

    def __init__(self, number: str, schema: Schema, slots: list[tuple[str, SlotCells]]) -> None:
        self.number = number
        self.slots = slots
        self.dyads = DyadCells(schema, dict(slots))
        self._code_slot = schema.code_slot

    def evidence(self, bound: Bound, text: _Sentences) -> Cells:
        """The cells: evidence start, end, segments, sentence, words."""
        found = _marked(bound.get(self._code_slot, ()))
        for fillers in () if found else bound.values():
            found |= _marked(fillers)
        if not found:
            return ("",) * 5
        merged = _merged(sorted(found))
        start = str(merged[0][0])
        words = GAP.join([text.text[first:last] for first, last in merged])
        return (start, str(merged[-1][1]), _segments(merged), text.number(merged[0][0]), words)


def _marked(fillers: Sequence[Filled]) -> set[tuple[int, int]]:
    """The segments of all mentions of some fillers."""
    return {
        (row.start, row.end)
        for filled in fillers
        for row in filled
        if row.start is not None and row.end is not None
    }


class _Sentences:
    """The sentences of one text, found as far as they are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        self._more = iter_sentence_starts(text)

    def number(self, offset: int) -> str:
        """Which sentence holds the character at an offset, from 1."""
        starts = self._starts
        while starts[-1] <= offset:
            starts.append(next(self._more, len(self.text) + 1))
        return str(sentence_number(starts, offset))


def _by_slot(rows: Sequence[FillerRow]) -> Bound:
    bound: Bound = {}
    last = None
    for row in rows:
        if row.id == last:
            bound[row.slot][-1].append(row)
            continue
        last = row.id
        if row.slot in bound:
            bound[row.slot].append([row])
        else:
            bound[row.slot] = [[row]]
    return bound


def _parted(filled: Filled) -> Iterator[Filled]:
    """The segments of a filler's mentions, mention by mention."""
    for mention_id, segments in groupby(filled, key=attrgetter("mention_id")):
        if mention_id is not None:
            yield list(segments)


def _mention_cells(
    named: MentionRow, mention: Filled, text: _Sentences, notes: dict[int, str]
) -> Cells:
    segments = [(row.start or 0, row.end or 0) for row in mention]
    start, end = segments[0][0], segments[-1][1]
    return (
        named.uuid,
        named.type,
        str(start),
        str(end),
        _segments(segments),
        quote_of(mention),
        text.number(start),
        notes.get(named.id, ""),
    )


def _merged(segments: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted segments with overlapping and touching ones joined."""
    merged = segments[:1]
    for start, end in segments[1:]:
        if start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _segments(segments: Sequence[tuple[int, int]]) -> str:
    return "; ".join([f"{start}-{end}" for start, end in segments])


def _by_event(batch: Batch, coding: CodingRow) -> dict[int, str]:
    found: dict[int, str] = {}
    for comment in batch.comments.get(coding.id, ()):
        if comment.event_id is not None and comment.mention_id is None:
            before = found.get(comment.event_id)
            found[comment.event_id] = f"{before}\n{comment.text}" if before else comment.text
    return found


def _by_mention(batch: Batch, coding: CodingRow) -> dict[int, str]:
    found: dict[int, str] = {}
    for comment in batch.comments.get(coding.id, ()):
        if comment.mention_id is not None:
            before = found.get(comment.mention_id)
            found[comment.mention_id] = f"{before}\n{comment.text}" if before else comment.text
    return found


def id_cells(coding: CodingRow) -> Cells:
    """The cells that every row about a coding begins with."""
    return (coding.article_uuid, coding.uuid, coding.coder, coding.round, coding.status)


def article_cells(row: CodingRow | AssignmentRow) -> Cells:
    """What every row about an article says of it."""
    return (row.external_id, row.title, row.source, row.published or "")


def seconds_cell(coding: CodingRow) -> str:
    """Seconds of active work, to a tenth."""
    return "" if coding.seconds is None else number_text(round(coding.seconds, 1))
