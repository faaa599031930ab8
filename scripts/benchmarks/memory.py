"""What an export takes in a process of its own: seconds, and memory at most."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_ROOT = Path(__file__).resolve().parents[2]
_EXPORT = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from annotator.jobs.exporting import ExportOptions, export_project
begun = time.perf_counter()
report = export_project(Path(sys.argv[2]), Path(sys.argv[3]), ExportOptions())
print(time.perf_counter() - begun, sum(report.rows.values()))
"""


@dataclass(frozen=True)
class Taken:
    """What an export of so many rows took."""

    seconds: float
    mebibytes: float  # resident at most, looked at every 20 ms
    rows: int


def export_apart(project: Path) -> Taken:
    """Export the events of a project as CSV."""
    target = project.with_suffix(".csv")
    arguments = [sys.executable, "-c", _EXPORT, str(_ROOT), str(project), str(target)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        watched, most = psutil.Process(process.pid), 0
        while process.poll() is None:
            with suppress(psutil.NoSuchProcess):
                most = max(most, watched.memory_info().rss)
            time.sleep(0.02)
        assert process.stdout is not None
        seconds, rows = process.stdout.read().split()
    target.unlink()
    return Taken(float(seconds), most / 2**20, int(rows))
