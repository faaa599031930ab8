"""Articles as they come in: whole batches, each text once, nothing sealed."""

import datetime as dt
import sqlite3
import threading

import coded
import pytest

from annotator.domain.errors import NotSavedError, ReadOnlyError
from annotator.domain.incoming import Duplicate, Incoming, Origin, new_article
from annotator.domain.text import text_hash
from annotator.storage import ops, reads
from annotator.storage.check import check
from annotator.storage.imports import add_articles, add_in_batches, imported_files, many_articles
from annotator.storage.project import open_project


@pytest.fixture
def project(tmp_path):
    with open_project(coded.make(tmp_path / "p.db")) as project:
        yield project


def incoming(n, *, file="wire.csv", **fields):
    article, _ = new_article(title=f"Title {n}", body=f"Body {n}", **fields)
    return Incoming(article, Origin(file, n))


def count(project):
    return project.connection.execute("SELECT count(*) FROM article").fetchone()[0]


def test_everything_known_is_kept(project):
    article, _ = new_article(
        title=" Talks\tin Baku ",
        body="They met. 🕊",
        source="Wire",
        published=dt.date(2025, 4, 10),
        url="http://e.org",
        language="en",
        external_id="W-7",
    )
    report = add_articles(project, [Incoming(article, Origin("wire.csv", 3))])
    (added,) = report.ids
    assert (report.added, report.duplicates) == (1, ())
    kept = reads.article(project.connection, added)
    assert kept.text == "Talks in Baku\n\nThey met. 🕊"
    assert (kept.title, kept.source, kept.published) == (
        "Talks in Baku",
        "Wire",
        dt.date(2025, 4, 10),
    )
    assert (kept.url, kept.language, kept.external_id) == ("http://e.org", "en", "W-7")
    row = project.connection.execute(
        "SELECT imported_from, characters, sha256, imported_at FROM article WHERE id = ?", (added,)
    ).fetchone()
    assert row[:3] == ("wire.csv, row 3", len(kept.text), text_hash(kept.text))
    assert dt.datetime.fromisoformat(row[3]).utcoffset() == dt.timedelta(0)


def test_the_same_text_twice_is_one_article(project):
    before = count(project)
    again = incoming(1, file="other.csv")
    first = add_articles(project, [incoming(1), incoming(2), again], batch=2)
    assert first.ids == (before + 1, before + 2)
    assert first.duplicates == (Duplicate(again.origin, first.ids[0], "wire.csv, row 1"),)
    second = add_articles(project, [incoming(2, source="Another"), incoming(3)])
    assert (second.ids, len(second.duplicates)) == ((before + 3,), 1)
    assert second.duplicates[0].article_id == first.ids[1]
    assert str(second.duplicates[0]) == "wire.csv, row 2: the same text as wire.csv, row 2"
    assert count(project) == before + 3
    assert reads.article(project.connection, first.ids[1]).source == ""


def test_batches_are_transactions(project):
    before = count(project)

    def failing():
        for n in range(7):
            if n == 5:
                raise RuntimeError("the reader broke")
            yield incoming(n)

    with pytest.raises(RuntimeError):
        add_articles(project, failing(), batch=2)
    assert count(project) == before + 4
    assert not project.connection.in_transaction
    assert add_articles(project, [incoming(n) for n in range(7)]).added == 3


def test_each_batch_is_reported_once_it_is_durable(tmp_path):
    path = coded.make(tmp_path / "p.db")
    with open_project(path) as project:
        before = count(project)
        for n, stored in enumerate(add_in_batches(project, map(incoming, range(6)), batch=2), 1):
            assert stored.added == 2
            other = sqlite3.connect(path)
            assert other.execute("SELECT count(*) FROM article").fetchone()[0] == before + 2 * n
            other.close()


def test_nothing_to_add_writes_nothing(project):
    before = project.path.read_bytes()
    assert add_articles(project, []).added == 0
    assert project.path.read_bytes() == before


def test_undo_survives_an_import(tmp_path):
    with coded.sitting(coded.make(tmp_path / "p.db")) as (project, desk):
        ops.create_event(project, desk, 1)
        add_articles(project, map(incoming, range(50)))
        assert project.undo_state(desk).undo is not None
        project.undo(desk)
        assert reads.coding(project.connection, desk, 1).events == ()
        project.redo(desk)
        assert len(reads.coding(project.connection, desk, 1).events) == 1


def test_new_articles_stand_at_the_end_of_the_queue(tmp_path):
    with coded.sitting(coded.make(tmp_path / "p.db")) as (project, desk):
        before = list(reads.queue_ids(project.connection, desk))
        report = add_articles(project, map(incoming, range(3)))
        assert list(reads.queue_ids(project.connection, desk)) == before + list(report.ids)


def test_a_project_with_imports_is_sound(tmp_path):
    path = coded.make(tmp_path / "p.db")
    with open_project(path) as project, many_articles(project):
        add_articles(project, map(incoming, range(40)))
    report = check(path)
    assert report.ok, [kept.findings for kept in report.promises if kept.broken]


def test_reading_only(tmp_path):
    path = coded.make(tmp_path / "p.db")
    with open_project(path, read_only=True) as project, pytest.raises(ReadOnlyError):
        add_articles(project, [incoming(1)])


def test_a_file_that_was_moved_keeps_what_it_had(tmp_path):
    path = coded.make(tmp_path / "p.db")
    with open_project(path) as project:
        add_articles(project, [incoming(1)])
        path.rename(tmp_path / "q.db")
        with pytest.raises(NotSavedError):
            add_articles(project, [incoming(2)])
        (tmp_path / "q.db").rename(path)
        assert add_articles(project, [incoming(2)]).added == 1


def test_memory_for_many_is_given_back(project):
    (before,) = project.connection.execute("PRAGMA cache_size").fetchone()
    with many_articles(project):
        assert project.connection.execute("PRAGMA cache_size").fetchone()[0] < -10_000
    assert project.connection.execute("PRAGMA cache_size").fetchone()[0] == before


def test_files_by_article(project):
    project.connection.execute("DELETE FROM article")
    named = [
        Incoming(new_article(title=str(n), body="x")[0], origin)
        for n, origin in enumerate(
            [Origin("a.txt"), Origin("sub/b, row.csv", 12), Origin("c.jsonl", 3, "line")]
        )
    ]
    ids = add_articles(project, named).ids
    names = ["a.txt", "sub/b, row.csv", "c.jsonl"]
    assert imported_files(project.connection) == list(zip(ids, names, strict=True))


def test_articles_read_in_a_thread(project):
    found = []
    thread = threading.Thread(target=lambda: found.extend(map(incoming, range(5))))
    thread.start()
    thread.join()
    assert add_articles(project, found).added == 5
