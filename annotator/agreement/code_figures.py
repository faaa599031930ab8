"""Code by code: how far raters agree on giving it, and where they give another one instead."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.by_code import Confusion, alpha_by_code, confusions
from annotator.agreement.field_ratings import FieldRatings
from annotator.agreement.fields import BLANK
from annotator.agreement.figures import Figure
from annotator.agreement.ratings import Ratings, Value
from annotator.domain.language import tr


@dataclass(frozen=True, slots=True)
class CodeFigure:
    """Agreement on one code against all others. ``given`` counts how often it was given."""

    code: str
    given: int
    alpha: Figure


@dataclass(frozen=True, slots=True)
class Place:
    """Where two raters gave one event two values: the number of the unit, and who gave which."""

    unit: int
    raters: tuple[str, str]
    values: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Confused:
    """Two values that raters gave to one event, and every place where that happened."""

    values: tuple[str, str]
    places: tuple[Place, ...]


def code_figures(found: FieldRatings) -> tuple[CodeFigure, ...]:
    """Alpha of each code against the rest; for sets, of holding it or not. The commonest first."""
    made = _of_sets(found.ratings) if _has_sets(found.ratings) else _of_codes(found)
    return tuple(sorted(made, key=lambda figure: (-figure.given, figure.code)))


def _has_sets(ratings: Ratings) -> bool:
    return any(isinstance(value, frozenset) for value in ratings.categories)


def _of_codes(found: FieldRatings) -> list[CodeFigure]:
    return [
        CodeFigure(shown(value), found.count(value), alpha)
        for value, alpha in alpha_by_code(found.ratings).items()
    ]


def _of_sets(ratings: Ratings) -> list[CodeFigure]:
    """Code by code: whether a set holds it."""
    codes = {code for value in ratings.categories if isinstance(value, frozenset) for code in value}
    figures = []
    for code in sorted(codes, key=str):
        holding = ratings.recoded(partial(_holds, code))
        given = int((holding.codes == holding.categories.index("yes")).sum())
        figures.append(CodeFigure(shown(str(code)), given, krippendorff_alpha(holding)))
    return figures


def _holds(code: Hashable, value: Value) -> Value:
    return "yes" if isinstance(value, frozenset) and code in value else "no"


def confused(found: FieldRatings) -> tuple[Confused, ...]:
    """Every two values that raters gave to one event, the commonest first, with all places."""
    rows = {unit: row for row, unit in enumerate(found.ratings.units)}
    return tuple(
        Confused((shown(one.one), shown(one.other)), tuple(_places(found.ratings, one, rows)))
        for one in confusions(found.ratings)
    )


def _places(ratings: Ratings, of: Confusion, rows: dict[Hashable, int]) -> list[Place]:
    both = {of.one, of.other}
    places = []
    for unit in of.units:
        assert isinstance(unit, int)  # units of fields are numbers
        given = [
            (str(rater), ratings.categories[code])
            for rater, code in zip(ratings.coders, ratings.codes[rows[unit]].tolist(), strict=True)
            if code >= 0
        ]
        for (rater, value), (other, another) in combinations(given, 2):
            if {value, another} == both:
                places.append(Place(unit, (rater, other), (shown(value), shown(another))))
    return places


def counted(of: Confused) -> str:
    """The confusion in words: 190 / 193: 12 times."""
    times = len(of.places)
    said = tr("{one} / {other}: once") if times == 1 else tr("{one} / {other}: {times} times")
    return said.format(one=of.values[0], other=of.values[1], times=times)


def shown(value: Value) -> str:
    """A value as it is printed: the members of a set parted by “; ”, nothing as left blank."""
    if isinstance(value, frozenset):
        return "; ".join(sorted(map(str, value))) or BLANK
    return f"{value:.15g}" if isinstance(value, float) else value
