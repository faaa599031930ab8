"""Krippendorff's alphas for unitizing, against their published values and their definitions."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.agreement.same_text.unit_sums import Continuum, Unit, layers, unit_sums
from annotator.agreement.same_text.unitizing import (
    cu_alpha_nominal,
    ku_alpha_nominal,
    ku_coverage,
    u_alpha_binary,
    u_alpha_nominal,
)

unhurried = settings(deadline=None, max_examples=50)  # a busy machine is no failure

LENGTH = 14
BOOK = Continuum(  # Krippendorff (2019), figure 12.11
    0,
    60,
    {
        "Alex": [
            Unit(2, 9, "1"),
            Unit(11, 17, "2"),
            Unit(24, 30, "5"),
            Unit(32, 36, "6"),
            Unit(36, 44, "6"),
            Unit(44, 60, "7"),
        ],
        "Paul": [Unit(2, 9, "1"), Unit(11, 17, "3"), Unit(19, 25, "5"), Unit(32, 44, "6")],
        "Suzan": [
            Unit(2, 9, "1"),
            Unit(11, 17, "4"),
            Unit(21, 27, "5"),
            Unit(32, 36, "6"),
            Unit(36, 40, "6"),
            Unit(40, 44, "6"),
        ],
    },
)


@st.composite
def some_units(draw):
    """Units of one coder that do not overlap."""
    cuts = draw(st.lists(st.integers(0, LENGTH), min_size=2, max_size=6, unique=True))
    found = []
    for start, end in zip(sorted(cuts), sorted(cuts)[1:], strict=False):
        if (value := draw(st.sampled_from(["a", "b", None]))) is not None:
            found.append(Unit(start, end, value))
    return found


some_text = st.lists(some_units(), min_size=2, max_size=4).map(
    lambda coders: Continuum(0, LENGTH, {str(at): units for at, units in enumerate(coders)})
)
some_texts = st.lists(some_text, min_size=1, max_size=3)


# --- the definitions, character by character -----------------------------------------------------


def at_position(units, place):
    return next((unit for unit in units if unit.start <= place < unit.end), None)


def value_at(units, place):
    unit = at_position(units, place)
    return unit and unit.value


def observed(texts, *, gaps=True):
    """Over every character and two coders: how often the one has c and the other k."""
    found = {}
    for text in texts:
        coders = list(text.units.values())
        for place, (i, one), (j, other) in product(
            range(text.begin, text.end), enumerate(coders), enumerate(coders)
        ):
            values = value_at(one, place), value_at(other, place)
            if i != j and (gaps or None not in values):
                found[values] = found.get(values, 0) + Fraction(1, len(coders) - 1)
    return found


def characters(texts):
    """Every character of every coder: its value, and what it must not meet."""
    return [
        (value_at(units, place), (number, coder, at_position(units, place) or place))
        for number, text in enumerate(texts)
        for coder, units in text.units.items()
        for place in range(text.begin, text.end)
    ]


def comparable_units(texts):
    """Every unit: its value, how much of it is comparable, and which one it is."""
    for number, text in enumerate(texts):
        for coder, units in text.units.items():
            others = [other for name, other in text.units.items() if name != coder]
            for unit in units:
                shared = sum(
                    at_position(other, place) is not None
                    for other in others
                    for place in range(unit.start, unit.end)
                )
                yield unit.value, Fraction(shared, len(others)), (number, coder, unit)


def disagreement(pairs, total, same):
    different = sum(length for values, length in pairs.items() if not same(*values))
    return different * total / sum(pairs.values())


def equal(one, other):
    return one == other


def both_marked(one, other):
    return (one is None) == (other is None)


def alpha(found, expected, same=equal):
    total = sum(found.values())
    if not total or not disagreement(expected, total, same):
        return None
    return float(1 - disagreement(found, total, same) / disagreement(expected, total, same))


def meeting_characters(texts):
    every, pairs = characters(texts), {}
    for (one, here), (other, there) in product(every, every):
        if here != there:
            pairs[one, other] = pairs.get((one, other), 0) + 1
    return pairs


def meeting_units(texts):
    every, pairs = list(comparable_units(texts)), {}
    for (one, length, here), (other, width, there) in product(every, every):
        if here != there:
            pairs[one, other] = pairs.get((one, other), 0) + length * width
    return pairs


def of_value(found, expected, value):
    """Krippendorff (2019), equation 38."""
    row = {values: length for values, length in found.items() if values[0] == value}
    chance = {values: length for values, length in expected.items() if values[0] == value}
    if not sum(row.values()) or not disagreement(chance, 1, equal):
        return None
    return float(1 - disagreement(row, 1, equal) / disagreement(chance, 1, equal))


def close(figure, value):
    return figure.value == (None if value is None else pytest.approx(value, abs=1e-12))


# --- published values ----------------------------------------------------------------------------


def test_published_values():
    assert u_alpha_nominal([BOOK]).value == pytest.approx(0.510, abs=6e-4)
    assert u_alpha_binary([BOOK]).value == pytest.approx(0.413, abs=6e-4)
    assert cu_alpha_nominal([BOOK]).value == pytest.approx(0.724, abs=6e-4)
    alphas = {value: ku_alpha_nominal([BOOK], value).value for value in "1234567"}
    assert alphas == {"1": 1, "2": 0, "3": 0, "4": 0, "5": 1, "6": 1, "7": None}
    assert ku_coverage([BOOK], "5").value == pytest.approx(8 / 18)
    assert ku_coverage([BOOK], "7").value == 0


def test_sums_serve_for_every_figure():
    sums = unit_sums([BOOK])
    assert u_alpha_binary(sums) == u_alpha_binary([BOOK])
    assert ku_coverage(sums, "5") == ku_coverage([BOOK], "5")


def test_three_coders_who_mark_one_kind_of_phrase():
    text = Continuum(  # the worked example of the package krippendorff-unitized-alpha
        0,
        56,
        {
            "one": [Unit(3, 15), Unit(22, 53)],
            "two": [Unit(3, 10), Unit(22, 53)],
            "three": [Unit(22, 46)],
        },
    )
    assert u_alpha_nominal([text]).value == pytest.approx(0.56, abs=0.02)
    assert u_alpha_nominal([text]) == u_alpha_binary([text])


# --- the definitions -----------------------------------------------------------------------------


@unhurried
@given(some_texts)
def test_alphas_are_what_their_definitions_say(texts):
    found, met = observed(texts), meeting_characters(texts)
    assert close(u_alpha_nominal(texts), alpha(found, met))
    assert close(u_alpha_binary(texts), alpha(found, met, both_marked))


@unhurried
@given(some_texts)
def test_alphas_of_values_are_what_their_definitions_say(texts):
    found, met = observed(texts, gaps=False), meeting_units(texts)
    assert close(cu_alpha_nominal(texts), alpha(found, met))
    assert close(ku_alpha_nominal(texts, "a"), of_value(found, met, "a"))
    whole = sum(length for values, length in observed(texts).items() if values[0] == "a")
    marked = sum(length for values, length in found.items() if values[0] == "a")
    assert close(ku_coverage(texts, "a"), float(marked / whole) if whole else None)


# --- properties ----------------------------------------------------------------------------------


def every_figure(texts, one="a", other="b"):
    return (
        u_alpha_nominal(texts),
        u_alpha_binary(texts),
        cu_alpha_nominal(texts),
        ku_alpha_nominal(texts, one),
        ku_alpha_nominal(texts, other),
        ku_coverage(texts, one),
    )


@unhurried
@given(some_texts, st.randoms(use_true_random=False))
def test_order_changes_nothing(texts, chance):
    turned = []
    for text in texts:
        coders = [(name, random.Random(1).sample(u, len(u))) for name, u in text.units.items()]
        chance.shuffle(coders)
        turned.append(Continuum(text.begin, text.end, dict(coders)))
    chance.shuffle(turned)
    assert every_figure(turned) == every_figure(texts)


@unhurried
@given(some_texts)
def test_other_names_and_another_place_change_nothing(texts):
    named = {"a": "x", "b": "c"}
    moved = [
        Continuum(
            7,
            7 + LENGTH,
            {
                f"coder {name}": [Unit(u.start + 7, u.end + 7, named[u.value]) for u in units]
                for name, units in text.units.items()
            },
        )
        for text in texts
    ]
    assert every_figure(moved, "x", "c") == every_figure(texts)


@unhurried
@given(some_texts)
def test_a_coder_who_did_not_work_on_it_changes_nothing(texts):
    more = [Continuum(t.begin, t.end, {**t.units, "nobody": None}) for t in texts]
    alone = Continuum(0, 5, {"0": [Unit(0, 5, "a")], "nobody": None})
    assert every_figure([*more, alone]) == every_figure(texts)


@unhurried
@given(some_units(), st.integers(2, 4))
def test_copies_agree_in_all(units, coders):
    assume(units)
    text = Continuum(0, LENGTH, {str(at): units for at in range(coders)})
    for figure in every_figure([text]):
        assert figure.value in (1, None)
        assert bool(figure.reason) == (figure.value is None)


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ([], "No article has two coders."),
        ([Continuum(0, 9, {"a": [Unit(0, 3)], "b": None})], "No article has two coders."),
        ([Continuum(0, 9, {"a": [], "b": []})], "None of the coders marked anything."),
        (
            [Continuum(0, 9, {"a": [Unit(0, 9)], "b": [Unit(0, 9)]})],
            "All that is compared has one value: nothing varies.",
        ),
        (
            [Continuum(0, 9, {"a": [Unit(0, 4), Unit(3, 6)], "b": []})],
            "Two units of one coder overlap at 3.",
        ),
        (
            [Continuum(0, 9, {"a": [Unit(4, 12)], "b": []})],
            "A unit from 4 to 12 does not lie in the text.",
        ),
    ],
)
def test_undefined_has_a_reason(texts, why):
    for statistic in (u_alpha_nominal, u_alpha_binary):
        figure = statistic(texts)
        assert (figure.value, figure.reason) == (None, why)


def test_units_that_nowhere_overlap_cannot_agree_on_values():
    text = Continuum(0, 9, {"a": [Unit(0, 3, "x")], "b": [Unit(5, 8, "y")]})
    assert cu_alpha_nominal([text]).reason == "No units of two coders overlap."
    assert ku_alpha_nominal([text], "z").reason == "No coder gave this value to a unit."
    assert u_alpha_binary([text]).value < 0


def test_layers_part_what_overlaps():
    text = Continuum(
        0,
        9,
        {"a": [Unit(0, 6, "x"), Unit(2, 4, "y"), Unit(5, 7, "x"), Unit(7, 8, "x")], "b": None},
    )
    parted = layers([text])
    assert parted["x"] == [Continuum(0, 9, {"a": [Unit(0, 7, "x"), Unit(7, 8, "x")], "b": None})]
    assert parted["y"] == [Continuum(0, 9, {"a": [Unit(2, 4, "y")], "b": None})]
