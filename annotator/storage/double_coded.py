"""The articles that two or more coders finished, and what they coded: read to be adjudicated."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.events import FINISHED, Coder, CodingStatus, Desk, Event, Round
from annotator.storage import files, reads
from annotator.storage.moment import one_moment
from annotator.storage.ops.adjudicating import ADJUDICATION

_MARKS = ", ".join("?" * len(FINISHED))
_FINISHED = tuple(sorted(FINISHED))


@dataclass(frozen=True, slots=True)
class DoubleCoded:
    """An article that two or more coders finished in a round, and how far its adjudication is."""

    article_id: int
    uuid: str
    title: str
    published: str
    coders: tuple[Coder, ...]  # by short id
    status: CodingStatus  # of the adjudicated coding


def rounds_to_adjudicate(connection: sqlite3.Connection) -> list[Round]:
    """The rounds in which an article was finished by two or more coders, in order."""
    rows = connection.execute(
        "SELECT r.id, r.uuid, r.name, r.kind FROM round r WHERE r.kind <> ? AND EXISTS"
        f" (SELECT 1 FROM coding c WHERE c.round_id = r.id AND c.status IN ({_MARKS})"
        "  GROUP BY c.article_id HAVING count(*) > 1) ORDER BY r.position, r.id",
        (ADJUDICATION, *_FINISHED),
    ).fetchall()
    return [Round(*row) for row in rows]


def adjudication_round(connection: sqlite3.Connection, desk: Desk) -> Round:
    """The round in which whoever sits there adjudicates: this one, else the last one of its kind.

    Where there is none yet, its id is 0 and its name one that no round has.
    """
    if desk.round.kind == ADJUDICATION:
        return desk.round
    known = reads.rounds(connection)
    found = [entry for entry in known if entry.kind == ADJUDICATION]
    if found:
        return found[-1]
    name, number = ADJUDICATION, 1
    while name in {entry.name for entry in known}:
        number += 1
        name = f"{ADJUDICATION} {number}"
    return Round(0, "", name, ADJUDICATION)


def double_coded(
    connection: sqlite3.Connection, round_id: int, desk: Desk, article_id: int | None = None
) -> list[DoubleCoded]:
    """The articles of a round that two or more coders finished, or one of them, in their order.

    ``desk`` is where they are adjudicated.
    """
    only = "" if article_id is None else " AND c.article_id = ?"
    rows = connection.execute(
        "SELECT a.id, a.uuid, a.title, coalesce(a.published, ''), k.id, k.uuid, k.name,"
        " coalesce(j.status, ?) FROM coding c"
        " JOIN article a ON a.id = c.article_id JOIN coder k ON k.id = c.coder_id"
        " LEFT JOIN coding j ON j.article_id = a.id AND j.coder_id = ? AND j.round_id = ?"
        f" WHERE c.round_id = ? AND c.status IN ({_MARKS}){only} ORDER BY a.id, k.name",
        (
            CodingStatus.TODO,
            desk.coder.id,
            desk.round.id,
            round_id,
            *_FINISHED,
            *(() if article_id is None else (article_id,)),
        ),
    ).fetchall()
    found: dict[int, DoubleCoded] = {}
    for number, uuid, title, published, coder_id, coder_uuid, name, status in rows:
        known = found[number].coders if number in found else ()
        coders = (*known, Coder(coder_id, coder_uuid, name))
        found[number] = DoubleCoded(number, uuid, title, published, coders, CodingStatus(status))
    return [article for article in found.values() if len(article.coders) > 1]


def events_of(
    connection: sqlite3.Connection, article: DoubleCoded, where: Round
) -> dict[str, tuple[Event, ...]]:
    """What each of the coders coded in an article, by short id."""
    with one_moment(connection):
        return {
            coder.name: reads.coding(connection, Desk(coder, where), article.article_id).events
            for coder in article.coders
        }


def each_double_coded(
    path: Path, where: Round, desk: Desk
) -> Iterator[tuple[DoubleCoded, Mapping[str, tuple[Event, ...]]]]:
    """One article after the other with what the coders coded, while work on the project goes on.

    Those come first whose coders disagree most plainly: one found nothing, then another number of
    events. May be called in any thread, and is used up in that thread.
    """
    connection = files.connect(path, "ro")
    try:
        counts = _event_counts(connection, where.id)
        found = double_coded(connection, where.id, desk)
        for article in sorted(found, key=lambda one: _likeness(one, counts)):
            yield article, events_of(connection, article, where)
    finally:
        connection.close()


def _event_counts(connection: sqlite3.Connection, round_id: int) -> Mapping[tuple[int, int], int]:
    """How many events each coder has in an article, by (article, coder); no entry for none."""
    rows = connection.execute(
        "SELECT c.article_id, c.coder_id, count(*) FROM coding c JOIN event e ON e.coding_id = c.id"
        " WHERE c.round_id = ? GROUP BY c.id",
        (round_id,),
    ).fetchall()
    return {(article, coder): number for article, coder, number in rows}


def _likeness(article: DoubleCoded, counts: Mapping[tuple[int, int], int]) -> int:
    """0 where some coder found nothing and another something, 1 for another number, 2 else."""
    numbers = {counts.get((article.article_id, coder.id), 0) for coder in article.coders}
    return 2 if len(numbers) == 1 else int(0 not in numbers)
