"""A slot's value by the quoted words alone, and a value in the words it is typed in."""

from __future__ import annotations

import datetime as dt
import re

from annotator.domain import dates, places
from annotator.domain.schema import Schema, Slot
from annotator.domain.values import CodeValue, DateValue, PlaceValue, TextValue, Value, ValueKind

# What coders mark along with a place's name. "The" with a capital belongs to it: The Hague.
_BEFORE_PLACE = re.compile(
    r"(?:(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]round|[Oo]utside|[Ii]nside|[Ff]rom|[Tt]o|[Ii]nto|[Tt]owards?|"
    r"[Oo]n|[Oo]ff|[Aa]cross|[Oo]ver|[Tt]hroughout|[Vv]ia|the)\s+)+(?=\S)"
)
_BEHIND_PLACE = re.compile(r"(?:['’]s?)?[\s,;:.!?]*$")


def read_value(
    schema: Schema,  # noqa: ARG001 - what reads codes finds their lists in it
    slot: Slot,
    words: str,
    *,
    published: dt.date | None,
    language: str = "",
) -> Value | None:
    """The value that marked words alone give a slot, None where words give none.

    A date is resolved (an unresolved one keeps the words), a place gets its name and the country
    it names but no coordinates, plain text is taken as it stands. Codes are left to the coder.

    Args:
        schema: the schema that the slot is of.
        slot: the slot to fill.
        words: the marked words.
        published: the article's publication date, None when it is not known.
        language: ISO 639-1 code of the article; English when empty.
    """
    quote = " ".join(words.split())
    if not quote:
        return None
    match slot.kind:
        case ValueKind.DATE:
            return dates.resolve(quote, published, language=language)
        case ValueKind.PLACE:
            return next(iter(places.named(_place_name(quote))), None)
        case ValueKind.TEXT:
            return TextValue(quote)
        case _:
            return None


def written(value: Value | None) -> str:
    """A value in the words it is typed in: the code as it stands, the days, the place's name."""
    match value:
        case CodeValue(code):
            return code
        case TextValue(text):
            return text
        case DateValue():
            return dates.describe(value)
        case PlaceValue():
            return places.describe(value)
        case None:
            return ""


def _place_name(quote: str) -> str:
    name = _BEFORE_PLACE.sub("", _BEHIND_PLACE.sub("", quote), count=1)
    return name or quote
