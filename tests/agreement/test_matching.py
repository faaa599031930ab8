"""Whether coders saw the same events: both stages of matching, and the groups they form."""

from __future__ import annotations

import random
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.ranges import joined
from annotator.agreement.same_events.grouping import group
from annotator.agreement.same_events.identity import CodedEvent, Identity, aligned, strict_identity
from annotator.agreement.same_events.matching import Article, ArticleMatching

unhurried = settings(deadline=None)  # a busy machine is no failure

IDENTITY = Identity(("source", "action", "target", "date"), ("source", "target"))
LEFT_OUT = (None, "source", "action", "target", "date", "place")


def event(key, source="", action="", target="", date=None, at=None, *, reciprocal=False):
    """An event written shortly: several values with blanks between, evidence as ranges."""
    fields = {
        "source": frozenset(source.split()),
        "action": action or None,
        "target": frozenset(target.split()),
        "date": date,
    }
    return CodedEvent(key, fields, joined(at or ()), reciprocal)


def matching(identity=IDENTITY, **codings):
    return ArticleMatching(Article.of("1", codings), identity)


def keys(matches):
    return {tuple(event.key for event in match.events) for match in matches}


some_places = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 5)).map(lambda r: (r[0], r[0] + r[1])), max_size=2
)
some_events = st.lists(
    st.builds(
        event,
        st.just(""),
        st.sampled_from(["", "a", "b", "a b"]),
        st.sampled_from(["", "x", "y"]),
        st.sampled_from(["", "a", "b"]),
        st.sampled_from([None, "monday"]),
        some_places,
        reciprocal=st.booleans(),
    ),
    max_size=4,
)


def told_apart(name, events):
    return [
        CodedEvent(f"{name}{at}", e.fields, e.evidence, e.reciprocal) for at, e in enumerate(events)
    ]


some_codings = st.dictionaries(st.sampled_from("abc"), some_events, min_size=2).map(
    lambda codings: {name: told_apart(name, events) for name, events in codings.items()}
)


# --- stage 1: evidence ---------------------------------------------------------------------------


def characters(event_):
    return {place for start, end in event_.evidence for place in range(start, end)}


def share(one, other):
    either = characters(one) | characters(other)
    return len(characters(one) & characters(other)) / len(either) if either else 0


def most_shared(left, right):
    """The greatest sum of shares of any way to pair two coders' events."""
    if len(left) > len(right):
        left, right = right, left
    ways = permutations(right, len(left))
    shares = ([share(*pair) for pair in zip(left, way, strict=True)] for way in ways)
    return max(sum(part for part in way if part >= 0.2) for way in shares)


@unhurried
@given(some_events, some_events)
def test_no_other_pairs_share_more_evidence(left, right):
    matches = matching(a=left, b=right).by_evidence
    assert all(match.weight == share(*match.events) >= 0.2 for match in matches)
    assert sum(match.weight for match in matches) == pytest.approx(most_shared(left, right))


def test_a_fifth_of_the_characters_is_enough():
    left = event("a", at=[(0, 10)])
    assert keys(matching(a=[left], b=[event("b", at=[(8, 10)])]).by_evidence) == {("a", "b")}
    assert not matching(a=[left], b=[event("b", at=[(8, 11)])]).by_evidence


def test_fields_do_not_outweigh_evidence():
    left = event("a", "X", "190", "Y", at=[(0, 10)])
    right = [
        event("near", "Z", "010", "W", at=[(0, 9)]),
        event("far", "X", "190", "Y", at=[(0, 8)]),
    ]
    assert keys(matching(a=[left], b=right).by_evidence) == {("a", "near")}


def test_fields_break_ties_of_evidence():
    left = [event("a1", "X", "042", "Y", at=[(0, 9)]), event("a2", "X", "042", "Z", at=[(0, 9)])]
    right = [event("b1", "X", "042", "Z", at=[(0, 9)]), event("b2", "X", "042", "Y", at=[(0, 9)])]
    assert keys(matching(a=left, b=right).by_evidence) == {("a1", "b2"), ("a2", "b1")}


def test_what_is_still_tied_keeps_the_order_of_the_text():
    left = [event("a1", "X", at=[(0, 4)]), event("a2", "X", at=[(10, 14), (20, 24)])]
    right = [event("b1", "X", at=[(10, 14)]), event("b2", "X", at=[(20, 24)])]
    assert keys(matching(a=left, b=right).by_evidence) == {("a2", "b2")}


# --- stage 2: fields -----------------------------------------------------------------------------


def test_other_sentences_of_one_report_match_by_fields():
    found = matching(
        a=[event("a", "X", "190", "Y", "monday", at=[(0, 9)])],
        b=[event("b", "X", "193", "Y", "monday", at=[(50, 60)])],
    )
    assert keys(found.matches(stages=1)) == set()
    (match,) = found.matches()
    assert (match.stage, match.weight) == (2, 0.75)


@pytest.mark.parametrize(
    ("left_out", "matched"),
    [("source", True), ("action", True), ("target", False), ("date", False), ("place", False)],
)
def test_the_field_that_is_reported_does_not_match_events(left_out, matched):
    found = matching(
        a=[event("a", "X", "190", "Y", "monday")], b=[event("b", "Z", "193", "Y", "monday")]
    )
    assert bool(found.matches(leaving_out=left_out)) is matched


def test_left_blank_by_both_agrees_but_is_not_enough():
    said, other = event("a", "X", "190"), event("b", "X", "193")
    assert matching(a=[said], b=[other]).matches()
    assert not matching(a=[event("a")], b=[event("b")]).matches()
    assert not matching(a=[event("a", action="190")], b=[event("b", action="193")]).matches()


def test_without_a_field_to_compare_nothing_matches():
    alone = Identity(("action",))
    found = matching(alone, a=[event("a", action="190")], b=[event("b", action="190")])
    assert found.matches()
    assert not found.matches(leaving_out="action")


def test_the_nearer_of_two_that_say_the_same():
    left = [event("a", "X", "190", "Y", at=[(50, 60)])]
    right = [
        event("far", "X", "190", "Y", at=[(0, 9)]),
        event("near", "X", "190", "Y", at=[(70, 80)]),
    ]
    assert keys(matching(a=left, b=right).matches()) == {("a", "near")}


# --- reciprocal events ---------------------------------------------------------------------------


def test_sides_of_a_reciprocal_event_have_no_order():
    alone = event("1", "A B", "057", reciprocal=True)
    there = event("2", "A", "057", "B", reciprocal=True)
    back = event("3", "B", "057", "A", reciprocal=True)
    one_way = event("4", "A", "057", "B")
    several = event("5", "A B", "057", "C", reciprocal=True)
    identities = [strict_identity(e, IDENTITY) for e in (alone, there, back, one_way, several)]
    assert identities[0] == identities[1] == identities[2]
    assert len(set(identities)) == 3


def test_three_who_act_on_each_other_are_three_sides():
    three = event("1", "A B C", "057", reciprocal=True)
    two = event("2", "A B", "057", "C", reciprocal=True)
    assert strict_identity(three, IDENTITY) != strict_identity(two, IDENTITY)


@pytest.mark.parametrize("left_out", LEFT_OUT)
def test_reciprocal_events_match_whichever_way_they_are_written(left_out):
    alone = event("a", "A B", "057", date="monday", reciprocal=True)
    back = event("b", "B", "057", "A", date="monday", reciprocal=True)
    assert matching(a=[alone], b=[back]).matches(leaving_out=left_out)


def test_sides_are_turned_to_be_compared():
    one = event("a", "A", "057", "B")
    found = aligned({"a": one, "b": event("b", "B A", "057", reciprocal=True)}, IDENTITY)
    assert found["b"]["source"] == found["a"]["source"] == {"A"}
    both = {"a": event("a", "A B", reciprocal=True), "b": event("b", "B", "", "C", reciprocal=True)}
    sides = [(fields["source"], fields["target"]) for fields in aligned(both, IDENTITY).values()]
    assert sum(one == other for one, other in zip(*sides, strict=True)) == 1


# --- groups --------------------------------------------------------------------------------------


def groups(codings, **settings):
    article = Article.of("1", codings)
    return group(article, ArticleMatching(article, IDENTITY).matches(**settings))


def named(found):
    return {frozenset(event.key for event in one.events.values()) for one in found}


def test_the_heavier_match_joins_first():
    a, b = event("a", at=[(0, 10)]), event("b", at=[(0, 9)])
    c = [event("c1", at=[(0, 10)]), event("c2", at=[(4, 9)])]
    # b–c1 weighs .9 and b–c2 .56; a–b .9; with c2 taken by nobody it stays alone
    assert named(groups({"a": [a], "b": [b], "c": c})) == {
        frozenset({"a", "b", "c1"}),
        frozenset({"c2"}),
    }


def test_a_match_that_would_join_two_of_one_coder_is_passed_over():
    first, second = event("a1", at=[(0, 8)]), event("a2", at=[(8, 20)])
    found = groups(
        {"a": [first, second], "b": [event("b", at=[(0, 9)])], "c": [event("c", at=[(5, 20)])]}
    )
    assert named(found) == {frozenset({"a1", "b"}), frozenset({"a2", "c"})}


def test_a_group_knows_the_later_stage_that_joined_it():
    found = groups(
        {
            "a": [event("a", "X", "190", "Y", at=[(0, 9)])],
            "b": [event("b", "X", "190", "Y", at=[(0, 9)])],
            "c": [event("c1", "X", "190", "Y", at=[(40, 49)]), event("c2", at=[(60, 69)])],
        }
    )
    assert [(named([one]), one.stage) for one in found] == [
        ({frozenset({"a", "b", "c1"})}, 2),
        ({frozenset({"c2"})}, 0),
    ]


def test_the_order_of_matches_changes_no_group():
    codings = {
        "a": [event("a", "Z", "042", "W", at=[(0, 9)])],
        "b": [event("b", "X", "190", "Y", at=[(0, 9)])],
        "c": [event("c", "X", "190", "Y", at=[(40, 49)])],
    }
    article = Article.of("1", codings)
    matches = ArticleMatching(article, IDENTITY).matches()
    assert group(article, matches[::-1]) == group(article, matches)


@unhurried
@given(some_codings, st.sampled_from(LEFT_OUT))
def test_every_event_is_in_one_group_with_one_of_each_coder(codings, left_out):
    found = groups(codings, leaving_out=left_out)
    held = [event_.key for one in found for event_ in one.events.values()]
    assert sorted(held) == sorted(e.key for events in codings.values() for e in events)
    for one in found:
        assert all(event_.key.startswith(coder) for coder, event_ in one.events.items())


# --- properties ----------------------------------------------------------------------------------


def said(found):
    """What groups say, whoever says it."""
    return sorted(sorted(e.content for e in one.events.values()) for one in found)


@unhurried
@given(some_codings, st.sampled_from(LEFT_OUT), st.randoms(use_true_random=False))
def test_order_of_coders_and_events_changes_nothing(codings, left_out, chance):
    turned = [(name, random.Random(2).sample(e, len(e))) for name, e in codings.items()]
    chance.shuffle(turned)
    assert groups(dict(turned), leaving_out=left_out) == groups(codings, leaving_out=left_out)


@unhurried
@given(some_codings, st.permutations("abc"), st.sampled_from(LEFT_OUT))
def test_names_of_coders_change_nothing(codings, names, left_out):
    renamed = {
        names["abc".index(name)]: told_apart(f"new {name}", events)
        for name, events in codings.items()
    }
    assert said(groups(renamed, leaving_out=left_out)) == said(
        groups(codings, leaving_out=left_out)
    )


def test_names_of_coders_change_nothing_where_all_is_tied():
    draw = random.Random(4)
    evidence = [[], [(0, 4)], [(10, 14)], [(0, 2), (10, 12)], [(10, 12), (20, 22)]]

    def drawn():
        return [
            event("", draw.choice("ab"), "x", draw.choice("ab"), None, draw.choice(evidence))
            for _ in range(draw.choice([3, 4]))
        ]

    for _ in range(600):
        one, other, left_out = drawn(), drawn(), draw.choice(LEFT_OUT)
        first = groups({"a": one, "b": other}, leaving_out=left_out)
        assert said(groups({"b": one, "a": other}, leaving_out=left_out)) == said(first)


@unhurried
@given(some_events, st.integers(2, 4), st.sampled_from(LEFT_OUT))
def test_copies_match_their_originals(events, coders, left_out):
    codings = {name: told_apart(name, events) for name in "abcd"[:coders]}
    found = [one for one in groups(codings, leaving_out=left_out) if len(one.events) > 1]
    for one in found:
        assert len(one.events) == coders
        assert len({event_.content for event_ in one.events.values()}) == 1
    sure = [e for e in events if e.evidence or (e.fields["action"] and e.fields["date"])]
    assert len(found) >= len(sure)


@unhurried
@given(some_codings)
def test_both_stages_keep_what_the_first_found(codings):
    found = ArticleMatching(Article.of("1", codings), IDENTITY)
    for left_out in LEFT_OUT:
        every = found.matches(leaving_out=left_out)
        assert every[: len(found.by_evidence)] == found.by_evidence
        for coders in combinations(sorted(codings), 2):
            for side in (0, 1):
                held = [match.places[side] for match in every if match.coders == coders]
                assert len(set(held)) == len(held)


# --- what leaving out is for ---------------------------------------------------------------------


def agreement_by_chance(left_out):
    """Coders who draw the action blindly, in other sentences: how often matched ones agree."""
    draw, same = random.Random(5), []
    for _ in range(300):
        codings = {
            name: [
                event(
                    f"{name}{at}",
                    "X",
                    draw.choice("1234"),
                    "Y",
                    at=[(at * 20 + shift, at * 20 + shift + 5)],
                )
                for at in range(3)
            ]
            for name, shift in (("a", 0), ("b", 10))
        }
        matches = ArticleMatching(Article.of("1", codings), IDENTITY).matches(leaving_out=left_out)
        same += [m.events[0].fields["action"] == m.events[1].fields["action"] for m in matches]
    return sum(same) / len(same)


def test_matching_on_what_is_reported_would_inflate_it():
    assert agreement_by_chance("action") == pytest.approx(0.25, abs=0.04)
    assert agreement_by_chance(None) > 0.4
