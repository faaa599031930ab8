"""A key cap with what the key does, which can be clicked as well."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.gui.key_caps import draw_caps
from annotator.gui.theme import CAP, LIGHT, SMALL, STEP, THIN, TIGHT, Theme

_GREY = 0.4  # how much is seen of what can do nothing now


class KeyHint(QAbstractButton):
    """Tells a key and does the same on a click; it never takes the keyboard."""

    def __init__(self, key: str, does: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._does = does
        self._theme = Theme(LIGHT, dark=False)
        self.set_key(key)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_key(self, key: str) -> None:
        """Tell another key, or none."""
        self._key = key
        self.setAccessibleName(f"{self._does} ({key})" if key else self._does)
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Cap and words."""
        metrics = QFontMetricsF(self._theme.font(SMALL))
        bold = QFontMetricsF(self._theme.font(SMALL, weight=QFont.Weight.DemiBold))
        px = self._theme.px
        cap = max(px(CAP), bold.horizontalAdvance(self._key) + px(STEP)) + px(TIGHT)
        words = metrics.horizontalAdvance(self._does) + px(TIGHT)
        cap = cap if self._key else 0
        return QSize(round(cap + words), self._theme.px(CAP + THIN))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw cap and words."""
        with QPainter(self) as painter:
            painter.setOpacity(1.0 if self.isEnabled() else _GREY)
            box = QRectF(self.rect())
            keys = [self._key] if self._key else []
            taken = draw_caps(painter, self._theme, box, keys, from_left=True)
            painter.setFont(self._theme.font(SMALL))
            painter.setPen(self._theme.color("text" if self.underMouse() else "muted"))
            words = box.adjusted(taken, 0, 0, 0)
            painter.drawText(
                words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._does
            )
