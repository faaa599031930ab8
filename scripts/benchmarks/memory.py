"""The most memory an export takes, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil

_ROOT = Path(__file__).resolve().parents[2]
_EXPORT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from annotator.jobs.exporting import ExportOptions, export_project
export_project(Path(sys.argv[2]), Path(sys.argv[3]), ExportOptions())
"""


def peak(project: Path) -> float:
    """MiB that were resident at most, looked at every 20 ms."""
    target = project.with_suffix(".csv")
    arguments = [sys.executable, "-c", _EXPORT, str(_ROOT), str(project), str(target)]
    with subprocess.Popen(arguments) as process:
        watched, most = psutil.Process(process.pid), 0
        while process.poll() is None:
            try:
                most = max(most, watched.memory_info().rss)
            except psutil.NoSuchProcess:
                break
            time.sleep(0.02)
    target.unlink()
    return most / 2**20
