"""One export from beginning to end; the window runs it in a thread, the command line as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from annotator import __version__
from annotator.domain.dataset import Cancelled, Dataset, Report, Rows
from annotator.domain.errors import ExportError
from annotator.domain.language import tr
from annotator.formats import descriptions
from annotator.formats.picking import Picks, check_picks
from annotator.formats.sheets import NAMES, Coded, Sheet
from annotator.formats.writers.csv import write_csv
from annotator.formats.writers.pace import Pace
from annotator.formats.writers.target import making_folder, replacing
from annotator.formats.writers.written import Written
from annotator.formats.writers.xlsx import refuse_too_many, write_xlsx

SUFFIXES = (".xlsx", ".csv")

Made = Mapping[str, Written]  # what was written, by sheet


@dataclass(frozen=True)
class ExportOptions:
    """What goes into an export.

    ``rows`` are those of a CSV file, a workbook holds all of them; ``unfinished`` adds codings
    that are not finished; ``raw`` leaves text in a CSV file as it is; ``picks`` says which column
    of a group is wanted; ``adjudicated`` leaves out codings of which one was made in adjudication.
    """

    rows: Rows = Rows.EVENTS
    unfinished: bool = False
    raw: bool = False
    picks: Picks = field(default_factory=dict)
    adjudicated: bool = False


@dataclass(frozen=True)
class ExportReport:
    """What was written. ``rows`` counts them by sheet, the header not included."""

    path: Path
    rows: dict[str, int]
    codings: int
    left_out: int  # codings that are not finished
    several: int  # articles with more than one coding
    replaced: int  # characters a spreadsheet cannot hold


def export(
    dataset: Dataset,
    target: Path,
    options: ExportOptions,
    *,
    report: Report = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> ExportReport:
    """Write a dataset to an .xlsx or .csv file, or every sheet as CSV into a folder.

    What stood there stays until all is written and read back. A folder is made where there is
    none; other files in it are not touched.

    ``report`` is told how many rows are done, of how many; ``cancelled`` is asked now and then.

    Raises:
        ExportError: it cannot be written; the sentence says why and what to do.
        CancelledError: ``cancelled`` said so.
    """
    check_name(target)
    check_picks(dataset.facts.codebook.schema, options.picks)
    pace = Pace(report, cancelled)
    coded = Coded(
        dataset,
        unfinished=options.unfinished,
        picks=options.picks,
        count_dyads=not _is_csv(target),
    )
    done = _write(target, coded, options, pace)
    totals = coded.totals
    return ExportReport(
        path=target,
        rows={name: sheet.rows for name, sheet in done.items()},
        codings=totals.codings,
        left_out=0 if options.unfinished else totals.left_out,
        several=totals.several,
        replaced=sum(sheet.replaced for sheet in done.values()),
    )


def check_name(target: Path) -> None:
    """Raise ExportError when a file's name says no format that can be written."""
    if not is_folder(target) and target.suffix.lower() not in SUFFIXES:
        raise ExportError(
            tr(
                "“{target}” ends neither in .xlsx nor in .csv. Give it one of these "
                "endings: a workbook with every sheet, or a CSV file with one kind of rows. "
                "A name without an ending is a folder, with every sheet as a CSV file."
            ).format(target=target.name)
        )


def is_folder(target: Path) -> bool:
    """Whether a target is a folder for CSV files: one that is there, or a name with no ending."""
    return not target.suffix or (target.suffix.lower() not in SUFFIXES and target.is_dir())


def _is_csv(target: Path) -> bool:
    return target.suffix.lower() == ".csv"


def _write(target: Path, coded: Coded, options: ExportOptions, pace: Pace) -> Made:
    if is_folder(target):
        return _folder(target, coded, options, pace)
    with replacing(target) as path:
        make = _csv if _is_csv(target) else _workbook
        return make(path, coded, options, pace)


def _csv(path: Path, coded: Coded, options: ExportOptions, pace: Pace) -> Made:
    if options.rows is Rows.CODEBOOK:
        sheet = descriptions.codebook(coded.facts.codebook.schema)
        pace.total = 2 * sheet.count()
        return {sheet.name: write_csv(path, sheet, pace, raw=options.raw)}
    if options.rows not in coded.layout.columns:
        raise ExportError(
            tr(
                "The schema “{schema}” has no {rows}, so there is nothing to "
                "write. Export its events instead."
            ).format(schema=coded.facts.codebook.schema.title, rows=options.rows)
        )
    sheet = coded.sheet(options.rows)
    rough = options.rows is Rows.DYADS  # to count them would take as long as to write them
    pace.total = 2 * (coded.totals.events if rough else sheet.count())
    return {sheet.name: write_csv(path, sheet, pace, raw=options.raw)}


def _workbook(path: Path, coded: Coded, options: ExportOptions, pace: Pace) -> Made:
    totals = coded.totals
    for rows, count in ((Rows.EVENTS, totals.events), (Rows.MENTIONS, totals.mentions)):
        refuse_too_many(NAMES[rows], count)
    done: dict[str, Written] = {}
    write_xlsx(path, _every_sheet(coded, options, pace, done), pace, done)
    return done


def _folder(folder: Path, coded: Coded, options: ExportOptions, pace: Pace) -> Made:
    """Write every sheet as a CSV file; they take their places when all of them are there."""
    done: dict[str, Written] = {}
    with making_folder(folder), ExitStack() as files:
        for sheet in _every_sheet(coded, options, pace, done):
            path = files.enter_context(replacing(folder / f"{file_name(sheet.name)}.csv"))
            done[sheet.name] = write_csv(path, sheet, pace, raw=options.raw)
    return done


def file_name(sheet: str) -> str:
    """What a sheet is called as a file: “Data dictionary” is data_dictionary."""
    return sheet.lower().replace(" ", "_")


def _every_sheet(
    coded: Coded, options: ExportOptions, pace: Pace, done: Mapping[str, Written]
) -> list[Sheet]:
    """All sheets in order; ``done`` tells the last one what was written of the others."""
    totals = coded.totals
    dyads = totals.events if Rows.DYADS in coded.layout.columns else 0
    once = totals.events + dyads + totals.mentions + totals.codings + totals.articles
    once += totals.comments + totals.assignments
    pace.total = 2 * once
    made_at = dt.datetime.now(dt.UTC).isoformat(sep=" ", timespec="seconds")[:19]
    return [
        *map(coded.sheet, coded.layout.columns),
        descriptions.codebook(coded.facts.codebook.schema),
        descriptions.dictionary(coded.layout),
        descriptions.about(lambda: _about(coded, options, done, made_at)),
    ]


def _about(coded: Coded, options: ExportOptions, done: Made, made_at: str) -> list[tuple[str, str]]:
    facts = descriptions.about_rows(
        coded.facts,
        coded.totals,
        unfinished=options.unfinished,
        adjudicated=options.adjudicated,
        program=__version__,
        made_at=made_at,
        written={name: sheet.rows for name, sheet in done.items()},
        replaced=sum(sheet.replaced for sheet in done.values()),
        picks=options.picks,
    )
    return list(facts)
