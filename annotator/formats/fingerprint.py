"""Whether what was read back is what was written, without keeping either."""

from __future__ import annotations

from annotator.domain.language import tr

_BLOCK = 1024  # rows to a block


class Fingerprint:
    """A running hash of rows, kept block by block so that a difference can be placed."""

    def __init__(self) -> None:
        self.rows = 0
        self._blocks: list[int] = []
        self._running = 0

    def add(self, row: str) -> None:
        """Take in the next row, its cells joined."""
        self._running = hash((self._running, row))
        self.rows += 1
        if self.rows % _BLOCK == 0:
            self._blocks.append(self._running)

    def difference(self, other: Fingerprint) -> str:
        """Where two tables begin to differ, in words; empty when they are the same."""
        for number, (ours, theirs) in enumerate(zip(self._blocks, other._blocks, strict=False)):
            if ours != theirs:
                return tr("rows {first} to {last}").format(
                    first=number * _BLOCK + 1, last=(number + 1) * _BLOCK
                )
        if self.rows != other.rows:
            return tr("{rows} rows instead of {expected}").format(
                rows=self.rows, expected=other.rows
            )
        if self._running != other._running:
            return tr("rows {first} to {last}").format(
                first=len(self._blocks) * _BLOCK + 1, last=self.rows
            )
        return ""
