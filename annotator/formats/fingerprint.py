"""Whether what was read back is what was written, without keeping either."""

from __future__ import annotations

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
                return f"rows {number * _BLOCK + 1} to {(number + 1) * _BLOCK}"
        if self.rows != other.rows:
            return f"{self.rows} rows instead of {other.rows}"
        if self._running != other._running:
            return f"rows {len(self._blocks) * _BLOCK + 1} to {self.rows}"
        return ""
