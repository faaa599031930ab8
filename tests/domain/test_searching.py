"""What is typed as terms; folding that keeps every place; first hits and snippets."""

from __future__ import annotations

import pytest

from annotator.domain.searching import Term, first_place, folded, snippet, spaced, terms_of


def found(text: str, query: str) -> str | None:
    place = first_place(text, terms_of(query))
    return None if place is None else text[place.start : place.end]


def test_words_phrases_and_beginnings():
    assert terms_of('troops "border post" Bak* ') == (
        Term(("troops",)),
        Term(("border", "post")),
        Term(("bak",), prefix=True),
    )
    assert terms_of("Bak") == (Term(("bak",), prefix=True),), "it may still be typed on"
    assert terms_of("“Border Post”") == (Term(("border", "post")),)


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '"" *',
        "(",
        "AND",
        "NEAR(",
        "a:b",
        "^x",
        "-",
        "title:*",
        "'; DROP TABLE",
        "\0",
        "{",
        '"a',
    ],
)
def test_nothing_that_is_typed_is_an_error(typed):
    terms = terms_of(typed)
    assert all(word.isalnum() for term in terms for word in term.words)


def test_a_megabyte_is_cut():
    assert sum(len(word) for term in terms_of("baku " * 200_000) for word in term.words) <= 200
    assert len(terms_of(" ".join(map(str, range(1000))))) <= 16


@pytest.mark.parametrize(
    "text", ["Türkiye’s Ömer, 日本 – 🕊 e\u0301a", "İstanbul ﬁn ß", "مُحَمَّد", "שָׁלוֹם", "हिन्दी"]
)
def test_folding_keeps_every_place(text):
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "query", "words"),
    [
        ("Talks in BAKU went on", "baku ", "BAKU"),
        ("Talks in Bakuvian", "baku ", None),
        ("Talks in Bakuvian", "baku*", "Baku"),
        ("die Türkei und Ömer", "omer ", "Ömer"),
        ("cafe\u0301s and cafe\u0301 x", '"cafe"', "cafe\u0301"),
        ("the border\npost, again", '"border post"', "border\npost"),
        ("the U.S. forces", '"u.s. forces"', "U.S. forces"),
        ("وقال مُحَمَّد أمس", "محمد ", "مُحَمَّد"),
        ("习近平访问莫斯科", "访问 ", "访问"),
        ("ประเทศไทย", "ไทย ", "ไทย"),
        ("हिन्दी में", "हिन्दी ", "हिन्दी"),
        ("nothing here", "baku ", None),
    ],
)
def test_the_first_hit_in_any_script(text, query, words):
    hit = found(text, query)
    assert hit is None if words is None else hit is not None and hit.startswith(words[:4])


def test_letters_without_blanks_between_are_words_of_their_own():
    assert spaced("访问ab").split() == ["访", "问", "ab"]


def test_a_snippet_is_one_line_around_the_hit():
    text = "One two three four five six seven.\n\nEight troops left the post. " + "word " * 60
    place = first_place(text, terms_of("troops "))
    line = snippet(text, place)
    assert line.startswith("… ")
    assert "Eight troops left" in line
    assert line.endswith("…")
    assert "\n" not in line
