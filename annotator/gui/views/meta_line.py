"""The line under the headline: source, publication date, a corrected title."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QDate, QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from annotator.domain.events import Article
from annotator.domain.text import headline_of
from annotator.gui.spoken import Role
from annotator.gui.theme import HAIR, NEAR, ROOM, ROW_RADIUS, SMALL, TIGHT, UI, WIDE, Theme
from annotator.gui.views.talk_look import TalkLook, TalkMark

SET_DATE = "article.details"
_HEIGHT = WIDE  # pixels at 100 %
DROP = TIGHT  # pixels at 100 % between the headline's last line and this one
_SOURCE = 48  # characters of a source that are shown, so that the date stays in sight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def spoken_date(article: Article) -> str:
    """The publication date in words, empty when it is not known."""
    if article.published is None:
        return ""
    day = article.published
    return QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")


class _Elided(QAbstractButton):
    """One line of plain text, cut where there is no more room."""

    def __init__(self, theme: Theme, size: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._size = size
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As long as its text."""
        width = QFontMetricsF(self._font()).horizontalAdvance(self.text())
        return QSize(round(width) + 2, self.theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """A few letters at least."""
        return QSize(min(self.sizeHint().width(), self.theme.px(60)), self.theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text, darker and underlined under the mouse where a click does something."""
        hot = self.isEnabled() and self.underMouse()
        font = self._font()
        font.setUnderline(hot)
        text = QFontMetricsF(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        rightward = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if rightward else Qt.AlignmentFlag.AlignRight
        with QPainter(self) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            painter.setFont(font)
            painter.setPen(self.theme.color("text" if hot else "muted"))
            painter.drawText(QRectF(self.rect()), side | _MIDDLE, text)

    def _font(self) -> QFont:
        return self.theme.font(self._size)


class _NoDate(QAbstractButton):
    """Says that no publication date is known; a click, or its key, asks for one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.key = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(self.tr("no publication date"))
        self.setAccessibleName(self.tr("No publication date: set it"))
        self.setToolTip(self.tr("Relative dates stay unresolved until it is set"))

    def sizeHint(self) -> QSize:
        """Its words, and a cap with its key when it has one."""
        width = QFontMetricsF(self._font()).horizontalAdvance(self.text())
        return QSize(round(width + self._cap_width()) + self.theme.px(ROOM), self.theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A framed pill in the colour of warnings."""
        px, color = self.theme.px, self.theme.color("warning")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color, px(HAIR)))
            if self.underMouse():
                painter.setBrush(self.theme.color("surface"))
            frame = QRectF(self.rect()).adjusted(0.5, 1.5, -0.5, -1.5)
            painter.drawRoundedRect(frame, px(ROW_RADIUS), px(ROW_RADIUS))
            inside = frame.adjusted(px(NEAR), 0, -px(NEAR), 0)
            painter.setFont(self._font())
            painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | _MIDDLE, self.text())
            if self.key:
                painter.setFont(self._cap_font())
                painter.drawText(inside, Qt.AlignmentFlag.AlignRight | _MIDDLE, self.key)

    def _cap_width(self) -> float:
        if not self.key:
            return 0.0
        return QFontMetricsF(self._cap_font()).horizontalAdvance(self.key) + self.theme.px(NEAR)

    def _font(self) -> QFont:
        return self.theme.font(UI)

    def _cap_font(self) -> QFont:
        return self.theme.font(SMALL, weight=QFont.Weight.Bold)


class MetaLine(QWidget):
    """Floats in the gap that the text leaves under its headline, and scrolls with it."""

    spoken_as = Role.Grouping

    details_requested = Signal()
    command_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._facts = _Elided(theme, UI, self)
        self._no_date = _NoDate(theme, self)
        self._notice = _Elided(theme, SMALL, self)
        self.talk = TalkMark(theme, self)
        self.talk.setCursor(Qt.CursorShape.PointingHandCursor)
        self.talk.clicked.connect(self._ask_for_talk)
        self._notice.setEnabled(False)
        self._facts.setCursor(Qt.CursorShape.PointingHandCursor)
        self._facts.setAccessibleDescription(self.tr("Opens title, source and date"))
        self._facts.clicked.connect(self.details_requested)
        self._no_date.clicked.connect(lambda: self.command_requested.emit(SET_DATE))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._facts)
        self._row.addWidget(self._no_date)
        self._row.addWidget(self.talk)
        self._row.addStretch(1)
        self._row.addWidget(self._notice)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        for part in (self._facts, self._no_date, self._notice):
            part.theme = theme
            part.updateGeometry()
            part.update()
        self.talk.show_look(self.talk.look, theme)
        self._theme = theme
        self._row.setSpacing(theme.px(NEAR))
        self.setFixedHeight(theme.px(_HEIGHT))

    def set_article(self, article: Article, *, notice: str = "", rightward: bool = True) -> None:
        """Say what is known of an article; ``notice`` stands muted at the other end."""
        direction = Qt.LayoutDirection.LeftToRight if rightward else Qt.LayoutDirection.RightToLeft
        if self.layoutDirection() != direction:
            self.setLayoutDirection(direction)
        self._say(self._facts, self._line(article))
        self._facts.setVisible(bool(self._facts.text()))
        self._say(self._notice, notice)
        self._notice.setVisible(bool(notice))
        self._no_date.setVisible(article.published is None)

    def set_talk(self, look: TalkLook | None) -> None:
        """Show that notes and questions are on the article; a click opens them."""
        self.talk.show_look(look, self._theme)

    def _ask_for_talk(self) -> None:
        about_notes = self.talk.look is not None and self.talk.look.drawing == "note"
        self.command_requested.emit("article.note" if about_notes else "article.question")

    def set_date_key(self, key: str) -> None:
        """The key that sets a missing publication date, as it is written on the keyboard."""
        self._no_date.key = key
        self._no_date.updateGeometry()
        self._no_date.update()

    def boxes(self) -> list[QRect]:
        """Where its words and marks stand in it."""
        self._row.activate()  # what was said last may not have its place yet
        parts = (self._facts, self._no_date, self.talk, self._notice)
        return [part.geometry() for part in parts if not part.isHidden()]

    @property
    def text(self) -> str:
        """What the line says, parts joined."""
        parts = [self._facts.text(), self._notice.text()]
        if not self._no_date.isHidden():
            parts.insert(1, self._no_date.text())
        return " · ".join(part for part in parts if part)

    def _line(self, article: Article) -> str:
        source = " ".join(article.source.split())
        if len(source) > _SOURCE:
            source = f"{source[: _SOURCE - 1].rstrip()}…"
        parts = [source, spoken_date(article)]
        if " ".join(article.title.split()) != headline_of(article.text).strip():
            parts.append(self.tr("title corrected: “{0}”").format(" ".join(article.title.split())))
        known = " · ".join(part for part in parts if part)
        return known or ("" if article.published is None else self.tr("details"))

    @staticmethod
    def _say(part: _Elided, text: str) -> None:
        if part.text() != text:
            part.setText(text)
            part.setAccessibleName(text)
            part.setToolTip(f"<p>{escape(text)}</p>" if text else "")
            part.updateGeometry()
            part.update()
