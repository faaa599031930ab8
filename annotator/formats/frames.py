"""An export as data frames, for scripts: everything as text, exactly as it was written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain.errors import ImportFileError
from annotator.domain.language import tr
from annotator.formats.safe_text import unguard

if TYPE_CHECKING:
    from pandas import DataFrame


def read_export(path: Path | str) -> dict[str, DataFrame]:
    """The sheets of a workbook, one CSV file or a folder of them, as data frames by their name.

    Every cell is text: codes keep their zeros, dates are ISO days, an empty cell is "". A ``'``
    that the export put in front of a text is taken away again. CSV files go by the name of the
    file ("events" for ``events.csv``), sheets by their own ("Events").

    Raises:
        ImportFileError: it is missing or is neither.
    """
    path = Path(path)
    if path.is_dir():
        return {file.stem: _csv(file) for file in sorted(path.glob("*.csv"))}
    if path.suffix.lower() == ".csv":
        return {path.stem: _csv(path)}
    if path.suffix.lower() == ".xlsx":
        return _workbook(path)
    raise ImportFileError(
        tr("“{path}” is no export: give a .xlsx file, a .csv file or a folder.").format(path=path)
    )


def _csv(path: Path) -> DataFrame:
    import pandas as pd  # noqa: PLC0415 - heavy

    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise ImportFileError(
            tr("“{path}” cannot be read as CSV ({error}).").format(path=path, error=error)
        ) from error
    return frame.map(unguard)


def _workbook(path: Path) -> dict[str, DataFrame]:
    import zipfile  # noqa: PLC0415 - only here

    import pandas as pd  # noqa: PLC0415 - heavy
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy

    try:
        book = load_workbook(path, read_only=True)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ImportFileError(
            tr("“{path}” cannot be read as a workbook ({error}).").format(path=path, error=error)
        ) from error
    frames = {}
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True)
        header = [_text(cell) for cell in next(rows, ())]
        cells = [[_text(cell) for cell in row] for row in rows]
        frames[sheet.title] = pd.DataFrame(cells, columns=pd.Index(header), dtype=str)
    book.close()
    return frames


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell)
