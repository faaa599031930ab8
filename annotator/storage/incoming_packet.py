"""Open a packet that came from elsewhere: a stranger's file, believed in nothing.

It is copied and only the copy is opened. Whatever of its layout the program did not make, any
damaged page, and a codebook that was tampered with refuse the whole file; a broken row refuses
the coding it belongs to, and is listed with its place.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import ProjectError
from annotator.domain.language import tr
from annotator.domain.schema import Schema
from annotator.domain.schema_text import decode
from annotator.storage import check, failures, files, migrations, opening, strange_rows
from annotator.storage.private_copy import private_copy
from annotator.storage.promises import Case, Finding, Promise, journal

# How the coding is found that a row of a table belongs to.
_CODING_OF: Mapping[str, str] = {
    "coding": "SELECT id FROM coding WHERE id = ?",
    "mention": "SELECT coding_id FROM mention WHERE id = ?",
    "mention_segment": "SELECT m.coding_id FROM mention_segment s JOIN mention m"
    " ON m.id = s.mention_id WHERE s.id = ?",
    "event": "SELECT coding_id FROM event WHERE id = ?",
    "event_attribute": "SELECT e.coding_id FROM event_attribute a JOIN event e"
    " ON e.id = a.event_id WHERE a.id = ?",
    "filler": "SELECT e.coding_id FROM filler f JOIN event e ON e.id = f.event_id WHERE f.id = ?",
    "filler_code": "SELECT e.coding_id FROM filler_code n JOIN filler f ON f.id = n.filler_id"
    " JOIN event e ON e.id = f.event_id WHERE n.id = ?",
    "code_review": "SELECT e.coding_id FROM code_review v JOIN filler f ON f.id = v.filler_id"
    " JOIN event e ON e.id = f.event_id WHERE v.id = ?",
    "evidence": "SELECT e.coding_id FROM evidence v JOIN filler f ON f.id = v.filler_id"
    " JOIN event e ON e.id = f.event_id WHERE v.id = ?",
    "decision": "SELECT coding_id FROM decision WHERE id = ?",
    "comment": "SELECT coding_id FROM comment WHERE id = ?",
    "event_link": "SELECT e.coding_id FROM event_link l JOIN event e"
    " ON e.id IN (l.event_id, l.other_event_id) WHERE l.id = ?",
    "verdict": "SELECT coding_id FROM verdict WHERE id = ?",
    "adjudication": "SELECT coding_id FROM adjudication WHERE id = ?",
    "coding_state": "SELECT coding_id FROM coding_state WHERE id = ?",
    "article": "SELECT id FROM coding WHERE article_id = ?",
    "active_time": "SELECT id FROM coding WHERE article_id = ?",
    "suggestion": "SELECT c.id FROM coding c JOIN suggestion s ON s.article_id = c.article_id"
    " WHERE s.id = ?",
    "edit": "SELECT c.id FROM coding c JOIN edit e ON e.article_id = c.article_id WHERE e.id = ?",
}
_HOLLOW = 64 * 2**20  # bytes; a smaller file does no harm
_DENSEST = 50  # no file system packs texts more tightly
_LONGEST = 240  # characters shown of what is wrong with a row
_HARMLESS = frozenset({"dictionary", "dictionary_entry", "assignment", "story_article"})


Heed = Callable[[], object]


def nobody() -> None:
    """Go on: nobody wants to stop it."""


@dataclass(frozen=True)
class IncomingPacket:
    """A packet that was found sound, except for the codings in ``broken``."""

    path: Path
    connection: sqlite3.Connection
    project_uuid: str
    only_coder: str | None  # identity of the coder whose packet it is; None: a whole project
    broken: Mapping[int, Sequence[str]]  # by id of a coding, what is wrong with its rows
    oddities: Sequence[str]  # what is wrong with rows that no coding holds
    own_dictionary: bool  # whether its dictionaries are sound


@contextmanager
def open_packet(path: Path | str, *, heed: Heed = nobody) -> Iterator[IncomingPacket]:
    """Open a packet to read it; the file itself is never written to.

    ``heed`` is called now and then while it is looked through, and may raise to stop that.

    Raises:
        ProjectError: it is none, damaged, from a newer program, or holds what our program did
            not make; the sentence says what.
    """
    path = files.resolve(path)
    header = files.inspect(path)
    opening.refuse_newer(path, header.user_version)
    with _copy_of(path, header) as connection:
        try:
            packet = _looked_at(connection, path, heed)
        except sqlite3.Error as error:
            raise failures.opening_error(path, error) from error
        yield packet


@contextmanager
def _copy_of(path: Path, header: files.Header) -> Iterator[sqlite3.Connection]:
    """A copy to read; what a crash or another tool left half done is settled in the copy."""
    _refuse_hollow(path)
    if not files.leftovers(path) and not header.write_ahead:
        with private_copy(path) as connection:
            yield connection
        return
    with tempfile.TemporaryDirectory(prefix="annotator-packet-") as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        for beside in files.leftovers(path):
            shutil.copyfile(beside, copy.with_name(copy.name + beside.name.removeprefix(path.name)))
        opening.take_back(copy)
        with closing(files.connect(copy, "rw")) as connection:
            yield connection


def _refuse_hollow(path: Path) -> None:
    """Refuse a file that claims a size which nobody ever wrote."""
    status = path.stat()
    written = getattr(status, "st_blocks", None)  # there is none on Windows
    if written is None or status.st_size < _HOLLOW:
        return
    if written * 512 < status.st_size // _DENSEST:
        raise failures.damaged(path, tr("most of it was never written"))


def _looked_at(connection: sqlite3.Connection, path: Path, heed: Heed) -> IncomingPacket:
    _guard(connection)
    heed()
    _demand_layout(connection, path)
    if migrations.pending(connection):
        migrations.apply(connection)
    schema = _demand_header(connection, path)
    broken, oddities, dictionary = _sort_findings(connection, path, schema, heed=heed)
    uuid, kind = connection.execute("SELECT uuid, kind FROM project").fetchone()
    return IncomingPacket(
        path,
        connection,
        uuid,
        _owner(connection, path) if kind == "packet" else None,
        broken,
        oddities,
        dictionary,
    )


def _guard(connection: sqlite3.Connection) -> None:
    """Let nothing of the file's own run, and every cell be measured before it is read."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")


def _demand_layout(connection: sqlite3.Connection, path: Path) -> None:
    foreign = migrations.foreign_parts(connection)
    if foreign:
        raise ProjectError(
            tr(
                "“{path}” holds what annotator did not make: {foreign}. It was not read "
                "and nothing was changed. Ask for the file as the program wrote it."
            ).format(path=path.name, foreign=", ".join(foreign))
        )
    problems = migrations.layout_problems(connection)
    problems += [
        answer
        for (answer,) in connection.execute("PRAGMA integrity_check(3)").fetchall()
        if answer != "ok"
    ]
    if migrations.version_of(connection) < 1:
        problems = [tr("it holds no tables")]
    problems = problems or [what for what in [strange_rows.unreadable_table(connection)] if what]
    if problems:
        raise failures.damaged(path, problems[0])


def _demand_header(connection: sqlite3.Connection, path: Path) -> Schema:
    for finding in check.header_findings(connection):
        if not finding.warning:
            raise failures.damaged(path, _shown(finding))
    row = connection.execute(
        "SELECT c.schema FROM codebook c JOIN project p ON p.codebook_id = c.id"
    ).fetchone()
    return decode(json.loads(row[0]))


def _owner(connection: sqlite3.Connection, path: Path) -> str:
    row = connection.execute(
        "SELECT k.uuid FROM packet p JOIN coder k ON k.id = p.coder_id WHERE p.direction = 'out'"
        " ORDER BY p.id LIMIT 1"
    ).fetchone()
    if row is None:
        raise failures.damaged(path, tr("it does not say whose packet it is"))
    return str(row[0])


def _sort_findings(
    connection: sqlite3.Connection,
    path: Path,
    schema: Schema,
    kept: Sequence[Promise] = check.ROW_PROMISES,
    *,
    heed: Heed = nobody,
) -> tuple[dict[int, list[str]], list[str], bool]:
    """What is wrong with which coding, what with none, and whether dictionaries are sound."""
    broken: dict[int, list[str]] = defaultdict(list)
    oddities: list[str] = []
    dictionary = True
    for finding in _findings(connection, schema, kept, heed):
        places = [place.split() for place in finding.where.split(", ")]
        tables = {place[0] for place in places}
        if tables & _HARMLESS:
            dictionary = False
            oddities.append(_shown(finding))
        elif not tables <= _CODING_OF.keys():
            raise failures.damaged(path, _shown(finding))
        else:
            codings = {c for place in places for c in _codings(connection, place)}
            for coding_id in codings:
                broken[coding_id].append(_shown(finding))
            if not codings:
                oddities.append(_shown(finding))
    return broken, oddities, dictionary


def _shown(finding: Finding) -> str:
    """A finding short enough for a line, whatever the file holds."""
    text = str(finding)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _findings(
    connection: sqlite3.Connection, schema: Schema, kept: Sequence[Promise], heed: Heed
) -> Iterator[Finding]:
    """Everything that is wrong with the file's rows."""
    heed()
    yield from check.reference_findings(connection)
    case = Case(connection, schema)
    for promise in kept:
        heed()
        try:
            yield from (finding for finding in promise.broken(case) if not finding.warning)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            yield Finding(
                "file",
                tr("“{words}” could not be looked at ({error!r})").format(
                    words=tr(promise.words), error=error
                ),
            )
    yield from strange_rows.strange_rows(connection)


def broken_codings(packet: IncomingPacket) -> Mapping[int, Sequence[str]]:
    """What is wrong with which coding as it stands in the tables now, its history left aside."""
    row = packet.connection.execute(
        "SELECT c.schema FROM codebook c JOIN project p ON p.codebook_id = c.id"
    ).fetchone()
    schema = decode(json.loads(row[0]))
    kept = tuple(promise for promise in check.ROW_PROMISES if promise not in journal.PROMISES)
    return _sort_findings(packet.connection, packet.path, schema, kept)[0]


def _codings(connection: sqlite3.Connection, place: Sequence[str]) -> list[int]:
    """The codings that a place ("filler 12") belongs to."""
    if len(place) < 2 or not place[1].isdigit():
        return []
    rows = connection.execute(_CODING_OF[place[0]], (int(place[1]),)).fetchall()
    known = {coding_id for (coding_id,) in connection.execute("SELECT id FROM coding")}
    return [coding_id for (coding_id,) in rows if coding_id in known]
