"""The first sheet of a codebook: what the others hold, for people who have never seen one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.formats.codebook_sheets.columns import CellKind, Table

TITLE = "Read me"

HEAD = "the codebook as a workbook"

PARAGRAPHS = (
    (
        "How to work with it",
        (
            "Each sheet holds one kind of thing, one a row. Change cells, add rows anywhere,"
            " sort them as coders shall see them, then read the workbook back with “annotator"
            " schema from-xlsx IN.xlsx OUT.json”. “annotator schema check IN.xlsx” lists every"
            " problem with its sheet and row and changes nothing. Sheets and columns are found"
            " by their names, in any order. Columns of your own (remarks, to-dos) are left out"
            " and do no harm; so do blank rows."
        ),
    ),
    (
        "Codes are text",
        (
            "042 is not 42. The code columns are formatted as text; keep them so, or a"
            " spreadsheet takes the zero away. Within one list a code stands once."
        ),
    ),
    (
        "Headings",
        (
            "A code with “no” under “assignable” is a heading: coders see it in the tree and"
            " cannot give it to an event. Headings are shaded. “parent” names the code right"
            " above."
        ),
    ),
    (
        "Ids",
        (
            "The last column of a sheet of codes. An event remembers the id of its code, so"
            " that you can rename a code, or give it other digits, without losing what was"
            " coded. Leave ids as they are; leave the cell empty for a new code and it gets"
            " one. Never give a row the id of another."
        ),
    ),
    (
        "Retire, merge, split",
        (
            "Do not delete a code that coders have used. Retire it: “yes” under “retired”;"
            " old events keep it, nobody is offered it. To merge it into another, retire it"
            " and name that code under “successors”. To split it, name several: its events are"
            " put on a list to be looked at again. A code can also be split and stay: leave it"
            " in use and name itself among its successors."
        ),
    ),
    (
        "Conditions",
        (
            "“when” and “demand” are written as you would say them, with names of slots and"
            " attributes and the values they hold: “deed is A, B”, “deed is not A”, “deed"
            " under A” (A or any code below it), “taker is filled”, “taker is empty”, “number"
            " > 1000” (also >=, < and <=). Join several by “and”: all must hold."
        ),
    ),
    (
        "Not this when",
        (
            "Name the code that fits instead behind an arrow: “nothing was done yet, only"
            " promised → 030”. “annotator schema check” says when such a code does not exist."
        ),
    ),
    (
        "Several in one cell",
        (
            "Examples and search words stand one a line (Alt+Enter starts a new line in a"
            " cell); search words can also be parted by “;”. Names of slots, lists and codes"
            " are parted by commas."
        ),
    ),
    (
        "Columns “value: …”",
        (
            "On a sheet of codes you can add columns such as “value: score”. A code without"
            " one has that of the code above it. “Derived columns” says which of them an"
            " export shows."
        ),
    ),
)
"""What has to be known before anything is changed: a heading and a paragraph each."""

_KINDS = {
    CellKind.TEXT: "text",
    CellKind.YES_NO: "yes or no",
    CellKind.NUMBER: "whole number",
    CellKind.LINES: "one a line",
    CellKind.WORDS: "one a line or parted by “;”",
    CellKind.NAMES: "parted by commas",
}

Line = tuple[str, str, str, str]
"""Sheet, column, what it holds, and what it means."""


COLUMNS: Line = ("Sheet", "Column", "Holds", "What it means")


def lines(sheets: Sequence[tuple[Table, bool]]) -> Iterator[Line]:
    """Every sheet and column explained; of the sheets of codes (True) the columns only once."""
    explained = False
    for table, of_codes in sheets:
        yield table.title, "", "", table.help
        if of_codes and explained:
            continue
        explained = explained or of_codes
        for column in table.columns:
            if column.help:
                needed = ", needed" if column.required else ""
                yield table.title, column.name, f"{_KINDS[column.kind]}{needed}", column.help
