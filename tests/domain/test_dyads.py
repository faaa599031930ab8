from __future__ import annotations

from annotator.domain.dyads import Direction, directions, with_way_back


def pairs(sources, targets, *, reciprocal=False):
    found = directions(sources, targets, reciprocal=reciprocal)
    return [(d.source, d.target, d.returned) for d in found]


def test_every_source_acts_on_every_target():
    assert pairs("ab", "xy") == [
        ("a", "x", False),
        ("a", "y", False),
        ("b", "x", False),
        ("b", "y", False),
    ]


def test_without_target_each_source_stands_alone():
    assert pairs("ab", "") == [("a", None, False), ("b", None, False)]
    assert pairs("", "x") == [(None, "x", False)]
    assert pairs("", "") == [(None, None, False)]


def test_a_reciprocal_event_has_both_ways():
    assert pairs("a", "x", reciprocal=True) == [("a", "x", False), ("x", "a", True)]
    assert len(pairs("ab", "xy", reciprocal=True)) == 8


def test_without_target_every_source_of_a_reciprocal_event_is_a_side():
    assert pairs("abc", "", reciprocal=True) == [
        ("a", "b", False),
        ("a", "c", False),
        ("b", "c", False),
        ("b", "a", True),
        ("c", "a", True),
        ("c", "b", True),
    ]
    assert pairs("a", "", reciprocal=True) == [("a", None, False)]


def test_two_sources_and_a_source_with_a_target_are_the_same_reciprocal_event():
    assert pairs("ab", "", reciprocal=True) == pairs("a", "b", reciprocal=True)


def test_the_way_back_needs_two_sides_and_comes_once():
    assert with_way_back([Direction("a", None)]) == [Direction("a", None)]
    there = [Direction("a", "x")]
    both = [*there, Direction("x", "a", returned=True)]
    assert with_way_back(there) == both
    assert with_way_back(both) == both
