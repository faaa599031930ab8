"""Whole words, punctuation and growing by words, in several scripts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.events import Segment
from annotator.domain.words import grown, occurrences, whole_words, word_at

TEXT = (
    'Niger’s military rulers and (Mali) on "Free Mali" talks in the U.S. said 5% of 12.65 '
    'Franco-German al-Sharaa\nnext 👩‍👩‍👧 flag 🇲🇱🇳🇪 A\u0301e\u0301 中文新闻 צה"ל'
)


def part(words: str) -> Segment:
    start = TEXT.index(words)
    return Segment(start, start + len(words))


def words_of(segment: Segment | None) -> str | None:
    return TEXT[segment.start : segment.end] if segment else None


@pytest.mark.parametrize(
    ("chosen", "whole"),
    [
        ("ige", "Niger"),
        ("Niger’", "Niger"),
        ("Niger’s", "Niger’s"),
        ("er’s milita", "Niger’s military"),
        (" (Mali) ", "Mali"),
        ("(Mali) on", "(Mali) on"),
        ('"Free Mali"', "Free Mali"),
        ('"Free Mali" ta', '"Free Mali" talks'),
        ("U.S.", "U.S."),
        (" 5% ", "5%"),
        ("2.6", "12.65"),
        ("German", "German"),
        ("\u200d👩", "👩‍👩‍👧"),
        ("🇱", "🇲🇱"),
        ("\u0301e", "A\u0301e\u0301"),
        ("文新", "文新"),
        (" (", None),
    ],
)
def test_selections_become_whole_words(chosen: str, whole: str | None) -> None:
    assert words_of(whole_words(TEXT, part(chosen))) == whole


@pytest.mark.parametrize(
    ("start", "end", "words", "grows_to"),
    [
        ("Niger", True, 1, "Niger’s"),
        ("Niger", True, 2, "Niger’s military"),
        ("rulers", False, 2, "Niger’s military rulers"),
        ("rulers", False, 99, "Niger’s military rulers"),
        ("military rulers and", True, -1, "military rulers"),
        ("military rulers and", False, -1, "rulers and"),
        ("military rulers and", True, -99, "military"),
        ("military rulers and", False, -99, "and"),
        ("the", True, 1, "the U.S."),
        ("Franco-German", True, 1, "Franco-German al-Sharaa"),
        ("al-Sharaa", True, 3, "al-Sharaa"),  # never across a line break
        ("next", False, 3, "next"),
        ("flag", False, 1, "👩‍👩‍👧 flag"),
        ("flag", True, 2, "flag 🇲🇱🇳🇪"),
        ("中", True, 2, "中文新"),
    ],
)
def test_ranges_grow_and_shrink_by_words(start: str, end: bool, words: int, grows_to: str) -> None:
    assert words_of(grown(TEXT, part(start), end=end, words=words)) == grows_to


def test_the_word_under_the_caret() -> None:
    assert words_of(word_at(TEXT, 2)) == "Niger"
    assert words_of(word_at(TEXT, 5)) == "Niger"
    assert words_of(word_at(TEXT, 8)) == "military"
    assert word_at("a   b", 2) is None


ALPHABET = "ab é\u0301\u0902क’'.-, \n12👍🏽\u200d👩🇲🇱中ไ\u0e33\ufe0fאصّ“”()"


@given(st.text(ALPHABET, min_size=1, max_size=40), st.data())
def test_any_result_lies_inside_and_starts_on_a_character(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    segment = Segment(start, data.draw(st.integers(start + 1, len(text))))
    whole = whole_words(text, segment)
    if whole is not None:
        assert 0 <= whole.start < whole.end <= len(text)
        assert whole_words(text, whole) == whole
        assert not unicodedata.combining(text[whole.start])
        assert whole.end == len(text) or not unicodedata.combining(text[whole.end])
    wider = grown(text, segment, end=True, words=1)
    assert wider.start == segment.start
    assert segment.end <= wider.end <= len(text)
    assert "\n" not in text[segment.end : wider.end]


def test_a_name_is_found_as_whole_words_in_its_case():
    text = "Mali’s army left Malian soil; Mali, MALI and Mali-based men. Mali"
    found = occurrences(text, "Mali")
    assert [text[s.start - 1 : s.end + 1] for s in found] == ["", " Mali,", " Mali-", " Mali"]
    assert occurrences(text, "") == []
