"""``annotator export``: from a project to a file, and every way in which it cannot be."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import cli, resources
from annotator.domain.events import CodingStatus
from annotator.domain.incoming import Incoming, Origin, new_article
from annotator.domain.values import CodeValue
from annotator.formats.frames import read_export
from annotator.storage import ops, people
from annotator.storage.imports import add_articles
from annotator.storage.project import open_project

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(capsys):
    def run(*arguments):
        status = cli.main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A project with one finished coding and one that is begun."""
    path = tmp_path_factory.mktemp("export") / "p.db"
    assert cli.main(["new", str(path), "--title", "Exported"]) == 0
    with open_project(path) as project:
        articles = [new_article(title=f"No. {n}", body="Turkey visits Baku.")[0] for n in (1, 2)]
        add_articles(project, [Incoming(article, Origin("made")) for article in articles])
        desk = people.sit_down(project, "ann")
        event_id = ops.create_event(project, desk, 1).event_id
        ops.fill_slot(project, desk, event_id, "source", value=CodeValue("TUR"))
        ops.fill_slot(project, desk, event_id, "action", value=CodeValue("042"))
        ops.finish_coding(project, desk, 1, status=CodingStatus.DONE)
        ops.create_event(project, desk, 2)
    return path


@pytest.fixture
def project(template, tmp_path):
    path = tmp_path / "p.db"
    path.write_bytes(template.read_bytes())
    return path


def test_a_workbook_holds_every_sheet(run, project, tmp_path):
    target = tmp_path / "out.xlsx"
    status, out, err = run("export", project, target)
    assert (status, err) == (0, "")
    counted = "Exported 1 events, 1 dyads, 0 mentions, 1 codings, 0 comments, 2 articles, 2 "
    assert out.startswith(f"{counted}assignments to")
    _, out, _ = run("export", project, tmp_path / "codes.csv", "--rows", "codebook")
    assert " entries of the codebook to" in out
    assert "1 coding was left out, not being finished." in out
    assert list(read_export(target)["Events"]["action"]) == ["042"]


def test_a_folder_holds_all_of_it_for_programs(run, project, tmp_path):
    folder = tmp_path / "csv"
    status, out, err = run("export", project, folder)
    assert (status, err) == (0, "")
    assert f"2 articles, 2 assignments to {folder}." in out
    assert list(read_export(folder)["events"]["action"]) == ["042"]
    status, out, _ = run("agreement", folder, "--json")
    assert (status, json.loads(out)["articles"]) == (0, 0)  # one coder alone
    occupied = tmp_path / "taken"
    occupied.write_text("mine")
    status, _, err = run("export", project, occupied)
    assert (status, occupied.read_text()) == (2, "mine")
    assert "is a file" in err


@pytest.mark.parametrize("rows", ["events", "dyads", "mentions", "codings", "articles"])
def test_a_csv_file_holds_the_rows_asked_for(run, project, tmp_path, rows):
    target = tmp_path / "out.csv"
    status, out, _ = run("export", project, target, "--rows", rows, "--json")
    answer = json.loads(out)
    found = read_export(target)["out"]
    assert status == 0
    assert answer["rows"] == {rows.capitalize(): len(found)}
    assert answer["path"] == str(target)


def test_events_are_what_a_csv_file_holds_by_default(run, project, tmp_path):
    run("export", project, tmp_path / "out.csv")
    assert "event_id" in read_export(tmp_path / "out.csv")["out"]


def test_all_takes_unfinished_codings_too(run, project, tmp_path):
    target = tmp_path / "out.csv"
    assert json.loads(run("export", project, target, "--json")[1])["left_out"] == 1
    answer = json.loads(run("export", project, target, "--all", "--json")[1])
    assert (answer["codings"], answer["left_out"]) == (2, 0)


def test_an_export_needs_no_right_to_write(run, project, tmp_path):
    """Somebody else codes in the project: it is only read."""
    with open_project(project):
        assert run("export", project, tmp_path / "out.csv")[0] == 0


def test_the_project_is_not_touched(run, project, tmp_path):
    before = hashlib.sha256(project.read_bytes()).hexdigest()
    run("export", project, tmp_path / "out.xlsx")
    assert hashlib.sha256(project.read_bytes()).hexdigest() == before
    assert {path.name for path in tmp_path.iterdir()} <= {"p.db", "out.xlsx", "p.db.lock"}


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("missing/out.xlsx", "There is no folder"),
        ("folder.xlsx", "is a folder"),
        ("out.doc", "neither in .xlsx nor in .csv"),
        ("missing/out", "There is no folder"),
        ("p.db/out", "cannot be written"),
    ],
)
def test_a_wrong_target_gets_its_sentence_and_nothing_changes(
    run, project, tmp_path, target, sentence
):
    (tmp_path / "folder.xlsx").mkdir()
    before = sorted(tmp_path.rglob("*"))
    status, out, err = run("export", project, tmp_path / target)
    assert (status, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_wrong_project_gets_its_sentence(run, tmp_path):
    target = tmp_path / "out.csv"
    status, _, err = run("export", tmp_path / "none.db", target)
    assert status == 2
    assert "There is no file" in err
    assert not target.exists()


def test_rows_that_do_not_exist_are_refused(run, project, tmp_path):
    status, out, err = run("export", project, tmp_path / "o.csv", "--rows", "verbs", "--json")
    assert (status, "--rows" in err) == (2, True)
    assert "error" in json.loads(out)


_FULL = """
import resource, sys
from annotator import cli
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_a_full_disk_keeps_the_old_export(run, project, tmp_path, name):
    target = tmp_path / name
    run("export", project, target)
    before = target.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", _FULL, "export", str(project), str(target), "--all"],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2, done.stderr
    assert "The disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert target.read_bytes() == before
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_is_refused(run, project, tmp_path):
    (tmp_path / "full.csv").symlink_to("/dev/full")
    status, _, err = run("export", project, tmp_path / "full.csv")
    assert (status, "is a device" in err) == (2, True)


def test_a_schema_without_dyads_says_so(run, tmp_path):
    schema = json.loads(resources.schema_path("cameo").read_text(encoding="utf-8"))
    del schema["dyad"], schema["reciprocal"]
    (tmp_path / "s.json").write_text(json.dumps(schema))
    run("new", tmp_path / "p.db", "--schema", tmp_path / "s.json")
    status, _, err = run("export", tmp_path / "p.db", tmp_path / "o.csv", "--rows", "dyads")
    assert (status, "has no dyads" in err) == (2, True)
    assert run("export", tmp_path / "p.db", tmp_path / "o.xlsx")[0] == 0
    assert "Dyads" not in read_export(tmp_path / "o.xlsx")


def header_of(path):
    return path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")


def test_of_a_group_of_columns_only_the_picked_one_is_written(run, project, tmp_path):
    target = tmp_path / "events.csv"
    assert run("export", project, target)[0] == 0
    every = {"quad_class_gdelt", "quad_class_icews", "quad_class_plover", "pentaclass_phoenix"}
    assert every <= set(header_of(target))
    picks = ("--pick", "quad_class=quad_class_plover", "--pick", "goldstein=none")
    assert run("export", project, target, *picks)[0] == 0
    header = set(header_of(target))
    assert header & every == {"quad_class_plover"}
    assert not [name for name in header if name.startswith("goldstein")]
    assert "plover_event" in header


def test_the_workbook_names_what_was_picked(run, project, tmp_path):
    target = tmp_path / "out.xlsx"
    assert run("export", project, target, "--pick", "quad_class=quad_class_icews")[0] == 0
    about = read_export(target)["About"]
    said = dict(zip(about["name"], about["value"], strict=True))
    assert said["columns: Quad class"] == "quad_class_icews"
    assert said["columns: Goldstein score"] == "goldstein_gdelt, goldstein_icews"


@pytest.mark.parametrize(
    ("pick", "sentence"),
    [
        ("quads=x", "no group of columns “quads” (it has: goldstein, quad_class, plover"),
        ("quad_class=x", "no column “x” (it has: quad_class_gdelt"),
        ("quad_class", "write GROUP=COLUMN"),
    ],
)
def test_a_pick_that_is_none_is_said(run, project, tmp_path, pick, sentence):
    target = tmp_path / "events.csv"
    status, _, complaint = run("export", project, target, "--pick", pick)
    assert status == 2
    assert sentence in complaint
    assert not target.exists()


def test_the_crosswalk_and_the_profile_are_columns(run, project, tmp_path):
    target = tmp_path / "events.csv"
    with open_project(project) as opened:
        desk = people.sit_down(opened, "ann")
        event_id = ops.create_event(opened, desk, 1).event_id
        ops.fill_slot(opened, desk, event_id, "source", value=CodeValue("ROUMIL"))
        ops.fill_slot(opened, desk, event_id, "action", value=CodeValue("011"))
    assert run("export", project, target, "--all")[0] == 0
    visit, mute, *_ = read_export(target)["events"].to_dict("records")
    assert (visit["plover_event"], visit["plover_mode"]) == ("CONSULT", "visit")
    assert (visit["plover_context"], visit["quad_class_plover"]) == ("none", "1")
    assert (mute["plover_event"], mute["quad_class_plover"]) == ("none", "none")
    assert (mute["source"], mute["source_gdelt"]) == ("ROUMIL", "ROMMIL")
