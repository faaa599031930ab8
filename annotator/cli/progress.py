"""A progress bar on standard error while long work runs, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Meter:
    """Counts what is done; shows it only when there is a bar."""

    def __init__(self, bar: Progress | None = None, task: TaskID | None = None) -> None:
        self._bar = bar
        self._task = task

    def advance(self, steps: int = 1) -> None:
        """Say that so many more are done."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task, steps)

    def reach(self, done: int, total: int | None = None) -> None:
        """Say how many are done in all, and of how many once that is known."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done, total=total)


@contextmanager
def progress(label: str, *, total: int | None = None) -> Iterator[Meter]:
    """Show how far the block's work is; silent (and without loading rich) off a terminal."""
    if not sys.stderr.isatty():
        yield Meter()
        return
    from rich.console import Console  # noqa: PLC0415 - only with a terminal
    from rich.progress import (  # noqa: PLC0415 - only with a terminal
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Meter(bar, bar.add_task(label, total=total))
