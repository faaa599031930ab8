"""Small studies made in words, and projects made of studies by the program's own edits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from annotator import resources
from annotator.agreement.ranges import Ranges
from annotator.agreement.reporting.study import (
    Assigned,
    Study,
    StudyArticle,
    StudyCoding,
    StudyEvent,
    StudyValue,
)
from annotator.domain import schema_file
from annotator.domain.assigning import Given
from annotator.domain.events import CodingStatus, NewArticle, Segment
from annotator.domain.incoming import Incoming, Origin
from annotator.domain.schema import Schema
from annotator.domain.values import CodeValue, DateValue, PlaceValue, Value
from annotator.storage import ops, people
from annotator.storage.assigning import Assignment, assign
from annotator.storage.imports import add_articles
from annotator.storage.project import create, open_project
from annotator.storage.unaided import draw

SCHEMA = schema_file.load(resources.schema_path("cameo"))
WORDS = "abcdefghij " * 40  # a text in which every offset is that of some letter


def _text(name: str) -> str:
    return f"About {name}\n\n{WORDS.strip()}"


def made(
    codings: Iterable[StudyCoding],
    *,
    schema: Schema = SCHEMA,
    assigned: Iterable[tuple[str, str, str]] = (),
    rounds: dict[str, str] | None = None,
    articles: Iterable[str] = (),
) -> Study:
    """A study of some codings, and of assignments beyond them."""
    kept = tuple(codings)
    given = {Assigned(c.article, c.coder, c.round) for c in kept}
    given |= {Assigned(*one) for one in assigned}
    names = sorted({*articles, *(one.article for one in given)})
    return Study(
        schema,
        tuple(StudyArticle(name, f"About {name}", len(_text(name))) for name in names),
        kept,
        frozenset(given),
        rounds or {one.round: "main" for one in given},
        "a study",
    )


def coding(article: str, coder: str, *events: StudyEvent, **more: object) -> StudyCoding:
    """A finished coding; what is marked is the evidence of its values."""
    done = CodingStatus.DONE if events else CodingStatus.NOTHING
    facts: dict[str, object] = {"round": "main", "status": done, "finished": "2026-03-02", **more}
    marked: dict[str, set[Ranges]] = {}
    for event in events:
        for value in event.values:
            if value.evidence:
                kind = SCHEMA.slot(value.slot).mention_type
                marked.setdefault(kind, set()).add(value.evidence)
    by_type = {kind: tuple(sorted(found)) for kind, found in sorted(marked.items())}
    return StudyCoding(article, coder, events=events, marked=by_type, **facts)  # type: ignore[arg-type]


def event(
    at: int | None = None,
    *,
    who: str | None = "USA",
    what: str | None = "190",
    whom: str | None = "SYR",
    when: str | None = "2024-03-01",
    where: str | None = None,
    key: str = "",
    suggestion: str = "",
    reciprocal: bool = False,
    **attributes: str,
) -> StudyEvent:
    """An event in short; ``at`` is where its action stands, several actors are parted by blanks."""
    evidence: Ranges = () if at is None else ((at, at + 10),)
    values: list[StudyValue] = []

    def put(slot: str, value: Value, marks: Ranges = ()) -> None:
        values.append(StudyValue(slot, value, marks, suggestion if marks else ""))

    for slot, codes in (("source", who), ("target", whom)):
        for code in (codes or "").split():
            put(slot, CodeValue(code))
    if what is not None:
        put("action", CodeValue(what), evidence)
    if when is not None:
        put("date", _date(when))
    if where is not None:
        put("location", PlaceValue(where, where[:3].upper(), "", 10.0, float(len(where)), where))
    more = f"{when}-{where}-{suggestion}-{reciprocal}"  # as identities are never alike
    name = key or f"{at}-{who}-{what}-{whom}/{more}"
    if (
        what is None and at is not None and values
    ):  # no action to mark: the words stand for the first value
        evidence = ((at, at + 10),)
        values[0] = replace(values[0], evidence=evidence)
    given = {name: (value,) for name, value in attributes.items()}
    return StudyEvent(name, 0, tuple(values), given, reciprocal, evidence)


def _date(when: str) -> DateValue:
    if when == "unresolved":
        return DateValue.unresolved("then")
    start, _, end = when.partition("/")
    return DateValue(dt.date.fromisoformat(start), dt.date.fromisoformat(end or start))


def project_of(study: Study, path: Path) -> Path:
    """A project in which real edits have made the codings of a study."""
    create(path, schema=schema_file.to_text(study.schema, compact=True), title="Two coders")
    with open_project(path) as project:
        names = [article.uuid for article in study.articles]
        texts = [NewArticle(_text(name), f"About {name}") for name in names]
        add_articles(project, [Incoming(text, Origin("test", 1)) for text in texts])
        ids = {
            title.removeprefix("About "): number
            for number, title in project.connection.execute("SELECT id, title FROM article")
        }
        for name, kind in study.rounds.items():
            people.find_or_add_round(project, name, kind=kind)
        for one in study.codings:
            if not one.unaided:
                _code(project, one, ids[one.article])
        for one in study.codings:
            if one.unaided:  # drawn now, as nobody has begun it
                draw(project, people.find_round(project.connection, one.round), share=1, seed=1)
                _code(project, one, ids[one.article])
    return path


def give(path: Path, articles: Iterable[str], coders: Iterable[str]) -> None:
    """Give coders every one of these articles of a project, by the program's own edit."""
    with open_project(path) as project:
        desk = people.sit_down(project, "pi")
        main = people.find_or_add_round(project, "main")
        rows = project.connection.execute("SELECT title, uuid FROM article").fetchall()
        identities = {title.removeprefix("About "): uuid for title, uuid in rows}
        given = tuple(
            Given(identities[article], people.sit_down(project, coder).coder.uuid)
            for article in articles
            for coder in coders
        )
        assign(project, desk, main, Assignment((), (), 0, given))


def _code(project, one: StudyCoding, article: int) -> None:
    desk = people.sit_down(project, one.coder, round_name=one.round)
    for found in one.events:
        new = ops.create_event(project, desk, article).event_id
        for value in found.values:
            marks = tuple(Segment(*part) for part in value.evidence)
            ops.fill_slot(project, desk, new, value.slot, value=value.value, segments=marks)
        for entry in SCHEMA.attributes:  # also those that have a default
            ops.set_attribute(project, desk, new, entry.name, found.attributes.get(entry.name, ()))
        if found.reciprocal:
            ops.set_reciprocal(project, desk, new, True)
    if one.is_finished:
        ops.finish_coding(project, desk, article, status=one.status)


TWO = [
    coding("a1", "ann", event(20), event(60, what="193", who="RUSMIL", where="Aleppo")),
    coding("a1", "bob", event(22), event(60, what="195", who="RUS", where="Aleppo")),
    coding("a2", "ann", event(20, what="042", whom="TUR", status="announced")),
    coding("a2", "bob", event(100, what="042", whom="TUR", status="occurred")),
    coding("a3", "ann"),
    coding("a3", "bob", event(30, when="2024-03-04")),
    coding("a4", "ann"),
    coding("a4", "bob"),
    coding("a5", "ann", event(50, what="112", when="2024-03-01")),
    coding("a5", "bob", event(52, what="112", when="unresolved")),
    coding("a6", "ann", event(50, what="190", when="2024-03-01/2024-03-05")),
    coding("a6", "bob", event(50, what="190", when="2024-03-02/2024-03-05")),
]
"""Two coders, six articles: what is worked out by hand in the tests."""
