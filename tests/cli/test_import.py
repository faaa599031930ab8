"""``annotator import``: what it says, its exit status, and that a refusal changes nothing."""

import hashlib
import json
import os

import pytest

from annotator.storage import reads
from annotator.storage.project import open_project


def articles(path):
    with open_project(path, read_only=True) as project:
        ids = project.connection.execute("SELECT id FROM article ORDER BY id").fetchall()
        return [reads.article(project.connection, article_id) for (article_id,) in ids]


def test_files_and_folders(run, path, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("A\n\nText")
    (tmp_path / "b.jsonl").write_text('{"text": "B"}\n{"text": "A\\nText"}\n')
    status, out, err = run("import", path, tmp_path / "in", tmp_path / "b.jsonl")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Imported 2 articles.",
        "1 text was there already; each is kept once.",
        "  b.jsonl, line 2: the same text as a.txt",
        "read as UTF-8: a.txt, b.jsonl",
    ]
    assert [article.text for article in articles(path)] == ["A\n\nText", "B"]


def test_bad_rows_are_listed(run, path, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("Body,Published\nGood.,2025-04-10\nBad.,31 February 2025\n,2025-04-10\n")
    status, out, err = run("import", path, table)
    assert status == 0
    assert "Imported 1 article.\n2 rows or files could not be imported.\n" in out
    assert err.startswith("annotator: These were left out:\n  t.csv, row 3: “31 February 2025”")
    assert err.rstrip().endswith("t.csv, row 4: its text is empty")


def test_json(run, path, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("text\nGood.\nGood.\n\u200b\n", encoding="utf-8")
    status, out, _ = run("import", path, table, "--json")
    answer = json.loads(out)
    assert status == 0
    assert answer == {
        "project": str(path),
        "imported": 1,
        "duplicates": [
            {"file": "t.csv", "row": 3, "article_id": 1, "same_as": "t.csv, row 2"},
        ],
        "bad": [{"file": "t.csv", "row": 4, "reason": "its text is empty"}],
        "notes": ["read as UTF-8: t.csv"],
    }


def test_a_mapping_and_a_date(run, path, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("Story line,When,text\nGood.,2025-04-10,no\nFine.,,no\n")
    mapping = ("--map", "text=Story line", "--map", "date=When")
    status, _, err = run("import", path, table, *mapping, "--date", "2025-01-02")
    assert (status, err) == (0, "")
    assert [(article.text, str(article.published)) for article in articles(path)] == [
        ("Good.", "2025-04-10"),
        ("Fine.", "2025-01-02"),
    ]


REFUSED = {
    "a missing file": (["none.txt"], "There is no file or folder"),
    "a folder without articles": (["empty"], "holds no articles"),
    "a file of another kind": (["a.pdf"], "Save its text as .txt"),
    "a binary file": (["noise.txt"], "It is not text"),
    "an empty article": (["void.txt"], "its text is empty"),
    "a table without text": (["t.csv"], "“When”, “Words”. Name the one that does, such as --map"),
    "a column that is not there": (["t.csv", "--map", "text=Body"], "no column “Body”"),
    "a field that is none": (["t.csv", "--map", "author=Words"], "“author” is nothing"),
    "a mapping without a column": (["t.csv", "--map", "text"], "does not say which column"),
    "a mapping given twice": (["t.csv", "--map", "text=a", "--map", "text=b"], "given twice"),
    "a date that is none": (
        ["good.txt", "--date", "2025-02-30"],
        "“--date 2025-02-30” is not a day",
    ),
    "no path": ([], "PATH"),
    "a good file and a missing one": (["good.txt", "none.txt"], "nothing was imported"),
    "only bad rows": (["bad.jsonl"], "Nothing could be imported.\n  bad.jsonl, line 1"),
}


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("as_json", [False, True])
def test_refusals_change_nothing(run, path, tmp_path, case, as_json):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "noise.txt").write_bytes(os.urandom(2000))
    (tmp_path / "void.txt").write_text("")
    (tmp_path / "good.txt").write_text("Good\n\nText")
    (tmp_path / "t.csv").write_text("When,Words\n2025-04-10,Text\n")
    (tmp_path / "bad.jsonl").write_text('{"text": ""}\n{"text": [1]}\n')
    arguments, sentence = REFUSED[case]
    given = [tmp_path / word if (tmp_path / word).exists() else word for word in arguments]
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    status, out, err = run("import", path, *given, *["--json"] * as_json)
    assert status == 2
    assert sentence in err
    if as_json:
        assert sentence in json.loads(out)["error"]
    else:
        assert out == ""
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_project_that_is_none(run, tmp_path):
    (tmp_path / "good.txt").write_text("Good\n\nText")
    status, _, err = run("import", tmp_path / "none.db", tmp_path / "good.txt")
    assert status == 2
    assert "none.db" in err
    assert not (tmp_path / "none.db").exists()


def test_only_duplicates_are_no_failure(run, path, tmp_path):
    (tmp_path / "good.txt").write_text("Good\n\nText")
    run("import", path, tmp_path / "good.txt")
    status, out, err = run("import", path, tmp_path / "good.txt")
    assert (status, err) == (0, "")
    assert out.startswith("Imported 0 articles.\n1 text was there already")


def test_many_bad_rows_are_cut_short_for_people_only(run, path, tmp_path):
    (tmp_path / "t.csv").write_text("text,date\nGood,\n" + "Bad,never\n" * 300)
    status, _, err = run("import", path, tmp_path / "t.csv")
    assert status == 0
    assert len(err.splitlines()) == 202
    assert "and 100 more; --json lists all" in err
    _, out, _ = run("import", path, tmp_path / "t.csv", "--json")
    assert len(json.loads(out)["bad"]) == 300
