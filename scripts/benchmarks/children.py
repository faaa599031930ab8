"""Child processes with a window, as the measuring process sees them."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

_HERE = Path(__file__).resolve().parent


class Window:
    """A window in a process of its own; in a ``with`` block, which ends it and its workers."""

    def __init__(self, script: str, *arguments: object) -> None:
        begun = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, str(_HERE / script), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        first = self._line()
        self.started = (time.perf_counter() - begun) * 1000
        if first != "painted":
            self._end()
            raise RuntimeError(f"{script} showed no window: {first or 'it ended'}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def ask(self, command: str, argument: object = "") -> float:
        """Let it do something; the number it answers with."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command} {argument}\n")
        self._process.stdin.flush()
        answer = self._line()
        try:
            return float(answer)
        except ValueError:
            raise RuntimeError(answer or f"the window ended at {command}") from None

    def resident(self) -> float:
        """MiB of memory it holds, without its workers."""
        return float(psutil.Process(self._process.pid).memory_info().rss) / 2**20

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def _end(self) -> None:
        with suppress(psutil.NoSuchProcess):
            workers = psutil.Process(self._process.pid).children(recursive=True)
            self._process.kill()
            for worker in workers:
                with suppress(psutil.NoSuchProcess):
                    worker.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def our_window(project: Path, coder: str) -> Window:
    """``annotator open`` on a project."""
    return Window("our_window.py", project, coder)


def bare_window(text: Path) -> Window:
    """A ``QTextEdit`` on a text file."""
    return Window("bare_window.py", text)
