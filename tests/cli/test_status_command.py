"""``annotator status``: a table for people, figures for programs."""

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
        articles = [NewArticle(f"Talks {n}\n\nThey met.", f"Talks {n}") for n in range(8)]
        add_articles(opened, [Incoming(article, Origin("test", 1)) for article in articles])
    return path


def run(capsys, *arguments):
    capsys.readouterr()
    status = cli.main([*map(str, arguments)])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_an_untouched_project_says_so(project, capsys):
    status, out, _ = run(capsys, "status", project)
    assert (status, out) == (0, "Nobody was given or has coded anything.\n")


def test_a_line_for_each_coder_and_the_same_as_json(project, capsys):
    run(capsys, "assign", project, "--coders", "ann,bob", "--per-coder", "4")
    with open_project(project) as opened:
        ann = people.sit_down(opened, "ann")
        for article in list(reads.queue_ids(opened.connection, ann))[:2]:
            ops.finish_coding(opened, ann, article, status=CodingStatus.NOTHING)
    status, out, _ = run(capsys, "status", project)
    head, first, second = out.splitlines()
    assert status == 0
    assert head.split()[:4] == ["round", "coder", "given", "done"]
    assert first.split()[:5] == ["main", "ann", "4", "2", "100%"]
    assert second.split()[:5] == ["main", "bob", "4", "0", "–"]
    status, out, _ = run(capsys, "status", project, "--json", "--round", "main")
    ann, bob = json.loads(out)["coders"]
    assert (ann["coder"], ann["finished"], ann["nothing_to_code_rate"]) == ("ann", 2, 1.0)
    assert sum(ann["finished_by_day"].values()) == 2
    assert bob["events_per_article"] is None


def test_an_unknown_round_is_named(project, capsys):
    status, _, err = run(capsys, "status", project, "--round", "pilot")
    assert status == 2
    assert "no round “pilot”" in err
