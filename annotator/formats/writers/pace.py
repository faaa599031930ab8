"""How far an export is, and whether it should stop."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.dataset import Cancelled, Report
from annotator.domain.errors import CancelledError
from annotator.domain.language import tr


@dataclass
class Pace:
    """Counts rows written and read back; says so, and stops when asked to."""

    report: Report
    cancelled: Cancelled
    total: int = 0
    done: int = 0

    def advance(self, rows: int) -> None:
        """So many more rows are done; raises CancelledError when the user stopped the export."""
        if self.cancelled():
            raise CancelledError(tr("The export was stopped. What was there before is unchanged."))
        self.done += rows
        self.report(min(self.done, self.total), self.total)
