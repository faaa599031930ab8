"""Give articles to coders: who codes what in a round, and which articles two of them code.

What was given out stays: dealing again adds to it. An article that a coder began by herself
counts as given to her.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.assigning import Dealable, Dealing, Given, deal, draw_again, pairs_of
from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import FINISHED, Coder, Desk, Round
from annotator.domain.language import tr
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.project import Project


class Strata(StrEnum):
    """By what articles are kept in proportion when they are dealt."""

    NONE = "none"
    SOURCE = "source"
    COLLECTION = "collection"
    MONTH = "month"


_AT_ONCE = 500  # articles in one read
_STRATUM = {
    Strata.NONE: "''",
    Strata.SOURCE: "source",
    Strata.COLLECTION: "collection",
    Strata.MONTH: "coalesce(substr(published, 1, 7), '')",
}


@dataclass(frozen=True, slots=True)
class Share:
    """What one coder has after dealing: articles in all, those newly given, those coded twice."""

    coder: str
    articles: int
    new: int
    twice: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """What came of dealing: each coder's share, what pairs have in common, what is left over."""

    shares: tuple[Share, ...]
    pairs: tuple[tuple[str, str, int], ...]
    unassigned: int  # articles nobody has in this round
    new: tuple[Given, ...]


def plan_assignment(
    connection: sqlite3.Connection,
    which: Round,
    coders: Sequence[Coder],
    *,
    per_coder: int,
    overlap: float = 0.0,
    seed: int = 1,
    strata: Strata = Strata.NONE,
) -> Assignment:
    """What ``assign`` would give to whom; nothing is changed.

    Raises:
        EditRefusedError: the wishes contradict each other; the sentence says how.
    """
    dealing = Dealing(tuple(coder.uuid for coder in coders), per_coder, overlap, seed)
    articles = _articles(connection, strata)
    begun = _begun(connection, which)
    given = _given(connection, which)
    kept = [one for one in begun if one not in set(given) and one.coder in dealing.coders]
    new = deal(articles, [*given, *begun], dealing)
    return _assignment(coders, [*given, *begun], (*kept, *new), len(articles))


def plan_recoding(
    connection: sqlite3.Connection,
    which: Round,
    coders: Sequence[Coder],
    *,
    of: Round,
    share: float,
    seed: int = 1,
) -> Assignment:
    """A share of each coder's finished articles of round ``of``, to be coded by her once more.

    Raises:
        EditRefusedError: the share is none, or the round would repeat itself.
    """
    if not 0 < share <= 1:
        raise EditRefusedError(
            tr("The share is above 0 and up to 1, not {share:g}. Nothing was changed.").format(
                share=share
            )
        )
    if which.id == of.id:
        raise EditRefusedError(
            tr(
                "Round “{of}” cannot be coded again in itself: name another round for the "
                "second coding. Nothing was changed."
            ).format(of=of.name)
        )
    given = _given(connection, which)
    new = [
        Given(article, coder.uuid)
        for coder in coders
        for article in draw_again(
            _finished(connection, of, coder), coder.uuid, share=share, seed=seed
        )
    ]
    added = tuple(one for one in new if one not in set(given))
    return _assignment(coders, given, added, len(_articles(connection, Strata.NONE)))


def evenly(connection: sqlite3.Connection, coders: int, overlap: float) -> int:
    """How many articles each coder has when all are dealt and a share of them to two."""
    (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
    if not 0 <= overlap <= 1:
        return 0  # dealing says what is wrong
    return -int(-articles // (coders * (1 - overlap / 2)))


def assign(project: Project, desk: Desk, which: Round, plan: Assignment) -> Changes:
    """Put the planned articles into the coders' queues, behind what they have: one undo step."""
    articles = dict(project.connection.execute("SELECT uuid, id FROM article").fetchall())
    coders = dict(project.connection.execute("SELECT uuid, id FROM coder").fetchall())
    behind = Counter(
        dict(
            project.connection.execute(
                "SELECT coder_id, max(position) + 1 FROM assignment WHERE round_id = ?"
                " GROUP BY coder_id",
                (which.id,),
            ).fetchall()
        )
    )
    label = f"assign {len(plan.new):,} articles" if len(plan.new) != 1 else "assign 1 article"
    with project.transact(Op.ASSIGN_ARTICLES, label, desk=desk) as edit:
        edit.kinds.add(Kind.ASSIGNMENT)
        now = utc_now()
        for one in plan.new:
            coder = coders[one.coder]
            edit.insert(
                "assignment",
                uuid=new_uuid(),
                article_id=articles[one.article],
                coder_id=coder,
                round_id=which.id,
                position=behind[coder],
                unaided=0,
                created_at=now,
            )
            behind[coder] += 1
    assert edit.changes is not None
    return edit.changes


def _articles(connection: sqlite3.Connection, strata: Strata) -> list[Dealable]:
    """All articles, read in short pieces: nobody's edit waits for it."""
    query = f"SELECT id, uuid, {_STRATUM[strata]} FROM article WHERE id > ? ORDER BY id LIMIT ?"
    found: list[Dealable] = []
    last = 0
    while rows := connection.execute(query, (last, _AT_ONCE)).fetchall():
        found += [Dealable(*row[1:]) for row in rows]
        last = rows[-1][0]
    return found


def _given(connection: sqlite3.Connection, which: Round) -> list[Given]:
    return _pairs(connection, "assignment", which)


def _begun(connection: sqlite3.Connection, which: Round) -> list[Given]:
    return _pairs(connection, "coding", which)


def _pairs(connection: sqlite3.Connection, table: str, which: Round) -> list[Given]:
    rows = connection.execute(
        f"SELECT a.uuid, k.uuid FROM {table} t JOIN article a ON a.id = t.article_id"
        " JOIN coder k ON k.id = t.coder_id WHERE t.round_id = ? ORDER BY t.id",
        (which.id,),
    ).fetchall()
    return [Given(*row) for row in rows]


def _finished(connection: sqlite3.Connection, of: Round, coder: Coder) -> list[str]:
    marks = ", ".join("?" * len(FINISHED))
    rows = connection.execute(
        "SELECT a.uuid FROM coding c JOIN article a ON a.id = c.article_id"
        f" WHERE c.round_id = ? AND c.coder_id = ? AND c.status IN ({marks})",
        (of.id, coder.id, *sorted(FINISHED)),
    ).fetchall()
    return [uuid for (uuid,) in rows]


def _assignment(
    coders: Sequence[Coder], given: Iterable[Given], new: tuple[Given, ...], articles: int
) -> Assignment:
    names = {coder.uuid: coder.name for coder in coders}
    every = {*given, *new}
    hands = Counter(one.coder for one in every)
    owners = Counter(one.article for one in every)
    twice = Counter(one.coder for one in every if owners[one.article] > 1)
    added = Counter(one.coder for one in new)
    pairs = [
        (*_in_order(names[a], names[b]), number)
        for (a, b), number in pairs_of(every)
        if a in names and b in names
    ]
    return Assignment(
        tuple(Share(names[c], hands[c], added[c], twice[c]) for c in names),
        tuple(sorted(pairs)),
        articles - len(owners),
        new,
    )


def _in_order(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)
