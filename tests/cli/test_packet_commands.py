"""``annotator pack`` and ``annotator merge``: what they say, and the way out and back."""

import json

import pytest

from annotator import cli
from annotator.domain.events import NewArticle
from annotator.domain.incoming import Incoming, Origin
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
    assert (status, out) == (0, f"Packed 4 articles for ann as “{packet}”, 0 of them begun.\n")
    status, _, err = run(capsys, "pack", project, "--coder", "zoe", packet)
    assert status == 2
    assert "Its coders: ann, bob, pi." in err
    status, out, _ = run(capsys, "pack", project, "--coder", "ann", tmp_path / "b.db", "--json")
    assert json.loads(out)["articles"] == 4
