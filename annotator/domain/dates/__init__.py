"""When: expressions of news text, and what coders type, as intervals of days.

Nothing is ever resolved against the day on which the program runs. The conventions (weeks Monday
to Sunday, what "early" and "late" mean) stand in ``spans``, the wordings in the modules beside it.
"""

from annotator.domain.dates.describe import date_prec, describe, precision, time_precision
from annotator.domain.dates.resolve import reported, resolve
from annotator.domain.dates.typed import parse

__all__ = [
    "date_prec",
    "describe",
    "parse",
    "precision",
    "reported",
    "resolve",
    "time_precision",
]
