"""``annotator agreement``: how far coders agree; with ``--verify``, our figures checked."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import DONE, Outcome, UsageError

if TYPE_CHECKING:
    from rich.table import Table

    from annotator.agreement.reference_cases.cases import Verification
    from annotator.agreement.reporting.study import Study

HELP = "compute how far coders agree, and check the figures against reference values"
SOME_FAILED = 1  # not the same thing as a request that could not be done


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="PROJECT.db",
        help="a project; also an exported workbook, a folder with its CSV files, or any table of"
        " units, coders and values",
    )
    _add_choices(parser)
    _add_columns(parser)
    parser.add_argument(
        "--verify",
        type=Path,
        metavar="CASES.json",
        help="recompute every reference case of the file and compare",
    )


def _add_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--coders",
        type=lambda text: tuple(dict.fromkeys(filter(None, map(str.strip, text.split(","))))),
        default=(),
        metavar="ID,ID",
        help="compare these coders only (default: all)",
    )
    parser.add_argument(
        "--round",
        default="",
        metavar="NAME",
        help="compare codings of this round (default: that with most articles coded twice)",
    )
    parser.add_argument(
        "--against",
        default="",
        metavar="NAME",
        help="compare each coder with her own codings of this round; if it is one of"
        " adjudication, with what was settled there",
    )
    parser.add_argument(
        "--part",
        choices=("all", "aided", "unaided", "same-suggestion", "other-values"),
        help="only figures on all, on articles that all coded aided or unaided, or on values for"
        " which all accepted the same suggestion or not (default: one after the other)",
    )
    parser.add_argument(
        "--statistics",
        action="store_true",
        help="also the coefficients of Cohen, Light, Scott, Fleiss and Gwet",
    )
    parser.add_argument(
        "--weights",
        type=_weights,
        action="append",
        default=[],
        metavar="FIELD=FILE.csv",
        help="of a field: kappa and alpha by how far its values are apart in the table",
    )
    parser.add_argument(
        "--reliability",
        type=Path,
        metavar="OUT.csv",
        help="write every value compared, for computing the figures elsewhere",
    )
    parser.add_argument(
        "--matches",
        action="store_true",
        help="with --json: list every pair of events matched, and those that nobody else has",
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="of the intervals (default: 1)"
    )


def _weights(text: str) -> tuple[str, Path]:
    field, sign, path = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError("weights are given as FIELD=FILE.csv")
    return field, Path(path)


def _add_columns(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--schema",
        type=Path,
        metavar="FILE",
        help="of an export under a schema of your own: its file, or a project that has it",
    )
    for name in COLUMNS:
        parser.add_argument(
            f"--{name}",
            default="",
            metavar="COLUMN",
            help=f"of a table: which column is the {name}",
        )
    parser.add_argument(
        "--level",
        default="",
        metavar="NAME",
        help="of a table: how values are compared: nominal, ordinal, interval, ratio, set_masi"
        " (default: what the table says, else nominal)",
    )


COLUMNS = ("unit", "coder", "value", "field")


def run(args: argparse.Namespace) -> Outcome:
    """Report on a project, or recompute the cases; exit status 1 when a case fails."""
    if args.verify is not None:
        return _verify(args.verify)
    if args.file is None:
        raise UsageError("Name a project, or cases with --verify.")
    from annotator.agreement.reporting.study import Study  # noqa: PLC0415 - numpy only with agreement
    from annotator.cli import agreement_tables  # noqa: PLC0415 - as above
    from annotator.jobs import agreement, collecting  # noqa: PLC0415 - as above

    columns = {name: given for name in COLUMNS if (given := getattr(args, name))}
    with collecting.without_collecting():
        found = agreement.read(args.file, schema=args.schema, columns=columns)
        if isinstance(found, Study):
            return _report(args, found)
    return agreement_tables.outcome(args.file, found, level=args.level, seed=args.seed)


def _verify(path: Path) -> Outcome:
    from annotator.agreement.reference_cases import cases  # noqa: PLC0415 - numpy only with agreement

    found = cases.verify(cases.read(path))
    complaint = "" if found.ok else "Not every case came out as it should; the table says which."
    return Outcome(_text(found), found.as_data(), DONE if found.ok else SOME_FAILED, complaint)


def _report(args: argparse.Namespace, study: Study) -> Outcome:
    from annotator.agreement.reporting.comparison import Selection  # noqa: PLC0415 - numpy, as above
    from annotator.agreement.reporting.part import Apart  # noqa: PLC0415 - as above
    from annotator.agreement.reporting.report import Options  # noqa: PLC0415 - as above
    from annotator.agreement.reporting.report_data import alone, as_data, matches  # noqa: PLC0415 - as above
    from annotator.jobs import agreement  # noqa: PLC0415 - as above
    from annotator.jobs.agreement_text import as_text  # noqa: PLC0415 - as above

    report = agreement.report_on(
        study,
        Selection(args.round, args.against, args.coders),
        Options(
            seed=args.seed,
            statistics=args.statistics,
            weights=agreement.read_weights(dict(args.weights)),
        ),
    )
    wants_data = getattr(args, "json", False)
    part = Apart(args.part) if args.part else None
    data = {"file": str(args.file.resolve()), **as_data(report, part)} if wants_data else {}
    text = "" if wants_data else as_text(report, part)
    if wants_data and args.matches:
        data |= {"matches": matches(report), "alone": alone(report)}
    if args.reliability is not None:
        rows = agreement.write_reliability(report, args.reliability)
        beside = args.reliability.stem + agreement.SETTINGS
        text += (
            f"\n\nWrote {rows:,} values to {args.reliability}; how they were compared: {beside}."
        )
        data["reliability"] = {"file": str(args.reliability.resolve()), "rows": rows}
    return Outcome(text, data)


def _text(found: Verification) -> str:
    """The cases as a table, as wide as the terminal, and a line that counts them."""
    from rich.console import Console  # noqa: PLC0415 - only for people

    page = io.StringIO()
    console = Console(file=page, force_terminal=sys.stdout.isatty(), width=_width())
    console.print(_table(found))
    counted = ", ".join(
        f"{found.count(status)} {status.replace('_', ' ')}"
        for status in ("passed", "failed", "not_offered")
    )
    console.print(f"{len(found.results)} cases: {counted}.", highlight=False)
    return page.getvalue().rstrip("\n")


def _table(found: Verification) -> Table:
    from rich.table import Table  # noqa: PLC0415 - only for people
    from rich.text import Text  # noqa: PLC0415 - only for people

    table = Table(box=None, pad_edge=False)
    for heading in ("Case", "Result", "Value", "Expected", "Tolerance", "Reason"):
        table.add_column(heading, overflow="fold", no_wrap=heading in {"Case", "Result"})
    for result in found.results:
        cells = (
            result.name,
            result.status.replace("_", " "),
            _shown(result.value),
            _shown(result.expected),
            _shown(result.tol),
            result.reason,
        )
        table.add_row(*map(Text, cells), style="" if result.status == "passed" else "bold red")
    return table


def _shown(value: object) -> str:
    return (
        "undefined" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)
    )


def _width() -> int:
    """The terminal's width; wide where there is none, so that no line of a file is folded."""
    import shutil  # noqa: PLC0415 - only for people

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 200
