"""Reference cases of the coefficients: what their data and settings mean to our functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from annotator.agreement import code_tree, kappas, set_distances
from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.distances import LEVELS, Scale
from annotator.agreement.figures import AgreementError, Figure, undefined
from annotator.agreement.ratings import (
    Numbers,
    Ratings,
    Value,
    as_value,
    from_contingency,
    from_matrix,
    from_rows,
    number,
)
from annotator.domain.language import tr

Case: TypeAlias = Mapping[str, object]
"""One entry of a file of reference cases, as it was read."""


class NotOfferedError(AgreementError):
    """A case asks for a coefficient or a level that there is not."""


def ratings_of(case: Case) -> Ratings:
    """The data of a case as ratings.

    A matrix is coders × units (a list, or coders by name), with lists as sets of codes; a
    contingency table has the first coder's values in rows; rows are [unit, coder, value]. Codes are
    cut to ``truncate_digits`` where the case does not say that they are already.
    """
    params = _params(case)
    digits = params.get("truncate_digits")
    ratings = _READERS.get(str(case.get("datatype")), _matrix)(case)
    if isinstance(digits, int) and "original" not in params:
        return ratings.recoded(lambda value: code_tree.at_digits(value, digits))
    return ratings


def scale_of(case: Case, level: str) -> Scale:
    """The scale of a case: its level, and what its params say of labels, weights and levels."""
    params = _params(case)
    digits = tuple(int(number(entry)) for entry in _listed(params.get("levels")))
    return Scale(
        level,
        labels=_labels(params),
        disagreement=tuple(
            tuple(number(cell) for cell in _listed(row))
            for row in _listed(params.get("disagreement"))
        ),
        digits=digits or code_tree.DIGITS,
    )


def _alpha(case: Case) -> Figure:
    level = str(case.get("level") or "nominal")
    if level not in LEVELS:
        raise NotOfferedError(tr("There is no level “{name}”.").format(name=level))
    return krippendorff_alpha(ratings_of(case), scale_of(case, level))


def _weighted(case: Case) -> Figure:
    weights = str(case.get("level") or _params(case).get("weights") or "")
    if weights not in kappas.WEIGHTS:
        raise NotOfferedError(tr("There are no weights “{name}”.").format(name=weights))
    return kappas.cohen_kappa_weighted(ratings_of(case), weights, scale_of(case, weights))


def _gwet(case: Case) -> Figure:
    ratings, known = ratings_of(case), _params(case).get("categories")
    if isinstance(known, int):
        return kappas.gwet_ac1(ratings, known)
    return kappas.gwet_ac1(ratings, len({*_values(known), *ratings.categories}))


def _of_pair(measure: Callable[[Sequence[Value]], Numbers]) -> Callable[[Case], Figure]:
    """How far the two values of a case are apart, by a table of distances."""

    def figure(case: Case) -> Figure:
        data = case.get("data")
        pair = list(data.values()) if isinstance(data, Mapping) else _listed(data)
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
    "cohen_kappa": _of_ratings(kappas.cohen_kappa),
    "cohen_kappa_weighted": _weighted,
    "mean_pairwise_cohen_kappa": _of_ratings(kappas.mean_pairwise_cohen_kappa),
    "scott_pi": _of_ratings(kappas.scott_pi),
    "fleiss_kappa": _of_ratings(kappas.fleiss_kappa),
    "gwet_ac1": _gwet,
    "masi_distance": _of_pair(set_distances.masi),
    "cameo_path_length": _of_pair(code_tree.path_lengths),
}
"""Every coefficient by the name that cases call it."""


def _matrix(case: Case) -> Ratings:
    data = case.get("data")
    rows = list(data.values()) if isinstance(data, Mapping) else _list_of(data)
    return from_matrix([_list_of(row) for row in rows])


def _contingency(case: Case) -> Ratings:
    data, names = case.get("data"), _named(_params(case))
    if isinstance(data, Mapping):
        names = names or _named(data)
        data = data.get("table")
    table = [[number(cell) for cell in _list_of(row)] for row in _list_of(data)]
    return from_contingency(table, names)


def _rows(case: Case) -> Ratings:
    rows = [_list_of(row) for row in _list_of(case.get("data"))]
    if any(len(row) != 3 for row in rows):
        raise AgreementError(tr("A row is a unit, a coder and a value."))
    return from_rows((str(unit), str(coder), value) for unit, coder, value in rows)


_READERS: dict[str, Callable[[Case], Ratings]] = {"contingency": _contingency, "rows": _rows}


def _params(case: Case) -> Mapping[str, object]:
    params = case.get("params")
    if params is None:
        return {}
    if not isinstance(params, Mapping):
        raise AgreementError(tr("The params of a case are names with values."))
    return params


def _named(params: Mapping[str, object]) -> list[object]:
    return _listed(params.get("labels")) or _listed(params.get("categories"))


def _labels(params: Mapping[str, object]) -> tuple[Value, ...]:
    """The order of values: labels, or categories that are no numbers (numbers have their own)."""
    if labels := _values(params.get("labels")):
        return labels
    categories = _values(params.get("categories"))
    return () if all(isinstance(value, (int, float)) for value in categories) else categories


def _values(entries: object) -> tuple[Value, ...]:
    found = (as_value(entry) for entry in _listed(entries))
    return tuple(value for value in found if value is not None)


def _listed(entries: object) -> list[object]:
    """A list as it is, and nothing for anything else."""
    return entries if isinstance(entries, list) else []


def _list_of(entries: object) -> list[object]:
    if not isinstance(entries, list):
        raise AgreementError(tr("The data of a case are no list where a list belongs."))
    return entries
