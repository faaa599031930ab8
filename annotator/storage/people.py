"""Who codes, and in which round."""

from __future__ import annotations

import re
import sqlite3
import unicodedata

from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Coder, Desk, Round
from annotator.domain.language import tr
from annotator.storage import reads
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.project import Project

MAIN_ROUND = "main"
_ADJUDICATION = "adjudication"
_BY_ASSIGNMENT = ("recode", _ADJUDICATION)  # kinds of rounds that are nobody's unless given
_LONGEST = 32
_SHORT_ID = re.compile(r"\w[\w.\-]*")


def problem_with(name: str) -> str:
    """What is wrong with a coder's short id, in one sentence; empty when it can be used."""
    given = _short_id(name)
    if not given:
        return tr("Give a short id for the coder, such as initials or a first name.")
    if len(given) > _LONGEST:
        return tr("The coder's short id has {count} characters; it may have up to {most}.").format(
            count=len(given), most=_LONGEST
        )
    if not _SHORT_ID.fullmatch(given):
        return tr(
            "“{given}” cannot be a coder's short id: use letters, digits, “.”, “-” and “_” only,"
            " beginning with a letter or digit, without blanks."
        ).format(given=given)
    return ""


def find_coder(connection: sqlite3.Connection, name: str) -> Coder | None:
    """The coder of a short id, in whatever case it is typed; None when there is none."""
    wanted = _short_id(name)
    known = reads.coders(connection)
    exact = [coder for coder in known if coder.name == wanted]
    alike = [coder for coder in known if coder.name.casefold() == wanted.casefold()]
    return next(iter(exact + alike), None)


def known_coder(connection: sqlite3.Connection, name: str) -> Coder:
    """The coder of a short id.

    Raises:
        EditRefusedError: the project has none; the sentence names those it has.
    """
    found = find_coder(connection, name)
    if found is None:
        known = ", ".join(coder.name for coder in reads.coders(connection)) or "none yet"
        raise EditRefusedError(
            tr("The project has no coder “{name}”. Its coders: {known}.").format(
                name=name, known=known
            )
        )
    return found


def find_or_add_coder(project: Project, name: str, *, full_name: str = "") -> Coder:
    """The coder of a short id, made when there is none yet.

    Raises:
        EditRefusedError: the id cannot be used; the sentence says why.
        ReadOnlyError: there is none, and the project is open for reading only.
    """
    problem = problem_with(name)
    if problem:
        raise EditRefusedError(problem)
    known = find_coder(project.connection, name)
    if known is not None:
        return known
    uuid, short_id = new_uuid(), _short_id(name)
    with project.write() as connection:
        cursor = connection.execute(
            "INSERT INTO coder (uuid, name, full_name, created_at) VALUES (?, ?, ?, ?)",
            (uuid, short_id, full_name, utc_now()),
        )
    assert cursor.lastrowid is not None
    return Coder(cursor.lastrowid, uuid, short_id)


def _short_id(name: str) -> str:
    """A short id as it is stored: the same letters, however the keyboard composed them."""
    return unicodedata.normalize("NFC", name.strip())


def find_round(connection: sqlite3.Connection, name: str = MAIN_ROUND) -> Round:
    """The round of that name.

    Raises:
        EditRefusedError: the project has none; the sentence names those it has.
    """
    known = reads.rounds(connection)
    found = next((entry for entry in known if entry.name == name), None)
    if found is None:
        names = ", ".join(f"“{entry.name}”" for entry in known) or tr("none yet")
        raise EditRefusedError(
            tr("The project has no round “{name}”. Its rounds: {names}.").format(
                name=name, names=names
            )
        )
    return found


def find_or_add_round(project: Project, name: str = MAIN_ROUND, *, kind: str = "main") -> Round:
    """The round of that name, made behind the others when there is none yet.

    ``kind`` is training, pilot, main, recode or adjudication.
    """
    known = {entry.name: entry for entry in reads.rounds(project.connection)}
    if name in known:
        return known[name]
    uuid = new_uuid()
    with project.write() as connection:
        cursor = connection.execute(
            "INSERT INTO round (uuid, name, kind, position, codebook_id)"
            " SELECT ?, ?, ?, (SELECT coalesce(max(position) + 1, 0) FROM round), codebook_id"
            " FROM project",
            (uuid, name, kind),
        )
    assert cursor.lastrowid is not None
    return Round(cursor.lastrowid, uuid, name, kind)


def sit_down(project: Project, name: str, *, round_name: str = MAIN_ROUND) -> Desk:
    """The desk of a coder in a round, the coder made when there is none of that id yet."""
    return Desk(find_or_add_coder(project, name), find_round(project.connection, round_name))


def rounds_of(connection: sqlite3.Connection, coder: Coder | None) -> list[Round]:
    """The rounds a coder can sit in, in their order; never none where the project has one.

    Those in which something is given to, or coded by, the coder, and those in which nobody was
    given anything: they are open to all. Recoding and adjudication are open to nobody else. Who has
    nothing but adjudicated has the first round too: it is where one sat before.
    """
    rows = connection.execute(
        "SELECT r.id, EXISTS (SELECT 1 FROM assignment a WHERE a.round_id = r.id),"
        " EXISTS (SELECT 1 FROM assignment a WHERE a.coder_id = :coder AND a.round_id = r.id)"
        " OR EXISTS (SELECT 1 FROM coding c WHERE c.coder_id = :coder AND c.round_id = r.id)"
        " FROM round r",
        {"coder": coder.id if coder is not None else 0},
    ).fetchall()
    dealt = {which for which, given, _ in rows if given}
    own = {which for which, _, mine in rows if mine}
    known = reads.rounds(connection)
    found = [
        one
        for one in known
        if one.id in own or (one.id not in dealt and one.kind not in _BY_ASSIGNMENT)
    ]
    if all(one.kind == _ADJUDICATION for one in found):
        found = [one for one in known if one in (known[0], *found)]
    return found


def given_and_left(connection: sqlite3.Connection, coder: Coder, which: Round) -> tuple[int, int]:
    """How many articles were given to a coder in a round, and how many of them are not finished."""
    given, left = connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM coding c"
        " WHERE c.article_id = a.article_id AND c.coder_id = a.coder_id"
        " AND c.round_id = a.round_id AND c.status <> 'in progress'))"
        " FROM assignment a WHERE a.coder_id = ? AND a.round_id = ?",
        (coder.id, which.id),
    ).fetchone()
    return given, left


def packet_owner(connection: sqlite3.Connection) -> Coder | None:
    """Whose packet this file is, None when it is a whole project."""
    row = connection.execute(
        "SELECT k.id, k.uuid, k.name FROM project p JOIN packet o ON o.direction = 'out'"
        " JOIN coder k ON k.id = o.coder_id WHERE p.kind = 'packet' ORDER BY o.id LIMIT 1"
    ).fetchone()
    return None if row is None else Coder(*row)
