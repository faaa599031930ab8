"""What of an attribute is compared, by its type."""

from __future__ import annotations

from annotator.agreement.ratings import Value
from annotator.agreement.same_events.identity import Field
from annotator.domain.attribute_values import quantity
from annotator.domain.dates.iso import from_iso
from annotator.domain.folding import fold
from annotator.domain.schema import Attribute, AttributeType


def attribute_value(attribute: Attribute, blank: str, value: Field) -> Value:
    """The value of an attribute; of one that takes several, their set."""
    values = value if isinstance(value, tuple) else ()
    if attribute.type is AttributeType.SEVERAL_OF:
        return frozenset(map(str, values)) - {""}
    said = str(values[0]) if values else ""
    return (fold(said) if attribute.type is AttributeType.TEXT else said) or blank


def number_of(attribute: Attribute, value: Field) -> Value | None:
    """The number that an attribute is, the first day of a date; None where there is none."""
    values = value if isinstance(value, tuple) else ()
    if not values:
        return None
    if attribute.type is AttributeType.DATE:
        date = from_iso(str(values[0]))
        return float(date.start.toordinal()) if date and date.start else None
    found = quantity(attribute, str(values[0]))
    return None if found is None else float(found.least)
