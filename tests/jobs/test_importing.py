"""Imports as the command line and the window run them."""

import datetime as dt
import shutil
import threading
import time

import pytest

from annotator import resources
from annotator.domain import schema_file
from annotator.domain.errors import ImportFileError, NotSavedError, TextError
from annotator.jobs import importing
from annotator.jobs.importing import ReportInProgress, add_one, batches, import_paths, store
from annotator.storage import reads
from annotator.storage.check import check
from annotator.storage.imports import imported_files
from annotator.storage.project import create, open_project


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "p.db"
    create(path, schema=schema_file.canonical(resources.schema_path("cameo")), title="T")
    return path


@pytest.fixture
def project(template, tmp_path):
    path = tmp_path / "p.db"
    shutil.copy(template, path)
    with open_project(path) as project:
        yield project


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("A\nDate: 2025-04-09\n\nText of A")
    (folder / "b.txt").write_bytes("B\n\nSeñor\x07".encode("latin-1"))
    (folder / "c.csv").write_text("title,text\nA,Text of A\nC,\nD,Text of D\n")
    return folder


def texts(project):
    rows = project.connection.execute("SELECT text FROM article ORDER BY id").fetchall()
    return [text for (text,) in rows]


def test_a_folder_into_a_project(project, corpus):
    report = import_paths(project, [corpus], published=dt.date(2025, 4, 10))
    assert texts(project) == ["A\n\nText of A", "B\n\nSeñor", "D\n\nText of D"]
    assert report.imported == 3
    assert [str(entry) for entry in report.duplicates] == ["c.csv, row 2: the same text as a.txt"]
    assert [str(entry) for entry in report.bad] == ["c.csv, row 3: its text is empty"]
    assert report.notes == (
        "read as UTF-8: a.txt, c.csv",
        "read as Latin-1: b.txt",
        "b.txt: 1 control character removed",
    )
    assert report.sentences() == (
        "Imported 3 articles.",
        "1 text was there already; each is kept once.",
        "1 row or file could not be imported.",
    )
    assert report.details() == (
        "c.csv, row 3: its text is empty",
        "c.csv, row 2: the same text as a.txt",
        *report.notes,
    )
    days = [reads.article(project.connection, n).published.day for n in (1, 2, 3)]
    assert days == [9, 10, 10]


def test_a_second_import_adds_nothing(project, corpus):
    import_paths(project, [corpus])
    again = import_paths(project, [corpus])
    assert (again.imported, len(again.duplicates)) == (0, 4)
    assert len(texts(project)) == 3


def test_a_refused_import_changes_nothing(project, corpus):
    before = project.path.read_bytes()
    with pytest.raises(ImportFileError):
        import_paths(project, [corpus, corpus / "none.txt"])
    assert project.path.read_bytes() == before


def test_the_window_s_way_gives_the_same(project, corpus, template, tmp_path):
    found = ReportInProgress()
    parts = batches([corpus], size=1)
    taken = []
    thread = threading.Thread(target=lambda: taken.extend(parts))  # reads; the window writes
    thread.start()
    thread.join()
    for batch in taken:
        found.add(batch, store(project, batch))
    assert taken[-1].done == taken[-1].total == 5
    other = tmp_path / "q.db"
    shutil.copy(template, other)
    with open_project(other) as second:
        assert import_paths(second, [corpus]) == found.report()
        assert texts(second) == texts(project)


def test_batches_are_short_enough_for_a_window(project, tmp_path):
    rows = "".join(f"{n} {'word ' * 500}\n" for n in range(200)) + "x" * 500_000 + "\n"
    (tmp_path / "a.csv").write_text("text\n" + rows)
    seconds = []
    for batch in batches([tmp_path / "a.csv"]):
        assert len(batch.articles) <= 8
        assert sum(len(item.article.text) for item in batch.articles[:-1]) < 100_000
        begin = time.perf_counter()
        store(project, batch)
        seconds.append(time.perf_counter() - begin)
    assert len(texts(project)) == 201
    assert len(seconds) >= 13


def test_batches_refuse_before_the_first(tmp_path):
    with pytest.raises(ImportFileError):
        batches([tmp_path / "none.txt"])


def test_progress_and_stopping(project, tmp_path):
    (tmp_path / "a.csv").write_text("text\n" + "".join(f"text {n}\n" for n in range(1000)))
    told = []
    report = import_paths(
        project,
        [tmp_path / "a.csv"],
        progress=lambda done, total: told.append((done, total)),
        cancelled=lambda: len(told) >= 5,
    )
    assert report.cancelled
    assert 0 < report.imported < 1000
    assert len(texts(project)) == report.imported
    assert "It was stopped" in report.sentences()[-1]
    rest = import_paths(project, [tmp_path / "a.csv"])
    assert rest.imported + report.imported == 1000


def test_a_disk_that_gives_up_says_what_is_kept(project, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 10)
    (tmp_path / "a.csv").write_text("text\n" + "".join(f"text {n}\n" for n in range(100)))
    moved = project.path.with_name("elsewhere.db")

    def progress(done, _total):
        if done >= 64 and project.path.exists():
            project.path.rename(moved)

    with pytest.raises(NotSavedError, match=r"0 articles had been imported by then and stay"):
        import_paths(project, [tmp_path / "a.csv"], progress=progress)
    moved.rename(project.path)
    kept = len(texts(project))
    assert kept in range(10, 100, 10)
    assert import_paths(project, [tmp_path / "a.csv"]).imported == 100 - kept


def test_one_article_by_hand(project):
    added, is_new = add_one(
        project,
        title="Talks",
        body="They met.",
        source="Wire",
        published=dt.date(2025, 4, 10),
        url="u",
        language="en",
    )
    assert is_new
    article = reads.article(project.connection, added)
    assert (article.text, article.source, article.language) == ("Talks\n\nThey met.", "Wire", "en")
    assert imported_files(project.connection) == [(added, "clipboard")]
    assert add_one(project, title="", body="Talks\nThey met.") == (added, False)
    with pytest.raises(TextError, match="empty"):
        add_one(project, title=" ", body="\n")


def test_encodings_are_grouped(project, tmp_path):
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text(f"T{n}\n\nText")
    report = import_paths(project, [tmp_path])
    assert report.notes == ("read as UTF-8: 5 files",)
    assert report.uneventful
    assert not import_paths(project, [tmp_path]).uneventful


def test_what_was_imported_is_sound(template, corpus, tmp_path):
    path = tmp_path / "sound.db"
    shutil.copy(template, path)
    with open_project(path) as project:
        import_paths(project, [corpus, resources.resource("sample")])
    assert check(path).ok
