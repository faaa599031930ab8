"""The sheets of a dataset: their columns and where their rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.domain.dataset import (
    ArticleRecord,
    AssignmentRow,
    Batch,
    CodingRow,
    CommentRow,
    Dataset,
    ProjectFacts,
    Rows,
    Totals,
)
from annotator.formats.columns import Layout, layout
from annotator.formats.event_rows import EventRows, article_cells, id_cells, seconds_cell
from annotator.formats.picking import Picks
from annotator.formats.slot_cells import Cells
from annotator.formats.slot_columns import Column

Chunk = Sequence[Cells]
NOT_STARTED = "not started"
"""What stands for the status of a coding that was not begun."""
NAMES = {rows: rows.value.capitalize() for rows in Rows}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written: ``chunks`` gives its rows anew with each call.

    ``count`` says how many there are; it is asked when the sheets before have been written.
    """

    name: str
    columns: tuple[Column, ...]
    chunks: Callable[[], Iterable[Chunk]]
    count: Callable[[], int]


@dataclass
class Coded:
    """The sheets of coded data of one dataset, read once for each sheet."""

    dataset: Dataset
    unfinished: bool
    picks: Picks = field(default_factory=dict)
    facts: ProjectFacts = field(init=False)
    layout: Layout = field(init=False)
    totals: Totals = field(init=False)
    count_dyads: bool = False  # count them while events are read, for the sheet that follows

    def __post_init__(self) -> None:
        self.facts = self.dataset.facts
        current = self.facts.codebook.schema
        newest_first = sorted(self.facts.codebooks.values(), key=lambda c: -c.version)
        earlier = [c.schema for c in newest_first if c.schema is not current]
        self.layout = layout(current, earlier=earlier, picks=self.picks)
        self.totals = self.dataset.totals(unfinished=self.unfinished)
        self._rows = EventRows(self.facts, self.layout)
        self._dyads_found: int | None = None

    def sheet(self, rows: Rows) -> Sheet:
        """The sheet of one kind of rows."""
        chunks, count = {
            Rows.EVENTS: (self._events, lambda: self.totals.events),
            Rows.DYADS: (self._dyads, self.dyads),
            Rows.MENTIONS: (self._mentions, lambda: self.totals.mentions),
            Rows.CODINGS: (self._codings, lambda: self.totals.codings),
            Rows.COMMENTS: (self._comments, lambda: self.totals.comments),
            Rows.ARTICLES: (self._articles, lambda: self.totals.articles),
            Rows.ASSIGNMENTS: (self._assignments, lambda: self.totals.assignments),
        }[rows]
        return Sheet(NAMES[rows], self.layout.columns[rows], chunks, count)

    def dyads(self) -> int:
        """How many dyads there are; known when the events have been read, else it takes a while."""
        if self._dyads_found is None:
            self._dyads_found = sum(map(self._rows.count_dyads, self._batches()))
        return self._dyads_found

    def _batches(self) -> Iterator[Batch]:
        return self.dataset.batches(unfinished=self.unfinished)

    def _events(self) -> Iterator[Chunk]:
        dyads = 0
        for batch in self._batches():
            yield list(self._rows.events(batch))
            dyads += self._rows.count_dyads(batch) if self.count_dyads else 0
        self._dyads_found = dyads if self.count_dyads else None

    def _dyads(self) -> Iterator[Chunk]:
        for batch in self._batches():
            yield list(self._rows.dyads(batch))

    def _mentions(self) -> Iterator[Chunk]:
        for batch in self.dataset.batches(unfinished=self.unfinished, mentions=True):
            yield list(self._rows.mentions(batch))

    def _codings(self) -> Iterator[Chunk]:
        for batch in self._batches():
            yield [self._coding(batch, number) for number in range(len(batch.codings))]

    def _coding(self, batch: Batch, number: int) -> Cells:
        coding = batch.codings[number]
        codebook = self.facts.codebooks[coding.codebook_id]
        comments = batch.comments.get(coding.id, ())
        return (
            *id_cells(coding),
            coding.reason,
            str(len(batch.events.get(coding.id, ()))),
            seconds_cell(coding),
            codebook.name,
            str(codebook.version),
            str(coding.unaided),
            str(coding.flagged),
            coding.started_at,
            coding.finished_at or "",
            _said(comments, ("note", "training")),
            _said(comments, ("question",)),
            _said(comments, ("answer",)),
            *article_cells(coding),
        )

    def _comments(self) -> Iterator[Chunk]:
        for batch in self._batches():
            yield [
                _comment(batch, coding, comment)
                for coding in batch.codings
                for comment in batch.comments.get(coding.id, ())
            ]

    def _articles(self) -> Iterator[Chunk]:
        for articles in self.dataset.articles(unfinished=self.unfinished):
            yield [_article(article) for article in articles]

    def _assignments(self) -> Iterator[Chunk]:
        for rows in self.dataset.assignments():
            yield [_assignment(row) for row in rows]


def _said(comments: Iterable[CommentRow], kinds: tuple[str, ...]) -> str:
    return "\n".join(comment.text for comment in comments if comment.kind in kinds)


def _comment(batch: Batch, coding: CodingRow, comment: CommentRow) -> Cells:
    events = list(enumerate(batch.events.get(coding.id, ()), 1))
    event_id, number = next(
        ((event.uuid, str(at)) for at, event in events if event.id == comment.event_id), ("", "")
    )
    return (
        *id_cells(coding),
        comment.uuid,
        comment.kind,
        comment.text,
        comment.coder,
        comment.created_at,
        comment.reply_to,
        event_id,
        number,
        comment.mention_uuid,
        comment.quote,
        *article_cells(coding),
    )


def _article(article: ArticleRecord) -> Cells:
    return (
        article.uuid,
        article.external_id,
        article.title,
        article.source,
        article.published or "",
        article.url,
        article.language,
        article.collection,
        str(article.codings),
        str(article.events),
        str(article.characters),
        article.sha256,
        article.imported_at,
        article.imported_from,
    )


def _assignment(row: AssignmentRow) -> Cells:
    return (
        row.article_uuid,
        row.coder,
        row.round,
        row.status or NOT_STARTED,
        row.round_kind,
        str(row.given),
        "" if row.position is None else str(row.position + 1),
        str(row.unaided),
        *article_cells(row),
    )


def listed(name: str, columns: tuple[Column, ...], rows: Callable[[], Sequence[Cells]]) -> Sheet:
    """A small sheet whose rows are made at once, when its turn comes."""
    return Sheet(name, columns, lambda: [rows()], lambda: len(rows()))
