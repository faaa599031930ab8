"""A bar in a cell: filled up to a share, from where reading begins, or a dot on a line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.interval_bar import BAR_ROLE, Bar, BarDelegate

THEME = make_theme(Mode.LIGHT)
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture
def drawn(qtbot):
    """Which parts of a cell, in eighths from its left, are in the accent's colour."""
    tree = QTreeWidget()
    qtbot.addWidget(tree)
    tree.setColumnCount(1)
    tree.setIndentation(0)
    tree.setItemDelegate(BarDelegate(THEME, tree))
    tree.resize(400, 120)
    tree.show()

    def found(bar: Bar, direction: Qt.LayoutDirection = LEFT) -> list[bool]:
        tree.clear()
        tree.setLayoutDirection(direction)
        item = QTreeWidgetItem([""])
        item.setData(0, BAR_ROLE, bar)
        tree.addTopLevelItem(item)
        rect = tree.visualItemRect(item)
        picture = tree.viewport().grab().toImage()
        accent = THEME.color("accent")
        places = (rect.left() + rect.width() * (2 * n + 1) // 16 for n in range(8))
        return [picture.pixelColor(x, rect.center().y()) == accent for x in places]

    return found


@pytest.mark.parametrize(
    ("share", "parts"), [(0.0, 0), (0.5, 4), (1.0, 8)], ids=["none", "half", "all"]
)
def test_a_share_is_filled_from_where_reading_begins(drawn, share, parts):
    expected = [True] * parts + [False] * (8 - parts)
    assert drawn(Bar(share, filled=True)) == expected
    assert drawn(Bar(share, filled=True), RIGHT) == expected[::-1]


def test_a_figure_is_a_dot_where_it_stands(drawn):
    assert drawn(Bar(0.175)) == [n == 1 for n in range(8)]
    assert drawn(Bar(0.175), RIGHT) == [n == 6 for n in range(8)]
