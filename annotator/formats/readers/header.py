"""Plain text: the first line is the title, then perhaps a block of what is known, then the body."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from annotator.domain.incoming import one_line
from annotator.domain.language import tr
from annotator.domain.text import normalise
from annotator.formats.readers.days import DayReader, NoDayError, read_words
from annotator.formats.readers.fields import folded

_LINE = re.compile(r"[ \t]*([^\W\d_][\w .-]{0,30}?)[ \t]*[:：][ \t]*(.*)")
_FIELD_OF = {
    "title": "title",
    "headline": "title",
    "date": "date",
    "published": "date",
    "publicationdate": "date",
    "pubdate": "date",
    "source": "source",
    "publisher": "source",
    "url": "url",
    "link": "url",
    "language": "language",
    "lang": "language",
    "id": "id",
}
_BY_LINE = frozenset({"by", "byline", "author", "authors"})


@dataclass(frozen=True)
class Parts:
    """A plain text taken apart: title, body, and the header block's fields as written."""

    title: str
    body: str
    fields: dict[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()  # lines of the block that no field keeps


@dataclass(frozen=True)
class Draft:
    """An article as it could be added; ``problem`` says what could not be read."""

    title: str
    body: str
    source: str = ""
    published: dt.date | None = None
    url: str = ""
    language: str = ""
    external_id: str = ""
    problem: str = ""


def take_apart(text: str) -> Parts:
    """Title, header block and body of a text whose line breaks are normalised.

    The block stands at the very top or under the title. Only lines of known names belong to it,
    each name once. Where a blank line parts it from the title it must be a paragraph of its own
    with a date that can be read, or several lines; else it is text.
    """
    lines = text.split("\n")
    fields, dropped, end = _block(lines, 0)
    if not fields or set(fields) == {"source"}:
        return _under_title(lines)
    title = fields.pop("title", "")
    rest = "\n".join(lines[end:]).strip()
    if not title:
        title, _, rest = rest.partition("\n")
    return Parts(title.strip(), rest.strip(), fields, dropped)


def _under_title(lines: list[str]) -> Parts:
    title, begin = lines[0].strip(), 1
    fields, dropped, end = _block(lines, begin)
    if not end > begin:
        fields, dropped, end = _paragraph(lines, begin)
    return Parts(title, "\n".join(lines[end:]).strip(), fields, dropped)


def _paragraph(lines: list[str], begin: int) -> tuple[dict[str, str], tuple[str, ...], int]:
    """A block behind blank lines, when nothing about it says that it is text."""
    nothing: tuple[dict[str, str], tuple[str, ...], int] = ({}, (), begin)
    start = begin
    while start < len(lines) and not lines[start].strip():
        start += 1
    fields, dropped, end = _block(lines, start)
    if end < len(lines) and lines[end].strip():
        return nothing
    if "date" in fields and not _is_day(fields["date"]):
        return nothing
    return (fields, dropped, end) if "date" in fields or len(fields) > 1 else nothing


def _block(lines: list[str], begin: int) -> tuple[dict[str, str], tuple[str, ...], int]:
    """The fields of the header lines from ``begin`` on, the lines no field keeps, and their end."""
    fields: dict[str, str] = {}
    dropped: list[str] = []
    for at in range(begin, len(lines)):
        match = _LINE.fullmatch(lines[at])
        name = folded(match[1]) if match else ""
        if match and name in _BY_LINE and not dropped:
            dropped.append(lines[at].strip())
        elif match and name in _FIELD_OF and _FIELD_OF[name] not in fields:
            fields[_FIELD_OF[name]] = match[2].strip()
        else:
            return fields, tuple(dropped), at
    return fields, tuple(dropped), len(lines)


def _is_day(words: str) -> bool:
    try:
        read_words(words)
    except NoDayError:
        return False
    return True


def from_text(text: str) -> Draft:
    """A draft of an article from pasted text: title, body, and what its header block says."""
    parts = take_apart(normalise(text).text)
    published, problem = None, ""
    try:
        published = DayReader().read(parts.fields.get("date"))
    except NoDayError as error:
        problem = tr("The publication date was left empty: {error}.").format(error=error)
    return Draft(
        title=one_line(parts.title),
        body=parts.body,
        source=parts.fields.get("source", ""),
        published=published,
        url=parts.fields.get("url", ""),
        language=parts.fields.get("language", ""),
        external_id=parts.fields.get("id", ""),
        problem=problem,
    )
