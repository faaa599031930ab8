"""Which files an import reads: those named, and those inside the folders named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from annotator.domain.errors import ImportFileError
from annotator.domain.incoming import BadRow, Origin
from annotator.domain.language import later, tr


class Kind(Enum):
    """How a file is read, with the endings of its name."""

    TEXT = (".txt",)
    DELIMITED = (".csv", ".tsv")
    WORKBOOK = (".xlsx", ".xlsm")
    JSON_LINES = (".jsonl", ".ndjson")


KIND_BY_SUFFIX = {suffix: kind for kind in Kind for suffix in kind.value}
_INSTEAD = {
    ".json": later("Write one JSON object a line and name it .jsonl."),
    ".xls": later("Open it in a spreadsheet program and save it as .xlsx or .csv."),
    ".ods": later("Open it in a spreadsheet program and save it as .xlsx or .csv."),
    ".doc": later("Save its text as .txt."),
    ".docx": later("Save its text as .txt."),
    ".pdf": later("Save its text as .txt."),
    ".html": later("Save its text as .txt."),
}
_READ = later("Articles are read from .txt, .csv, .xlsx and .jsonl files.")


@dataclass(frozen=True)
class SourceFile:
    """One file to read; ``name`` is what people see: the path within the folder named."""

    path: Path
    name: str
    kind: Kind
    size: int  # bytes


def collect(paths: Sequence[Path]) -> tuple[list[SourceFile], list[BadRow]]:
    """The files to read, in order and each once, and what inside folders cannot be looked into.

    Raises:
        ImportFileError: a path is missing, cannot be read or is of no known kind, or a folder
            holds no articles.
    """
    files: dict[Path, SourceFile] = {}
    bad: list[BadRow] = []
    for given in paths:
        path = Path(given).expanduser()
        for found in _inside(path) if _is_folder(path) else (_named(path),):
            if isinstance(found, BadRow):
                bad.append(found)
            else:
                files.setdefault(found.path.resolve(), found)
    return list(files.values()), bad


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        raise _refused(path, error) from error


def _named(path: Path) -> SourceFile:
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise ImportFileError(
            tr("There is no file or folder “{path}”. Check the name; nothing was imported.").format(
                path=shown(path)
            )
        ) from None
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error
    kind = KIND_BY_SUFFIX.get(path.suffix.lower())
    if kind is None:
        instead = tr(_INSTEAD.get(path.suffix.lower(), _READ))
        raise ImportFileError(
            tr("“{path}” cannot be imported as it is. {instead}").format(
                path=shown(path), instead=instead
            )
        )
    return SourceFile(path, shown(path.name), kind, size)


def _inside(folder: Path) -> list[SourceFile | BadRow]:
    refused: list[OSError] = []
    found = sorted(_walk(folder, refused), key=lambda path: path.relative_to(folder).parts)
    for error in refused:
        if Path(error.filename) == folder:
            raise _refused(folder, error) from error
    if not found:
        raise ImportFileError(
            tr(
                "The folder “{folder}” holds no articles: no .txt, .csv, .xlsx or .jsonl files "
                "are in it. Nothing was imported."
            ).format(folder=shown(folder))
        )
    files = [_of_folder(folder, path) for path in found]
    return [*(_closed(folder, error) for error in refused), *files]


def _walk(folder: Path, refused: list[OSError]) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            hidden = name.startswith((".", "~$"))  # ~$: a lock of a workbook that is open
            if not hidden and Path(name).suffix.lower() in KIND_BY_SUFFIX:
                yield Path(root, name)


def _of_folder(folder: Path, path: Path) -> SourceFile | BadRow:
    name = shown(path.relative_to(folder).as_posix())
    try:
        size = path.stat().st_size
    except OSError as error:
        return BadRow(Origin(name), tr("it cannot be read: {reason}").format(reason=reason(error)))
    return SourceFile(path, name, KIND_BY_SUFFIX[path.suffix.lower()], size)


def _closed(folder: Path, error: OSError) -> BadRow:
    name = shown(Path(error.filename).relative_to(folder).as_posix())
    return BadRow(
        Origin(name), tr("the folder cannot be read: {reason}").format(reason=reason(error))
    )


def _refused(path: Path, error: Exception) -> ImportFileError:
    return ImportFileError(
        tr(
            "“{path}” cannot be read: {reason}. Nothing was imported. Ask for access "
            "to it, or copy it to a folder of your own."
        ).format(path=shown(path), reason=reason(error))
    )


def reason(error: Exception) -> str:
    """Why the system refused, in its words."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return words[:1].lower() + words[1:]


def shown(path: Path | str) -> str:
    """A file's name as text that can be stored and printed, whatever its bytes are."""
    name = os.fsencode(path).decode("utf-8", errors="replace")
    return " ".join(name.split())
