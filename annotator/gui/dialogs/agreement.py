"""How far coders agree: figures in tables, computed beside the work, each place of a difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import icons, plain_text
from annotator.gui.dialogs.agreement_choice import AgreementChoice, Wish
from annotator.gui.dialogs.form import Form, text_label
from annotator.gui.theme import NEAR, ROOM, ROW_RADIUS, THIN, TIGHT, Theme
from annotator.gui.views.figure_table import FigureTable, Sheet

_HIGH, _LOW = 330, 140  # pixels at 100 % of the tables: as a rule, and where there is little room
_AROUND = 354  # pixels at 100 % of everything else


class Coded(Protocol):
    """The codes of one field, and what was confused with what."""

    @property
    def label(self) -> str: ...  # noqa: D102 - said above
    @property
    def codes(self) -> Sheet: ...  # noqa: D102 - said above
    @property
    def confusions(self) -> Sheet: ...  # noqa: D102 - said above


@dataclass(frozen=True)
class Tables:
    """All that is shown of one report; where nothing is compared, only the states."""

    states: Sheet
    sheets: Sequence[Sheet] = ()  # events, fields, text, parts, pairs
    codes: Sequence[Coded] = ()


class AgreementDialog(Form):
    """Fields above, a tab for each question, and buttons that save what is shown."""

    changed = Signal()
    refresh_requested = Signal()
    stop_requested = Signal()
    opened = Signal(object)
    save_requested = Signal()
    data_requested = Signal()
    assign_requested = Signal()

    def __init__(self, parent: QWidget | None, theme: Theme, wish: Wish) -> None:
        title = QCoreApplication.translate("AgreementDialog", "Agreement of coders")
        super().__init__(parent, theme, title, width=1180)
        self.setProperty("manual", "agreement")
        self.settled = False
        self._asked = 0  # the question to go back to when there are figures again
        self.mark = text_label(self.tr("Supervisor’s view: the work of all coders"), "teamMark")
        self.body.addWidget(self.mark)
        self.choice = AgreementChoice(theme, wish)
        self.choice.changed.connect(self.changed)
        self.body.addWidget(self.choice)
        self.said = self.lead("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(TIGHT))
        self.bar.setAccessibleName(self.tr("How far the figures are"))
        self.body.addWidget(self.bar)
        self._build_tabs()
        self._build_buttons()
        self.begin_at(self.tabs)
        self._style()
        self.show_nothing("")

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the tabs turn out: their style is known only once they are shown."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    # --- parts ---------------------------------------------------------------------------------

    def _build_tabs(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Questions"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack = QStackedWidget()
        self._leads: list[QLabel] = []
        self.tables: list[FigureTable] = []
        for label, told in self._questions():
            self.tabs.setTabToolTip(self.tabs.addTab(label), told)
            self._stack.addWidget(self._question(told))
        self._add_codes()
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        column = QVBoxLayout()
        column.setSpacing(self.theme.px(NEAR))
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.body.addLayout(column, 1)
        left = self.screen().availableGeometry().height() - self.theme.px(_AROUND)
        self._stack.setMinimumHeight(max(self.theme.px(_LOW), min(self.theme.px(_HIGH), left)))

    def _questions(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("What counts"), self.tr("Which articles count, and why others do not")),
            (self.tr("Events"), self.tr("Did they see the same events?")),
            (self.tr("Fields"), self.tr("Did they code them alike?")),
            (self.tr("Text"), self.tr("Did they mark the same text?")),
            (self.tr("Pairs and weeks"), self.tr("Do they drift apart?")),
            (self.tr("Matched events"), self.tr("Which events count as one?")),
        )

    def _question(self, name: str) -> QWidget:
        page, column = self._column()
        lead = text_label("", "formLead")
        table = FigureTable(self.theme, name)
        table.opened.connect(self.opened)
        column.addWidget(lead)
        column.addWidget(table, 1)
        self._leads.append(lead)
        self.tables.append(table)
        return page

    def _column(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(NEAR))
        return page, column

    def _add_codes(self) -> None:
        """The codes of a field beside what was confused with what."""
        told = self.tr("Which codes are given alike, and which for one another?")
        self.tabs.setTabToolTip(self.tabs.addTab(self.tr("Codes")), told)
        page, column = self._column()
        self._coded: Sequence[Coded] = ()
        self.field_box = QComboBox()
        self.field_box.setAccessibleName(self.tr("Field"))
        self.field_box.currentIndexChanged.connect(lambda _: self._show_codes())
        self._codes_said = text_label("", "formLead")
        self._codes_said.setWordWrap(False)
        above = QHBoxLayout()
        above.setSpacing(self.theme.px(ROOM))
        above.addWidget(self.field_box, 4)
        above.addWidget(self._codes_said, 8)
        column.addLayout(above)
        beside = QHBoxLayout()
        beside.setSpacing(self.theme.px(ROOM))
        self.codes = FigureTable(self.theme, self.tr("Codes"))
        self.confusions = FigureTable(self.theme, self.tr("Confusions"))
        self.confusions.opened.connect(self.opened)
        beside.addWidget(self.codes, 6)
        beside.addWidget(self.confusions, 6)
        column.addLayout(beside, 1)
        self._stack.addWidget(page)

    def _build_buttons(self) -> None:
        self.again_button = self._button(
            self.tr("Count again"), self.tr("Read the project as it is now")
        )
        self.again_button.clicked.connect(self._again)
        self.data_button = self._button(
            self.tr("Reliability data…"),
            self.tr("Every value compared as CSV, so that R or others can give the same figures"),
        )
        self.data_button.clicked.connect(self.data_requested)
        self.save_button = self._button(
            self.tr("Save report…"), self.tr("All figures as text, or as JSON for scripts")
        )
        self.save_button.clicked.connect(self.save_requested)
        self.assign_button = self._button(
            self.tr("Assign articles…"), self.tr("Give some articles to a second coder")
        )
        self.assign_button.clicked.connect(self.assign_requested)

    def _button(self, label: str, told: str) -> QPushButton:
        button = QPushButton(label)
        button.setToolTip(told)
        button.setAutoDefault(False)
        self.buttons.insertWidget(0, button)
        return button

    def _style(self) -> None:
        t, px = self.theme.tokens, self.theme.px
        self.setStyleSheet(
            self.styleSheet() + f" #teamMark {{ color: {t.warning}; font-weight: 600;"
            f" border: 1px solid {t.warning}; border-radius: {px(ROW_RADIUS)}px;"
            f" padding: {px(TIGHT)}px {px(NEAR)}px; }}"
            f" QTabBar::tab {{ background: transparent; color: {t.text}; border: none;"
            f" border-bottom: {px(THIN)}px solid transparent;"
            f" padding: {px(TIGHT)}px {px(ROOM)}px {px(TIGHT)}px {px(ROOM)}px; }}"
            f" QTabBar::tab:selected {{ border-bottom: {px(THIN)}px solid {t.accent}; }}"
            f" QTabBar::tab:selected:focus {{ background: {t.accent_soft}; }}"
            f" QTabBar::tab:disabled {{ color: {t.muted}; }}"
            f" QPushButton#coders {{ text-align: left; padding: {px(TIGHT)}px {px(NEAR)}px;"
            f' image: url("{icons.path("down").as_posix()}"); image-position: right; }}'
        )

    # --- what is shown -------------------------------------------------------------------------

    def show_progress(self, sentence: str, share: float) -> None:
        """Say what is being computed, and how far it is; what was shown stays."""
        self.settled = False
        self.said.setText(sentence)
        self.bar.setRange(0, 100)
        self.bar.setValue(round(100 * share))
        self._show_bar(shown=True)
        self.again_button.setText(self.tr("Stop"))
        self.again_button.setToolTip(self.tr("Compute no further"))

    def _show_bar(self, *, shown: bool) -> None:
        """The bar keeps its place, so that nothing moves when it goes."""
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.setVisible(shown)

    def _stand_still(self, sentence: str) -> None:
        self.settled = True
        self.said.setText(sentence)
        self._show_bar(shown=False)
        self.again_button.setText(self.tr("Count again"))
        self.again_button.setToolTip(self.tr("Read the project as it is now"))

    def show_tables(self, sentence: str, tables: Tables, *, lacking: bool) -> None:
        """Show what was computed; ``lacking`` offers to give articles to a second coder."""
        self._stand_still(sentence)
        self.assign_button.setVisible(lacking)
        self._show(0, tables.states)
        for at, sheet in enumerate(tables.sheets, start=1):
            self._show(at, sheet)
        self._coded = tables.codes
        chosen = self.field_box.currentText()
        self.field_box.blockSignals(True)
        self.field_box.clear()
        self.field_box.addItems([one.label for one in tables.codes])
        self.field_box.setCurrentIndex(max(0, self.field_box.findText(chosen)))
        self.field_box.blockSignals(False)
        self._show_codes()
        self._open_tabs(opened=bool(tables.sheets))
        for button in (self.save_button, self.data_button):
            button.setEnabled(bool(tables.sheets))

    def _open_tabs(self, *, opened: bool) -> None:
        """Without figures only the first question; with figures again the one that was asked."""
        if not opened:
            self._asked = self.tabs.currentIndex() or self._asked
            self.tabs.setCurrentIndex(0)
        for at in range(1, self.tabs.count()):
            self.tabs.setTabEnabled(at, opened)
        if opened and self._asked:
            self.tabs.setCurrentIndex(self._asked)
            self._asked = 0

    def show_nothing(self, sentence: str) -> None:
        """Show no figures, and why."""
        self.show_tables(sentence, Tables(Sheet("", ())), lacking=False)

    def say(self, sentence: str) -> None:
        """Say something; what is shown stays."""
        self.said.setText(sentence)

    def _show(self, at: int, sheet: Sheet) -> None:
        self._leads[at].setText(sheet.lead)
        self._leads[at].setVisible(bool(sheet.lead))
        self._leads[at].setToolTip(plain_text.tip(sheet.tip))
        self._leads[at].setAccessibleDescription(sheet.tip)
        self.tables[at].show_sheet(sheet)

    def _show_codes(self) -> None:
        at = self.field_box.currentIndex()
        found = self._coded[at] if 0 <= at < len(self._coded) else None
        nothing = Sheet("", ())
        self.codes.show_sheet(found.codes if found else nothing)
        self.confusions.show_sheet(found.confusions if found else nothing)
        self._codes_said.setText(found.confusions.lead if found else "")

    def _again(self) -> None:
        (self.refresh_requested if self.settled else self.stop_requested).emit()
