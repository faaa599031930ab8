import json
import sqlite3
import uuid
from contextlib import closing

import pytest
from coded import SCHEMA
from outside import names, sha256

from annotator.domain.errors import ProjectError, SchemaError
from annotator.storage.check import check
from annotator.storage.creation import code_uuid
from annotator.storage.project import create, open_project

TEXT = json.dumps(SCHEMA)


def rows(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_a_new_project_is_one_sound_file(tmp_path):
    path = tmp_path / "p.db"
    create(path, schema=TEXT, title="Größe & Maß")
    assert names(tmp_path) == {"p.db"}
    report = check(path)
    assert report.ok, report.findings(warning=False)
    with open_project(path) as project:
        assert project.title == "Größe & Maß"
        assert project.schema.name == "small"
        assert project.verified
        assert str(uuid.UUID(project.uuid)) == project.uuid
    assert names(tmp_path) == {"p.db"}


def test_it_holds_codebook_round_and_settings(tmp_path):
    path = tmp_path / "p.db"
    create(path, schema=TEXT, title="T", settings={"some.share": 0.2, "some.list": ["a"]})
    assert rows(path, "SELECT version, name, title, schema FROM codebook") == [
        (1, "small", "Small", TEXT)
    ]
    assert rows(path, "SELECT name, kind, codebook_id FROM round") == [("main", "main", 1)]
    assert rows(path, "SELECT name, value FROM setting") == [
        ("some.list", '["a"]'),
        ("some.share", "0.2"),
    ]
    assert rows(path, "PRAGMA application_id")[0][0] == 0x414E4E4F
    assert rows(path, "PRAGMA journal_mode") == [("delete",)]


def test_every_code_is_a_row_below_its_parent(tmp_path):
    path = tmp_path / "p.db"
    create(path, schema=TEXT, title="T")
    found = rows(
        path,
        "SELECT c.list, c.code, c.label, p.code, c.assignable, c.position, c.uuid FROM code c"
        " LEFT JOIN code p ON p.id = c.parent_id WHERE c.list = 'deeds' ORDER BY c.position",
    )
    assert [row[:6] for row in found] == [
        ("deeds", "04", "Meet", None, 0, 0),
        ("deeds", "042", "Make a visit", "04", 1, 1),
        ("deeds", "043", "Host a visit", "04", 1, 2),
        ("deeds", "010", "State", None, 1, 3),
    ]
    assert found[0][6] == code_uuid("small", "deeds", "d04")


def test_a_child_may_stand_before_its_parent(tmp_path):
    schema = json.loads(TEXT)
    schema["code_lists"][0]["codes"].reverse()
    create(tmp_path / "p.db", schema=json.dumps(schema), title="T")
    assert check(tmp_path / "p.db").ok


def test_an_existing_file_is_not_touched(tmp_path):
    path = tmp_path / "p.db"
    path.write_text("my only copy of something else")
    before = sha256(path)
    with pytest.raises(ProjectError, match="exists already"):
        create(path, schema=TEXT, title="T")
    assert sha256(path) == before
    assert names(tmp_path) == {"p.db"}


def test_a_journal_left_by_an_earlier_file_is_not_applied_to_the_new_one(tmp_path):
    (tmp_path / "p.db-journal").write_bytes(b"\xd9\xd5\x05\xf9 and so on")
    with pytest.raises(ProjectError, match=r"p\.db-journal.*was left by an earlier project"):
        create(tmp_path / "p.db", schema=TEXT, title="T")
    assert names(tmp_path) == {"p.db-journal"}


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ProjectError, match=r"There is no folder .*nowhere"):
        create(tmp_path / "nowhere" / "p.db", schema=TEXT, title="T")


@pytest.mark.parametrize("text", ["", "[]", "{}", "{not json", '{"name": "x"}'])
def test_what_is_no_schema_makes_no_project(tmp_path, text):
    with pytest.raises(SchemaError, match="schema cannot be read"):
        create(tmp_path / "p.db", schema=text, title="T")
    assert names(tmp_path) == set()


def test_names_of_every_kind(tmp_path):
    for name in ("with space.db", "per%20cent?#.db", "été—日本.db", "no ending"):
        create(tmp_path / name, schema=TEXT, title="T")
        with open_project(tmp_path / name) as project:
            assert project.title == "T"
    assert names(tmp_path) == {"with space.db", "per%20cent?#.db", "été—日本.db", "no ending"}
