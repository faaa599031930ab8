"""What the program remembers on this machine, as one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import platformdirs
from PySide6.QtCore import QByteArray, QSettings

APP = "annotator"


@dataclass(frozen=True)
class Setting:
    """One remembered choice."""

    name: str
    default: Any
    label: str


SETTINGS = (
    Setting("look/mode", "system", "Light, dark, or as the desktop"),
    Setting("look/zoom", 100, "Size of everything, per cent"),
    Setting("reading/size", 17, "Size of the article's letters, pixels at 100 %"),
    Setting("reading/line_height", 170, "Line height of the article, per cent"),
    Setting("reading/column", 660, "Width of the text column, pixels at 100 %"),
    Setting("reading/any_width", False, "Whether lines may be longer than 75 letters"),
    Setting("reading/serif", "", "Font of the article; empty: the platform's serif"),
    Setting("suggestions/pipeline", "", "Pipeline that suggests; empty: the best one installed"),
    Setting("suggestions/walk_quiet", False, "Whether quiet suggestions are walked too"),
    Setting("recent/projects", [], "Project files opened last, newest first"),
    Setting("tour/project", "", "Copy of the sample that the tour goes on in"),
    Setting("tour/step", 0, "How many steps of the tour are behind"),
    Setting("tour/finished", False, "Whether the tour was taken to its end, or left for good"),
    Setting("palette/recent", [], "Commands run from the palette lately, latest first"),
    Setting("window/geometry", QByteArray(), "Place and size of the window"),
    Setting("window/panes", QByteArray(), "Widths of the panes"),
    Setting("adjudication/geometry", QByteArray(), "Place and size of the adjudication window"),
    Setting("adjudication/panes", QByteArray(), "Widths of its panes"),
    Setting("adjudication/names_hidden", False, "Whether coders have numbers in place of names"),
    Setting("window/queue_shown", True, "Whether the queue is unfolded"),
)
_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}
RECENT_KEPT = 12
_KEYS = "keys"  # one value per command, its keys with spaces between


class Settings:
    """Read and write remembered choices; unknown names are refused."""

    def __init__(self, path: Path | None = None) -> None:
        path = path or Path(platformdirs.user_config_dir(APP, appauthor=False)) / "annotator.ini"
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def folder(self) -> Path:
        """Where the settings are kept."""
        return Path(self._store.fileName()).parent

    def get(self, name: str) -> Any:  # noqa: ANN401 - a setting has its default's type
        """The remembered value, or the default; always of the default's type."""
        default = _DEFAULTS[name]
        value: Any = self._store.value(name, default)
        return _as_type_of(default, value)

    def set(self, name: str, value: object) -> None:
        """Remember a value."""
        if name not in _DEFAULTS:
            raise KeyError(name)
        self._store.setValue(name, value)

    def reset(self, prefix: str) -> None:
        """Forget every remembered choice whose name begins so: the defaults hold again."""
        for name in _DEFAULTS:
            if name.startswith(prefix):
                self._store.remove(name)

    def project_value(self, project_uuid: str, name: str) -> str:
        """What is remembered for one project on this machine, e.g. its coder."""
        return str(self._store.value(f"project/{project_uuid}/{name}", ""))

    def set_project_value(self, project_uuid: str, name: str, value: str) -> None:
        """Remember something for one project on this machine."""
        self._store.setValue(f"project/{project_uuid}/{name}", value)

    def where(self, path: Path) -> tuple[int, int]:
        """The number of the article one was at in a file, and of how many; 0, 0: unknown."""
        number, _, total = str(self._store.value(_where(path), "")).partition("/")
        return (int(number), int(total)) if number.isdigit() and total.isdigit() else (0, 0)

    def set_where(self, path: Path, where: tuple[int, int]) -> None:
        """Remember for the start page how far one was in a project file."""
        self._store.setValue(_where(path), f"{where[0]}/{where[1]}")

    def chosen_keys(self) -> dict[str, tuple[str, ...]]:
        """The keys chosen for commands by command id, where they are not the table's."""
        self._store.beginGroup(_KEYS)
        held = {name: str(self._store.value(name, "")) for name in self._store.childKeys()}
        self._store.endGroup()
        return {name: tuple(keys.split()) for name, keys in held.items()}

    def set_chosen_keys(self, chosen: Mapping[str, tuple[str, ...]]) -> None:
        """Remember these keys and no others; a command with no key at all has an empty tuple."""
        self._store.remove(_KEYS)
        for name, keys in chosen.items():
            self._store.setValue(f"{_KEYS}/{name}", " ".join(keys))

    def add_recent(self, path: Path) -> None:
        """Put a project file first among those opened last."""
        entry = str(path.resolve())
        others = [known for known in self.get("recent/projects") if known != entry]
        self.set("recent/projects", [entry, *others][:RECENT_KEPT])

    def forget_recent(self, path: str) -> None:
        """Take a project file off the list; the file itself stays."""
        self.set("recent/projects", [p for p in self.get("recent/projects") if p != path])
        self._store.remove(_where(Path(path)))

    def sync(self) -> None:
        """Write to disk now."""
        self._store.sync()


def _where(path: Path) -> str:
    return f"where/{quote(str(path.resolve()), safe='')}"


def _as_type_of(default: object, value: Any) -> Any:  # noqa: ANN401 - an INI file holds text
    if isinstance(default, bool):
        return value in (True, "true", "1")
    if isinstance(default, int):
        try:
            return int(value)
        except (TypeError, ValueError):
            return default
    if isinstance(default, list):
        return [value] if isinstance(value, str) else list(value or [])
    return value if isinstance(value, type(default)) else default
