"""F1 of events, strict and matched, with codes at their levels; which articles have any."""

from __future__ import annotations

from functools import partial
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.coefficients.code_tree import at_digits
from annotator.agreement.reference_cases.span_cases import SPAN_STATISTICS
from annotator.agreement.same_events.events import (
    code_likeness,
    event_f1,
    event_f1_strict,
    number_rows,
    relevance_rows,
)
from annotator.agreement.same_events.identity import CodedEvent, Identity
from annotator.agreement.same_events.matching import Article, ArticleMatching
from annotator.agreement.same_events.weighing import Weighing, event_f1_matched, event_match_pairs

unhurried = settings(deadline=None)  # a busy machine is no failure

IDENTITY = Identity(("source", "action", "target"), ("source", "target"))
WEIGHTS = {"action": 0.4, "source": 0.35, "target": 0.25}


def event(source="", action="", target="", *, reciprocal=False):
    return CodedEvent("", {"source": source, "action": action, "target": target}, (), reciprocal)


def articles(**codings):
    return [Article.of("1", codings)]


some_events = st.lists(
    st.builds(
        event,
        st.sampled_from(["", "a", "b"]),
        st.sampled_from(["", "190", "193", "195", "1951", "042"]),
        st.sampled_from(["", "a", "b"]),
    ),
    max_size=4,
)


# --- strict --------------------------------------------------------------------------------------


def strict(left, right, digits=None):
    coarse = {"action": partial(at_digits, digits=digits)} if digits else None
    return event_f1_strict(articles(a=left, b=right), IDENTITY, coarse=coarse).value


@pytest.mark.parametrize(("digits", "found"), [(None, 0), (4, 0), (3, 1), (2, 1)])
def test_actions_agree_at_the_digits_asked_for(digits, found):
    assert strict([event("A", "1951", "B")], [event("A", "1952", "B")], digits) == found


def test_a_root_agrees_with_what_is_below_it_at_two_digits_only():
    found = [strict([event("A", "190", "B")], [event("A", "193", "B")], d) for d in (4, 3, 2)]
    assert found == [0, 0, 1]


def test_codes_are_text():
    assert strict([event("A", "042", "B")], [event("A", "42", "B")]) == 0


def test_reciprocal_events_agree_whichever_way_they_are_written():
    there = event("A", "057", "B", reciprocal=True)
    assert strict([there], [event("B", "057", "A", reciprocal=True)]) == 1
    alone = CodedEvent(
        "", {"source": frozenset("AB"), "action": "057", "target": None}, reciprocal=True
    )
    assert strict([there], [alone]) == 1
    assert strict([there], [event("A", "057", "B")]) == 0
    assert strict([event("A", "057", reciprocal=True)], [event("A", "057")]) == 0


def test_an_event_coded_twice_agrees_once():
    once = event("A", "042", "B")
    assert strict([once, once], [once]) == pytest.approx(2 / 3)


def test_several_values_have_no_order_and_levels_of_their_own():
    def both(*codes):
        return CodedEvent("", {"source": "A", "action": frozenset(codes), "target": "B"})

    assert strict([both("1951", "042")], [both("043", "1952")]) == 0
    assert strict([both("1951", "042")], [both("043", "1952")], 2) == 1


@unhurried
@given(some_events, some_events)
def test_strict_agreement_grows_with_coarser_codes(left, right):
    found = [strict(left, right, digits) for digits in (None, 4, 3, 2)]
    assert found == [None] * 4 if None in found else found == sorted(found)


# --- matched -------------------------------------------------------------------------------------


def test_matches_of_articles_are_pooled():
    here, there = ((0, 9),), ((50, 59),)
    first = Article.of("1", {"a": [CodedEvent("", {}, here)], "b": [CodedEvent("", {}, here)]})
    second = Article.of("2", {"a": [CodedEvent("", {}, here)], "b": [CodedEvent("", {}, there)]})
    empty = Article.of("3", {"a": [], "b": []})
    alone = Article.of("4", {"a": [CodedEvent("", {}, here)]})
    every = [first, second, empty, alone]
    matches = {one.key: ArticleMatching(one, IDENTITY).matches() for one in every}
    figure = event_f1(every, matches)
    assert (figure.value, figure.n) == (pytest.approx(0.5), 4)
    assert event_f1([empty], matches).reason == "None of the coders found anything."
    assert event_f1([alone], matches).reason == "No article has two coders."


def test_an_article_that_nobody_finished_has_no_row():
    every = [Article.of("1", {"b": [event()], "a": []}), Article.of("2", {"a": [event()] * 3})]
    assert relevance_rows(every) == [("1", "a", "no"), ("1", "b", "yes"), ("2", "a", "yes")]
    assert number_rows(every) == [("1", "a", 0), ("1", "b", 1), ("2", "a", 3)]


# --- with weights that are given -----------------------------------------------------------------


def weighing(threshold=0.5, **more):
    return Weighing(WEIGHTS, threshold, {"action": code_likeness}, **more)


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [("190", "193", 1 / 3), ("1951", "1952", 2 / 3), ("1951", "195", 2 / 3), ("042", "190", 0)],
)
def test_codes_are_alike_at_as_many_levels(one, other, like):
    assert code_likeness(one, other) == code_likeness(other, one) == pytest.approx(like)


def most_alike(left, right, scale):
    if len(left) > len(right):
        left, right = right, left
    scores = (
        [scale.score(*pair) for pair in zip(left, way, strict=True)]
        for way in permutations(right, len(left))
    )
    return max(sum(score for score in way if score >= scale.threshold - 1e-9) for way in scores)


@unhurried
@given(some_events, some_events, st.sampled_from([0.25, 0.5, 0.6, 0.75, 1]))
def test_no_other_pairs_are_more_alike(left, right, threshold):
    scale = weighing(threshold)
    pairs = event_match_pairs(left, right, scale)
    scores = [scale.score(left[row], right[column]) for row, column in pairs]
    assert all(score >= threshold - 1e-9 for score in scores)
    assert sum(scores) == pytest.approx(most_alike(left, right, scale))


def test_a_sum_of_weights_that_rounds_below_the_threshold_reaches_it():
    scale = Weighing({"source": 0.7, "action": 0.1, "target": 0.0}, 0.8)
    assert scale.score(event("a", "1"), event("a", "1")) < scale.threshold
    assert event_match_pairs([event("a", "1", "b")], [event("a", "1", "b")], scale) == [(0, 0)]


def test_sides_of_reciprocal_events_are_turned_where_they_are_known():
    one, other = event("A", "057", "B", reciprocal=True), event("B", "057", "A", reciprocal=True)
    assert weighing(sides=("source", "target")).score(one, other) == pytest.approx(1)
    assert weighing().score(one, other) == pytest.approx(0.4)


def test_who_did_not_work_on_an_article_is_compared_with_nobody():
    found = event_f1_matched([{"a": [event("A", "042")], "b": None}], weighing())
    assert (found.value, found.reason) == (None, "No article has two coders.")


# --- cases ---------------------------------------------------------------------------------------


def case(metric, docs, **params):
    return {"metric": metric, "params": params, "data": {"docs": docs}}


EVENT = {"source": ["A", "B"], "action": "190", "target": None}


def test_cases_may_list_what_others_name():
    found = SPAN_STATISTICS["span_f1_exact"](
        case("span_f1_exact", [[[[[[0, 4], [6, 9]], "x"]], [[[[6, 9], [0, 4]], "x"]]]])
    )
    assert found.value == 1


def test_cases_may_leave_out_the_bounds_of_a_text():
    spans = {"a": [[0, 4, "x"]], "b": [[0, 4, "x"], [6, 9, "y"]], "c": None}
    bare, whole = {"docs": {"1": spans}}, {"begin": 0, "end": 9, "spans": spans}
    for metric in ("u_alpha_nominal", "u_alpha_binary", "span_f1_exact"):
        found = [SPAN_STATISTICS[metric]({"metric": metric, "data": d}) for d in (bare, whole)]
        assert found[0] == found[1]
        assert found[0].value is not None


def test_cases_of_several_documents_name_them_in_pairs():
    docs = {"d1": {"a": [EVENT], "b": [EVENT]}, "d2": {"a": [], "b": [EVENT]}}
    found = SPAN_STATISTICS["event_match_pairs"](
        case("event_match_pairs", docs, weights=WEIGHTS, threshold=0.5)
    )
    assert found.value == [["d1", 0, 0]]


def test_cases_with_one_coder_are_undefined():
    found = SPAN_STATISTICS["event_match_pairs"](
        case("event_match_pairs", {"d": {"a": [EVENT], "b": None}}, weights=WEIGHTS, threshold=0.5)
    )
    assert (found.value, found.reason) == (None, "No article has two coders.")


@pytest.mark.parametrize(("digits", "found"), [(None, 0), (3, 0), (2, 1)])
def test_cases_say_at_how_many_digits(digits, found):
    docs = {"d": {"a": [EVENT], "b": [{**EVENT, "source": ["B", "A"], "action": "193"}]}}
    fields = ["source", "action", "target"]
    assert (
        SPAN_STATISTICS["event_f1_strict"](
            case("event_f1_strict", docs, fields=fields, action_digits=digits)
        ).value
        == found
    )
