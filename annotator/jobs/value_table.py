"""Any table of units, coders and values: which of its columns are which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotator.agreement.coefficients.distances import Scale
from annotator.agreement.reporting.table_figures import Given
from annotator.domain.errors import ImportFileError
from annotator.domain.language import tr
from annotator.formats.readers.exported import ReadTable

KNOWN: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "unit_id", "item", "item_id", "id", "doc", "text_id", "subject"),
    "coder": ("coder", "coder_id", "rater", "annotator", "judge", "observer", "who"),
    "value": ("value", "code", "label", "category", "rating", "answer", "score"),
    "field": ("field", "variable", "question"),
    "article": ("article", "article_id", "cluster"),
    "level": ("scale", "level"),
}
"""What a column is, by names that it often has."""

_NEEDED = ("unit", "coder", "value")


def values_of(tables: Sequence[ReadTable], named: Mapping[str, str] | None = None) -> list[Given]:
    """The values of the first table that has units, coders and values.

    ``named`` says which column is the unit, coder, value, field or article, where its name does
    not tell.

    Raises:
        ImportFileError: no table has the columns; the sentence names those there are.
    """
    for table in tables:
        columns = _columns(table, named or {})
        if all(name in columns for name in _NEEDED):
            return list(_given(table, columns))
    listed = "; ".join(f"“{table.name}”: {', '.join(table.columns)}" for table in tables)
    said = tr(
        "No table has a column each for unit, coder and value. Say which they are, as in"
        " --unit COLUMN --coder COLUMN --value COLUMN. Columns found: {listed}."
    )
    raise ImportFileError(said.format(listed=listed or tr("none")))


def _columns(table: ReadTable, named: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for what, names in KNOWN.items():
        wanted = (named[what],) if named.get(what) else names
        by_name = {column.casefold(): column for column in reversed(table.columns)}
        column = next((by_name[n.casefold()] for n in wanted if n.casefold() in by_name), None)
        if column is not None:
            found[what] = column
    return found


def _given(table: ReadTable, columns: Mapping[str, str]) -> Iterator[Given]:
    for row in table.rows:
        cells = {what: row.get(column, "").strip() for what, column in columns.items()}
        if cells["unit"] and cells["coder"]:
            yield Given(**cells)


def weights_in(table: ReadTable) -> Scale:
    """A scale of one's own: first column and head name values, cells say how far these are apart.

    Raises:
        ImportFileError: the table is no square of numbers with the same names on both sides.
    """
    labels = tuple(table.columns[1:])
    rows = {row.get(table.columns[0], "").strip(): row for row in table.rows}
    try:
        cells = tuple(tuple(float(rows[one][other]) for other in labels) for one in labels)
    except (KeyError, ValueError) as error:
        said = tr(
            "“{table}” holds no weights: its first column and its head name the same values, and"
            " each cell is a number, how far two of them are apart."
        )
        raise ImportFileError(said.format(table=table.name)) from error
    return Scale("custom", labels, cells)
