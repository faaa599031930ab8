"""Pages beside the window: adjudication by keys, and edits while agreement or a merge reads."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.children import Window, bare_window, our_window
from benchmarks.measuring import Budget, Row, in_turns
from benchmarks.place import CODER, Place

from annotator.domain.events import CodingStatus, Segment
from annotator.domain.values import CodeValue
from annotator.storage import ops, people, reads
from annotator.storage.project import open_project

_MERGED = 1_000  # codings of the packet that is looked into, at most
_ALONE = 60  # edits while nothing else is done
_LEADER = "pi"
_VALUES = (("source", "MLIMIL"), ("action", "190"), ("target", "MLIREB"))


def adjudication(place: Place) -> list[Row]:
    """From the key that takes a coder's event to the painted table; bare: rows and a text."""
    project = _coded_twice(place, "doubly.db", min(400, place.sizes.events))
    with our_window(project, _LEADER) as window, bare_window(place.text_file(1)) as bare:
        found = in_turns(
            lambda: window.ask("take_left"),
            lambda: bare.ask("edit", place.folder / "rows.sqlite"),
            samples=place.sizes.samples,
            warm=2,
        )
    return [Row("taking an event, key to painted, ms", *found, Budget(value=8, unit="ms"))]


def during_an_agreement_run(place: Place) -> list[Row]:
    """Edits by keys while agreement on all events is computed; bare: while nothing else runs."""
    project = _coded_twice(place, "twice.db", place.sizes.events)
    with our_window(project, CODER) as window:
        return _rows(window, "agreeing", f"an agreement run reads {place.sizes.events:,} events")


def during_a_merge_preview(place: Place) -> list[Row]:
    """The same while a packet is looked into by merging it into a copy."""
    articles = min(_MERGED, place.sizes.events // 10)
    project = place.with_articles(place.new("home.db"), articles)
    packet = place.copy(project, "packet.db")
    _code(packet)
    with our_window(project, CODER) as window:
        return _rows(window, "merging", f"a merge preview reads {articles:,} codings", packet)


def _rows(window: Window, command: str, doing: str, argument: object = "") -> list[Row]:
    window.ask("ready")
    slowest = window.ask(command, argument)
    made, refused = window.ask("made"), window.ask("refused")
    alone = window.ask("alone", _ALONE)
    return [
        Row(f"slowest edit while {doing}, ms", slowest, alone, Budget(value=50, unit="ms")),
        Row(f"edits refused while {doing}, of", refused, made, Budget(value=0)),
    ]


def _coded_twice(place: Place, name: str, events: int) -> Path:
    """A project in which every article has the codings of two coders."""
    path = place.with_events(name, events)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO coder (id, uuid, name, created_at)"
            " SELECT 2, 'b' || substr(uuid, 2), 'other', created_at FROM coder WHERE id = 1"
        )
        connection.execute(
            "UPDATE coding SET coder_id = 2, article_id = article_id - 1 WHERE article_id % 2 = 0"
        )
    return path


def _code(path: Path) -> None:
    """Code an event with two values in every article, as fast as the disk need not follow."""
    with open_project(path) as project:
        project.connection.execute("PRAGMA synchronous = OFF")
        desk = people.sit_down(project, "other")
        for article in list(reads.queue_ids(project.connection, desk)):
            event = ops.create_event(project, desk, article).event_id
            assert event is not None
            for at, (slot, code) in enumerate(_VALUES):
                words = (Segment(10 * at, 10 * at + 5),)
                ops.fill_slot(project, desk, event, slot, value=CodeValue(code), segments=words)
            ops.finish_coding(project, desk, article, status=CodingStatus.DONE)
