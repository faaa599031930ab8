"""A report on agreement as tables for people; what is undefined is said in words."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from annotator.agreement.code_figures import counted
from annotator.agreement.field_figures import FieldFigures
from annotator.agreement.figures import Figure
from annotator.agreement.report import FAIR, GOOD, Brief, FieldReport, Figures, Report
from annotator.agreement.resampling import Estimate
from annotator.agreement.text_figures import TextFigures, left_out_note

Row = Sequence[str]
UNDEFINED = "undefined"
_CODES = 30  # of a field that are printed, and
_CONFUSIONS = 10  # of these; JSON has all


def as_text(report: Report, *, terminal: bool | None = None) -> str:
    """The report, as wide as the terminal; ``terminal`` False makes it fit for a file."""
    page = Page(terminal=terminal)
    _head(page, report)
    _all(page, report.whole)
    for name, figures in report.by_aid.items():
        page.say(f"\n===== {name.capitalize()} articles alone ({figures.articles}) =====")
        _all(page, figures)
    _briefs(page, "Pair by pair", report.by_pair)
    _briefs(page, "Coder by coder", report.by_coder)
    _briefs(page, "Week by week", report.by_week)
    _codes(page, report)
    page.tell_reasons()
    page.say(
        f"\nAlpha is usually read as tentative from {FAIR} and as reliable from {GOOD}"
        " (Krippendorff): a convention, not a property of the figure."
    )
    return page.text()


class Page:
    """Collects tables and sentences, and the reasons of undefined figures."""

    def __init__(self, *, terminal: bool | None = None) -> None:
        tty = sys.stdout.isatty() if terminal is None else terminal
        width = shutil.get_terminal_size().columns if tty else 160
        self._console = Console(file=io.StringIO(), force_terminal=tty, width=width)
        self._reasons: dict[str, int] = {}

    def say(self, sentence: str) -> None:
        """A line of text."""
        self._console.print(Text(sentence))

    def table(self, title: str, headings: Sequence[str], rows: Iterable[Row]) -> None:
        """A table; nothing without rows."""
        kept = list(rows)
        if not kept:
            return
        table = Table(title=title, title_justify="left", box=None, pad_edge=False)
        for at, heading in enumerate(headings):
            table.add_column(heading, justify="right" if at else "left", overflow="fold")
        for row in kept:
            table.add_row(*map(Text, row))
        self._console.print()
        self._console.print(table)

    def number(self, figure: Figure, *, digits: int = 3) -> str:
        """A figure, or that it is undefined with the number of the reason."""
        if figure.value is not None:
            return f"{figure.value:.{digits}f}"
        number = self._reasons.setdefault(figure.reason, len(self._reasons) + 1)
        return f"{UNDEFINED} [{number}]"

    def percent(self, figure: Figure) -> str:
        """A share in percent."""
        return self.number(figure) if figure.value is None else f"{100 * figure.value:.1f} %"

    def interval(self, estimate: Estimate) -> str:
        """Both ends of an interval; nothing where there is none."""
        found = estimate.interval
        if found is None or found.low is None or found.high is None:
            return ""
        return f"{found.low:.3f} to {found.high:.3f}"

    def percents(self, estimate: Estimate) -> str:
        """Both ends of the interval of a share, in percent."""
        found = estimate.interval
        if found is None or found.low is None or found.high is None:
            return ""
        return f"{100 * found.low:.1f} to {100 * found.high:.1f} %"

    def tell_reasons(self) -> None:
        """The reasons of undefined figures, by their numbers."""
        for reason, number in self._reasons.items():
            self.say(f"[{number}] {UNDEFINED}: {reason}")

    def text(self) -> str:
        """All of it."""
        written: str = self._console.file.getvalue()  # type: ignore[attr-defined]
        return written.strip("\n")


def _head(page: Page, report: Report) -> None:
    selection = report.selection
    against = f" against round “{selection.against}”" if selection.against else ""
    page.say(f"Agreement in round “{selection.round}”{against}: {report.study.origin}")
    raters = ", ".join(report.comparison.raters) or "nobody"
    page.say(f"Compared: {raters}, in {len(report.comparison.articles):,} articles all finished.")
    for note in report.notes:
        page.say(note)
    named = list(dict.fromkeys(state for one in report.states for state in one.articles))
    page.table(
        "Articles by state",
        ("coder", "round", *named),
        (
            (one.coder, one.round, *(str(one.articles.get(state, 0)) for state in named))
            for one in report.states
        ),
    )
    seen = [f"{events:,} by {raters}" for raters, events in report.seen_by]
    if seen:
        page.say(f"\nEvents seen by so many of them: {', '.join(seen)}.")


def _all(page: Page, figures: Figures) -> None:
    _events(page, figures)
    _fields(page, figures.fields)
    _text(page, figures.text)


def _events(page: Page, figures: Figures) -> None:
    events = figures.events
    rows = [
        ("Event F1, matched by evidence", events.f1_evidence),
        ("Event F1, matched by evidence, then by fields", events.f1_both),
        *((f"Strict F1, {strict.label}", strict.f1) for strict in events.strict),
    ]
    page.table(
        "Did they see the same events?",
        ("", "value", "95 % interval", "n"),
        [
            *(
                (name, page.number(e.figure), page.interval(e), f"{e.figure.n:,}")
                for name, e in rows
            ),
            _of_articles(page, "Article has any event: alpha", events.relevance.alpha),
            ("Article has any event: percent", *_percent(page, events.relevance)),
            _of_articles(page, "Number of events: alpha (interval)", events.number.alpha),
        ],
    )


def _of_articles(page: Page, name: str, found: Estimate) -> Row:
    return name, page.number(found.figure), page.interval(found), f"{found.figure.n:,}"


def _percent(page: Page, found: FieldFigures) -> Row:
    return page.percent(found.percent.figure), page.percents(found.percent), f"{found.units:,}"


def _fields(page: Page, fields: Sequence[FieldReport]) -> None:
    told = [entry for entry in fields if entry.both.units and entry.given]
    headings = ("field", "n", "percent", "alpha", "95 % interval")
    page.table(
        "Did they code them alike? Events matched by evidence alone",
        headings,
        ((entry.field.label, *_figures(page, entry.evidence)) for entry in told),
    )
    page.table(
        "Did they code them alike? Events matched by evidence, then by fields",
        (*headings, "left blank", "alpha, unmatched absent"),
        (
            (
                entry.field.label,
                *_figures(page, entry.both),
                f"{entry.blank:,}",
                page.number(entry.absent.alpha.figure) if entry.absent else "",
            )
            for entry in told
        ),
    )
    untold = [entry.field.label for entry in fields if entry not in told]
    if untold:
        page.say(f"Not given by two coders for any event: {'; '.join(untold)}.")
    _suggested(page, told)
    _statistics(page, told)


def _figures(page: Page, found: FieldFigures) -> Row:
    if found.median_km is not None:
        return f"{found.units:,}", "median", f"{page.number(found.median_km, digits=1)} km", ""
    return (
        f"{found.units:,}",
        page.percent(found.percent.figure),
        page.number(found.alpha.figure),
        page.interval(found.alpha),
    )


def _suggested(page: Page, fields: Sequence[FieldReport]) -> None:
    page.table(
        "Where all accepted the same suggestion, and the rest",
        ("field", "n same", "percent same", "alpha same", "n rest", "percent rest", "alpha rest"),
        (
            (entry.field.label, *_short(page, entry.same_suggestion), *_short(page, entry.own))
            for entry in fields
            if entry.same_suggestion is not None and entry.own is not None
        ),
    )


def _statistics(page: Page, fields: Sequence[FieldReport]) -> None:
    names = list(dict.fromkeys(name for entry in fields for name in entry.statistics))
    page.table(
        "Further coefficients (events matched by evidence, then by fields)",
        ("field", *(name.replace("_", " ") for name in names)),
        (
            (
                entry.field.label,
                *(
                    page.number(entry.statistics[name]) if name in entry.statistics else ""
                    for name in names
                ),
            )
            for entry in fields
            if entry.statistics
        ),
    )


def _short(page: Page, found: FieldFigures) -> Row:
    return (
        f"{found.units:,}",
        page.percent(found.percent.figure),
        page.number(found.alpha.figure),
    )


def _text(page: Page, text: TextFigures) -> None:
    def row(name: str, exact: Estimate, overlap: Estimate, *rest: Figure | None) -> Row:
        spans = (page.number(exact.figure), page.number(overlap.figure))
        return (name, *spans, *("" if f is None else page.number(f) for f in rest))

    page.table(
        "Did they mark the same text?",
        (
            "mentions",
            "F1 exact",
            "F1 overlap",
            "u-alpha binary",
            "u-alpha nominal",
            "cu-alpha",
            "(k)u-alpha",
            "coverage",
        ),
        [
            row(
                "all types",
                text.exact,
                text.overlap,
                text.u_alpha_binary,
                text.u_alpha_nominal,
                text.cu_alpha,
                None,
                None,
            ),
            *(
                row(
                    one.label,
                    one.exact,
                    one.overlap,
                    one.u_alpha,
                    None,
                    None,
                    one.ku_alpha,
                    one.coverage,
                )
                for one in text.types
            ),
        ],
    )
    if note := left_out_note(text):
        page.say(note)


def _briefs(page: Page, title: str, briefs: Sequence[Brief]) -> None:
    if not briefs:
        return
    names = [  # of fields for which alpha is defined anywhere
        name
        for name in briefs[0].fields
        if any(brief.fields[name].alpha.figure.value is not None for brief in briefs)
    ]
    page.table(
        f"{title}: event F1 (by evidence, then fields), alpha of each field",
        ("", "articles", "F1", *names),
        (
            (
                brief.name,
                f"{brief.articles:,}",
                page.number(brief.f1_both),
                *(page.number(brief.fields[name].alpha.figure) for name in names),
            )
            for brief in briefs
        ),
    )


def _codes(page: Page, report: Report) -> None:
    for found in report.codes:
        page.table(
            f"Code by code: {found.field.label}",
            ("code", "given", "alpha against the rest"),
            ((one.code, f"{one.given:,}", page.number(one.alpha)) for one in found.codes[:_CODES]),
        )
        for one in found.confusions[:_CONFUSIONS]:
            place = one.places[0]
            title = report.where(found.field, place).title
            page.say(f"{counted(one)} (such as in “{title}”, {' / '.join(place.raters)})")
        codes, pairs = len(found.codes) - _CODES, len(found.confusions) - _CONFUSIONS
        if codes > 0 or pairs > 0:
            more = f"{max(0, codes):,} more codes and {max(0, pairs):,} more confusions"
            page.say(f"{more} are in the report as JSON (--json), with every place.")
