"""Plain texts: the title, the block of what is known, the body."""

import datetime as dt

import pytest

from annotator.domain.incoming import BadRow, FileRead, Incoming
from annotator.formats.readers import from_text, read_articles

BODY = "Talks began on Tuesday.\n\nThey will go on."


def read(tmp_path, text, **options):
    path = tmp_path / "a.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_articles([path], **options))


def article(tmp_path, text, **options):
    found, _ = read(tmp_path, text, **options)
    assert isinstance(found, Incoming), found
    assert str(found.origin) == "a.txt"
    return found.article


def test_the_first_line_is_the_title(tmp_path):
    found = article(tmp_path, f"\ufeffTalks in Baku\n{BODY}\n")
    assert found.text == f"Talks in Baku\n\n{BODY}"
    assert found.title == "Talks in Baku"
    assert (found.published, found.source, found.url, found.external_id) == (None, "", "", "")


BLOCK = "Date: 2025-04-10\nSource: Sample Wire\nUrl: https://e.org/1?a=b:c\nLanguage: en\nId: W-7\n"


@pytest.mark.parametrize(
    "text",
    [
        f"Talks in Baku\n{BLOCK}\n{BODY}",
        f"Talks in Baku\r\n{BLOCK}\n{BODY}".replace("\n", "\r\n").replace("\r\r", "\r"),
        f"Talks in Baku\n\n{BLOCK}\n{BODY}",
        f"{BLOCK}\nTalks in Baku\n\n{BODY}",
        f"{BLOCK}Talks in Baku\n{BODY}",
        f"Title: Talks in Baku\n{BLOCK}\n{BODY}",
        f"{BLOCK}Headline: Talks in Baku\n\n{BODY}",
        f"Talks in Baku\n{BLOCK.upper().replace('2025', '2025')}\n{BODY}",
    ],
)
def test_the_block_is_not_text(tmp_path, text):
    found = article(tmp_path, text)
    assert found.text == f"Talks in Baku\n\n{BODY}"
    assert found.published == dt.date(2025, 4, 10)
    assert found.source.lower() == "sample wire"
    assert found.url.lower() == "https://e.org/1?a=b:c"
    assert (found.language.lower(), found.external_id) == ("en", "W-7")


@pytest.mark.parametrize(
    "body",
    [
        "Source: two officials said so.\n\nMore.",  # alone in its paragraph, a word of the text
        "Date: the ninth\n\nMore.",
        "Date: 2025-04-10 was when it began\n\nMore.",
        "Date: 2025-04-10\nSource: Wire\nThe text goes on.",
        "More.\n\nDate: 2025-04-10\nSource: Wire",
        "Aliyev: we agree\n\nMore.",
    ],
)
def test_what_only_looks_like_a_block_stays_text(tmp_path, body):
    found = article(tmp_path, f"Talks in Baku\n\n{body}")
    assert found.text == f"Talks in Baku\n\n{body}"
    assert (found.published, found.source) == (None, "")


def test_a_headline_with_a_colon_stays_one(tmp_path):
    found = article(tmp_path, f"Source: Baku to host talks\n\n{BODY}")
    assert (found.title, found.source) == ("Source: Baku to host talks", "")


def test_a_by_line_is_left_out_and_said(tmp_path):
    found, end = read(tmp_path, f"Talks in Baku\nBy: A. Writer\nDate: 2025-04-10\n\n{BODY}")
    assert found.article.text == f"Talks in Baku\n\n{BODY}"
    assert any("A. Writer" in note for note in end.notes)


def test_a_date_that_is_none(tmp_path):
    bad, _ = read(tmp_path, f"Talks in Baku\nDate: 31 February 2025\n\n{BODY}")
    assert isinstance(bad, BadRow)
    assert (bad.file, bad.row) == ("a.txt", None)
    assert "“31 February 2025” is not a date" in bad.reason


def test_texts_beside_it_tell_day_from_month(tmp_path):
    for name, date in (("1", "03/04/2025"), ("2", "13/04/2025")):
        (tmp_path / f"{name}.txt").write_text(f"Talks {name}\nDate: {date}\n\n{BODY}")
    found = [item for item in read_articles([tmp_path]) if isinstance(item, Incoming)]
    assert [item.article.published for item in found] == [
        dt.date(2025, 4, 3),
        dt.date(2025, 4, 13),
    ]


def test_a_date_for_those_without(tmp_path):
    day = dt.date(2025, 4, 10)
    assert article(tmp_path, f"A\n{BODY}", published=day).published == day
    own = article(tmp_path, f"A\nDate: 2025-04-01\n\n{BODY}", published=day)
    assert own.published == dt.date(2025, 4, 1)


def test_a_headline_alone_is_an_article(tmp_path):
    assert article(tmp_path, "Talks in Baku\nDate: 2025-04-10\n").text == "Talks in Baku"


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff", "\u200b\n\u2060", "Date: 2025-04-10\n"])
def test_an_empty_article(tmp_path, text):
    bad = read(tmp_path, text)[0]
    assert isinstance(bad, BadRow)
    assert "empty" in bad.reason


@pytest.mark.parametrize(
    ("data", "text", "encoding", "note"),
    [
        (b"Title\r\n\r\nOne\r\nTwo\r\n", "Title\n\nOne\nTwo", "UTF-8", ""),
        ("Señor\n\nPérez".encode("latin-1"), "Señor\n\nPérez", "Latin-1", ""),
        ("Title\n\nBaku 😀".encode("utf-16"), "Title\n\nBaku 😀", "UTF-16", ""),
        ("Title\n\nÖl".encode("utf-8-sig"), "Title\n\nÖl", "UTF-8", ""),
        (b"Title\n\nA\x00 b\x07", "Title\n\nA b", "UTF-8", "2 control characters removed"),
        (b"Title\n\nA \xed\xa0\x80", "Title\n\nA �", "UTF-8", "1 unreadable character replaced"),
    ],
)
def test_it_is_cleaned_and_that_is_said(tmp_path, data, text, encoding, note):
    found, end = read(tmp_path, data)
    assert found.article.text == text
    assert isinstance(end, FileRead)
    assert (end.file, end.encoding) == ("a.txt", encoding)
    assert "".join(end.notes).startswith(note)
    assert bool(end.notes) == bool(note)


def test_letters_are_never_composed(tmp_path):
    assert article(tmp_path, "Title\n\ne\u0301 שָׁלוֹם").text == "Title\n\ne\u0301 שָׁלוֹם"


def test_a_title_of_a_whole_article(tmp_path):
    found = article(tmp_path, "word " * 1000)
    assert len(found.title) <= 302
    assert found.title.endswith(" …")
    assert found.text == ("word " * 1000).strip()


def test_no_text_at_all(tmp_path):
    (bad,) = read(tmp_path, b"%PDF-1.7\n%\xe2\xe3")
    assert str(bad) == "a.txt: It is a PDF document, not text."


def test_a_draft_from_pasted_text():
    draft = from_text(f"\r\n  Talks  in Baku \r\n{BLOCK}\r\n{BODY}\x00")
    assert (draft.title, draft.body) == ("Talks in Baku", BODY)
    assert (draft.source, draft.published) == ("Sample Wire", dt.date(2025, 4, 10))
    assert (draft.url, draft.language, draft.external_id) == ("https://e.org/1?a=b:c", "en", "W-7")
    assert draft.problem == ""


def test_a_draft_with_a_date_that_is_none():
    draft = from_text("Talks\nDate: soon\n\nText")
    assert (draft.title, draft.body, draft.published) == ("Talks", "Text", None)
    assert "“soon” is not a date" in draft.problem


@pytest.mark.parametrize("text", ["", "   \n"])
def test_a_draft_from_nothing(text):
    assert (from_text(text).title, from_text(text).body) == ("", "")
