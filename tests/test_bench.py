"""The measuring script runs on tiny sizes and prints what it promises; no time is asserted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = ["name", "ours", "bare", "ratio", "budget"]
FAST = ("import", "csv", "xlsx", "during", "agreement")
BESIDE = ("adjudicate", "during-agreement", "during-merge")
SLOW = ("start", "next", "edit", "durable", "stall", "memory", "pipeline")
SLOW_KEYS = ("codes", "letters", "search")
SLOW_MANY = ("open", "many", "many-durable")


def measured(*groups: str) -> list[dict]:
    """The rows of some groups; what the script prints is one JSON object and nothing else."""
    done = subprocess.run(
        [
            sys.executable,
            str(ROOT / "scripts" / "bench.py"),
            "--quick",
            "--json",
            "--only",
            *groups,
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert list(found) == ["rows"]
    return found["rows"]


def check(rows: list[dict], number: int) -> None:
    assert len(rows) == number
    assert len({row["name"] for row in rows}) == number
    for row in rows:
        assert list(row) == COLUMNS
        assert row["budget"][0] in "≤≥"
        if "refused" in row["name"]:
            assert row["ours"] == 0
            assert row["bare"] >= 1
            continue
        assert row["ours"] > 0
        assert row["bare"] > 0
        assert row["ratio"] == pytest.approx(row["ours"] / row["bare"], rel=0.2)


@pytest.mark.slow
def test_bulk_rows_are_measured_and_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    check(measured(*FAST), 7)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_rows_of_the_window_and_the_pipeline_are_measured():
    check(measured(*SLOW), 10)


@pytest.mark.slow
def test_rows_of_single_keys_are_measured():
    check(measured(*SLOW_KEYS), 4)


@pytest.mark.slow
def test_rows_of_pages_beside_the_window_are_measured():
    check(measured(*BESIDE), 5)


@pytest.mark.slow
def test_rows_of_a_large_project_are_measured():
    check(measured(*SLOW_MANY), 4)


def test_one_row_and_its_shape():
    check(measured("xlsx"), 1)


def test_an_unknown_group_is_refused_by_name():
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "bench.py"), "--only", "nothing"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "nothing" in done.stderr
