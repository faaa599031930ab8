"""``scripts/code_search.py``: the figure, its shape, and files that cannot be used."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from annotator.domain import schema_file
from annotator.domain.folding import fold
from annotator.resources import schema_path

ROOT = Path(__file__).parent.parent
QUERIES = Path(__file__).parent / "data" / "code_queries.tsv"


def run(*arguments):
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "code_search.py", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def rows():
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_nine_of_ten_lay_queries_find_their_code_within_five():
    status, out, _ = run(QUERIES, "--json")
    result = json.loads(out)
    assert status == 0
    assert set(result) == {"n", "top1", "top5", "top10", "missed"}
    assert result["n"] >= 150
    assert result["top5"] >= 0.9
    assert result["top1"] <= result["top5"] <= result["top10"]
    assert len(result["missed"]) == round(result["n"] * (1 - result["top5"]))
    assert all(set(entry) == {"query", "accepted", "found"} for entry in result["missed"])


def test_the_queries_spread_over_all_roots_in_words_of_their_own(rows):
    roots = Counter(row["code"].split(",")[0][:2] for row in rows)
    assert len(roots) == 20
    assert min(roots.values()) >= 4
    codes = schema_file.load(schema_path("cameo")).code_list("action").codes
    phrases = {fold(phrase) for code in codes for phrase in code.search}
    same = [row["query"] for row in rows if fold(row["query"]) in phrases]
    assert len(same) <= len(rows) * 0.05, same


def test_people_get_sentences(tmp_path):
    path = tmp_path / "q.tsv"
    path.write_text("query\tcode\nzzzz\t042\nceasefire\t0871,087\n", encoding="utf-8")
    status, out, _ = run(path)
    assert status == 0
    assert "2 queries: 50.0% within 1" in out
    assert "zzzz: 042 not among" in out


def test_a_bad_file_gets_all_its_problems(tmp_path):
    path = tmp_path / "q.tsv"
    path.write_text("query\tcode\n\t042\nbomb\nbomb\t42\n", encoding="utf-8")
    status, out, complaint = run(path, "--json")
    assert (status, out) == (2, "")
    for sentence in (
        "line 2: the query is empty.",
        "line 3: it has no code behind a tab.",
        "line 4: there is no code “42”.",
    ):
        assert sentence in complaint


@pytest.mark.parametrize("text", ["", "code\tquery\n", "query\tcode\n"])
def test_what_is_no_list_of_queries_is_said(tmp_path, text):
    path = tmp_path / "q.tsv"
    path.write_text(text, encoding="utf-8")
    status, _, complaint = run(path)
    assert status == 2
    assert complaint.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "cannot be read (No such file or directory)."),
        (b"query\tcode\ncaf\xe9\t042\n", "is no UTF-8 text (byte 15). Save it as UTF-8."),
        ("query\tcode\nbomb\t195\n".encode("utf-16"), "is no UTF-8 text (byte 1)."),
    ],
    ids=["missing", "latin-1", "utf-16"],
)
def test_what_cannot_be_read_is_said(tmp_path, content, sentence):
    path = tmp_path / "q.tsv"
    if content is not None:
        path.write_bytes(content)
    status, out, complaint = run(path, "--json")
    assert (status, out) == (2, "")
    assert sentence in complaint
    assert "Traceback" not in complaint


def test_long_lines_and_foreign_line_ends_are_read(tmp_path):
    path = tmp_path / "q.tsv"
    long = b"bomb " * 40_000
    path.write_bytes(b"\xef\xbb\xbfquery\tcode\r\n" + long + b"\t042\r\nvisit\t042\r\n")
    status, out, _ = run(path, "--json")
    assert status == 0
    assert (json.loads(out)["n"], json.loads(out)["top1"]) == (2, 0.5)


def test_another_schema_is_searched_too(tmp_path):
    path = tmp_path / "q.tsv"
    path.write_text("query\tcode\nsat in the rector's office\toccupation\n", encoding="utf-8")
    status, out, _ = run(path, "--schema", "protest", "--json")
    assert status == 0
    assert json.loads(out)["top5"] == 1.0
