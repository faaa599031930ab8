"""The mentions of a coding: shared where they mark the same characters, gone when unused."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from annotator.domain.errors import EditRefusedError, TextError
from annotator.domain.events import Segments, merge_segments
from annotator.domain.language import tr
from annotator.domain.text import quotes_of
from annotator.storage.journal import new_uuid
from annotator.storage.project import EditInProgress
from annotator.storage.rows import segment_rows


@dataclass(frozen=True, slots=True)
class Marked:
    """Characters of an article's text: merged segments in order, and the words there."""

    segments: Segments
    quotes: tuple[str, ...]

    @property
    def words(self) -> str:
        """The words, the segments joined by a blank."""
        return " ".join(self.quotes)


def marked(connection: sqlite3.Connection, article_id: int, segments: Segments) -> Marked:
    """The characters that segments mark in an article.

    Raises:
        EditRefusedError: nothing is marked, or only blanks, or a segment reaches past the text.
    """
    (text,) = connection.execute("SELECT text FROM article WHERE id = ?", (article_id,)).fetchone()
    merged = merge_segments(segments)
    try:
        quotes = quotes_of(text, merged)
    except TextError as error:
        raise EditRefusedError(tr("{error} Nothing was changed.").format(error=error)) from error
    if not any(quote.strip() for quote in quotes):
        raise EditRefusedError(tr("No words are marked: select some first. Nothing was changed."))
    return Marked(merged, quotes)


def find_mention(
    connection: sqlite3.Connection, coding_id: int, kind: str, segments: Segments
) -> int | None:
    """The coding's mention of that type on exactly these characters, None without one."""
    first = segments[0]
    candidates = connection.execute(
        "SELECT m.id FROM mention m JOIN mention_segment s ON s.mention_id = m.id"
        " WHERE m.coding_id = ? AND m.type = ? AND s.position = 0 AND s.start = ? AND s.end = ?",
        (coding_id, kind, first.start, first.end),
    ).fetchall()
    wanted = [(segment.start, segment.end) for segment in segments]
    for (mention_id,) in candidates:
        found = connection.execute(
            "SELECT start, end FROM mention_segment WHERE mention_id = ? ORDER BY position",
            (mention_id,),
        ).fetchall()
        if found == wanted:
            return int(mention_id)
    return None


def share_mention(edit: EditInProgress, coding_id: int, kind: str, marks: Marked) -> int:
    """The coding's mention on these characters, made when there is none yet."""
    found = find_mention(edit.connection, coding_id, kind, marks.segments)
    if found is not None:
        return found
    mention_id = edit.insert("mention", uuid=new_uuid(), coding_id=coding_id, type=kind)
    for columns in segment_rows(marks.segments, marks.quotes):
        edit.insert("mention_segment", mention_id=mention_id, **columns)
    return mention_id


def place_mention(edit: EditInProgress, mention_id: int, marks: Marked) -> None:
    """Let a mention stand on other characters."""
    old = edit.connection.execute(
        "SELECT id FROM mention_segment WHERE mention_id = ? ORDER BY position", (mention_id,)
    ).fetchall()
    new = segment_rows(marks.segments, marks.quotes)
    for (row_id,), columns in zip(old, new, strict=False):
        edit.update("mention_segment", row_id, **columns)
    for columns in new[len(old) :]:
        edit.insert("mention_segment", mention_id=mention_id, **columns)
    for (row_id,) in reversed(old[len(new) :]):
        edit.delete("mention_segment", row_id)


def add_evidence_row(edit: EditInProgress, filler_id: int, mention_id: int) -> bool:
    """Make a mention evidence of a filler, behind those it has; False when it is already."""
    (last, known) = edit.connection.execute(
        "SELECT max(position), max(mention_id = ?) FROM evidence WHERE filler_id = ?",
        (mention_id, filler_id),
    ).fetchone()
    if known:
        return False
    position = 0 if last is None else last + 1
    edit.insert("evidence", filler_id=filler_id, mention_id=mention_id, position=position)
    return True


def delete_where(edit: EditInProgress, table: str, column: str, value: int) -> None:
    """Remove the rows of a table that belong to something."""
    rows = edit.connection.execute(
        f"SELECT id FROM {table} WHERE {column} = ? ORDER BY id DESC", (value,)
    ).fetchall()
    for (row_id,) in rows:
        edit.delete(table, row_id)


def cut_loose(
    edit: EditInProgress, table: str, column: str, value: int, *, onto: int | None = None
) -> None:
    """Let rows stay that point at something that goes (a note on an event, say).

    They point nowhere afterwards, or at ``onto``.
    """
    rows = edit.connection.execute(
        f"SELECT id FROM {table} WHERE {column} = ?", (value,)
    ).fetchall()
    for (row_id,) in rows:
        edit.update(table, row_id, **{column: onto})


def drop_unused_mentions(edit: EditInProgress, coding_id: int) -> None:
    """Remove the mentions of a coding that serve no filler any more; notes on them stay."""
    unused = edit.connection.execute(
        "SELECT id FROM mention m WHERE coding_id = ?"
        " AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.mention_id = m.id)",
        (coding_id,),
    ).fetchall()
    for (mention_id,) in unused:
        cut_loose(edit, "comment", "mention_id", mention_id)
        delete_where(edit, "mention_segment", "mention_id", mention_id)
        edit.delete("mention", mention_id)
