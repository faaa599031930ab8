"""The fields of an event that are compared, and how: told by the schema alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from annotator.agreement.coefficients.distances import NOMINAL, Scale
from annotator.agreement.ratings import Value
from annotator.agreement.reporting.attribute_fields import attribute_value, number_of
from annotator.agreement.reporting.date_fields import WITHIN, day_value, known_day, state_value
from annotator.agreement.reporting.levels import at_level, levels_of, pooled
from annotator.agreement.reporting.slot_values import Spot, sides_of
from annotator.agreement.same_events.identity import Field
from annotator.domain.derived import derive
from annotator.domain.language import tr
from annotator.domain.schema import (
    Attribute,
    AttributeType,
    CodeList,
    DerivedColumn,
    DerivedKind,
    Schema,
    Slot,
)
from annotator.domain.values import ValueKind

BLANK = "(left blank)"
ABSENT = "(absent)"


class Measure(StrEnum):
    """How two values of a field are compared."""

    SAME = "nominal"  # the same or not
    SETS = "set_masi"  # several values: what they share
    NUMBERS = "interval"  # how far apart; without a number a value is missing
    ORDERED = "ordinal"
    LEVELS = "levels"  # at how many levels of the list they are the same
    NEAR = "within"  # the same but for a few days: a share, no coefficient
    KILOMETRES = "kilometres"  # how far apart on the globe: a median, no coefficient


@dataclass(frozen=True, eq=False)
class ReportedField:
    """A field that is compared.

    ``column`` is the slot or attribute it is read from ("" is being reciprocal), ``read`` makes
    what is compared of its value; None is a value that is missing. ``leaving_out`` is the
    identifying slot that matching by fields must not look at. ``whole`` marks the field that
    stands for its slot or attribute as such, ``listed`` one whose values come from a list.
    ``days`` is how far apart near dates may be.
    """

    name: str
    label: str
    column: str
    measure: Measure
    read: Callable[[Field], Value | None]
    leaving_out: str | None = None
    whole: bool = False
    listed: bool = False
    days: int = 0
    codes: CodeList | None = None

    @property
    def countable(self) -> bool:
        """Whether an event that is absent can be compared with one that is there."""
        return self.measure in (Measure.SAME, Measure.SETS, Measure.LEVELS)

    @property
    def blank(self) -> Value:
        """What stands for a value that was left blank."""
        return frozenset() if self.measure is Measure.SETS else BLANK

    def scale(self, categories: Sequence[Value]) -> Scale:
        """By what values are compared."""
        if self.measure is Measure.LEVELS and self.codes is not None:
            return pooled(self.codes, categories)
        if self.measure in (Measure.SETS, Measure.NUMBERS, Measure.ORDERED):
            return Scale(self.measure.value)
        return NOMINAL


RECIPROCAL = ""
"""The column of whether an event is reciprocal."""


def fields_of(schema: Schema) -> tuple[ReportedField, ...]:
    """Every field that is compared, in the order of the schema."""
    found = [field for slot in schema.slots for field in _of_slot(schema, slot)]
    if schema.reciprocal:
        label, read = tr("Reciprocal"), _yes_or_no
        found.append(ReportedField("reciprocal", label, RECIPROCAL, Measure.SAME, read, whole=True))
    found += [field for entry in schema.attributes for field in _of_attribute(entry)]
    return tuple({field.name: field for field in reversed(found)}.values())[::-1]


def _yes_or_no(value: Field) -> Value:
    return "yes" if value else "no"


def _of_slot(schema: Schema, slot: Slot) -> Iterator[ReportedField]:
    made = partial(
        ReportedField,
        column=slot.name,
        leaving_out=slot.name if slot.name in schema.identifying else None,
    )
    match slot.kind:
        case ValueKind.DATE:
            yield from _dates(slot.name, slot.label, made)
        case ValueKind.PLACE:
            yield from _places(slot, made)
        case _:
            several = slot.several or slot.name in (sides_of(schema) or ())
            measure = Measure.SETS if several else Measure.SAME
            read = _set if several else _single
            coded = slot.kind is not ValueKind.TEXT
            yield made(slot.name, slot.label, measure=measure, read=read, whole=True, listed=coded)
            if coded:
                yield from _levels(schema, slot, several, made)
                yield from _derived(schema, slot, several, made)


_Made = Callable[..., ReportedField]


# --- codes ---------------------------------------------------------------------------------------


def _single(value: Field) -> Value:
    return BLANK if value is None else str(value)


def _set(value: Field) -> Value:
    return value if isinstance(value, frozenset) else frozenset()


def _levels(schema: Schema, slot: Slot, several: bool, made: _Made) -> Iterator[ReportedField]:  # noqa: FBT001
    """The code at each level of its list above the whole one, and all levels pooled."""
    if slot.kind is not ValueKind.CODE:
        return
    codes = schema.code_list(slot.code_list)
    levels = levels_of(codes)
    for level in levels[:-1]:
        yield made(
            f"{slot.name}.{level.name}",
            f"{slot.label}: {level.label}",
            measure=Measure.SETS if several else Measure.SAME,
            read=_each(partial(at_level, codes, level), several=several),
        )
    if levels and not several:
        yield made(
            f"{slot.name}.levels",
            tr("{label}: levels pooled (ours)").format(label=slot.label),
            measure=Measure.LEVELS,
            read=_single,
            codes=codes,
        )


def _derived(schema: Schema, slot: Slot, several: bool, made: _Made) -> Iterator[ReportedField]:  # noqa: FBT001
    """What the schema computes of the code and says more than its label or level."""
    for column in schema.derived:
        if column.slot != slot.name or column.kind in (DerivedKind.LABEL, DerivedKind.LEVEL):
            continue
        compute = partial(derive, schema, column)
        label = f"{slot.label}: {column.name.removeprefix(f'{slot.name}_').replace('_', ' ')}"
        if column.kind is DerivedKind.PART:
            yield made(column.name, label, measure=Measure.SETS, read=_parts(compute))
        elif column.kind is DerivedKind.VALUE and not several and _measured(schema, column):
            read = _number(compute)
            yield made(column.name, label, measure=Measure.NUMBERS, read=read)
        else:
            measure = Measure.SETS if several else Measure.SAME
            read = _each(compute, several=several)
            yield made(column.name, label, measure=measure, read=read)


def _measured(schema: Schema, column: DerivedColumn) -> bool:
    """Whether the values of a column are measured: numbers, some with a sign or decimals."""
    codes = schema.code_list(schema.slot(column.slot).code_list)
    values = [value for code in codes.codes if (value := code.values.get(column.argument, ""))]
    return all(map(_is_number, values)) and any("." in v or "-" in v for v in values)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _each(compute: Callable[[str], str], *, several: bool) -> Callable[[Field], Value | None]:
    """Compute something of a code, or of each code of a set; nothing is left blank."""

    def of_set(value: Field) -> Value:
        codes = value if isinstance(value, frozenset) else ()
        return frozenset(found for code in codes if (found := compute(str(code))))

    def of_one(value: Field) -> Value:
        return (compute(str(value)) or BLANK) if value is not None else BLANK

    return of_set if several else of_one


def _parts(compute: Callable[[str], str]) -> Callable[[Field], Value | None]:
    """The elements of codes that come from some lists, as a set."""

    def read(value: Field) -> Value:
        codes = value if isinstance(value, frozenset) else {value} - {None}
        return frozenset(element for code in codes for element in compute(str(code)).split())

    return read


def _number(compute: Callable[[str], str]) -> Callable[[Field], Value | None]:
    def read(value: Field) -> Value | None:
        found = compute(str(value)) if value is not None else ""
        return float(found) if found else None

    return read


# --- dates, places, attributes -------------------------------------------------------------------


def _dates(name: str, label: str, made: _Made) -> Iterator[ReportedField]:
    """Start and end exactly, near enough, and in days; what is known of them apart."""
    both = tr("{label}: start and end").format(label=label)
    yield made(
        name,
        both,
        measure=Measure.SAME,
        read=partial(day_value, ("start", "end"), BLANK),
        whole=True,
    )
    ends = {"start": tr("{label}: start"), "end": tr("{label}: end")}
    for end, said in ends.items():
        yield made(
            f"{name}.{end}",
            said.format(label=label),
            measure=Measure.SAME,
            read=partial(day_value, (end,), BLANK),
        )
    for days in WITHIN:
        said = tr("{label}: start and end within {days} days")
        said = tr("{label}: start and end within 1 day") if days == 1 else said
        yield made(
            f"{name}.within_{days}",
            said.format(label=label, days=days),
            measure=Measure.NEAR,
            read=partial(day_value, ("start", "end"), BLANK),
            days=days,
        )
    for end, said in ends.items():
        yield made(
            f"{name}.{end}_days",
            tr("{end}, in days").format(end=said.format(label=label)),
            measure=Measure.NUMBERS,
            read=partial(known_day, end),
        )
    yield made(
        f"{name}.state",
        tr("{label}: known, open, unknown or unresolved").format(label=label),
        measure=Measure.SAME,
        read=partial(state_value, BLANK),
    )


def _places(slot: Slot, made: _Made) -> Iterator[ReportedField]:
    parts: tuple[tuple[str, str, Callable[[Spot], str]], ...] = (
        ("", tr("{label}: same place (gazetteer id)"), lambda spot: spot.id),
        (".admin1", tr("{label}: first-order division"), _admin1),
        (".country", tr("{label}: country"), lambda spot: spot.country),
    )
    for ending, said, part in parts:
        yield made(
            f"{slot.name}{ending}",
            said.format(label=slot.label),
            measure=Measure.SETS if slot.several else Measure.SAME,
            read=_of_spots(part, several=slot.several),
            whole=not ending,
        )
    yield made(
        f"{slot.name}.km",
        tr("{label}: kilometres apart").format(label=slot.label),
        measure=Measure.KILOMETRES,
        read=_spots,
    )


def _admin1(spot: Spot) -> str:
    return f"{spot.country} {spot.admin1}".strip() if spot.admin1 else ""


def _of_spots(part: Callable[[Spot], str], *, several: bool) -> Callable[[Field], Value | None]:
    def of_set(value: Field) -> Value:
        spots = value if isinstance(value, frozenset) else ()
        return frozenset(part(spot) for spot in spots if isinstance(spot, Spot)) - {""}

    def of_one(value: Field) -> Value:
        return (part(value) or BLANK) if isinstance(value, Spot) else BLANK

    return of_set if several else of_one


def _spots(value: Field) -> Value | None:
    """The places with coordinates; None without any."""
    spots = value if isinstance(value, frozenset) else {value}
    found = frozenset(
        (spot.latitude, spot.longitude)
        for spot in spots
        if isinstance(spot, Spot) and spot.latitude is not None
    )
    return found or None


def _of_attribute(attribute: Attribute) -> Iterator[ReportedField]:
    made = partial(ReportedField, column=attribute.name)
    several = attribute.type is AttributeType.SEVERAL_OF
    yield made(
        attribute.name,
        attribute.label,
        measure=Measure.SETS if several else Measure.SAME,
        read=partial(attribute_value, attribute, BLANK),
        whole=True,
        listed=bool(attribute.choices) or attribute.type is AttributeType.YES_NO,
    )
    numbers = {
        AttributeType.INTEGER: (tr("{label}, as a number"), Measure.NUMBERS),
        AttributeType.NUMBER_OR_WORD: (tr("{label}, by the least it can be"), Measure.ORDERED),
        AttributeType.DATE: (tr("{label}: start, in days"), Measure.NUMBERS),
    }
    if attribute.type in numbers:
        said, measure = numbers[attribute.type]
        yield made(
            f"{attribute.name}.number",
            said.format(label=attribute.label),
            measure=measure,
            read=partial(number_of, attribute),
        )
