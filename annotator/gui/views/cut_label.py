"""A label that gives way: what does not fit is cut, and stands whole in the tool tip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from annotator.gui import plain_text


class CutLabel(QLabel):
    """One literal line with an ellipsis where its room ends; ``text()`` stays whole."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show another text."""
        if text != self.text():
            self.setText(text)
            self.setToolTip(plain_text.tip(text))

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._flat()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Room for the ellipsis at least."""
        metrics = self.fontMetrics()
        least = metrics.horizontalAdvance("mm…") if self.text() else 0
        return QSize(min(least, self.sizeHint().width()), metrics.height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw what fits."""
        with QPainter(self) as painter:
            option = QStyleOption()
            option.initFrom(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
            metrics = self.fontMetrics()
            shown = metrics.elidedText(self._flat(), Qt.TextElideMode.ElideRight, self.width())
            painter.setPen(option.palette.color(self.foregroundRole()))
            painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)

    def _flat(self) -> str:
        return " ".join(self.text().split())
