"""Codebooks as workbooks: nothing lost on the way there and back, and easy to work in."""

import shutil
import subprocess

import openpyxl
import pytest
from full_schema import FULL

from annotator import resources
from annotator.domain import schema_file
from annotator.domain.errors import ExportError
from annotator.domain.schema_text import encode
from annotator.formats.codebook_sheets import read_codebook, write_codebook
from annotator.formats.codebook_sheets.filled import sheet_titles

SCHEMAS = [*resources.schema_names(), "full"]
BARE = {key: FULL[key] for key in ("name", "title", "version")} | {
    "mention_types": [FULL["mention_types"][1]],
    "slots": [{**FULL["slots"][0], "code_list": "deeds"}],
    "code_lists": [
        {"name": "deeds", "label": "Deeds", "codes": [{"id": "1", "code": "a", "label": "A"}]}
    ],
    "code_slot": "deed",
}


DEFINITIONS = "Sheet “slots_2”, column “definitions”:"


def schema_of(name):
    return (
        schema_file.from_json(FULL)
        if name == "full"
        else schema_file.load(resources.schema_path(name))
    )


@pytest.fixture
def full(tmp_path):
    path = tmp_path / "full.xlsx"
    assert write_codebook(path, schema_of("full")) == ()
    return path


@pytest.mark.parametrize("name", SCHEMAS)
def test_there_and_back(tmp_path, name):
    schema = schema_of(name)
    assert write_codebook(tmp_path / "x.xlsx", schema) == ()
    codebook = read_codebook(tmp_path / "x.xlsx")
    assert (codebook.problems, codebook.notes) == ((), ())
    assert codebook.schema == schema


def test_a_schema_with_hardly_anything(tmp_path):
    schema = schema_file.from_json(BARE)
    assert write_codebook(tmp_path / "x.xlsx", schema) == ()
    assert read_codebook(tmp_path / "x.xlsx").schema == schema


@pytest.mark.parametrize("name", SCHEMAS)
def test_there_and_back_through_libreoffice(tmp_path, name):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not on the path")
    schema = schema_of(name)
    write_codebook(tmp_path / "x.xlsx", schema)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind in ("ods", "xlsx"):  # through its own format, so that nothing is passed along
        source = tmp_path / ("x.xlsx" if kind == "ods" else "saved/x.ods")
        command = [soffice, profile, "--headless", "--convert-to", kind]
        subprocess.run(
            [*command, "--outdir", tmp_path / "saved", source],
            check=True,
            capture_output=True,
            timeout=200,
        )
    codebook = read_codebook(tmp_path / "saved" / "x.xlsx")
    assert codebook.problems == ()
    assert codebook.schema == schema


def test_sheets_in_any_order_and_columns_too(full):
    book = openpyxl.load_workbook(full)
    book._sheets.reverse()
    for sheet in book.worksheets:
        rows = [list(reversed(row)) for row in sheet.values]
        if sheet.title not in ("Read me", "Schema"):
            sheet.delete_rows(1, sheet.max_row)
            for at, row in enumerate(rows, start=3):
                for column, value in enumerate(row, start=1):
                    cell = sheet.cell(2 * at, column)
                    cell.value = value
                    cell.data_type = "n" if isinstance(value, int) else "s"
            sheet.cell(1, 1).value = "A remark above the head"
    book.save(full)
    codebook = read_codebook(full)
    assert codebook.problems == ()
    lists = [entry.name for entry in codebook.schema.code_lists]
    assert (encode(codebook.schema), lists) == (
        encode(schema_of("full")),
        [entry["name"] for entry in FULL["code_lists"]],
    )


def test_a_row_without_an_id_gets_the_same_one_each_time(full, tmp_path):
    book = openpyxl.load_workbook(full)
    sheet = book["slots_2"]
    ids = {cell.value: cell.column for cell in sheet[1]}["id"]
    for row in (2, 3):
        sheet.cell(row, ids).value = None
    book.save(full)
    first, second = (read_codebook(full).schema.code_lists[0].codes for _ in range(2))
    assert first == second
    assert first[0].id != first[1].id
    assert [code.id for code in first[2:]] == ["i3", "i4", "i5", "i6"]


def test_ids_of_new_codes_are_those_of_the_schemas_that_come_with_the_program(tmp_path):
    schema = schema_of("cameo")
    path = tmp_path / "x.xlsx"
    write_codebook(path, schema)
    book = openpyxl.load_workbook(path)
    for code_list in schema.code_lists:
        sheet = book[code_list.name]
        sheet.delete_cols(sheet.max_column)
    book.save(path)
    assert read_codebook(path).schema == schema


def test_what_is_not_known_is_left_out_and_said(full):
    book = openpyxl.load_workbook(full)
    sheet = book["slots_2"]
    sheet.cell(1, sheet.max_column + 1).value = "My remarks"
    sheet.cell(3, sheet.max_column).value = "=1+1"
    sheet.cell(1, sheet.max_column + 1).value = "definitions"
    book.create_sheet("Scratch").cell(1, 1).value = "x"
    book["Schema"].append(["colour", "blue"])
    book.save(full)
    codebook = read_codebook(full)
    assert codebook.schema == schema_of("full")
    assert codebook.notes == (
        "Sheet “Schema”, row 20: the setting “colour” is not known, left out.",
        "Sheet “slots_2”, column “My remarks”: not known here, left out.",
        f"{DEFINITIONS} not known here, left out. Did you mean “definition”?",
        "Sheet “Scratch”: not part of the codebook, left out.",
    )


def test_without_a_list_of_lists_every_sheet_of_codes_is_one(tmp_path):
    path = tmp_path / "x.xlsx"
    schema = schema_file.from_json(BARE)
    write_codebook(path, schema)
    book = openpyxl.load_workbook(path)
    for title in ("Code lists", "Levels", "Rules", "Read me", "Choices", "Positions"):
        del book[title]
    book.save(path)
    read = read_codebook(path).schema
    assert read.code_lists[0].codes == schema.code_lists[0].codes
    assert (read.code_lists[0].name, read.code_lists[0].label) == ("deeds", "deeds")


def test_cells_as_people_fill_them(tmp_path):
    path = tmp_path / "x.xlsx"
    write_codebook(path, schema_file.from_json(BARE))
    book = openpyxl.load_workbook(path)
    sheet = book["deeds"]
    titles = {cell.value: cell.column for cell in sheet[1]}
    rows = [
        {"code": 42, "label": "  Meet  ", "assignable": True, "retired": "X"},
        {"code": 43.0, "label": 7, "assignable": 0, "search words": "a; b\nc;;"},
        {"code": "b", "label": "B", "assignable": "Yes", "examples": "One.\n\n Two. \n"},
        {"code": "c", "label": "C_x000D_\nc", "assignable": "NO", "successors": "b, a"},
    ]
    for at, row in enumerate(rows, start=5):
        for title, value in row.items():
            sheet.cell(at, titles[title]).value = value
    book.save(path)
    codebook = read_codebook(path)
    assert codebook.problems == ()
    codes = codebook.data["code_lists"][0]["codes"][1:]
    assert [{k: v for k, v in code.items() if k != "id"} for code in codes] == [
        {"code": "42", "label": "Meet", "assignable": True, "retired": True},
        {"code": "43", "label": "7", "assignable": False, "search": ["a", "b", "c"]},
        {"code": "b", "label": "B", "assignable": True, "examples": ["One.", "Two."]},
        {"code": "c", "label": "C\nc", "assignable": False, "successors": ["b", "a"]},
    ]


def test_what_a_workbook_cannot_hold_is_said(tmp_path):
    data = {**BARE, "title": " Blanks ", "summary": ["deed"]}
    data["code_lists"] = [
        {
            **BARE["code_lists"][0],
            "codes": [{"id": "1", "code": "a", "label": "A", "search": ["x;y"]}],
        }
    ]
    notes = write_codebook(tmp_path / "x.xlsx", schema_file.from_json(data))
    assert [note.split(" exactly")[0] for note in notes] == [
        "A spreadsheet cannot hold title",
        "A spreadsheet cannot hold code_lists[0].codes[0].search",
    ]


def test_a_text_too_long_for_a_cell_is_refused(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_text("as it was")
    data = {**BARE, "description": "x" * 40_000}
    with pytest.raises(ExportError, match=r"sheet “Schema”, row 5, .* would hold 40,000"):
        write_codebook(path, schema_file.from_json(data))
    assert path.read_text() == "as it was"


def test_titles_of_sheets_are_short_and_their_own():
    names = ["slots", "rules", "history", "a" * 40, "a" * 41, "plain"]
    titles = sheet_titles(names)
    assert titles[:3] == ["slots_2", "rules_2", "history_2"]
    assert titles[-1] == "plain"
    assert len({title.casefold() for title in titles}) == len(names)
    assert max(map(len, titles)) <= 31


def test_the_workbook_is_easy_to_work_in(full):
    book = openpyxl.load_workbook(full)
    assert book.sheetnames[:2] == ["Read me", "Schema"]
    explained = {row[0] for row in book["Read me"].values}
    assert set(book.sheetnames) - {"Read me"} <= explained
    sheet = book["slots_2"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref
    assert all(cell.number_format == "@" for cell in sheet["A"][1:])
    assert sheet["C3"].data_type == "s"  # a label that begins like a formula
    shaded = [rule.formula for area in sheet.conditional_formatting for rule in area.rules]
    assert shaded == [['$D2="no"'], ['$M2="yes"']]


def test_drop_downs_offer_what_there_is(full):
    book = openpyxl.load_workbook(full)

    def offered(sheet, cell):
        rules = book[sheet].data_validations.dataValidation
        return next((rule.formula1 for rule in rules if cell in rule.sqref), None)

    assert offered("Slots", "E2").startswith('"code,composed,')
    assert offered("Slots", "D3").startswith("'Mention types'!$A$2:$A$")
    assert offered("slots_2", "B3").startswith("'slots_2'!$A$2:$A$")
    assert offered("slots_2", "D300") == '"yes,no"'
    assert offered("Schema", "B7").startswith("'Slots'!$A$2:$A$")
    assert offered("Schema", "B11") == '"yes,no"'
    literal = [
        rule.formula1
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
        if rule.formula1.startswith('"')
    ]
    assert max(map(len, literal)) < 255
