"""Hand-made sheets as .xlsx and .csv: hard characters, limits, what is read back."""

from __future__ import annotations

import csv
import random
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.domain.errors import ExportError
from annotator.formats import safe_text
from annotator.formats.fingerprint import Fingerprint
from annotator.formats.sheets import Sheet, listed
from annotator.formats.slot_columns import Column, ColumnType
from annotator.formats.writers import csv as csv_writer
from annotator.formats.writers import xlsx as xlsx_writer
from annotator.formats.writers.pace import Pace

COLUMNS = (
    Column("id", "identity"),
    Column("words", "words"),
    Column("number", "number", ColumnType.NUMBER),
    Column("day", "day", ColumnType.DATE),
)


def pace():
    return Pace(lambda _done, _total: None, lambda: False)


def sheet_of(rows, name="Words", columns=COLUMNS):
    return listed(name, columns, lambda: rows)


def workbook(path, *sheets):
    done = {}
    xlsx_writer.write_xlsx(path, sheets, pace(), done)
    return done


def read_sheet(path, name="Words"):
    book = openpyxl.load_workbook(path)
    rows = [[cell.value for cell in row] for row in book[name].iter_rows()]
    assert rows[0] == [column.name for column in COLUMNS]
    return rows[1:]


def read_csv(path):
    csv_writer.allow_long_cells()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


HARD = [
    "<b>bold</b> & 'co' \"quoted\"",
    "]]> ends nothing",
    " blanks around ",
    "line\nbreak\ttab",
    "🕊 emoji, שלום, e\u0301",
    "=1+1",
    "010",
    "true",
    'a,b;c\n"d"',
]


@pytest.mark.parametrize("words", HARD)
def test_hard_text_comes_back_from_a_workbook(tmp_path, words):
    workbook(tmp_path / "w.xlsx", sheet_of([("1", words, "", "")]))
    assert read_sheet(tmp_path / "w.xlsx") == [["1", words, None, None]]
    frame = pd.read_excel(tmp_path / "w.xlsx", dtype=str, keep_default_na=False)
    assert frame["words"][0] == words


@pytest.mark.parametrize("words", HARD)
def test_hard_text_comes_back_from_a_raw_csv(tmp_path, words):
    csv_writer.write_csv(tmp_path / "w.csv", sheet_of([("1", words, "", "")]), pace(), raw=True)
    assert read_csv(tmp_path / "w.csv") == [["1", words, "", ""]]


def test_what_excel_reads_as_an_escape_is_escaped_itself(tmp_path):
    path = tmp_path / "w.xlsx"
    workbook(path, sheet_of([("_x0041_", "_x005F_ and _x", "", "")]))
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "_x005F_x0041_" in xml
    assert "_x005F_x005F_ and _x<" in xml


def test_numbers_and_days_are_such_and_what_is_none_is_text(tmp_path):
    rows = [
        ("1", "", "-12.5", "2025-04-09"),
        ("2", "", "1; 2", "2025-04-09; 2025-04-10"),
        ("3", "", "12345678901234567890", "1899-01-01"),
        ("4", "", "1e-05", "1900-03-01"),
    ]
    workbook(tmp_path / "w.xlsx", sheet_of(rows))
    found = read_sheet(tmp_path / "w.xlsx")
    assert [row[2] for row in found] == [-12.5, "1; 2", "12345678901234567890", 1e-05]
    assert [str(row[3])[:10] for row in found] == [
        "2025-04-09",
        "2025-04-09",
        "1899-01-01",
        "1900-03-01",
    ]
    assert isinstance(found[1][3], str)


BAD = ["\x00", "\x1f", "\x0b", "\ufffe", "\uffff", "\ud800", "\r"]


@pytest.mark.parametrize("bad", BAD, ids=ascii)
def test_what_no_cell_can_hold_is_replaced_and_counted(tmp_path, bad):
    rows = [("1", "fine", "", ""), ("2", f"a{bad}b{bad}", "", "")]
    expected = "a\nb\n" if bad == "\r" else "a\ufffdb\ufffd"
    done = workbook(tmp_path / "w.xlsx", sheet_of(rows))
    assert done["Words"].replaced == 2
    assert read_sheet(tmp_path / "w.xlsx")[1][1] == expected
    written = csv_writer.write_csv(tmp_path / "w.csv", sheet_of(rows), pace(), raw=False)
    assert written.replaced == 2
    assert read_csv(tmp_path / "w.csv")[1][1] == expected


def test_raw_csv_replaces_only_what_no_file_can_hold(tmp_path):
    rows = [("1", "a\x0bb\ud800", "", "")]
    written = csv_writer.write_csv(tmp_path / "w.csv", sheet_of(rows), pace(), raw=True)
    assert read_csv(tmp_path / "w.csv") == [["1", "a\x0bb\ufffd", "", ""]]
    assert written.replaced == 1


def test_a_cell_may_have_32767_units_and_not_one_more(tmp_path):
    fits = "🕊" * 16_383 + "x"  # the dove counts twice
    workbook(tmp_path / "w.xlsx", sheet_of([("1", fits, "", "")]))
    with pytest.raises(
        ExportError, match=r"column “words” of Words has 32,768 .* id seven"
    ) as found:
        workbook(tmp_path / "x.xlsx", sheet_of([("seven", fits + "y", "", "")]))
    assert "--raw" in str(found.value)
    with pytest.raises(ExportError, match="32,768"):
        csv_writer.write_csv(
            tmp_path / "x.csv", sheet_of([("1", fits + "y", "", "")]), pace(), raw=False
        )
    long = "y" * 200_000
    csv_writer.write_csv(tmp_path / "x.csv", sheet_of([("1", long, "", "")]), pace(), raw=True)
    assert read_csv(tmp_path / "x.csv")[0][1] == long


def test_more_rows_than_a_sheet_holds_are_refused_before_any_is_written(tmp_path):
    def never():
        raise AssertionError

    too_many = Sheet("Mentions", COLUMNS, never, lambda: xlsx_writer.MOST_ROWS)
    with pytest.raises(ExportError, match=r"1,048,576 rows.*1,048,575.*--rows mentions"):
        workbook(tmp_path / "w.xlsx", too_many)


def test_ranges_reach_to_the_last_row(tmp_path):
    rows = [(str(n), "", "", "") for n in range(30)]
    path = tmp_path / "w.xlsx"
    pairs = [row[:2] for row in rows[:3]]
    workbook(path, sheet_of(rows, "One"), sheet_of(pairs, "Two", COLUMNS[:2]))
    book = openpyxl.load_workbook(path)
    assert book["One"].dimensions == book["One"].auto_filter.ref == "A1:D31"
    assert book["Two"].dimensions == book["Two"].auto_filter.ref == "A1:B4"
    with zipfile.ZipFile(path) as archive:
        names = archive.read("xl/workbook.xml").decode()
    assert "$D$31" in names
    assert "$B$4" in names


def test_a_cell_that_was_not_kept_is_noticed(tmp_path):
    path = tmp_path / "w.xlsx"
    done = workbook(path, sheet_of([("1", "right", "5", "2025-04-09")]))
    content = {}
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    for old, new in (
        (b"right", b"wrong"),
        (b"<v>5</v>", b"<v>6</v>"),
        (b' t="inlineStr"><is><t xml:space="preserve">1</t></is>', b"><v>1</v>"),
    ):
        changed = tmp_path / "changed.xlsx"
        with zipfile.ZipFile(changed, "w") as archive:
            for name, part in content.items():
                archive.writestr(name, part.replace(old, new))
        with pytest.raises(ExportError, match="not kept as it was written"):
            xlsx_writer.verify(changed, done, pace())


def test_a_fingerprint_says_where_tables_differ():
    def of(rows):
        found = Fingerprint()
        for row in rows:
            found.add(row)
        return found

    rows = [str(n) for n in range(3000)]
    assert of(rows).difference(of(rows)) == ""
    assert of(rows[:-1]).difference(of(rows)) == "2999 rows instead of 3000"
    assert of([*rows[:1500], "x", *rows[1501:]]).difference(of(rows)) == "rows 1025 to 2048"
    assert of([*rows[:-1], "x"]).difference(of(rows)) == "rows 2049 to 3000"


@settings(deadline=None, max_examples=300)
@given(st.text())
def test_guarded_text_can_always_be_taken_back(text):
    assert safe_text.unguard(safe_text.guard(text)) == text


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="=+-@'\t\n ;.1ax"))
@example("-1.2.3")
@example("-1\n")
def test_the_fast_look_at_a_row_never_misses_what_the_guard_changes(text):
    if safe_text.guard(text) != text:
        for row in ((text,), ("a", text, "b"), ("", text)):
            assert safe_text.may_run(safe_text.SEPARATOR.join(row))


@pytest.mark.parametrize(
    "text", ["=1", "+a", "-a1", "@x", "\t=1", " =1", "＝1", "-1+1", "--- nobody", "+", "=", "'=1"]
)
def test_what_could_run_is_guarded(text):
    assert safe_text.guard(text) == ("+" if text == "+" else f"'{text}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "-1",
        "-1.",
        "-1.5",
        "+3",
        "---; TUR",
        "a=1",
        "-2e-05",
        "'s",
        "2025-04-09",
        "; a",
        "1-2",
    ],
)
def test_what_cannot_run_stays_as_it_is(text):
    assert safe_text.guard(text) == text


def test_random_cells_come_back_from_both_formats(tmp_path):
    chooser = random.Random(7)
    letters = "ab &<>'\"=\n,;_x0041é🕊\u2028\x85"
    rows = [
        (str(n), "".join(chooser.choices(letters, k=chooser.randrange(12))), str(n), "")
        for n in range(500)
    ]
    workbook(tmp_path / "w.xlsx", sheet_of(rows))
    raw = csv_writer.write_csv(tmp_path / "w.csv", sheet_of(rows), pace(), raw=True)
    assert raw.rows == 500
    assert read_csv(tmp_path / "w.csv") == [list(row) for row in rows]
    found = read_sheet(tmp_path / "w.xlsx")
    for row, cells in zip(rows, found, strict=True):
        assert (cells[1] or "").replace("_x005F_", "_") == row[1]
