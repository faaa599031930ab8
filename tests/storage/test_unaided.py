"""Articles drawn to be coded without suggestions: alike for all, reproducibly, never too late."""

import shutil

import pytest
from coded import desk_of, make, sitting, suggest

from annotator.domain.errors import EditRefusedError, ReadOnlyError
from annotator.storage import attention, ops, reads
from annotator.storage.check import check
from annotator.storage.journal import new_uuid
from annotator.storage.project import open_project
from annotator.storage.suggested import suggested_events
from annotator.storage.unaided import draw


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db", articles=20)) as both:
        yield both


def drawn(desk, share=0.2, seed=7, **more):
    project, who = desk
    return draw(project, who.round, share=share, seed=seed, **more)


def assign(desk, who, ids):
    with desk[0].write() as connection:
        connection.executemany(
            "INSERT INTO assignment (uuid, article_id, coder_id, round_id, position,"
            " created_at) VALUES (?, ?, ?, ?, ?, '2025-01-01')",
            [(new_uuid(), n, who.coder.id, who.round.id, n) for n in ids],
        )


def test_the_same_seed_draws_the_same_articles(desk, tmp_path):
    first = drawn(desk)
    assert (first.open, first.begun, len(first.unaided)) == (20, 0, 4)
    assert drawn(desk) == first
    assert drawn(desk, seed=8).unaided != first.unaided
    assert set(first.unaided) < set(drawn(desk, 0.5).unaided)
    shutil.copy(desk[0].path, tmp_path / "copy.db")
    with open_project(tmp_path / "copy.db") as copied:
        assert draw(copied, desk[1].round, share=0.2, seed=7) == first
    assert drawn(desk, 0).unaided == ()
    assert len(drawn(desk, 1).unaided) == 20


def test_an_unaided_article_shows_neither_words_nor_events(desk):
    project, ann = desk
    (article, *_) = drawn(desk).unaided
    aided = next(n for n in range(1, 21) if n not in drawn(desk).unaided)
    for number in (article, aided):
        suggest(project, number, events=True)
    bob = desk_of(project, "bob")
    for who in (ann, bob):
        assert not reads.suggestions(project.connection, who, article)
        assert suggested_events(project.connection, who, article) == ()
        assert reads.coding(project.connection, who, article).unaided
        assert reads.suggestions(project.connection, who, aided)
        assert len(suggested_events(project.connection, who, aided)) == 3
        assert not reads.coding(project.connection, who, aided).unaided
        attention.remember_shown(project, who, article)
    assert project.connection.execute("SELECT count(*) FROM shown").fetchone() == (0,)


def test_what_is_begun_or_seen_stays_as_it_is_for_everybody(desk):
    project, ann = desk
    suggest(project, 1)
    attention.remember_shown(project, ann, 1)
    ops.create_event(*desk, 2)
    everything = drawn(desk, 1)
    assert (everything.open, everything.begun) == (18, 2)
    assert not {1, 2} & set(everything.unaided)
    bob = desk_of(project, "bob")
    assert not reads.coding(project.connection, bob, 2).unaided
    ops.create_event(*desk, 3)
    assert drawn(desk, 0).begun == 3
    assert reads.coding(project.connection, ann, 3).unaided  # begun without, it stays so
    assert reads.coding(project.connection, bob, 3).unaided
    assert not reads.coding(project.connection, ann, 4).unaided


def test_only_among_the_articles_of_one_coder(desk):
    project, ann = desk
    bob = desk_of(project, "bob")
    assign(desk, ann, range(1, 11))
    assign(desk, bob, range(6, 16))
    found = drawn(desk, 0.5, coder=ann.coder)
    assert (found.open, len(found.unaided)) == (10, 5)
    assert max(found.unaided) <= 10
    rows = project.connection.execute(
        "SELECT article_id, count(*), min(unaided), max(unaided) FROM assignment GROUP BY 1"
    ).fetchall()
    for article, _, least, most in rows:  # all coders of an article alike
        assert least == most == (article in found.unaided)
    everybody = drawn(desk, 0.5, coder=desk_of(project, "cleo").coder)
    assert everybody.open == 20


def test_rounds_are_drawn_apart_and_the_file_stays_whole(desk):
    project, ann = desk
    drawn(desk, 1)
    assert reads.coding(project.connection, ann, 1).unaided
    path = project.path
    project.close()
    assert check(path).ok


def test_bad_shares_and_files_are_refused(desk, tmp_path):
    with pytest.raises(EditRefusedError, match="from 0 to 1"):
        drawn(desk, 1.5)
    path = shutil.copy(desk[0].path, tmp_path / "read.db")
    with open_project(path, read_only=True) as project, pytest.raises(ReadOnlyError):
        draw(project, desk[1].round, share=0.1, seed=1)
