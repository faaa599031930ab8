"""Days as Excel counts them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

_FIRST_DAY = dt.date(1900, 3, 1)  # before it Excel counts a day that never was
_ORIGIN = dt.date(1899, 12, 30)


@lru_cache(maxsize=100_000)
def serial_of(iso: str) -> int | None:
    """The number by which Excel knows a day; None for days before March 1900 and for no day."""
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return None
    return (day - _ORIGIN).days if day >= _FIRST_DAY and day.isoformat() == iso else None


@lru_cache(maxsize=100_000)
def day_of(serial: str) -> str:
    """The ISO day of a number by which Excel knows it."""
    return (_ORIGIN + dt.timedelta(days=int(serial))).isoformat()
