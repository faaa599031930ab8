"""Sums over marked text, computed at once, are those that are added up unit by unit."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.reporting.comparison import ComparedArticle, Comparison
from annotator.agreement.reporting.marked_units import MarkedUnits
from annotator.agreement.reporting.study import StudyCoding
from annotator.agreement.same_text.unit_sums import Continuum, Unit, layers, unit_sums
from annotator.domain.events import CodingStatus

RATERS = ("ann", "bob", "eva")
TYPES = ("what", "who")
LENGTH = 12

segment = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 5)).map(
    lambda one: (one[0], min(LENGTH, sum(one)))
)
marked = st.dictionaries(
    st.sampled_from(TYPES), st.sets(segment.map(lambda one: (one,)), max_size=3), max_size=2
)
text = st.dictionaries(st.sampled_from(RATERS), marked, max_size=3)


def comparison_of(texts):
    articles = []
    for at, codings in enumerate(texts):
        made = {
            rater: StudyCoding(
                str(at),
                rater,
                "main",
                CodingStatus.DONE,
                marked={k: tuple(v) for k, v in m.items()},
            )
            for rater, m in codings.items()
        }
        articles.append(ComparedArticle(str(at), str(at), made))
    return Comparison(tuple(articles), RATERS, ())


def continuum(codings, *, value=None):
    units = {
        rater: [
            Unit(start, end, name if value is None else value)
            for name, found in m.items()
            for ((start, end),) in found
        ]
        for rater, m in codings.items()
    }
    return Continuum(0, LENGTH, units)


def plain(sums):
    return (
        {m: {k: n for k, n in pairs.items() if n} for m, pairs in sums.pairs.items()},
        {k: n for k, n in sums.own.items() if n},
        {m: {k: n for k, n in squares.items() if n} for m, squares in sums.shared.items()},
        {k: n for k, n in sums.units.items() if n},
    )


@given(st.lists(text, max_size=4), st.data())
def test_the_sums_of_each_type_are_those_added_up(texts, data):
    kept = [data.draw(st.booleans()) for _ in texts]
    found = MarkedUnits(comparison_of(texts), [LENGTH] * len(texts))
    slow = layers(map(continuum, texts))
    assert set(found.types) == set(slow)
    for name, layer in found.by_type.items():
        some = [one for one, keep in zip(slow[name], kept, strict=True) if keep]
        assert plain(found.table(layer).only(np.array(kept, bool)).sums()) == plain(unit_sums(some))


@given(st.lists(text, max_size=4))
def test_the_sums_of_whatever_was_marked_are_those_added_up(texts):
    found = MarkedUnits(comparison_of(texts), [LENGTH] * len(texts))
    slow = layers(continuum(one, value="what") for one in texts).get("what", [])
    ours = plain(found.table(found.as_one).sums())
    if found.types and found.types[0] == "what":
        assert ours == plain(unit_sums(slow))


@given(st.lists(text, max_size=4))
def test_texts_in_which_types_overlap_are_told_and_the_others_summed(texts):
    found = MarkedUnits(comparison_of(texts), [LENGTH] * len(texts))

    def overlap(codings):
        for m in codings.values():
            covers = [
                {at for ((start, end),) in spans for at in range(start, end)}
                for spans in m.values()
            ]
            if len(covers) == 2 and covers[0] & covers[1]:
                return True
        return False

    assert found.overlapping.tolist() == [overlap(one) for one in texts]
    apart = ~found.overlapping
    merged = layers(map(continuum, texts))
    some = [
        Continuum(0, LENGTH, {r: [u for m in merged.values() for u in m[at].units[r]] for r in one})
        for at, one in enumerate(texts)
        if apart[at]
    ]
    assert plain(found.table(found.every).only(apart).sums()) == plain(unit_sums(some))
