"""What an attribute of an event can hold: from typed text to the text that is stored, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from annotator.domain import dates
from annotator.domain.dates.iso import from_iso, to_iso
from annotator.domain.events import AttributeValue
from annotator.domain.language import later, tr
from annotator.domain.quantities import Quantity, read_quantity
from annotator.domain.schema import Attribute, AttributeType
from annotator.domain.text import normalise
from annotator.domain.values import DateKind, Provenance

YES_NO = ("yes", "no")
NUMBERS = frozenset({AttributeType.INTEGER, AttributeType.NUMBER_OR_WORD})
CHOSEN = frozenset({AttributeType.ONE_OF, AttributeType.SEVERAL_OF})


def read_attribute(
    attribute: Attribute, typed: str, published: dt.date | None = None, *, language: str = ""
) -> str:
    """The text under which a typed value is stored, empty for none.

    Dates are read against the publication date, as ``dates.parse`` does.

    Raises:
        ValueError: the attribute cannot hold it; the sentence says what it takes.
    """
    if attribute.type is AttributeType.DATE:
        return _read_date(attribute, typed, published, language)
    if attribute.type is AttributeType.TEXT:
        return normalise(typed).text
    return stored(attribute, typed)


def stored(attribute: Attribute, value: str) -> str:
    """The one form in which a value is stored; ValueError with a sentence when it cannot be."""
    text = normalise(value).text
    if not text:
        return ""
    match attribute.type:
        case AttributeType.TEXT:
            return text
        case AttributeType.DATE:
            if from_iso(text) is None:
                raise ValueError(
                    tr("{attribute} takes a date, “{text}” is none.").format(
                        attribute=attribute.label, text=_short(text)
                    )
                )
            return text
        case AttributeType.INTEGER | AttributeType.NUMBER_OR_WORD:
            return _number(attribute, text).text
        case _:
            return _chosen(attribute, text)


def is_default(attribute: Attribute, held: AttributeValue) -> bool:
    """Whether a value is the schema's own, and chosen by nobody for this event.

    A copied event takes its values over; one that is the default reads as on a new event.
    """
    copied = held.provenance is Provenance.COPIED
    same = attribute.default != "" and held.values == (attribute.default,)
    return held.provenance is Provenance.DEFAULT or (copied and same)


def quantity(attribute: Attribute, value: str) -> Quantity | None:
    """The number that a stored value of a number attribute is."""
    return read_quantity(value, attribute.words)


def shown(attribute: Attribute, value: str) -> str:
    """A stored value in words."""
    if attribute.type is AttributeType.DATE:
        date = from_iso(value)
        return dates.describe(date) if date else value
    found = next((c.label for c in attribute.choices if c.value == value), value)
    return found.replace("..", "–").removesuffix("–") + "+" * value.endswith("..")


def most_values(attribute: Attribute) -> int:
    """How many values an attribute can hold; 0 for any number."""
    return attribute.most or 0 if attribute.type is AttributeType.SEVERAL_OF else 1


def problem(attribute: Attribute, values: Sequence[str]) -> str:
    """Why values cannot stand together in an attribute, as a sentence; empty when they can."""
    most = most_values(attribute)
    if most and len(values) > most:
        sentence = (
            tr("{attribute} takes one value.")
            if most == 1
            else tr("{attribute} takes at most {most} values.")
        )
        return sentence.format(attribute=attribute.label, most=most)
    return ""


def _read_date(attribute: Attribute, typed: str, published: dt.date | None, language: str) -> str:
    found = dates.parse(typed, published, language=language)
    if not found:
        return ""
    if found[0].kind is DateKind.UNRESOLVED:
        raise ValueError(
            tr(
                "{attribute} takes a date such as 2024-03-02 or 2024-03; no day can be "
                "read from “{typed}”."
            ).format(attribute=attribute.label, typed=_short(typed))
        )
    return to_iso(found[0])


def _number(attribute: Attribute, text: str) -> Quantity:
    found = read_quantity(text, attribute.words)
    exact = attribute.type is AttributeType.INTEGER
    if found is None or (exact and found.least != found.most):
        raise ValueError(
            tr("{attribute} takes {attribute2}; “{text}” is none.").format(
                attribute=attribute.label, attribute2=_takes(attribute), text=_short(text)
            )
        )
    low, high = attribute.least, attribute.most
    if (low is not None and found.least < low) or (
        high is not None and (found.most is None or found.most > high)
    ):
        raise ValueError(
            tr("{attribute} takes {attribute2}, not {text}.").format(
                attribute=attribute.label, attribute2=_takes(attribute), text=_short(text)
            )
        )
    return found


_LIMITS = {  # has a lowest, has a highest
    (False, False): later("a whole number"),
    (True, False): later("a whole number from {low}"),
    (False, True): later("a whole number up to {high}"),
    (True, True): later("a whole number from {low} to {high}"),
}


def _takes(attribute: Attribute) -> str:
    low, high = attribute.least, attribute.most
    limits = tr(_LIMITS[low is not None, high is not None]).format(low=low, high=high)
    if attribute.type is AttributeType.INTEGER:
        return limits
    words = ", ".join(word.word for word in attribute.words)
    several = (
        tr("{limits}, a range such as 200-300, or a word ({words})")
        if words
        else tr("{limits}, a range such as 200-300")
    )
    return several.format(limits=limits, words=words)


def _chosen(attribute: Attribute, text: str) -> str:
    allowed = tuple(choice.value for choice in attribute.choices) or YES_NO
    if text not in allowed:
        some = ", ".join(allowed[:12]) + (", …" if len(allowed) > 12 else "")
        raise ValueError(
            tr("“{text}” is not a value of {attribute}: it takes {some}.").format(
                text=_short(text), attribute=attribute.label, some=some
            )
        )
    return text


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
