"""What holds for everybody who codes in the project."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QWidget

from annotator.gui.dialogs.form import Form
from annotator.gui.theme import Theme


@dataclass(frozen=True)
class ProjectSettings:
    """The choices of a project's leader."""

    whole_events: bool


class ProjectSettingsDialog(Form):
    """Shows the choices; they are kept in the project file and hold for all its coders."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, settings: ProjectSettings, *, read_only: bool
    ) -> None:
        super().__init__(parent, theme, "Project settings", ok=self.tr("Keep"), width=460)
        self.setProperty("manual", "preferences")
        if read_only:
            self.lead(self.tr("The project is open for reading only: nothing can be changed."))
        else:
            self.lead(self.tr("These hold for everybody who codes in this project."))
        self.whole_events = QCheckBox(self.tr("Suggest whole events"))
        self.whole_events.setChecked(settings.whole_events)
        self.field(
            "",
            self.whole_events,
            self.tr(
                "Who did what to whom, on dashed cards behind the coder's own. Switched off, single"
                " words are still suggested."
            ),
        )
        self.whole_events.setEnabled(not read_only)
        self.ok_button.setEnabled(not read_only)

    @classmethod
    def ask(
        cls, parent: QWidget | None, theme: Theme, settings: ProjectSettings, *, read_only: bool
    ) -> ProjectSettings | None:
        """The choices made; None when it was called off."""
        dialog = cls(parent, theme, settings, read_only=read_only)
        return ProjectSettings(dialog.whole_events.isChecked()) if dialog.run() else None
