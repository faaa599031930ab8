"""``annotator schema update``: previewed, applied, refused with all reasons at once."""

from __future__ import annotations

import json

import pytest

from annotator import cli
from annotator.domain import codebook_editing as editing
from annotator.domain import schema_file
from annotator.domain.incoming import Incoming, Origin, new_article
from annotator.domain.values import CodeValue
from annotator.resources import schema_path
from annotator.storage import ops, people, reads
from annotator.storage.imports import add_articles
from annotator.storage.project import open_project


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "p.db"
    assert cli.main(["new", str(path), "--schema", "protest"]) == 0
    with open_project(path) as opened:
        article, _ = new_article(title="March in Tamu", body="Nurses marched.")
        add_articles(opened, [Incoming(article, Origin("made"))])
        desk = people.sit_down(opened, "ann")
        event = ops.create_event(opened, desk, 1).event_id
        ops.fill_slot(opened, desk, event, "form", value=CodeValue("march"))
    return path


@pytest.fixture
def new(tmp_path):
    schema = schema_file.load(schema_path("protest"))
    schema = editing.change_code(schema, "form", "march", label="March or parade")
    schema = editing.split_code(schema, "form", "march", ("march", "rally"))
    schema = editing.retire_code(schema, "issue", "crime")
    path = tmp_path / "new.json"
    schema_file.save(schema, path)
    return path


def run(capsys, *arguments):
    capsys.readouterr()
    status = cli.main([*map(str, arguments), "--json"])
    shown = capsys.readouterr()
    return status, json.loads(shown.out or "null"), shown.err


def test_a_dry_run_counts_and_changes_nothing(project, new, capsys):
    before = project.read_bytes()
    status, data, _ = run(capsys, "schema", "update", project, new, "--dry-run")
    assert (status, data["applied"], data["version"]) == (0, False, 1)
    told = {(c["kind"], c["name"]): c["values"] for c in data["changes"]}
    assert told == {("renamed", "march"): 1, ("split", "march"): 1, ("retired", "crime"): 0}
    assert project.read_bytes() == before


def test_an_update_is_applied_as_one_edit(project, new, capsys):
    status, data, _ = run(capsys, "schema", "update", project, new, "--coder", "boss")
    assert (status, data["applied"], data["version"], data["to_review"]) == (0, True, 2, 1)
    with open_project(project) as opened:
        ann, boss = (people.sit_down(opened, name) for name in ("ann", "boss"))
        (found,) = reads.codes_to_review(opened.connection, ann)
        assert found.code == "march"
        opened.undo(boss)
        assert reads.codes_to_review(opened.connection, ann) == []
        assert opened.schema.code_list("form").get("march").label == "March"
    status, data, _ = run(capsys, "schema", "update", project, new)
    assert data["version"] == 2


def test_the_same_again_says_so(project, capsys):
    capsys.readouterr()
    assert cli.main(["schema", "update", str(project), "protest"]) == 0
    assert "the same already (version 1)" in capsys.readouterr().out


def test_another_schema_is_refused(project, capsys):
    status, data, complaint = run(capsys, "schema", "update", project, "plover")
    assert status == 2
    assert "make a new project for another schema" in complaint
    assert len(data["problems"]) == 1
