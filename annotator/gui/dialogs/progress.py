"""The coder's own progress, day by day, the latest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.domain.events import Progress
from annotator.domain.queue_filter import DayProgress
from annotator.gui import plain_text
from annotator.gui.dialogs.form import Form
from annotator.gui.theme import Theme
from annotator.gui.views.interval_bar import BAR_ROLE, Bar, BarDelegate

_FIGURES = 1, 2, 3, 4  # columns of numbers
_BAR = 5
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


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
        self.tree.setItemDelegateForColumn(_BAR, BarDelegate(theme, self.tree))
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
            share = day.finished / best if best else 0.0
            item.setData(_BAR, BAR_ROLE, Bar(share, filled=True))
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
