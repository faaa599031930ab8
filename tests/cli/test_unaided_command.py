"""``annotator unaided``: what it draws, what it says, and that the dataset carries it."""

import csv
import json

import pytest

from annotator import cli
from annotator.domain.events import CodingStatus, NewArticle
from annotator.domain.incoming import Incoming, Origin
from annotator.storage import ops, people
from annotator.storage.imports import add_articles
from annotator.storage.project import open_project


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "p.db"
    cli.main(["new", str(path)])
    with open_project(path) as opened:
        articles = [NewArticle(f"Talks {n}\n\nThey met.", f"Talks {n}") for n in range(10)]
        add_articles(opened, [Incoming(article, Origin("test", 1)) for article in articles])
    return path


def run(capsys, *arguments):
    capsys.readouterr()
    status = cli.main(["unaided", *map(str, arguments)])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_it_says_what_it_drew(project, capsys):
    status, out, _ = run(capsys, project, "--share", "0.3", "--seed", "7")
    assert status == 0
    assert out == (
        "3 of 10 articles that nobody has begun are coded without suggestions"
        " (share 0.3, seed 7).\n"
    )
    _, out, _ = run(capsys, project, "--share", "0.3", "--seed", "7", "--json")
    data = json.loads(out)
    assert (data["open"], data["begun"], len(data["unaided"])) == (10, 0, 3)
    assert run(capsys, project, "--share", "0.3", "--seed", "7", "--json")[1] == out


def test_the_rows_of_codings_carry_it(project, capsys, tmp_path):
    _, out, _ = run(capsys, project, "--share", "0.3", "--seed", "7", "--json")
    unaided = json.loads(out)["unaided"]
    with open_project(project) as opened:
        desk = people.sit_down(opened, "ann")
        for article in range(1, 11):
            ops.finish_coding(opened, desk, article, status=CodingStatus.NOTHING)
    _, out, _ = run(capsys, project, "--share", "0")
    assert "10 were begun or seen before" in out
    target = tmp_path / "codings.csv"
    assert cli.main(["export", str(project), str(target), "--rows", "codings"]) == 0
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 10
    assert sum(row["unaided"] == "1" for row in rows) == len(unaided) == 3


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--share", "2"), "is no share from 0 to 1"),
        (("--share", "half"), "is no share from 0 to 1"),
        ((), "--share"),
        (("--share", "0.2", "--coder", "zoe"), "The project has no coder “zoe”"),
        (("--share", "0.2", "--round", "pilot"), "The project has no round “pilot”"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence(project, capsys, arguments, sentence):
    status, out, err = run(capsys, project, *arguments)
    assert (status, out) == (2, "")
    assert sentence in err
