"""Figures of agreement as cells: a number, or “undefined” with its reason, never 1, 0 or NaN."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.agreement.figures import FAIR, GOOD
from annotator.gui.views.figure_table import Cell, Head
from annotator.gui.views.interval_bar import Bar

if TYPE_CHECKING:
    from annotator.agreement.figures import Figure
    from annotator.agreement.reporting.field_figures import FieldFigures
    from annotator.agreement.reporting.resampling import Estimate

MARKS = (FAIR, GOOD)

NONE = Cell("–", quiet=True)
"""What there is no figure for: that is how the field is measured, nothing is missing."""

NO_BAR = Cell("")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Agreement", text)


def number(figure: Figure, *, digits: int = 3) -> Cell:
    """A figure; why it is undefined, or what a reader should know of it, in the tip."""
    if figure.value is None:
        return Cell(_tr("undefined"), figure.reason, quiet=True)
    return Cell(f"{figure.value:.{digits}f}", figure.remark)


def beside_n(figure: Figure) -> Cell:
    """A figure with what it rests on in brackets."""
    cell = number(figure)
    if figure.value is None:
        return cell
    return Cell(_tr("{} ({})").format(cell.text, f"{figure.n:,}"), cell.tip)


def percent(figure: Figure) -> Cell:
    """A share in percent."""
    if figure.value is None:
        return number(figure)
    return Cell(f"{100 * figure.value:.1f} %", figure.remark)


def count(value: int) -> Cell:
    """How many."""
    return Cell(f"{value:,}")


def interval(found: Estimate, *, percents: bool = False) -> Cell:
    """Both ends of an interval; why there is none in the tip."""
    ends = found.interval
    if ends is None:
        return NONE
    if ends.low is None or ends.high is None:
        return Cell(_tr("undefined"), ends.reason, quiet=True)
    tip = ""
    if ends.undefined:
        said = _tr("In {} of {} resamples the figure was undefined; they are left out.")
        tip = said.format(f"{ends.undefined:,}", f"{ends.resamples:,}")
    if percents:
        said = _tr("{} to {} %").format(f"{100 * ends.low:.1f}", f"{100 * ends.high:.1f}")
        return Cell(said, tip)
    return Cell(_tr("{} to {}").format(f"{ends.low:.3f}", f"{ends.high:.3f}"), tip)


def bar(found: Estimate, *, marked: bool) -> Bar | None:
    """The figure and its interval drawn; nothing where it is undefined."""
    value, ends = found.figure.value, found.interval
    if value is None:
        return None
    low, high = (ends.low, ends.high) if ends is not None else (None, None)
    return Bar(value, low, high, MARKS if marked else ())


def bar_cell(found: Estimate, *, marked: bool) -> Cell:
    """What is said of the bar where it cannot be seen."""
    if found.figure.value is None:
        return NO_BAR
    said = _tr("{}, 95 % interval {}") if interval(found).text else "{}"
    words = said.format(number(found.figure).text, interval(found).text)
    return Cell("", f"{words}. {convention()}" if marked else f"{words}.")


def share(found: FieldFigures) -> Cell:
    """The percent of a field; of distances the median."""
    if found.median_km is None:
        return percent(found.percent.figure)
    median = number(found.median_km, digits=1)
    if found.median_km.value is None:
        return median
    return Cell(_tr("median {} km").format(median.text), found.percent.figure.reason)


def alpha(found: FieldFigures | None, *, say: Callable[[Figure], Cell] = number) -> Cell:
    """Alpha of a field; nothing where it was not computed, a dash where there is none."""
    if found is None:
        return NONE
    if found.median_km is not None:
        return Cell("–", found.alpha.figure.reason, quiet=True)
    return say(found.alpha.figure)


def convention() -> str:
    """What the lines in the bars stand for."""
    return _tr("Marked: .667 (tentative) and .800 (reliable), a convention.")


def head_n(tip: str) -> Head:
    """A column of what figures rest on."""
    return Head(_tr("n"), tip)


def head_interval() -> Head:
    """The column of intervals in numbers."""
    return Head(
        _tr("95 % interval"),
        _tr("Where the figure lies in 95 of 100 samples of articles (bootstrap by article)"),
    )


def head_bar(*, marked: bool) -> Head:
    """The column of intervals drawn."""
    if not marked:
        return Head(_tr("0 to 1"), _tr("The figure as a dot and its interval as a bar"), bar=True)
    return Head(
        _tr("0 to 1"),
        _tr(
            "The figure as a dot and its interval as a bar. Alpha is usually read as tentative from"
            " .667 and as reliable from .800 (Krippendorff): a convention, no property of it."
        ),
        bar=True,
    )
