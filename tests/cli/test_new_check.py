"""``annotator new`` and ``annotator check``."""

import json
import sqlite3
from contextlib import closing

import pytest

from annotator import cli, resources
from annotator.storage.tables import MIGRATIONS


@pytest.fixture
def run(capsys):
    def run(*arguments):
        status = cli.main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


def test_a_new_project_with_a_title(run, tmp_path):
    path = tmp_path / "p.db"
    status, out, err = run("new", path, "--title", "Größe <b>")
    assert (status, err) == (0, "")
    assert str(path) in out
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT title FROM project").fetchone() == ("Größe <b>",)


@pytest.mark.parametrize("given", ["cameo", resources.schema_path("cameo")])
def test_a_schema_by_name_or_file(run, tmp_path, given):
    assert run("new", tmp_path / "p.db", "--schema", given)[0] == 0


@pytest.mark.parametrize(
    ("content", "sentence"), [(None, "There is no schema"), ("{", "nope.json"), ("{}", "nope.json")]
)
def test_a_schema_that_is_none(run, tmp_path, content, sentence):
    schema = tmp_path / "nope.json"
    if content is not None:
        schema.write_text(content)
    status, out, err = run("new", tmp_path / "p.db", "--schema", schema)
    assert (status, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err
    assert not (tmp_path / "p.db").exists()


def test_a_sound_project_is_checked(run, tmp_path):
    path = tmp_path / "p.db"
    run("new", path)
    status, out, err = run("check", path)
    assert (status, err) == (0, "")
    assert out.count("✓") == len(out.splitlines()) - 1
    assert out.splitlines()[-1] == "Sound: 0 articles, 0 codings, 0 events."
    status, out, err = run("check", path, "--json")
    answer = json.loads(out)
    assert (status, err, answer["ok"], answer["layout"]) == (0, "", True, MIGRATIONS[-1].number)
    assert all(promise["ok"] and promise["words"] for promise in answer["promises"])


def test_what_is_broken_is_listed(run, tmp_path):
    path = tmp_path / "p.db"
    run("new", path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO setting VALUES ('a.b', '{')")
        connection.commit()
    status, out, err = run("check", path)
    assert status == 2
    assert "✗ every setting can be read\n    setting a.b: its value cannot be read\n" in out
    assert err.startswith(f"annotator: “{path}” is not sound: 1 of its promises is broken.")
    status, out, err = run("check", path, "--json")
    answer = json.loads(out)
    assert (status, answer["ok"]) == (2, False)
    (broken,) = [promise for promise in answer["promises"] if not promise["ok"]]
    assert broken["findings"] == [
        {"where": "setting a.b", "what": "its value cannot be read", "warning": False}
    ]


@pytest.mark.parametrize("content", [None, b"", b"text", b"SQLite format 3\x00"])
def test_what_is_no_project(run, tmp_path, content):
    path = tmp_path / "p.db"
    if content is not None:
        path.write_bytes(content)
    status, out, err = run("check", path)
    assert (status, out) == (2, "")
    assert err.startswith("annotator: ")
    assert str(path) in err
    assert err.count("\n") == 1


def test_a_project_from_a_workbook(run, tmp_path):
    book = tmp_path / "ours.xlsx"
    assert run("schema", "to-xlsx", "protest", book)[0] == 0
    status, out, err = run("new", tmp_path / "p.db", "--schema", book)
    assert (status, err) == (0, "")
    assert "with the schema “Contentious politics" in out
    assert run("check", tmp_path / "p.db")[0] == 0
