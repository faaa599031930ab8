"""Reference cases of the coefficients: what their data and settings mean to our functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from annotator.agreement.coefficients import code_tree, kappas, set_distances
from annotator.agreement.coefficients.alpha import krippendorff_alpha
from annotator.agreement.coefficients.distances import LEVELS, Scale, positions
from annotator.agreement.figures import AgreementError, Figure, undefined
from annotator.agreement.ratings import Numbers, Ratings, Value, as_value, number
from annotator.agreement.reference_cases.case_ratings import (
    Case,
    among_labels,
    labels_of,
    listed,
    named,
    params_of,
    ratings_of,
    values_of,
)
from annotator.agreement.reference_cases.case_weights import weights_of
from annotator.domain.language import tr

_BY_STEPS = ("linear", "quadratic")  # weights that go from one category to the next


class NotOfferedError(AgreementError):
    """A case asks for a coefficient or a level that there is not."""


def scale_of(case: Case, level: str, ratings: Ratings) -> Scale:
    """The scale of a case: its level, and what its params say of labels, weights and levels.

    A table of weights without labels is of the values in their order; steps without labels go from
    number to number, or through the alphabet, as in the packages that such cases are taken from.
    """
    params = params_of(case)
    if level == "custom":
        names = labels_of(case) or ratings.categories
        return Scale(level, **weights_of(params, names))
    digits = tuple(int(number(entry)) for entry in named(params, "levels", "digits"))
    labels = _order(case)
    if not labels and level in _BY_STEPS:
        labels = _steps(case, ratings)
    return Scale(level, labels=labels, digits=digits or code_tree.DIGITS)


def _alpha(case: Case) -> Figure:
    level = str(case.get("level") or params_of(case).get("level") or "nominal")
    if level not in LEVELS:
        raise NotOfferedError(tr("There is no level “{name}”.").format(name=level))
    ratings = ratings_of(case)
    if level == "interval":
        ratings = ratings.recoded(_day)
    return krippendorff_alpha(ratings, scale_of(case, level, ratings))


def _day(value: Value) -> Value:
    """A date as the number of its day, anything else as it is."""
    if not isinstance(value, str) or not value[4:5] == value[7:8] == "-":
        return value
    try:
        return dt.date.fromisoformat(value).toordinal()
    except ValueError:
        return value


def _weighted(case: Case) -> Figure:
    params = params_of(case)
    given = params.get("weights")
    weights = str(case.get("level") or (given if isinstance(given, str) else "custom"))
    if weights not in kappas.WEIGHTS:
        raise NotOfferedError(tr("There are no weights “{name}”.").format(name=weights))
    ratings = among_labels(ratings_of(case), case)
    return kappas.cohen_kappa_weighted(ratings, weights, scale_of(case, weights, ratings))


def _gwet(case: Case) -> Figure:
    ratings, params = ratings_of(case), params_of(case)
    known = params.get("categories", params.get("q"))
    if isinstance(known, int):
        return kappas.gwet_ac1(ratings, known)
    return kappas.gwet_ac1(
        ratings, len({str(value) for value in (*labels_of(case), *ratings.categories)})
    )


def _of_pair(measure: Callable[[Sequence[Value]], Numbers]) -> Callable[[Case], Figure]:
    """How far the two values of a case are apart, by a table of distances."""

    def figure(case: Case) -> Figure:
        data = case.get("data")
        pair = list(data.values()) if isinstance(data, Mapping) else listed(data)
        if len(pair) != 2:
            raise AgreementError(tr("A pair has two values."))
        values = [as_value(entry) for entry in pair]
        given = [value for value in values if value is not None]
        if len(given) < 2:
            return undefined(tr("One of the two values is missing."))
        return Figure(float(measure(given)[0, 1]), 1)

    return figure


def _of_ratings(statistic: Callable[[Ratings], Figure]) -> Callable[[Case], Figure]:
    return lambda case: statistic(ratings_of(case))


COEFFICIENTS: dict[str, Callable[[Case], Figure]] = {
    "krippendorff_alpha": _alpha,
    "percent_agreement": _of_ratings(kappas.percent_agreement),
    "percent_agreement_unit_mean": _of_ratings(kappas.percent_agreement_unit_mean),
    "cohen_kappa": lambda case: kappas.cohen_kappa(among_labels(ratings_of(case), case)),
    "cohen_kappa_weighted": _weighted,
    "mean_pairwise_cohen_kappa": _of_ratings(kappas.mean_pairwise_cohen_kappa),
    "scott_pi": _of_ratings(kappas.scott_pi),
    "fleiss_kappa": _of_ratings(kappas.fleiss_kappa),
    "gwet_ac1": _gwet,
    "masi_distance": _of_pair(set_distances.masi),
    "cameo_path_length": _of_pair(code_tree.path_lengths),
}
"""Every coefficient by the name that cases call it."""


def _order(case: Case) -> tuple[Value, ...]:
    """The order of values: labels, or categories that are no numbers (numbers have their own)."""
    if labels := values_of(named(params_of(case), "labels", "order")):
        return labels
    categories = labels_of(case)
    return () if all(isinstance(value, (int, float)) for value in categories) else categories


def _steps(case: Case, ratings: Ratings) -> tuple[Value, ...]:
    """What steps go through: the numbers that are listed, or the words given, by the alphabet."""
    try:
        if told := labels_of(case):
            return tuple(sorted(told, key=number))
        positions(ratings.categories)
    except AgreementError:
        return ratings.categories
    return ()
