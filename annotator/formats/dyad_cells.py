"""The directed dyads of an event as an export tells them: those with equal codes are one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.domain.dyads import Direction, directions, with_way_back
from annotator.domain.schema import Schema
from annotator.formats.slot_cells import Cells, Filled, SlotCells, own_slot

Bound = dict[str, list[Filled]]  # the fillers of an event by slot


@dataclass(slots=True)
class Dyad:
    """One directed dyad: the fillers of both sides, its code, how often it is there."""

    sources: list[Filled]
    targets: list[Filled]
    code: Filled | None
    returned: bool
    derived: bool
    count: int = 1

    @property
    def flags(self) -> Cells:
        """The cells: returned, derived, count, same_code."""
        same = bool(
            self.sources
            and self.targets
            and self.sources[0][0].value is not None
            and self.sources[0][0].value == self.targets[0][0].value
        )
        return (str(int(self.returned)), str(int(self.derived)), str(self.count), str(int(same)))


class DyadCells:
    """Makes the dyads of events coded under one version of the codebook."""

    def __init__(self, schema: Schema, cells: Mapping[str, SlotCells]) -> None:
        self._dyad = schema.dyad
        self._cells = cells
        self._mirrors = _mirrors(schema)
        self.slots: frozenset[str] = frozenset()
        if schema.dyad is not None:
            self.slots = frozenset({schema.dyad.source, schema.dyad.target, schema.dyad.code})

    def of(self, bound: Bound, *, reciprocal: bool) -> list[Dyad]:
        """The directed dyads of an event, those with equal codes as one."""
        if self._dyad is None:
            return []
        sources, targets = bound.get(self._dyad.source, ()), bound.get(self._dyad.target, ())
        pairs = directions(sources, targets, reciprocal=reciprocal)
        merged: dict[object, Dyad] = {}
        for code in bound.get(self._dyad.code) or (None,):
            self._merge(merged, pairs, code)
        return list(merged.values())

    def _merge(
        self,
        merged: dict[object, Dyad],
        pairs: Sequence[Direction[Filled]],
        code: Filled | None,
    ) -> None:
        mirror = self._mirrors.get(code[0].value or "") if code else None
        mirrored = [row._replace(value=mirror) for row in code] if code and mirror else None
        for pair in with_way_back(pairs) if mirrored else pairs:
            derived = pair.returned and mirrored is not None
            given = mirrored if derived else code
            key = (_key(pair.source), _key(pair.target), _key(given), derived)
            known = merged.get(key)
            if known is None:
                sources, targets = _listed(pair.source), _listed(pair.target)
                merged[key] = Dyad(sources, targets, given, pair.returned, derived)
                continue
            known.count += 1
            for side, filler in ((known.sources, pair.source), (known.targets, pair.target)):
                if filler is not None and filler not in side:
                    side.append(filler)

    def cells(self, dyad: Dyad) -> dict[str, Cells]:
        """The cells of the slots that make the dyad, by slot."""
        assert self._dyad is not None
        sides = (
            (self._dyad.source, dyad.sources),
            (self._dyad.target, dyad.targets),
            (self._dyad.code, _listed(dyad.code)),
        )
        return {name: self._cells[name].merged(fillers) for name, fillers in sides}


def _mirrors(schema: Schema) -> dict[str, str]:
    """The mirror of each code that has one, of the list that the dyads' code comes from."""
    if schema.dyad is None:
        return {}
    slot = own_slot(schema, schema.slot(schema.dyad.code))
    if slot is None or not slot.code_list:
        return {}
    codes = schema.code_list(slot.code_list).codes
    return {code.code: code.mirror for code in codes if code.mirror}


def _listed(filler: Filled | None) -> list[Filled]:
    return [] if filler is None else [filler]


def _key(filler: Filled | None) -> object:
    """What makes two fillers the same in a dyad: their code; without one, only themselves."""
    if filler is None:
        return None
    return filler[0].value if filler[0].value is not None else filler[0].id
