"""Reference cases of figures on spans, units and events: what their data mean to our functions.

A case is an entry of a file of reference values, as JSON gives it: "metric", "params", "data".
Spans are ``[start, end, label]``, or ``[[[start, end], ...], label]`` in several segments, or
objects with these names. Texts to be cut into units have ``begin`` and ``end`` (or ``length``)
beside their ``spans``, or in the params. Events are objects of field -> value; a list is several
values, ``"reciprocal": true`` marks one whose sides act on each other. Coders (and documents) are
named, or just listed; a coder with null did not work on that document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from annotator.agreement.coefficients.code_tree import at_digits
from annotator.agreement.figures import AgreementError, Figure
from annotator.agreement.same_events.events import code_likeness, event_f1_strict
from annotator.agreement.same_events.identity import CodedEvent, Field, Identity
from annotator.agreement.same_events.matching import Article
from annotator.agreement.same_events.weighing import Weighing, event_f1_matched, event_match_pairs
from annotator.agreement.same_text import spans, unitizing
from annotator.agreement.same_text.spans import Span
from annotator.agreement.same_text.unit_sums import Continuum, Unit
from annotator.agreement.scoring import pairs_of_coders
from annotator.domain.language import tr

Case = Mapping[str, Any]
"""One entry of a file of reference cases, as it was read."""

# How reference cases name the parts of an event.
_DIGITS = "_digits"
_GRADED = "action_digits".removesuffix(_DIGITS)
_SIDES = ("source", "target")
_RECIPROCAL = "reciprocal"
_LABELS = ("label", "category", "value")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which events of two coders match, as numbers in their lists; None where undefined.

    In several documents each pair begins with the document's name.
    """

    value: list[list[object]] | None
    n: int
    reason: str = ""


# --- reading -------------------------------------------------------------------------------------


def _params(case: Case) -> Mapping[str, Any]:
    return case.get("params") or {}


def _named(entries: Any) -> dict[str, Any]:  # noqa: ANN401 - as JSON gives it
    """What is named, by name; what is only listed, by number."""
    if isinstance(entries, Mapping):
        return {str(name): entry for name, entry in entries.items()}
    return {str(number).rjust(9, "0"): entry for number, entry in enumerate(entries)}


def _documents(case: Case) -> dict[str, Any]:
    """The documents of a case by name; data without any are one."""
    data = case["data"]
    if isinstance(data, Mapping) and "docs" in data:
        return _named(data["docs"])
    return {"": data}


def _coders(entries: Any, read: Callable[[Any], Any]) -> dict[str, Any]:  # noqa: ANN401
    """What each coder did, read entry by entry; None where that is null."""
    return {
        coder: None if listed is None else [read(entry) for entry in listed]
        for coder, listed in _named(entries).items()
    }


def _label(entry: Sequence[Any], at: int) -> str:
    return "" if len(entry) <= at or entry[at] is None else str(entry[at])


def _span(entry: Any) -> Span:  # noqa: ANN401
    entry = _listed(entry)
    if isinstance(entry[0], Sequence):
        return Span.of(*((start, end) for start, end in entry[0]), label=_label(entry, 1))
    return Span.of((entry[0], entry[1]), label=_label(entry, 2))


def _unit(entry: Any) -> Unit:  # noqa: ANN401
    entry = _listed(entry)
    return Unit(entry[0], entry[1], _label(entry, 2))


def _listed(entry: Any) -> Sequence[Any]:  # noqa: ANN401
    """A span as a list, also where its parts have names."""
    if not isinstance(entry, Mapping):
        return entry  # type: ignore[no-any-return]
    label = next((entry[name] for name in _LABELS if name in entry), None)
    if "segments" in entry:
        return [entry["segments"], label]
    return [entry.get("start", entry.get("begin")), entry["end"], label]


def _spans(document: Any) -> Any:  # noqa: ANN401
    """What the coders of a document marked, with or without the bounds of the text beside it."""
    inside = isinstance(document, Mapping) and "spans" in document
    return document["spans"] if inside else document


def _texts(case: Case) -> Iterator[Continuum]:
    for text in _documents(case).values():
        units = _coders(_spans(text), _unit)
        last = max((u.end for found in units.values() for u in found or ()), default=0)
        bounds = {**_params(case), **(text if _spans(text) is not text else {})}
        begin = bounds.get("begin", bounds.get("start", 0))
        length = bounds.get("length", bounds.get("L"))
        end = last if length is None else begin + length
        yield Continuum(begin, bounds.get("end", end), units)


def _event(entry: Mapping[str, Any]) -> CodedEvent:
    fields = {str(name): _field(value) for name, value in entry.items() if name != _RECIPROCAL}
    return CodedEvent("", fields, reciprocal=bool(entry.get(_RECIPROCAL)))


def _field(value: Any) -> Field:  # noqa: ANN401
    """A value as text: 042 is not 42; several as a set; nothing as left blank."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return frozenset(map(_field, value)) or None
    return None if value is None or value == "" else str(value)


def _event_documents(case: Case) -> dict[str, dict[str, list[CodedEvent] | None]]:
    return {key: _coders(found, _event) for key, found in _documents(case).items()}


def _articles(case: Case) -> Iterator[Article]:
    """The documents with each coder's events; who has null is not among the coders."""
    for key, codings in _event_documents(case).items():
        yield Article.of(key, {c: events for c, events in codings.items() if events is not None})


# --- the figures ---------------------------------------------------------------------------------


def _span_f1(statistic: Callable[..., Figure], case: Case) -> Figure:
    label = next((_params(case)[key] for key in _LABELS if key in _params(case)), None)
    documents = (_coders(_spans(found), _span) for found in _documents(case).values())
    return statistic(documents, label=None if label is None else str(label))


def _units(statistic: Callable[..., Figure], case: Case) -> Figure:
    return statistic(_texts(case))


def _units_of_value(statistic: Callable[..., Figure], case: Case) -> Figure:
    params = _params(case)
    if (value := next((params[key] for key in _LABELS if key in params), None)) is None:
        raise AgreementError(tr("The case does not say which category is meant."))
    return statistic(_texts(case), str(value))


def _strict(case: Case) -> Figure:
    params, articles = _params(case), list(_articles(case))
    fields = params.get("fields") or {
        name
        for article in articles
        for events in article.codings.values()
        for event in events
        for name in event.fields
    }
    coarse = {
        name.removesuffix(_DIGITS): partial(_cut, digits=digits)
        for name, digits in params.items()
        if name.endswith(_DIGITS) and digits is not None
    }
    return event_f1_strict(articles, Identity(tuple(sorted(fields)), _SIDES), coarse=coarse)


def _cut(value: Field, *, digits: int) -> Field:
    return at_digits(str(value), digits)


def _weighing(case: Case) -> Weighing:
    params = _params(case)
    weights = params.get("weights") or params["field_weights"]
    return Weighing(weights, params["threshold"], {_GRADED: code_likeness}, sides=_SIDES)


def _matched(case: Case) -> Figure:
    return event_f1_matched(_event_documents(case).values(), _weighing(case))


def _pairs(case: Case) -> Pairs:
    documents, weighing = _event_documents(case), _weighing(case)
    compared = [
        (key, left, right)
        for key, codings in documents.items()
        for _, left, right in pairs_of_coders(codings)
    ]
    if not compared:
        return Pairs(None, 0, tr("No article has two coders."))
    found: list[list[object]] = [
        [*([key] if len(documents) > 1 else []), *pair]
        for key, left, right in compared
        for pair in event_match_pairs(left, right, weighing)
    ]
    return Pairs(found, len(found))


SPAN_STATISTICS: dict[str, Callable[[Case], Figure | Pairs]] = {
    "span_f1_exact": partial(_span_f1, spans.span_f1_exact),
    "span_f1_overlap_matched": partial(_span_f1, spans.span_f1_overlap_matched),
    "u_alpha_nominal": partial(_units, unitizing.u_alpha_nominal),
    "u_alpha_binary": partial(_units, unitizing.u_alpha_binary),
    "cu_alpha_nominal": partial(_units, unitizing.cu_alpha_nominal),
    "ku_alpha_nominal": partial(_units_of_value, unitizing.ku_alpha_nominal),
    "ku_coverage": partial(_units_of_value, unitizing.ku_coverage),
    "event_f1_strict": _strict,
    "event_f1_matched": _matched,
    "event_match_pairs": _pairs,
}
"""Every figure on spans, units and events that cases can ask for, by name."""
