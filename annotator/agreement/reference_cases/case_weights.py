"""The weights of a reference case: a table, or pairs of values, that say how far two are apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict

from annotator.agreement.figures import AgreementError
from annotator.agreement.ratings import Value, number
from annotator.agreement.reference_cases.case_ratings import listed, values_of
from annotator.domain.language import tr

_APART = ("disagreement", "distance", "distances", "weights")
_ALIKE = ("agreement", "similarity")
_PAIR = "|"


class Weights(TypedDict):
    """What a custom scale needs."""

    labels: tuple[Value, ...]
    disagreement: tuple[tuple[float, ...], ...]


def weights_of(params: Mapping[str, object], labels: Sequence[Value]) -> Weights:
    """The table of disagreements that params give, for these labels.

    It is a table (rows and columns in the order of the labels), or by names: ``{a: {b: 1}}``,
    ``{"a|b": 1}`` or ``[[a, b, 1], ...]``, each pair in either order, other pairs 0 apart. Weights
    of agreement (those called so, or that are largest for equal values as in Fleiss, Cohen and
    Everitt 1969) are turned round: the largest is 0 apart.
    """
    alike = next((params[key] for key in _ALIKE if params.get(key)), None)
    given = alike or next((params[key] for key in _APART if params.get(key)), None)
    rows = listed(given)
    if isinstance(given, Mapping) or (rows and _is_triple(rows[0], len(labels))):
        table, labels = _by_names([*_named_cells(given)], labels)
    else:
        table = [[number(cell) for cell in listed(row)] for row in rows]
    if alike or _is_largest_for_equals(table):
        most = max((cell for row in table for cell in row), default=0.0)
        table = [[most - cell for cell in row] for row in table]
    return Weights(labels=tuple(labels), disagreement=tuple(map(tuple, table)))


def _is_triple(row: object, size: int) -> bool:
    """Whether a row is two values and a number, which a row of a table of three never is."""
    entries = listed(row)
    return len(entries) == 3 and (size != 3 or any(isinstance(e, str) for e in entries[:2]))


def _named_cells(given: object) -> Iterator[tuple[Value, Value, float]]:
    if not isinstance(given, Mapping):
        for row in listed(given):
            first, second = _two(listed(row)[:2])
            yield first, second, number(listed(row)[2])
        return
    for name, entry in given.items():
        if isinstance(entry, Mapping):
            for other, cell in entry.items():
                yield name, other, number(cell)
        else:
            yield *_two(str(name).split(_PAIR)), number(entry)


def _two(names: Sequence[object]) -> tuple[Value, Value]:
    values = values_of(list(names))
    if len(values) != 2:
        raise AgreementError(tr("A weight is for two values."))
    return values[0], values[1]


def _by_names(
    cells: Sequence[tuple[Value, Value, float]], labels: Sequence[Value]
) -> tuple[list[list[float]], tuple[Value, ...]]:
    """The table of all values that are labels or have a weight; text is the label it spells."""
    spelt = {str(label): label for label in labels}
    found = [(spelt.get(str(a), a), spelt.get(str(b), b), weight) for a, b, weight in cells]
    every = tuple(dict.fromkeys([*labels, *(v for a, b, _ in found for v in (a, b))]))
    at = {value: place for place, value in enumerate(every)}
    table = [[0.0] * len(every) for _ in every]
    for both_ways in (True, False):
        for first, second, weight in found:
            table[at[first]][at[second]] = weight
            if both_ways:
                table[at[second]][at[first]] = weight
    return table, every


def _is_largest_for_equals(table: Sequence[Sequence[float]]) -> bool:
    """Whether equal values have the largest weights of all, and not all are 0."""
    if any(len(row) != len(table) for row in table) or not table:
        return False
    equal = {row[at] for at, row in enumerate(table)}
    return len(equal) == 1 and 0 < equal.pop() == max(cell for row in table for cell in row)
