"""A codebook as a file of either kind: a schema file (.json) or a workbook (.xlsx)."""

from __future__ import annotations

from pathlib import Path

from annotator.domain.schema import Schema


def read_schema(path: Path) -> Schema:
    """The schema of a workbook, by its ending, or of a schema file.

    Raises:
        SchemaError: it has problems; all of them are listed.
        ImportFileError: it is a workbook that cannot be read.
    """
    if path.suffix.lower() == ".xlsx":
        from annotator.formats.codebook_sheets import read_codebook  # noqa: PLC0415 - heavy

        return read_codebook(path).schema
    from annotator.domain import schema_file  # noqa: PLC0415 - loads pydantic

    return schema_file.load(path)


def write_schema(schema: Schema, path: Path) -> None:
    """Write a schema file or, by the ending, a workbook; whole or not at all.

    Raises:
        ExportError: it cannot be written there.
    """
    if path.suffix.lower() == ".xlsx":
        from annotator.formats.codebook_sheets import write_codebook  # noqa: PLC0415 - heavy

        write_codebook(path, schema)
        return
    from annotator.domain import schema_file  # noqa: PLC0415 - loads pydantic
    from annotator.formats.writers.target import replacing  # noqa: PLC0415 - with the rest

    with replacing(path) as unfinished:
        schema_file.save(schema, unfinished)
