"""What coders and their supervisor say to one another: notes, questions and their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.domain.events import Coding, Comment, Desk, Event, Segments, evidence_of
from annotator.domain.schema import Schema


@dataclass(frozen=True, slots=True)
class Subject:
    """What a comment is about: an event, a mention, or with neither the article."""

    event_id: int | None = None
    mention_id: int | None = None


ARTICLE = Subject()


@dataclass(frozen=True, slots=True)
class Thread:
    """A note, or a question with the answers to it."""

    said: Comment
    answers: tuple[Comment, ...] = ()

    @property
    def is_question(self) -> bool:
        """Whether it waits, or waited, for an answer."""
        return self.said.kind == "question"

    @property
    def is_open(self) -> bool:
        """Whether it is a question that nobody has answered."""
        return self.is_question and not self.answers

    @property
    def words(self) -> str:
        """All of it, one thing said after the other."""
        mark = "? " if self.is_question else ""
        return "\n".join([f"{mark}{self.said.text}", *(f"→ {a.text}" for a in self.answers)])


Talk = tuple[Thread, ...]


def subject_of(comment: Comment) -> Subject:
    """What a note or a question is about."""
    return Subject(None if comment.mention_id else comment.event_id, comment.mention_id)


def talk_of(comments: Iterable[Comment]) -> dict[Subject, Talk]:
    """Notes and questions by what they are about, each with its answers, in order."""
    answers: dict[int, list[Comment]] = {}
    heads = []
    for comment in comments:
        if comment.reply_to is None:
            heads.append(comment)
        else:
            answers.setdefault(comment.reply_to, []).append(comment)
    found: dict[Subject, Talk] = {}
    for head in heads:
        thread = Thread(head, tuple(answers.get(head.id, ())))
        found[subject_of(head)] = (*found.get(subject_of(head), ()), thread)
    return found


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to a question; ``read`` by the coder who asked."""

    id: int
    uuid: str
    coder: str
    text: str
    answered_at: str  # UTC, ISO 8601
    read: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question of one coder, with where it was asked and what was answered."""

    id: int
    uuid: str
    desk: Desk  # whose, and in which round
    article_id: int
    article_uuid: str
    title: str
    text: str
    asked_at: str  # UTC, ISO 8601
    event_id: int | None
    event_uuid: str
    event_number: int | None  # of the event in its coding, from 1
    mention_id: int | None
    mention_uuid: str
    quote: str  # words of the mention
    answers: tuple[Answer, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return not self.answers

    @property
    def is_news(self) -> bool:
        """Whether its coder has not read an answer yet."""
        return any(not answer.read for answer in self.answers)


def place_of(question: Question, coding: Coding, schema: Schema) -> Segments:
    """The characters a question is about; none where it is about the whole article."""
    mentions = [m for e in coding.events for f in e.fillers for m in f.mentions]
    found = next((m for m in mentions if m.id == question.mention_id), None)
    if found is not None:
        return found.segments
    event: Event | None = coding.event(question.event_id)
    return evidence_of(event, schema.code_slot) if event is not None else ()
