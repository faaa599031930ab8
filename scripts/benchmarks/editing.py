"""Edits without a window: how soon they are durable, and whether a long read holds them up."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.measuring import Budget, Row, in_turns, milliseconds
from benchmarks.place import CODER, Place, connect_bare

from annotator.domain.errors import KnownError
from annotator.domain.events import Desk, Segment
from annotator.domain.schema import Slot
from annotator.jobs.exporting import ExportOptions, export_project
from annotator.storage import ops, people
from annotator.storage.project import Project, open_project

_TABLES = ("mention", "mention_segment", "filler", "filler_code", "evidence", "edit", "edit_row")
_PAUSE = 0.02  # seconds between two edits


class Editor:
    """One coder who puts one stretch after the other into a slot."""

    def __init__(self, project: Project, article_id: int) -> None:
        self.project = project
        self.desk: Desk = people.sit_down(project, CODER)
        self.slot: Slot = next(slot for slot in project.schema.slots if slot.several)
        self.article_id = article_id
        self._at = 0
        self._event: int | None = None

    def new_event(self) -> None:
        """Go on in a new event."""
        self._event = ops.create_event(self.project, self.desk, self.article_id).event_id

    def fill(self) -> object:
        """One edit: a further value with its evidence."""
        assert self._event is not None
        self._at += 1
        where = (Segment(self._at, self._at + 5),)
        return ops.fill_slot(self.project, self.desk, self._event, self.slot.name, segments=where)

    def timed(self) -> float:
        """Milliseconds of one edit; every tenth goes into a new event, so that none grows."""
        if self._at % 10 == 0:
            self.new_event()
        return milliseconds(self.fill)


class Repeater:
    """Writes the rows of each edit once more, into a copy, by plain SQLite."""

    def __init__(self, project: Project, copy: sqlite3.Connection) -> None:
        self._source = project.connection
        self._copy = copy
        self._keys = {name: "edit_id" if name == "edit_row" else "id" for name in _TABLES}

    def known(self) -> dict[str, int]:
        """The last row of each table."""
        query = "SELECT coalesce(max({}), 0) FROM {}"
        return {
            name: self._source.execute(query.format(key, name)).fetchone()[0]
            for name, key in self._keys.items()
        }

    def repeat(self, since: dict[str, int]) -> float:
        """Milliseconds for the rows that have come since, in one durable transaction."""
        rows = {
            name: self._source.execute(
                f"SELECT * FROM {name} WHERE {self._keys[name]} > ?", (last,)
            ).fetchall()
            for name, last in since.items()
        }
        return milliseconds(lambda: self._insert(rows))

    def _insert(self, rows: dict[str, list[tuple[object, ...]]]) -> None:
        self._copy.execute("BEGIN IMMEDIATE")
        for name, some in rows.items():
            if some:
                marks = ", ".join("?" * len(some[0]))
                self._copy.executemany(f"INSERT INTO {name} VALUES ({marks})", some)
        self._copy.execute("COMMIT")


def durable(place: Place) -> list[Row]:
    """One edit by our op; bare: its very rows, the journal's too, by plain SQLite."""
    with open_project(place.few) as project:
        editor = Editor(project, 3)
        editor.new_event()
        editor.fill()
    copy = place.copy(place.few, "again.db")
    with open_project(place.few) as project, connect_bare(copy) as connection:
        editor, repeater = Editor(project, 3), Repeater(project, connection)
        since: dict[str, int] = {}

        def ours() -> float:
            if editor._at % 10 == 0:  # noqa: SLF001 - its event has to be in both files
                _both(project, editor, connection)
            since.update(repeater.known())
            return milliseconds(editor.fill)

        found = in_turns(
            ours, lambda: repeater.repeat(since), samples=5 * place.sizes.samples, warm=3
        )
    copy.unlink()
    return [Row("one edit, durable, ms", *found, Budget(2))]


def _both(project: Project, editor: Editor, copy: sqlite3.Connection) -> None:
    """A new event in the project and, row for row, in its copy."""
    tables = ("coding", "event", "event_attribute", "edit", "edit_row")
    query = "SELECT coalesce(max({}), 0) FROM {}"
    keys = {name: "edit_id" if name == "edit_row" else "id" for name in tables}
    last = {name: copy.execute(query.format(key, name)).fetchone()[0] for name, key in keys.items()}
    editor.new_event()
    for name, key in keys.items():
        rows = project.connection.execute(
            f"SELECT * FROM {name} WHERE {key} > ?", (last[name],)
        ).fetchall()
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            copy.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)


def many_articles(place: Place) -> list[Row]:
    """One edit with very many articles in the project; bare: with few."""
    with ExitStack() as stack:
        many, few = (
            Editor(stack.enter_context(open_project(path)), 4) for path in (place.many, place.few)
        )
        found = in_turns(many.timed, few.timed, samples=5 * place.sizes.samples, warm=3)
    sizes = f"{place.sizes.many:,} articles to {place.sizes.few:,}"
    return [Row(f"one edit, durable, {sizes}, ms", *found, Budget(1.2))]


def during_an_export(place: Place) -> list[Row]:
    """Edits while a thread exports all events; bare: the same edits while nothing else runs."""
    with open_project(place.coded) as project:
        editor = Editor(project, 1)
        editor.timed()
        with _exporting(place.coded, place.folder / "during.csv") as running:
            slowest, made, refused = _edit_while(editor, running)
        alone = max(_paced(editor) for _ in range(min(made, 200)))
    events = f"an export reads {place.sizes.events:,} events"
    return [
        Row(f"slowest edit while {events}, ms", slowest, alone, Budget(value=50, unit="ms")),
        Row(f"edits refused while {events}, of", refused, made, Budget(value=0)),
    ]


@contextmanager
def _exporting(project: Path, target: Path) -> Iterator[threading.Thread]:
    failed: list[BaseException] = []

    def run() -> None:
        try:
            export_project(project, target, ExportOptions())
        except BaseException as error:  # noqa: BLE001 - raised below, where it is read
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield thread
    finally:
        thread.join()
        target.unlink(missing_ok=True)
    if failed:
        raise failed[0]


def _edit_while(editor: Editor, running: threading.Thread) -> tuple[float, int, int]:
    """(slowest in ms, edits made, edits refused) until the thread has ended."""
    slowest, made, refused = 0.0, 0, 0
    while running.is_alive() or not made:
        made += 1
        try:
            slowest = max(slowest, _paced(editor))
        except KnownError:
            refused += 1
    return slowest, made, refused


def _paced(editor: Editor) -> float:
    time.sleep(_PAUSE)
    return editor.timed()
