"""Which words stand together: the phrase at a word, wider and narrower stretches, sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.events import Segment
from annotator.domain.phrases import (
    narrowed,
    next_sentence,
    phrase_at,
    sentence_at,
    widened,
    widths,
)
from annotator.domain.words import words_between

TEXT = (
    "The U.S. envoy, Gen. Ada Holm, met members of the Lakes Union's Peace Council in Port Ellis"
    " on Friday. Guards fired at northern rebel-held villages; nobody was hurt.\n"
    "Prime Minister Otto Brandt of Osten resigned"
)


def part(words: str, text: str = TEXT) -> Segment:
    start = text.index(words)
    return Segment(start, start + len(words))


def words_of(segment: Segment, text: str = TEXT) -> str:
    return text[segment.start : segment.end]


@pytest.mark.parametrize(
    ("word", "phrase"),
    [
        ("Ada", "Gen. Ada Holm"),
        ("Lakes", "Lakes Union's Peace Council"),
        ("Port", "Port Ellis"),
        ("northern", "northern rebel-held villages"),
        ("Otto", "Prime Minister Otto Brandt of Osten"),
        ("nobody", "nobody"),
    ],
)
def test_a_word_belongs_to_a_name_or_a_run_of_words(word, phrase):
    assert words_of(phrase_at(TEXT, part(word))) == phrase


def test_a_selection_widens_step_by_step_to_the_sentence():
    steps = [words_of(width) for width in widths(TEXT, part("Lakes"))]
    assert steps[:2] == [
        "Lakes Union's Peace Council",
        "Lakes Union's Peace Council in Port Ellis",
    ]
    assert steps[-1].startswith("The U.S. envoy")
    assert steps[-1].endswith("on Friday")


def test_known_extents_take_part():
    extent = part("envoy, Gen. Ada Holm")
    assert extent in widths(TEXT, part("Ada"), (extent,))


def test_narrowing_goes_back_inside():
    wide = (part("members of the Lakes Union's Peace Council"),)
    inside = narrowed(TEXT, wide)
    assert wide[0].start <= inside[0].start < inside[0].end <= wide[0].end
    assert inside != wide
    assert narrowed(TEXT, (part("members"),)) == (part("members"),)


def test_only_the_last_of_several_stretches_changes():
    kept, grown = widened(TEXT, (part("envoy"), part("Port")))
    assert (kept, words_of(grown)) == (part("envoy"), "Port Ellis")


def test_sentences_end_at_full_stops_and_line_breaks_but_not_in_abbreviations():
    first = sentence_at(TEXT, TEXT.index("met"))
    assert words_of(first).startswith("The U.S. envoy, Gen. Ada")
    assert words_of(first).endswith("Friday.")
    starts, at = [], 0
    for _ in range(3):
        at = next_sentence(TEXT, at, 1)
        starts.append(TEXT[at : at + 6])
    assert starts[:2] == ["Guards", "Prime "]
    assert next_sentence(TEXT, TEXT.index("fired"), -1) == TEXT.index("Guards")
    assert next_sentence(TEXT, TEXT.index("Guards"), -1) == 0


@given(st.text(max_size=120), st.integers(0, 120))
def test_widths_grow_and_stay_inside_any_text(text, at):
    for word in words_between(text, 0, len(text)):
        before = word
        for width in widths(text, word):
            assert width.start <= before.start
            assert before.end <= width.end <= len(text)
            assert width != before
            before = width
        inside = narrowed(text, (word,))[0]
        assert word.start <= inside.start < inside.end <= word.end
    if text:
        around = sentence_at(text, min(at, len(text) - 1))
        assert 0 <= around.start < around.end <= max(1, len(text))
        assert 0 <= next_sentence(text, min(at, len(text) - 1), 1) <= len(text)
        assert 0 <= next_sentence(text, min(at, len(text) - 1), -1) <= len(text)
