"""What codes say of themselves, and that the shipped codebooks say it with care."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain import schema_file
from annotator.domain.schema import Code, CodeList
from annotator.domain.wording import (
    Mark,
    grams,
    holds_label,
    one_sided,
    overlap,
    read_example,
    references,
    share,
)
from annotator.resources import schema_names, schema_path

ROOT = Path(__file__).parents[2]


def codes_of(name):
    schema = schema_file.load(schema_path(name))
    return schema.code_list(schema.slot(schema.code_slot).code_list).codes


def test_codes_behind_an_arrow_are_named():
    text = "they only say so → 03x; joint drills → 062. Talks → third-party, or → 062"
    assert references(text) == ("03x", "062", "third-party")
    assert references("no arrow 062") == ()


def test_marks_of_an_example_are_read():
    example = read_example("At dawn {who: the army} shelled {whom: a town}.")
    assert example.text == "At dawn the army shelled a town."
    assert example.marks == (Mark("who", 8, 16), Mark("whom", 25, 31))
    for mark, words in zip(example.marks, ("the army", "a town"), strict=True):
        assert example.text[mark.start : mark.end] == words


def test_a_brace_that_is_no_mark_stays_text():
    for text in ("{}", "{who}", "{Who: x}", "a { b } c", "{who: }", "{who:x}"):
        assert read_example(text).text == text


@given(st.text(max_size=80))
def test_any_example_is_read(text):
    example = read_example(text)
    assert all(0 <= m.start < m.end <= len(example.text) for m in example.marks)


def test_overlap_counts_sequences_of_four_words():
    assert overlap("a b c d e", "A, b; c d") == 1.0
    assert overlap("a b c d e f g h", "a b c d x y z w") == pytest.approx(0.2)
    assert overlap("a b c", "a b c") == 0.0


def test_an_example_that_says_the_label_is_seen():
    assert holds_label("{a: Rebels} declare truce, ceasefire", "Declare truce, ceasefire")
    assert holds_label("They yield.", "Yield, not specified below")
    assert not holds_label("They gave way.", "Yield, not specified below")


def test_pairs_that_one_side_does_not_name_are_listed():
    codes = CodeList(
        "c",
        "C",
        (
            Code("1", "1", "One", not_when="so → 2; or → 3"),
            Code("2", "2", "Two", use_when="rather → 1"),
            Code("3", "3", "Three"),
            Code("4", "4", "Four"),
        ),
    )
    assert one_sided(codes) == [("3", "1")]
    assert one_sided(codes, [("3", "4")]) == [("3", "1"), ("3", "4"), ("4", "3")]


# --- the shipped codebooks -------------------------------------------------------------------


def test_neighbours_of_cameo_name_each_other():
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "neighbours.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "none"), done.stdout


@pytest.mark.parametrize("code", codes_of("cameo"), ids=lambda code: code.code)
def test_every_code_of_cameo_is_worded_whole(code):
    assert code.definition
    assert code.use_when
    assert code.not_when or code.code == "020"
    assert code.reference.endswith(f"code {code.code}")
    assert len(code.search) >= (12 if code.assignable else 3)
    assert len(set(map(str.casefold, code.search))) == len(code.search)
    assert any(m.slot == "source" for e in code.examples for m in read_example(e).marks)


def test_every_code_has_an_example_with_source_and_target_and_names_a_neighbour():
    for code in codes_of("cameo"):
        marked = [{mark.slot for mark in read_example(e).marks} for e in code.examples]
        assert any(slots >= {"source", "target"} for slots in marked), code.code
        assert "→" in code.not_when, code.code


@pytest.mark.parametrize("name", schema_names())
def test_no_two_definitions_come_from_one_mould(name):
    texts = {code.code: grams(code.definition) for code in codes_of(name)}
    having = defaultdict(list)
    for code, sequences in texts.items():
        for sequence in sequences:
            having[sequence].append(code)
    pairs = {pair for codes in having.values() for pair in combinations(codes, 2)}
    alike = [(a, b) for a, b in pairs if share(texts[a], texts[b]) >= 0.4]
    assert alike == []


@pytest.mark.parametrize("name", schema_names())
def test_no_example_says_its_label(name):
    for code in codes_of(name):
        for example in code.examples:
            assert not holds_label(example, code.label), (code.code, example)


@pytest.mark.parametrize("name", schema_names())
def test_examples_and_references_name_what_there_is(name):
    schema = schema_file.load(schema_path(name))
    slots = {slot.name for slot in schema.slots}
    codes = {code.code for code in codes_of(name)}
    for code in codes_of(name):
        marks = {m.slot for example in code.examples for m in read_example(example).marks}
        assert marks <= slots, code.code
        assert set(references(f"{code.use_when} {code.not_when}")) <= codes, code.code
