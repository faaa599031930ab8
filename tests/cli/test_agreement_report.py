"""``annotator agreement PROJECT.db``: the report for people, for scripts, and what is refused."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "agreement"))
from studies import TWO, made, project_of


@pytest.fixture(scope="session")
def coded(tmp_path_factory):
    """Two coders' project."""
    return project_of(made(TWO), tmp_path_factory.mktemp("coded") / "two.db")


def test_people_get_tables_and_undefined_in_words(run, coded):
    status, out, error = run("agreement", coded)
    assert (status, error) == (0, "")
    assert "Compared: ann, bob, in 6 articles all finished." in out
    line = next(line for line in out.splitlines() if line.startswith("Action  "))
    assert line.split()[:4] == ["Action", "4", "75.0", "%"]
    assert "193 / 195: once (such as in “About a1”, ann / bob)" in out
    assert "undefined: All values are alike, so agreement cannot be told from chance." in out
    assert "a convention, not a property of the figure" in out
    assert "nan" not in out.lower()


def test_scripts_get_every_figure(run, coded):
    status, out, _ = run("agreement", coded, "--json", "--matches", "--statistics")
    data = json.loads(out)
    assert status == 0
    assert data["events"]["f1_both"]["value"] == pytest.approx(10 / 11)
    assert sorted(match["stage"] for match in data["matches"]) == [1, 1, 1, 1, 2]
    action = next(entry for entry in data["fields"] if entry["field"] == "action")
    assert action["both"]["n"] == 5
    assert action["statistics"]["scott_pi"]["value"] == pytest.approx((0.8 - 0.26) / 0.74)
    assert data["settings"]["reading"]["tentative from"] == 0.667
    alike = next(entry for entry in data["fields"] if entry["field"] == "confidence")
    assert alike["both"]["alpha"]["value"] is None
    assert alike["both"]["alpha"]["reason"]


def test_values_are_written_with_their_settings(run, coded, tmp_path):
    target = tmp_path / "values.csv"
    status, out, _ = run("agreement", coded, "--reliability", target, "--seed", "7")
    assert status == 0
    assert "values-settings.csv" in out
    rows = list(csv.reader(target.read_text("utf-8").splitlines()))
    assert rows[0] == ["unit", "article", "coder", "field", "value", "scale"]
    assert f"Wrote {len(rows) - 1:,} values" in out
    assert "seed,7" in (tmp_path / "values-settings.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--round", "pilot"), "There is no round “pilot”. There are: main."),
        (("--coders", "ann"), "One coder alone agrees with nobody"),
        (("--coders", "ann,zoe"), "Nobody called “zoe”"),
        (("--reliability", "/nowhere/at/all.csv"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(run, coded, arguments, said):
    status, out, error = run("agreement", coded, *arguments)
    assert (status, out) == (2, "")
    assert said in error


def test_a_project_or_cases_have_to_be_named(run, tmp_path):
    status, _, error = run("agreement")
    assert status == 2
    assert "Name a project" in error
    status, _, error = run("agreement", tmp_path / "none.db")
    assert status == 2
