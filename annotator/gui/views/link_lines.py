"""The same event in other articles, at the foot of a card; a click goes there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.domain.events import LinkedEvent
from annotator.gui import icons, plain_text
from annotator.gui.theme import FAR, LIGHT, SMALL, SMALL_ICON, THIN, Theme
from annotator.gui.views.pressable import make_pressable


class LinkLines(QWidget):
    """One line for each; hidden while there is none."""

    opened = Signal(object)  # LinkedEvent

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = Theme(LIGHT, dark=False)
        self._lines: list[QToolButton] = []
        self._links: tuple[LinkedEvent, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What the lines say."""
        return [line.text() for line in self._lines[: len(self._links)]]

    def show_links(self, links: tuple[LinkedEvent, ...], theme: Theme) -> None:
        """Show these; nothing happens when they are shown already."""
        if links == self._links and theme == self._theme:
            return
        self._links, self._theme = links, theme
        while len(self._lines) < len(links):
            self._lines.append(self._new_line(len(self._lines)))
        for line, link in zip(self._lines, links, strict=False):
            self._show(line, link)
        for line in self._lines[len(links) :]:
            line.hide()
        self.setVisible(bool(links))

    def _new_line(self, number: int) -> QToolButton:
        line = QToolButton()
        line.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        make_pressable(line)
        line.setCursor(Qt.CursorShape.PointingHandCursor)
        line.clicked.connect(lambda: self.opened.emit(self._links[number]))
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._column.addWidget(line)
        return line

    def _show(self, line: QToolButton, link: LinkedEvent) -> None:
        t, px = self._theme.tokens, self._theme.px
        line.setAccessibleName(self._said(link, link.title))
        line.setToolTip(plain_text.tip(self.tr("Go to “{}”").format(link.title)))
        line.setIcon(icons.icon("link", self._theme.color("muted"), px(SMALL_ICON)))
        line.setIconSize(QSize(px(SMALL_ICON), px(SMALL_ICON)))
        line.setStyleSheet(
            f"QToolButton {{ color: {t.muted}; font-size: {px(SMALL)}px; border: 1px solid"
            f" transparent; padding: {px(THIN)}px 0; }} QToolButton:hover {{ color: {t.accent}; }}"
            f" QToolButton:focus {{ border-color: {t.accent}; }}"
        )
        self._cut(line, link)
        line.show()

    def _said(self, link: LinkedEvent, title: str) -> str:
        day = f" · {link.published.isoformat()}" if link.published else ""
        return self.tr("same event as in “{}”").format(title) + day

    def _cut(self, line: QToolButton, link: LinkedEvent) -> None:
        """Say as much of the title as there is room for."""
        metrics = QFontMetrics(self._theme.font(SMALL))
        around = metrics.horizontalAdvance(self._said(link, "")) + self._theme.px(FAR)
        room = max(self._theme.px(40), self.width() - around)
        title = metrics.elidedText(link.title, Qt.TextElideMode.ElideRight, room)
        line.setText(plain_text.button(self._said(link, title)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say more or less as there is room."""
        super().resizeEvent(event)
        for line, link in zip(self._lines, self._links, strict=False):
            self._cut(line, link)
