"""The search beside the window: answers grow in queue order, and it ends at once."""

from __future__ import annotations

import time
from array import array
from itertools import pairwise

import pytest

from annotator.domain import schema_file
from annotator.domain.events import NewArticle
from annotator.domain.incoming import Incoming, Origin
from annotator.domain.searching import terms_of
from annotator.domain.text import article_text
from annotator.gui import searcher
from annotator.gui.searcher import Answer, Searcher
from annotator.resources import schema_path
from annotator.storage.imports import add_articles
from annotator.storage.project import create, open_project

MANY = 300


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "p.db"
    create(made, schema=schema_file.canonical(schema_path("protest")), title="Search")
    texts = (article_text(f"No {n}", f"Troops at post {n}. " * 20) for n in range(MANY))
    with open_project(made) as project:
        add_articles(
            project,
            (Incoming(NewArticle(title=t.split("\n")[0], text=t), Origin("x")) for t in texts),
        )
    return made


@pytest.fixture
def search(path):
    made = Searcher(path)
    yield made
    made.stop()


def test_answers_grow_in_the_order_of_the_queue(qtbot, search, monkeypatch) -> None:
    monkeypatch.setattr(searcher, "ANSWER_EVERY", 0)
    answers: list[Answer] = []
    search.answered.connect(answers.append)
    queue = array("q", range(MANY, 0, -1))
    search.ask(terms_of("troops "), queue)
    qtbot.waitUntil(lambda: bool(answers) and answers[-1].complete)
    assert len(answers) > 5
    for earlier, later in pairwise(answers):
        assert later.ids[: len(earlier.ids)] == earlier.ids, "nothing that is shown moves"
    assert answers[-1].ids == queue
    search.ask(terms_of('"post 17"'), queue)
    qtbot.waitUntil(lambda: answers[-1].terms == terms_of('"post 17"'))
    assert list(answers[-1].ids) == [18]
    assert answers[-1].complete, "what was indexed stays"


def test_it_rests_when_nothing_is_sought_and_ends_at_once(qtbot, search) -> None:
    answers: list[Answer] = []
    search.answered.connect(answers.append)
    search.ask(terms_of("troops "), array("q", range(1, MANY + 1)))
    search.rest()
    qtbot.wait(100)
    number = len(answers)
    qtbot.wait(100)
    assert len(answers) == number
    begun = time.monotonic()
    search.stop()
    assert time.monotonic() - begun < 2
