"""The coder's own progress, day by day, the latest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotator.domain.events import Progress
from annotator.domain.queue_filter import DayProgress
from annotator.gui import plain_text
from annotator.gui.dialogs.form import Form
from annotator.gui.theme import MARK_RADIUS, NEAR, Theme

_SHARE = Qt.ItemDataRole.UserRole  # of the best day's articles, 0 to 1
_FIGURES = 1, 2, 3, 4  # columns of numbers
_BAR = 5
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Bars(QStyledItemDelegate):
    """A bar as long as the day's share of the best day."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the ground and the bar."""
        super().paint(painter, option, index)
        share = float(index.data(_SHARE) or 0)
        px = self._theme.px
        room = QRectF(option.rect).adjusted(px(NEAR), 0, -px(NEAR), 0)
        high = px(NEAR)
        bar = QRectF(room.left(), room.center().y() - high / 2, room.width() * share, high)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            bar.moveRight(room.right())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        if share:
            painter.drawRoundedRect(bar, px(MARK_RADIUS), px(MARK_RADIUS))
        painter.restore()


class ProgressDialog(Form):
    """Only what this coder did in this round, and nobody else's numbers beside it."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, days: Sequence[DayProgress], whole: Progress
    ) -> None:
        title = QCoreApplication.translate("ProgressDialog", "Own progress by day")
        super().__init__(parent, theme, title, width=640)
        self.setProperty("manual", "queue")
        self.lead(self._summary(days, whole))
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setHeaderLabels(
            [
                self.tr("Day"),
                self.tr("Articles"),
                self.tr("Nothing to code"),
                self.tr("Events"),
                self.tr("Minutes"),
                "",
            ]
        )
        self.tree.setAccessibleName(self.tr("Own progress by day"))
        self.tree.setMinimumHeight(self.room(320))
        self.tree.setItemDelegateForColumn(_BAR, _Bars(theme, self.tree))
        self._fill(days)
        self._lay_out()
        self.empty = plain_text.label(
            self.tr("Nothing is counted yet: the first finished article starts this list."),
            wrap=True,
        )
        self.field("", self.tree if days else self.empty)
        self.tree.setVisible(bool(days))
        self.empty.setVisible(not days)

    def _summary(self, days: Sequence[DayProgress], whole: Progress) -> str:
        events = sum(day.events for day in days)
        minutes = round(sum(day.seconds for day in days) / 60)
        text = self.tr("{} of {} articles finished, {} events, {} minutes of work in all.")
        return text.format(f"{whole.finished:,}", f"{whole.total:,}", f"{events:,}", f"{minutes:,}")

    def _fill(self, days: Sequence[DayProgress]) -> None:
        best = max((day.finished for day in days), default=0)
        for day in days:
            minutes = round(day.seconds / 60)
            figures = [day.finished, day.nothing, day.events, minutes]
            item = QTreeWidgetItem([day.day.isoformat(), *(f"{number:,}" for number in figures)])
            for column in _FIGURES:
                item.setTextAlignment(column, _RIGHT)
            item.setData(_BAR, _SHARE, day.finished / best if best else 0.0)
            item.setData(
                0,
                Qt.ItemDataRole.AccessibleTextRole,
                self.tr(
                    "{}: {} articles, of these {} with nothing to code, {} events, {} minutes"
                ).format(day.day.isoformat(), *figures),
            )
            self.tree.addTopLevelItem(item)
        self.tree.setCurrentIndex(self.tree.model().index(0, 0))

    def _lay_out(self) -> None:
        header = self.tree.header()
        for column in (0, *_FIGURES):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_BAR, QHeaderView.ResizeMode.Stretch)
        for column in _FIGURES:
            self.tree.headerItem().setTextAlignment(column, _RIGHT)

    @classmethod
    def show_days(
        cls, parent: QWidget | None, theme: Theme, days: Sequence[DayProgress], whole: Progress
    ) -> None:
        """Show the days beside the work."""
        cls(parent, theme, days, whole).show_beside()
