"""What a writer has put into one sheet, to compare with what is read back."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.formats.fingerprint import Fingerprint
from annotator.formats.slot_columns import Column


@dataclass
class Written:
    """The content of one sheet as a fingerprint; ``replaced`` counts characters given up."""

    columns: tuple[Column, ...]
    fingerprint: Fingerprint = field(default_factory=Fingerprint)
    replaced: int = 0

    @property
    def rows(self) -> int:
        """Rows, the header not included."""
        return self.fingerprint.rows
