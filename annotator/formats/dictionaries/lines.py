"""The lines of a dictionary's file, whatever they are encoded in.

Dictionaries have grown for decades under many hands: most lines of one are UTF-8, and a few that
somebody added are in an older encoding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import ImportFileError
from annotator.domain.language import tr
from annotator.formats.readers import encodings

_WIDE = ("utf-16", "utf-32")
_BREAK = re.compile(r"\r\n|\n|\r")
_BOM = b"\xef\xbb\xbf"
_OLDER = "cp1252"
_MOST_NAMED = 5


@dataclass(frozen=True)
class Lines:
    """The lines of a file without their breaks; the first has number 1."""

    texts: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_lines(path: Path) -> Lines:
    """All lines of a file.

    Raises:
        ImportFileError: it is missing, or no text.
    """
    try:
        encoding = encodings.detect(path)
        data = path.read_bytes()
    except ImportFileError as error:
        raise ImportFileError(
            tr("“{path}” cannot be read as a dictionary. {error}").format(
                path=path.name, error=error
            )
        ) from error
    except OSError as error:
        raise ImportFileError(
            tr("“{path}” cannot be read: {error}.").format(path=path, error=error.strerror or error)
        ) from error
    notes = (f"“{path.name}”: {encoding.note}",) if encoding.note else ()
    if encoding.codec.startswith(_WIDE):
        return Lines(tuple(_BREAK.split(data.decode(encoding.codec, encoding.errors))), notes)
    raw = data.removeprefix(_BOM).splitlines()
    texts = [_utf8(line) for line in raw]
    strange = [number for number, text in enumerate(texts, start=1) if text is None]
    if not strange:
        return Lines(tuple(text or "" for text in texts))
    mixed = sum(text is not None and not text.isascii() for text in texts) >= len(strange)
    codec = _OLDER if mixed else encoding.codec
    return Lines(
        tuple(
            line.decode(codec, "replace") if text is None else text
            for line, text in zip(raw, texts, strict=True)
        ),
        (_mixture(path, strange),) if mixed else notes,
    )


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return None


def _mixture(path: Path, strange: list[int]) -> str:
    named = ", ".join(f"{number:,}" for number in strange[:_MOST_NAMED])
    more = len(strange) - _MOST_NAMED
    if len(strange) == 1:
        sentence = tr("“{file}”: line {lines} is not UTF-8 like the rest and read as Windows-1252")
    elif more > 0:
        sentence = tr(
            "“{file}”: lines {lines} and {more:,} more are not UTF-8 like the rest and read as"
            " Windows-1252"
        )
    else:
        sentence = tr(
            "“{file}”: lines {lines} are not UTF-8 like the rest and read as Windows-1252"
        )
    return sentence.format(file=path.name, lines=named, more=more)
