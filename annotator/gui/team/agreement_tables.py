"""What a report on agreement says, as tables of the window: what counts, events, fields, text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from annotator.agreement.reporting.coverage import State
from annotator.agreement.reporting.field_figures import FieldFigures
from annotator.agreement.reporting.fields import Measure
from annotator.agreement.reporting.part import FieldReport, Part
from annotator.agreement.reporting.report import Report
from annotator.agreement.reporting.resampling import Estimate
from annotator.agreement.reporting.text_figures import (
    TextFigures,
    Which,
    every_figure,
    left_out_note,
)
from annotator.gui.team.agreement_figures import (
    NO_BAR,
    NONE,
    alpha,
    bar,
    bar_cell,
    beside_n,
    convention,
    count,
    head_bar,
    head_interval,
    head_n,
    interval,
    number,
    percent,
    share,
)
from annotator.gui.views.figure_table import Cell, Head, Line, Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("Agreement", text)


# --- which articles count ------------------------------------------------------------------------


def states_sheet(report: Report) -> Sheet:
    """For each coder the articles by state: four things that are told apart."""
    words = _state_words()
    named = list(dict.fromkeys(state for one in report.states for state in one.articles))
    heads = (
        Head(_tr("Coder"), _tr("Short id"), words=True),
        Head(_tr("Round"), _tr("The pass over the articles"), words=True),
        *(Head(*words[state]) for state in named),
    )
    lines = [
        Line(
            (
                Cell(one.coder),
                Cell(one.round),
                *(count(one.articles.get(state, 0)) for state in named),
            )
        )
        for one in report.states
    ]
    return Sheet(" ".join(_coverage(report)), heads, lines)


def _coverage(report: Report) -> Iterator[str]:
    raters = ", ".join(report.comparison.raters)
    if not raters:
        yield _tr("Articles by how far each coder is with them.")
        return
    said = _tr("{} are compared in {} articles that two or more of them have finished.")
    if report.selection.against:
        said = _tr("{} are compared in {} codings of articles finished in both.")
    yield said.format(raters, f"{len(report.comparison.articles):,}")
    seen = ", ".join(
        _tr("{} by {}").format(f"{events:,}", raters) for raters, events in report.seen_by
    )
    if seen:
        yield _tr("Events by the number of coders who saw them: {}.").format(seen)
    yield from report.notes


def _state_words() -> dict[State, tuple[str, str]]:
    return {
        State.NOT_ASSIGNED: (_tr("not assigned"), _tr("Articles the coder was not given")),
        State.NOT_STARTED: (_tr("not started"), _tr("Given, and not opened for coding yet")),
        State.NO_CODING: (_tr("no coding"), _tr("It is not known who was given what")),
        State.IN_PROGRESS: (_tr("in progress"), _tr("Begun and not finished: they do not count")),
        State.NOTHING: (
            _tr("nothing to code"),
            _tr("Finished without an event: they count, as articles in which nothing was seen"),
        ),
        State.FINISHED: (_tr("with events"), _tr("Finished, with at least one event")),
    }


# --- the same events -----------------------------------------------------------------------------


def events_sheet(part: Part) -> Sheet:
    """Whether they saw the same events: F1 by each stage, strictly, and article by article."""
    found = part.events
    heads = (
        Head(_tr("Figure"), words=True),
        Head(_tr("Value")),
        head_interval(),
        head_bar(marked=True),
        head_n(_tr("What the figure rests on: events, or articles")),
    )
    f1 = [
        (
            _tr("Event F1, matched by evidence"),
            _tr(
                "The share of events that both saw, twice over all events of both; one event where"
                " the marked text overlaps by a fifth (intersection over union)"
            ),
            found.f1_evidence,
        ),
        (
            _tr("Event F1, matched by evidence, then by fields"),
            _tr(
                "As above; events still unmatched are one where two thirds of the identifying"
                " fields agree"
            ),
            found.f1_both,
        ),
    ]
    told = _tr("Events that say the same in every identifying field, the code at this level")
    f1 += [(_tr("Strict F1, {}").format(one.label), told, one.f1) for one in found.strict]
    lines = [
        *(_estimated(name, tip, estimate) for name, tip, estimate in f1),
        *_of_articles(_tr("Article has any event"), found.relevance),
        *_of_articles(_tr("Number of events in an article"), found.number),
    ]
    said = _tr("{} pairs of events were matched by evidence, {} by both stages.")
    lead = said.format(f"{found.by_evidence:,}", f"{found.by_both:,}")
    return Sheet(_with_what(f"{lead} {convention()}", part), heads, lines)


def _with_what(lead: str, part: Part) -> str:
    """What is said over figures that cannot be parted by where values come from."""
    if not part.apart.of_values:
        return lead
    return f"{lead} {_tr('These figures are on all values, wherever they came from.')}"


def _estimated(name: str, tip: str, found: Estimate, *, marked: bool = False) -> Line:
    return Line(
        (
            Cell(name, tip),
            number(found.figure),
            interval(found),
            bar_cell(found, marked=marked),
            count(found.figure.n),
        ),
        bar(found, marked=marked),
    )


def _of_articles(name: str, found: FieldFigures) -> Iterator[Line]:
    said = _tr("Krippendorff’s alpha on articles: agreement beyond what chance alone would give")
    yield _estimated(_tr("{}: alpha").format(name), said, found.alpha, marked=True)
    told = percent(found.percent.figure)
    tip = _tr("The share of pairs of coders and articles in which both say the same")
    cell = Cell(_tr("{}: percent").format(name), tip)
    drawn = bar_cell(found.percent, marked=False)
    yield Line(
        (cell, told, interval(found.percent, percents=True), drawn, count(found.units)),
        bar(found.percent, marked=False),
    )


# --- fields --------------------------------------------------------------------------------------


def fields_sheet(part: Part, statistic: str = "", called: str = "") -> Sheet:
    """Whether they coded them alike, field by field; ``statistic`` adds a column of another one."""
    told = [entry for entry in part.fields if entry.both.units and entry.given]
    suggested = any(entry.same_suggestion is not None for entry in told)
    lines = [_field_line(entry, statistic, suggested=suggested) for entry in told]
    untold = [entry.field.label for entry in part.fields if entry not in told]
    lead = _tr("Values of events that were matched by evidence, then by fields; in brackets n.")
    if untold:
        said = _tr("{} fields are left out that two coders gave for no event.")
        lead = f"{lead} {said.format(len(untold))}"
    lead = f"{lead} {convention()}"
    heads = _field_heads(statistic, called, suggested=suggested)
    return Sheet(lead, heads, lines, "; ".join(untold))


def _field_heads(statistic: str, called: str, *, suggested: bool) -> tuple[Head, ...]:
    heads = [
        Head(_tr("Field"), words=True),
        head_n(_tr("Matched events in which two coders or more have a value")),
        Head(_tr("Percent"), _tr("The share of pairs of values that are alike")),
        Head(
            _tr("Alpha"),
            _tr("Krippendorff’s alpha: 1 is full agreement, 0 what chance alone would give"),
        ),
        head_interval(),
        head_bar(marked=True),
    ]
    if statistic:
        heads.append(Head(called, _tr("The coefficient chosen above, on the same values")))
    heads += [
        Head(_tr("Stage 1"), _tr("Alpha on events matched by evidence alone (n)")),
        Head(_tr("Absent"), _tr("Alpha where events that only some saw count as absent (n)")),
        Head(_tr("Blank"), _tr("Values left blank, as coders left them; they count as blank")),
    ]
    if suggested:
        heads += [
            Head(_tr("Same sugg."), _tr("Alpha where all accepted the same suggestion (n)")),
            Head(_tr("Own"), _tr("Alpha on all other values (n)")),
        ]
    return tuple(heads)


def _field_line(entry: FieldReport, statistic: str, *, suggested: bool) -> Line:
    both = entry.both
    marked = both.median_km is None
    cells = [
        Cell(entry.field.label, _measured(entry.field.measure)),
        count(both.units),
        share(both),
        alpha(both),
        interval(both.alpha) if marked else NONE,
        bar_cell(both.alpha, marked=True) if marked else NO_BAR,
    ]
    if statistic:
        found = entry.statistics.get(statistic)
        cells.append(number(found) if found is not None else _not_for(entry))
    cells += [*(alpha(one, say=beside_n) for one in (entry.evidence, entry.absent))]
    cells.append(count(entry.blank))
    if suggested:
        cells += [*(alpha(one, say=beside_n) for one in (entry.same_suggestion, entry.own))]
    return Line(tuple(cells), bar(both.alpha, marked=True) if marked else None)


def _not_for(entry: FieldReport) -> Cell:
    said = _tr("This coefficient does not exist for {}.").format(_measured(entry.field.measure))
    return Cell("–", said, quiet=True)


def _measured(measure: Measure) -> str:
    return {
        Measure.SAME: _tr("values that are the same or not"),
        Measure.SETS: _tr("sets of values, by what they share (MASI)"),
        Measure.NUMBERS: _tr("numbers, by how far they are apart"),
        Measure.ORDERED: _tr("values in an order"),
        Measure.LEVELS: _tr("codes, by the share of levels at which they differ; this one is ours"),
        Measure.NEAR: _tr("days that are near enough; a share, no coefficient"),
        Measure.KILOMETRES: _tr("places, by how far they are apart; a median, no coefficient"),
    }[measure]


# --- text ----------------------------------------------------------------------------------------


def text_sheet(part: Part) -> Sheet:
    """Whether they marked the same text, in all and for each type of mention."""
    heads = (
        Head(_tr("Mentions"), words=True),
        Head(_tr("Figure"), words=True),
        Head(_tr("Value")),
        head_interval(),
        head_bar(marked=True),
        head_n(_tr("What the figure rests on: stretches of text that were marked")),
    )
    said = _text_words()
    lines = []
    for label, which, found in every_figure(part.text):
        name, tip = said[which]
        marked = which in _ALPHAS
        line = _estimated(name, tip, found, marked=marked)
        lines.append(replace(line, cells=(Cell(label or _tr("all types")), *line.cells)))
    return Sheet(_with_what(_text_lead(part.text), part), heads, lines)


def _text_lead(text: TextFigures) -> str:
    said = _tr("What was marked, stretch by stretch and character by character.")
    return " ".join(filter(None, [said, left_out_note(text), convention()]))


_ALPHAS = frozenset({Which.U_BINARY, Which.U_NOMINAL, Which.CU, Which.KU})


def _text_words() -> dict[Which, tuple[str, str]]:
    """What figures on marked text are called, and what they say."""
    return {
        Which.EXACT: (
            _tr("F1 exact"),
            _tr("Stretches that both marked from the same first to last letter"),
        ),
        Which.OVERLAP: (
            _tr("F1 overlap"),
            _tr("Stretches of both that have any letter in common"),
        ),
        Which.U_BINARY: (_tr("uα"), _tr("Unitizing alpha on characters: marked or not")),
        Which.U_NOMINAL: (_tr("uα by type"), _tr("Unitizing alpha: marked, and as which type")),
        Which.CU: (_tr("cuα"), _tr("Where both marked something: whether as the same type")),
        Which.KU: (_tr("(k)uα"), _tr("For this type alone: how far those who gave it agree")),
        Which.COVERAGE: (
            _tr("Coverage"),
            _tr("The share of characters marked so that others marked too: what (k)uα rests on"),
        ),
    }
