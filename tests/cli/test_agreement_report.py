"""``annotator agreement PROJECT.db``: the report for people, for scripts, and what is refused."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from dataclasses import replace
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
    assert "Compared: ann, bob, in 6 articles that two or more of them finished." in out
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
    assert [event["coder"] for event in data["alone"]] == ["bob"]
    assert sorted(match["stage"] for match in data["matches"]) == [1, 1, 1, 1, 2]
    action = next(entry for entry in data["fields"] if entry["field"] == "action")
    assert action["both"]["n"] == 5
    assert action["statistics"]["scott_pi"]["value"] == pytest.approx((0.8 - 0.26) / 0.74)
    assert data["settings"]["reading"]["tentative from"] == 0.667
    alike = next(entry for entry in data["fields"] if entry["field"] == "confidence")
    assert alike["both"]["alpha"]["value"] is None
    assert alike["both"]["alpha"]["reason"]


def test_one_part_alone_or_all_one_after_the_other(run, tmp_path):
    codings = [replace(one, unaided=one.article in ("a1", "a2")) for one in TWO]
    path = tmp_path / "half.db"
    project_of(made(codings), path)
    _, every, _ = run("agreement", path)
    assert every.count("Pair by pair") == 3
    assert "Aided articles alone (4 articles)" in every
    status, alone, _ = run("agreement", path, "--part", "unaided")
    assert status == 0
    assert "Unaided articles alone (2 articles)" in alone
    assert alone.count("Pair by pair") == 1
    whole, part = (
        json.loads(run("agreement", path, "--json", *more)[1]) for more in ((), ("--part", "aided"))
    )
    assert part["part"] == "aided"
    assert part["codes"] == whole["by_aid"]["aided"]["codes"] != whole["codes"]
    assert part["by_week"] == whole["by_aid"]["aided"]["by_week"]
    status, _, error = run("agreement", path, "--part", "same-suggestion")
    assert status == 2
    assert "Nowhere did all who are compared accept the same suggestion." in error


def test_where_nobody_is_compared_the_command_says_why_and_what_to_do(run, tmp_path):
    few = project_of(made([TWO[0], TWO[3]], articles=["a3"]), tmp_path / "few.db")
    status, out, _ = run("agreement", few)
    assert status == 0
    assert "ann, bob have finished no article of round “main” in common." in out
    assert "1 with nobody; 2 with one coder only." in out
    assert "annotator assign --overlap" in out
    assert "not assigned" in out  # the table of states
    assert "undefined" not in out
    data = json.loads(run("agreement", few, "--json")[1])
    assert data["lacking"]["articles"]["one coder only"] == 2


def test_an_interval_that_cannot_be_told_says_why(run, tmp_path):
    one = project_of(made(TWO[:2]), tmp_path / "one.db")
    _, out, _ = run("agreement", one)
    (number,) = re.findall(r"\[(\d+)\] undefined: An interval needs two articles or more\.", out)
    line = next(line for line in out.splitlines() if line.startswith("Event F1"))
    assert f"undefined [{number}]" in line


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


def test_a_workbook_gives_the_same_report(run, coded, tmp_path):
    workbook = tmp_path / "all.xlsx"
    assert run("export", coded, workbook)[0] == 0
    _, ours, _ = run("agreement", coded)
    status, theirs, _ = run("agreement", workbook)
    assert status == 0
    assert theirs.partition("Did they see")[2] == ours.partition("Did they see")[2]


def test_a_table_of_values_gives_coefficients(run, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("text,judge,what\n1,x,a\n1,y,a\n2,x,b\n2,y,c\n3,x,b\n3,y,b\n", "utf-8")
    named = ("--unit", "text", "--value", "what")
    status, out, _ = run("agreement", table, *named, "--json")
    (figures,) = json.loads(out)["fields"]
    assert status == 0
    assert figures["percent_agreement"]["value"] == pytest.approx(2 / 3)
    assert figures["cohen_kappa"]["value"] == pytest.approx((2 / 3 - 3 / 9) / (1 - 3 / 9))
    _, out, _ = run("agreement", table, *named)
    assert out.splitlines()[4].split()[:4] == ["value", "nominal", "3", "2"]
    assert run("agreement", table)[0] == 2


def test_words_of_anonymous_coders_give_figures_by_role(run, tmp_path):
    file = tmp_path / "words.json"
    spans = [{"who": ["Ann"], "what": ["met"]}, {"who": ["Ann"], "what": ["met", "Bob"]}]
    file.write_text(json.dumps([{"text": "Ann met Bob", "spans": spans}]), "utf-8")
    status, out, _ = run("agreement", file, "--json")
    roles = json.loads(out)["roles"]
    assert status == 0
    assert (roles["who"]["f1_exact"]["value"], roles["what"]["f1_exact"]["value"]) == (1, 0)
    assert "coders anonymous" in run("agreement", file)[1]


def test_the_script_is_the_command(coded):
    script = Path(__file__).resolve().parents[2] / "scripts" / "agreement.py"
    done = subprocess.run(
        [sys.executable, script, coded, "--json"], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["articles"] == 6


def test_weights_are_named_with_their_field(run, coded, tmp_path):
    status, _, error = run("agreement", coded, "--weights", "w.csv")
    assert status == 2
    assert "FIELD=FILE.csv" in error
    table = tmp_path / "w.csv"
    codes = ["042", "112", "190", "193", "195"]
    rows = [[one, *("0" if one == other else "1" for other in codes)] for one in codes]
    table.write_text("\n".join(",".join(row) for row in [["", *codes], *rows]), "utf-8")
    _, out, _ = run("agreement", coded, "--weights", f"action={table}", "--json")
    action = next(entry for entry in json.loads(out)["fields"] if entry["field"] == "action")
    custom = action["statistics"]["krippendorff_alpha_custom"]["value"]
    assert custom == pytest.approx(action["both"]["alpha"]["value"])
