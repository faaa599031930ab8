"""Promises about texts, and that every offset points at the words kept beside it."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from operator import itemgetter

from annotator.domain.errors import TextError
from annotator.domain.events import Segment
from annotator.domain.language import later, tr
from annotator.domain.text import normalise, quotes_of, text_hash
from annotator.storage.promises import Case, Finding, Findings, Promise

_MENTIONS = (
    "SELECT c.article_id, m.id, s.position, s.start, s.end, s.quote FROM coding c"
    " JOIN mention m ON m.coding_id = c.id JOIN mention_segment s ON s.mention_id = m.id"
    " ORDER BY c.article_id, m.id, s.position"
)
_SUGGESTIONS = (
    "SELECT g.article_id, g.id, s.position, s.start, s.end, s.quote FROM suggestion g"
    " JOIN suggestion_segment s ON s.suggestion_id = g.id"
    " ORDER BY g.article_id, g.id, s.position"
)


def _texts(case: Case) -> Findings:
    """Every text is the one that was imported, counted and cleaned."""
    rows = case.connection.execute("SELECT id, text, sha256, characters, title FROM article")
    for article_id, text, kept, characters, title in rows:
        where = f"article {article_id}"
        if text_hash(text) != kept:
            yield Finding(where, tr("its text is not the one that was imported"))
        if len(text) != characters:
            yield Finding(
                where,
                tr("its text has {count} characters, not {characters}").format(
                    count=len(text), characters=characters
                ),
            )
        if normalise(text).text != text:
            yield Finding(where, tr("its text holds characters that an import takes out"))
        if not title.strip():
            yield Finding(where, tr("it has no title"), warning=True)


def _mention_quotes(case: Case) -> Findings:
    return _quotes(case.connection, "mention", _MENTIONS)


def _suggestion_quotes(case: Case) -> Findings:
    return _quotes(case.connection, "suggestion", _SUGGESTIONS)


def _quotes(connection: sqlite3.Connection, table: str, query: str) -> Findings:
    text_of = "SELECT text FROM article WHERE id = ?"
    for article_id, rows in groupby(connection.execute(query), key=itemgetter(0)):
        (text,) = connection.execute(text_of, (article_id,)).fetchone()
        for row_id, parts in groupby(rows, key=itemgetter(1)):
            what = _problem(text, list(parts))
            if what:
                yield Finding(f"{table} {row_id}", f"{what} (article {article_id})")


def _problem(text: str, parts: list[tuple[int, int, int, int, int, str]]) -> str:
    """What is wrong with the segments of one mention, empty when they are right."""
    if [part[2] for part in parts] != list(range(len(parts))):
        return tr("its segments are not numbered 0, 1, ...")
    try:
        words = quotes_of(text, tuple(Segment(part[3], part[4]) for part in parts))
    except (TextError, ValueError):
        return tr("a segment lies outside the text, or before the one it follows")
    for part, found in zip(parts, words, strict=True):
        if part[5] != found:
            return tr("it keeps “{kept}”, but the text says “{found}” at {start}-{end}").format(
                kept=part[5], found=found, start=part[3], end=part[4]
            )
    return ""


PROMISES = (
    Promise("texts", later("every text is the one that was imported"), _texts),
    Promise("quotes", later("every mention's words are those of the text"), _mention_quotes),
    Promise(
        "suggestions", later("every suggestion's words are those of the text"), _suggestion_quotes
    ),
)
