"""Make a packet: a project file with one coder's articles and work, and nothing of anybody else's.

It has the project's identity, schema, dictionaries, suggestions and settings, so that it opens in
the window like any project; what is coded in it comes back by merging.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import EditRefusedError, ProjectError
from annotator.domain.events import Coder, CodingStatus
from annotator.domain.language import tr
from annotator.storage import failures, files, migrations, opening
from annotator.storage.coding_states import past_text, state_of
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.private_copy import private_copy
from annotator.storage.project import Project
from annotator.storage.tables import APPLICATION_ID, MIGRATIONS

# Whose rows a packet holds, table by table in the order in which they can be written. The
# temporary tables ``packed_article`` and ``packed_coding`` list what the packet is about.
_ARTICLES = "article_id IN (SELECT id FROM packed_article)"
_CODINGS = "coding_id IN (SELECT id FROM packed_coding)"
_EVENTS = f"SELECT id FROM event WHERE {_CODINGS}"
_FILLERS = f"SELECT id FROM filler WHERE event_id IN ({_EVENTS})"
_MENTIONS = f"SELECT id FROM mention WHERE {_CODINGS}"
_COMMENTS = f"SELECT coder_id FROM comment WHERE {_CODINGS}"
_CODERS = "SELECT coder_id FROM coding WHERE id IN (SELECT id FROM packed_coding)"
_SUGGESTIONS = f"SELECT id FROM suggestion WHERE {_ARTICLES}"
_DICTIONARIES = "SELECT id FROM dictionary WHERE kind <> 'own' OR coder_id = :coder"
_MINE = f"coder_id = :coder AND {_ARTICLES}"

_PARTS: tuple[tuple[str, str], ...] = (
    ("codebook", "TRUE"),
    ("code", "TRUE"),
    ("setting", "TRUE"),
    ("coder", f"id = :coder OR id IN ({_COMMENTS}) OR id IN ({_CODERS})"),
    ("round", "TRUE"),
    ("article", "id IN (SELECT id FROM packed_article)"),
    ("correction", _ARTICLES),
    (
        "story_group",
        f"id IN (SELECT story_group_id FROM story_article WHERE {_ARTICLES})",
    ),
    ("story_article", _ARTICLES),
    ("assignment", _MINE),
    ("unaided_article", _ARTICLES),
    ("pipeline", "TRUE"),
    ("highlight", _ARTICLES),
    ("suggestion", _ARTICLES),
    ("suggestion_segment", f"suggestion_id IN ({_SUGGESTIONS})"),
    ("suggestion_candidate", f"suggestion_id IN ({_SUGGESTIONS})"),
    ("suggestion_slot", f"suggestion_id IN ({_SUGGESTIONS})"),
    ("coding", "id IN (SELECT id FROM packed_coding)"),
    ("active_time", _MINE),
    ("shown", _MINE),
    ("mention", _CODINGS),
    ("mention_segment", f"mention_id IN ({_MENTIONS})"),
    ("event", _CODINGS),
    ("event_attribute", f"event_id IN ({_EVENTS})"),
    ("filler", f"event_id IN ({_EVENTS})"),
    ("filler_code", f"filler_id IN ({_FILLERS})"),
    ("evidence", f"filler_id IN ({_FILLERS})"),
    ("decision", _CODINGS),
    ("comment", _CODINGS),
    ("event_link", f"event_id IN ({_EVENTS}) AND other_event_id IN ({_EVENTS})"),
    ("code_review", f"filler_id IN ({_FILLERS})"),
    (
        "answer_read",
        f"answer IN (SELECT uuid FROM comment WHERE {_CODINGS})",
    ),
    ("dictionary", f"id IN ({_DICTIONARIES})"),
    ("dictionary_entry", f"dictionary_id IN ({_DICTIONARIES})"),
    ("verdict", f"{_CODINGS} AND source_event IN (SELECT uuid FROM event WHERE {_CODINGS})"),
    (
        "adjudication",
        f"{_CODINGS} AND source_coding_id IN (SELECT id FROM packed_coding)",
    ),
)
_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Packed:
    """What a packet holds: articles, codings already begun, and its own identity."""

    path: Path
    coder: str
    articles: int
    codings: int
    unread: int  # articles that no pipeline has read: her machine will
    uuid: str


def pack(project: Project, coder: Coder, target: Path | str) -> Packed:
    """Write a packet for a coder under a new name; the project keeps a note of it.

    Raises:
        EditRefusedError: nothing was given to the coder.
        ProjectError: the file exists, or cannot be made there.
    """
    packed = write_packet(project.path, coder, target)
    if not project.read_only:
        note_packet(project, coder, packed)
    return packed


def write_packet(source_path: Path, coder: Coder, target: Path | str) -> Packed:
    """Write a packet beside whoever works in the project, which is only read.

    Raises:
        EditRefusedError, ProjectError: as for ``pack``.
    """
    path = files.resolve(target)
    _demand_free(path)
    uuid = new_uuid()
    with private_copy(source_path) as source:
        articles, codings, unread = _choose(source, coder)
        if not articles:
            raise EditRefusedError(
                tr(
                    "No article is given to “{coder}”. Assign some first (annotator assign … "
                    "--coders {coder})."
                ).format(coder=coder.name)
            )
        _write_under(path, lambda target: _fill(source, target, coder, uuid))
    return Packed(path, coder.name, articles, codings, unread, uuid)


def _demand_free(path: Path) -> None:
    if path.exists():
        raise ProjectError(
            tr("“{path}” exists already. Choose another name; it was not touched.").format(
                path=path
            )
        )
    if not path.parent.is_dir():
        raise ProjectError(
            tr("There is no folder {folder}. Make it, or choose another for “{name}”.").format(
                folder=path.parent, name=path.name
            )
        )


def _choose(source: sqlite3.Connection, coder: Coder) -> tuple[int, int, int]:
    """List the articles and codings of the packet; count them, and articles that nobody read."""
    key = {"coder": coder.id}
    source.execute(
        "CREATE TEMP TABLE packed_article AS SELECT article_id AS id FROM assignment"
        " WHERE coder_id = :coder UNION SELECT article_id FROM coding WHERE coder_id = :coder",
        key,
    )
    # her own codings, and what was made of them in adjudication that is finished
    source.execute(
        "CREATE TEMP TABLE packed_coding AS SELECT id FROM coding WHERE coder_id = :coder"
        " UNION SELECT d.coding_id FROM adjudication d JOIN coding c ON c.id = d.source_coding_id"
        "  JOIN coding made ON made.id = d.coding_id"
        "  WHERE c.coder_id = :coder AND made.status <> :begun",
        key | {"begun": CodingStatus.IN_PROGRESS},
    )
    own = "SELECT count(*) FROM coding WHERE coder_id = :coder"
    read = "id IN (SELECT article_id FROM highlight)"
    all_and_unread = f"SELECT count(*), coalesce(sum(NOT {read}), 0) FROM packed_article"
    articles, unread = source.execute(all_and_unread).fetchone()
    return int(articles), int(source.execute(own, key).fetchone()[0]), int(unread)


def _write_under(path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a file of our layout, fill it, look at it once more, and give it its name."""
    temporary = files.temporary_beside(path)
    try:
        with closing(files.connect(temporary, "rwc")) as target:
            target.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            files.make_durable(target)
            migrations.apply(target)
            fill(target)
            opening.demand_sound(target, temporary)
        files.publish(temporary, path)
    except FileExistsError as error:
        raise ProjectError(
            tr("“{path}” exists already. Choose another name.").format(path=path)
        ) from error
    except (OSError, sqlite3.Error) as error:
        raise ProjectError(
            tr(
                "The packet could not be made as “{path}”: {reason}. Choose a folder that "
                "you can write to, on a disk with room."
            ).format(path=path, reason=failures.reason(error))
        ) from error
    finally:
        files.discard(temporary)


def _fill(source: sqlite3.Connection, target: sqlite3.Connection, coder: Coder, uuid: str) -> None:
    target.execute("BEGIN IMMEDIATE")
    target.execute("PRAGMA defer_foreign_keys = ON")
    for table, condition in _PARTS:
        _copy(source, target, table, condition, coder)
    _describe(source, target, coder, uuid)
    _keep_states(source, target)
    # names learned from codings that stay behind
    target.execute(
        "UPDATE dictionary_entry SET filler_id = NULL"
        " WHERE filler_id NOT IN (SELECT id FROM filler)"
    )
    target.executemany("INSERT INTO shared_article (article_id) VALUES (?)", _shared(source, coder))
    target.execute("COMMIT")


def _copy(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    table: str,
    condition: str,
    coder: Coder,
) -> None:
    rows = source.execute(f"SELECT * FROM {table} WHERE {condition}", {"coder": coder.id})
    names = [column[0] for column in rows.description]
    marks = ", ".join("?" * len(names))
    while page := rows.fetchmany(_ROWS_AT_ONCE):
        target.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", page)


def _describe(
    source: sqlite3.Connection, target: sqlite3.Connection, coder: Coder, uuid: str
) -> None:
    columns = "id, uuid, title, codebook_id, created_at, created_by, needs_version"
    row = source.execute(f"SELECT {columns} FROM project").fetchone()
    target.execute(
        f"INSERT INTO project ({columns}, kind) VALUES (?, ?, ?, ?, ?, ?, ?, 'packet')",
        (*row[:-1], MIGRATIONS[-1].needs),
    )
    target.execute(
        "INSERT INTO packet (uuid, coder_id, direction, created_at) VALUES (?, ?, 'out', ?)",
        (uuid, coder.id, utc_now()),
    )


def _keep_states(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Note of every coding which state travels; the packet's own journal begins empty."""
    for (coding_id,) in target.execute("SELECT id FROM coding").fetchall():
        state = state_of(source, coding_id)
        target.execute(
            "INSERT INTO coding_state (coding_id, state, standing, past, made_at, edit_id)"
            " VALUES (?, ?, 'live', ?, ?, 0)",
            (coding_id, state.name, past_text(state), state.made_at),
        )
        target.execute("UPDATE coding SET revision = ? WHERE id = ?", (state.name, coding_id))


def _shared(source: sqlite3.Connection, coder: Coder) -> list[tuple[int]]:
    """The packet's articles that anybody else codes too."""
    return source.execute(
        "SELECT id FROM packed_article p WHERE EXISTS (SELECT 1 FROM assignment a"
        "  WHERE a.article_id = p.id AND a.coder_id <> ?)"
        " OR EXISTS (SELECT 1 FROM coding c WHERE c.article_id = p.id AND c.coder_id <> ?)"
        " OR EXISTS (SELECT 1 FROM shared_article s WHERE s.article_id = p.id)",
        (coder.id, coder.id),
    ).fetchall()


def note_packet(project: Project, coder: Coder, packed: Packed) -> None:
    """Keep in the project that a packet went out."""
    with project.write() as connection:
        connection.execute(
            "INSERT INTO packet (uuid, coder_id, direction, created_at) VALUES (?, ?, 'out', ?)",
            (packed.uuid, coder.id, utc_now()),
        )


@dataclass(frozen=True, slots=True)
class Sendable:
    """A coder a packet can be written for: articles in it, and when one went out and came home."""

    coder: Coder
    articles: int
    sent_at: str  # UTC, ISO 8601; empty: never
    back_at: str


def sendable(connection: sqlite3.Connection) -> list[Sendable]:
    """Every coder to whom something is given, by short id."""
    rows = connection.execute(
        "SELECT k.id, k.uuid, k.name, count(DISTINCT a.article_id),"
        " (SELECT coalesce(max(created_at), '') FROM packet WHERE coder_id = k.id"
        "  AND direction = 'out'),"
        " (SELECT coalesce(max(created_at), '') FROM packet WHERE coder_id = k.id"
        "  AND direction = 'in')"
        " FROM assignment a JOIN coder k ON k.id = a.coder_id GROUP BY k.id ORDER BY k.name"
    ).fetchall()
    return [Sendable(Coder(*row[:3]), *row[3:]) for row in rows]


def unread_articles(connection: sqlite3.Connection) -> int:
    """How many of the articles that are given out no pipeline has read yet."""
    (unread,) = connection.execute(
        "SELECT count(DISTINCT article_id) FROM assignment"
        " WHERE article_id NOT IN (SELECT article_id FROM highlight)"
    ).fetchone()
    return int(unread)
