"""A report on agreement, from whatever coded data a file holds."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from annotator.agreement.coefficients.distances import Scale
from annotator.agreement.figures import AgreementError
from annotator.agreement.reporting.anonymous import Sentence, read_sentences
from annotator.agreement.reporting.comparison import (
    ADJUDICATION,
    Selection,
    finished_twice,
    rounds_of,
)
from annotator.agreement.reporting.fields import fields_of
from annotator.agreement.reporting.reliability import Row, reliability_rows
from annotator.agreement.reporting.report import Options, Report
from annotator.agreement.reporting.report_data import settings
from annotator.agreement.reporting.study import Study
from annotator.agreement.reporting.table_figures import Given
from annotator.domain import schema_file
from annotator.domain.errors import ExportError
from annotator.domain.language import tr
from annotator.domain.schema import Schema
from annotator.formats.readers.exported import read_tables
from annotator.jobs.exported_study import is_export, study_of_export
from annotator.jobs.project_study import study_of_project
from annotator.jobs.value_table import values_of, weights_in
from annotator.storage.project import open_project

SETTINGS = "-settings.csv"
"""What stands in place of ``.csv`` in the name of the file that says how figures were computed."""


def read_weights(named: Mapping[str, Path]) -> dict[str, Scale]:
    """Scales of one's own for fields, each from a table of how far values are apart.

    Raises:
        ImportFileError: a file cannot be read, or is no such table.
    """
    return {field: weights_in(read_tables(path)[0]) for field, path in named.items()}


def report_on(study: Study, selection: Selection, options: Options) -> Report:
    """The report on a study; without a round, on the one in which most articles are coded twice.

    Raises:
        AgreementError: the round, a coder, or a field that is weighed does not exist.
    """
    unknown = options.weights.keys() - {field.name for field in fields_of(study.schema)}
    if unknown:
        said = tr("There is no field “{name}” to weigh. There are: {known}.")
        known = ", ".join(field.name for field in fields_of(study.schema))
        raise AgreementError(said.format(name=min(unknown), known=known))
    chosen = selection.round or busiest_round(study)
    return Report(study, Selection(chosen, selection.against, selection.coders), options)


def busiest_round(study: Study) -> str:
    """The round in which most articles have two finished codings; the first by name if none has."""
    twice = finished_twice(study)
    names = [name for name in rounds_of(study) if study.rounds.get(name) != ADJUDICATION]
    return max(names, key=lambda name: (twice[name], name == "main"), default="main")


def write_reliability(report: Report, target: Path) -> int:
    """Write the reliability data as CSV, and beside it how the figures were computed.

    Returns how many rows there are. ``NAME.csv`` gets the values, ``NAME-settings.csv`` the
    settings.

    Raises:
        ExportError: a file cannot be written.
    """
    try:
        rows = _write(target, Row._fields, reliability_rows(report))
        _write(target.with_name(target.stem + SETTINGS), ("name", "value"), _settings(report))
    except OSError as error:
        said = tr("“{target}” cannot be written ({why}). Name another file.")
        raise ExportError(said.format(target=target, why=error.strerror)) from error
    return rows


def _write(target: Path, head: Iterable[str], rows: Iterable[Iterable[str]]) -> int:
    number = 0
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        for number, row in enumerate(rows, start=1):  # noqa: B007 - the last number is the count
            writer.writerow(row)
    return number


def _settings(report: Report) -> Iterator[tuple[str, str]]:
    for name, value in settings(report).items():
        yield name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


Read: TypeAlias = Study | list[Given] | list[Sentence]
"""What a file holds: coded events, a plain table of values, or anonymous coders' words."""


def read(
    path: Path,
    *,
    schema: Path | None = None,
    columns: Mapping[str, str] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Read:
    """Read what agreement can be computed from.

    A project, an exported workbook or a folder with its CSV files give a study; another table of
    units, coders and values gives these (``columns`` names them where their names do not tell); a
    .json file gives sentences with the words that anonymous coders noted. ``schema`` is a schema
    file, or a project, for exports under a schema of one's own.

    Raises:
        KnownError: the file cannot be read, or holds nothing of the kind.
    """
    suffix = path.suffix.lower()
    if suffix == ".json":
        return read_sentences(path)
    if not path.is_dir() and suffix not in _TABLES:
        return open_study(path, cancelled=cancelled)
    tables = read_tables(path)
    if columns or not is_export(tables):
        return values_of(tables, columns)
    return study_of_export(tables, _schema(schema) if schema else None, origin=path.name)


_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm")


def _schema(path: Path) -> Schema:
    if path.suffix.lower() == ".json":
        return schema_file.load(path)
    with open_project(path, read_only=True) as project:
        return project.schema


def open_study(
    path: Path, *, twice: bool = False, cancelled: Callable[[], bool] = lambda: False
) -> Study:
    """What is coded in a project, as a report takes it; ``twice``: only what can be compared.

    Raises:
        ProjectError: the file is no project, or cannot be read.
    """
    with open_project(path, read_only=True) as project:  # says in a sentence what is wrong with it
        return study_of_project(project.path, twice=twice, cancelled=cancelled)
