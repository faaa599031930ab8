"""One door to everything under ``resources/`` and ``schemas/``, in a checkout and in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _root() -> Path:
    installed = _PACKAGE / "_data"
    return installed if installed.is_dir() else _PACKAGE.parent


def resource(*parts: str) -> Path:
    """A file or folder under ``resources/``, e.g. ``resource("sample")``."""
    return _root().joinpath("resources", *parts)


def schema_path(name: str) -> Path:
    """The schema file that comes with the program under that name."""
    return _root() / "schemas" / f"{name}.json"


def schema_names() -> list[str]:
    """The names of the schemas that come with the program."""
    files = (_root() / "schemas").glob("*.json")
    return sorted(p.stem for p in files if not p.name.endswith(".schema.json"))
