"""What the slot editor offers for each kind of value: rows to choose from, and their details."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QDate, QLocale

from annotator.domain import composed, countries, dates, places
from annotator.domain.reading import read_value
from annotator.domain.sentence import Run, Tone
from annotator.domain.values import (
    Bound,
    CodeValue,
    DateKind,
    DateValue,
    PlaceValue,
    TextValue,
    Value,
    ValueKind,
)
from annotator.gui.views import editor_codes
from annotator.gui.views.editor_codes import joined
from annotator.gui.views.editor_entry import Asked, Entry, tr

_QUOTED = "“\u2068{}\u2069”"  # words of any direction keep to themselves
_BY_WORDS = 6  # rows that the marked words bring
_RECENT = 5  # rows of what was used lately
_LONGEST_READ = 200  # characters of typed text that are read as a date or a place


def offers(asked: Asked) -> tuple[Entry, ...]:
    """The rows while nothing is typed: what stands there, what fits the words, what is usual."""
    suggested = [v for c in asked.candidates for v in _values(asked, c.value)[:1]]
    recent = [v for typed in asked.recent for v in _values(asked, typed)[:1]]
    groups = (
        (tr("Now"), [asked.value] if asked.value is not None else [], 1, True),
        (tr("Suggested"), suggested, _BY_WORDS, True),
        (tr("By the words"), _by_words(asked), _BY_WORDS, True),
        (tr("Used lately"), recent, _RECENT, False),
        ("", _usual(asked), _BY_WORDS, False),
    )
    rows: list[Entry] = []
    seen: set[Value] = set()
    for section, values, most, likely in groups:
        fresh = [v for v in dict.fromkeys(values) if v not in seen and _assignable(asked, v)]
        for place, value in enumerate(fresh[:most]):
            seen.add(value)
            title = section if place == 0 else ""
            rows.append(replace(_row(asked, value), section=title, likely=likely))
    return (*rows, *_whole_list(asked, titled=bool(rows)))


def answers(asked: Asked, query: str) -> tuple[Entry, ...]:
    """The rows that typed text brings, best first."""
    if asked.code_list is not None:
        hints = () if query == asked.words else asked.hints
        return editor_codes.hit_rows(asked.code_list, query, asked.recent, hints=hints)
    if asked.slot.kind is ValueKind.COMPOSED:
        composition = asked.schema.composition(asked.slot.composition)
        return editor_codes.composed_rows(asked.schema, composition, query, asked.recent)
    return tuple(_row(asked, value) for value in _values(asked, query))


def tree(asked: Asked) -> tuple[Entry, ...]:
    """The whole code list; nothing for a slot that holds something else."""
    return editor_codes.tree_rows(asked.code_list) if asked.code_list is not None else ()


def _whole_list(asked: Asked, *, titled: bool) -> tuple[Entry, ...]:
    rows = tree(asked)
    if rows and titled and asked.code_list is not None:
        return (replace(rows[0], section=asked.code_list.label), *rows[1:])
    return rows


def _assignable(asked: Asked, value: Value) -> bool:
    if asked.code_list is None or not isinstance(value, CodeValue):
        return True
    entry = asked.code_list.get(value.code)
    return entry is None or entry.assignable


def _values(asked: Asked, typed: str) -> list[Value]:
    """The values that typed text, or a suggestion's text, can mean in the slot."""
    match asked.slot.kind:
        case ValueKind.DATE:
            text = typed[:_LONGEST_READ]
            return list(dates.parse(text, asked.published, language=asked.language))
        case ValueKind.PLACE:
            return list(places.parse(typed[:_LONGEST_READ]))
        case ValueKind.TEXT:
            return [TextValue(typed.strip())] if typed.strip() else []
        case _:
            return [CodeValue(typed)] if typed else []


def _by_words(asked: Asked) -> list[Value]:
    """The values that the marked words bring, best first."""
    if not asked.words:
        return []
    if asked.slot.kind in (ValueKind.CODE, ValueKind.COMPOSED):
        found = answers(asked, asked.words)  # a reading of the text with a gap is no help
        return [entry.value for entry in found if entry.value is not None and not entry.odd]
    read = read_value(
        asked.schema, asked.slot, asked.words, published=asked.published, language=asked.language
    )
    more = places.parse(read.name) if isinstance(read, PlaceValue) else []
    return [value for value in (read, *more) if value is not None]


def _usual(asked: Asked) -> list[Value]:
    """What can stand in such a slot whatever the words are."""
    if asked.slot.kind is ValueKind.COMPOSED:
        return [CodeValue(asked.schema.composition(asked.slot.composition).unspecified)]
    if asked.slot.kind is not ValueKind.DATE:
        return []
    published = asked.published
    known = [dates.reported(published), DateValue.day(published)] if published else []
    return [*known, DateValue(None, None, Bound.UNKNOWN, Bound.UNKNOWN)]


def _row(asked: Asked, value: Value) -> Entry:
    match value:
        case CodeValue(code):
            return _code_row(asked, code)
        case TextValue(text):
            return Entry(" ".join(text.split()), value)
        case DateValue():
            return _date_row(value)
        case PlaceValue():
            return _place_row(value)


def _code_row(asked: Asked, code: str) -> Entry:
    if asked.code_list is not None:
        return editor_codes.code_row(asked.code_list, code)
    composition = asked.schema.composition(asked.slot.composition)
    return editor_codes.composed_row(asked.schema, composition, code)


def _date_row(value: DateValue) -> Entry:
    words = in_words(value)
    if value.kind is DateKind.UNRESOLVED:
        title = tr("Keep the words {}").format(_QUOTED.format(value.text))
        return Entry(title, value, right=tr("unresolved"))
    if value.kind is DateKind.REPORTED:
        return Entry(tr("Publication date (reported)"), value, small=words)
    title, exact = dates.describe(value), dates.precision(value)
    return Entry(title, value, small=words, right="" if exact == title else exact)


def _place_row(value: PlaceValue) -> Entry:
    country = _country(value.country)
    region = value.admin1 if value.admin1 != value.name else ""
    area = ", ".join(part for part in (region, country) if part and part != value.name)
    title = value.name or tr("No name")
    return Entry(title, value, small=area or "", right=_coordinates(value))


def _country(alpha3: str) -> str:
    known = countries.by_code(alpha3)
    return known.name if known else alpha3


def _coordinates(value: PlaceValue) -> str:
    if value.latitude is None or value.longitude is None:
        return ""
    return f"{_degrees(value.latitude)}, {_degrees(value.longitude)}"


def _degrees(number: float) -> str:
    """With two to four places: a hundredth of a degree is about a kilometre."""
    text = f"{number:.4f}"
    return (text[:-2] if text.endswith("00") else text.rstrip("0")).replace("-", "−")


# --- details ---------------------------------------------------------------------------------


def details(asked: Asked, entry: Entry, query: str) -> tuple[Run, ...]:
    """What is known of the highlighted row; lines are parted by a line separator."""
    match entry.value:
        case CodeValue(code) if asked.code_list is not None:
            return editor_codes.code_details(asked.code_list, code, entry.small)
        case CodeValue():
            composition = asked.schema.composition(asked.slot.composition)
            return editor_codes.composed_details(entry, asked.schema, composition)
        case DateValue():
            return _date_details(asked, entry.value)
        case PlaceValue():
            return _place_details(entry.value, places.problems(query))
        case _:
            return ()


def unknown_element(asked: Asked, entry: Entry) -> str:
    """The first element of a composed code that the codebook does not know; empty for none."""
    if asked.slot.kind is not ValueKind.COMPOSED or not isinstance(entry.value, CodeValue):
        return ""
    composition = asked.schema.composition(asked.slot.composition)
    parts = composed.explain(asked.schema, composition, entry.value.code).parts
    size = composition.element_length
    unknown = (part.element for part in parts if not part.known and len(part.element) == size)
    return next(unknown, "")


def nothing_found(asked: Asked, query: str) -> tuple[Run, ...]:
    """Why typed text brings no row; empty for no text."""
    if not query:
        return ()
    if asked.slot.kind is ValueKind.PLACE:
        return (Run(places.problems(query[:_LONGEST_READ]), Tone.ODD),)
    if asked.slot.kind is ValueKind.DATE:
        sentence = tr("The article has no publication date that could be taken.")
        return (Run(sentence, Tone.ODD),)
    sentence = tr("No code has {}. Try another word, or the digits of the code.")
    return (Run(sentence.format(_QUOTED.format(_short(query))), Tone.ODD),)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def in_words(value: DateValue) -> str:
    """The days of a date, written out: "Saturday 2 March 2024"; empty for no days."""
    start = _day(value.start) if value.start else ""
    end = _day(value.end) if value.end else ""
    if start == end:
        return start
    if start and end:
        return tr("{} to {}").format(start, end)
    if start:
        ending = {Bound.OPEN: tr("since {}"), Bound.UNKNOWN: tr("from {}, end not known")}
        return ending[value.end_state].format(start)
    beginning = {Bound.OPEN: tr("up to {}"), Bound.UNKNOWN: tr("until {}, start not known")}
    return beginning[value.start_state].format(end)


def _day(day: dt.date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")


def _date_details(asked: Asked, value: DateValue) -> tuple[Run, ...]:
    if value.kind is DateKind.UNRESOLVED:
        return (Run(_why_unresolved(asked, value.text), Tone.ODD),)
    lines: list[list[Run]] = []
    if value.text and value.kind is DateKind.STATED:
        quote, days = _QUOTED.format(_short(value.text)), in_words(value) or dates.describe(value)
        lines.append([Run(quote, Tone.STRONG), Run(f" {days}", Tone.PLAIN)])
    if value.kind is DateKind.REPORTED:
        lines.append(
            [Run(tr("The text names no day: the publication date stands in."), Tone.PLAIN)]
        )
    elif value.relative_to is not None:
        counted = tr("Counted from the publication date, {}.").format(_day(value.relative_to))
        lines.append([Run(counted, Tone.PLAIN)])
    if value.days is None:
        lines.append([Run(tr("An end that is open or unknown has no precision."), Tone.PLAIN)])
    return joined(lines)


def _why_unresolved(asked: Asked, text: str) -> str:
    quote = _QUOTED.format(_short(text))
    someday = dt.date(2000, 1, 5)
    counts = dates.parse(text, someday, language=asked.language) if asked.published is None else []
    if counts and counts[0].kind is not DateKind.UNRESOLVED:
        return tr(
            "{} counts from the publication date, and this article has none: set it over the text,"
            " or type a date such as 2024-03-02."
        ).format(quote)
    return tr(
        "No day can be read from {}: only the words are kept. Type 2024-03-02, 2024-03, or"
        " 2024-03-01..2024-03-05 for an interval."
    ).format(quote)


def _place_details(value: PlaceValue, problem: str) -> tuple[Run, ...]:
    parts: Sequence[tuple[str, str]] = (
        (tr("Country"), f"{_country(value.country)} ({value.country})" if value.country else ""),
        (tr("Region"), value.admin1),
        (tr("Coordinates"), _coordinates(value)),
        (tr("Precision"), precision_label(value.where_prec)),
    )
    runs: list[Run] = []
    for lead, text in parts:
        if text:
            runs += [Run("  ·  ", Tone.QUIET)] if runs else []
            runs += [Run(f"{lead} ", Tone.STRONG), Run(text, Tone.PLAIN)]
    if not runs:
        runs.append(Run(tr("No country is known: type it behind a comma."), Tone.PLAIN))
    return joined([runs, [Run(problem, Tone.ODD)] if problem else []])


def precision_label(where_prec: int | None) -> str:
    """A grade of precision in words; empty where it was not judged."""
    return f"{where_prec} · {places.exactness(where_prec)}" if where_prec else ""
