"""What one slot of one event can hold: a code, a date, a place, or plain text.

Every value is frozen and compares by content. ``None`` in place of a value means "not coded
yet", which is not the same as an explicit *unspecified* code or an *unknown* date.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.language import later, tr


class ValueKind(StrEnum):
    """How a slot's value is written; the schema gives one to each slot."""

    CODE = "code"  # one code of one list
    COMPOSED = "composed"  # a code composed of elements by position
    DATE = "date"
    PLACE = "place"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class CodeValue:
    """A code as text (``"010"`` is not ``"10"``), simple or composed."""

    code: str


@dataclass(frozen=True, slots=True)
class TextValue:
    """Plain words, for slots that carry no code."""

    text: str


class Bound(StrEnum):
    """What is known of one end of a date interval."""

    KNOWN = "known"
    OPEN = "open"  # the event had not begun / had not ended: an interval without that end
    UNKNOWN = "unknown"  # there is an end, the text does not say which


class DateKind(StrEnum):
    """Where a date comes from."""

    STATED = "stated"  # from an expression of the text, or typed by the coder
    REPORTED = "reported"  # the publication date, taken as the reported date
    UNRESOLVED = "unresolved"  # only the words are kept


@dataclass(frozen=True, slots=True)
class DateValue:
    """A closed interval of days; ``start == end`` is one day.

    ``start`` and ``end`` are given exactly when their state is ``KNOWN``. ``text`` keeps the
    words that were resolved; ``relative_to`` is the publication date they were resolved against,
    or None when they needed none.
    """

    start: dt.date | None
    end: dt.date | None
    start_state: Bound = Bound.KNOWN
    end_state: Bound = Bound.KNOWN
    kind: DateKind = DateKind.STATED
    text: str = ""
    relative_to: dt.date | None = None

    def __post_init__(self) -> None:
        if (self.start is not None) != (self.start_state is Bound.KNOWN):
            raise ValueError("a date start is given exactly when it is known")
        if (self.end is not None) != (self.end_state is Bound.KNOWN):
            raise ValueError("a date end is given exactly when it is known")
        if self.start and self.end and self.end < self.start:
            raise ValueError("a date interval ends before it starts")

    @classmethod
    def day(cls, day: dt.date, **more: object) -> DateValue:
        """One single day."""
        return cls(day, day, **more)  # type: ignore[arg-type]

    @classmethod
    def unresolved(cls, text: str) -> DateValue:
        """Words that were not resolved to days."""
        return cls(None, None, Bound.UNKNOWN, Bound.UNKNOWN, DateKind.UNRESOLVED, text)

    @property
    def days(self) -> int | None:
        """Length of the interval in days (1 for a single day), None when an end is not known."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """Where an event took place.

    ``country`` is an ISO 3166-1 alpha-3 code or empty; latitude and longitude are degrees
    (WGS 84) or None; ``where_prec`` is UCDP's 1 (exact) to 7 (international waters), or None
    where it was not judged.
    """

    name: str
    country: str = ""
    admin1: str = ""
    latitude: float | None = None
    longitude: float | None = None
    gazetteer_id: str = ""
    where_prec: int | None = None

    def __post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("a place has both coordinates or none")
        if self.latitude is not None and not -90 <= self.latitude <= 90:
            raise ValueError("a latitude lies between -90 and 90 degrees")
        if self.longitude is not None and not -180 <= self.longitude <= 180:
            raise ValueError("a longitude lies between -180 and 180 degrees")
        if self.where_prec is not None and not 1 <= self.where_prec <= 7:
            raise ValueError("where_prec lies between 1 and 7")


Value = CodeValue | TextValue | DateValue | PlaceValue


class Provenance(StrEnum):
    """How a human value came about."""

    BY_HAND = "by hand"
    ACCEPTED = "accepted"
    EDITED = "edited after accepting"
    COPIED = "copied from another event"
    DEFAULT = "default taken"
    MERGED = "merged"
    ADJUDICATED = "adjudicated"

    @property
    def words(self) -> str:
        """The same for people; projects and datasets hold the value."""
        return tr(_HOW[self])


_HOW = {
    Provenance.BY_HAND: later("by hand"),
    Provenance.ACCEPTED: later("accepted"),
    Provenance.EDITED: later("edited after accepting"),
    Provenance.COPIED: later("copied from another event"),
    Provenance.DEFAULT: later("default taken"),
    Provenance.MERGED: later("merged"),
    Provenance.ADJUDICATED: later("adjudicated"),
}
