"""``annotator check``: every promise of a project file, verified."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import DONE, REFUSED, Outcome
from annotator.cli.progress import progress

if TYPE_CHECKING:
    from annotator.storage.check import CheckReport, Kept

HELP = "verify every promise of a project file; lists what is broken"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")


def run(args: argparse.Namespace) -> Outcome:
    """Verify the file; exit status 2 when a promise is broken."""
    from annotator.storage.check import check  # noqa: PLC0415 - only with a project

    with progress("Checking") as meter:
        report = check(args.project, progress=meter.reach)
    broken = sum(kept.broken for kept in report.promises)
    complaint = (
        f"“{report.path}” is not sound: {broken} of its promises"
        f" {'is' if broken == 1 else 'are'} broken. Restore a kept copy (☰ ▸ Project ▸ Restore…"
        " in the window), or report what is listed."
    )
    return Outcome(
        _text(report),
        _data(report),
        DONE if report.ok else REFUSED,
        "" if report.ok else complaint,
    )


def _text(report: CheckReport) -> str:
    lines = []
    for kept in report.promises:
        mark = "✗" if kept.broken else "!" if kept.findings else "✓"
        lines.append(f"{mark} {kept.words}")
        lines += [f"    {finding}" for finding in kept.findings]
        lines += [f"    and {kept.more} more"] * (kept.more > 0)
    if report.ok:
        counted = ", ".join(
            f"{report.rows.get(table, 0):,} {words}"
            for table, words in (
                ("article", "articles"),
                ("coding", "codings"),
                ("event", "events"),
            )
        )
        lines.append(f"Sound: {counted}.")
    return "\n".join(lines)


def _data(report: CheckReport) -> dict[str, object]:
    return {
        "project": str(report.path),
        "ok": report.ok,
        "layout": report.layout,
        "promises": [_promise(kept) for kept in report.promises],
        "rows": dict(report.rows),
    }


def _promise(kept: Kept) -> dict[str, object]:
    return {
        "name": kept.name,
        "words": kept.words,
        "ok": not kept.broken,
        "findings": [
            {"where": finding.where, "what": finding.what, "warning": finding.warning}
            for finding in kept.findings
        ],
        "more": kept.more,
    }
