"""``annotator pack`` and ``annotator merge``: what they say, and the way out and back."""

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
    cli.main(["assign", str(path), "--coders", "ann,bob", "--per-coder", "4"])
    return path


def run(capsys, *arguments):
    capsys.readouterr()
    status = cli.main([*map(str, arguments)])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_packing_says_what_is_in_the_packet(project, capsys, tmp_path):
    packet = tmp_path / "ann.db"
    status, out, _ = run(capsys, "pack", project, "--coder", "ann", packet)
    assert status == 0
    assert out.startswith(f"Packed 4 articles for ann as “{packet}”, 0 of them begun.")
    assert " 4 articles have no suggestions yet" in out
    status, _, err = run(capsys, "pack", project, "--coder", "zoe", packet)
    assert status == 2
    assert "Its coders: ann, bob, pi." in err
    status, out, _ = run(capsys, "pack", project, "--coder", "ann", tmp_path / "b.db", "--json")
    assert json.loads(out)["articles"] == 4
    assert json.loads(out)["without_suggestions"] == 4


def test_merging_says_what_became_of_each_coding(project, capsys, tmp_path):
    packet = tmp_path / "ann.db"
    run(capsys, "pack", project, "--coder", "ann", packet)
    with open_project(packet) as opened:
        ann = people.sit_down(opened, "ann")
        for article in list(reads.queue_ids(opened.connection, ann))[:3]:
            ops.finish_coding(opened, ann, article, status=CodingStatus.NOTHING)
    status, out, _ = run(capsys, "merge", project, packet, "--dry-run")
    assert (status, out) == (0, "ann.db: ann: 3 new\nNothing was changed.\n")
    status, out, _ = run(capsys, "merge", project, packet, "--json")
    data = json.loads(out)
    assert data["files"][0]["coders"]["ann"]["new"] == 3
    assert data["problems"] == []
    assert run(capsys, "merge", project, packet)[1] == "ann.db: ann: 3 unchanged\n"
    status, _, err = run(capsys, "merge", project, tmp_path / "none.db")
    assert status == 2
    assert "none.db" in err
