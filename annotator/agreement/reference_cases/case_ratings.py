"""The data of a reference case as ratings, in whichever form they were written down."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from annotator.agreement.coefficients import code_tree
from annotator.agreement.figures import AgreementError
from annotator.agreement.ratings import (
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

_TABLES = ("table", "contingency", "counts", "matrix", "data")
_ROW_NAMES = ("row_labels", "rows")
_COLUMN_NAMES = ("column_labels", "col_labels", "columns")
_LABELS = ("labels", "categories", "order")
_MATRICES = ("matrix", "ratings", "values", "data")
_UNIT, _CODER, _VALUE = ("unit", "item"), ("coder", "rater"), ("value", "label", "code")
_BLANK = ("", "*", ".")  # what stands for nothing where all else are numbers
_CODERS = 1000  # more than anybody ever had


def ratings_of(case: Case) -> Ratings:
    """The data of a case as ratings.

    A matrix is coders × units (rows, or coders by name, or units × coders if ``orientation`` says
    so), with lists as sets of codes; a contingency table has the first coder's values in rows;
    counts are units × categories; rows are [unit, coder, value]. What ``missing`` names is no
    value. Codes are cut to ``truncate_digits`` where the case does not say that they are already.
    """
    params = params_of(case)
    digits = params.get("truncate_digits")
    ratings = _READERS.get(str(case.get("datatype")), _matrix)(case)
    ratings = _without(ratings, params)
    if isinstance(digits, int) and "original" not in params:
        return ratings.recoded(lambda value: code_tree.at_digits(value, digits))
    return ratings


def params_of(case: Case) -> Mapping[str, object]:
    """The params of a case, none if it has none. Raises AgreementError for what cannot be any."""
    params = case.get("params")
    if params is None:
        return {}
    if not isinstance(params, Mapping):
        raise AgreementError(tr("The params of a case are names with values."))
    return params


def labels_of(case: Case) -> tuple[Value, ...]:
    """The values as a case lists them, in its order: in its params, or with its table."""
    data = case.get("data")
    if told := values_of(_told(case, *_LABELS)):
        return told
    if str(case.get("datatype")) in _CROSSED and isinstance(data, Mapping):
        return values_of(list(dict.fromkeys(name for cell in _cells(data) for name in cell[:2])))
    return ()


def _told(case: Case, *keys: str) -> list[object]:
    """The list under the first of these keys, in the params or in the data."""
    data = case.get("data")
    return named(params_of(case), *keys) or (
        named(data, *keys) if isinstance(data, Mapping) else []
    )


def named(params: Mapping[str, object], *keys: str) -> list[object]:
    """The list under the first of these keys that has one."""
    return next((found for key in keys if (found := listed(params.get(key)))), [])


def listed(entries: object) -> list[object]:
    """A list as it is, and nothing for anything else."""
    return entries if isinstance(entries, list) else []


def values_of(entries: object) -> tuple[Value, ...]:
    """What is listed, as values; what is missing is left out."""
    found = (as_value(entry) for entry in listed(entries))
    return tuple(value for value in found if value is not None)


# --- coders × units -------------------------------------------------------------------------------


def _matrix(case: Case) -> Ratings:
    rows = _rows_of_matrix(case.get("data"))
    if _units_first(case):
        if len({len(row) for row in rows}) > 1:
            raise AgreementError(tr("Each unit has an entry for every coder, if an empty one."))
        rows = [list(column) for column in zip(*rows, strict=True)]
    return from_matrix(rows)


def _rows_of_matrix(data: object) -> list[list[object]]:
    if not isinstance(data, Mapping):
        return [_list_of(row) for row in _list_of(data)]
    inner = _inner(data, _MATRICES)
    if inner is not None:
        return [_list_of(row) for row in inner]
    if data and all(isinstance(row, Mapping) for row in data.values()):
        units = list(dict.fromkeys(unit for row in data.values() for unit in row))
        return [[row.get(unit) for unit in units] for row in data.values()]
    return [_list_of(row) for row in data.values()]


def _units_first(case: Case) -> bool:
    """Whether a case says that its rows are units: "units x coders"."""
    said = str(params_of(case).get("orientation") or case.get("orientation") or "").lower()
    unit, coder = (min(_places(said, names)) for names in (_UNIT, _CODER))
    return unit < coder


def _places(said: str, names: Sequence[str]) -> list[int]:
    return [at if (at := said.find(name)) >= 0 else len(said) for name in names]


def _without(ratings: Ratings, params: Mapping[str, object]) -> Ratings:
    """The ratings without values that stand for none: those named, or a blank among numbers."""
    marks = params.get("missing")
    told = {
        entry
        for value in values_of(marks if isinstance(marks, list) else [marks])
        for entry in (value, str(value))
    }
    labels = values_of(named(params, *_LABELS))
    blanks = {value for value in ratings.categories if value in _BLANK and value not in labels}
    if blanks and all(value in blanks or _is_number(value) for value in ratings.categories):
        told |= blanks
    if not told.intersection(ratings.categories):
        return ratings
    return ratings.recoded(lambda value: None if value in told else value)


def among_labels(ratings: Ratings, case: Case) -> Ratings:
    """The ratings with those values alone that the params list as labels, as scikit-learn does."""
    labels = {str(value) for value in values_of(params_of(case).get("labels"))}
    if not labels or all(str(value) in labels for value in ratings.categories):
        return ratings
    return ratings.recoded(lambda value: value if str(value) in labels else None)


def _is_number(value: Value) -> bool:
    try:
        number(value)
    except AgreementError:
        return False
    return True


# --- counts ---------------------------------------------------------------------------------------


def _contingency(case: Case) -> Ratings:
    """How often two coders gave which two values, some perhaps given by one of them only."""
    params, data = params_of(case), case.get("data")
    names, rows, columns = (_told(case, *keys) for keys in (_LABELS, _ROW_NAMES, _COLUMN_NAMES))
    inner = _inner(data, _TABLES) if isinstance(data, Mapping) else _list_of(data)
    if inner is None:
        return _crossed(_cells(data))
    table = [[number(cell) for cell in _list_of(row)] for row in inner]
    if case.get("metric") == "fleiss_kappa" and table and len(table[0]) != len(table):
        return _counted(table, names)
    if rows and columns:
        return _crossed(
            (first, second, cell)
            for first, row in zip(rows, table, strict=True)
            for second, cell in zip(columns, row, strict=True)
        )
    return _numbered(from_contingency(_square(table), names), params)


def _cells(data: object) -> Iterator[tuple[object, object, float]]:
    """The cells of a table by names: the first coder's value, the second's, and how often."""
    for first, row in data.items() if isinstance(data, Mapping) else ():
        if not isinstance(row, Mapping):
            raise _no_table()
        for second, cell in row.items():
            yield first, second, number(cell)


def _crossed(cells: Iterable[tuple[object, object, float]]) -> Ratings:
    """A table whose rows and columns need not be the same values in the same order."""
    kept = list(cells)
    names = list(dict.fromkeys([*(first for first, *_ in kept), *(name for _, name, _ in kept)]))
    table = [[0.0] * len(names) for _ in names]
    for first, second, count in kept:
        table[names.index(first)][names.index(second)] += count
    return from_contingency(table, names)


def _no_table() -> AgreementError:
    return AgreementError(tr("A contingency table has as many columns as rows, and names."))


def _square(table: Sequence[Sequence[float]]) -> list[list[float]]:
    """The table with a row and a column for each value that only one coder gave."""
    widths = {len(row) for row in table}
    if len(widths) > 1:
        raise _no_table()
    size = max([len(table), *widths])
    wide = [[*row, *[0.0] * (size - len(row))] for row in table]
    return wide + [[0.0] * size for _ in range(size - len(table))]


def _numbered(ratings: Ratings, params: Mapping[str, object]) -> Ratings:
    """Shares as counts, where the params say of how many units."""
    total, said = float(ratings.weights.sum()), params.get("n", params.get("N"))
    if said is None or not total or not math.isclose(total, 1, abs_tol=0.01):
        return ratings
    return replace(ratings, weights=np.rint(ratings.weights / total * number(said)))


def _unit_counts(case: Case) -> Ratings:
    data, names = case.get("data"), _told(case, *_LABELS)
    if isinstance(data, Mapping):
        data = _inner(data, _TABLES) or list(data.values())
    return _counted([[number(c) for c in _list_of(row)] for row in _list_of(data)], names)


def _counted(table: Sequence[Sequence[float]], names: Sequence[object]) -> Ratings:
    """How many coders gave each value to each unit, whoever they were."""
    if any(not 0 <= cell <= _CODERS or cell % 1 for row in table for cell in row):
        raise AgreementError(tr("How many coders gave a value is a whole number."))
    width = max((len(row) for row in table), default=0)
    if names and len(names) != width:
        raise _no_table()
    known = list(names) or list(range(width))
    units = [
        [name for name, times in zip(known, row, strict=False) for _ in range(int(times))]
        for row in table
    ]
    most = max(map(len, units), default=0)
    return from_matrix([[u[at] if at < len(u) else None for u in units] for at in range(most)])


# --- one value a row ------------------------------------------------------------------------------


def _rows(case: Case) -> Ratings:
    return from_rows(_entries(_list_of(case.get("data"))))


def _entries(rows: Sequence[object]) -> Iterator[tuple[str, str, object]]:
    for row in rows:
        if isinstance(row, Mapping):
            unit, coder, value = (_under(row, keys) for keys in (_UNIT, _CODER, _VALUE))
        elif len(_list_of(row)) == 3:
            unit, coder, value = _list_of(row)
        else:
            raise AgreementError(tr("A row is a unit, a coder and a value."))
        yield str(unit), str(coder), value


def _under(row: Mapping[str, object], keys: Sequence[str]) -> object:
    return next((row[key] for key in keys if key in row), None)


def _inner(data: Mapping[str, object], keys: Sequence[str]) -> list[object] | None:
    """The table that stands beside other things, if one does."""
    found = (listed(data.get(key)) for key in keys)
    return next((rows for rows in found if rows and isinstance(rows[0], list)), None)


def _list_of(entries: object) -> list[object]:
    if not isinstance(entries, list):
        raise AgreementError(tr("The data of a case are no list where a list belongs."))
    return entries


_CROSSED = ("contingency", "contingency_table", "confusion_matrix")
_READERS: dict[str, Callable[[Case], Ratings]] = {
    **dict.fromkeys(_CROSSED, _contingency),
    **dict.fromkeys(("counts", "unit_counts", "category_counts", "distribution"), _unit_counts),
    **dict.fromkeys(("rows", "long"), _rows),
}
