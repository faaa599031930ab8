"""One export from beginning to end; the window runs it in a thread, the command line as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator import __version__
from annotator.domain.dataset import Cancelled, Dataset, Report, Rows
from annotator.domain.errors import ExportError
from annotator.domain.language import tr
from annotator.formats import descriptions
from annotator.formats.picking import Picks, check_picks
from annotator.formats.sheets import NAMES, Coded
from annotator.formats.writers.csv import write_csv
from annotator.formats.writers.pace import Pace
from annotator.formats.writers.target import replacing
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
    """Write a dataset to an .xlsx or .csv file; what stood there stays until it is done.

    ``report`` is told how many rows are done, of how many; ``cancelled`` is asked now and then.

    Raises:
        ExportError: it cannot be written; the sentence says why and what to do.
        CancelledError: ``cancelled`` said so.
    """
    check_name(target)
    check_picks(dataset.facts.codebook.schema, options.picks)
    pace = Pace(report, cancelled)
    with replacing(target) as path:
        coded = Coded(
            dataset,
            unfinished=options.unfinished,
            picks=options.picks,
            count_dyads=_is_workbook(target),
        )
        make = _workbook if _is_workbook(target) else _csv
        done = make(path, coded, options, pace)
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
    if target.suffix.lower() not in SUFFIXES:
        raise ExportError(
            tr(
                "“{target}” ends neither in .xlsx nor in .csv. Give it one of these "
                "endings: a workbook with every sheet, or a CSV file with one kind of rows."
            ).format(target=target.name)
        )


def _is_workbook(target: Path) -> bool:
    return target.suffix.lower() == ".xlsx"


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
    dyads = totals.events if Rows.DYADS in coded.layout.columns else 0
    once = totals.events + dyads + totals.mentions + totals.codings + totals.articles
    once += totals.comments + totals.assignments
    pace.total = 2 * once
    done: dict[str, Written] = {}
    made_at = dt.datetime.now(dt.UTC).isoformat(sep=" ", timespec="seconds")[:19]
    sheets = [
        *map(coded.sheet, coded.layout.columns),
        descriptions.codebook(coded.facts.codebook.schema),
        descriptions.dictionary(coded.layout),
        descriptions.about(lambda: _about(coded, options, done, made_at)),
    ]
    write_xlsx(path, sheets, pace, done)
    return done


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
