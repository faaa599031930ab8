"""Search in titles and texts: what is found, in any script, and that nobody waits for it."""

from __future__ import annotations

import time
from array import array

import coded
import pytest

from annotator.domain.events import NewArticle
from annotator.domain.incoming import Incoming, Origin
from annotator.domain.searching import terms_of
from annotator.domain.text import article_text
from annotator.storage import ops, search
from annotator.storage.imports import add_articles
from annotator.storage.search import SearchError, SearchIndex, in_order, snippet_of

BODIES = {
    "Border reopens": "Turkish troops left the border post near Hatay. Nobody was hurt.",
    "Rain": "The post was late. Turkey has no border here.",
    "巴库": "习近平访问莫斯科,双方会谈。",
    "خبر": "وقال مُحَمَّد أمس إن المحادثات ستستمر.",
    "Café": "Ömer met the U.S. envoy in Bakuriani.",
}


@pytest.fixture
def shelf(tmp_path):
    path = coded.make(tmp_path / "p.db")
    with coded.sitting(path) as (project, desk):
        articles = (
            NewArticle(title=title, text=article_text(title, body))
            for title, body in BODIES.items()
        )
        added = add_articles(
            project, [Incoming(a, Origin("x.txt", n)) for n, a in enumerate(articles)]
        )
        yield project, desk, dict(zip(BODIES, added.ids, strict=True))


def titles(index, ids, query):
    hits = index.find(terms_of(query))
    return [title for title, number in ids.items() if number in hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("border post ", ["Border reopens", "Rain"]),
        ('"border post"', ["Border reopens"]),
        ("turk*", ["Border reopens", "Rain"]),
        ("turk ", []),
        ("reopens ", ["Border reopens"]),
        ("访问 ", ["巴库"]),
        ("问访 ", []),
        ("巴库 会谈 ", ["巴库"]),
        ("محمد ", ["خبر"]),
        ("omer u.s.", ["Café"]),
        ("cafe ", ["Café"]),
        ("border AND ", []),
        ('NOT "', []),
        ("text:border ", []),
        ("zebra ", []),
    ],
)
def test_what_is_found(shelf, query, expected):
    project, _, ids = shelf
    with SearchIndex(project.path) as index:
        index.add(list(ids.values()))
        assert titles(index, ids, query) == expected


@pytest.mark.parametrize(
    "typed", ['"', "(", "*", "a OR", "NEAR(a b", "^", "{x}:y", "-a", "a\0b", "'"]
)
def test_no_input_is_an_error(shelf, typed):
    project, _, ids = shelf
    with SearchIndex(project.path) as index:
        index.add(list(ids.values()))
        index.find(terms_of(typed))


def test_a_corrected_title_is_followed_and_its_undo_too(shelf):
    project, desk, ids = shelf
    with SearchIndex(project.path) as index:
        index.add(list(ids.values()))
        ops.set_article_field(project, desk, ids["Rain"], "title", "Zeppelin late")
        assert titles(index, ids, "zeppelin ") == []
        index.catch_up()
        assert titles(index, ids, "zeppelin ") == ["Rain"]
        assert titles(index, ids, "zeppelin border ") == ["Rain"], "one word each in title and text"
        project.undo(desk)
        index.catch_up()
        assert titles(index, ids, "zeppelin ") == []
        project.redo(desk)
    with SearchIndex(project.path) as fresh:
        fresh.add(list(ids.values()))
        assert titles(fresh, ids, "zeppelin ") == ["Rain"]


def test_articles_are_added_once_and_found_in_queue_order(shelf):
    project, _, ids = shelf
    with SearchIndex(project.path) as index:
        index.add([ids["Rain"]])
        assert index.size == 1
        assert titles(index, ids, "border ") == ["Rain"]
        index.add(list(ids.values()))
        index.add(list(ids.values()))
        assert index.size == len(ids)
        queue = array("q", [ids["Rain"], ids["Café"], ids["Border reopens"]])
        assert list(in_order(queue, index.find(terms_of("border ")))) == [
            ids["Rain"],
            ids["Border reopens"],
        ]


def test_the_project_is_neither_changed_nor_held(shelf):
    project, desk, ids = shelf
    before = project.connection.execute("PRAGMA data_version").fetchone()
    with SearchIndex(project.path) as index:
        for number in ids.values():
            index.add([number])
            begun = time.perf_counter()
            ops.flag_coding(project, desk, number, True)
            assert time.perf_counter() - begun < 2, "an open cursor would hold it up for 5 s"
            index.find(terms_of("border "))
    assert project.connection.execute("PRAGMA data_version").fetchone() == before
    tables = project.connection.execute("SELECT name FROM sqlite_schema").fetchall()
    assert not [name for (name,) in tables if "words" in name]


def test_a_missing_fts5_is_one_sentence(shelf, monkeypatch):
    project, _, _ = shelf
    monkeypatch.setattr(search, "_ENGINE", "fts_of_nowhere")  # as SQLite says of any it lacks
    with pytest.raises(SearchError, match="lacks FTS5"):
        SearchIndex(project.path)


def test_a_snippet_only_where_the_title_does_not_say_it(shelf):
    project, _, ids = shelf
    read = lambda title, query: snippet_of(project.connection, ids[title], terms_of(query))  # noqa: E731
    assert read("Border reopens", "border ") == ""
    assert "Turkish troops left" in read("Border reopens", "troops ")
    assert "late" in read("Rain", "rain late ")
