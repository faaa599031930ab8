"""The reliability data behind a report: every value that was compared, one row each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from annotator.agreement.reporting.code_figures import shown
from annotator.agreement.reporting.event_figures import NUMBER, RELEVANCE, article_ratings
from annotator.agreement.reporting.field_ratings import FieldRatings, Variant
from annotator.agreement.reporting.fields import ReportedField
from annotator.agreement.reporting.groupings import BOTH, EVIDENCE
from annotator.agreement.reporting.report import Report


class Row(NamedTuple):
    """One value: of which unit (an event, or an article), by whom, in which field.

    ``scale`` is by what values of the field are compared; members of a set are parted by “; ”.
    """

    unit: str
    article: str
    coder: str
    field: str
    value: str
    scale: str


VARIANTS = {
    "": Variant(BOTH),
    " [stage 1]": Variant(EVIDENCE),
    " [absent counted]": Variant(BOTH, absent=True),
}
"""What stands behind a field's name: how events were matched, and whether absent ones count."""


def reliability_rows(report: Report) -> Iterator[Row]:
    """Every value that a figure on fields or articles rests on, in order of fields and units.

    A unit is an article with the number of the event in it; units of different fields differ, as
    events are matched without the field that is reported. From the rows of one field, alpha on its
    scale is the figure of the report.
    """
    for article_field in (RELEVANCE, NUMBER):
        yield from _rows(report, article_field, "", article_ratings(article_field, report.events))
    for of in report.values.fields:
        for ending, variant in VARIANTS.items():
            if of.countable or not variant.absent:
                yield from _rows(report, of, ending, report.ratings(of, variant), variant)


def _rows(
    report: Report,
    of: ReportedField,
    ending: str,
    found: FieldRatings,
    variant: Variant | None = None,
) -> Iterator[Row]:
    ratings = found.ratings
    values = [shown(value) for value in ratings.categories]
    numbers = report.events.grouping(variant.stages, of.leaving_out).number if variant else None
    entries = report.comparison.articles
    for row, column in np.argwhere(ratings.codes >= 0).tolist():
        entry = entries[int(found.article[row])]
        number = "" if numbers is None else f" #{numbers[found.unit[row]]}"
        yield Row(
            f"{entry.key}{number}",
            entry.article,
            str(ratings.coders[column]),
            f"{of.name}{ending}",
            values[int(ratings.codes[row, column])],
            of.measure.value,
        )
