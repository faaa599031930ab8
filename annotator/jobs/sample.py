"""The sample project: articles of our own, two of them coded through the same ops as by a coder."""

from __future__ import annotations

import datetime as dt
import json
from itertools import count
from pathlib import Path
from typing import Any

from annotator.domain.events import CodingStatus, Desk, Segment, Segments
from annotator.domain.values import CodeValue, DateValue, PlaceValue, Value
from annotator.jobs.importing import import_paths
from annotator.resources import resource, schema_path
from annotator.storage import imports, journal, ops, people, reads
from annotator.storage.project import Project, create, open_project

TITLE = "Sample project"
TOUR_TITLE = "Two-minute tour"
CODER = "demo"
SCHEMA = "cameo"
CODED_AT = dt.datetime(2024, 4, 15, 9, 0, tzinfo=dt.UTC)  # after its latest article
A_CODING = dt.timedelta(minutes=10)


def sample_path() -> Path:
    """Where the window keeps the sample project, made when it is not there yet."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed to start

    path = user_data_path("annotator", appauthor=False) / "sample" / "sample.db"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        make_sample(path)
    return path


def make_tour() -> Path:
    """Make a fresh copy of the sample beside it, under a name of its own; what is there stays."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed to start

    folder = user_data_path("annotator", appauthor=False) / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    number = next(n for n in count(1) if not (folder / f"tour-{n}.db").exists())
    path = folder / f"tour-{number}.db"
    make_sample(path, title=TOUR_TITLE)
    return path


def make_sample(path: Path, *, title: str = TITLE) -> None:
    """Make the sample project at ``path``, which must not exist yet."""
    from annotator.domain import schema_file  # noqa: PLC0415 - pydantic is slow to load

    create(path, schema=schema_file.canonical(schema_path(SCHEMA)), title=title)
    with open_project(path) as project:
        import_paths(project, [resource("sample")])
        codings = json.loads(resource("sample", "codings.json").read_text(encoding="utf-8"))
        files = imports.imported_files(project.connection)
        ids = {Path(name).name: article_id for article_id, name in files}
        with journal.dated(CODED_AT):  # so that none of it counts as the coder's own of today
            desk = people.sit_down(project, CODER)
        for number, coding in enumerate(codings, start=1):
            with journal.dated(CODED_AT + number * A_CODING):
                code_article(project, desk, ids[coding["article"]], coding)


def code_article(project: Project, desk: Desk, article_id: int, coding: dict[str, Any]) -> None:
    """Code one article as written down: events with fillers by quote, then its status."""
    text = reads.article(project.connection, article_id).text
    for event in coding.get("events", ()):
        event_id = ops.create_event(project, desk, article_id).event_id
        assert event_id is not None
        for filler in event["fillers"]:
            _fill(project, desk, event_id, text, filler)
        if event.get("reciprocal"):
            ops.set_reciprocal(project, desk, event_id, True)
        for name, value in event.get("attributes", {}).items():
            ops.set_attribute(project, desk, event_id, name, (value,))
    status = CodingStatus(coding["status"])
    ops.finish_coding(project, desk, article_id, status=status, reason=coding.get("reason", ""))


def _fill(project: Project, desk: Desk, event_id: int, text: str, filler: dict[str, Any]) -> None:
    first, *others = [find_quote(text, *quote) for quote in filler["quotes"]] or [()]
    value = read_value(filler.get("value"))
    changes = ops.fill_slot(project, desk, event_id, filler["slot"], value=value, segments=first)
    for segments in others:
        assert changes.filler_id is not None
        ops.add_evidence(project, desk, changes.filler_id, segments=segments)


def find_quote(text: str, quote: str, occurrence: int = 1) -> Segments:
    """Where a quote stands, counted from 1.

    Raises:
        ValueError: when the text does not hold it that often.
    """
    start = -1
    for _ in range(occurrence):
        start = text.index(quote, start + 1)
    return (Segment(start, start + len(quote)),)


def read_value(data: dict[str, Any] | None) -> Value | None:
    """A value as the sample's file writes it."""
    match data:
        case None:
            return None
        case {"code": str(code)}:
            return CodeValue(code)
        case {"date": str(day)}:
            return DateValue.day(dt.date.fromisoformat(day))
        case {"date": [str(start), str(end)]}:
            return DateValue(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
        case {"unresolved": str(words)}:
            return DateValue.unresolved(words)
        case {"place": dict(place)}:
            return PlaceValue(**place)
        case _:
            raise ValueError(f"not a value: {data}")
