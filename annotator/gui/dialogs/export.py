"""What to export, and where to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QWidget

from annotator.gui import plain_text
from annotator.gui.dialogs.form import Form
from annotator.gui.theme import Theme

FOLDER = "folder"  # every kind of rows, each in a file
ROWS = (
    "events",
    "dyads",
    "mentions",
    "codings",
    "comments",
    "articles",
    "assignments",
    "codebook",
)


@dataclass(frozen=True)
class Group:
    """Computed columns that say the same by different tables."""

    name: str
    label: str
    help: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class ExportRequest:
    """One export: ``rows`` matters for CSV, a workbook holds all of them."""

    path: Path
    rows: str = "events"
    include_all: bool = False
    raw: bool = False
    picks: Mapping[str, str] = field(default_factory=dict)  # column by group; not named: all
    adjudicated: bool = False  # of an adjudicated article only what was adjudicated


class ExportDialog(Form):
    """Asks for the format and what goes in; the file is chosen last."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        unfinished: int,
        groups: Sequence[Group] = (),
        picks: Mapping[str, str] | None = None,
    ) -> None:
        title = QCoreApplication.translate("ExportDialog", "Export")
        super().__init__(parent, theme, title, ok=self.tr("Choose file…"))
        self.setProperty("manual", "export")
        self.kind = QComboBox()
        self.kind.addItem(self.tr("Excel workbook with every sheet (.xlsx)"), "")
        self.kind.addItem(self.tr("Every sheet as CSV, in a folder"), FOLDER)
        for rows in ROWS:
            self.kind.addItem(self.tr("{} as CSV").format(rows.capitalize()), rows)
        self.field(self.tr("What"), self.kind, self.tr("Workbook and folder explain every column"))
        one = self.tr("One begun and unfinished coding is left out otherwise")
        several = self.tr("{} begun and unfinished codings are left out otherwise")
        left_out = one if unfinished == 1 else several.format(f"{unfinished:,}")
        self.include_all = QCheckBox(self.tr("Unfinished codings too"))
        self.field("", self.include_all, left_out if unfinished else "")
        self.adjudicated = QCheckBox(self.tr("Of adjudicated articles only what was adjudicated"))
        self.field(
            "",
            self.adjudicated,
            self.tr("Otherwise the codings it was made from stand beside it"),
        )
        self.raw = QCheckBox(self.tr("Leave text as it is (CSV for programs, not for Excel)"))
        self.field(
            "",
            self.raw,
            self.tr("Otherwise text that a spreadsheet would run as a formula gets a ' in front"),
        )
        self.groups = {group.name: self._group_box(group, picks or {}) for group in groups}
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self._follow_kind()

    def _group_box(self, group: Group, picks: Mapping[str, str]) -> QComboBox:
        """The choice among the columns of one group."""
        box = QComboBox()
        box.addItem(self.tr("All of them"), "all")
        for column in group.columns:
            box.addItem(column, column)
        box.addItem(self.tr("None"), "none")
        box.setCurrentIndex(max(0, box.findData(picks.get(group.name, "all"))))
        self.field(group.label, box, group.help)
        return box

    @property
    def picks(self) -> dict[str, str]:
        """The column picked of each group; a group of which all are wanted is not named."""
        chosen = {name: str(box.currentData()) for name, box in self.groups.items()}
        return {name: column for name, column in chosen.items() if column != "all"}

    def _follow_kind(self) -> None:
        kind = self.kind.currentData()
        self.raw.setEnabled(bool(kind))
        said = self.tr("Choose folder…") if kind == FOLDER else self.tr("Choose file…")
        self.ok_button.setText(plain_text.button(said))

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        theme: Theme,
        *,
        folder: Path,
        unfinished: int = 0,
        groups: Sequence[Group] = (),
        picks: Mapping[str, str] | None = None,
    ) -> ExportRequest | None:
        """What to export and where to, None when it was called off.

        ``groups`` are the groups of computed columns among which a team picks, ``picks`` what was
        picked last time.
        """
        dialog = cls(parent, theme, unfinished=unfinished, groups=groups, picks=picks)
        if not dialog.run():
            return None
        kind = dialog.kind.currentData()
        path = dialog.choose_folder(folder) if kind == FOLDER else dialog.choose_file(folder)
        if path is None:
            return None
        rows = kind if kind in ROWS else ROWS[0]
        include_all, raw = dialog.include_all.isChecked(), dialog.raw.isChecked()
        adjudicated = dialog.adjudicated.isChecked()
        return ExportRequest(path, rows, include_all, raw, dialog.picks, adjudicated)

    def choose_file(self, folder: Path) -> Path | None:
        """The file to write, with the ending of its kind."""
        rows = self.kind.currentData()
        ending = ".csv" if rows else ".xlsx"
        chosen, _ = QFileDialog.getSaveFileName(
            self.parentWidget(),
            self.tr("Export to"),
            str(folder / f"{rows or ROWS[0]}{ending}"),
            f"*{ending}",
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() in (".csv", ".xlsx") else path.with_suffix(ending)

    def choose_folder(self, folder: Path) -> Path | None:
        """The folder to write every sheet into."""
        title = self.tr("Folder for the CSV files")
        chosen = QFileDialog.getExistingDirectory(self.parentWidget(), title, str(folder))
        return Path(chosen) if chosen else None
