"""Bring a coding in the tables to a content that came from elsewhere, row by row.

What is there already by its identity keeps its row; what is not in the content goes; what others
wrote to the coding stays. Every row goes through the edit that is being made, so that undo takes
all of it back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from annotator.domain.changes import Op
from annotator.storage.coding_content import CODING_COLUMNS, Content
from annotator.storage.foreign_suggestions import find_suggestion
from annotator.storage.project import EditInProgress
from annotator.storage.rows import VALUE_COLUMNS


@dataclass(frozen=True)
class Known:
    """The rows of this file that a content's identities stand for."""

    articles: Mapping[str, int]
    coders: Mapping[str, int]
    rounds: Mapping[str, int]
    codebooks: Mapping[str, int]
    codes: Mapping[str, tuple[int, str, bool]]  # id, the code as it is now, whether it is in use


def known_rows(connection: sqlite3.Connection) -> Known:
    """What the present file knows by identity."""

    def ids(table: str) -> dict[str, int]:
        return dict(connection.execute(f"SELECT uuid, id FROM {table}").fetchall())

    codes = connection.execute("SELECT uuid, id, code, retired_in IS NULL FROM code").fetchall()
    return Known(
        ids("article"),
        ids("coder"),
        ids("round"),
        ids("codebook"),
        {uuid: (row_id, code, bool(used)) for uuid, row_id, code, used in codes},
    )


def restore(
    edit: EditInProgress, known: Known, content: Content, *, coding_id: int | None, revision: str
) -> int:
    """Make a coding what the content says, and return its id; None begins a new one."""
    coding_id = _restore_coding(edit, known, content, coding_id, revision)
    work = _Work(edit, known, content, coding_id, known.articles[content["article"]])
    work.remove()
    work.put()
    return coding_id


def _restore_coding(
    edit: EditInProgress, known: Known, content: Content, coding_id: int | None, revision: str
) -> int:
    values = {
        "uuid": content["uuid"],
        "codebook_id": known.codebooks[content["codebook"]],
        "revision": revision,
        **{name: content[name] for name in CODING_COLUMNS},
    }
    if coding_id is not None:
        edit.update("coding", coding_id, **values)
        return coding_id
    return edit.insert(
        "coding",
        article_id=known.articles[content["article"]],
        coder_id=known.coders[content["coder"]],
        round_id=known.rounds[content["round"]],
        **values,
    )


@dataclass
class _Work:
    """One coding while it is brought to its content."""

    edit: EditInProgress
    known: Known
    content: Content
    coding_id: int
    article_id: int

    def _present(self, query: str) -> dict[Any, int]:
        """Row ids of the coding by what tells them apart; ``:coding`` stands for its id."""
        rows = self.edit.connection.execute(query, {"coding": self.coding_id}).fetchall()
        return dict(rows)

    @cached_property
    def _mentions(self) -> dict[str, int]:
        return self._present("SELECT uuid, id FROM mention WHERE coding_id = :coding")

    @cached_property
    def _events(self) -> dict[str, int]:
        return self._present("SELECT uuid, id FROM event WHERE coding_id = :coding")

    @cached_property
    def _comments(self) -> dict[str, int]:
        return self._present("SELECT uuid, id FROM comment WHERE coding_id = :coding")

    @cached_property
    def _fillers(self) -> dict[str, int]:
        return self._present(
            "SELECT f.uuid, f.id FROM filler f JOIN event e ON e.id = f.event_id"
            " WHERE e.coding_id = :coding"
        )

    def remove(self) -> None:
        """Take away what the content does not hold, dependants first."""
        wanted = self.content
        events = {event["uuid"] for event in wanted["events"]}
        fillers = {f["uuid"] for event in wanted["events"] for f in event["fillers"]}
        mentions = {mention["uuid"] for mention in wanted["mentions"]}
        comments = {comment["uuid"] for comment in wanted["comments"]}
        self._remove_comments(comments)
        gone = [row for uuid, row in self._fillers.items() if uuid not in fillers]
        for filler_id in gone:
            self._remove_filler(filler_id)
        for uuid, event_id in self._events.items():
            if uuid not in events:
                self._remove_event(event_id)
        for uuid, mention_id in self._mentions.items():
            if uuid not in mentions:
                self._remove_mention(mention_id)

    def _remove_comments(self, wanted: set[str]) -> None:
        """Remove the coder's own comments that are gone, where nobody answered them."""
        rows = self.edit.connection.execute(
            "SELECT n.id, n.uuid FROM comment n JOIN coding c ON c.id = n.coding_id"
            " WHERE n.coding_id = ? AND n.coder_id = c.coder_id"
            " AND NOT EXISTS (SELECT 1 FROM comment r WHERE r.reply_to = n.id)",
            (self.coding_id,),
        ).fetchall()
        for comment_id, uuid in rows:
            if uuid not in wanted:
                self.edit.delete("comment", comment_id)

    def _remove_filler(self, filler_id: int) -> None:
        for table in ("evidence", "filler_code", "code_review"):
            self._delete_where(table, "filler_id", filler_id)
        for (entry_id,) in self.edit.connection.execute(
            "SELECT id FROM dictionary_entry WHERE filler_id = ?", (filler_id,)
        ).fetchall():
            self.edit.update("dictionary_entry", entry_id, filler_id=None)
        self.edit.delete("filler", filler_id)

    def _remove_event(self, event_id: int) -> None:
        self._delete_where("event_attribute", "event_id", event_id)
        self._delete_where("event_link", "event_id", event_id)
        self._delete_where("event_link", "other_event_id", event_id)
        self._delete_where("verdict", "event_id", event_id)
        self._let_go("event_id", event_id)
        self.edit.delete("event", event_id)

    def _remove_mention(self, mention_id: int) -> None:
        self._delete_where("evidence", "mention_id", mention_id)
        self._delete_where("mention_segment", "mention_id", mention_id)
        self._let_go("mention_id", mention_id)
        self.edit.delete("mention", mention_id)

    def _delete_where(self, table: str, column: str, value: int) -> None:
        rows = self.edit.connection.execute(
            f"SELECT id FROM {table} WHERE {column} = ?", (value,)
        ).fetchall()
        for (row_id,) in rows:
            self.edit.delete(table, row_id)

    def _let_go(self, column: str, row_id: int) -> None:
        """Let comments on what goes be about the article."""
        for (comment_id,) in self.edit.connection.execute(
            f"SELECT id FROM comment WHERE {column} = ?", (row_id,)
        ).fetchall():
            self.edit.update("comment", comment_id, **{column: None})

    def put(self) -> None:
        """Put everything in that the content holds."""
        for mention in self.content["mentions"]:
            self._put_mention(mention)
        for event in self.content["events"]:
            self._put_event(event)
        self._put_decisions()
        self._put_comments()
        self._put_verdicts()

    def _put(self, table: str, row_id: int | None, **values: object) -> int:
        if row_id is None:
            return self.edit.insert(table, **values)
        self.edit.update(table, row_id, **values)
        return row_id

    def _put_rows(
        self,
        table: str,
        owner: tuple[str, int],
        keys: tuple[str, ...],
        wanted: Iterable[Mapping[str, object]],
    ) -> None:
        """Make the rows that hang on another what is wanted, told apart by ``keys``."""
        column, owner_id = owner
        rows = self.edit.connection.execute(
            f"SELECT id, {', '.join(keys)} FROM {table} WHERE {column} = ?", (owner_id,)
        ).fetchall()
        present = {tuple(row[1:]): row[0] for row in rows}
        listed = {tuple(values[key] for key in keys): values for values in wanted}
        for key in present.keys() - listed.keys():
            self.edit.delete(table, present[key])
        for key, values in listed.items():
            self._put(table, present.get(key), **{column: owner_id}, **values)

    def _put_mention(self, mention: Content) -> None:
        mention_id = self._mentions[mention["uuid"]] = self._put(
            "mention",
            self._mentions.get(mention["uuid"]),
            uuid=mention["uuid"],
            coding_id=self.coding_id,
            type=mention["type"],
        )
        self._put_rows(
            "mention_segment",
            ("mention_id", mention_id),
            ("position",),
            [
                {"position": at, "start": start, "end": end, "quote": quote}
                for at, (start, end, quote) in enumerate(mention["segments"])
            ],
        )

    def _put_event(self, event: Content) -> None:
        columns = ("uuid", "position", "reciprocal", "reciprocal_provenance", "created_at")
        event_id = self._events[event["uuid"]] = self._put(
            "event",
            self._events.get(event["uuid"]),
            coding_id=self.coding_id,
            **{name: event[name] for name in columns},
        )
        self._put_rows(
            "event_attribute", ("event_id", event_id), ("name", "position"), event["attributes"]
        )
        for filler in event["fillers"]:
            self._put_filler(event_id, filler)

    def _put_filler(self, event_id: int, filler: Content) -> None:
        codes = [self._code(*element) for element in filler["codes"]]
        values = {name: filler[name] for name in VALUE_COLUMNS}
        if codes:
            values["code"] = "".join(code for code, _ in codes)
        filler_id = self._fillers[filler["uuid"]] = self._put(
            "filler",
            self._fillers.get(filler["uuid"]),
            uuid=filler["uuid"],
            event_id=event_id,
            slot=filler["slot"],
            position=filler["position"],
            provenance=filler["provenance"],
            pipeline_id=self._pipeline(filler["pipeline"]),
            suggestion_id=self._suggestion(filler["suggestion"]),
            copied_from=filler["copied_from"],
            **values,
        )
        self._put_rows(
            "filler_code",
            ("filler_id", filler_id),
            ("position",),
            [
                {"position": at, "element": element, "code_id": code_id}
                for at, (element, code_id) in enumerate(codes)
            ],
        )
        self._put_rows(
            "evidence",
            ("filler_id", filler_id),
            ("mention_id",),
            [
                {"mention_id": self._mentions[uuid], "position": at}
                for at, uuid in enumerate(filler["evidence"])
            ],
        )
        self._put_reviews(filler_id, filler["reviews"])

    def _code(self, element: str, uuid: str | None) -> tuple[str, int | None]:
        """An element as it is written now, and the code it is here (None: not known)."""
        if uuid is None or uuid not in self.known.codes:
            return element, None
        code_id, code, in_use = self.known.codes[uuid]
        return (code if in_use else element), code_id

    def _put_reviews(self, filler_id: int, reviews: Iterable[list[Any]]) -> None:
        wanted = [
            {
                "uuid": uuid,
                "codebook_id": self.known.codebooks[codebook],
                "code": code,
                "settled": settled,
            }
            for uuid, codebook, code, settled in reviews
            if codebook in self.known.codebooks
        ]
        self._put_rows("code_review", ("filler_id", filler_id), ("uuid",), wanted)

    def _pipeline(self, name: list[str] | None) -> int | None:
        if name is None:
            return None
        row = self.edit.connection.execute(
            "SELECT id FROM pipeline WHERE name = ? AND version = ? AND components = ?", name
        ).fetchone()
        return None if row is None else int(row[0])

    def _suggestion(self, name: list[Any] | None) -> int | None:
        if name is None:
            return None
        return find_suggestion(self.edit.connection, self.article_id, name)

    def _put_decisions(self) -> None:
        found = [(self._suggestion(name), word) for name, word in self.content["decisions"]]
        self._put_rows(
            "decision",
            ("coding_id", self.coding_id),
            ("suggestion_id",),
            [
                {"suggestion_id": suggestion_id, "decision": word}
                for suggestion_id, word in found
                if suggestion_id is not None
            ],
        )

    def _put_comments(self) -> None:
        """Put the coder's comments in, questions before answers; others' only where they lack.

        What others wrote is theirs to change: a coding that comes home does not bring back what
        they have reworded or deleted since.
        """
        answers = [one for one in self.content["comments"] if one["reply_to"] is not None]
        others = [one for one in self.content["comments"] if one["reply_to"] is None]
        for comment in [*others, *answers]:
            if comment["coder"] == self.content["coder"] or self._lacks(comment["uuid"]):
                self._put_comment(comment)

    def _lacks(self, comment: str) -> bool:
        """Whether a comment is not here, and nobody took it away."""
        if comment in self._comments:
            return False
        deleted = self.edit.connection.execute(
            "SELECT 1 FROM edit_row r JOIN edit e ON e.id = r.edit_id"
            " WHERE r.table_name = 'comment' AND r.after IS NULL AND e.op NOT IN (?, ?)"
            " AND r.before LIKE '%' || ? || '%' LIMIT 1",
            (Op.MERGE_PACKETS, Op.CHOOSE_STATE, comment),
        ).fetchone()
        return deleted is None

    def _put_comment(self, comment: Content) -> None:
        self._comments[comment["uuid"]] = self._put(
            "comment",
            self._comments.get(comment["uuid"]),
            uuid=comment["uuid"],
            coding_id=self.coding_id,
            event_id=self._events.get(comment["event"]),
            mention_id=self._mentions.get(comment["mention"]),
            coder_id=self.known.coders.get(comment["coder"]),
            kind=comment["kind"],
            reply_to=self._comments.get(comment["reply_to"]),
            text=comment["text"],
            created_at=comment["created_at"],
        )

    def _put_verdicts(self) -> None:
        """Say what was adjudicated, as far as the codings adjudicated are in this file."""
        sources = [
            row[0]
            for uuid in self.content["adjudicated"]
            for row in self.edit.connection.execute("SELECT id FROM coding WHERE uuid = ?", (uuid,))
        ]
        self._put_rows(
            "adjudication",
            ("coding_id", self.coding_id),
            ("source_coding_id",),
            [{"source_coding_id": source} for source in sources],
        )
        self._put_rows(
            "verdict",
            ("coding_id", self.coding_id),
            ("source_event",),
            [
                {
                    "uuid": verdict["uuid"],
                    "source_event": verdict["source_event"],
                    "event_id": self._events.get(verdict["event"]),
                }
                for verdict in self.content["verdicts"]
            ],
        )
