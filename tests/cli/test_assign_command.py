"""``annotator assign``: who gets what, said and stored; a dry run stores nothing."""

import json

import pytest

from annotator import cli
from annotator.domain.events import CodingStatus, NewArticle
from annotator.domain.incoming import Incoming, Origin
from annotator.storage import ops, people, reads
from annotator.storage.imports import add_articles
from annotator.storage.project import open_project


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "p.db"
    cli.main(["new", str(path)])
    with open_project(path) as opened:
        articles = [NewArticle(f"Talks {n}\n\nThey met.", f"Talks {n}") for n in range(20)]
        add_articles(opened, [Incoming(article, Origin("test", 1)) for article in articles])
    return path


def run(capsys, *arguments):
    capsys.readouterr()
    status = cli.main(["assign", *map(str, arguments)])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def coders(path):
    with open_project(path, read_only=True) as opened:
        return [coder.name for coder in reads.coders(opened.connection)]


def test_it_says_who_gets_what(project, capsys):
    wishes = (project, "--coders", "ann,bob", "--per-coder", "10", "--overlap", "0.2")
    status, out, _ = run(capsys, *wishes, "--dry-run")
    assert status == 0
    assert out == (
        "ann: 10 articles in round “main” (10 of them new, 2 coded by somebody else too)\n"
        "bob: 10 articles in round “main” (10 of them new, 2 coded by somebody else too)\n"
        "ann and bob have 2 in common\n"
        "2 articles are with nobody in this round.\n"
        "Nothing was changed.\n"
    )
    assert coders(project) == []
    status, out, _ = run(capsys, *wishes, "--json")
    data = json.loads(out)
    assert data["applied"]
    assert data["pairs"] == [{"coders": ["ann", "bob"], "articles": 2}]
    assert coders(project) == ["ann", "bob", "pi"]
    _, out, _ = run(capsys, *wishes, "--json")
    assert not json.loads(out)["applied"]
    _, out, _ = run(capsys, project, "--coders", "ann,bob", "--per-coder", "15")
    assert "There were not enough articles for" in out


def test_without_a_number_all_are_dealt_out(project, capsys):
    _, out, _ = run(capsys, project, "--coders", "ann,bob,eva", "--overlap", "0.3", "--json")
    data = json.loads(out)
    assert data["unassigned"] == 0
    assert {entry["articles"] for entry in data["coders"]} <= {7, 8}


def test_a_share_is_given_to_code_again(project, capsys):
    run(capsys, project, "--coders", "ann", "--per-coder", "10")
    with open_project(project) as opened:
        ann = people.sit_down(opened, "ann")
        for article in list(reads.queue_ids(opened.connection, ann)):
            ops.finish_coding(opened, ann, article, status=CodingStatus.NOTHING)
    again = ("--coders", "ann", "--round", "again", "--recode-of", "main", "--share", "0.3")
    status, out, _ = run(capsys, project, *again)
    assert (status, out.splitlines()[0]) == (
        0,
        "ann: 3 articles in round “again” (3 of them new, 0 coded by somebody else too)",
    )
    with open_project(project, read_only=True) as opened:
        assert [r.kind for r in reads.rounds(opened.connection)] == ["main", "recode"]


@pytest.mark.parametrize(
    ("wishes", "word"),
    [
        (["--coders", "ann", "--overlap", "0.5"], "two coders"),
        (["--coders", "ann,Ann"], "twice"),
        (["--coders", "a b"], "short id"),
        (["--coders", "ann,bob", "--overlap", "2"], "share"),
        (["--coders", "ann", "--recode-of", "nowhere", "--round", "x"], "no round"),
    ],
)
def test_a_wish_that_cannot_be_met_is_a_sentence(project, capsys, wishes, word):
    status, _, err = run(capsys, project, *wishes, "--dry-run")
    assert status == 2
    assert word in err
