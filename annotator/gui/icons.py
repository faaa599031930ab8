"""Our own drawings in any colour and size; each is read and drawn once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QImageReader, QPainter, QPixmap

from annotator.resources import resource

APP_ICON = "annotator"  # the one with colours of its own
GRID = 16  # the drawings are made on a grid of 16 by 16 pixels
_RATIOS = (1.0, 2.0)  # device pixels per pixel that an icon is drawn for


def path(name: str) -> Path:
    """The file of a drawing, e.g. for a style sheet; it has the drawings' own middle grey."""
    return resource("icons", f"{name}.svg")


def names() -> list[str]:
    """Every single-coloured drawing there is."""
    found = (file.stem for file in resource("icons").glob("*.svg"))
    return sorted(name for name in found if name != APP_ICON)


def icon(name: str, color: QColor, size: int = GRID) -> QIcon:
    """A drawing in one colour, sharp on every display.

    Args:
        name: of the file under ``resources/icons``, without its ending.
        color: what every line of it is drawn in.
        size: edge in pixels.

    Raises:
        KeyError: when there is no such drawing.
    """
    return _icon(name, color.rgba(), size)


def pixmap(name: str, color: QColor, size: int = GRID, *, ratio: float = 1.0) -> QPixmap:
    """The same for painters; ``ratio`` is the device pixels per pixel of what is painted on."""
    return _pixmap(name, color.rgba(), size, ratio)


def picture(name: str, size: int, ratio: float = 1.0) -> QPixmap:
    """A drawing in its own colours.

    Raises:
        KeyError: when there is no such drawing.
    """
    made = QPixmap.fromImage(_draw(name, round(size * ratio)))
    made.setDevicePixelRatio(ratio)
    return made


@lru_cache(maxsize=256)
def _icon(name: str, rgba: int, size: int) -> QIcon:
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(_pixmap(name, rgba, size, ratio))
    return made


@lru_cache(maxsize=512)
def _pixmap(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    image = _draw(name, round(size * ratio))
    with QPainter(image) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(image.rect(), QColor.fromRgba(rgba))
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    return made


def _draw(name: str, edge: int) -> QImage:
    """Draw a file at its final size; Qt's SVG reader is loaded by the first drawing only."""
    reader = QImageReader(str(path(name)))
    reader.setScaledSize(QSize(edge, edge))
    reader.setBackgroundColor(QColor(Qt.GlobalColor.transparent))
    image = reader.read()
    if image.isNull():
        raise KeyError(f"there is no icon {name}")
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
