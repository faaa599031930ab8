"""The article's text under mouse and keys: clicks on marks, selections, the context menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.theme import Theme
from annotator.gui.views.article_text import ArticleText
from annotator.gui.views.mark_painter import MarkPainter
from annotator.gui.views.marks import Mark

_LEFT = Qt.MouseButton.LeftButton
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class ArticleView(ArticleText):
    """Reads like any text: arrows, Shift, double click; all other keys are left to commands."""

    mark_clicked = Signal(object)  # Mark, or None for text without one
    mark_double_clicked = Signal(object)  # Mark of a suggestion
    mark_hovered = Signal(object)  # Mark or None
    menu_requested = Signal(QPoint, object)  # on the screen; Mark under the mouse or None
    zoom_requested = Signal(int)  # 1 larger, -1 smaller

    def __init__(self, theme: Theme, painter: MarkPainter, parent: QWidget | None = None) -> None:
        self._press: QPointF | None = None
        self._hovered: Mark | None = None
        super().__init__(theme, painter, parent)
        self.viewport().setMouseTracking(True)

    def show_text(self, text: str) -> None:
        """Show another text; nothing is pressed or under the mouse any more."""
        self._press, self._hovered, self._dragging = None, None, False
        super().show_text(text)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Let the margins act like the text beside them."""
        if isinstance(event, QWheelEvent):
            return QCoreApplication.sendEvent(self.verticalScrollBar(), event)
        if isinstance(event, QMouseEvent):
            return self._in_margin(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and select like any text; copy plain characters only."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):  # else panes around move on
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Tab walks suggestions and never leaves the text."""
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret as the one that keys move."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep showing where the caret stands."""
        super().focusOutEvent(event)
        self.viewport().update()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start a click or a selection; with Ctrl what was selected before is kept."""
        if event.button() == _LEFT:
            self._dragging, self._press = True, event.position()
            if not event.modifiers() & _SHIFT:
                self._begin_selection(keep=bool(event.modifiers() & _CTRL))
            if event.modifiers() & (_CTRL | _SHIFT):
                self._press = None  # never a click on a mark
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click or a selection and say which it was."""
        super().mouseReleaseEvent(event)
        if event.button() != _LEFT:
            return
        press, self._press, self._dragging = self._press, None, False
        if press is not None and self._is_click(press, event.position()):
            self._seen = self._state()
            self.mark_clicked.emit(self.mark_at(press.toPoint()))
        else:
            self._note_move()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A suggestion under the mouse is taken; elsewhere the word is selected."""
        mark = self.mark_at(event.position().toPoint())
        if event.button() == _LEFT and mark is not None and mark.suggestion is not None:
            self.mark_double_clicked.emit(mark)
            return
        self._dragging, self._press = event.button() == _LEFT, None
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a selection, or show what the mouse is over."""
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._hover(self.mark_at(event.position().toPoint()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Notice the mouse leaving."""
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl ask for another size."""
        if event.modifiers() & _CTRL:
            if event.angleDelta().y():
                self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu where the mouse, or the caret, is."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            spot = self.cursorRect().bottomLeft()
            self.menu_requested.emit(self.viewport().mapToGlobal(spot), None)
        else:
            self.menu_requested.emit(event.globalPos(), self.mark_at(event.pos()))

    def _begin_selection(self, *, keep: bool) -> None:
        """Forget the selection, or pin it; so a press inside it never starts to drag text."""
        self._pin(self.segments if keep else ())
        position = self.textCursor().position()
        self._set_cursor(position, position)
        self._seen = (-1, -1, ())  # whatever comes of it is news

    def _is_click(self, press: QPointF, release: QPointF) -> bool:
        moved = (release - press).manhattanLength()
        return moved < QApplication.startDragDistance() and not self.textCursor().hasSelection()

    def _hover(self, mark: Mark | None) -> None:
        if mark != self._hovered:
            self._hovered = mark
            self.mark_hovered.emit(mark)

    def _in_margin(self, event: QMouseEvent) -> bool:
        """Left and right of the column the nearest line is meant."""
        spot = QPointF(self.viewport().mapFrom(self, event.position()))
        moved = QMouseEvent(
            event.type(),
            spot,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
            event.pointingDevice(),
        )
        return self.viewportEvent(moved)
