"""Articles that are coded without suggestions, so that it can be measured what these do to coders.

An article is drawn for everybody who codes it in a round. What somebody has begun, or has seen
with its suggestions, stays as it is.
"""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass

from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Coder, Desk, Round
from annotator.domain.language import tr
from annotator.storage.journal import utc_now
from annotator.storage.project import Project

# Whether an article is done unaided by a coder in a round; takes article, coder and round twice.
UNAIDED = (
    "(EXISTS (SELECT 1 FROM assignment WHERE article_id = ? AND coder_id = ? AND round_id = ?"
    "  AND unaided = 1)"
    " OR EXISTS (SELECT 1 FROM unaided_article WHERE article_id = ? AND round_id = ?))"
)


@dataclass(frozen=True, slots=True)
class Draw:
    """What came of drawing: of ``open`` articles ``unaided`` are unaided now (their ids).

    ``begun`` were begun or seen before and stay as they are.
    """

    open: int
    begun: int
    unaided: tuple[int, ...]


def is_unaided(connection: sqlite3.Connection, desk: Desk, article_id: int) -> bool:
    """Whether the coder does an article without suggestions: as it was begun, else as drawn."""
    key = (article_id, desk.coder.id, desk.round.id)
    row = connection.execute(
        "SELECT unaided FROM coding WHERE article_id = ? AND coder_id = ? AND round_id = ?", key
    ).fetchone()
    return bool(row[0]) if row is not None else is_given_unaided(connection, desk, article_id)


def is_given_unaided(connection: sqlite3.Connection, desk: Desk, article_id: int) -> bool:
    """Whether an article is given to the coder without suggestions."""
    key = (article_id, desk.coder.id, desk.round.id, article_id, desk.round.id)
    return bool(connection.execute(f"SELECT {UNAIDED}", key).fetchone()[0])


def draw(
    project: Project, which: Round, *, share: float, seed: int, coder: Coder | None = None
) -> Draw:
    """Let a share of the articles nobody has begun be coded unaided, and the others not.

    The same share and seed draw the same of the same articles, and a larger share those of a
    smaller one and more. With ``coder`` only among the articles given to that coder.

    Args:
        project: open for writing.
        which: the round.
        share: 0 (none) to 1 (all).
        seed: any whole number.
        coder: whose articles; all of the project without one.

    Raises:
        EditRefusedError: the share is not between 0 and 1.
        ReadOnlyError: the project is open for reading only.
    """
    if not 0 <= share <= 1:
        raise EditRefusedError(
            tr("The share is from 0 to 1, not {share:g}. Nothing was changed.").format(share=share)
        )
    with project.write() as connection:
        total, found = _open(connection, which, coder)
        ordered = sorted(found, key=lambda pair: _lot(seed, pair[1]))
        drawn = {article_id for article_id, _ in ordered[: round(share * len(ordered))]}
        _keep(connection, which, [article_id for article_id, _ in found], drawn, share, seed)
    return Draw(len(found), total - len(found), tuple(sorted(drawn)))


def _lot(seed: int, uuid: str) -> bytes:
    """An article's place in the draw; nothing but the seed and its identity decides it."""
    return hashlib.sha256(f"{seed}:{uuid}".encode()).digest()


def _open(
    connection: sqlite3.Connection, which: Round, coder: Coder | None
) -> tuple[int, list[tuple[int, str]]]:
    """How many articles there are to draw from, and (id, identity) of those nobody has begun."""
    where, values = _whose(connection, which, coder)
    (total,) = connection.execute(
        f"SELECT count(*) FROM article a WHERE {where}", values
    ).fetchone()
    begun = " AND ".join(
        f"NOT EXISTS (SELECT 1 FROM {table} b WHERE b.article_id = a.id AND b.round_id = ?)"
        for table in ("coding", "shown")
    )
    rows = connection.execute(
        f"SELECT a.id, a.uuid FROM article a WHERE {where} AND {begun} ORDER BY a.id",
        (*values, which.id, which.id),
    ).fetchall()
    return int(total), rows


def _whose(
    connection: sqlite3.Connection, which: Round, coder: Coder | None
) -> tuple[str, tuple[int, ...]]:
    """The condition for a coder's articles; a coder who was given none codes all."""
    if coder is None:
        return "TRUE", ()
    key = (coder.id, which.id)
    query = "SELECT EXISTS (SELECT 1 FROM assignment WHERE coder_id = ? AND round_id = ?)"
    if not connection.execute(query, key).fetchone()[0]:
        return "TRUE", ()
    given = "SELECT article_id FROM assignment WHERE coder_id = ? AND round_id = ?"
    return f"a.id IN ({given})", key


def _keep(
    connection: sqlite3.Connection,
    which: Round,
    among: list[int],
    drawn: set[int],
    share: float,
    seed: int,
) -> None:
    """Mark the articles drawn, for all who were given them too, and unmark the others."""
    connection.executemany(
        "UPDATE assignment SET unaided = ? WHERE article_id = ? AND round_id = ?",
        [(int(article_id in drawn), article_id, which.id) for article_id in among],
    )
    connection.executemany(
        "DELETE FROM unaided_article WHERE article_id = ? AND round_id = ?",
        [(article_id, which.id) for article_id in among],
    )
    now = utc_now()
    connection.executemany(
        "INSERT INTO unaided_article (article_id, round_id, share, seed, drawn_at)"
        " VALUES (?, ?, ?, ?, ?)",
        [(article_id, which.id, share, seed, now) for article_id in sorted(drawn)],
    )
