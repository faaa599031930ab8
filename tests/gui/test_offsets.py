"""Code points and UTF-16 units, there and back, and against Qt's own document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QTextCursor, QTextDocument

from annotator.domain.events import Segment
from annotator.domain.words import grown, whole_words
from annotator.gui.offsets import Offsets

MIXED = "a😀b\u0301 \u05d0\u05d1 \u4e2d\n\n🇲🇱 👩‍👩‍👧 𝒳 <b>\ufdd0\ufffc\t end"
NORMAL = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\x00")
)


def test_plain_text_counts_the_same_both_ways() -> None:
    offsets = Offsets("Niger and Mali")
    assert [offsets.to_position(i) for i in range(15)] == list(range(15))
    assert offsets.units == offsets.length == 14


@given(NORMAL)
def test_every_offset_goes_there_and_back(text: str) -> None:
    offsets = Offsets(text)
    for offset in range(len(text) + 1):
        position = len(text[:offset].encode("utf-16-le")) // 2
        assert offsets.to_position(offset) == position
        assert offsets.to_offset(position) == offset


def test_inside_a_pair_is_the_character_itself() -> None:
    offsets = Offsets("a😀b😀")
    assert [offsets.to_offset(p) for p in range(7)] == [0, 1, 1, 2, 3, 3, 4]
    assert offsets.to_segment(2, 3) == Segment(1, 2)
    assert offsets.to_segment(5, 4) == Segment(3, 4)
    assert offsets.to_segment(2, 5) == Segment(1, 4)
    assert offsets.to_segment(3, 3) is None
    assert offsets.to_positions(Segment(1, 3)) == (1, 4)


@pytest.mark.parametrize("text", [MIXED, "\ufdd0\ufdd1", "x\u200e\u202e\u2066y", "e\u0301" * 9])
def test_qt_keeps_every_character_in_its_place(text: str) -> None:
    document = QTextDocument()
    QTextCursor(document).insertText(text)
    offsets = Offsets(text)
    assert document.characterCount() - 1 == offsets.units
    for offset, character in enumerate(text):
        if character.isalnum():
            cursor = QTextCursor(document)
            start, end = offsets.to_positions(Segment(offset, offset + 1))
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            assert cursor.selectedText() == character


@given(st.text("ab é\u0301 👍🏽\u200d👩🇲🇱中ไ\u0e33\ufe0fאصّ.-’", min_size=1, max_size=30), st.data())
def test_no_grapheme_cluster_is_ever_cut(text: str, data: st.DataObject) -> None:
    offsets = Offsets(text)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)

    def stands_between_characters(offset: int) -> bool:
        finder.setPosition(offsets.to_position(offset))
        return finder.isAtBoundary()

    start = data.draw(st.integers(0, len(text) - 1))
    segment = Segment(start, data.draw(st.integers(start + 1, len(text))))
    whole = whole_words(text, segment)
    if whole is not None:
        assert stands_between_characters(whole.start)
        assert stands_between_characters(whole.end)
        for end in (True, False):
            for words in (1, -1):
                wider = grown(text, whole, end=end, words=words)
                assert stands_between_characters(wider.start)
                assert stands_between_characters(wider.end)
