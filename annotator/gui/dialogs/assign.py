"""Who codes what: articles given out by lot, or a share of them to be coded once more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.events import Round
from annotator.gui.dialogs.form import Form, text_label
from annotator.gui.theme import STEP, WIDE, Theme
from annotator.gui.views.name_list import NameList
from annotator.storage.assigning import Assignment, Strata
from annotator.storage.dealing import KINDS, Wish

SOON = 200  # milliseconds after the last change of a field
_MOST = 1_000_000
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AssignDialog(Form):
    """Fields on one side, what they come to on the other; nothing is changed before the button."""

    wished = Signal(object)  # Wish, whose plan is wanted

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        coders: Sequence[str],
        rounds: Sequence[Round],
        wish: Wish,
    ) -> None:
        title = QCoreApplication.translate("AssignDialog", "Assign articles")
        super().__init__(parent, theme, title, ok=self.tr("Assign"), width=900)
        self.setProperty("manual", "team")
        self._rounds = list(rounds)
        self._settled = False
        self._planned: Wish | None = None  # what was asked for last
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(lambda: self.wished.emit(self.wish))
        self._fields = QVBoxLayout()
        self._shown = QVBoxLayout()
        columns = QHBoxLayout()
        columns.setSpacing(theme.px(WIDE))
        for column, share in ((self._fields, 5), (self._shown, 6)):
            column.setSpacing(theme.px(STEP))
            columns.addLayout(column, share)
        self.body.addLayout(columns)
        self._build_who(coders, wish)
        self._build_how(wish)
        self._build_again(wish)
        self._build_where(wish)
        self._fields.addStretch(1)
        self._build_plan()
        self._follow_fields()
        self._toggle()
        self.ok_button.setEnabled(False)

    # --- fields --------------------------------------------------------------------------------

    def _build_who(self, coders: Sequence[str], wish: Wish) -> None:
        self.mode = QComboBox()
        self.mode.addItem(self.tr("Articles of the corpus"), "")
        self.mode.addItem(self.tr("Again, what a coder has finished"), "again")
        self.mode.setCurrentIndex(1 if wish.recode_of else 0)
        self.field(self.tr("Give out"), self.mode, into=self._fields)
        self.coders = NameList(self.theme, coders, wish.coders)
        self.field(self.tr("To whom"), self.coders, into=self._fields)
        self.coders.complained.connect(partial(self.complain, self.coders))
        self.begin_at(self.coders.list)

    def _build_how(self, wish: Wish) -> None:
        self._dealing, column = self._part()
        self.per_coder = QSpinBox(minimum=0, maximum=_MOST)
        self.per_coder.setSpecialValueText(self.tr("all, dealt out evenly"))
        self.per_coder.setValue(wish.per_coder or 0)
        self.overlap = QSpinBox(minimum=0, maximum=100, suffix=" %")
        self.overlap.setValue(round(100 * wish.overlap))
        self._pair(
            column, (self.tr("Articles each"), self.per_coder), (self.tr("Of them coded twice"),
            self.overlap),
        )  # fmt: skip
        self.strata = QComboBox()
        for strata, label in (
            (Strata.NONE, self.tr("nothing")),
            (Strata.SOURCE, self.tr("source")),
            (Strata.COLLECTION, self.tr("collection")),
            (Strata.MONTH, self.tr("month")),
        ):
            self.strata.addItem(label, strata.value)
        self.strata.setCurrentIndex(self.strata.findData(wish.strata.value))
        self.field(self.tr("In proportion by"), self.strata, into=column)

    def _build_again(self, wish: Wish) -> None:
        self._recoding, column = self._part()
        self.share = QSpinBox(minimum=1, maximum=100, suffix=" %")
        self.share.setValue(round(100 * wish.share))
        self.of = QComboBox()
        self.of.addItems([one.name for one in self._rounds])
        self.of.setCurrentText(wish.recode_of or self._rounds[0].name)
        share = self.tr("Share of the finished")
        self._pair(column, (share, self.share), (self.tr("Coded in round"), self.of))
        hidden = self.tr("The first coding stays out of the coder’s sight: in queue, search, undo")
        column.addWidget(text_label(hidden, "formHelp"))

    def _build_where(self, wish: Wish) -> None:
        self.round = QComboBox(editable=True)
        self.round.addItems([one.name for one in self._rounds])
        self.round.setCurrentText(wish.round)
        self.kind = QComboBox()
        for kind in KINDS:
            self.kind.addItem(self._kind_label(kind), kind)
        self.kind.setCurrentIndex(KINDS.index(wish.new_kind))
        self._pair(
            self._fields, (self.tr("In round"), self.round), (self.tr("What for"), self.kind)
        )
        self.seed = QSpinBox(minimum=1, maximum=_MOST)
        self.seed.setValue(wish.seed)
        told = self.tr("The same number deals the same articles; what was given out stays")
        self.field(self.tr("Seed of the lot"), self.seed, told, into=self._fields)

    def _kind_label(self, kind: str) -> str:
        return {
            "training": self.tr("training"),
            "pilot": self.tr("pilot"),
            "main": self.tr("main coding"),
            "recode": self.tr("coding again"),
            "adjudication": self.tr("adjudication"),
        }[kind]

    def _part(self) -> tuple[QWidget, QVBoxLayout]:
        """Fields that are shown in one mode only."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(STEP))
        self._fields.addWidget(part)
        return part, column

    def _pair(self, column: QVBoxLayout, *fields: tuple[str, QWidget]) -> None:
        """Two fields side by side."""
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(STEP))
        for label, widget in fields:
            half = QVBoxLayout()
            self.field(label, widget, into=half)
            row.addLayout(half, 1)
        column.addLayout(row)

    def _follow_fields(self) -> None:
        self.mode.currentIndexChanged.connect(self._change_mode)
        self.coders.changed.connect(self._look)
        for number in (self.per_coder, self.overlap, self.share, self.seed):
            number.valueChanged.connect(self._look)
        for choice in (self.strata, self.of, self.kind):
            choice.currentIndexChanged.connect(self._look)
        self.round.currentTextChanged.connect(self._take_round)

    def _change_mode(self) -> None:
        """Propose a round that fits, and ask for what it needs."""
        again = self._again
        kinds = [one for one in self._rounds if (one.kind == "recode") == again]
        names = [one.name for one in kinds] or [self.tr("again") if again else "main"]
        if self.round.currentText() not in names:
            self.round.setCurrentText(names[0])
        self.kind.setCurrentIndex(KINDS.index("recode" if again else "main"))
        self._toggle()
        self._look()

    def _take_round(self) -> None:
        self._toggle()
        self._look()

    @property
    def _again(self) -> bool:
        return bool(self.mode.currentData() == "again")

    @property
    def _known_round(self) -> Round | None:
        name = self.round.currentText().strip()
        return next((one for one in self._rounds if one.name == name), None)

    def _toggle(self) -> None:
        """Show the fields of the mode; what a round is for is asked of a new one."""
        self._dealing.setHidden(self._again)
        self._recoding.setVisible(self._again)
        known = self._known_round
        self.kind.setEnabled(known is None)
        if known is not None:
            self.kind.setCurrentIndex(KINDS.index(known.kind))

    @property
    def wish(self) -> Wish:
        """What the fields ask for."""
        return Wish(
            coders=tuple(self.coders.names),
            round=self.round.currentText().strip(),
            kind=str(self.kind.currentData()),
            per_coder=self.per_coder.value() or None,
            overlap=self.overlap.value() / 100,
            strata=Strata(self.strata.currentData()),
            seed=self.seed.value(),
            recode_of=self.of.currentText() if self._again else "",
            share=self.share.value() / 100,
        )

    # --- what it comes to ----------------------------------------------------------------------

    def _build_plan(self) -> None:
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setHeaderLabels(
            [self.tr("Coder"), self.tr("Articles"), self.tr("New"), self.tr("Twice")]
        )
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.tree.headerItem().setTextAlignment(column, _RIGHT)
        self.tree.setMinimumHeight(self.room(240))
        self.field(self.tr("What it comes to"), self.tree, into=self._shown)
        self._shown.setStretch(0, 1)
        self.said = text_label("", "formLead")
        self._shown.addWidget(self.said)

    def ask_for_plan(self) -> None:
        """Ask anew what the fields come to."""
        self._planned = None
        self._look()

    def _look(self) -> None:
        """Ask for what the fields come to, once they have come to rest."""
        if self._planned == self.wish:  # Enter in a number tells its value once more
            return
        self._planned = self.wish
        self.ok_button.setEnabled(False)
        self._settled = False
        self._soon.start()

    @property
    def settled(self) -> bool:
        """Whether what is shown is what the fields come to."""
        return self._settled

    def show_plan(self, wish: Wish, plan: Assignment) -> None:
        """Show what a wish comes to, if it is still what the fields ask for."""
        if not wish.coders:
            self.show_problem(wish, "")
        if wish != self.wish or not wish.coders:
            return
        self._settled = True
        self.complain(self.tree, "")
        self.tree.clear()
        for share in plan.shares:
            figures = (share.articles, share.new, share.twice)
            item = QTreeWidgetItem([share.coder, *(f"{number:,}" for number in figures)])
            for column in (1, 2, 3):
                item.setTextAlignment(column, _RIGHT)
            said = self.tr("{}: {} articles, {} of them new, {} coded twice")
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said.format(share.coder, *figures))
            self.tree.addTopLevelItem(item)
        self.said.setText("\n".join(self._sentences(wish, plan)))
        self.ok_button.setEnabled(bool(plan.new))

    def _sentences(self, wish: Wish, plan: Assignment) -> list[str]:
        pair = self.tr("{} and {} have {} in common.")
        said = [pair.format(a, b, f"{number:,}") for a, b, number in plan.pairs]
        left = self.tr("{} articles are with nobody in this round.")
        said.append(left.format(f"{plan.unassigned:,}"))
        short = [s.coder for s in plan.shares if s.articles < (wish.per_coder or 0)]
        if short and not wish.recode_of:
            said.append(self.tr("There are not enough articles for {}.").format(", ".join(short)))
        if not plan.new:
            said.append(self.tr("Nothing new would be given to anybody."))
        return said

    def show_problem(self, wish: Wish, sentence: str) -> None:
        """Say why a wish cannot be met."""
        if wish != self.wish:
            return
        self._settled = True
        self.tree.clear()
        self.said.setText("" if wish.coders else self._nobody())
        self.complain(self.tree, sentence if wish.coders else "")
        self.ok_button.setEnabled(False)

    def _nobody(self) -> str:
        return self.tr("Tick who gets articles, or add somebody by a short id.")

    def check(self) -> bool:
        """Only what was shown is done."""
        return self.ok_button.isEnabled()
