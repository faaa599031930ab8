"""What comes up while a codebook is read: problems, remarks, and where everything stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.domain.language import tr
from annotator.domain.loose_json import placed

Steps = tuple[str | int, ...]
"""A JSON path: ("code_lists", 0, "codes", 5)."""


@dataclass(frozen=True)
class Place:
    """Where an entry stands; ``columns`` gives the titles of its keys. Row 0: the whole sheet."""

    sheet: str
    row: int = 0
    name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """The place as people look for it."""
        row = f", row {self.row}" if self.row else ""
        return f"Sheet “{self.sheet}”{row}{f' ({self.name})' if self.name else ''}"

    def at(self, key: str) -> str:
        """The place of the entry's cell under a key."""
        title = self.columns.get(key)
        return f"{self}, column “{title}”" if title else str(self)


@dataclass
class Findings:
    """Collects while sheets are read."""

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    places: dict[Steps, Place] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)  # places already complained of
    lacking: list[tuple[str, str]] = field(default_factory=list)  # sheets and columns they need

    def problem(self, place: str, sentence: str) -> None:
        """A problem, after which nothing more is said of the place."""
        self.named.add(place)
        self.problems.append(placed(place, sentence))

    def lack(self, sheet: str, title: str) -> None:
        """A sheet lacks a column; of its rows nothing is said about it."""
        self.lacking.append((f"Sheet “{sheet}”, ", f", column “{title}”"))
        said = tr("it has no column “{title}”, which is needed.").format(title=title)
        self.problems.append(placed(f"Sheet “{sheet}”", said))

    def knows(self, place: str) -> bool:
        """Whether a place was complained of already."""
        return place in self.named or any(
            place.startswith(sheet) and place.endswith(column) for sheet, column in self.lacking
        )

    def note(self, place: str, sentence: str) -> None:
        """Something left out that does no harm."""
        self.notes.append(placed(place, sentence))
