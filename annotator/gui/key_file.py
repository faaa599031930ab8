"""A set of keys as a file, to carry it to another machine or give it to somebody."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from annotator.domain.errors import KnownError
from annotator.gui.commands import Chosen

_MOST = 1_000_000  # bytes: a set of keys is far smaller
_KEYS_OF_ONE = 20  # keys that one command can have


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeyFile", text)


class KeyFileError(KnownError):
    """A file holds no set of keys, or it cannot be written."""


def write(path: Path, chosen: Chosen) -> None:
    """Write the keys that differ from the program's own.

    Raises:
        KeyFileError: when the file cannot be written.
    """
    told = {"keys": {name: list(keys) for name, keys in sorted(chosen.items())}}
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        why = error.strerror or error
        raise KeyFileError(
            _tr("The keys could not be saved as {path}: {why}.").format(path=path, why=why)
        ) from error


def read(path: Path) -> dict[str, tuple[str, ...]]:
    """The keys of a file by command id.

    Raises:
        KeyFileError: when it is no such file; the sentence says what is wrong.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST + 1)
        held = json.loads(raw.decode("utf-8-sig")) if len(raw) <= _MOST else None
    except OSError as error:
        raise KeyFileError(
            _tr("{path} cannot be read: {error}.").format(path=path, error=error.strerror or error)
        ) from error
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise KeyFileError(
            _tr("{path} holds no set of keys: it is not JSON.").format(path=path.name)
        ) from error
    keys = held.get("keys") if isinstance(held, dict) else None
    if not isinstance(keys, dict):
        raise KeyFileError(
            _tr(
                "{path} holds no set of keys: it needs an object “keys” with a list of "
                "keys for each command."
            ).format(path=path.name)
        )
    return {name: _keys(path, name, value) for name, value in keys.items()}


def _keys(path: Path, name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
        raise KeyFileError(
            _tr(
                '{path} holds no set of keys: “{name}” needs a list of keys such as ["N", '
                '"Ctrl+N"].'
            ).format(path=path.name, name=name[:60])
        )
    return tuple(value[:_KEYS_OF_ONE])
