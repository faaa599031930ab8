"""Workbooks that are no good codebook: every problem at once, by sheet and row."""

import datetime as dt
import zipfile

import openpyxl
import pytest
from full_schema import FULL

from annotator.domain import schema_file
from annotator.domain.errors import ImportFileError, SchemaError
from annotator.formats.codebook_sheets import read_codebook, write_codebook

CODES = "slots_2"
ROW = "Sheet “slots_2”, row 3 (042)"


@pytest.fixture
def path(tmp_path):
    target = tmp_path / "full.xlsx"
    write_codebook(target, schema_file.from_json(FULL))
    return target


def changed(path, sheet, row, title, value):
    """Write a value into a cell; its column is found by its title."""
    book = openpyxl.load_workbook(path)
    titles = {cell.value: cell.column for cell in book[sheet][1]}
    book[sheet].cell(row, titles[title]).value = value
    book.save(path)


BROKEN = {
    "two codes": (
        (CODES, 4, "code", "042"),
        'Sheet “slots_2”, row 3 (042) and sheet “slots_2”, row 4 (042): the code "042" stands',
    ),
    "two ids": (
        (CODES, 4, "id", "i2"),
        f'{ROW} and sheet “slots_2”, row 4 (043): the id "i2" stands twice',
    ),
    "number for a code": (
        (CODES, 4, "code", 42),
        'Sheet “slots_2”, row 4 (42): "42" looks like "042" without its leading zero',
    ),
    "unknown parent": ((CODES, 3, "parent", "05"), f'{ROW}: its parent "05" is not in this list.'),
    "parent without zero": ((CODES, 3, "parent", 4), 'Did you mean "04"?'),
    "cycle": (
        (CODES, 2, "parent", "042"),
        "Sheet “slots_2”: these codes stand under each other in a circle: 04 → 042 → 04.",
    ),
    "empty label": ((CODES, 3, "label", " "), f"{ROW}, column “label”: nothing stands here"),
    "mirror": ((CODES, 3, "mirror", "9"), f'{ROW}: its mirror "9" is not in this list.'),
    "successor": (
        (CODES, 5, "successors", "042, 99"),
        'Sheet “slots_2”, row 5 (07): its successor "99" is not in this list.',
    ),
    "date": ((CODES, 3, "label", dt.date(2024, 1, 5)), f"{ROW}, column “label”: a date stands"),
    "formula": ((CODES, 3, "label", "=A1&B1"), f"{ROW}, column “label”: a formula stands here."),
    "error": ((CODES, 3, "label", "#N/A"), f"{ROW}, column “label”: the cell holds an error"),
    "truth": ((CODES, 3, "label", True), f"{ROW}, column “label”: the spreadsheet made TRUE or"),
    "neither": (
        (CODES, 3, "assignable", "maybe"),
        f"{ROW}, column “assignable”: “maybe” is neither yes nor no.",
    ),
    "value name": (
        (CODES, 1, "value: score", "value: My score"),
        "Sheet “slots_2”, column “value: My score”: behind “value:” stands a name",
    ),
    "unknown slot in a rule": (
        ("Rules", 2, "demand", "form is filled"),
        'Sheet “Rules”, row 2 (who), column “demand”: the slot or attribute "form" does not exist',
    ),
    "no condition": (
        ("Slots", 4, "when", "when it suits"),
        'Sheet “Slots”, row 4 (to), column “when”: "when it suits" is no condition',
    ),
    "condition of a choice": (
        ("Choices", 3, "when", "deed is 099"),
        'Sheet “Choices”, row 3 (2), column “when”: "099" is no value of "deed".',
    ),
    "choice twice": (
        ("Choices", 3, "value", "1"),
        'Sheet “Attributes”, row 2 (mood): "1" is offered always',
    ),
    "owner": (
        ("Choices", 2, "attribute", "moods"),
        "Sheet “Choices”, row 2 (1), column “attribute”: the attribute “moods” does not exist",
    ),
    "no owner": (
        ("Positions", 2, "composition", None),
        "Sheet “Positions”, row 2 (place), column “composition”: nothing stands here",
    ),
    "label of a word": (
        ("Choices", 5, "label", "Dozens"),
        "Sheet “Choices”, row 5 (dozens), column “label”: a word that stands for a number has none",
    ),
    "word without a number": (
        ("Choices", 5, "least", None),
        "Sheet “Choices”, row 5 (dozens), column “least”: nothing stands here",
    ),
    "no number": (
        ("Attributes", 4, "most", "a lot"),
        "Sheet “Attributes”, row 4 (size), column “most”: a whole number is wanted here, not",
    ),
    "kind": (
        ("Slots", 2, "kind", "thing"),
        "Sheet “Slots”, row 2 (deed), column “kind”: it should be 'code'",
    ),
    "letter twice": (
        ("Slots", 3, "key", "A"),
        'Sheet “Slots”, row 2 (deed) and sheet “Slots”, row 3 (from): the letter "A" is given',
    ),
    "colour": (
        ("Mention types", 2, "colour light", "blue"),
        "Sheet “Mention types”, row 2 (who), column “colour light”: a colour is wanted here",
    ),
    "column twice": (
        ("Derived columns", 2, "name", "mood"),
        "Sheet “Attributes”, row 2 (mood) and sheet “Derived columns”, row 2 (mood): the name",
    ),
    "list without a sheet": (
        ("Code lists", 2, "sheet", "deeds"),
        "Sheet “Code lists”, row 2 (slots): there is no sheet “deeds” with its codes",
    ),
    "element": (
        ("a_list_with_a_name_longer_than_", 2, "code", "ABC"),
        '"ABC" (sheet “a_list_with_a_name_longer_than_”, row 2) does not have 2 characters.',
    ),
    "setting": (
        ("Schema", 2, "value", None),
        "Sheet “Schema”, row 2 (name): nothing stands here",
    ),
    "dyad": (
        ("Schema", 8, "value", "form"),
        'Sheet “Schema”, row 8 (dyad source): the slot "form" does not exist',
    ),
    "setting twice": (
        ("Schema", 4, "setting", "title"),
        "Sheet “Schema”, row 4 (title): this setting stands twice",
    ),
    "reason": (
        ("Reasons", 2, "value", "No thing"),
        "Sheet “Reasons”, row 2 (No thing), column “value”: only small letters",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_every_problem_begins_with_sheet_and_row(path, broken):
    change, sentence = BROKEN[broken]
    changed(path, *change)
    problems = read_codebook(path).problems
    assert any(sentence in problem for problem in problems), problems
    assert all(problem.startswith("Sheet “") for problem in problems), problems


def test_a_cell_is_complained_of_once(path):
    changed(path, CODES, 3, "label", dt.date(2024, 1, 5))
    assert len(read_codebook(path).problems) == 1


def test_problems_come_in_the_order_of_the_workbook(path):
    changed(path, CODES, 6, "parent", "x")
    changed(path, CODES, 3, "parent", "x")
    changed(path, CODES, 4, "label", None)
    changed(path, "Slots", 3, "key", "?")
    changed(path, "Rules", 2, "severity", "dire")
    codebook = read_codebook(path)
    places = [problem.split(" (")[0] for problem in codebook.problems]
    assert places == [
        "Sheet “Slots”, row 3",
        "Sheet “Rules”, row 2",
        "Sheet “slots_2”, row 3",
        "Sheet “slots_2”, row 4",
        "Sheet “slots_2”, row 6",
    ]
    with pytest.raises(SchemaError, match="has 5 problems") as refused:
        _ = codebook.schema
    assert refused.value.problems == codebook.problems


def test_thousands_of_codes_with_a_problem_each(tmp_path):
    path = tmp_path / "x.xlsx"
    codes = [{"id": str(n), "code": f"{n:04}", "label": "x"} for n in range(5_000)]
    data = {**FULL, "code_lists": [{**FULL["code_lists"][0], "codes": codes}]}
    data |= {"slots": FULL["slots"][:1], "attributes": [], "compositions": [], "rules": []}
    data |= {"dyad": None, "reciprocal": False, "identifying": [], "summary": [], "derived": []}
    write_codebook(path, schema_file.from_json(data))
    book = openpyxl.load_workbook(path)
    for row in range(2, 5_002):
        column, value = ((1, "0000"), (2, "none"), (3, None), (10, "none"))[row % 4]
        book[CODES].cell(row, column).value = value
    book.save(path)
    assert len(read_codebook(path).problems) >= 3_750


def test_a_missing_column_is_named_once(path):
    changed(path, CODES, 1, "label", "name of it")
    assert read_codebook(path).problems == (
        "Sheet “slots_2”: it has no column “label”, which is needed.",
    )


def test_a_column_that_stands_twice(path):
    changed(path, CODES, 1, "use when", "Definition")
    assert "Sheet “slots_2”, column “Definition”: it stands 2 times; keep one of them." in (
        read_codebook(path).problems
    )


def test_sheets_that_are_not_there(path):
    book = openpyxl.load_workbook(path)
    for title in ("Schema", "Mention types", CODES):
        del book[title]
    book.save(path)
    problems = read_codebook(path).problems
    assert "Sheet “Mention types”: nothing stands here; fill it in." in problems
    assert "Sheet “Schema” (title): nothing stands here; fill it in." in problems
    assert any("row 2 (slots): there is no sheet “slots_2”" in problem for problem in problems)


def zipped(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")


def empty_book(path):
    openpyxl.Workbook().save(path)


def torn(path):
    write_codebook(path, schema_file.from_json(FULL))
    path.write_bytes(path.read_bytes()[:-2000])


@pytest.mark.parametrize(
    ("make", "kind", "sentence"),
    [
        (lambda path: None, ImportFileError, "cannot be read"),
        (lambda path: path.mkdir(), ImportFileError, "cannot be read"),
        (lambda path: path.touch(), ImportFileError, "is no workbook, or damaged"),
        (lambda path: path.write_text("code,label"), ImportFileError, "is no workbook"),
        (zipped, ImportFileError, "is no workbook, or damaged"),
        (torn, ImportFileError, "is no workbook, or damaged"),
        (
            lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
            ImportFileError,
            "is locked by a password, or an old .xls file",
        ),
        (empty_book, SchemaError, "holds no codebook"),
    ],
    ids=["missing", "folder", "empty", "text", "zip", "torn", "locked", "blank"],
)
def test_what_is_no_codebook_gets_a_sentence(tmp_path, make, kind, sentence):
    path = tmp_path / "x.xlsx"
    make(path)
    with pytest.raises(kind, match=sentence):
        read_codebook(path)
