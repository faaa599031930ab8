"""Long texts are cut where nobody notices, and offsets survive."""

import random
import time

import pytest

from annotator.nlp.chunks import LONGEST_WORD, chunks

SENTENCE = "The two ministers met on Monday and signed a treaty. "


def check(text, *, size, **options):
    """Pieces lie where they say, in order, none too long; returns what they leave out."""
    left, reached = [], 0
    for offset, piece in chunks(text, size=size, **options):
        assert text[offset : offset + len(piece)] == piece
        assert offset >= reached
        assert 0 < len(piece) <= size
        left.append(text[reached:offset])
        reached = offset + len(piece)
    return "".join([*left, text[reached:]])


@pytest.mark.parametrize("text", ["", " \n ", "\n" * 50])
def test_nothing_to_read(text):
    assert list(chunks(text, size=10)) == []


def test_a_news_article_is_one_piece():
    text = f"Headline\n\n{SENTENCE * 60}"
    assert list(chunks(text)) == [(0, text)]


def test_cut_at_line_breaks_first():
    text = "\n".join(f"Line {number} of it." for number in range(100))
    assert check(text, size=200).strip() == ""
    for offset, piece in chunks(text, size=200):
        assert piece.startswith("Line ")
        assert text[offset - 1 : offset] in {"", "\n"}


def test_one_endless_line_is_cut_between_sentences():
    text = SENTENCE * 200
    assert check(text, size=1_000).strip() == ""
    assert all(piece.startswith("The two") for _, piece in chunks(text, size=1_000))


def test_without_sentences_between_words_and_without_words_anywhere():
    text = "word " * 1_000
    assert check(text, size=333).strip() == ""
    assert {piece.split()[0] for _, piece in chunks(text, size=333)} == {"word"}
    assert check("x" * LONGEST_WORD, size=100) == ""


def test_endless_words_are_left_out():
    endless = "(" * (LONGEST_WORD + 1)
    text = f"Before {endless} after."
    assert [piece for _, piece in chunks(text)] == ["Before ", " after."]
    assert check(text, size=20_000) == endless


def test_languages_without_blanks_lose_nothing():
    text = "两国部长星期一会面并签署条约。" * 200
    assert check(text, size=1_000) == text
    assert check(text, size=1_000, spaceless=True) == ""
    assert all(piece.endswith("。") for _, piece in chunks(text, size=1_000, spaceless=True))


@pytest.mark.parametrize("seed", range(30))
def test_random_texts(seed):
    rng = random.Random(seed)
    alphabet = ["a", "B", " ", "\n", ".", "é", "e\u0301", "😀", "ש", "中", "(", "’"]
    text = "".join(rng.choices(alphabet, k=rng.randint(1, 900)))
    assert check(text, size=rng.randint(5, 120), spaceless=True).strip() == ""


@pytest.mark.parametrize("part", ["(", "a. ", "a\n", "x ", "A? ", "“", "😀 ", "No. 5 "])
def test_seven_hundred_thousand_characters_take_no_time(part):
    text = part * (700_000 // len(part))
    started = time.process_time()
    check(text, size=20_000)
    assert time.process_time() - started < 5
