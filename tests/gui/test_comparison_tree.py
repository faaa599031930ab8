"""Events side by side where there is little room: nothing is cut, columns scroll sideways."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from annotator.agreement.reporting.disagreements import Disagreement
from annotator.gui.team.comparison import EventRows, FieldRow
from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.comparison_cells import broken
from annotator.gui.views.comparison_tree import ComparisonTree


def rows(*cells: str) -> list[EventRows]:
    field = FieldRow("action", "Action", Disagreement.ACTION, cells)
    return [EventRows("e1", "1 · A hits B", "≠", "other action", decided=False, fields=(field,))]


@pytest.fixture
def tree(qtbot):
    def made(number: int, width: int) -> ComparisonTree:
        shown = ComparisonTree(make_theme(Mode.LIGHT))
        qtbot.addWidget(shown)
        shown.set_theme(make_theme(Mode.LIGHT))
        shown.resize(width, 300)
        shown.show()
        names = [f"coder {n}" for n in range(number)]
        shown.show_rows([*names, "Adjudicated"], rows(*["193 kill"] * number, ""), None)
        qtbot.wait(1)  # they are laid out behind what is shown
        return shown

    return made


def test_two_coders_share_the_width(tree):
    shown = tree(2, 600)
    assert shown.horizontalScrollBar().maximum() == 0
    assert shown.columnWidth(1) == pytest.approx(shown.columnWidth(3), abs=2)


def test_nine_coders_scroll_sideways_and_stay_readable(tree):
    shown = tree(9, 600)
    least = shown.theme.px(72)
    assert {shown.columnWidth(n) for n in range(1, 11)} == {least}
    assert shown.horizontalScrollBar().maximum() > 0
    shown.resize(1600, 300)
    assert shown.columnWidth(1) > least
    assert shown.horizontalScrollBar().maximum() == 0


def test_words_wider_than_their_cell_can_be_broken():
    metrics = QFontMetrics(QFont())
    room = metrics.horizontalAdvance("administration") // 2
    found = broken("the administration\nsays", metrics, room)
    assert found.replace("\u200b", "") == "the administration\nsays"
    assert "admi\u200bnist" in found
    assert broken("the administration", metrics, 10 * room) == "the administration"
    assert broken("", metrics, room) == ""
