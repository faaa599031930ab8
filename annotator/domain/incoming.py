"""Articles on their way in: where each came from, and what was wrong with those left out."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from annotator.domain.events import NewArticle
from annotator.domain.language import tr
from annotator.domain.text import article_text, headline_of, normalise

_ROW = re.compile(r", (?:row|line) \d+\Z")
_LONGEST_TITLE = 300  # code points; a title is shown in lists, the text itself keeps all of it


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from: a file and, where it holds several, the row (counted from 1)."""

    file: str
    row: int | None = None
    unit: str = "row"  # or "line"

    def __str__(self) -> str:
        return self.file if self.row is None else f"{self.file}, {self.unit} {self.row}"

    @property
    def words(self) -> str:
        """The same for people; the project keeps what ``str`` gives."""
        if self.row is None:
            return self.file
        said = tr("{file}, line {row}") if self.unit == "line" else tr("{file}, row {row}")
        return said.format(file=self.file, row=self.row)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article that can be imported."""

    article: NewArticle
    origin: Origin


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row, or a whole file, that cannot be imported, and why."""

    origin: Origin
    reason: str

    @property
    def file(self) -> str:
        """The file's name."""
        return self.origin.file

    @property
    def row(self) -> int | None:
        """Its row, counted from 1; None for a whole file."""
        return self.origin.row

    def __str__(self) -> str:
        return f"{self.origin.words}: {self.reason}"


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read to its end: in which encoding, and what else is to be said of it."""

    file: str
    encoding: str = ""  # in words; empty where the file's format leaves no choice
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article whose text is in the project already."""

    origin: Origin
    article_id: int  # of the one that has the text
    known_from: str  # where that one came from, empty when that is not known

    def __str__(self) -> str:
        sentence = (
            tr("{origin}: the same text as {known}")
            if self.known_from
            else tr("{origin}: the same text as an article there already")
        )
        return sentence.format(origin=self.origin.words, known=self.known_from)


def file_of(imported_from: str) -> str:
    """The file of an origin in words: without the row."""
    return _ROW.sub("", imported_from)


def one_line(words: str) -> str:
    """Words without line breaks, control characters and repeated blanks."""
    # A printable line holds nothing that is cleaned, and asking is much faster than cleaning.
    return " ".join((words if words.isprintable() else normalise(words).text).split())


def new_article(
    *,
    title: str = "",
    body: str,
    source: str = "",
    published: dt.date | None = None,
    url: str = "",
    language: str = "",
    external_id: str = "",
    clean: bool = False,
) -> tuple[NewArticle, tuple[str, ...]]:
    """An article ready for import, and what had to be cleaned in its text, in words.

    Without a title the first line of the body is the headline. ``clean`` says that it is known
    that nothing has to be cleaned but, perhaps, carriage returns: that takes half the time.

    Raises:
        TextError: neither title nor body holds a visible character.
    """
    notes: tuple[str, ...] = ()
    if not clean or "\r" in title or "\r" in body:
        headline, content = normalise(title), normalise(body)
        title, body, notes = headline.text, content.text, headline.notes + content.notes
    text = article_text(title, body)
    article = NewArticle(
        text=text,
        title=shortened(headline_of(text)),
        source=one_line(source),
        published=published,
        url=one_line(url),
        language=one_line(language),
        external_id=one_line(external_id),
    )
    return article, notes


def shortened(title: str) -> str:
    """A title that lists can show: one of more than 300 characters ends in an ellipsis."""
    if len(title) <= _LONGEST_TITLE:
        return title
    words = title[:_LONGEST_TITLE].rpartition(" ")[0] or title[:_LONGEST_TITLE]
    return f"{words.rstrip()} …"
