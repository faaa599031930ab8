"""The demonstration without a display, and a window asked for where there is none."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from annotator.storage.check import check

ROOT = Path(__file__).parents[2]


def annotator(*arguments, cwd, **environment):
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run(
        [sys.executable, "-m", "annotator", *arguments],
        cwd=cwd,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    return folder, annotator("demo", "--json", cwd=folder, DISPLAY=":99")


def test_without_a_display_the_results_are_left_in_a_folder(demo):
    folder, done = demo
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (folder / "demo-out").iterdir()}
    assert {"demo.db", "window.png", "events.xlsx", "events.csv"} <= made
    assert (folder / "demo-out" / "window.png").read_bytes().startswith(b"\x89PNG")
    assert set(json.loads(done.stdout)) >= {"project", "picture", "workbook", "csv"}


def test_the_results_hold_the_coded_articles(demo):
    folder = demo[0] / "demo-out"
    assert check(folder / "demo.db").ok
    with (folder / "events.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 7
    assert {"085", "046"} <= {row["action"] for row in rows}
    sheets = openpyxl.load_workbook(folder / "events.xlsx", read_only=True).sheetnames
    assert sheets[:3] == ["Events", "Dyads", "Mentions"]


def test_open_says_in_one_sentence_that_there_is_no_window(demo):
    folder = demo[0]
    done = annotator("open", "demo-out/demo.db", "--coder", "ann", cwd=folder, DISPLAY=":99")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
