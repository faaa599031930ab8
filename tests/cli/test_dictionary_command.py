"""``annotator dictionary``: what is said of a file, what comes out again, and refusals."""

import hashlib
import json
import time

import pytest

from annotator.storage import dictionaries, ops, people
from annotator.storage.check import check
from annotator.storage.project import open_project

FILE = """\
SYRIA_ [SYR]
+SYRIAN_
ASSAD_
\t[SYRGOV 20000717-20241209]
\t[SYRELI]
SOVIET_ARMY_ [USRMIL]
LOST
SYRIA_ [SYR]
"""

MISSING = '"USR" is not in the codebook. "Country or kind of international actor" is missing.'


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "phoenix.txt"
    path.write_text(FILE)
    return path


def pooled(path):
    with open_project(path, read_only=True) as project:
        return dictionaries.pooled(project.connection)


def test_import_says_what_came_and_what_did_not(run, path, file):
    status, out, err = run("dictionary", "import", path, file)
    assert status == 0
    assert out.splitlines() == [
        "Imported the dictionary “phoenix”: 5 entries for 4 names (actors).",
        "1 line says again what stands in the file before, and counts once.",
        "1 code not as in the codebook, kept all the same:",
        f"  USRMIL (1 name): {MISSING}",
    ]
    assert err.splitlines() == [
        "annotator: 1 line could not be read and left out:",
        "  line 7: “LOST” has no code.",
    ]
    assert len(pooled(path)) == 5
    assert check(path).findings(warning=False) == []


def test_import_again_and_under_a_name(run, path, file):
    run("dictionary", "import", path, file)
    assert run("dictionary", "import", path, file)[1].startswith("Nothing to change in the")
    file.write_text("SYRIA_ [SYR]\n")
    assert run("dictionary", "import", path, file)[1].startswith("Replaced the dictionary")
    status, out, _ = run("dictionary", "import", path, file, "--name", "other one", "--json")
    assert (status, json.loads(out)["name"]) == (0, "other one")
    status, out, _ = run("dictionary", "list", path)
    assert out.splitlines() == [
        "“phoenix”: 1 entry, version 2",
        "“other one”: 1 entry, version 1",
    ]
    listed = json.loads(run("dictionary", "list", path, "--json")[1])["dictionaries"]
    assert listed[0] == {"name": "phoenix", "kind": "imported", "version": 2, "entries": 1}


def test_json_of_an_import(run, path, file):
    status, out, _ = run("dictionary", "import", path, file, "--json")
    assert status == 0
    assert json.loads(out) == {
        "project": str(path),
        "name": "phoenix",
        "format": "actors",
        "entries": 5,
        "names": 4,
        "replaced": False,
        "changed": True,
        "duplicates": 1,
        "problems": [{"line": 7, "sentence": "“LOST” has no code."}],
        "warnings": [{"code": "USRMIL", "sentence": MISSING, "entries": 1}],
        "notes": [],
    }


def test_the_pi_can_undo_an_import_in_the_window(run, path, file):
    run("dictionary", "import", path, file, "--coder", "ann")
    with open_project(path) as project:
        ann = people.sit_down(project, "ann")
        assert project.undo_state(ann).undo == "import “phoenix”"
        project.undo(ann)
    assert pooled(path) == []
    assert run("dictionary", "list", path)[1] == "There are no dictionaries yet.\n"


@pytest.mark.parametrize("ending", ["csv", "txt"])
def test_what_is_exported_can_be_imported_again(run, path, file, tmp_path, ending):
    run("dictionary", "import", path, file)
    target = tmp_path / f"again.{ending}"
    status, out, _ = run("dictionary", "export", path, target, "--which", "Phoenix")
    assert (status, out) == (0, f"Wrote “{target}”: 5 entries.\n")
    run("dictionary", "import", path, target, "--name", "again")
    with open_project(path, read_only=True) as project:
        first = dictionaries.imported(project.connection, "phoenix")
        assert set(dictionaries.imported(project.connection, "again")) == set(first)


def test_own_and_shared_are_exported(run, path, tmp_path):
    with open_project(path) as project:
        ann = people.sit_down(project, "ann")
        ops.learn_name(project, ann, "Assad", "SYRGOV")
        ops.learn_name(project, ann, "Syria", "SYR")
        ops.promote_entry(project, ann, dictionaries.own(project.connection, ann)[0].id)
    out = tmp_path / "d.csv"
    assert run("dictionary", "export", path, out, "--which", "own", "--coder", "ANN")[0] == 0
    assert out.read_text("utf-8-sig").splitlines() == [
        "surface,code,kind,valid_from,valid_to,plural",
        "Assad,SYRGOV,actor,,,",
        "Syria,SYR,actor,,,",
    ]
    assert json.loads(run("dictionary", "export", path, out, "--json")[1])["entries"] == 1
    assert run("dictionary", "list", path)[1] == "The shared dictionary: 1 entry, version 1\n"


def test_kinds_are_exported_one_by_one(run, path, tmp_path):
    table = tmp_path / "mixed.csv"
    table.write_text("surface,code,kind\nSyria,SYR,actor\nfan,,discard\narmy,MIL,agent\n")
    run("dictionary", "import", path, table)
    out = tmp_path / "d.txt"
    words = ("dictionary", "export", path, out, "--which", "mixed")
    status, _, err = run(*words)
    assert status == 2
    assert "two files for PETRARCH" in err
    assert not out.exists()
    for kind, line in (("actor", "SYRIA_  [SYR]"), ("discard", "FAN"), ("agent", "ARMY [~MIL]")):
        assert run(*words, "--kind", kind)[0] == 0
        assert out.read_text().splitlines() == ["# “mixed”", "", line]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["import", "P", "no.txt"], "“no.txt” cannot be read"),
        (["import", "P", "empty.txt"], "“empty.txt” holds no entries."),
        (["import", "P", "bad.txt"], "No entry of “bad.txt” can be read: line 1: “A” has no code."),
        (["import", "P", "phoenix.txt", "--name", "shared"], "cannot be called “shared”"),
        (["export", "P", "d.csv"], "There is nothing to export: the dictionary “shared” has no"),
        (["export", "P", "d.csv", "--which", "x"], "There is no dictionary “x”. Those there are:"),
        (["export", "P", "d.csv", "--which", "own"], "Say whose dictionary it is"),
        (["export", "P", "d.csv", "--which", "own", "--coder", "eve"], "There is no coder “eve”"),
        (["export", "P", "d.doc"], "Name the file d.csv."),
        (["list", "no.db"], "no.db"),
        ([], "SUBCOMMAND"),
    ],
)
def test_refusals_leave_everything_as_it_was(
    run, path, file, tmp_path, monkeypatch, words, sentence
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").write_text("# nothing\n")
    (tmp_path / "bad.txt").write_text("A\nB [X\n")
    before = {p.name: hashlib.sha256(p.read_bytes()).digest() for p in tmp_path.iterdir()}
    status, out, err = run("dictionary", *(str(path) if word == "P" else word for word in words))
    assert (status, out) == (2, "")
    assert sentence in err
    if "--name" not in words:  # who imports is known by then
        after = {p.name: hashlib.sha256(p.read_bytes()).digest() for p in tmp_path.iterdir()}
        assert after == before
    assert pooled(path) == []


def test_a_hundred_thousand_lines(run, path, tmp_path):
    table = tmp_path / "long.csv"
    rows = (f"Name {n},SYRGOV,2000-01-01,2020-12-31\n" for n in range(100_000))
    table.write_text("surface,code,valid_from,valid_to\n" + "".join(rows))
    started = time.process_time()
    status, out, _ = run("dictionary", "import", path, table, "--json")
    assert (status, json.loads(out)["entries"]) == (0, 100_000)
    assert time.process_time() - started < 60  # a hang, not a speed, is what this looks for
    with open_project(path) as project:
        project.undo(people.sit_down(project, "pi"))
    assert pooled(path) == []
