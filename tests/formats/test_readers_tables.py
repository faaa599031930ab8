"""Tables: delimited text, workbooks, JSON lines; their columns, and rows that are bad."""

import csv
import datetime as dt
import json
import zipfile

import pytest
from openpyxl import Workbook

from annotator.domain.errors import ImportFileError
from annotator.domain.incoming import BadRow, FileRead, Incoming
from annotator.formats.readers import preview, read_articles
from annotator.formats.readers.fields import FIELDS, find_columns

HEAD = ("Id", "Headline", "Body", "Published", "Outlet", "Link", "Lang")
ROW = ("7", "Talks in Baku", "They met.\nThey left.", "2025-04-10", "Wire", "http://e.org", "en")


def split(items):
    """Articles and bad rows, each by where it came from."""
    items = list(items)
    good = {str(item.origin): item.article for item in items if isinstance(item, Incoming)}
    bad = {str(item.origin): item.reason for item in items if isinstance(item, BadRow)}
    return good, bad


def write(path, rows):
    """The same rows in the format of the file's name."""
    if path.suffix == ".xlsx":
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    elif path.suffix == ".jsonl":
        head, *others = rows
        path.write_text(
            "".join(json.dumps(dict(zip(head, o, strict=False))) + "\n" for o in others)
        )
    else:
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    return path


def read_csv(tmp_path, text, **options):
    path = tmp_path / "a.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return split(read_articles([path], **options))


@pytest.mark.parametrize(
    ("name", "first"), [("a.csv", "row 2"), ("a.xlsx", "row 2"), ("a.jsonl", "line 1")]
)
def test_every_format_gives_the_same_article(tmp_path, name, first):
    path = write(tmp_path / name, [HEAD, ROW])
    good, bad = split(read_articles([path]))
    article = good.pop(f"{name}, {first}")
    assert not good
    assert not bad
    assert article.text == "Talks in Baku\n\nThey met.\nThey left."
    assert (article.title, article.source, article.url) == ("Talks in Baku", "Wire", "http://e.org")
    assert (article.external_id, article.language) == ("7", "en")
    assert article.published == dt.date(2025, 4, 10)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.jsonl"])
def test_bad_rows_keep_no_good_one_out(tmp_path, name):
    rows = [
        HEAD,
        ROW,
        ("8", "No text", "", "2025-04-10"),
        ("9", "No date", "Text.", "32/13/2025"),
        ("10", "No marks", "\u200b", "2025-04-10"),
        ("11", "Fine", "Text.", ""),
    ]
    good, bad = split(read_articles([write(tmp_path / name, rows)], published=dt.date(2025, 1, 1)))
    assert [article.external_id for article in good.values()] == ["7", "11"]
    assert [*good.values()][1].published == dt.date(2025, 1, 1)
    reasons = list(bad.values())
    assert next(iter(bad)).startswith(f"{name}, ")
    assert reasons[0] == "its text is empty"
    assert reasons[1].startswith("“32/13/2025” is not a date")


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.jsonl"])
def test_no_column_of_text(tmp_path, name):
    path = write(tmp_path / name, [("When", "Story line"), ("2025-04-10", "They met.")])
    _, bad = split(read_articles([path]))
    assert list(bad) == [name]
    assert "“When”, “Story line”" in bad[name]
    assert "--map text=Body" in bad[name]
    good, bad = split(read_articles([path], mapping={"text": "Story line"}))
    assert [article.text for article in good.values()] == ["They met."]
    assert not bad
    _, bad = split(read_articles([path], mapping={"text": "Storyline"}))
    assert not bad, "case, blanks and marks of a column's name do not matter"
    _, bad = split(read_articles([path], mapping={"text": "Body"}))
    assert "It has no column “Body” for the text" in bad[name]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.jsonl"])
def test_one_ambiguous_date_is_decided_by_the_column(tmp_path, name):
    rows = [("text", "date"), ("One.", "03/04/2025"), ("Two.", "13/04/2025")]
    good, _ = split(read_articles([write(tmp_path / name, rows)]))
    assert [article.published.day for article in good.values()] == [3, 13]
    good, bad = split(read_articles([write(tmp_path / name, rows[:2])]))
    assert not good
    assert "can be 2025-04-03 or 2025-03-04" in next(iter(bad.values()))


# --- columns ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (["TEXT"], {"text": "TEXT"}),
        (["Full_Text", "title"], {"text": "Full_Text", "title": "title"}),
        (["content", "body"], {"text": "body"}),
        (["article text", "Article ID"], {"text": "article text", "id": "Article ID"}),
        (["text", "publication date", "Date"], {"text": "text", "date": "Date"}),
        (["Text", "Publication-Date"], {"text": "Text", "date": "Publication-Date"}),
        (
            ["Inhalt", "Überschrift", "Quelle"],
            {"text": "Inhalt", "title": "Überschrift", "source": "Quelle"},
        ),
        (["texto", "Título", "Fecha"], {"text": "texto", "title": "Título", "date": "Fecha"}),
    ],
)
def test_common_names(columns, found):
    assert find_columns(columns, {}) == found


def test_a_mapping_goes_before_the_names():
    columns = ["text", "Body", "date", "seen"]
    assert find_columns(columns, {"text": "Body"}) == {"text": "Body", "date": "date"}
    assert find_columns(columns, {"date": "seen"}) == {"text": "text", "date": "seen"}
    assert find_columns(columns, {"date": ""}) == {"text": "text"}
    assert find_columns(["body", "x"], {"title": "body", "text": "x"}) == {
        "text": "x",
        "title": "body",
    }


def test_a_mapping_of_what_no_article_has(tmp_path):
    path = write(tmp_path / "a.csv", [HEAD, ROW])
    with pytest.raises(ImportFileError, match="“author” is nothing an article has") as refused:
        read_articles([path], mapping={"author": "Body"})
    assert all(field in str(refused.value) for field in FIELDS)


# --- delimited text -----------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path, delimiter):
    other = {",": ";", ";": ",", "\t": ",", "|": ","}[delimiter]
    lines = [
        "title{0}text{0}source",
        'One{0}"They{0} met{1} left"{0}W',
        "Two{0}So{1} be it{1} now{0}W",
    ]
    good, bad = read_csv(tmp_path, "\n".join(lines).format(delimiter, other))
    assert not bad
    assert [article.text for article in good.values()] == [
        f"One\n\nThey{delimiter} met{other} left",
        f"Two\n\nSo{other} be it{other} now",
    ]


def test_a_single_column(tmp_path):
    good, _ = read_csv(tmp_path, 'text\nBaku, so far; all | well\n"He said ""no"""\n')
    assert [article.text for article in good.values()] == [
        "Baku, so far; all | well",
        'He said "no"',
    ]


def test_rows_are_counted_as_a_spreadsheet_does(tmp_path):
    good, bad = read_csv(tmp_path, '\ntext,title\n"One\n\nline",A\n\n,B\nTwo,C\n')
    assert list(good) == ["a.csv, row 3", "a.csv, row 6"]
    assert list(bad) == ["a.csv, row 5"]


def test_rows_too_long_and_too_short(tmp_path):
    good, bad = read_csv(tmp_path, "text,title,date\nA, B,C,2025-04-10\nD\nE,F,2025-04-10,,\n")
    assert "4 cells under 3 columns" in bad["a.csv, row 2"]
    assert [article.text for article in good.values()] == ["D", "F\n\nE"]


def test_quotes_that_do_not_add_up(tmp_path):
    good, bad = read_csv(tmp_path, 'text,title\n"One" more,A\nTwo,B\n"Three,C\nFour,D\n')
    assert [article.title for article in good.values()] == ["B"]
    assert "quotation marks do not add up" in bad["a.csv, row 2"]
    assert "never closed" in bad["a.csv, row 4"]


def test_backslashes_before_quotes(tmp_path):
    good, bad = read_csv(tmp_path, 'id,text\n1,"He said \\"no\\", twice"\n2,"C:\\\\x"\n')
    assert not bad
    assert [article.text for article in good.values()] == ['He said "no", twice', "C:\\x"]


def test_cells_longer_than_the_module_would_take(tmp_path):
    text = "word " * 150_000
    good, _ = read_csv(tmp_path, f'text,title\n"{text}, ""x""",A\n{text},B\n')
    assert [len(article.text) for article in good.values()] == [len(text) + 8, len(text) + 2]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_said(tmp_path, codec):
    path = tmp_path / "a.csv"
    path.write_bytes("text,título\r\n“Señor”,Día\r\n".encode(codec))
    item, end = read_articles([path])
    assert item.article.text == "Día\n\n“Señor”"
    assert isinstance(end, FileRead)
    assert end.encoding == {"cp1252": "Windows-1252", "utf-16": "UTF-16"}.get(codec, "UTF-8")


def test_characters_are_cleaned_and_counted(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b'text,title\r\n"A\x00\r\nb",T\x07\r\nB\xe2\x80\xa8c,U\r\nC\x01,V\r\n')
    *items, end = read_articles([path])
    assert [item.article.text for item in items] == ["T\n\nA\nb", "U\n\nB\nc", "V\n\nC"]
    assert end.notes == (
        "row 2: 1 control character removed, 1 control character removed (and in 1 more)",
    )


def test_carriage_returns_in_a_clean_file(tmp_path):
    good, _ = read_csv(tmp_path, b'text,title\r\n"One\r\ntwo\rthree","A\r\nB"\r\n')
    assert [article.text for article in good.values()] == ["A B\n\nOne\ntwo\nthree"]


@pytest.mark.parametrize(
    ("text", "why"), [("", "It is empty"), ("\n\n", "It is empty"), ('"open', "never closed")]
)
def test_no_head(tmp_path, text, why):
    good, bad = read_csv(tmp_path, text)
    assert not good
    assert why in bad["a.csv"]


# --- workbooks ----------------------------------------------------------------------------------


def test_cells_of_a_workbook(tmp_path):
    book = Workbook()
    book.active.append(["nothing here"])
    sheet = book.create_sheet("News")
    sheet.append(["Corpus of 2025"])
    sheet.append(["title", "text", "date", "id"])
    sheet.append(
        ["A", "One_x000D_\ntwo _x005F_x000D_", dt.datetime.fromisoformat("2025-04-10T23:30"), 12.0]
    )
    sheet.append([None, None, None, None])
    sheet.append(["=1+1", "Text", dt.date(2025, 4, 11), 3.5])
    sheet.append(["#N/A", "Last", "10 April 2025", True])
    book.save(tmp_path / "a.xlsx")
    items = list(read_articles([tmp_path / "a.xlsx"]))
    good, bad = split(items)
    assert not bad
    assert list(good) == ["a.xlsx, row 3", "a.xlsx, row 5", "a.xlsx, row 6"]
    first, formula, last = good.values()
    assert first.text == "A\n\nOne\ntwo _x000D_"
    assert (first.published, first.external_id) == (dt.date(2025, 4, 10), "12")
    assert formula.text == "Text", "a formula that was never computed has no value"
    assert (last.text, last.external_id) == ("Last", "True")
    assert items[-1] == FileRead("a.xlsx", "", ("read from its sheet “News”",))


def test_a_workbook_that_gives_its_size_wrongly(tmp_path):
    path = write(tmp_path / "a.xlsx", [HEAD, ROW, ROW])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b'ref="A1:G3"' in parts[sheet]
    parts[sheet] = parts[sheet].replace(b'ref="A1:G3"', b'ref="A1"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    good, bad = split(read_articles([path]))
    assert (len(good), bad) == (2, {})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no workbook, or damaged"),
        (b"PK\x03\x04 cut off", "no workbook, or damaged"),
        (b"title,text\n", "no workbook, or damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked by a password"),
    ],
)
def test_no_workbook(tmp_path, data, why):
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    (bad,) = read_articles([path])
    assert why in bad.reason


def test_a_workbook_damaged_inside(tmp_path):
    path = write(tmp_path / "a.xlsx", [HEAD, *[ROW] * 50])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-900]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    *good, bad = read_articles([path])
    assert good
    assert isinstance(bad, BadRow)
    assert "damaged" in bad.reason


def test_a_workbook_without_a_table(tmp_path):
    Workbook().save(tmp_path / "a.xlsx")
    (bad,) = read_articles([tmp_path / "a.xlsx"])
    assert "It holds no table" in bad.reason


# --- JSON lines ---------------------------------------------------------------------------------


def test_lines_that_are_bad(tmp_path):
    path = tmp_path / "a.jsonl"
    lines = [
        '{"text": "One \\ud83d\\ude00 \\ud83d", "id": 5, "date": null}',
        "",
        "{bad",
        "[1]",
        '{"text": ["a"]}',
        '{"title": "only"}',
        '{"text": "Two", "source": {"name": "Wire"}}',
        '{"text": "\\u0000Last", "id": 2.0}',
        "[" * 100_000,
    ]
    path.write_text("\n".join(lines))
    *items, end = read_articles([path])
    good, bad = split(items)
    assert {where: (a.text, a.external_id) for where, a in good.items()} == {
        "a.jsonl, line 1": ("One 😀 �", "5"),
        "a.jsonl, line 8": ("Last", "2"),
    }
    assert bad["a.jsonl, line 3"].startswith("it is not JSON: expecting property name")
    assert bad["a.jsonl, line 4"] == "it is not a JSON object with names and values"
    assert bad["a.jsonl, line 5"] == "its text is a list, not text"
    assert bad["a.jsonl, line 6"] == "its text is empty"
    assert bad["a.jsonl, line 7"] == "its source is a nested object, not text"
    assert "nested too deeply" in bad["a.jsonl, line 9"]
    assert "line 1: 1 unreadable character" in end.notes[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "It is empty"),
        ('[\n{"text": "a"}\n]', "It holds a JSON list"),
        ("{\n}x", "None of its lines is a JSON object"),
        ("just words", "None of its lines is a JSON object"),
    ],
)
def test_no_json_lines(tmp_path, text, why):
    path = tmp_path / "a.jsonl"
    path.write_text(text)
    (bad,) = read_articles([path])
    assert why in bad.reason


# --- a look ahead -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.jsonl"])
def test_a_look_into_a_table(tmp_path, name):
    path = write(tmp_path / name, [HEAD, *[(n, f"T{n}", "Text", "03/04/2025") for n in range(9)]])
    seen = preview([path], {})
    assert seen.columns == (HEAD if name != "a.jsonl" else HEAD[:4])
    assert seen.mapping["text"] == "Body"
    assert (seen.titles, seen.problem) == (("T0", "T1", "T2", "T3", "T4"), "")
    seen = preview([path], {"text": "Headline", "title": ""})
    assert seen.titles[0] == "T0"
    assert "title" not in seen.mapping


def test_a_look_that_finds_trouble(tmp_path):
    path = write(tmp_path / "a.csv", [("One", "Two"), ("1", "2")])
    seen = preview([path], {})
    assert (seen.columns, seen.titles) == (("One", "Two"), ())
    assert "Choose the column that holds the text" in seen.problem
    assert preview([path], {"text": "Two"}).problem == ""
    assert "no file or folder" in preview([tmp_path / "none.csv"], {}).problem
