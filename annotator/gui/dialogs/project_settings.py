"""What holds for everybody who codes in the project."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from annotator.gui.dialogs.form import Form
from annotator.gui.theme import Theme
from annotator.storage.project_settings import LONGEST_PAUSE, SHORTEST_PAUSE, TimeRule


@dataclass(frozen=True)
class ProjectSettings:
    """The choices of a project's leader."""

    whole_events: bool
    time: TimeRule = field(default_factory=TimeRule)


class ProjectSettingsDialog(Form):
    """Shows the choices; they are kept in the project file and hold for all its coders."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, settings: ProjectSettings, *, read_only: bool
    ) -> None:
        title = QCoreApplication.translate("ProjectSettingsDialog", "Project settings")
        super().__init__(parent, theme, title, ok=self.tr("Keep"), width=460)
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
        self._add_time(settings.time)
        for choice in (self.whole_events, self.count_time):
            choice.setEnabled(not read_only)
        self.idle.setEnabled(not read_only and settings.time.counted)
        self.ok_button.setEnabled(not read_only)

    def _add_time(self, rule: TimeRule) -> None:
        self.count_time = QCheckBox(self.tr("Count the time spent on articles"))
        self.count_time.setChecked(rule.counted)
        self.field(
            "",
            self.count_time,
            self.tr(
                "Seconds of active work per article and day, exported with the codings. Every coder"
                " is told. Switched off, nothing is stored."
            ),
        )
        self.idle = QSpinBox()
        self.idle.setRange(SHORTEST_PAUSE, LONGEST_PAUSE)
        self.idle.setSuffix(self.tr(" s"))
        self.idle.setValue(rule.idle)
        self.field(
            self.tr("Of a pause counts at most"),
            self.idle,
            self.tr("Who does nothing for longer is not counted as at work"),
        )
        self.count_time.toggled.connect(self.idle.setEnabled)

    def chosen(self) -> ProjectSettings:
        """What stands in the fields."""
        rule = TimeRule(self.count_time.isChecked(), self.idle.value())
        return ProjectSettings(self.whole_events.isChecked(), rule)

    @classmethod
    def ask(
        cls, parent: QWidget | None, theme: Theme, settings: ProjectSettings, *, read_only: bool
    ) -> ProjectSettings | None:
        """The choices made; None when it was called off."""
        dialog = cls(parent, theme, settings, read_only=read_only)
        return dialog.chosen() if dialog.run() else None
