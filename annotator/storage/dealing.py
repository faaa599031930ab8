"""Giving articles out by names: what is asked for, what it would come to, and doing it.

Coders and rounds that the project does not have yet can be named; they are made when it is done.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.domain.changes import Changes
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Coder, Desk, Round
from annotator.domain.language import tr
from annotator.domain.text import normalise
from annotator.storage import failures, files, people, reads
from annotator.storage.assigning import (
    Assignment,
    Strata,
    assign,
    evenly,
    plan_assignment,
    plan_recoding,
)
from annotator.storage.project import Project

_LONGEST = 60  # characters of the name of a round
KINDS = ("training", "pilot", "main", "recode", "adjudication")


@dataclass(frozen=True, slots=True)
class Wish:
    """Who shall get what; with ``recode_of`` a share of what each has finished in that round."""

    coders: tuple[str, ...]  # short ids
    round: str = people.MAIN_ROUND
    kind: str = ""  # of a round that is new; empty: main, or recode when coding again
    per_coder: int | None = None  # None: all articles, dealt out evenly
    overlap: float = 0.0
    strata: Strata = Strata.NONE
    seed: int = 1
    recode_of: str = ""
    share: float = 0.1

    @property
    def new_kind(self) -> str:
        """The kind of the round, where it is new."""
        return self.kind or ("recode" if self.recode_of else "main")


def plan_wish(connection: sqlite3.Connection, wish: Wish) -> Assignment:
    """What a wish would come to; nothing is changed.

    Raises:
        EditRefusedError: it cannot be met, or names what cannot be; the sentence says why.
    """
    if not wish.round.strip():
        raise EditRefusedError(tr("The round has no name: give it one. Nothing was changed."))
    if wish.round != normalise(wish.round).text or "\n" in wish.round or len(wish.round) > _LONGEST:
        raise EditRefusedError(
            tr(
                "The name of a round is one line of at most {most} characters, without blanks "
                "around it. Nothing was changed."
            ).format(most=_LONGEST)
        )
    coders = [_known_or_new(connection, name) for name in wish.coders]
    known = {entry.name: entry for entry in reads.rounds(connection)}
    which = known.get(wish.round) or Round(0, "", wish.round, wish.new_kind)
    return _plan(connection, which, coders, wish)


def preview_wish(path: Path, wish: Wish) -> Assignment:
    """What a wish would come to, read from the file beside whoever works in it.

    Raises:
        EditRefusedError: as for ``plan_wish``.
        ProjectError: the file cannot be read.
    """
    try:
        with closing(files.connect(path, "ro")) as connection:
            return plan_wish(connection, wish)
    except sqlite3.Error as error:
        raise failures.opening_error(path, error) from error


def carry_out(project: Project, desk: Desk, wish: Wish) -> tuple[Assignment, Changes | None]:
    """Do what a wish asks for, in one undo step; None where it gives nothing to anybody.

    Raises:
        EditRefusedError: as for ``plan_wish``; nothing was changed then.
        ReadOnlyError, NotSavedError: as for every edit.
    """
    plan = plan_wish(project.connection, wish)  # refused before anybody or any round is made
    coders = [people.find_or_add_coder(project, name) for name in wish.coders]
    which = people.find_or_add_round(project, wish.round, kind=wish.new_kind)
    plan = _of_those_made(plan, coders)
    return plan, assign(project, desk, which, plan) if plan.new else None


def _of_those_made(plan: Assignment, coders: list[Coder]) -> Assignment:
    """The plan as it was shown, for coders who have an identity by now."""
    made = {_not_yet(coder.name): coder.uuid for coder in coders}
    new = tuple(replace(one, coder=made.get(one.coder, one.coder)) for one in plan.new)
    return replace(plan, new=new)


def _plan(
    connection: sqlite3.Connection, which: Round, coders: list[Coder], wish: Wish
) -> Assignment:
    if wish.recode_of:
        of = people.find_round(connection, wish.recode_of)
        return plan_recoding(connection, which, coders, of=of, share=wish.share, seed=wish.seed)
    per_coder = wish.per_coder
    if per_coder is None:
        per_coder = evenly(connection, len(coders), wish.overlap) if coders else 0
    return plan_assignment(
        connection,
        which,
        coders,
        per_coder=per_coder,
        overlap=wish.overlap,
        seed=wish.seed,
        strata=wish.strata,
    )


def _known_or_new(connection: sqlite3.Connection, name: str) -> Coder:
    problem = people.problem_with(name)
    if problem:
        raise EditRefusedError(problem)
    return people.find_coder(connection, name) or Coder(0, _not_yet(name), name)


def _not_yet(name: str) -> str:
    """What draws the lots of a coder who has no identity yet, the same at every look."""
    return f"new:{name}"
