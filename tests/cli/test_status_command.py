"""``annotator status``: a table for people, figures for programs."""

import json
import sys
from pathlib import Path

import pytest

from annotator import cli
from annotator.domain.events import CodingStatus, NewArticle
from annotator.domain.incoming import Incoming, Origin
from annotator.storage import ops, people, reads
from annotator.storage.imports import add_articles
from annotator.storage.project import open_project

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "agreement"))
from reliability import alpha_by_pairs
from studies import TWO, coding, event, made, project_of


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


THREE = [
    *TWO,
    coding("a1", "eva", event(20, what="193"), event(60, what="195", who="RUS", where="Aleppo")),
    coding("a2", "eva"),
    coding("b1", "zoe", event(1)),
    coding("a1", "ann", event(20), round="again"),
    coding("a1", "bob", event(20), round="again"),
]


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    rounds = {"main": "main", "again": "recode"}
    return project_of(made(THREE, rounds=rounds), tmp_path_factory.mktemp("status") / "three.db")


def differs(one, other):
    return one != other


def test_agreement_so_far_by_coder_and_round(coded, capsys):
    data = json.loads(run(capsys, "status", coded, "--json")[1])
    found = {(one["round"], one["coder"]): one["agreement"] for one in data["coders"]}
    assert {key: one["articles"] for key, one in found.items()} == {
        ("main", "ann"): 6,
        ("main", "bob"): 6,
        ("main", "eva"): 2,
        ("main", "zoe"): 0,
        ("again", "ann"): 1,
        ("again", "bob"): 1,
    }
    report = json.loads(run(capsys, "agreement", coded, "--round", "main", "--json")[1])
    main = data["agreement"]["main"]
    assert main["event_f1"]["value"] == report["events"]["f1_both"]["value"]
    action = next(one for one in report["fields"] if one["field"] == "action")
    assert main["alpha"]["value"] == action["both"]["alpha"]["value"]
    pairs = {one["name"]: one["f1_both"]["value"] for one in report["by_pair"]}
    eva = found["main", "eva"]
    assert eva["event_f1"]["value"] == pytest.approx((pairs["ann / eva"] + pairs["bob / eva"]) / 2)
    hers = [["193", "195"] * 2, ["190", "193", "190", "195"]]  # beside those of ann, then of bob
    assert eva["alpha"]["value"] == pytest.approx(alpha_by_pairs(hers, differs))


def test_what_is_undefined_is_a_word_with_its_reason(coded, capsys):
    data = json.loads(run(capsys, "status", coded, "--json")[1])
    (zoe,) = (one["agreement"] for one in data["coders"] if one["coder"] == "zoe")
    assert (zoe["event_f1"]["value"], zoe["event_f1"]["n"]) == (None, 0)
    assert zoe["event_f1"]["reason"]
    assert data["agreement"]["again"]["alpha"]["value"] is None
    _, out, _ = run(capsys, "status", coded)
    lines = {tuple(line.split()[:2]): line.split()[-3:] for line in out.splitlines()[1:7]}
    assert lines["main", "zoe"] == ["0", "undefined", "undefined"]
    assert lines["again", "ann"] == ["1", "1.000", "undefined"]
    assert "undefined: All values are alike, so agreement cannot be told from chance." in out
    assert "Agreement so far in round “main”: event F1 0." in out


def test_agreement_is_left_out_where_time_is_short_or_nothing_can_agree(coded, project, capsys):
    data = json.loads(run(capsys, "status", coded, "--json", "--quick")[1])
    assert "agreement" not in data
    assert "agreement" not in data["coders"][0]
    assert "event F1" not in run(capsys, "status", coded, "--quick")[1]
    with open_project(project) as opened:
        ann = people.sit_down(opened, "ann")
        ops.finish_coding(opened, ann, 1, status=CodingStatus.NOTHING)
    assert "agreement" not in json.loads(run(capsys, "status", project, "--json")[1])


def test_agreement_is_of_the_round_that_is_asked_for(coded, capsys):
    data = json.loads(run(capsys, "status", coded, "--json", "--round", "again")[1])
    assert list(data["agreement"]) == ["again"]
    assert [one["coder"] for one in data["coders"]] == ["ann", "bob"]
