"""A report on agreement as tables for people; what is undefined is said in words."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.agreement.figures import FAIR, GOOD
from annotator.agreement.reporting.code_figures import counted
from annotator.agreement.reporting.field_figures import FieldFigures
from annotator.agreement.reporting.part import Apart, Brief, FieldReport, Part
from annotator.agreement.reporting.report import Report
from annotator.agreement.reporting.resampling import Estimate
from annotator.agreement.reporting.text_figures import TextFigures, every_figure, left_out_note
from annotator.jobs.printed_page import Page, Row

_CODES = 30  # of a field that are printed, and
_CONFUSIONS = 10  # of these; JSON has all
_TITLES = {
    Apart.ALL: "All that is compared",
    Apart.AIDED: "Aided articles alone",
    Apart.UNAIDED: "Unaided articles alone",
    Apart.SAME: "Values for which all accepted the same suggestion",
    Apart.OWN: "All other values",
}


def as_text(report: Report, apart: Apart | None = None, *, terminal: bool | None = None) -> str:
    """The report, as wide as the terminal; ``terminal`` False makes it fit for a file.

    ``apart`` is the one part that is wanted; without it they come one after the other.
    """
    page = Page(terminal=terminal)
    _head(page, report)
    if report.lacking is not None:
        page.say(f"\nNothing is compared. {report.lacking}")
        return page.text()
    for part in report.parts.values() if apart is None else [report.part(apart)]:
        _part(page, report, part, chosen=apart is not None)
    page.tell_reasons()
    page.say(
        f"\nAlpha is usually read as tentative from {FAIR} and as reliable from {GOOD}"
        " (Krippendorff): a convention, not a property of the figure."
    )
    return page.text()


def _part(page: Page, report: Report, part: Part, *, chosen: bool) -> None:
    if chosen or part.apart is not Apart.ALL:
        page.say(f"\n===== {_TITLES[part.apart]} ({part.articles:,} articles) =====")
    if not part.apart.of_values:
        _events(page, part)
    if chosen or not part.apart.of_values:  # else they stand beside all, in a table of their own
        _fields(page, part.fields)
    if not part.apart.of_values:
        _text(page, part.text)
    _briefs(page, "Pair by pair", part.by_pair, part.apart)
    _briefs(page, "Coder by coder", part.by_coder, part.apart)
    _briefs(page, "Week by week", part.by_week, part.apart)
    _codes(page, report, part)


def _head(page: Page, report: Report) -> None:
    selection = report.selection
    against = f" against round “{selection.against}”" if selection.against else ""
    page.say(f"Agreement in round “{selection.round}”{against}: {report.study.origin}")
    raters = ", ".join(report.comparison.raters)
    if report.comparison.articles:
        number = len(report.comparison.articles)
        page.say(f"Compared: {raters}, in {number:,} articles that two or more of them finished.")
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


def _events(page: Page, part: Part) -> None:
    events = part.events
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
    return (
        page.percent(found.percent.figure),
        page.interval(found.percent, percents=True),
        f"{found.units:,}",
    )


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
        (*headings, "left blank", "alpha, unmatched absent (n)"),
        (
            (
                entry.field.label,
                *_figures(page, entry.both),
                f"{entry.blank:,}",
                page.beside_n(entry.absent.alpha.figure) if entry.absent else "",
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
        "Further coefficients, with n (events matched by evidence, then by fields)",
        ("field", *(name.replace("_", " ") for name in names)),
        (
            (
                entry.field.label,
                *(
                    page.beside_n(entry.statistics[name]) if name in entry.statistics else ""
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
    page.table(
        "Did they mark the same text?",
        ("mentions", "figure", "value", "95 % interval", "n"),
        (
            (
                label or "all types",
                which.value,
                page.number(found.figure),
                page.interval(found),
                f"{found.figure.n:,}",
            )
            for label, which, found in every_figure(text)
        ),
    )
    if note := left_out_note(text):
        page.say(note)


def _briefs(page: Page, title: str, briefs: Sequence[Brief], apart: Apart) -> None:
    if not briefs:
        return
    names = [  # of fields for which alpha is defined anywhere
        name
        for name in briefs[0].fields
        if any(brief.fields[name].alpha.figure.value is not None for brief in briefs)
    ]
    shares = not apart.of_values
    page.table(
        f"{title}: {'event F1 (by evidence, then fields), ' if shares else ''}alpha of each field"
        " (n)",
        ("", "articles", *(("F1",) if shares else ()), *names),
        (
            (
                brief.name,
                f"{brief.articles:,}",
                *((page.beside_n(brief.f1_both),) if shares else ()),
                *(page.beside_n(brief.fields[name].alpha.figure) for name in names),
            )
            for brief in briefs
        ),
    )


def _codes(page: Page, report: Report, part: Part) -> None:
    for found in part.codes:
        page.table(
            f"Code by code: {found.field.label}",
            ("code", "given", "alpha against the rest (n)"),
            (
                (one.code, f"{one.given:,}", page.beside_n(one.alpha))
                for one in found.codes[:_CODES]
            ),
        )
        for one in found.confusions[:_CONFUSIONS]:
            place = one.places[0]
            title = report.where(found.field, place).title
            page.say(f"{counted(one)} (such as in “{title}”, {' / '.join(place.raters)})")
        codes, pairs = len(found.codes) - _CODES, len(found.confusions) - _CONFUSIONS
        if codes > 0 or pairs > 0:
            more = f"{max(0, codes):,} more codes and {max(0, pairs):,} more confusions"
            page.say(f"{more} are in the report as JSON (--json), with every place.")
