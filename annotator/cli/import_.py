"""``annotator import``: articles from files and folders into a project."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import DONE, REFUSED, Outcome, UsageError
from annotator.cli.progress import progress

if TYPE_CHECKING:
    from annotator.domain.incoming import BadRow, Origin
    from annotator.jobs.importing import ImportReport

HELP = "bring articles in from text files, folders, .csv, .xlsx and .jsonl"
_MOST_LISTED = 200  # lines of each kind


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="which column is the text, title, date, source, url, id or language, such as"
        " text=Body; without a column (date=) the field is not read",
    )
    parser.add_argument(
        "--date", metavar="ISO", help="publication date of articles without one: 2025-04-09"
    )


def run(args: argparse.Namespace) -> Outcome:
    """Import; exit status 2 when nothing could be."""
    from annotator.formats.readers.fields import check_mapping  # noqa: PLC0415 - not for others
    from annotator.jobs.importing import import_paths  # noqa: PLC0415 - not for others
    from annotator.storage.project import open_project  # noqa: PLC0415 - not for others

    mapping = read_mapping(args.map)
    check_mapping(mapping)
    published = read_date(args.date)
    with open_project(args.project) as project, progress("Importing") as meter:
        report = import_paths(
            project, args.paths, mapping=mapping, published=published, progress=meter.reach
        )
    refused = not report.imported and not report.duplicates
    complaint = _complaint(report, refused=refused)
    data = _data(args.project, report)
    if refused:
        return Outcome("", {"error": complaint, **data}, REFUSED, complaint)
    return Outcome(_text(report), data, DONE, complaint)


def read_mapping(given: Sequence[str]) -> dict[str, str]:
    """``text=Body`` and so on as a mapping from field to column.

    Raises:
        UsageError: one of them has no equals sign, or a field comes twice.
    """
    mapping: dict[str, str] = {}
    for words in given:
        name, equals, column = words.partition("=")
        name = name.strip().lower()
        if not equals:
            raise UsageError(f"“--map {words}” does not say which column: write --map text=Body.")
        if name in mapping:
            raise UsageError(f"“--map {name}=…” is given twice; an article has one {name}.")
        mapping[name] = column.strip()
    return mapping


def read_date(given: str | None) -> dt.date | None:
    """The day of ``--date``.

    Raises:
        UsageError: it is none.
    """
    if given is None:
        return None
    try:
        return dt.date.fromisoformat(given.strip())
    except ValueError:
        raise UsageError(
            f"“--date {given}” is not a day. Write it year-month-day, such as 2025-04-09."
        ) from None


def _text(report: ImportReport) -> str:
    known = [f"  {entry}" for entry in _some(report.duplicates)]
    return "\n".join([*report.sentences(), *known, *report.notes])


def _complaint(report: ImportReport, *, refused: bool) -> str:
    if not report.bad:
        return "There is nothing in these files to import." if refused else ""
    if refused and len(report.bad) == 1:
        return f"Nothing was imported. {report.bad[0]}"
    lead = "Nothing could be imported." if refused else "These were left out:"
    return "\n".join([lead, *(f"  {entry}" for entry in _some(report.bad))])


def _some(entries: Sequence[object]) -> list[str]:
    """The first of many as lines, and how many more there are."""
    more = len(entries) - _MOST_LISTED
    shown = [str(entry) for entry in entries[:_MOST_LISTED]]
    return [*shown, f"and {more:,} more; --json lists all"] if more > 0 else shown


def _data(project: Path, report: ImportReport) -> dict[str, object]:
    return {
        "project": str(project.resolve()),
        "imported": report.imported,
        "duplicates": [
            {**_where(entry.origin), "article_id": entry.article_id, "same_as": entry.known_from}
            for entry in report.duplicates
        ],
        "bad": [_bad(entry) for entry in report.bad],
        "notes": list(report.notes),
    }


def _bad(entry: BadRow) -> dict[str, object]:
    return {**_where(entry.origin), "reason": entry.reason}


def _where(origin: Origin) -> dict[str, object]:
    return {"file": origin.file, "row": origin.row}
