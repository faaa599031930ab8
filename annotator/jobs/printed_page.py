"""A page of tables and sentences for people at the command line; undefined is said in words."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from annotator.agreement.figures import Figure
from annotator.agreement.reporting.resampling import Estimate

Row = Sequence[str]
UNDEFINED = "undefined"


class Page:
    """Collects tables and sentences, and the reasons of undefined figures."""

    def __init__(self, *, terminal: bool | None = None) -> None:
        tty = sys.stdout.isatty() if terminal is None else terminal
        width = shutil.get_terminal_size().columns if tty else 160
        self._console = Console(file=io.StringIO(), force_terminal=tty, width=width)
        self._reasons: dict[str, int] = {}

    def say(self, sentence: str) -> None:
        """A line of text."""
        self._console.print(Text(sentence))

    def table(self, title: str, headings: Sequence[str], rows: Iterable[Row]) -> None:
        """A table; nothing without rows."""
        kept = list(rows)
        if not kept:
            return
        table = Table(title=title, title_justify="left", box=None, pad_edge=False)
        for at, heading in enumerate(headings):
            table.add_column(heading, justify="right" if at else "left", overflow="fold")
        for row in kept:
            table.add_row(*map(Text, row))
        self._console.print()
        self._console.print(table)

    def number(self, figure: Figure, *, digits: int = 3) -> str:
        """A figure, or that it is undefined with the number of the reason."""
        if figure.value is not None:
            return f"{figure.value:.{digits}f}"
        return self._undefined(figure.reason)

    def _undefined(self, reason: str) -> str:
        number = self._reasons.setdefault(reason, len(self._reasons) + 1)
        return f"{UNDEFINED} [{number}]"

    def beside_n(self, figure: Figure) -> str:
        """A figure with what it rests on in brackets; where it is undefined its reason says why."""
        written = self.number(figure)
        return written if figure.value is None else f"{written} ({figure.n:,})"

    def percent(self, figure: Figure) -> str:
        """A share in percent."""
        return self.number(figure) if figure.value is None else f"{100 * figure.value:.1f} %"

    def interval(self, estimate: Estimate, *, percents: bool = False) -> str:
        """Both ends of an interval, or why it is undefined; nothing where none was computed."""
        found = estimate.interval
        if found is None:
            return ""
        if found.low is None or found.high is None:
            return self._undefined(found.reason)
        if percents:
            return f"{100 * found.low:.1f} to {100 * found.high:.1f} %"
        return f"{found.low:.3f} to {found.high:.3f}"

    def tell_reasons(self) -> None:
        """The reasons of undefined figures, by their numbers."""
        for reason, number in self._reasons.items():
            self.say(f"[{number}] {UNDEFINED}: {reason}")

    def text(self) -> str:
        """All of it."""
        written: str = self._console.file.getvalue()  # type: ignore[attr-defined]
        return written.strip("\n")
