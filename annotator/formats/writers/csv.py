"""A sheet as a CSV file: UTF-8 with a byte order mark, commas, a line end as RFC 4180 has it."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from annotator.domain.errors import ExportError
from annotator.domain.language import tr
from annotator.formats import safe_text
from annotator.formats.fingerprint import Fingerprint
from annotator.formats.sheets import Chunk, Sheet
from annotator.formats.slot_cells import Cells
from annotator.formats.slot_columns import ColumnType
from annotator.formats.writers.pace import Pace
from annotator.formats.writers.written import Written

_BOM = b"\xef\xbb\xbf"
_LINE_END = "\r\n"


def write_csv(path: Path, sheet: Sheet, pace: Pace, *, raw: bool) -> Written:
    """Write a sheet and read it back; returns what was written.

    ``raw`` leaves text as it is. Without it, text that a spreadsheet would run as a formula gets a
    ``'`` in front, characters that none can hold are replaced, and cells longer than it can hold
    are refused.

    Raises:
        ExportError: a cell is too long, or what was read back is not what was written.
    """
    table = _Table(sheet, raw=raw)
    header = tuple(column.name for column in sheet.columns)
    with path.open("wb") as file:
        file.write(_BOM)
        file.write(_bytes([header]) or b"")
        for chunk in sheet.chunks():
            file.write(table.encoded(chunk))
            pace.advance(len(chunk))
    _verify(path, header, table.written, pace)
    return table.written


class _Table:
    """Turns rows into the bytes of one CSV file."""

    def __init__(self, sheet: Sheet, *, raw: bool) -> None:
        self.written = Written(sheet.columns)
        self._sheet = sheet
        self._raw = raw
        self._texts = [n for n, c in enumerate(sheet.columns) if c.type is ColumnType.TEXT]

    def encoded(self, rows: Chunk) -> bytes:
        """The bytes of some rows."""
        joined = [safe_text.SEPARATOR.join(row) for row in rows]
        if not self._raw and any(map(safe_text.may_run, joined)):
            rows = [
                self._guarded(row) if safe_text.may_run(line) else row
                for line, row in zip(joined, rows, strict=True)
            ]
            joined = [safe_text.SEPARATOR.join(row) for row in rows]
        found = _bytes(rows)
        if found is None or (not self._raw and safe_text.suspicious(_without_line_ends(found))):
            rows = [self._cleaned(row) for row in rows]
            joined = [safe_text.SEPARATOR.join(row) for row in rows]
            found = _bytes(rows)
        assert found is not None
        for line, row in zip(joined, rows, strict=True):
            if len(line) > safe_text.SURELY_SHORT and not self._raw:
                safe_text.refuse_long(self._sheet.name, self._sheet.columns, row)
            self.written.fingerprint.add(line)
        return found

    def _cleaned(self, row: Cells) -> Cells:
        make = safe_text.encodable if self._raw else safe_text.clean
        cells = [make(cell) for cell in row]
        self.written.replaced += sum(number for _, number in cells)
        return tuple(text for text, _ in cells)

    def _guarded(self, row: Cells) -> Cells:
        """The row with a ``'`` in front of what a spreadsheet would run."""
        cells = list(row)
        for at in self._texts:
            cells[at] = safe_text.guard(cells[at])
        return tuple(cells)


def _bytes(rows: Chunk) -> bytes | None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=_LINE_END).writerows(rows)
    try:
        return text.getvalue().encode()
    except UnicodeEncodeError:  # a lone surrogate
        return None


def _without_line_ends(encoded: bytes) -> bytes:
    return encoded.replace(b"\r\n", b"\n")


def _verify(path: Path, header: Cells, written: Written, pace: Pace) -> None:
    found = Fingerprint()
    allow_long_cells()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        difference = "" if tuple(next(rows, ())) == header else tr("the header")
        for row in rows:
            found.add(safe_text.SEPARATOR.join(row))
            if found.rows % 1000 == 0:
                pace.advance(1000)
    difference = difference or found.difference(written.fingerprint)
    if difference:
        raise ExportError(
            tr(
                "The file was not kept as it was written ({difference}), so it was thrown "
                "away. What was there before is unchanged. Export to another disk."
            ).format(difference=difference)
        )


def allow_long_cells() -> None:
    """Let the csv module read cells of any length (its own limit is 131,072 characters)."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
