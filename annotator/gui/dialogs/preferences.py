"""How the window looks and reads on this machine; every change shows at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSpinBox, QWidget

from annotator.gui.dialogs.form import Form, line
from annotator.gui.settings import Settings
from annotator.gui.theme import Mode, Theme


class PreferencesDialog(Form):
    """Look and reading preferences."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        settings: Settings,
        on_change: Callable[[], Theme],
        change_keys: Callable[[], object] = lambda: None,
    ) -> None:
        title = QCoreApplication.translate("PreferencesDialog", "Preferences")
        super().__init__(parent, theme, title, width=440)
        self.setProperty("manual", "preferences")
        self._settings = settings
        self._on_change = on_change
        self.mode = QComboBox()
        for mode, label in (
            (Mode.SYSTEM, self.tr("As the desktop")),
            (Mode.LIGHT, self.tr("Light")),
            (Mode.DARK, self.tr("Dark")),
        ):
            self.mode.addItem(label, mode.value)
        self.mode.setCurrentIndex(max(0, self.mode.findData(settings.get("look/mode"))))
        self.mode.activated.connect(lambda _: self._keep("look/mode", self.mode.currentData()))
        self.field(self.tr("Look"), self.mode)
        self.zoom = self._number("look/zoom", 100, 200, 5, " %")
        self.field(self.tr("Size of everything"), self.zoom)
        self.letters = self._number("reading/size", 12, 32, 1, " px")
        self.field(self.tr("Letters of the article"), self.letters)
        self.line_height = self._number("reading/line_height", 110, 250, 5, " %")
        self.field(self.tr("Line height of the article"), self.line_height)
        self.column = self._number("reading/column", 420, 1200, 20, " px")
        self.field(self.tr("Width of the text"), self.column)
        self.any_width = QCheckBox(self.tr("Lines may be longer than 75 letters"))
        self.any_width.setChecked(settings.get("reading/any_width"))
        self.any_width.toggled.connect(lambda on: self._keep("reading/any_width", on))
        self.field("", self.any_width, self.tr("About 75 letters read best"))
        self.serif = self._fonts()
        self.field(self.tr("Font of the article"), self.serif)
        self._add_reset()
        self.pipeline = line(settings.get("suggestions/pipeline"), self.tr("the best installed"))
        self.pipeline.editingFinished.connect(
            lambda: self._keep("suggestions/pipeline", self.pipeline.text().strip())
        )
        self.field(
            self.tr("Pipeline that suggests"),
            self.pipeline,
            self.tr("Name of an installed spaCy pipeline; used from the next opening on"),
        )

        self.keys_button = QPushButton(self.tr("Change keys…"))
        self.keys_button.setAutoDefault(False)
        self.keys_button.clicked.connect(change_keys)
        self.buttons.insertWidget(0, self.keys_button)

    def _add_reset(self) -> None:
        """A button that makes the article read as it did at first."""
        self.reset = QPushButton(self.tr("Read as at first"))
        self.reset.setToolTip(self.tr("Font, size, line height and width of the article"))
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(self._reset_reading)
        self.buttons.insertWidget(0, self.reset)

    def _reset_reading(self) -> None:
        self._settings.reset("reading/")
        for box, name in (
            (self.letters, "reading/size"),
            (self.line_height, "reading/line_height"),
            (self.column, "reading/column"),
        ):
            box.setValue(self._settings.get(name))
        self.any_width.setChecked(self._settings.get("reading/any_width"))
        self.serif.setCurrentIndex(0)
        self._settings.reset("reading/")  # what the fields have just kept are the defaults
        self.set_theme(self._on_change())

    def _fonts(self) -> QComboBox:
        """The fonts that letters can be read in; the platform's own serif comes first."""
        box = QComboBox()
        box.setMaxVisibleItems(16)
        box.addItem(self.tr("The platform's own serif"), "")
        for family in QFontDatabase.families(QFontDatabase.WritingSystem.Latin):
            if not QFontDatabase.isPrivateFamily(family):
                box.addItem(family, family)
        box.setCurrentIndex(max(0, box.findData(self._settings.get("reading/serif"))))
        box.activated.connect(lambda _: self._keep("reading/serif", box.currentData()))
        return box

    def _number(self, name: str, least: int, most: int, step: int, unit: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(least, most)
        box.setSingleStep(step)
        box.setSuffix(unit)
        box.setValue(self._settings.get(name))
        box.valueChanged.connect(lambda value: self._keep(name, value))
        return box

    def _keep(self, name: str, value: object) -> None:
        self._settings.set(name, value)
        self.set_theme(self._on_change())

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        theme: Theme,
        settings: Settings,
        on_change: Callable[[], Theme],
        change_keys: Callable[[], object] = lambda: None,
    ) -> None:
        """Show the preferences; they are kept as they are changed.

        ``on_change`` gives the window its new look and returns it; ``change_keys`` opens the page
        of keys.
        """
        cls(parent, theme, settings, on_change, change_keys).run()
