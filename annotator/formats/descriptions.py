"""The sheets that explain a dataset: its codebook, its columns, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from annotator.domain.dataset import ProjectFacts, Rows, Totals
from annotator.domain.schema import Choice, Code, Schema
from annotator.formats.columns import ABOUT, CODEBOOK, DICTIONARY, Layout
from annotator.formats.picking import Picks, picks_in_words
from annotator.formats.sheets import NAMES, Sheet, listed
from annotator.formats.slot_cells import Cells
from annotator.formats.slot_columns import Column

CODEBOOK_SHEET, DICTIONARY_SHEET, ABOUT_SHEET = "Codebook", "Data dictionary", "About"


def codebook(schema: Schema) -> Sheet:
    """Every code of the schema in force, and every choice of attributes and reasons."""
    rows = [_code(codes.name, code) for codes in schema.code_lists for code in codes.codes]
    for attribute in schema.attributes:
        rows += [_choice(attribute.name, choice) for choice in attribute.choices]
    rows += [_choice("reason", choice) for choice in schema.reasons]
    return listed(CODEBOOK_SHEET, CODEBOOK, lambda: rows)


def _code(name: str, code: Code) -> Cells:
    return (
        name,
        code.code,
        code.label,
        code.parent,
        str(int(code.assignable)),
        code.mirror,
        code.definition,
        code.use_when,
        code.not_when,
        "\n".join(code.examples),
        code.source,
        "; ".join(f"{key}={value}" for key, value in code.values.items()),
        code.id,
    )


def _choice(name: str, choice: Choice) -> Cells:
    return (name, choice.value, choice.label, "", "1", "", choice.help, *[""] * 6)


def data_dictionary(layout: Layout) -> list[tuple[str, Column]]:
    """Every column of every sheet, with the sheet it stands in, in order."""
    coded = [(NAMES[rows], columns) for rows, columns in layout.columns.items()]
    fixed = [(CODEBOOK_SHEET, CODEBOOK), (DICTIONARY_SHEET, DICTIONARY), (ABOUT_SHEET, ABOUT)]
    return [(name, column) for name, columns in (*coded, *fixed) for column in columns]


def dictionary(layout: Layout) -> Sheet:
    """The sheet that explains every column."""
    rows = [
        (sheet, column.name, column.type.value, column.help)
        for sheet, column in data_dictionary(layout)
    ]
    return listed(DICTIONARY_SHEET, DICTIONARY, lambda: rows)


def about(facts: Callable[[], Sequence[tuple[str, str]]]) -> Sheet:
    """The sheet that says where the dataset comes from and what the sheets before it hold."""
    return listed(ABOUT_SHEET, ABOUT, facts)


def about_rows(
    facts: ProjectFacts,
    totals: Totals,
    *,
    unfinished: bool,
    adjudicated: bool,
    program: str,
    made_at: str,
    written: Mapping[str, int],
    replaced: int,
    picks: Picks,
) -> Iterator[tuple[str, str]]:
    """What About says, one thing a row."""
    schema = facts.codebook.schema
    yield "project", facts.title
    yield "project id", facts.uuid
    yield "project made", f"{facts.created_at} by annotator {facts.created_by}"
    yield "schema", f"{schema.title} ({schema.name} {schema.version})"
    yield "codebook version", f"{facts.codebook.version} of {facts.codebook.created_at}"
    if schema.description:
        yield "description", schema.description
    if schema.licence:
        yield "licence of the codebook", schema.licence
    yield "program", f"annotator {program}"
    yield "exported", f"{made_at} (UTC)"
    yield "codings", _choice_of_codings(unfinished=unfinished)
    yield "codings in this file", str(totals.codings)
    yield "adjudicated articles", _adjudicated(adjudicated=adjudicated)
    yield "codings left out", _left_out(totals, unfinished=unfinished)
    yield "articles coded several times", _several(totals)
    for name, rows in written.items():
        yield f"rows in {name}", str(rows)
    yield from picks_in_words(schema, picks)
    yield "characters replaced", _replaced(replaced)
    yield (
        "several values",
        (
            "Several values of a slot stand in one cell, parted by “; ”, in the same order in every"
            " column of the slot; a “;” inside one of them is written “,” there. A column in which"
            " none of them says anything is empty."
        ),
    )
    yield "codes", "Codes are text: 010 is not 10. Keep them so when you read the file."
    yield (
        "dates",
        (
            "Whole days are date cells, shown as year-month-day; days before March 1900, which"
            " Excel cannot count, and cells with several are text. CSV files have ISO 8601 dates"
            " throughout."
        ),
    )
    yield (
        "offsets",
        (
            "Offsets count Unicode code points in the article's text from 0; an end stands behind"
            " the last character. The text stays in the project; its SHA-256 is in Articles."
        ),
    )
    if Rows.DYADS.value.capitalize() not in written and schema.dyad is None:
        yield "dyads", "This schema has no dyads."


def _choice_of_codings(*, unfinished: bool) -> str:
    return "all, finished or not" if unfinished else "finished ones (done or nothing to code)"


def _adjudicated(*, adjudicated: bool) -> str:
    if adjudicated:
        return "only what was adjudicated; the coders' codings it was made from are left out"
    return "every coding that there is, the adjudicated one beside those it was made from"


def _left_out(totals: Totals, *, unfinished: bool) -> str:
    if unfinished or not totals.left_out:
        return "0"
    return f"{totals.left_out}, which are not finished"


def _several(totals: Totals) -> str:
    if not totals.several:
        return "0"
    return (
        f"{totals.several}. An article coded twice gives twice its events: choose one coding of"
        " each (by coder or round) before you count."
    )


def _replaced(replaced: int) -> str:
    if not replaced:
        return "0"
    return f"{replaced}: what a spreadsheet cannot hold is written \ufffd"
