"""Which of the columns that say the same by different tables go into an export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotator.domain.errors import ExportError
from annotator.domain.language import tr
from annotator.domain.schema import DerivedColumn, Schema

Picks = Mapping[str, str]
"""Group to the one column picked of it, or to NONE; a group that is not named gives all."""

NONE, ALL = "none", "all"


def options(schema: Schema) -> dict[str, tuple[str, ...]]:
    """The columns of each group, in the schema's order."""
    found: dict[str, tuple[str, ...]] = {group.value: () for group in schema.groups}
    for column in schema.derived:
        if column.group:
            found[column.group] = (*found.get(column.group, ()), column.name)
    return {group: columns for group, columns in found.items() if columns}


def read_picks(given: Sequence[str]) -> dict[str, str]:
    """Picks written as ``group=column``; ExportError for what is not so written."""
    picks: dict[str, str] = {}
    for text in given:
        group, sign, column = (part.strip() for part in text.partition("="))
        if not (group and sign and column):
            raise ExportError(
                tr("“{text}” picks no column: write GROUP=COLUMN, GROUP=none or =all.").format(
                    text=text
                )
            )
        picks[group] = column
    return {group: column for group, column in picks.items() if column != ALL}


def check_picks(schema: Schema, picks: Picks) -> None:
    """Raise ExportError for a group or column that the schema does not have."""
    known = options(schema)
    for group, column in picks.items():
        if group not in known:
            groups = ", ".join(known) or "none"
            raise ExportError(
                tr("The schema has no group of columns “{group}” (it has: {groups}).").format(
                    group=group, groups=groups
                )
            )
        if column not in (*known[group], NONE):
            columns = ", ".join((*known[group], NONE, ALL))
            raise ExportError(
                tr("The group “{group}” has no column “{column}” (it has: {columns}).").format(
                    group=group, column=column, columns=columns
                )
            )


def picked(column: DerivedColumn, picks: Picks) -> bool:
    """Whether a derived column goes into the export."""
    return not column.group or picks.get(column.group, column.name) == column.name


def picks_in_words(schema: Schema, picks: Picks) -> Iterator[tuple[str, str]]:
    """For About: each group and which of its columns are in the file."""
    labels = {group.value: group.label for group in schema.groups}
    for group, columns in options(schema).items():
        chosen = picks.get(group, "")
        yield f"columns: {labels.get(group, group)}", chosen or ", ".join(columns)
