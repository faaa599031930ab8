"""F1 of spans: pooled counts, one-to-one, whatever the order."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.ranges import gap, joined, length, overlap
from annotator.agreement.same_text.spans import Span, span_f1_exact, span_f1_overlap_matched
from annotator.agreement.scoring import Tally, f1, f1_interchangeable

unhurried = settings(deadline=None)  # a busy machine is no failure

some_ranges = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 4)).map(lambda r: (r[0], r[0] + r[1])),
    min_size=1,
    max_size=3,
).map(joined)
some_spans = st.lists(st.builds(Span, some_ranges, st.sampled_from("ab")), max_size=4)
some_documents = st.lists(st.fixed_dictionaries({"x": some_spans, "y": some_spans}), max_size=3)


def characters(ranges):
    return {place for start, end in ranges for place in range(start, end)}


@unhurried
@given(some_ranges, some_ranges)
def test_ranges_are_sets_of_characters(one, other):
    held, also = characters(one), characters(other)
    assert length(one) == len(held)
    assert overlap(one, other) == overlap(other, one) == len(held & also)
    assert joined([*one, *other]) == joined([*other, *one])
    assert characters(joined([*one, *other])) == held | also
    if max(held) < min(also):
        assert gap(one, other) == gap(other, one) == min(also) - max(held) - 1


def test_ranges_that_touch_are_one():
    assert joined([(3, 5), (0, 3), (7, 9)]) == ((0, 5), (7, 9))
    assert Span.of((0, 2), (2, 4), label="x") == Span.of((0, 4), label="x")
    with pytest.raises(ValueError, match="not a text range: 4-4"):
        joined([(4, 4)])


def most_overlapping(left, right):
    """As many pairs of overlapping spans as any way of pairing them gives."""
    if len(left) > len(right):
        left, right = right, left
    return max(
        sum(
            one.label == other.label and bool(characters(one.segments) & characters(other.segments))
            for one, other in zip(left, taken, strict=True)
        )
        for taken in permutations(right, len(left))
    )


def share(documents, both):
    every = sum(len(d["x"]) + len(d["y"]) for d in documents)
    return pytest.approx(2 * sum(map(both, documents)) / every) if every else None


@unhurried
@given(some_documents)
def test_overlap_matches_as_many_as_can_be(documents):
    figure = span_f1_overlap_matched(documents)
    assert figure.value == share(documents, lambda d: most_overlapping(d["x"], d["y"]))


@unhurried
@given(some_documents)
def test_exact_matches_each_span_once(documents):
    def both(document):
        left = list(document["y"])
        return sum(left.remove(s) is None for s in document["x"] if s in left)

    assert span_f1_exact(documents).value == share(documents, both)


@unhurried
@given(some_documents, st.randoms(use_true_random=False))
def test_order_and_names_change_nothing(documents, chance):
    turned = [{"z": d["x"][::-1], "b": d["y"][::-1]} for d in documents]
    chance.shuffle(turned)
    for statistic in (span_f1_exact, span_f1_overlap_matched):
        assert statistic(turned) == statistic(documents)


@unhurried
@given(some_spans)
def test_copies_agree(spans):
    for statistic in (span_f1_exact, span_f1_overlap_matched):
        figure = statistic([{"x": spans, "y": spans}])
        assert figure.value == (1 if spans else None)
        assert bool(figure.reason) == (figure.value is None)


def test_a_repeated_span_agrees_once():
    once, twice = [Span.of((0, 4))], [Span.of((0, 4)), Span.of((0, 4))]
    assert span_f1_exact([{"a": twice, "b": once}]).value == pytest.approx(2 / 3)


def test_a_document_without_spans_weighs_nothing():
    marked = {"a": [Span.of((0, 4))], "b": [Span.of((0, 5))]}
    assert span_f1_overlap_matched([marked, {"a": [], "b": []}]).value == 1


def test_a_label_that_nobody_gave_is_undefined():
    documents = [{"a": [Span.of((0, 4), label="x")], "b": []}]
    assert span_f1_exact(documents, label="x").value == 0
    figure = span_f1_exact(documents, label="y")
    assert (figure.value, figure.reason) == (None, "None of the coders found anything.")


def test_who_did_not_work_on_it_is_compared_with_nobody():
    first = {"a": [Span.of((0, 4))], "b": [Span.of((0, 4))], "c": None}
    second = {"a": [Span.of((0, 4))], "c": [Span.of((5, 6))]}
    assert span_f1_exact([first]).value == 1
    assert span_f1_exact([first, second]).value == pytest.approx((1 + 0) / 2)
    assert (
        span_f1_exact([{"a": [Span.of((0, 4))], "b": None}]).reason == "No article has two coders."
    )


def test_of_three_coders_the_mean_over_pairs():
    coders = {
        "a": [Span.of((0, 4))],
        "b": [Span.of((0, 4))],
        "c": [Span.of((0, 4)), Span.of((6, 9))],
    }
    pairs = [
        span_f1_exact([{name: coders[name] for name in pair}]).value
        for pair in combinations(coders, 2)
    ]
    assert span_f1_exact([coders]).value == pytest.approx(sum(pairs) / 3)


def test_counts_are_pooled_before_dividing():
    tallies = [Tally(("a", "b"), 1, 1, 1), Tally(("a", "b"), 0, 4, 4)]
    assert f1(tallies).value == pytest.approx(2 / 10)


def test_interchangeable_coders_weigh_a_sentence_once():
    three = [Tally(pair, 1, 1, 1) for pair in (("1", "2"), ("1", "3"), ("2", "3"))]
    two = [Tally(("1", "2"), 0, 1, 1)]
    assert f1_interchangeable([three, two, []]).value == pytest.approx(0.5)
    assert f1_interchangeable([[]]).value is None
