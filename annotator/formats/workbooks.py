"""Workbooks opened for reading; what cannot be opened gets a sentence."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from annotator.domain.errors import ImportFileError
from annotator.domain.language import tr

if TYPE_CHECKING:
    from openpyxl import Workbook

_LOCKED_OR_OLD = b"\xd0\xcf\x11\xe0"


@contextmanager
def opened(path: Path) -> Iterator[Workbook]:
    """Open a workbook with its formulas as they are written, not as they were computed.

    Raises:
        ImportFileError: the file cannot be read, is locked by a password, or is no workbook.
    """
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ImportFileError(
            tr(
                "“{path}” cannot be read ({reason}). Check the path and the right to read it."
            ).format(path=path, reason=reason)
        ) from error
    with stream, closing(_load(path, stream)) as book:
        yield book


def _load(path: Path, stream: BinaryIO) -> Workbook:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load

    # It warns of styles and rules that it does not keep; none of them is read here.
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    if stream.read(4) == _LOCKED_OR_OLD:
        raise ImportFileError(
            tr(
                "“{path}” is locked by a password, or an old .xls file. Save it anew as "
                ".xlsx, unlocked."
            ).format(path=path)
        )
    try:
        return load_workbook(stream, read_only=True, keep_links=False)
    except Exception as error:  # whatever a broken file makes openpyxl raise
        raise damaged(path, error) from error


def damaged(path: Path, error: Exception) -> ImportFileError:
    """The sentence for a file that the library cannot read."""
    return ImportFileError(
        tr(
            "“{path}” is no workbook, or damaged ({error}). Open it in a spreadsheet "
            "program and save it anew as .xlsx."
        ).format(path=path, error=type(error).__name__)
    )
