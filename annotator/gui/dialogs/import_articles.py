"""Which files to import, how their columns are read, and a date for those without one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QWidget,
)

from annotator.gui import plain_text
from annotator.gui.dialogs.form import Form, date_problem, line, text_label
from annotator.gui.theme import NEAR, STEP, Theme

FIELDS = ("text", "title", "date", "source", "url", "id", "language")
_ROWS = 4  # of fields beside one another


@dataclass(frozen=True)
class ImportPreview:
    """What a look into the files found: columns, how they are read, the first titles, trouble."""

    columns: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class ImportRequest:
    """What to import; ``mapping`` says which column is which field."""

    paths: tuple[Path, ...]
    mapping: Mapping[str, str]
    published: dt.date | None


Preview = Callable[[list[Path], Mapping[str, str]], ImportPreview]


class ImportDialog(Form):
    """Files on top, what was understood of them below."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, preview: Preview, paths: list[Path]
    ) -> None:
        title = QCoreApplication.translate("ImportDialog", "Import articles")
        super().__init__(parent, theme, title, ok=self.tr("Import"), width=620)
        self.setProperty("manual", "import")
        self.lead(
            self.tr("Text files (first line is the title), CSV, Excel or JSON lines, or a folder.")
        )
        self._preview = preview
        self.paths: list[Path] = []
        self.files = QListWidget()
        self.files.setMinimumHeight(self.room(96))
        self.files.setMaximumHeight(theme.px(130))
        self.field(self.tr("Files"), self.files)
        self._add_buttons(theme)
        self._choices: dict[str, QComboBox] = {}
        self._labels: list[QLabel] = []
        self._head = text_label(self.tr("Which column is what"), "formLabel")
        self.body.addWidget(self._head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(STEP))
        self._grid.setVerticalSpacing(theme.px(NEAR))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.body.addLayout(self._grid)
        self._found = text_label("", "formHelp")
        self.body.addWidget(self._found)
        self.published = line("", "2025-04-09")
        self.field(
            self.tr("Publication date for articles without one"),
            self.published,
            self.tr("Empty: not known; each can be set later"),
        )
        self.add(paths)
        if not paths and self._files_button is not None:
            self._files_button.setFocus()

    def _add_buttons(self, theme: Theme) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(NEAR))
        for label, action in (
            (self.tr("Add files…"), self._choose_files),
            (self.tr("Add folder…"), self._choose_folder),
            (self.tr("Remove"), self._remove),
        ):
            button = QPushButton(label)
            button.setAutoDefault(False)
            button.clicked.connect(action)
            row.addWidget(button)
        first = row.itemAt(0)
        assert first is not None
        self._files_button = first.widget()
        row.addStretch(1)
        self.body.addLayout(row)

    def _choose_files(self) -> None:
        kinds = self.tr("Articles (*.txt *.csv *.xlsx *.jsonl);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Articles"), "", kinds)
        self.add([Path(name) for name in chosen])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of articles"))
        self.add([Path(chosen)] if chosen else [])

    def _remove(self) -> None:
        row = self.files.currentRow()
        if row >= 0:
            del self.paths[row]
            self.files.takeItem(row)
            self._look(fresh=True)

    def add(self, paths: list[Path]) -> None:
        """Put more files on the list and look into them."""
        for path in paths:
            if path not in self.paths:
                self.paths.append(path)
                self.files.addItem(str(path))
        self._look(fresh=True)

    def _look(self, *, fresh: bool) -> None:
        found = self._preview(self.paths, {} if fresh else self.mapping)
        self.complain(self.files, found.problem)
        if fresh:
            self._show_columns(found)
        shown = " · ".join(found.titles)
        self._found.setText(self.tr("First titles: {}").format(shown) if shown else "")
        self._found.setVisible(bool(shown))
        self.ok_button.setEnabled(bool(self.paths))

    def _show_columns(self, found: ImportPreview) -> None:
        for old in (*self._labels, *self._choices.values()):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._labels.clear()
        self._choices.clear()
        self._head.setVisible(bool(found.columns))
        for place, name in enumerate(FIELDS if found.columns else ()):
            choice = QComboBox()
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(10)
            choice.addItem(self.tr("(none)"), "")
            for column in found.columns:
                choice.addItem(column, column)
            choice.setCurrentIndex(max(0, choice.findData(found.mapping.get(name, ""))))
            choice.setAccessibleName(self.tr("Column for {}").format(self._label(name)))
            choice.activated.connect(lambda _: self._look(fresh=False))
            self._choices[name] = choice
            label = plain_text.label(self._label(name))
            label.setBuddy(choice)
            self._labels.append(label)
            row, half = place % _ROWS, 2 * (place // _ROWS)
            self._grid.addWidget(label, row, half)
            self._grid.addWidget(choice, row, half + 1)
        if self.isVisible():
            QTimer.singleShot(0, self, self._fit)

    def _label(self, name: str) -> str:
        return {
            "text": self.tr("Text"),
            "title": self.tr("Title"),
            "date": self.tr("Date"),
            "source": self.tr("Source"),
            "url": self.tr("Address"),
            "id": self.tr("Id"),
            "language": self.tr("Language"),
        }[name]

    @property
    def mapping(self) -> dict[str, str]:
        """Which column each field is read from."""
        chosen = {name: choice.currentData() for name, choice in self._choices.items()}
        return {name: column for name, column in chosen.items() if column}

    def check(self) -> bool:
        """A date is a date; trouble with the files is said by the preview."""
        problem = date_problem(self.published.text().strip())
        self.complain(self.published, problem)
        return not problem and bool(self.paths) and not self.complaint(self.files)

    @classmethod
    def ask(
        cls, parent: QWidget | None, theme: Theme, preview: Preview, paths: list[Path]
    ) -> ImportRequest | None:
        """What to import, None when it was called off."""
        dialog = cls(parent, theme, preview, paths)
        if not dialog.run():
            return None
        typed = dialog.published.text().strip()
        day = dt.date.fromisoformat(typed) if typed else None
        return ImportRequest(tuple(dialog.paths), dialog.mapping, day)
