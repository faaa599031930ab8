"""Where coders differ and agree: codes with what they are confused with, pairs, and drift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from annotator.agreement.reporting.code_figures import Confused, counted
from annotator.agreement.reporting.comparison import ComparedArticle
from annotator.agreement.reporting.groupings import BOTH
from annotator.agreement.reporting.part import Brief, CodeReport, Part
from annotator.agreement.reporting.report import Report
from annotator.domain.reading import written
from annotator.domain.values import ValueKind
from annotator.gui.team.agreement_figures import alpha, beside_n, count
from annotator.gui.views.figure_table import Cell, Head, Line, Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("Agreement", text)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two codings: as who it is compared, whose it is in which round, and which event."""

    rater: str
    coder: str
    round: str
    event: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """An article in which two codings are looked at."""

    article: str
    title: str
    sides: tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class Spots:
    """What is looked at, in words, and every article where it is found."""

    title: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class CodeSheets:
    """A field's codes, and what was confused with what."""

    label: str
    codes: Sheet
    confusions: Sheet


# --- codes ---------------------------------------------------------------------------------------


def code_sheets(report: Report, part: Part) -> list[CodeSheets]:
    """For each field with codes, those that were given; first the code events are known by."""
    first = report.study.schema.code_slot
    found = [one for one in part.codes if one.codes]
    found.sort(key=lambda one: (one.field.column != first, not one.confusions))
    return [_of_field(report, one) for one in found]


def _of_field(report: Report, found: CodeReport) -> CodeSheets:
    labels = _labels(report, found)
    named = (Head(_tr("Label"), words=True),) if labels else ()
    heads = (
        Head(_tr("Code"), words=True),
        *named,
        Head(_tr("Given"), _tr("How often it was given in matched events")),
        Head(_tr("Alpha"), _tr("Agreement on this code against all others (n)")),
    )
    lines = []
    for one in found.codes:
        label = (Cell(labels.get(one.code, ""), quiet=True),) if labels else ()
        lines.append(Line((Cell(one.code), *label, count(one.given), beside_n(one.alpha))))
    confusions = [
        Line((Cell(counted(one)),), opens=partial(_places, report, found, one))
        for one in found.confusions
    ]
    lead = _tr("Enter opens the codings side by side.") if confusions else _tr("No confusions.")
    return CodeSheets(
        found.field.label,
        Sheet("", heads, lines),
        Sheet(lead, (Head(_tr("Confused with each other"), words=True),), confusions),
    )


def _labels(report: Report, found: CodeReport) -> dict[str, str]:
    """What codes are called; of values that are composed or are words themselves nothing."""
    schema = report.study.schema
    slots = {slot.name: slot for slot in schema.slots}
    slot = slots.get(found.field.column)
    if slot is None or slot.kind is not ValueKind.CODE:
        return {}
    return {code.code: code.label for code in schema.code_list(slot.code_list).codes}


def _places(report: Report, found: CodeReport, confusion: Confused) -> Spots:
    """Every article in which two coders gave one event these two values."""
    articles = report.events.grouping(BOTH, found.field.leaving_out).article
    spots = []
    for place in confusion.places:
        where = report.where(found.field, place)
        entry = report.comparison.articles[int(articles[place.unit])]
        sides = zip(place.raters, where.events, place.values, strict=True)
        one, other = (_side(entry, *side) for side in sides)
        spots.append(Spot(where.article, where.title, (one, other)))
    return Spots(f"{found.field.label}: {counted(confusion)}", tuple(spots))


def _side(entry: ComparedArticle, rater: str, event: str = "", value: str = "") -> Side:
    coding = entry.codings[rater]
    return Side(rater, coding.coder, coding.round, event, value)


# --- pairs ---------------------------------------------------------------------------------------


def pairs_sheet(report: Report) -> Sheet:
    """Every pair of events that was matched, and every event that one coder alone has."""
    heads = (
        Head(_tr("Article"), words=True),
        Head(_tr("Coders"), _tr("Whose codings are compared"), words=True),
        Head(
            _tr("Found by"),
            _tr("Stage 1: the marked text overlaps; stage 2: two thirds of the fields agree"),
            words=True,
        ),
        Head(_tr("Weight"), _tr("The share of the text, or of the fields, in which they agree")),
        Head(_tr("Event"), _tr("What identifies it; of both coders where they differ"), words=True),
    )
    lines = [line for at in range(len(report.comparison.articles)) for line in _pairs(report, at)]
    lead = _tr(
        "Each pair of events that counts as one, and each event that somebody alone has. Enter"
        " opens the two codings side by side."
    )
    return Sheet(lead, heads, lines)


def _pairs(report: Report, at: int) -> Iterator[Line]:
    entry = report.comparison.articles[at]
    found = report.articles.get(entry.article)
    title = found.title if found else ""
    ways = {1: _tr("1: evidence"), 2: _tr("2: fields")}
    told = _told(report, entry)
    matched: dict[tuple[str, str], set[str]] = {}
    for match in report.events.matches(at, stages=BOTH):
        keys = [event.key for event in match.events]
        one, other = (_side(entry, *side) for side in zip(match.coders, keys, strict=True))
        for rater, with_whom, key in (
            (match.coders[0], match.coders[1], keys[0]),
            (match.coders[1], match.coders[0], keys[1]),
        ):
            matched.setdefault((rater, with_whom), set()).add(key)
        spot = Spot(entry.article, title, (one, other))
        cells = (
            Cell(title),
            Cell(" / ".join(match.coders)),
            Cell(ways[match.stage]),
            Cell(f"{match.weight:.2f}"),
            Cell("  |  ".join(dict.fromkeys(told.get(key, "") for key in keys))),
        )
        yield Line(cells, opens=partial(Spots, _tr("Matched events"), (spot,)))
    yield from _alone(entry, title, matched, told)


def _told(report: Report, entry: ComparedArticle) -> dict[str, str]:
    """What identifies each event of an article, in codes."""
    schema = report.study.schema
    slots = [slot.name for slot in schema.slots if slot.name in schema.identifying]
    return {
        event.uuid: " · ".join(
            words
            for slot in slots
            if (words := " + ".join(written(value.value) for value in event.in_slot(slot)))
        )
        for coding in entry.codings.values()
        for event in coding.events
    }


def _alone(
    entry: ComparedArticle,
    title: str,
    matched: dict[tuple[str, str], set[str]],
    told: dict[str, str],
) -> Iterator[Line]:
    raters = sorted(entry.codings)
    for rater in raters:
        for with_whom in raters:
            known = matched.get((rater, with_whom), set())
            missed = [e.uuid for e in entry.codings[rater].events if e.uuid not in known]
            for event in missed if rater != with_whom else ():
                spot = Spot(
                    entry.article, title, (_side(entry, rater, event), _side(entry, with_whom))
                )
                said = _tr("{} alone").format(rater)
                cells = (
                    Cell(title),
                    Cell(f"{rater} / {with_whom}"),
                    Cell(said, quiet=True),
                    Cell("–", quiet=True),
                    Cell(told.get(event, "")),
                )
                yield Line(cells, opens=partial(Spots, _tr("An event of one coder"), (spot,)))


# --- parts ---------------------------------------------------------------------------------------


def parts_sheet(report: Report, part: Part) -> Sheet:
    """The main figures for each pair, each coder and each week."""
    kinds = (
        (_tr("pair"), part.by_pair),
        (_tr("coder"), part.by_coder),
        (_tr("week"), part.by_week),
    )
    briefs = [(kind, brief) for kind, found in kinds for brief in found]
    told = [entry.field.name for entry in part.fields if entry.field.whole and entry.given]
    labels = _column_labels(report)
    f1 = Head(_tr("Event F1"), _tr("Matched by evidence, then by fields (n)"))
    heads = (
        Head(_tr("Part"), words=True),
        Head(_tr("Of"), _tr("Two coders, a coder, or a week (ISO 8601)"), words=True),
        Head(_tr("Articles"), _tr("Articles that count in this part")),
        *(() if part.apart.of_values else (f1,)),
        *(Head(labels.get(name, name), _tr("Alpha of this field (n)")) for name in told),
    )
    lines = [_part(kind, brief, told, shares=not part.apart.of_values) for kind, brief in briefs]
    lead = _tr(
        "Event F1 and alpha of each field, by pair of coders and by the week in which all were"
        " through with an article: whether they drift apart. In brackets n, what a figure rests on."
    )
    return Sheet(lead, heads, lines)


def _column_labels(report: Report) -> dict[str, str]:
    """What fields are called in short: by their slot or attribute."""
    schema = report.study.schema
    called = {slot.name: slot.label for slot in schema.slots}
    called |= {attribute.name: attribute.label for attribute in schema.attributes}
    return {of.name: called.get(of.column, of.label) for of in report.values.fields}


def _part(kind: str, brief: Brief, fields: Sequence[str], *, shares: bool) -> Line:
    return Line(
        (
            Cell(kind, quiet=True),
            Cell(brief.name),
            count(brief.articles),
            *((beside_n(brief.f1_both),) if shares else ()),
            *(alpha(brief.fields.get(name), say=beside_n) for name in fields),
        )
    )
