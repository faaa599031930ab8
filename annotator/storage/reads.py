"""Everything a window or a command shows of a project: plain data, read at once, never held.

Each read takes the connection, uses a fixed number of queries, and leaves no cursor open (an open
one would hold up every commit).
"""

from __future__ import annotations

import sqlite3

from annotator.domain.errors import ProjectError
from annotator.domain.events import (
    Article,
    AttributeValue,
    Coder,
    Coding,
    CodingStatus,
    Comment,
    Desk,
    Event,
    Filler,
    Mention,
    Round,
)
from annotator.domain.language import tr
from annotator.domain.text import text_hash
from annotator.domain.values import Provenance
from annotator.storage import journal
from annotator.storage.code_review import codes_to_review, reviews_open
from annotator.storage.going_back import Past, Standing, Way, past, way_to
from annotator.storage.habits import Names, habits, own_names
from annotator.storage.journal import Entry
from annotator.storage.links import link_candidates, links_of
from annotator.storage.moment import one_moment
from annotator.storage.queue import (
    article_rows,
    counts,
    has_assignments,
    next_to_do,
    progress,
    queue_ids,
)
from annotator.storage.review import dates_to_review, recent_codes
from annotator.storage.rows import VALUE_COLUMNS, day_of, mentions_of, value_of
from annotator.storage.suggested import candidates_of, suggestions
from annotator.storage.touched import (
    Touched,
    codebook_version,
    codings_made,
    touched,
    usage,
)
from annotator.storage.unaided import is_unaided

__all__ = [
    "Names",
    "Past",
    "Standing",
    "Touched",
    "Way",
    "article",
    "article_of",
    "article_rows",
    "candidates_of",
    "codebook_version",
    "coder",
    "coders",
    "codes_to_review",
    "coding",
    "codings_made",
    "counts",
    "dates_to_review",
    "habits",
    "has_assignments",
    "history",
    "link_candidates",
    "next_to_do",
    "own_names",
    "past",
    "progress",
    "queue_ids",
    "recent_codes",
    "reviews_open",
    "rounds",
    "suggestions",
    "text_of",
    "touched",
    "usage",
    "way_to",
]


def article(connection: sqlite3.Connection, article_id: int) -> Article:
    """One article with its text, checked against its hash.

    Raises:
        KeyError: there is no article of that id.
        ProjectError: the text is not what was imported: the file is damaged.
    """
    row = connection.execute(
        "SELECT id, uuid, title, source, published, url, language, external_id, text, sha256"
        " FROM article WHERE id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        raise KeyError(article_id)
    if text_hash(row[8]) != row[9]:
        raise ProjectError(
            tr(
                "The text of “{title}” is not the one that was imported: the project file is "
                "damaged. Go back to a kept copy (☰ ▸ Project ▸ Restore…)."
            ).format(title=row[2])
        )
    return Article(
        id=row[0],
        uuid=row[1],
        title=row[2],
        source=row[3],
        published=day_of(row[4]),
        url=row[5],
        language=row[6],
        external_id=row[7],
        text=row[8],
        sha256=row[9],
    )


def article_of(connection: sqlite3.Connection, uuid: str) -> int | None:
    """The id that the article of this identity has in this file; None when it is not there."""
    row = connection.execute("SELECT id FROM article WHERE uuid = ?", (uuid,)).fetchone()
    return None if row is None else int(row[0])


def text_of(connection: sqlite3.Connection, article_id: int) -> str:
    """The text of one article; KeyError when there is none of that id."""
    row = connection.execute("SELECT text FROM article WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise KeyError(article_id)
    return str(row[0])


def history(connection: sqlite3.Connection, desk: Desk, *, limit: int) -> list[Entry]:
    """A coder's latest edits, undos and redos, newest first."""
    return journal.history(connection, desk, limit=limit)


def coders(connection: sqlite3.Connection) -> list[Coder]:
    """Everybody who codes in this project, by short id."""
    rows = connection.execute("SELECT id, uuid, name FROM coder ORDER BY name").fetchall()
    return [Coder(*row) for row in rows]


def coder(connection: sqlite3.Connection, name: str) -> Coder | None:
    """The coder of that short id, None when there is none."""
    row = connection.execute("SELECT id, uuid, name FROM coder WHERE name = ?", (name,)).fetchone()
    return None if row is None else Coder(*row)


def rounds(connection: sqlite3.Connection) -> list[Round]:
    """The passes over the articles, in order."""
    rows = connection.execute("SELECT id, uuid, name, kind FROM round ORDER BY position, id")
    return [Round(*row) for row in rows.fetchall()]


def coding(connection: sqlite3.Connection, desk: Desk, article_id: int) -> Coding:
    """The coder's work on an article; status TODO and id None while it was not touched."""
    with one_moment(connection):
        row = connection.execute(
            "SELECT c.id, c.uuid, c.status, c.reason, c.flagged"
            " FROM (SELECT ? AS article_id, ? AS coder_id, ? AS round_id) k"
            " LEFT JOIN coding c USING (article_id, coder_id, round_id)",
            (article_id, desk.coder.id, desk.round.id),
        ).fetchone()
        coding_id = row[0]
        return Coding(
            id=coding_id,
            uuid=row[1] or "",
            article_id=article_id,
            coder_id=desk.coder.id,
            round_id=desk.round.id,
            status=CodingStatus(row[2] or CodingStatus.TODO),
            reason=row[3] or "",
            flagged=bool(row[4]),
            unaided=is_unaided(connection, desk, article_id),
            events=() if coding_id is None else _events(connection, coding_id),
            comments=() if coding_id is None else _comments(connection, coding_id),
        )


def _events(connection: sqlite3.Connection, coding_id: int) -> tuple[Event, ...]:
    rows = connection.execute(
        "SELECT id, uuid, position, reciprocal FROM event WHERE coding_id = ?"
        " ORDER BY position, id",
        (coding_id,),
    ).fetchall()
    fillers = _fillers(connection, coding_id)
    attributes = _attributes(connection, coding_id)
    links = links_of(connection, coding_id)
    return tuple(
        Event(
            id=event_id,
            uuid=uuid,
            coding_id=coding_id,
            position=position,
            reciprocal=bool(reciprocal),
            fillers=tuple(fillers.get(event_id, ())),
            attributes=tuple(attributes.get(event_id, ())),
            links=tuple(links.get(event_id, ())),
        )
        for event_id, uuid, position, reciprocal in rows
    )


def _fillers(connection: sqlite3.Connection, coding_id: int) -> dict[int, list[Filler]]:
    """The fillers of each event, by slot and order in it."""
    evidence = _evidence(connection, coding_id)
    values = ", ".join(f"f.{name}" for name in VALUE_COLUMNS)
    rows = connection.execute(
        "SELECT f.event_id, f.id, f.uuid, f.slot, f.position, f.provenance, f.suggestion_id,"
        f" {values} FROM event e JOIN filler f ON f.event_id = e.id"
        " WHERE e.coding_id = ? ORDER BY f.slot, f.position, f.id",
        (coding_id,),
    ).fetchall()
    fillers: dict[int, list[Filler]] = {}
    for event_id, filler_id, uuid, slot, position, provenance, suggestion_id, *columns in rows:
        filler = Filler(
            id=filler_id,
            uuid=uuid,
            event_id=event_id,
            slot=slot,
            position=position,
            value=value_of(dict(zip(VALUE_COLUMNS, columns, strict=True))),
            provenance=Provenance(provenance),
            mentions=tuple(evidence.get(filler_id, ())),
            suggestion_id=suggestion_id,
        )
        fillers.setdefault(event_id, []).append(filler)
    return fillers


def _evidence(connection: sqlite3.Connection, coding_id: int) -> dict[int, list[Mention]]:
    """The mentions that are evidence of each filler, in order."""
    mentions = mentions_of(
        connection.execute(
            "SELECT m.id, m.uuid, m.type, s.start, s.end, s.quote"
            " FROM mention m JOIN mention_segment s ON s.mention_id = m.id"
            " WHERE m.coding_id = ? ORDER BY m.id, s.position",
            (coding_id,),
        ).fetchall()
    )
    rows = connection.execute(
        "SELECT v.filler_id, v.mention_id FROM mention m JOIN evidence v ON v.mention_id = m.id"
        " WHERE m.coding_id = ? ORDER BY v.filler_id, v.position, v.id",
        (coding_id,),
    ).fetchall()
    evidence: dict[int, list[Mention]] = {}
    for filler_id, mention_id in rows:
        evidence.setdefault(filler_id, []).append(mentions[mention_id])
    return evidence


def _attributes(connection: sqlite3.Connection, coding_id: int) -> dict[int, list[AttributeValue]]:
    """The attributes of each event, in the order they were first given."""
    rows = connection.execute(
        "SELECT a.event_id, a.name, a.value, a.provenance"
        " FROM event e JOIN event_attribute a ON a.event_id = e.id"
        " WHERE e.coding_id = ? ORDER BY a.event_id, a.name, a.position",
        (coding_id,),
    ).fetchall()
    found: dict[tuple[int, str], AttributeValue] = {}
    for event_id, name, value, provenance in rows:
        known = found.get((event_id, name))
        values = (*known.values, value) if known else (value,)
        found[event_id, name] = AttributeValue(name, values, Provenance(provenance))
    attributes: dict[int, list[AttributeValue]] = {}
    for (event_id, _), attribute in found.items():
        attributes.setdefault(event_id, []).append(attribute)
    return attributes


def _comments(connection: sqlite3.Connection, coding_id: int) -> tuple[Comment, ...]:
    """What was written to a coding, and then for training when it was adjudicated."""
    rows = connection.execute(_COMMENTS, (coding_id, coding_id)).fetchall()
    return tuple(Comment(*row[1:]) for row in rows)


# a lesson is about the article: the event or words it stands by are the adjudicated coding's
_COMMENTS = """
SELECT 0, n.id, n.uuid, n.coding_id, n.kind, n.text, n.event_id, n.mention_id, n.reply_to,
    coalesce(k.name, ''), n.created_at
FROM comment n LEFT JOIN coder k ON k.id = n.coder_id WHERE n.coding_id = ?
UNION ALL
SELECT 1, n.id, n.uuid, n.coding_id, n.kind, n.text, NULL, NULL, n.reply_to,
    coalesce(k.name, ''), n.created_at
FROM adjudication d CROSS JOIN comment n ON n.coding_id = d.coding_id AND n.kind = 'training'
    LEFT JOIN coder k ON k.id = n.coder_id WHERE d.source_coding_id = ?
ORDER BY 1, 2
"""


def schema_text(connection: sqlite3.Connection) -> str:
    """The text of the schema in force, as the project keeps it."""
    (text,) = connection.execute(
        "SELECT c.schema FROM codebook c JOIN project p ON p.codebook_id = c.id"
    ).fetchone()
    return str(text)


def unfinished(connection: sqlite3.Connection) -> int:
    """How many codings are begun and not finished, whosever they are."""
    row = connection.execute("SELECT count(*) FROM coding WHERE status = 'in progress'").fetchone()
    return int(row[0])
