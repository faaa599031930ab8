"""Every promise of a project file, verified; what is broken is listed.

The file is looked at from outside, then copied page by page to a temporary place (a crashed write
is taken back first, as any opening does), and the copy is examined at leisure: nobody's edit has
to wait, and the file itself is not touched.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from annotator.domain.language import tr
from annotator.domain.schema import Schema
from annotator.domain.schema_text import decode
from annotator.storage import copies, failures, files, migrations, opening, promises
from annotator.storage.migrations import Steps
from annotator.storage.private_copy import private_copy
from annotator.storage.promises import Case, Finding, Promise, rows, texts, values
from annotator.storage.promises import dictionaries as dictionary_promises
from annotator.storage.promises import file as file_promises
from annotator.storage.promises import journal as journal_promises
from annotator.storage.tables import APPLICATION_ID, MIGRATIONS

MOST_FINDINGS = 100  # of one promise; the rest is counted

ROW_PROMISES: tuple[Promise, ...] = (
    *file_promises.PROMISES,
    *texts.PROMISES,
    rows.BELONGING,
    rows.ORPHANS,
    rows.STATES,
    rows.DAYS,
    *values.PROMISES,
    *dictionary_promises.PROMISES,
    *journal_promises.PROMISES,
)


@dataclass(frozen=True)
class Kept:
    """One promise and where it is broken; no findings: it is kept."""

    name: str
    words: str
    findings: tuple[Finding, ...]
    more: int = 0  # findings beyond those listed

    @property
    def broken(self) -> bool:
        """Whether any finding is more than a warning."""
        return any(not finding.warning for finding in self.findings)


@dataclass(frozen=True)
class CheckReport:
    """What a check found."""

    path: Path
    layout: int
    promises: tuple[Kept, ...]
    rows: Mapping[str, int]  # of every table

    @property
    def ok(self) -> bool:
        """Whether every promise is kept."""
        return not any(kept.broken for kept in self.promises)

    def findings(self, *, warning: bool) -> list[tuple[str, Finding]]:
        """(promise, finding) of all warnings, or of all that is broken."""
        return [
            (kept.name, finding)
            for kept in self.promises
            for finding in kept.findings
            if finding.warning is warning
        ]


def check(
    path: Path | str,
    *,
    steps: Steps = MIGRATIONS,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> CheckReport:
    """Verify every promise of a project file.

    ``progress`` is told how many promises of how many have been verified. A file of an older
    layout is examined as it will be once it is brought up to date.

    Raises:
        ProjectError: the file cannot be examined at all: missing, no project, cut off, newer.
    """
    path = files.resolve(path)
    opening.refuse_newer(path, files.inspect(path).user_version, steps)
    opening.recover_leftovers(path)
    with private_copy(path) as connection:
        try:
            return _examine(connection, path, steps, progress)
        except sqlite3.Error as error:  # too damaged to answer
            raise failures.opening_error(path, error) from error


def _examine(
    connection: sqlite3.Connection,
    path: Path,
    steps: Steps,
    progress: Callable[[int, int], None],
) -> CheckReport:
    total = len(ROW_PROMISES) + 4
    layout = migrations.version_of(connection)
    done = [
        _collect("pages", tr("every page can be read and every index agrees"), _pages(connection)),
        _collect("references", tr("no row points at nothing"), reference_findings(connection)),
        _collect(
            "layout",
            tr("tables and columns are as the program makes them"),
            _layout(connection, steps),
        ),
    ]
    progress(len(done), total)
    if any(kept.broken for kept in done):
        return CheckReport(path, layout, tuple(done), {})
    if migrations.pending(connection, steps):
        migrations.apply(connection, steps)
    schema, header = (
        _schema(connection),
        _collect("header", tr("the file says what it is"), header_findings(connection, steps)),
    )
    done.append(header)
    if schema is None:
        return CheckReport(path, layout, tuple(done), {})
    case = Case(connection, schema)
    for promise in ROW_PROMISES:
        done.append(_collect(promise.name, tr(promise.words), promise.broken(case)))
        progress(len(done), total)
    return CheckReport(path, layout, tuple(done), copies.row_counts(connection))


def _collect(name: str, words: str, found: Iterator[Finding]) -> Kept:
    listed = tuple(islice(found, MOST_FINDINGS))
    return Kept(name, words, listed, sum(1 for _ in found))


def _pages(connection: sqlite3.Connection) -> promises.Findings:
    try:
        answers = connection.execute(f"PRAGMA integrity_check({MOST_FINDINGS})").fetchall()
    except sqlite3.DatabaseError as error:
        answers = [(str(error),)]
    for (answer,) in answers:
        if answer != "ok":
            yield Finding("file", answer)


def reference_findings(connection: sqlite3.Connection) -> promises.Findings:
    """Rows that point at rows that do not exist."""
    try:
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        broken = [("file", "", str(error), 0)]
    for table, row_id, other, _ in broken:
        yield Finding(
            f"{table} {row_id}",
            tr("it points at a row of {other} that does not exist").format(other=other),
        )


def _layout(connection: sqlite3.Connection, steps: Steps) -> promises.Findings:
    try:
        for problem in migrations.layout_problems(connection, steps):
            yield Finding("layout", problem)
        for part in migrations.foreign_parts(connection, steps):
            yield Finding("layout", tr("{part} was not made by annotator").format(part=part))
    except sqlite3.DatabaseError as error:
        yield Finding("layout", str(error))


def header_findings(connection: sqlite3.Connection, steps: Steps = MIGRATIONS) -> promises.Findings:
    """Where the file does not say of itself what a project says."""
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    if application_id != APPLICATION_ID:
        yield Finding(
            "header", tr("application_id is {application_id}").format(application_id=application_id)
        )
    if connection.execute("PRAGMA encoding").fetchone()[0] != "UTF-8":
        yield Finding("header", tr("the texts are not kept as UTF-8"))
    found = connection.execute("SELECT id, needs_version FROM project").fetchall()
    needs = steps[-1].needs
    if [row[0] for row in found] != [1]:
        yield Finding(
            "project",
            tr("there are {count} rows that describe the project, not one").format(
                count=len(found)
            ),
        )
    elif found[0][1] != needs:
        yield Finding(
            "project",
            tr("it says that it needs version {found}, not {needs}").format(
                found=found[0][1], needs=needs
            ),
        )
    if _schema(connection) is None:
        yield Finding("project", tr("the schema in force cannot be read"))


def _schema(connection: sqlite3.Connection) -> Schema | None:
    row = connection.execute(
        "SELECT c.schema FROM codebook c JOIN project p ON p.codebook_id = c.id"
    ).fetchone()
    try:
        return decode(json.loads(row[0])) if row else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
