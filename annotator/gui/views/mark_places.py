"""Where stretches of a laid-out text stand on the page, line by line, in any direction."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextDocument, QTextLine

from annotator.gui.theme import Theme

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ABOVE, _BELOW = 1.0, 0.41  # reach of a tint over and under the base line, in type sizes
_ABOVE_LETTERS, _UNDER_LETTERS = 0.14, 0.1  # parts of a tint that letters leave free

Run = tuple[float, float, bool]  # left, right, whether it is read from right to left


class Place(NamedTuple):
    """One stretch on one line, in document coordinates: the box of a tint around it."""

    box: QRectF
    leftward: bool  # whether it is read from right to left


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the page, in document coordinates; positions count from the text's start.

    Qt's own line is asked for anew each time: it would dangle once the text is laid out anew.
    """

    start: int
    end: int
    next: int  # where the line behind it starts
    x: float
    top: float
    height: float
    left: float  # of its visible characters, blanks at the edge left out
    right: float
    mixed: bool
    backward: bool
    block: int  # position of its paragraph
    number: int  # within the paragraph


class Places:
    """The places of stretches in one document, kept until it is laid out anew."""

    def __init__(
        self, document: QTextDocument, theme: Theme, mixed: Callable[[int, int], bool]
    ) -> None:
        """``mixed(start, end)`` says whether a paragraph holds anything read leftward."""
        self._document = document
        self._mixed = mixed
        self._body = theme.px(theme.article_size)
        self._headline = theme.article_font(headline=True).pixelSize()
        self.forget()

    def forget(self) -> None:
        """The text was laid out anew."""
        self._held: dict[int, QTextLine] | None = None
        self._found: dict[tuple[int, int], tuple[Place, ...]] = {}
        self._starts: list[int] = []
        self._lines: list[_Line] = []
        self._mixed_blocks: dict[int, bool] = {}

    def of(self, start: int, end: int) -> tuple[Place, ...]:
        """The boxes of a half-open range of positions, in reading order."""
        found = self._found.get((start, end))
        if found is None:
            found = self._found[start, end] = self._places(start, end)
        return found

    def lines(self, start: int, end: int) -> Iterator[QRectF]:
        """What the letters of each line take that holds something of a range of positions."""
        while start < end and (line := self._line_at(start)) is not None:
            if line.right > line.left:
                box = QRectF(line.x + line.left, line.top, line.right - line.left, line.height)
                yield box.adjusted(
                    0, line.height * _ABOVE_LETTERS, 0, -line.height * _UNDER_LETTERS
                )
            start = max(line.next, start + 1)

    def of_all(self, ranges: Iterable[tuple[int, int]]) -> list[tuple[Place, ...]]:
        """The boxes of many ranges; a line that holds several of them is asked for once."""
        self._held = {}
        try:
            return [self.of(start, end) for start, end in ranges]
        finally:
            self._held = None

    def _places(self, start: int, end: int) -> tuple[Place, ...]:
        known = self._known(start)
        if known is not None and end <= known.end and not known.mixed:
            return tuple(self._on_line(known, start, end))  # nearly all marks
        places: list[Place] = []
        at = start
        while at < end:
            line = self._line_at(at)
            if line is None:
                break
            first, last = max(start, line.start), min(end, line.end)
            if first < last:
                places += self._on_line(line, first, last)
            at = max(line.next, at + 1)
        return tuple(places)

    def _on_line(self, line: _Line, start: int, end: int) -> list[Place]:
        first, last = start - line.block, end - line.block
        shown = self._shown(line)
        if not shown.isValid():
            return []
        if not line.mixed:
            low, high = max(_edge(shown, first), line.left), _edge(shown, last)
            width = min(high, line.right) - low
            box = QRectF(line.x + low, line.top, width, line.height)
            return [Place(box, leftward=False)] if width > 0 else []
        runs = _visual_runs(shown, first, last, backward=line.backward)
        return [
            Place(QRectF(line.x + low, line.top, high - low, line.height), leftward)
            for left, right, leftward in runs
            if (low := max(left, line.left)) < (high := min(right, line.right))
        ]

    def _shown(self, line: _Line) -> QTextLine:
        """Qt's own line, kept for as long as nothing can lay the text out anew."""
        found = None if self._held is None else self._held.get(line.start)
        if found is None:
            found = self._document.findBlock(line.block).layout().lineAt(line.number)
            if self._held is not None:
                self._held[line.start] = found
        return found

    def _known(self, position: int) -> _Line | None:
        at = bisect_right(self._starts, position) - 1
        line = self._lines[at] if at >= 0 else None
        return line if line is not None and position < line.next else None

    def _line_at(self, position: int) -> _Line | None:
        line = self._known(position)
        if line is None and (line := self._measured(position)) is not None:
            at = bisect_left(self._starts, line.start)
            self._starts.insert(at, line.start)
            self._lines.insert(at, line)
        return line

    def _measured(self, position: int) -> _Line | None:
        """Ask Qt for the line that holds a position, laying the text out so far if need be."""
        block = self._document.findBlock(position)
        if not block.isValid():
            return None
        self._document.documentLayout().blockBoundingRect(block)
        layout, at = block.layout(), block.position()
        line = layout.lineForTextPosition(position - at)
        if not line.isValid():
            return None
        start, origin, visible = line.textStart(), layout.position(), line.naturalTextRect()
        end = start + line.textLength()
        size = self._headline if at == 0 else self._body
        last = line.lineNumber() + 1 == layout.lineCount()
        mixed = self._mixed_blocks.get(at)
        if mixed is None:
            mixed = self._mixed_blocks[at] = self._mixed(at, at + block.length() - 1)
        return _Line(
            at + start,
            at + end,
            at + (block.length() if last else end),
            origin.x(),
            origin.y() + line.y() + line.ascent() - size * _ABOVE,
            size * (_ABOVE + _BELOW),
            visible.left(),
            visible.right(),
            mixed,
            mixed and block.textDirection() == Qt.LayoutDirection.RightToLeft,
            at,
            line.lineNumber(),
        )


def _edge(line: QTextLine, at: int) -> float:
    """WORKAROUND: PySide6 6.11 returns the edge and the position, its stubs say object."""
    return cast("tuple[float, int]", line.cursorToX(at))[0]


def _visual_runs(line: QTextLine, start: int, end: int, *, backward: bool) -> list[Run]:
    """What stands together on a line of mixed direction; what is read last comes last."""
    runs: list[Run] = []
    for run in line.glyphRuns(start, end - start):
        left, right = run.boundingRect().left(), run.boundingRect().right()
        leftward = run.isRightToLeft()
        for other in [r for r in runs if left <= r[1] + 1 and right >= r[0] - 1]:
            runs.remove(other)
            left, right = min(left, other[0]), max(right, other[1])
            leftward = leftward if leftward == other[2] else backward
        runs.append((left, right, leftward))
    return runs
