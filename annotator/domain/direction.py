"""Words that are read from right to left, kept to themselves among words that are not."""

from __future__ import annotations

from unicodedata import bidirectional

_BACKWARD = ("R", "AL")


def isolated(text: str) -> str:
    """Right-to-left words that turn no neighbour round: between Unicode's FSI and PDI.

    For sentences that are shown; never for what is stored or exported.
    """
    backward = not text.isascii() and any(bidirectional(c) in _BACKWARD for c in text)
    return f"\u2068{text}\u2069" if backward else text
