"""JSON lines: one object a line, its keys being the columns."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from annotator.domain.errors import ImportFileError
from annotator.domain.language import tr
from annotator.formats.readers import encodings
from annotator.formats.readers.paths import SourceFile
from annotator.formats.readers.table import Cells

_FIRST_OBJECTS = 100  # whose keys are the columns people are shown


@dataclass
class JsonTable:
    """An open .jsonl file."""

    columns: tuple[str, ...]
    encoding: str
    notes: tuple[str, ...]
    _file: io.TextIOWrapper
    _lines: Iterator[str]
    _size: int
    unit: str = field(default="line", init=False)
    clean: bool = field(default=False, init=False)  # escapes may stand for anything

    @property
    def reached(self) -> float:
        """The share of the file that was read, 0 to 1."""
        return encodings.share_read(self._file, self._size)

    def rows(self, chosen: Mapping[str, str]) -> Iterator[tuple[int, Cells | str]]:
        """The lines by number, empty ones left out."""
        for number, line in enumerate(self._lines, start=1):
            if not line.isspace():
                found = _read(line)
                if isinstance(found, dict):
                    yield number, {name: _plain(found.get(key)) for name, key in chosen.items()}
                else:
                    yield number, found


def _read(line: str) -> dict[str, object] | str:
    try:
        found = json.loads(line)
    except RecursionError:
        return tr("its JSON is nested too deeply")
    except ValueError as error:
        return tr("it is not JSON: {reason}").format(reason=_reason(error))
    return found if isinstance(found, dict) else tr("it is not a JSON object with names and values")


def _reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return tr("{problem} at character {column}").format(
            problem=error.msg[:1].lower() + error.msg[1:], column=error.colno
        )
    return tr("a number in it is too long")


def _plain(value: object) -> object:
    """Numbers as written in a table; lists and objects stay what they are, to be refused."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float):
        return str(value)
    return value


@contextmanager
def open_json_lines(file: SourceFile, *, whole: bool = True) -> Iterator[JsonTable]:
    """Open a .jsonl file.

    Raises:
        ImportFileError: it is no text, is empty, or begins as another kind of JSON.
    """
    encoding = encodings.detect(file.path, whole=whole)
    columns = _columns(file, encoding)
    with encodings.open_text(file.path, encoding) as stream:
        yield JsonTable(
            columns=columns,
            encoding=encoding.words,
            notes=(encoding.note,) if encoding.note else (),
            _file=stream,
            _lines=encodings.lines_of(stream, encoding),
            _size=file.size,
        )


def _columns(file: SourceFile, encoding: encodings.Encoding) -> tuple[str, ...]:
    """The keys of the first objects, in the order they come."""
    keys: dict[str, None] = {}
    read = objects = 0
    with encodings.open_text(file.path, encoding) as stream:
        for line in stream:
            if line.isspace():
                continue
            found = _read(line)
            read += 1
            if isinstance(found, dict):
                objects += 1
                keys.update(dict.fromkeys(found))
            elif read == 1 and line.lstrip("\ufeff \t").startswith("["):
                raise ImportFileError(
                    tr(
                        "It holds a JSON list. Write one JSON object a line instead, without "
                        "brackets and commas around them."
                    )
                )
            if read == _FIRST_OBJECTS:
                break
    if not read:
        raise ImportFileError(tr("It is empty."))
    if not objects:
        raise ImportFileError(tr("None of its lines is a JSON object. Write one object a line."))
    return tuple(keys)
