"""What the elements of a composed code are: each is typed by the position where it stands.

The same letters can be two things (a country, and in small letters a people), so a code is read
as a whole: the reading in which most elements find a position, in order, wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.domain.language import tr
from annotator.domain.schema import Code, Composition, Position, Schema


@dataclass(frozen=True, slots=True)
class Part:
    """One element of a composed code: its words, and the position and list that type it."""

    element: str  # as it is written in the code
    code: str = ""  # as the codebook writes it, empty for what it does not know
    label: str = ""
    position: str = ""  # label of the position
    code_list: str = ""  # its name; empty for unspecified and unknown elements
    known: bool = False


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed code taken apart. ``complete``: all parts known, none missing.

    ``warnings`` are sentences; none of them forbids the code.
    """

    code: str
    parts: tuple[Part, ...]
    complete: bool
    warnings: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """All parts in words, parted by " · "."""
        return " · ".join(f"{p.element} {p.label}" if p.label else p.element for p in self.parts)


def split(composition: Composition, code: str) -> tuple[str, ...]:
    """The elements of a composed code; what is left over stands last, shorter than the others."""
    size = composition.element_length
    return tuple(code[start : start + size] for start in range(0, len(code), size))


@dataclass(frozen=True, slots=True)
class Entry:
    """A code that can stand at a position."""

    code_list: str
    code: Code


Placed = tuple[int, Entry] | None
"""The number of a position and what stands there; None for an element that fits nowhere."""


_Fit = tuple[int, ...]
"""How well elements stand; greater is better, see ``Lexicon.place``."""

_REMEMBERED = 20_000  # readings of codes kept at a time


@dataclass(frozen=True)
class Lexicon:
    """What the elements of one composition can be, made once for a schema."""

    schema: Schema
    composition: Composition

    @cached_property
    def _exact(self) -> tuple[Mapping[str, Entry], ...]:
        """For each position its elements by their text."""
        return tuple(self._at(position, str) for position in self.composition.positions)

    @cached_property
    def _loose(self) -> tuple[Mapping[str, Entry], ...]:
        """For each position its elements by their text in small letters."""
        return tuple(self._at(position, str.casefold) for position in self.composition.positions)

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """How many codes each list has."""
        return {codes.name: len(codes.codes) for codes in self.schema.code_lists}

    @cached_property
    def _placed(self) -> dict[tuple[tuple[str, ...], bool], tuple[Placed, ...]]:
        return {}

    @cached_property
    def _explained(self) -> dict[str, Composed]:
        return {}

    def _at(self, position: Position, key: Callable[[str], str]) -> Mapping[str, Entry]:
        found: dict[str, Entry] = {}
        for name in position.lists:
            for code in self.schema.code_list(name).codes:
                found.setdefault(key(code.code), Entry(name, code))
        return found

    @cached_property
    def _written(self) -> frozenset[str]:
        """Every element as the codebook writes it."""
        return frozenset(element for at in self._exact for element in at)

    def entry(self, number: int, element: str, *, any_case: bool = False) -> Entry | None:
        """What an element is at a position: as it is written, else in another case.

        Capitals may stand for small letters (whole data sets are in capitals), but what the
        codebook itself writes in small letters is never read as capitals, unless ``any_case``.
        """
        if not any_case:
            exact = self._exact[number].get(element)
            if exact or (element in self._written and not element.isupper()):
                return exact
        return self._loose[number].get(element.casefold())

    def places(self, element: str) -> tuple[int, ...]:
        """The numbers of the positions where an element can stand, as it is written if it can."""
        exact = tuple(n for n, at in enumerate(self._exact) if element in at)
        folded = element.casefold()
        return exact or tuple(n for n, at in enumerate(self._loose) if folded in at)

    def place(self, elements: Sequence[str], *, any_case: bool = False) -> tuple[Placed, ...]:
        """Give each element the position that lets most of them stand, in order.

        Among equals count: what must stand, exact writing (unless ``any_case``), lists with few
        codes, whose elements are likelier, and earlier positions. The unspecified code can stand
        where an element must.
        """
        key = (tuple(elements), any_case)
        if key not in self._placed:
            if len(self._placed) >= _REMEMBERED:
                self._placed.clear()
            self._placed[key] = self._best(key[0], 0, 0, any_case, {})[1]
        return self._placed[key]

    def _best(
        self,
        rest: tuple[str, ...],
        position: int,
        used: int,
        any_case: bool,  # noqa: FBT001
        known: dict[tuple[int, int, int], tuple[_Fit, tuple[Placed, ...]]],
    ) -> tuple[_Fit, tuple[Placed, ...]]:
        """The best fit of the rest, when ``used`` elements stand at ``position`` already."""
        if not rest:
            return (0, 0, 0, 0, 0), ()
        key = (len(rest), position, used)
        if key in known:
            return known[key]
        fit, placed = self._best(rest[1:], position, used, any_case, known)
        best = (fit, (None, *placed))
        for number in range(position, len(self.composition.positions)):
            taken = used if number == position else 0
            entry = self._standing(number, rest[0], any_case=any_case)
            if entry is None or taken >= self.composition.positions[number].most:
                continue
            fit, placed = self._best(rest[1:], number, taken + 1, any_case, known)
            needed = taken < self.composition.positions[number].least
            same = any_case or entry.code.code == rest[0]
            here = (1, needed, same, -self.sizes.get(entry.code_list, 0), -number)
            total = tuple(map(int.__add__, fit, here))
            if total > best[0]:
                best = (total, ((number, entry), *placed))
        known[key] = best
        return best

    def _standing(self, number: int, element: str, *, any_case: bool) -> Entry | None:
        """What stands at a position: one of its elements, or "unspecified" where one must."""
        entry = self.entry(number, element, any_case=any_case)
        composition = self.composition
        nobody = element == composition.unspecified and composition.positions[number].least > 0
        if entry is None and nobody:
            return Entry("", Code("", element, composition.unspecified_label))
        return entry

    def explain(self, code: str) -> Composed:
        """Take a code apart; the answer is remembered."""
        if code not in self._explained:
            if len(self._explained) >= _REMEMBERED:
                self._explained.clear()
            self._explained[code] = self._apart(code)
        return self._explained[code]

    def _apart(self, code: str) -> Composed:
        composition = self.composition
        if code == composition.unspecified:
            label = composition.unspecified_label
            return Composed(code, (Part(code, code, label, known=True),), complete=True)
        elements = split(composition, code)
        placed = self.place(elements)
        parts = tuple(map(self._part, elements, placed))
        missing = tuple(self._missing(placed))
        complete = bool(parts) and all(part.known for part in parts) and not missing
        return Composed(code, parts, complete, self._odd(elements, placed) + missing)

    def _part(self, element: str, placed: Placed) -> Part:
        if placed is None:
            return Part(element)
        number, entry = placed
        label = self.composition.positions[number].label
        code = entry.code
        return Part(element, code.code, code.label, label, entry.code_list, known=True)

    def _missing(self, placed: Sequence[Placed]) -> list[str]:
        standing = [p[0] for p in placed if p is not None]
        return [
            tr('"{position}" is missing.').format(position=position.label)
            for number, position in enumerate(self.composition.positions)
            if standing.count(number) < position.least
        ]

    def _odd(self, elements: Sequence[str], placed: Sequence[Placed]) -> tuple[str, ...]:
        size, most = self.composition.element_length, self.composition.most_elements
        pairs = list(zip(elements, placed, strict=True))
        odd = [self._stray(element) for element, place in pairs if place is None]
        if elements and len(elements[-1]) < size:
            odd[-1:] = [
                tr('"{elements}" is too short: each element has {size} characters.').format(
                    elements=elements[-1], size=size
                )
            ]
        odd += [_other_case(e, p[1].code) for e, p in pairs if p and p[1].code.code != e]
        if len(elements) > most:
            odd.append(
                tr("It has {count} elements; at most {most} are usual.").format(
                    count=len(elements), most=most
                )
            )
        return tuple(odd)

    def _stray(self, element: str) -> str:
        places = self.places(element)
        if not places:
            return tr('"{element}" is not in the codebook.').format(element=element)
        entry = self.entry(places[0], element)
        assert entry is not None
        return tr('"{element}" ({label}) does not belong where it stands.').format(
            element=element, label=entry.code.label
        )


def _other_case(element: str, code: Code) -> str:
    return tr('"{element}" is read as "{code}" ({label}).').format(
        element=element, code=code.code, label=code.label
    )


def lexicon(schema: Schema, composition: Composition) -> Lexicon:
    """The lexicon of a composition, made once and kept with the schema itself."""
    kept = vars(schema).setdefault("_lexicons", {})  # beside the schema's own cached properties
    if composition.name not in kept:
        kept[composition.name] = Lexicon(schema, composition)
    found = kept[composition.name]
    assert isinstance(found, Lexicon)
    return found
