"""Actors, actions and whole events, measured on coded sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from suggesting.gold import Actor, Event, Row, overlap, read, right

from annotator.domain.schema import Schema
from annotator.domain.suggestions import NewEvent, NewSuggestion
from annotator.domain.values import ValueKind
from annotator.nlp.reader import Reader
from annotator.nlp.whole_events import Roles

DEFINITIONS = {
    "actor_recall_overlap": "share of coded actors that a first-choice actor span touches",
    "actor_recall_exact": "share of coded actors whose span that overlaps most is exact",
    "actor_precision": "share of first-choice actor spans that touch a coded actor",
    "actor_country_top1": "share of coded actors whose first element is the first candidate's",
    "actor_code_top1": "share of coded actors whose code is the first candidate, cut to length",
    "actor_code_top3": "the same among the first three candidates",
    "action_code_top5": "share of coded actions whose code is among the first five candidates of"
    " the trigger that overlaps the coded action most",
    "action_root_top3": "share whose root is among the first three different roots there",
    "event_overlap": "share of events of which the first-ranked whole event touches every source"
    " and target (either way round in a reciprocal one; no target where none is coded) and has"
    " the root among the first three of its action",
    "event_exact": "share of events of which every field of the stored card is right: spans and"
    " codes of sources and targets, action code, reciprocity",
}
_ELEMENT = 3  # letters of the first element of an actor code


@dataclass(frozen=True)
class _Sheet:
    """What of a schema the figures are about."""

    schema: Schema
    actor: str  # mention type of the sides
    action: str
    roles: Roles

    @classmethod
    def of(cls, schema: Schema) -> _Sheet:
        roles = Roles(schema)
        source = roles.sides[0]
        assert source is not None
        assert source.kind is ValueKind.COMPOSED
        return cls(schema, source.mention_type, roles.action.mention_type, roles)


def measure(path: Path, reader: Reader) -> dict[str, float]:
    """The figures of DEFINITIONS over a file of the shape of the event gold."""
    assert reader.knowledge is not None
    sheet = _Sheet.of(reader.knowledge.schema)
    rows = read(path, reader)
    counts = Counter[str]()
    for row in rows:
        _count_actors(row, sheet, counts)
        for event in row.events:
            _count_action(row, event, sheet, counts)
            _count_event(row, event, sheet, counts)
    return _shares(counts)


def _shares(counts: Counter[str]) -> dict[str, float]:
    of = {"actor_precision": counts["shown"]}
    of |= {name: counts["events"] for name in DEFINITIONS if not name.startswith("actor")}
    return {
        name: round(counts[name] / total, 4) if total else float("nan")
        for name in DEFINITIONS
        for total in [of.get(name, counts["actors"])]
    }


def _count_actors(row: Row, sheet: _Sheet, counts: Counter[str]) -> None:
    shown = row.of_type(sheet.actor)
    golds = [actor for event in row.events for actor in event.actors]
    counts["shown"] += len(shown)
    spans = [(gold.start, gold.end) for gold in golds]
    counts["actor_precision"] += sum(bool(overlap(s.segments, spans)) for s in shown)
    for gold in golds:
        counts["actors"] += 1
        best = best_of(shown, [(gold.start, gold.end)])
        if best is None:
            continue
        values = [candidate.value for candidate in best.candidates]
        counts["actor_recall_overlap"] += 1
        counts["actor_recall_exact"] += _exact(best, gold)
        counts["actor_country_top1"] += any(right(v, gold.code, _ELEMENT) for v in values[:1])
        counts["actor_code_top1"] += any(right(v, gold.code) for v in values[:1])
        counts["actor_code_top3"] += any(right(v, gold.code) for v in values[:3])


def best_of(
    shown: Iterable[NewSuggestion], spans: Sequence[tuple[int, int]]
) -> NewSuggestion | None:
    """The suggestion that overlaps most, None where none does."""
    ranked = [(overlap(s.segments, spans), s) for s in shown]
    return max(ranked, key=lambda pair: pair[0])[1] if any(o for o, _ in ranked) else None


def _exact(found: NewSuggestion, gold: Actor) -> bool:
    return (found.segments[0].start, found.segments[-1].end) == (gold.start, gold.end)


def ranked_codes(row: Row, event: Event, action: str) -> list[str]:
    """The candidates of the trigger that overlaps the coded action most."""
    best = best_of(row.of_type(action), event.action)
    return [candidate.value for candidate in best.candidates] if best else []


def _count_action(row: Row, event: Event, sheet: _Sheet, counts: Counter[str]) -> None:
    codes = ranked_codes(row, event, sheet.action)
    counts["events"] += 1
    counts["action_code_top5"] += event.code in codes[:5]
    counts["action_root_top3"] += _root(event.code, sheet) in _roots(codes, sheet)[:3]


def _root(code: str, sheet: _Sheet) -> str:
    codes = sheet.schema.code_list(sheet.roles.action.code_list)
    while (entry := codes.get(code)) is not None and entry.parent:
        code = entry.parent
    return code


def _roots(codes: Iterable[str], sheet: _Sheet) -> list[str]:
    return list(dict.fromkeys(_root(code, sheet) for code in codes))


def _count_event(row: Row, event: Event, sheet: _Sheet, counts: Counter[str]) -> None:
    ranked = sorted(row.found.events, key=lambda found: -(found.confidence or 0.0))
    if not ranked:
        return
    first = ranked[0]
    sources, targets = (_sides(row, first, slot.name if slot else "") for slot in sheet.roles.sides)
    touched = _touched(event, sources, targets)
    codes = _action_codes(row, first, sheet)
    rooted = _root(event.code, sheet) in _roots(codes, sheet)[:3]
    counts["event_overlap"] += touched and rooted
    counts["event_exact"] += _all_right(event, first, sources, targets, sheet)


Side = list[tuple[NewSuggestion, str]]
"""The mentions on one side of a suggested event, each with the value it would store."""


def _sides(row: Row, event: NewEvent, slot: str) -> Side:
    return [(row.found.suggestions[f.mention], f.value) for f in event.fillers if f.slot == slot]


def _action_codes(row: Row, event: NewEvent, sheet: _Sheet) -> list[str]:
    found = [s for s, _ in _sides(row, event, sheet.roles.action.name)]
    return [candidate.value for s in found for candidate in s.candidates]


def _touched(event: Event, sources: Side, targets: Side) -> bool:
    if event.reciprocal:
        return _touches_all(event.actors, sources + targets)
    if not event.targets and targets:
        return False
    return _touches_all(event.sources, sources) and _touches_all(event.targets, targets)


def _touches_all(golds: Iterable[Actor], found: Side) -> bool:
    return all(
        any(overlap(s.segments, [(gold.start, gold.end)]) for s, _ in found) for gold in golds
    )


def _all_right(event: Event, first: NewEvent, sources: Side, targets: Side, sheet: _Sheet) -> bool:
    stored = next((f.value for f in first.fillers if f.slot == sheet.roles.action.name), "")
    if stored != event.code or first.reciprocal != event.reciprocal:
        return False
    if event.reciprocal:
        return _same(event.actors, sources + targets)
    return _same(event.sources, sources) and _same(event.targets, targets)


def _same(golds: Sequence[Actor], found: Side) -> bool:
    return len(golds) == len(found) and all(
        any(_exact(s, gold) and right(value, gold.code) for s, value in found) for gold in golds
    )
