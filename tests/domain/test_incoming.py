"""Articles on their way in: what is cleaned, and where they come from in words."""

import pytest

from annotator.domain.errors import TextError
from annotator.domain.incoming import (
    BadRow,
    Duplicate,
    Origin,
    file_of,
    new_article,
    one_line,
    shortened,
)


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        (Origin("a.txt"), "a.txt"),
        (Origin("a.csv", 12), "a.csv, row 12"),
        (Origin("sub/a.jsonl", 3, "line"), "sub/a.jsonl, line 3"),
        (Origin("a, row 3.csv", 4), "a, row 3.csv, row 4"),
    ],
)
def test_an_origin_in_words_and_back(origin, words):
    assert str(origin) == words
    assert file_of(words) == origin.file


def test_bad_rows_and_duplicates_in_words():
    bad = BadRow(Origin("a.csv", 2), "its text is empty")
    assert (str(bad), bad.file, bad.row) == ("a.csv, row 2: its text is empty", "a.csv", 2)
    assert str(Duplicate(Origin("b.txt"), 1, "a.txt")) == "b.txt: the same text as a.txt"
    assert (
        str(Duplicate(Origin("b.txt"), 1, "")) == "b.txt: the same text as an article there already"
    )


def test_every_field_becomes_one_clean_line():
    article, notes = new_article(
        title="A\r\nB\x00",
        body="One\r\ntwo\x07",
        source=" W\x00\nire ",
        url="u\u2028rl",
        language="en\n",
    )
    assert article.text == "A B\n\nOne\ntwo"
    assert (article.title, article.source, article.url) == ("A B", "W ire", "u rl")
    assert article.language == "en"
    assert notes == ("1 control character removed", "1 control character removed")


def test_the_title_is_not_repeated():
    assert new_article(title="A", body="A\nText")[0].text == "A\n\nText"
    assert new_article(body="A\nText")[0].text == "A\n\nText"


@pytest.mark.parametrize("clean", [True, False])
def test_carriage_returns_of_a_clean_text(clean):
    for title in ("A\rB", "A B"):
        article, _ = new_article(title=title, body="One\r\ntwo", clean=clean)
        assert article.text == "A B\n\nOne\ntwo"
    assert new_article(title="A\rB", body="One", clean=clean)[0].text == "A B\n\nOne"


def test_an_empty_article():
    with pytest.raises(TextError, match="empty"):
        new_article(title=" ", body="\u200b")


def test_titles_are_shortened_between_words():
    assert shortened("word " * 60) == "word " * 60
    assert shortened("word " * 100) == "word " * 59 + "word …"
    assert shortened("x" * 400) == "x" * 300 + " …"


def test_one_line():
    assert one_line(" a\u00a0b\tc\x85d ") == "a b c d"
