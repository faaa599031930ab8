"""The lines under mentions are told apart without colour: in black, at every zoom."""

from __future__ import annotations

from itertools import chain, combinations, groupby

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.domain.schema import LineStyle, MentionType
from annotator.gui.theme import LIGHT, Theme
from annotator.gui.views.mark_painter import Drawn, MarkPainter, State
from annotator.gui.views.mark_places import Place

LEFT, WIDE, HIGH = 4, 96, 30  # of the mark in its picture


def picture(line: LineStyle, *, state: State, zoom: float) -> list[list[bool]]:
    """Where a mark of one line style leaves ink, row by row."""
    kind = MentionType("kind", "Kind", "#000000", "#000000", line)
    image = QImage(LEFT + WIDE + LEFT, HIGH + 20, QImage.Format.Format_RGB32)
    theme = Theme(LIGHT, dark=False, zoom=zoom)
    image.fill(theme.color("background"))
    mark = Place(QRectF(LEFT, 0, WIDE, HIGH), leftward=False)
    item = Drawn(0, 9, "kind", state, "", 0, joint=False, size=9, places=(mark,))
    with QPainter(image) as painter:
        MarkPainter([kind], theme).paint_over(painter, [item])
    page = QColor(LIGHT.background).rgb()
    width = image.width()
    return [[image.pixel(x, y) != page for x in range(width)] for y in range(image.height())]


def signature(rows: list[list[bool]]) -> tuple[int, tuple[int, ...]]:
    """Rows that hold ink, and the different lengths of the dashes in the fullest one."""
    inked = [row for row in rows if any(row)]
    fullest = max(inked, key=sum)
    dashes = {len(list(run)) for ink, run in groupby(fullest[LEFT:-LEFT]) if ink}
    return len(inked), tuple(sorted(dashes))


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("state", [State.QUIET, State.SUGGESTED, State.FOCUSED])
def test_no_two_lines_look_alike(qapp, state, zoom):
    looks = {line: picture(line, state=state, zoom=zoom) for line in LineStyle}
    for one, other in combinations(LineStyle, 2):
        assert signature(looks[one]) != signature(looks[other]), (one, other)
        pairs = zip(chain(*looks[one]), chain(*looks[other]), strict=True)
        assert sum(a != b for a, b in pairs) >= WIDE / 4, (one, other)


def test_a_double_line_is_two_lines_with_paper_between(qapp):
    rows = [any(row) for row in picture(LineStyle.DOUBLE, state=State.SUGGESTED, zoom=1.0)]
    assert [ink for ink, _ in groupby(rows)] == [False, True, False, True, False]


def test_dashes_and_dots_alternate(qapp):
    _, dashes = signature(picture(LineStyle.DASH_DOT, state=State.SUGGESTED, zoom=1.0))
    assert (min(dashes), max(dashes)) == (1, 7)


@pytest.mark.parametrize("line", LineStyle)
def test_coded_mentions_have_one_solid_line(qapp, line):
    """There the letter says the slot."""
    coded = picture(line, state=State.ACTIVE, zoom=1.0)
    assert coded == picture(LineStyle.SOLID, state=State.ACTIVE, zoom=1.0)
