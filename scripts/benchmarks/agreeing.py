"""How far coders agree: a study of three coders, every figure with its interval."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.measuring import Budget, Row
from benchmarks.place import SCHEMA, Place

from annotator.agreement.reporting.comparison import Selection
from annotator.agreement.reporting.report import Report
from annotator.agreement.reporting.study import (
    Study,
    StudyArticle,
    StudyCoding,
    StudyEvent,
    StudyValue,
)
from annotator.domain import schema_file
from annotator.domain.events import CodingStatus
from annotator.domain.schema import Schema, Slot
from annotator.domain.values import CodeValue, DateValue, PlaceValue, TextValue, Value, ValueKind
from annotator.jobs.collecting import without_collecting
from annotator.resources import schema_path

CODERS = ("ann", "bob", "eva")
_PER_ARTICLE = 3  # events, about
_TEXT = 3_000  # characters
_SEEN, _SHIFTED, _CHANGED = 0.9, 0.3, 0.15  # shares of events, evidence and values


def agreement(place: Place) -> list[Row]:
    """All figures on all articles; bare: the resamples of as many columns, as one product."""
    articles = max(20, place.sizes.events // 40)
    study = _study(schema_file.load(schema_path(SCHEMA)), articles)
    events = sum(len(coding.events) for coding in study.codings)
    import numpy as np  # noqa: PLC0415 - after what says how many threads it may take

    begun = time.perf_counter()
    with without_collecting():
        whole = Report(study, Selection("main")).whole
        fields = whole.fields
        _ = whole.events, whole.text, whole.codes, whole.by_pair, whole.by_week
    ours = time.perf_counter() - begun
    begun = time.perf_counter()
    draws = np.random.default_rng(1).random((1000, articles))
    for _ in fields:
        draws @ np.ones((articles, 300))
    bare = time.perf_counter() - begun
    name = f"agreement, {articles:,} articles, {len(CODERS)} coders, {events:,} events, s"
    return [Row(name, ours, bare, Budget(value=10, unit="s"))]


def _study(schema: Schema, articles: int) -> Study:
    rng = random.Random(1)  # noqa: S311 - the same study in every run
    names = [f"article {number}" for number in range(articles)]
    return Study(
        schema,
        tuple(StudyArticle(name, name, _TEXT) for name in names),
        tuple(coding for name in names for coding in _codings(schema, name, rng)),
    )


def _codings(schema: Schema, article: str, rng: random.Random) -> Iterator[StudyCoding]:
    events = [_event(schema, rng) for _ in range(rng.randrange(2 * _PER_ARTICLE))]
    for coder in CODERS:
        seen = [_as_seen(schema, event, rng) for event in events if rng.random() < _SEEN]
        marked = {
            slot.mention_type: tuple(
                sorted({v.evidence for e in seen for v in e.values if v.slot == slot.name})
            )
            for slot in schema.slots
        }
        done = CodingStatus.DONE if seen else CodingStatus.NOTHING
        yield StudyCoding(article, coder, "main", done, events=tuple(seen), marked=marked)


def _event(schema: Schema, rng: random.Random) -> StudyEvent:
    start = rng.randrange(_TEXT - 300)
    values = tuple(
        StudyValue(slot.name, _value(schema, slot, rng), ((start + 20 * at, start + 20 * at + 9),))
        for at, slot in enumerate(slot for slot in schema.slots if slot.name in _told(schema))
    )
    evidence = next(v.evidence for v in values if v.slot == schema.code_slot)
    attributes = {a.name: (rng.choice(a.choices).value,) for a in schema.attributes if a.choices}
    return StudyEvent("", 0, values, attributes, evidence=evidence)


def _told(schema: Schema) -> set[str]:
    places = {slot.name for slot in schema.slots if slot.kind is ValueKind.PLACE}
    return {*schema.identifying, *places}


def _as_seen(schema: Schema, event: StudyEvent, rng: random.Random) -> StudyEvent:
    """The event as a coder records it: some values other ones, some evidence a little aside."""
    aside = rng.choice((2, 60)) if rng.random() < _SHIFTED else 0
    values = tuple(
        StudyValue(
            one.slot,
            _value(schema, schema.slot(one.slot), rng) if rng.random() < _CHANGED else one.value,
            tuple((start + aside, end + aside) for start, end in one.evidence),
        )
        for one in event.values
    )
    evidence = next(v.evidence for v in values if v.slot == schema.code_slot)
    return replace(event, uuid=str(rng.random()), values=values, evidence=evidence)


def _value(schema: Schema, slot: Slot, rng: random.Random) -> Value:
    match slot.kind:
        case ValueKind.CODE:
            return CodeValue(rng.choice(schema.code_list(slot.code_list).codes).code)
        case ValueKind.COMPOSED:
            lists = schema.composition(slot.composition).positions[0].lists
            return CodeValue(rng.choice(schema.code_list(lists[0]).codes).code)
        case ValueKind.DATE:
            return DateValue.day(dt.date(2024, 1, 1) + dt.timedelta(rng.randrange(300)))
        case ValueKind.PLACE:
            number = rng.randrange(60)
            return PlaceValue(f"P{number}", "MLI", "", float(number), 2.0, f"place:{number}")
        case ValueKind.TEXT:
            return TextValue(f"word {rng.randrange(50)}")
