"""Suggestions read by parts of a long text are those that reading all of them gives."""

from __future__ import annotations

import random

import pytest

from annotator.domain.events import Segment
from annotator.domain.suggestion_parts import PART, Suggestions
from annotator.domain.suggestions import Highlighted, NewSuggestion, Standing
from annotator.gui.views.suggestion_walk import SuggestionWalk
from annotator.jobs.importing import add_one
from annotator.storage import highlights, ops, reads
from tests.storage.coded import NEWER, PIPELINE, make, sitting

LENGTH = 5 * PART + 700
KINDS, STANDINGS = ("who", "what", "where", "when"), tuple(Standing)


def at_random(rng: random.Random, number: int) -> tuple[NewSuggestion, ...]:
    found = []
    for _ in range(number):
        start = rng.randrange(LENGTH - 200)
        segments = [Segment(start, start + rng.randrange(1, 90))]
        if rng.random() < 0.2:
            start = segments[0].end + rng.randrange(1, 60)
            segments.append(Segment(start, start + 5))
        found.append(
            NewSuggestion(rng.choice(KINDS), tuple(segments), standing=rng.choice(STANDINGS))
        )
    edges = [
        NewSuggestion("who", (Segment(PART - 5, PART + 5),)),
        NewSuggestion("who", (Segment(2 * PART, 2 * PART + 4),)),
        NewSuggestion("who", (Segment(3 * PART - 4, 3 * PART),)),
        NewSuggestion("what", (Segment(90, 95), Segment(4 * PART, 4 * PART + 9))),  # over parts
        NewSuggestion("where", (Segment(LENGTH - 4, LENGTH),)),
    ]
    found += edges
    rng.shuffle(found)
    return tuple(found)


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db")) as (project, who):
        words = "word " * (LENGTH // 5)
        article, _ = add_one(
            project, title="Long", body=words[: LENGTH - len("Long\n\n") - 1] + "."
        )
        text = reads.text_of(project.connection, article)
        assert len(text) == LENGTH
        highlights.store(project, PIPELINE, Highlighted(article, at_random(random.Random(5), 600)))
        yield project, who, article


def read(desk):
    project, who, article = desk
    return reads.suggestions(project.connection, who, article)


def place(suggestion):
    return suggestion.start, suggestion.end, suggestion.id


def every(desk):
    """All of them from plain rows, in text order."""
    project, _, article = desk
    rows = project.connection.execute(
        "SELECT p.suggestion_id, min(p.start), max(p.end) FROM suggestion s"
        " JOIN suggestion_segment p ON p.suggestion_id = s.id WHERE s.article_id = ?"
        " AND s.superseded_at IS NULL GROUP BY s.id",
        (article,),
    ).fetchall()
    return sorted((start, end, number) for number, start, end in rows)


def test_all_parts_together_are_all_there_is_in_text_order(desk):
    found = read(desk)
    assert found.parts == 6
    assert [place(s) for s in found] == every(desk)
    assert len(found) == 605
    assert found[-1].end == LENGTH


def test_a_stretch_shows_what_reaches_into_it_from_anywhere(desk):
    whole, parted = SuggestionWalk(Suggestions(read(desk))), SuggestionWalk(read(desk))
    stretches = [(n * PART - 40, n * PART + 40) for n in range(1, 6)]
    stretches += [(n, n + 1500) for n in range(0, LENGTH - 1500, 977)]
    for start, end in stretches:
        assert whole.overlapping(start, end) == parted.overlapping(start, end) != []
    wide = [s for s in parted.overlapping(2 * PART + 100, 2 * PART + 101) if s.start == 90]
    assert [s.end for s in wide] == [4 * PART + 9]


def test_what_stands_on_both_sides_of_a_part_is_found_inside_it(desk):
    found = [s for s in read(desk).reaching(2) if s.start == 90]
    assert [s.segments[1].start for s in found] == [4 * PART]


@pytest.mark.parametrize("quiet", [False, True])
def test_walking_leads_through_all_parts_and_back(desk, quiet):
    whole = SuggestionWalk(Suggestions(read(desk)), quiet=quiet)
    parted = SuggestionWalk(read(desk), quiet=quiet)
    there = [parted.at_or_after(0)]
    assert there == [whole.at_or_after(0)]
    while there[-1] is not None:
        assert parted.next_extent(there[-1]) == whole.next_extent(there[-1])
        there.append(parted.next_to(there[-1]))
        assert there[-1] == whole.next_to(there[-2])
    assert len(there) > 150
    back = [SuggestionWalk(read(desk), quiet=quiet).before(LENGTH)]
    while back[-1] is not None:
        back.append(parted.previous_to(back[-1]))
    assert back[:-1] == there[-2::-1]


def test_only_the_parts_that_are_reached_are_read(desk):
    project, _, _ = desk
    found, queries = read(desk), []
    project.connection.set_trace_callback(queries.append)
    try:
        SuggestionWalk(found).overlapping(0, 2000)
        read_once = len(queries)
        SuggestionWalk(found).overlapping(0, 2000)
    finally:
        project.connection.set_trace_callback(None)
    assert 0 < read_once == len(queries)
    assert len(found._proposed._read) == 1


def test_after_a_decision_only_that_is_read(desk):
    project, who, _ = desk
    before = read(desk)
    assert before.again() is before
    given = list(before)
    taken = given[300]
    ops.reject_suggestion(project, who, taken.id)
    after = before.again()
    assert after.get(taken.id).decision == "rejected"
    assert [s.decision for s in after].count("rejected") == 1
    assert [place(s) for s in after] == [place(s) for s in given]
    assert after._proposed is before._proposed
    assert list(after) == list(read(desk))
    project.undo(who)
    assert list(after.again()) == given


def test_decisions_on_an_older_run_hold_in_every_part(desk):
    project, who, article = desk
    taken = [read(desk)[at] for at in (0, 300, 604)]
    for suggestion in taken:
        ops.reject_suggestion(project, who, suggestion.id)
    again = at_random(random.Random(5), 600)
    highlights.store(project, NEWER, Highlighted(article, again))
    decided = [s for s in read(desk) if s.decision]
    assert {(s.type, s.segments) for s in decided} == {(s.type, s.segments) for s in taken}
    assert not {s.id for s in decided} & {s.id for s in taken}


def test_what_stands_on_some_words_is_found_by_them(desk):
    found = read(desk)
    for suggestion in (found[0], found[300], found[-1]):
        same = found.on(suggestion.segments, suggestion.type)
        assert same is not None
        assert (same.segments, same.type) == (suggestion.segments, suggestion.type)
    assert found.on((Segment(1, 2),), "who") is None
    assert found.get(None) is None
    assert found.get(10_000) is None
