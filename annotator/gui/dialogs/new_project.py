"""A new project: its file, title and schema."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPushButton, QWidget

from annotator.gui.dialogs.form import Form, line
from annotator.gui.theme import Theme


@dataclass(frozen=True)
class NewProjectRequest:
    """What a new project is made of; ``schema`` is a name that comes along, or a file."""

    path: Path
    title: str
    schema: str


class NewProjectDialog(Form):
    """Asks for title, schema and where to keep the one file."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, schemas: list[tuple[str, str]]
    ) -> None:
        title = QCoreApplication.translate("NewProjectDialog", "New project")
        super().__init__(parent, theme, title, ok=self.tr("Create"))
        self.setProperty("manual", "start")
        self.lead(self.tr("A project is one file: articles, codebook, codings and their history."))
        self.title = line(placeholder=self.tr("Sahel pilot"))
        self.field(self.tr("Title"), self.title)
        self.schema = QComboBox()
        for name, title in schemas:
            self.schema.addItem(title, name)
        self.schema.addItem(self.tr("From a file…"), "")
        self.schema.activated.connect(self._choose_schema)
        self.field(self.tr("Schema"), self.schema, self.tr("Which slots and codes an event has"))
        self.path = line()
        choose = QPushButton(self.tr("Choose…"))
        choose.clicked.connect(self._choose_path)
        row = QWidget()
        both = QHBoxLayout(row)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self.path, 1)
        both.addWidget(choose)
        row.setFocusProxy(self.path)
        self._row = row
        self.field(self.tr("File"), row, self.tr("Best outside synchronised folders"))
        self.title.textEdited.connect(self._suggest_path)
        self._own_path = False
        self.path.textEdited.connect(self._mark_own)

    def _mark_own(self) -> None:
        self._own_path = True

    def _suggest_path(self, title: str) -> None:
        if not self._own_path:
            name = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())
            self.path.setText(str(Path.home() / f"{name}.db") if name else "")

    def _choose_path(self) -> None:
        start = self.path.text() or str(Path.home() / "project.db")
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Keep the project in"), start, self.tr("Projects (*.db)")
        )
        if chosen:
            self._own_path = True
            self.path.setText(chosen)

    def _choose_schema(self, index: int) -> None:
        if self.schema.itemData(index):
            return
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Codebook"), "", self.tr("Codebooks (*.json *.xlsx)")
        )
        if chosen:
            self.schema.insertItem(index, Path(chosen).name, chosen)
        self.schema.setCurrentIndex(index if chosen else 0)

    def check(self) -> bool:
        """A title and a file that does not exist yet, in a folder that does."""
        title, typed = self.title.text().strip(), self.path.text().strip()
        self.complain(self.title, "" if title else self.tr("A project needs a title."))
        sentence = ""
        if not typed:
            sentence = self.tr("Say where to keep the file.")
        elif Path(typed).expanduser().exists():
            sentence = self.tr("This file exists already; choose another name.")
        elif not Path(typed).expanduser().parent.is_dir():
            sentence = self.tr("This folder does not exist.")
        self.complain(self._row, sentence)
        return bool(title) and not sentence

    @property
    def request(self) -> NewProjectRequest:
        """What was asked for."""
        path = Path(self.path.text().strip()).expanduser()
        path = path if path.suffix else path.with_suffix(".db")
        return NewProjectRequest(path, self.title.text().strip(), self.schema.currentData())

    @classmethod
    def ask(
        cls, parent: QWidget | None, theme: Theme, schemas: list[tuple[str, str]]
    ) -> NewProjectRequest | None:
        """What the new project should be, None when it was called off."""
        dialog = cls(parent, theme, schemas)
        return dialog.request if dialog.run() else None
