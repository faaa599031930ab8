"""Lists of words found again in a sentence, and the figures of a published double coding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.agreement.figures import AgreementError
from annotator.agreement.reporting.anonymous import Sentence, read_sentences, role_figures
from annotator.agreement.same_text.locating import Found, locate, words_of

DOUBLE = Path(__file__).parents[3] / "shared" / "gold" / "intercoder_arabic_assault_spans.json"


def quoted(text, words):
    return [text[start:end] for start, end in locate(text, words).segments]


def test_words_keep_their_marks_and_part_from_signs():
    text = "ردّت «القوات» 28"
    assert [text[start:end] for start, end in words_of(text)] == ["ردّت", "«", "القوات", "»", "28"]


def test_words_side_by_side_are_one_segment():
    text = "the army shelled the old town, then the army left"
    assert quoted(text, ["shelled", "the", "old"]) == ["shelled the old"]
    assert quoted(text, ["shelled", "town", "left"]) == ["shelled", "town", "left"]


def test_signs_glued_to_a_word_are_found_behind_it():
    assert quoted("said “no more”.", ["more”."]) == ["more”."]


def test_fewer_gaps_are_better():
    text = "army of the north and the army of the south"
    assert quoted(text, ["army", "south"]) == []
    assert quoted(text, ["army", "of", "the", "south"]) == ["army of the south"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], Found.NOTHING),
        (["army"], Found.AMBIGUOUS),
        (["army", "left"], Found.LOCATED),
        (["left", "army"], Found.NOT_FOUND),
        (["arm"], Found.NOT_FOUND),
        (["navy"], Found.NOT_FOUND),
    ],
)
def test_what_is_unsure_is_not_guessed(words, found):
    located = locate("the army came and an army left", words)
    assert located.found is found
    assert bool(located.segments) == (found is Found.LOCATED)


def sentence(*lists, text="the army came and an army left"):
    return Sentence(text, tuple({"who": words} for words in lists))


def test_unsure_lists_are_counted_and_left_out():
    figures = role_figures([sentence(["came"], ["came"], ["army"], ["navy"])])["who"]
    found = (figures.exact, figures.overlap, figures.u_alpha)
    assert [one.figure.value for one in found] == [1, 1, 1]
    assert figures.lists == {Found.LOCATED: 2, Found.AMBIGUOUS: 1, Found.NOT_FOUND: 1}


def test_an_empty_list_is_a_decision():
    assert role_figures([sentence(["came"], [])])["who"].exact.figure.value == 0
    assert role_figures([sentence([], [])])["who"].exact.figure.value is None


def test_entries_of_a_sentence_are_interchangeable():
    kept = [sentence(["came"], ["came", "and"], []), sentence(["left"], ["came"])]
    turned = [Sentence(one.text, one.entries[::-1]) for one in kept[::-1]]
    assert role_figures(turned) == role_figures(kept)


@pytest.mark.parametrize(
    "text", ["{", "3", "[3]", '[{"text": "a"}]', '[{"text": 1, "spans": [1]}]']
)
def test_another_file_gets_a_sentence(tmp_path, text):
    path = tmp_path / "coding.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AgreementError, match=r"coding\.json” is no list of sentences"):
        read_sentences(path)


@pytest.mark.skipif(not DOUBLE.exists(), reason="the double coding is not here")
def test_the_figures_of_a_published_double_coding():
    found = role_figures(read_sentences(DOUBLE))
    assert {role: f.lists for role, f in found.items()} == {
        "source_actor": {Found.LOCATED: 569, Found.NOTHING: 545, Found.AMBIGUOUS: 17},
        "target_actor": {Found.LOCATED: 1022, Found.NOTHING: 95, Found.AMBIGUOUS: 14},
        "verb": {Found.LOCATED: 1083, Found.NOTHING: 36, Found.AMBIGUOUS: 12},
    }
    rounded = {
        role: tuple(
            round(f.figure.value, 3) for f in (figures.exact, figures.overlap, figures.u_alpha)
        )
        for role, figures in found.items()
    }
    for figures in found.values():
        for one in (figures.exact, figures.overlap, figures.u_alpha):
            assert one.interval.low < one.figure.value < one.interval.high
    assert rounded == {
        "source_actor": (0.625, 0.819, 0.750),
        "target_actor": (0.385, 0.732, 0.553),
        "verb": (0.514, 0.826, 0.568),
    }


@pytest.mark.skipif(not DOUBLE.exists(), reason="the double coding is not here")
def test_every_located_segment_holds_the_words():
    for entry in json.loads(DOUBLE.read_text(encoding="utf-8")):
        text = entry["text"]
        for spans in entry["spans"]:
            words = spans["target_actor"]
            if (located := locate(text, words)).found is Found.LOCATED:
                held = "".join(text[start:end] for start, end in located.segments)
                assert "".join(held.split()) == "".join("".join(words).split())
