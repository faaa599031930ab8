"""A packet: one coder's articles and work in a whole project file, nobody else's rows in it."""

import sqlite3
from contextlib import closing

import pytest
from coded import desk_of, make, sitting, suggest

from annotator.domain.errors import EditRefusedError, ProjectError
from annotator.domain.events import CodingStatus
from annotator.storage import ops, people, reads
from annotator.storage.assigning import assign, plan_assignment
from annotator.storage.check import check
from annotator.storage.packing import pack
from annotator.storage.project import open_project


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db", articles=20)) as both:
        project, who = both
        team = [people.find_or_add_coder(project, name) for name in ("eva", "bob")]
        plan = plan_assignment(project.connection, who.round, team, per_coder=6, overlap=0.5)
        assign(project, who, who.round, plan)
        yield both


def queue(project, name):
    return list(reads.queue_ids(project.connection, desk_of(project, name)))


def code(project, name, article):
    desk = desk_of(project, name)
    suggest(project, article)
    event = ops.create_event(project, desk, article).event_id
    ops.set_comment(project, desk, article, kind="question", text=f"{name} asks")
    return event


def count(path, query):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchone()[0]


def test_it_holds_one_coders_rows_and_nobody_elses(desk, tmp_path):
    project, _ = desk
    eva, bob = queue(project, "eva"), queue(project, "bob")
    both = set(eva) & set(bob)
    article = min(both)
    code(project, "eva", article)
    code(project, "bob", article)
    packed = pack(project, people.known_coder(project.connection, "eva"), tmp_path / "eva.db")
    assert (packed.articles, packed.codings) == (6, 1)
    path = packed.path
    assert check(path).ok, [str(f) for _, f in check(path).findings(warning=False)]
    assert count(path, "SELECT group_concat(name) FROM coder") == "eva"
    assert count(path, "SELECT count(*) FROM article") == 6
    assert count(path, "SELECT count(*) FROM coding") == 1
    assert count(path, "SELECT text FROM comment") == "eva asks"
    assert count(path, "SELECT count(*) FROM edit") == 0
    assert count(path, "SELECT kind FROM project") == "packet"
    assert count(path, "SELECT count(*) FROM shared_article") == len(both)
    assert b"bob asks" not in path.read_bytes()
    with open_project(path) as opened:
        assert opened.uuid == project.uuid
        assert queue(opened, "eva") == eva
        mine = desk_of(opened, "eva")
        assert len(reads.coding(opened.connection, mine, article).events) == 1
        assert reads.suggestions(opened.connection, mine, article)
        ops.finish_coding(opened, mine, article, status=CodingStatus.DONE)
    assert check(path).ok


def test_whoever_has_nothing_gets_no_packet(desk, tmp_path):
    project, who = desk
    with pytest.raises(EditRefusedError, match="Assign some first"):
        pack(project, people.find_or_add_coder(project, "zoe"), tmp_path / "zoe.db")
    assert not (tmp_path / "zoe.db").exists()
    pack(project, people.known_coder(project.connection, "eva"), tmp_path / "eva.db")
    with pytest.raises(ProjectError, match="exists already"):
        pack(project, people.known_coder(project.connection, "eva"), tmp_path / "eva.db")
    with pytest.raises(ProjectError, match="no folder"):
        pack(project, who.coder, tmp_path / "none" / "eva.db")
