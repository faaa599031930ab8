"""An article laid out for reading: headline, a line for what is known of it, paragraphs."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from annotator.gui.theme import FAR, NEAR, ROOM, Theme

MARGIN = ROOM  # pixels at 100 % left and right of the column, room for outlines
TOP, BOTTOM = FAR, 200  # over the headline, and under the last line so that a hint has room
HEADER = 54  # height of the line under the headline
PARAGRAPH_GAP, LINE_GAP = ROOM, NEAR
_HEADLINE_HEIGHT = 125  # line height of the headline, per cent of its size
_LONG_LINE = 90  # characters from which lines are taken for paragraphs
_LONG = 20_000  # characters that no window shows at once
_BOOK = 100_000  # characters from which a text is no news article any more


def column_width(theme: Theme) -> int:
    """Width of the text with its margins, in pixels."""
    return theme.column_width() + 2 * theme.px(MARGIN)


def make_document(text: str, theme: Theme) -> QTextDocument:
    """Lay out an article's text once; nothing in it is interpreted, only its lines are.

    Everything is set before the document has a layout, which keeps Qt's layout lazy: a text of
    700,000 characters is ready after its first screen.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(theme.px(MARGIN))
    document.setDefaultFont(theme.article_font())
    cursor = QTextCursor(document)
    gap, blank_height = _gaps(text, theme)
    body = _lines(theme.article_font(), theme.line_height)
    body.setBottomMargin(gap)
    letters = _char_format(theme.article_font(), theme)
    cursor.setBlockFormat(body)
    cursor.setBlockCharFormat(letters)
    cursor.insertText(text, letters)
    _set_headline(document, theme)
    _set_blank_lines(document, header=theme.px(HEADER), height=blank_height)
    _set_frame(document, theme)
    return document


def header_block(document: QTextDocument) -> QTextBlock:
    """The blank line between headline and body; invalid in a text of one line."""
    return document.firstBlock().next()


def header_offset(document: QTextDocument) -> float:
    """How far below its block's top the header line stands."""
    block = header_block(document)
    if block.isValid() and block.length() == 1:
        return document.documentLayout().blockBoundingRect(block).top()
    first = document.firstBlock().layout()
    return first.position().y() + first.boundingRect().height()


def text_between(document: QTextDocument, top: float, bottom: float) -> tuple[int, int]:
    """The positions that stand between two heights of the page, in whole lines."""
    layout = document.documentLayout()
    at = layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)
    first = last = _with_lines(document.findBlock(at), top)
    while last.next().isValid() and layout.blockBoundingRect(last).bottom() < bottom:
        last = last.next()
    low, high = first.position(), last.position() + last.length()
    if high - low > _LONG:  # a paragraph far larger than the window
        low, high = max(low, _line_start(first, top)), min(high, _line_start(last, bottom))
    return low, high


def _with_lines(block: QTextBlock, top: float) -> QTextBlock:
    """The block that is hit at a height of the page; where it has no lines yet, the right one.

    Between two paragraphs Qt hits the last of the text while those further down have no lines.
    """
    if block.layout().lineCount():
        return block
    while block.previous().isValid() and not (
        block.layout().lineCount() and block.layout().position().y() <= top
    ):
        block = block.previous()
    return block


def _line_start(block: QTextBlock, y: float) -> int:
    """Where in a block the line at a height of the page starts; its end below the last line."""
    layout = block.layout()
    inside, low, high = y - layout.position().y(), 0, layout.lineCount()
    while low < high:
        middle = (low + high) // 2
        if layout.lineAt(middle).y() + layout.lineAt(middle).height() <= inside:
            low = middle + 1
        else:
            high = middle
    if low == layout.lineCount():
        return block.position() + block.length()
    return block.position() + layout.lineAt(low).textStart()


def _char_format(font: QFont, theme: Theme) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFont(font)
    letters.setForeground(theme.color("text"))
    return letters


def _lines(font: QFont, percent: float) -> QTextBlockFormat:
    """Line height in per cent of the type size, as Qt wants it: of the font's own height."""
    natural = QFontMetricsF(font).height()
    block = QTextBlockFormat()
    block.setLineHeight(
        max(100.0, percent * font.pixelSize() / natural),
        QTextBlockFormat.LineHeightTypes.ProportionalHeight.value,
    )
    return block


def _gaps(text: str, theme: Theme) -> tuple[int, int]:
    """Room under each paragraph, and the height of blank lines (0: as it comes).

    Where lines are paragraphs, they get the room and a blank line adds a little; where lines are
    broken by hand, only blank lines part paragraphs. Blank lines are not touched in a book-long
    text, which would cost more than reading it in.
    """
    body = text.partition("\n\n")[2]
    if len(text) > _BOOK:
        return 0 if "\n\n" in body else theme.px(PARAGRAPH_GAP), 0
    lines = [line for line in body.split("\n") if line]
    length = sum(map(len, lines)) / max(1, len(lines))
    if length >= _LONG_LINE:
        return theme.px(PARAGRAPH_GAP - LINE_GAP), theme.px(LINE_GAP)
    return 0 if "\n\n" in body else theme.px(LINE_GAP), theme.px(PARAGRAPH_GAP)


def _fixed(height: int) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return block


def _set_headline(document: QTextDocument, theme: Theme) -> None:
    font = theme.article_font(headline=True)
    cursor = QTextCursor(document)
    block = _lines(font, _HEADLINE_HEIGHT)
    second = header_block(document)
    if not (second.isValid() and second.length() == 1):
        block.setBottomMargin(theme.px(HEADER))
    cursor.setBlockFormat(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(_char_format(font, theme))


def _set_blank_lines(document: QTextDocument, *, header: int, height: int) -> None:
    block = second = header_block(document)
    while block.isValid():
        if block.length() == 1:
            QTextCursor(block).setBlockFormat(_fixed(header if block == second else height))
        if not height:
            return
        block = block.next()


def _set_frame(document: QTextDocument, theme: Theme) -> None:
    frame = document.rootFrame().frameFormat()
    frame.setTopMargin(theme.px(TOP))
    frame.setBottomMargin(theme.px(BOTTOM))
    document.rootFrame().setFrameFormat(frame)
