"""Keys drawn as key caps: as labels, and by painters at the end of a row."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QLabel

from annotator.gui import plain_text
from annotator.gui.theme import CAP, HAIR, MARK_RADIUS, SMALL, THIN, TIGHT, Theme, mix

_PAD, _GAP = TIGHT, TIGHT
_BOLD = QFont.Weight.DemiBold


def key_cap(theme: Theme, text: str) -> QLabel:
    """A key drawn as a key."""
    cap = plain_text.label(text, "keyCap")
    style_cap(cap, theme)
    return cap


def style_cap(cap: QLabel, theme: Theme) -> None:
    """Give a key cap another look."""
    t, px = theme.tokens, theme.px
    grey = mix(theme.color("muted"), theme.color("surface"), 0.5)
    cap.setStyleSheet(
        f"QLabel {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line};"
        f" border-bottom: {px(THIN)}px solid {t.line}; border-radius: {px(MARK_RADIUS)}px;"
        f" padding: 0 {px(_PAD)}px; font-size: {px(SMALL)}px; font-weight: 600; }}"
        f" QLabel:disabled {{ color: {grey.name()}; }}"
    )
    cap.setFixedHeight(px(CAP))


def html_cap(theme: Theme, text: str) -> str:
    """A key in running text, for labels and pages that show HTML."""
    return (
        f'<span style="background-color: {theme.tokens.line}; font-weight: 600;">'
        f"&nbsp;{escape(text).replace(' ', '&nbsp;')}&nbsp;</span>"
    )


def draw_caps(
    painter: QPainter, theme: Theme, box: QRectF, keys: Sequence[str], *, from_left: bool = False
) -> float:
    """Draw keys at the end of a row, or at its start; what width they take, gap included."""
    font = theme.font(SMALL, weight=_BOLD)
    metrics = QFontMetricsF(font)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    height = theme.px(CAP)
    widths = [
        max(height, metrics.horizontalAdvance(key) + 2 * theme.px(_PAD + HAIR)) for key in keys
    ]
    taken = sum(widths) + theme.px(_GAP) * len(keys)
    left = box.left() if from_left else box.right() - taken + theme.px(_GAP)
    for key, width in zip(keys, widths, strict=True):
        cap = QRectF(left, box.center().y() - height / 2, width, height)
        _draw_cap(painter, theme, cap, key)
        left += width + theme.px(_GAP)
    painter.restore()
    return taken


def _draw_cap(painter: QPainter, theme: Theme, cap: QRectF, key: str) -> None:
    radius = theme.px(MARK_RADIUS)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("line"))
    painter.drawRoundedRect(cap, radius, radius)
    face = cap.adjusted(HAIR, HAIR, -HAIR, -theme.px(THIN))
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(face, radius - HAIR, radius - HAIR)
    painter.setPen(QPen(theme.color("text")))
    painter.drawText(face, Qt.AlignmentFlag.AlignCenter, key)
