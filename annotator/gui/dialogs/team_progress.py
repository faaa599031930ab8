"""How far everybody is: a row for each coder and round, and what was finished by day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotator.gui import plain_text
from annotator.gui.dialogs.form import Form, scrolled, text_label
from annotator.gui.theme import NEAR, ROW_RADIUS, TIGHT, Theme
from annotator.gui.views.day_bars import DayBars
from annotator.gui.views.figure_table import Cell
from annotator.storage.status import Standing

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
BARS = 200  # pixels at 100 %: four coders before they scroll
_WORDS = 2  # columns of words; the others are figures


@dataclass(frozen=True)
class SaidSoFar:
    """Agreement by now in a sentence, and event F1 and alpha by round and coder."""

    sentence: str = ""
    cells: Mapping[tuple[str, str], tuple[Cell, Cell]] = field(default_factory=dict)


class TeamProgressDialog(Form):
    """Marked as showing everybody's work; read beside the window, and again when asked."""

    refresh_requested = Signal()
    agreement_requested = Signal()

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        title = QCoreApplication.translate("TeamProgressDialog", "Progress of all coders")
        super().__init__(parent, theme, title, width=1240)
        self.setProperty("manual", "team")
        self.settled = False
        self._found: Sequence[Standing] = ()
        self._agreed = SaidSoFar()
        self._awaited = False
        self.mark = text_label(self.tr("Supervisor’s view: the work of all coders"), "teamMark")
        self.body.addWidget(self.mark)
        self.said = self.lead(self.tr("Counting…"))
        self.agreed = self.lead("")
        self.round = QComboBox()
        self.round.addItem(self.tr("All rounds"), "")
        self.round.currentIndexChanged.connect(lambda _: self._fill())
        self.field(self.tr("Round"), self.round)
        self._build_tree()
        self.bars = DayBars(theme)
        self._caption = text_label(self.tr("Articles finished by day"), "formLabel")
        self.body.addWidget(self._caption)
        area = scrolled(self.bars)
        area.setFixedHeight(self.room(BARS))
        self.body.addWidget(area)
        self.again_button = QPushButton(self.tr("Count again"))
        self.again_button.setAutoDefault(False)
        self.again_button.clicked.connect(self.refresh_requested)
        self.buttons.insertWidget(0, self.again_button)
        self.agreement_button = QPushButton(self.tr("Agreement…"))
        self.agreement_button.setAutoDefault(False)
        self.agreement_button.setToolTip(self.tr("All figures on how far coders agree"))
        self.agreement_button.clicked.connect(self.agreement_requested)
        self.agreement_button.hide()
        self.buttons.insertWidget(1, self.agreement_button)
        self.begin_at(self.tree)
        t, px = theme.tokens, theme.px
        self.setStyleSheet(
            self.styleSheet() + f" #teamMark {{ color: {t.warning}; font-weight: 600;"
            f" border: 1px solid {t.warning}; border-radius: {px(ROW_RADIUS)}px;"
            f" padding: {px(TIGHT)}px {px(NEAR)}px; }}"
        )
        self._fill()

    def _build_tree(self) -> None:
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        heads = self._heads()
        self.tree.setHeaderLabels([label for label, _ in heads])
        header = self.tree.header()
        header.setStretchLastSection(False)
        for column, (_, told) in enumerate(heads):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.tree.headerItem().setToolTip(column, told)
            if column >= _WORDS:
                self.tree.headerItem().setTextAlignment(column, _RIGHT)
        self.tree.setMinimumHeight(self.room(170))
        self.field("", self.tree)
        self.tree.setAccessibleName(self.tr("Coders"))

    def _heads(self) -> list[tuple[str, str]]:
        """The columns and what they mean."""
        return [
            (self.tr("Coder"), self.tr("Short id")),
            (self.tr("Round"), self.tr("The pass over the articles")),
            (self.tr("Given"), self.tr("Articles given out; “all” where nobody dealt them")),
            (self.tr("Finished"), self.tr("Articles done or with nothing to code")),
            (self.tr("Nothing"), self.tr("Share of the finished with nothing to code")),
            (self.tr("Begun"), self.tr("Articles in progress")),
            (self.tr("Events"), self.tr("Events coded")),
            (self.tr("Each"), self.tr("Events per finished article")),
            (self.tr("Hours"), self.tr("Active time in all")),
            (self.tr("Minutes"), self.tr("Active time per finished article, the median")),
            (self.tr("Accepted"), self.tr("Share of the values that came from suggestions")),
            (self.tr("Dismissed"), self.tr("Suggestions dismissed")),
            (self.tr("By hand"), self.tr("Values that no suggestion proposed")),
            (self.tr("Questions"), self.tr("Questions without an answer")),
            (
                self.tr("Event F1"),
                self.tr("The share of events that this coder and another one both saw"),
            ),
            (
                self.tr("Alpha"),
                self.tr("Agreement of this coder with the others on the code of events, by now"),
            ),
        ]

    def show_standings(self, found: Sequence[Standing]) -> None:
        """Show what was counted."""
        self._found, self.settled = found, True
        names = list(dict.fromkeys(one.round for one in found))
        chosen = self.round.currentData()
        self.round.blockSignals(True)
        self.round.clear()
        self.round.addItem(self.tr("All rounds"), "")
        for name in names:
            self.round.addItem(name, name)
        self.round.setCurrentIndex(max(0, self.round.findData(chosen)))
        self.round.setEnabled(len(names) > 1)
        self.round.blockSignals(False)
        self._fill()

    def await_agreement(self) -> None:
        """Say that agreement is being computed; what was shown stays in its line."""
        self._awaited = True
        self._fill()

    def show_agreement(self, found: SaidSoFar) -> None:
        """Say how far coders agree by now; nothing where nothing was coded twice."""
        self._agreed, self._awaited = found, False
        self.agreed.setText(found.sentence)
        self.agreement_button.setVisible(bool(found.sentence))
        self._fill()

    def _fill(self) -> None:
        chosen = self.round.currentData()
        rows = [one for one in self._found if chosen in ("", one.round)]
        self.tree.clear()
        for row in rows:
            self.tree.addTopLevelItem(self._item(row))
        if rows:
            self.tree.setCurrentIndex(self.tree.model().index(0, 0))
        by_coder: dict[str, Counter[dt.date]] = {}
        for row in rows:
            days = by_coder.setdefault(row.coder, Counter())
            days.update({each.day: each.finished for each in row.days})
        self.bars.show_rows(sorted(by_coder.items()))
        if self.settled:
            self.said.setText(self._summary(rows))

    def _summary(self, rows: Sequence[Standing]) -> str:
        if not rows:
            return self.tr("Nobody was given or has coded anything yet.")
        said = self.tr("Codings finished: {} · events: {} · hours of work: {} · open questions: {}")
        return said.format(
            f"{sum(row.finished for row in rows):,}",
            f"{sum(row.events for row in rows):,}",
            f"{sum(row.seconds for row in rows) / 3600:,.1f}",
            f"{sum(row.open_questions for row in rows):,}",
        )

    def _item(self, row: Standing) -> QTreeWidgetItem:
        cells = [
            row.coder,
            row.round,
            self.tr("all") if row.given is None else f"{row.given:,}",
            f"{row.finished:,}",
            _percent(row.nothing_rate),
            f"{row.in_progress:,}",
            f"{row.events:,}",
            _decimal(row.events_per_article),
            f"{row.seconds / 3600:,.1f}",
            _decimal(row.median_seconds and row.median_seconds / 60),
            _percent(row.accepted_share),
            f"{row.rejected:,}",
            f"{row.by_hand:,}",
            f"{row.open_questions:,}",
        ]
        agreed = self._agreed_cells(row)
        cells += [cell.text for cell in agreed]
        item = QTreeWidgetItem(cells)
        for column, cell in enumerate(agreed, start=len(cells) - len(agreed)):
            item.setToolTip(column, plain_text.tip(cell.tip))
        heads = [label for label, _ in self._heads()]
        told = ", ".join(f"{head} {cell}" for head, cell in zip(heads, cells, strict=True))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told)
        for column in range(_WORDS, len(cells)):
            item.setTextAlignment(column, _RIGHT)
        return item

    def _agreed_cells(self, row: Standing) -> tuple[Cell, Cell]:
        if self._awaited:
            return Cell("…"), Cell("…")
        nobody = Cell("–", self.tr("Nobody else has finished an article of this coder’s"))
        return self._agreed.cells.get((row.round, row.coder), (nobody, nobody))


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _decimal(number: float | None) -> str:
    return "–" if number is None else f"{number:.1f}"
