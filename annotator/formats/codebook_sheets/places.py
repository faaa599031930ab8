"""Problems by JSON path turned into problems by sheet and row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotator.domain.language import later, tr
from annotator.domain.loose_json import entries, placed, repetition
from annotator.formats.codebook_sheets.findings import Place, Steps

_KEY = re.compile(r"(\w+)(?:\[(\d+)\])?")
_INSIDE = re.compile(r"\((\w+)\.codes\[(\d+)\]\)")
_ANYWHERE = "slots, attributes and derived columns: "
_COLUMNS: tuple[Steps, ...] = (("slots",), ("attributes",), ("derived",))
_NAMING = ("code", "name", "value", "word")
_MOST_PLACES = 3  # named beside the first
_EMPTY = (later("it is missing."), later("it must not be empty."))

Places = Mapping[Steps, Place]


@dataclass
class Locator:
    """Finds out where in a workbook the problems of its data stand."""

    data: Mapping[str, Any]
    places: Places
    _rows: dict[tuple[Steps, str], dict[str, list[str]]] = field(default_factory=dict)

    def located(self, problem: str) -> tuple[list[str], str]:
        """The places that a problem is about, and the problem as a sentence that begins with them.

        A problem whose place was not read from a sheet stays as it is.
        """
        paths, end = self._paths(problem)
        found = [self._place(steps) for steps in paths]
        if not all(found):
            return [], problem
        sentence = _INSIDE.sub(self._inside, problem[end:])
        shown = self._repeated(sentence, paths) or found
        empty = sentence in map(tr, _EMPTY)
        said = tr("nothing stands here; fill it in.") if empty else sentence
        return shown, placed(_joined(shown), said)

    def _paths(self, problem: str) -> tuple[Sequence[Steps], int]:
        """The paths at the beginning of a problem, and where its sentence begins."""
        if problem.startswith(_ANYWHERE):
            return _COLUMNS, len(_ANYWHERE)
        paths: list[Steps] = []
        at = 0
        while True:
            steps, end = self._walk(problem, at)
            paths.append(steps)
            if not problem.startswith(" and ", end):
                return (paths, end + 2) if problem.startswith(": ", end) else ([()], 0)
            at = end + len(" and ")

    def _walk(self, text: str, at: int) -> tuple[Steps, int]:
        """Follow a path through the data; names in brackets behind an entry are passed over."""
        path: list[str | int] = []
        inside: Any = self.data
        names = [""]
        while match := _KEY.match(text, at):
            steps: list[str | int] = [match[1], *([int(match[2])] if match[2] else [])]
            for step in steps:
                inside = _below(inside, step)
                names.append(_name(inside))
            path += steps
            at = _behind_name(text, match.end(), names)
            if not text.startswith(".", at):
                break
            at += 1
        return tuple(path), at

    def _place(self, steps: Steps) -> str:
        """Where the entry of a path stands; empty where nothing of it was read."""
        for length in range(len(steps), 0, -1):
            place = self.places.get(steps[:length])
            if place is not None:
                return _cell(place, [str(s) for s in steps[length:] if isinstance(s, str)])
        return ""

    def _repeated(self, sentence: str, paths: Sequence[Steps]) -> list[str]:
        """The rows of what stands several times."""
        found = repetition(sentence)
        if found is None:
            return []
        key, value = found
        return [row for steps in paths for row in self._index(steps, key).get(value, ())]

    def _index(self, steps: Steps, key: str) -> dict[str, list[str]]:
        """The rows of a list by what they hold under a key."""
        if (steps, key) not in self._rows:
            index = self._rows.setdefault((steps, key), {})
            for number, entry in _listed(self.data, steps):
                place = self.places.get((*steps, number))
                if place is not None:
                    index.setdefault(str(entry.get(key)), []).append(str(place))
        return self._rows[steps, key]

    def _inside(self, match: re.Match[str]) -> str:
        """A code of another list, named within a sentence."""
        for number, (_, code_list) in enumerate(entries(self.data, "code_lists")):
            place = self.places.get(("code_lists", number, "codes", int(match[2])))
            if code_list.get("name") == match[1] and place is not None:
                return f"(sheet “{place.sheet}”, row {place.row})"
        return match[0]


def _joined(shown: Sequence[str]) -> str:
    """Places in one sentence: only the first begins with a capital, and of many the first few."""
    others = [place[:1].lower() + place[1:] for place in shown[1:]]
    more = [f"{len(others) - _MOST_PLACES:,} more"] if len(others) > _MOST_PLACES else []
    return " and ".join([shown[0], *others[:_MOST_PLACES], *more])


def _below(inside: Any, step: str | int) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(inside, Mapping):
        return inside.get(str(step))
    if isinstance(inside, list) and isinstance(step, int) and step < len(inside):
        return inside[step]
    return None


def _listed(data: Any, steps: Steps) -> Iterator[tuple[int, Mapping[str, Any]]]:  # noqa: ANN401
    """The entries of the list under a path, numbered."""
    for step in steps:
        data = _below(data, step)
    yield from enumerate(data if isinstance(data, list) else ())


def _name(inside: object) -> str:
    named = (inside.get(key) for key in _NAMING) if isinstance(inside, Mapping) else ()
    return next((name for name in named if isinstance(name, str)), "")


def _behind_name(text: str, at: int, names: Sequence[str]) -> int:
    """Behind the name in brackets that follows, if it is one of these."""
    for name in sorted(names, key=len, reverse=True):
        if text.startswith(f" ({name})", at):
            return at + len(name) + 3
    return at


def _cell(place: Place, rest: Sequence[str]) -> str:
    """The cell under a key; a key without a column of its own is named all the same."""
    if not rest:
        return str(place)
    keys = (".".join(rest[:2]), "value" if rest[0] == "word" else rest[0])
    shown = next((key for key in keys if key in place.columns), None)
    return place.at(shown) if shown else f"{place}, column “{rest[0].replace('_', ' ')}”"
