"""A report as plain data, for JSON: an undefined figure is null, with its reason beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from annotator.agreement.coefficients.bootstrap import COVERED
from annotator.agreement.figures import FAIR, GOOD, Figure
from annotator.agreement.reporting.code_figures import Place
from annotator.agreement.reporting.field_figures import FieldFigures
from annotator.agreement.reporting.groupings import BOTH
from annotator.agreement.reporting.lacking import Lacking
from annotator.agreement.reporting.part import Apart, Brief, CodeReport, FieldReport, Part
from annotator.agreement.reporting.report import Report
from annotator.agreement.reporting.resampling import Estimate
from annotator.agreement.reporting.text_figures import TextFigures
from annotator.agreement.same_events.matching import LEAST_AGREEING, LEAST_OVERLAP

Data: TypeAlias = dict[str, object]


def as_data(report: Report, apart: Apart | None = None) -> Data:
    """The whole report, or that of one part; computes what has not been computed."""
    facts: Data = {
        "settings": settings(report),
        "notes": list(report.notes),
        "states": [
            {
                "coder": one.coder,
                "round": one.round,
                **{state.value: number for state, number in one.articles.items()},
            }
            for one in report.states
        ],
        **({} if report.lacking is None else {"lacking": _lacking(report.lacking)}),
        "raters": list(report.comparison.raters),
        "seen_by": [{"raters": raters, "events": events} for raters, events in report.seen_by],
    }
    if apart is not None:
        part = report.part(apart)
        return {**facts, "part": apart.value, **_figures(report, part)}
    return {
        **facts,
        **_figures(report, report.whole),
        "by_aid": {
            apart.value: _figures(report, part)
            for apart, part in report.parts.items()
            if apart in (Apart.AIDED, Apart.UNAIDED)
        },
        "by_suggestion": {
            apart.value: _smaller(report, part)
            for apart, part in report.parts.items()
            if apart.of_values
        },
    }


def _lacking(found: Lacking) -> Data:
    return {
        "reason": str(found),
        "articles": {why.value: number for why, number in found.articles.items()},
        "other_rounds": dict(found.other_rounds),
    }


def settings(report: Report) -> Data:
    """How the figures were computed, so that they can be computed again."""
    selection, options = report.selection, report.options
    return {
        "origin": report.study.origin,
        "schema": f"{report.study.schema.name} {report.study.schema.version}",
        "round": selection.round,
        "against": selection.against,
        "coders": list(selection.coders),
        "articles": len(report.comparison.articles),
        "seed": options.seed,
        "resamples": options.resamples,
        "interval": COVERED,
        "stage 1": f"evidence, intersection over union at least {LEAST_OVERLAP:g}",
        "stage 2": (
            f"at least {LEAST_AGREEING} of the identifying fields"
            f" ({', '.join(report.study.schema.identifying)}) without the one reported"
        ),
        "reading": {"tentative from": FAIR, "reliable from": GOOD, "is": "a convention"},
    }


def matches(report: Report) -> list[Data]:
    """Every pair of events that was matched, with its stage and weight."""
    found: list[Data] = []
    for at, entry in enumerate(report.comparison.articles):
        for match in report.events.matches(at, stages=BOTH):
            coders = [*match.coders]
            found.append(
                {
                    "article": entry.article,
                    "stage": match.stage,
                    "weight": match.weight,
                    "coders": coders,
                    "events": [event.key for event in match.events],
                }
            )
    return found


def alone(report: Report) -> list[Data]:
    """Every event that one rater alone has, of articles that others finished too."""
    events, comparison = report.events, report.comparison
    unit = events.grouping(BOTH).unit
    seen = Counter(unit.tolist())
    return [
        {
            "article": comparison.articles[int(events.article[at])].article,
            "coder": comparison.raters[int(events.rater[at])],
            "event": event.uuid,
        }
        for at, event in enumerate(events.events)
        if seen[int(unit[at])] == 1
    ]


def _figures(report: Report, part: Part) -> Data:
    of_articles = {} if part.apart.of_values else _of_articles(part)
    return {
        "articles": part.articles,
        **of_articles,
        "fields": [_field(entry) for entry in part.fields],
        **_smaller(report, part),
    }


def _of_articles(part: Part) -> Data:
    events = part.events
    return {
        "events": {
            "pairs matched by evidence": events.by_evidence,
            "pairs matched by both": events.by_both,
            "f1_evidence": estimate(events.f1_evidence),
            "f1_both": estimate(events.f1_both),
            "f1_strict": {strict.level: estimate(strict.f1) for strict in events.strict},
            "relevance": _field_figures(events.relevance),
            "number": _field_figures(events.number),
        },
        "text": _text(part.text),
    }


def _smaller(report: Report, part: Part) -> Data:
    """By pair, coder and week, and code by code; of values apart, fields have their figures."""
    return {
        "by_pair": [_brief(brief, part.apart) for brief in part.by_pair],
        "by_coder": [_brief(brief, part.apart) for brief in part.by_coder],
        "by_week": [_brief(brief, part.apart) for brief in part.by_week],
        "codes": [_codes(report, codes) for codes in part.codes],
    }


def _field(entry: FieldReport) -> Data:
    parts = {
        "evidence": entry.evidence,
        "both": entry.both,
        "absent": entry.absent,
        "same_suggestion": entry.same_suggestion,
        "own": entry.own,
    }
    return {
        "field": entry.field.name,
        "label": entry.field.label,
        "scale": entry.field.measure.value,
        "left blank": entry.blank,
        **{name: _field_figures(part) for name, part in parts.items() if part is not None},
        **({"statistics": _plain(entry.statistics.items())} if entry.statistics else {}),
    }


def _field_figures(figures: FieldFigures) -> Data:
    return {
        "n": figures.units,
        "pairs": figures.pairs,
        "percent": estimate(figures.percent),
        "alpha": estimate(figures.alpha),
        **({} if figures.median_km is None else {"median_km": figure(figures.median_km)}),
    }


def _text(text: TextFigures) -> Data:
    return {
        "f1_exact": estimate(text.exact),
        "f1_overlap": estimate(text.overlap),
        "u_alpha_binary": estimate(text.u_alpha_binary),
        "u_alpha_nominal": estimate(text.u_alpha_nominal),
        "cu_alpha": estimate(text.cu_alpha),
        "articles left out": text.left_out,
        "types": [
            {
                "type": one.name,
                "label": one.label,
                "f1_exact": estimate(one.exact),
                "f1_overlap": estimate(one.overlap),
                "u_alpha": estimate(one.u_alpha),
                "ku_alpha": estimate(one.ku_alpha),
                "ku_coverage": estimate(one.coverage),
            }
            for one in text.types
        ],
    }


def _brief(brief: Brief, apart: Apart) -> Data:
    shares = {"f1_evidence": brief.f1_evidence, "f1_both": brief.f1_both}
    return {
        "name": brief.name,
        "articles": brief.articles,
        **({} if apart.of_values else _plain(shares.items())),
        "fields": {name: _field_figures(found) for name, found in brief.fields.items()},
    }


def _codes(report: Report, found: CodeReport) -> Data:
    return {
        "field": found.field.name,
        "codes": [
            {"code": one.code, "given": one.given, "alpha": figure(one.alpha)}
            for one in found.codes
        ],
        "confusions": [
            {
                "values": list(one.values),
                "times": len(one.places),
                "places": [_place(report, found, place) for place in one.places],
            }
            for one in found.confusions
        ],
    }


def _place(report: Report, found: CodeReport, place: Place) -> Data:
    where = report.where(found.field, place)
    return {
        "article": where.article,
        "title": where.title,
        "raters": list(place.raters),
        "values": list(place.values),
        "events": list(where.events),
    }


def _plain(figures: Iterable[tuple[str, Figure]]) -> Data:
    return {name: figure(one) for name, one in figures}


def figure(found: Figure) -> Data:
    """A figure; null and a reason where it is undefined."""
    data: Data = {"value": found.value, "n": found.n}
    if found.reason:
        data["reason"] = found.reason
    if found.remark:
        data["remark"] = found.remark
    return data


def estimate(found: Estimate) -> Data:
    """A figure with its interval, if it has one."""
    data = figure(found.figure)
    if found.interval is not None:
        data |= {"low": found.interval.low, "high": found.interval.high}
        if found.interval.undefined:
            data["resamples undefined"] = found.interval.undefined
        if found.interval.reason:
            data["interval reason"] = found.interval.reason
    return data
