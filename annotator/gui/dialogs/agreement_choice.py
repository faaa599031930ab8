"""What is compared: the round, another one, the coders, which part of it, and a statistic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import plain_text
from annotator.gui.theme import STEP, TIGHT, Theme
from annotator.gui.views.floating_sheet import ENTER

_LETTERS = 12  # that a field shows at least


@dataclass(frozen=True)
class Wish:
    """What is asked for; without a round the one with most articles coded twice."""

    round: str = ""
    against: str = ""
    coders: tuple[str, ...] = ()
    apart: str = ""
    statistic: str = ""


class TickMenu(QMenu):
    """Space, Enter and clicks tick without closing it; Escape or a click beside it leaves."""

    left = Signal()  # with other ticks than before

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._before: list[bool] = []
        self.aboutToShow.connect(self._note)
        self.aboutToHide.connect(self._tell)

    def _ticks(self) -> list[bool]:
        return [action.isChecked() for action in self.actions()]

    def _note(self) -> None:
        self._before = self._ticks()

    def _tell(self) -> None:
        if self._ticks() != self._before:
            self.left.emit()

    def _toggle(self) -> bool:
        action = self.activeAction()
        if action is not None:
            action.toggle()
        return action is not None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick what is under the mouse."""
        if self.actionAt(event.position().toPoint()) is None or not self._toggle():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick what is marked."""
        if event.key() not in (Qt.Key.Key_Space, *ENTER) or not self._toggle():
            super().keyPressEvent(event)


class AgreementChoice(QWidget):
    """A row of fields; every change by the user is told at once."""

    changed = Signal()

    def __init__(self, theme: Theme, wish: Wish) -> None:
        super().__init__()
        self._wish = wish
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(STEP))
        self._gap = theme.px(TIGHT)
        self.round, self.against = QComboBox(), QComboBox()
        self.coders = QPushButton()
        self.apart, self.statistic = QComboBox(), QComboBox()
        for box in (self.round, self.against, self.apart, self.statistic):
            box.setMinimumContentsLength(_LETTERS)
            box.activated.connect(lambda _: self.changed.emit())
        self._menu = TickMenu(self.coders)
        self._menu.left.connect(self.changed)
        self.coders.clicked.connect(self._drop)
        self.coders.setAutoDefault(False)
        self.coders.setObjectName("coders")
        self.coders.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        self._field(self.tr("Round"), self.round, self.tr("Whose codings are compared"))
        self._field(
            self.tr("Against round"),
            self.against,
            self.tr(
                "Compare each coder with the own codings of another round; with a round of"
                " adjudication, with what was settled there"
            ),
        )
        self._field(self.tr("Coders"), self.coders, self.tr("Two or more of the round, or all"))
        self._field(
            self.tr("Figures on"),
            self.apart,
            self.tr(
                "All, or apart: articles that all coded with or without suggestions; values for"
                " which all accepted the same suggestion, and the others"
            ),
        )
        self._field(
            self.tr("Further statistic"),
            self.statistic,
            self.tr("A column more in the table of fields, beside percent and alpha"),
        )
        for label, value in self._parts():
            self.apart.addItem(label, value)
        for label, value in self._statistics():
            self.statistic.addItem(label, value)
        self.apart.setCurrentIndex(max(0, self.apart.findData(wish.apart)))
        self.statistic.setCurrentIndex(max(0, self.statistic.findData(wish.statistic)))

    def _field(self, label: str, widget: QWidget, told: str) -> None:
        caption = plain_text.label(label, "formLabel")
        caption.setBuddy(widget)
        caption.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        tall = widget.sizePolicy().verticalPolicy()
        widget.setSizePolicy(QSizePolicy.Policy.Ignored, tall)  # all as wide as each other
        widget.setAccessibleName(label)
        widget.setAccessibleDescription(told)
        widget.setToolTip(plain_text.tip(told))
        column = QVBoxLayout()
        column.setSpacing(self._gap)
        column.addWidget(caption)
        column.addWidget(widget)
        self._row.addLayout(column, 1)

    def _parts(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("All"), ""),
            (self.tr("Aided articles"), "aided"),
            (self.tr("Unaided articles"), "unaided"),
            (self.tr("Same suggestion"), "same-suggestion"),
            (self.tr("Other values"), "other-values"),
        )

    def _statistics(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("None"), ""),
            (self.tr("Percent, mean of events"), "percent_agreement_unit_mean"),
            (self.tr("Cohen’s (Light’s) kappa"), "cohen_kappa"),
            (self.tr("Cohen’s kappa, linear"), "cohen_kappa_linear"),
            (self.tr("Cohen’s kappa, quadratic"), "cohen_kappa_quadratic"),
            (self.tr("Cohen’s kappa, by levels"), "cohen_kappa_custom"),
            (self.tr("Scott’s pi"), "scott_pi"),
            (self.tr("Fleiss’ kappa"), "fleiss_kappa"),
            (self.tr("Gwet’s AC1"), "gwet_ac1"),
        )

    def show_rounds(self, names: Sequence[str], chosen: str) -> None:
        """Offer these rounds, the one compared chosen."""
        against = self._wish.against if self.against.count() == 0 else self.against.currentData()
        self.round.clear()
        self.against.clear()
        self.against.addItem(self.tr("None"), "")
        for name in names:
            self.round.addItem(name, name)
            if name != chosen:
                self.against.addItem(name, name)
        self.round.setCurrentIndex(self.round.findData(chosen))
        self.against.setCurrentIndex(max(0, self.against.findData(against)))
        self.against.setEnabled(len(names) > 1)

    def show_coders(self, names: Sequence[str], chosen: Sequence[str]) -> None:
        """Offer these coders to be ticked; none ticked are all of them."""
        self._menu.clear()
        for name in names:
            action = QAction(plain_text.button(name), self._menu)
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name in chosen)
            action.toggled.connect(self._name_coders)
            self._menu.addAction(action)
        self.coders.setEnabled(len(names) > 1)
        self._name_coders()

    def _drop(self) -> None:
        self._menu.popup(self.coders.mapToGlobal(self.coders.rect().bottomLeft()))
        first = self._menu.actions()[:1]
        self._menu.setActiveAction(first[0])

    def _name_coders(self, *_: object) -> None:
        said = ", ".join(self._ticked()) or self.tr("All")
        self.coders.setText(plain_text.button(said))
        self.coders.setAccessibleDescription(said)

    def _ticked(self) -> tuple[str, ...]:
        return tuple(action.data() for action in self._menu.actions() if action.isChecked())

    @property
    def wish(self) -> Wish:
        """What the fields say."""
        if self.round.count() == 0:  # nothing is known of the project yet
            return self._wish
        return Wish(
            self.round.currentData() or "",
            self.against.currentData() or "",
            self._ticked(),
            self.apart.currentData() or "",
            self.statistic.currentData() or "",
        )

    @property
    def statistic_label(self) -> str:
        """The further statistic in words."""
        return self.statistic.currentText()

    def captions(self) -> list[QLabel]:
        """The labels over the fields."""
        return self.findChildren(QLabel, "formLabel")
