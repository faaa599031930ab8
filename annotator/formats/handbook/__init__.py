"""A codebook as one printable page for coders: everything in it, with links and an index."""

from __future__ import annotations

from pathlib import Path

from annotator.domain.schema import Schema
from annotator.formats.handbook.page import page
from annotator.formats.writers.target import replacing

__all__ = ["page", "write_handbook"]


def write_handbook(schema: Schema, path: Path) -> None:
    """Write the handbook of a codebook as an HTML file that needs nothing besides itself.

    Raises:
        ExportError: the file cannot be written there; what was there stays.
    """
    with replacing(path) as unfinished:
        unfinished.write_text(page(schema), encoding="utf-8")
