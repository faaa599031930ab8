"""A project in the CAMEO schema with a few articles coded through the ops, for exports."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from annotator.domain import schema_file
from annotator.domain.events import CodingStatus, Segment
from annotator.domain.incoming import Incoming, Origin, new_article
from annotator.domain.values import Bound, CodeValue, DateValue, PlaceValue
from annotator.resources import schema_path
from annotator.storage import ops, people, questions, reads
from annotator.storage.dataset import open_dataset
from annotator.storage.imports import add_articles
from annotator.storage.project import create, open_project

TITLE = "Leaders meet in Baku"
BODY = (
    "The president of Azerbaijan hosted the presidents of Türkiye and Syria in Baku on 9 April. "
    "🕊 Delegations of Türkiye and Israel sat down, two officials said; and talks will go on."
    '\n\n=HYPERLINK("x") is not a link. An army spoke to an air force of its own country.'
)
TEXT = f"{TITLE}\n\n{BODY}"


def make(path: Path) -> Path:
    """A copy of a project with three articles and four codings, one of them unfinished."""
    shutil.copy(_template(), path)
    return path


@cache
def _template() -> Path:
    path = Path(tempfile.mkdtemp(prefix="annotator-tests-")) / "baku.db"
    create(path, schema=schema_file.canonical(schema_path("cameo")), title="Baku")
    with open_project(path) as project:
        add_articles(
            project,
            [
                _incoming(TITLE, BODY, row=2, external_id="t-1"),
                _incoming("A football match", "It rained.", row=3, external_id="t-2"),
                _incoming("Not coded", "By anybody.", row=4, external_id="t-3"),
            ],
        )
        _code(project, people.sit_down(project, "ann"))
        _code_again(project, people.sit_down(project, "bob"))
    return path


def _incoming(title, body, *, row, external_id):
    article, _ = new_article(
        title=title,
        body=body,
        source="Wire",
        published=dt.date(2025, 4, 10),
        url="https://example.org/1",
        language="en",
        external_id=external_id,
    )
    return Incoming(article, Origin("news.csv", row))


def at(*words):
    """Where words stand in the text, one segment for each."""
    return tuple(Segment(TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


class Coder:
    """Codes events in few words."""

    def __init__(self, project, desk, article_id=1):
        self.project, self.desk, self.article_id = project, desk, article_id
        self.event_id = None

    def event(self):
        self.event_id = ops.create_event(self.project, self.desk, self.article_id).event_id
        return self.event_id

    def fill(self, slot, value, *words):
        if isinstance(value, str):
            value = CodeValue(value)
        return ops.fill_slot(
            self.project, self.desk, self.event_id, slot, value=value, segments=at(*words)
        ).filler_id


def _code(project, desk):
    ann = Coder(project, desk)
    hosting = ann.event()
    source = ann.fill("source", "AZEGOV", "president of Azerbaijan")
    ops.add_evidence(project, desk, source, segments=at("Azerbaijan"))
    ann.fill("action", "043", "hosted", "on 9")
    ann.fill("target", "TURGOV", "presidents of Türkiye")
    ann.fill("target", "SYRGOV", "Syria")
    ann.fill("location", PlaceValue("Baku", "AZE", "", 40.4093, 49.8671, "587084", 1), "Baku on")
    ann.fill("date", DateValue.day(dt.date(2025, 4, 9), text="9 April"), "9 April")
    ops.set_attribute(project, desk, hosting, "note", ("a; b",))
    ops.set_comment(project, desk, 1, "note", "on the event", event_id=hosting)
    ops.set_comment(project, desk, 1, "question", "Is this in scope?")
    (first, *_) = reads.coding(project.connection, desk, 1).event(hosting).in_slot("source")
    ops.set_comment(project, desk, 1, "question", "Him?", mention_id=first.mentions[0].id)
    asked = questions.own_questions(project.connection, desk)[-1]
    ops.answer_question(project, people.sit_down(project, "pi"), asked.id, "=Him & his office")

    meeting = ann.event()
    ann.fill("source", "TUR", "Delegations of Türkiye")
    ann.fill("source", "ISR", "Israel")
    ann.fill("action", "046", "sat down")
    ann.fill("location", PlaceValue("Baku", "AZE"))
    ann.fill("location", PlaceValue("Ganja", "AZE", latitude=40.68, longitude=46.36))
    ann.fill("date_due", DateValue(dt.date(2025, 5, 1), None, end_state=Bound.OPEN))
    ops.set_reciprocal(project, desk, meeting, True)

    within = ann.event()
    ann.fill("source", "TURMIL", "An army")
    ann.fill("target", "TURMIL", "an air force")
    ann.fill("target", "TURMIL", "its own country")
    ann.fill("action", "010", '=HYPERLINK("x")')
    ops.set_attribute(project, desk, within, "status", ("announced",))

    ann.event()  # nobody, nothing
    ops.finish_coding(project, desk, 1, status=CodingStatus.DONE)
    ops.finish_coding(project, desk, 2, status=CodingStatus.NOTHING, reason="sports_culture")


def _code_again(project, desk):
    bob = Coder(project, desk)
    bob.event()
    bob.fill("source", "---", "officials said; and")
    bob.fill("source", "TUR", "Türkiye")
    bob.fill("action", "042", "hosted")
    ops.finish_coding(project, desk, 1, status=CodingStatus.DONE)
    Coder(project, desk, 2).event()  # begun, not finished


@contextmanager
def coding(path):
    """A coder at work on the first article: a new event in a coding of her own."""
    with open_project(path) as project:
        coder = Coder(project, people.sit_down(project, "eve"))
        coder.event()
        yield coder


def finish(coder):
    ops.finish_coding(coder.project, coder.desk, coder.article_id, status=CodingStatus.DONE)


@contextmanager
def dataset(path):
    with open_dataset(path) as found:
        yield found
