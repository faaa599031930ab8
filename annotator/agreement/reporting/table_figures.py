"""Coefficients of a plain table of units, coders and values, whatever it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.agreement.coefficients.alpha import krippendorff_alpha
from annotator.agreement.coefficients.bootstrap import (
    RESAMPLES,
    SEED,
    alpha_interval,
    articles_of,
    draw,
)
from annotator.agreement.coefficients.distances import LEVELS, Scale
from annotator.agreement.coefficients.kappas import (
    fleiss_kappa,
    gwet_ac1,
    mean_pairwise_cohen_kappa,
    percent_agreement,
    scott_pi,
)
from annotator.agreement.figures import Figure
from annotator.agreement.ratings import Ratings, from_rows
from annotator.agreement.reporting.fields import BLANK
from annotator.agreement.reporting.resampling import Estimate
from annotator.domain.language import tr


@dataclass(frozen=True, slots=True)
class Given:
    """One value: of which unit, by whom; ``article`` is what intervals draw by, if not the unit.

    ``level`` is the scale that the table names for it, if any.
    """

    unit: str
    coder: str
    value: str
    field: str = ""
    article: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class TableFigures:
    """The coefficients of one field of a table, by their names."""

    field: str
    level: str
    units: int
    coders: int
    alpha: Estimate
    others: dict[str, Figure]
    note: str = ""


def table_figures(
    rows: Iterable[Given], *, level: str = "", resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[TableFigures, ...]:
    """The coefficients of each field of a table.

    ``level`` is the scale of values ("nominal" if the table says nothing either); on a scale of
    sets the members of a value are parted by “; ”. An empty value is a missing one.
    Raises AgreementError when a coder gives one unit two values.
    """
    by_field: dict[str, list[Given]] = defaultdict(list)
    articles = set()
    for row in rows:
        articles.add(row.article or row.unit)
        if row.value:
            by_field[row.field].append(row)
    return tuple(
        _figures(name, found, level, _Drawing(frozenset(articles), resamples, seed))
        for name, found in sorted(by_field.items())
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What is drawn from, how often: also articles in which a field has no value."""

    articles: frozenset[str]
    resamples: int
    seed: int


def _figures(name: str, rows: list[Given], level: str, drawing: _Drawing) -> TableFigures:
    told = level or rows[0].level or "nominal"
    scale = Scale(told if told in LEVELS else "nominal")
    ratings = from_rows((row.unit, row.coder, _value(row.value, scale.level)) for row in rows)
    note = "" if told in LEVELS else tr("“{level}” cannot be told from a table: taken as nominal.")
    return TableFigures(
        name,
        scale.level,
        ratings.pairable,
        len(ratings.active),
        _alpha(ratings, rows, scale, drawing),
        {
            "percent_agreement": percent_agreement(ratings),
            "cohen_kappa": mean_pairwise_cohen_kappa(ratings),
            "scott_pi": scott_pi(ratings),
            "fleiss_kappa": fleiss_kappa(ratings),
            "gwet_ac1": gwet_ac1(ratings),
        },
        note.format(level=told),
    )


def _alpha(ratings: Ratings, rows: list[Given], scale: Scale, drawing: _Drawing) -> Estimate:
    figure = krippendorff_alpha(ratings, scale)
    if figure.value is None or not drawing.resamples:
        return Estimate(figure)
    article = {row.unit: row.article or row.unit for row in rows}
    units = [article[str(unit)] for unit in ratings.units]
    articles = articles_of(units, drawing.articles)
    draws = draw(articles.count, resamples=drawing.resamples, seed=drawing.seed)
    return Estimate(figure, alpha_interval(ratings, articles, draws, scale))


def _value(written: str, level: str) -> object:
    if not level.startswith("set_"):
        return written
    return [] if written == BLANK else written.split("; ")
