"""``annotator highlight``: what it stores, what it says, and what survives an interruption."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from own_pipelines import own_pipelines, pipelines_folder  # noqa: F401 - fixtures

from annotator import cli
from annotator.domain.events import NewArticle
from annotator.domain.incoming import Incoming, Origin
from annotator.storage.imports import add_articles
from annotator.storage.project import open_project


def make(path, *texts):
    cli.main(["new", str(path)])
    with open_project(path) as project:
        articles = [NewArticle(text, text.partition("\n")[0]) for text in texts]
        add_articles(project, [Incoming(article, Origin("test", 1)) for article in articles])
    return path


@pytest.fixture
def run(capsys):
    def run(*arguments):
        capsys.readouterr()
        status = cli.main(["highlight", *map(str, arguments)])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


def rows(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_suggestions_are_stored_once_with_who_made_them(run, tmp_path):
    path = make(
        tmp_path / "p.db",
        "Talks in Baku 😀\n\nPresident Erdogan met Ilham Aliyev on Monday.",
        "Протест в Минске\n\nЛюди вышли на улицы.",
        "Rebels attack town\n\nRebels attacked Gao in Mali on 9 April.",
    )
    status, out, err = run(path, "--jobs", 2, "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert told["highlighted"] == 3
    (unread,) = told["unread"]
    assert unread["article"] == 2
    assert unread["title"] == "Протест в Минске"
    assert "language" in unread["reason"]
    found = rows(
        path,
        "SELECT s.article_id, s.type, g.quote, substr(a.text, g.start + 1, g.end - g.start)"
        " FROM suggestion s JOIN suggestion_segment g ON g.suggestion_id = s.id"
        " JOIN article a ON a.id = s.article_id WHERE s.kind = 'mention'",
    )
    (stored,) = rows(path, "SELECT count(*) FROM suggestion WHERE kind = 'mention'")
    assert stored == (told["suggestions"],)
    assert all(quote == there for _, _, quote, there in found)
    assert (1, "actor", "Ilham Aliyev") in [row[:3] for row in found]
    assert (3, "action", "attacked") in [row[:3] for row in found]
    assert rows(path, "SELECT name, version FROM pipeline") == [(told["pipeline"], told["version"])]
    status, out, err = run(path)  # nothing is left to do
    assert (status, err) == (0, "")
    assert out.startswith("Every article has been read by ")
    assert rows(path, "SELECT count(*) FROM suggestion WHERE kind = 'mention'") == [stored]


def test_a_missing_pipeline(run, tmp_path):
    path = make(tmp_path / "p.db", "One\n\nTwo.")
    before = path.read_bytes()
    status, out, err = run(path, "--pipeline", "en_core_web_huge")
    assert (status, out) == (2, "")
    assert err.startswith("annotator: The spaCy pipeline “en_core_web_huge” is not installed")
    assert err.count("\n") == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("jobs", ["0", "-1", "65", "two", "1.5", ""])
def test_a_number_of_jobs_that_is_none(run, tmp_path, jobs):
    status, out, err = run(tmp_path / "p.db", f"--jobs={jobs}")
    assert (status, out) == (2, "")
    assert "is no number from 1 to 64" in err


def test_a_project_that_is_missing_starts_no_worker(run, tmp_path):
    status, _, err = run(tmp_path / "none.db")
    assert status == 2
    assert "none.db" in err


@pytest.mark.slow
@pytest.mark.usefixtures("own_pipelines")
def test_the_article_a_worker_died_on_is_named_and_stored_as_unread(run, tmp_path):
    path = make(tmp_path / "p.db", "Talks", "Please DIE\n\nhere.", "More talks")
    status, out, err = run(path, "--pipeline", "odd")
    assert (status, err) == (0, "")
    assert "“Please DIE” (article 2): The highlighter ended while it read this article" in out
    assert rows(path, "SELECT count(*) FROM highlight WHERE failure <> ''") == [(1,)]
    assert rows(path, "SELECT count(DISTINCT article_id) FROM suggestion") == [(2,)]


@pytest.mark.slow
@pytest.mark.usefixtures("own_pipelines")
def test_when_it_gives_up_what_was_read_is_kept_and_the_next_run_goes_on(run, tmp_path):
    path = make(tmp_path / "p.db", *[f"DIE {n}\n\nTalks." * (1 + n % 2) for n in range(3)], "Talks")
    status, out, err = run(path, "--pipeline", "odd")
    assert (status, out) == (2, "")
    assert "ended unexpectedly twice" in err
    assert "2 of 4 articles are done and kept; the same command goes on with the rest." in err
    status, out, err = run(path, "--pipeline", "odd")
    assert (status, err) == (0, "")
    assert out.startswith("2 articles read by odd 7.1")


@pytest.mark.slow
@pytest.mark.usefixtures("own_pipelines")
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_ctrl_c_keeps_what_is_stored_and_leaves_no_process(tmp_path):
    texts = [f"Talks {n} SLOW\n\n{'Visit. ' * 2_500}" for n in range(200)]
    path = make(tmp_path / "p.db", *texts)
    command = [sys.executable, "-m", "annotator", "highlight", str(path), "--pipeline", "odd"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + 60
    while not rows(path, "SELECT count(*) FROM highlight")[0][0]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    (kept,) = rows(path, "SELECT count(*) FROM highlight")[0]
    assert 0 < kept < 200
    assert err == (
        f"annotator: Interrupted. {kept} of 200 articles are done and kept; the same command goes"
        " on with the rest.\n"
    )
