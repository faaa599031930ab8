"""What differs between the states of one coding, as rows of a table with a column for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from annotator.agreement.reporting.disagreements import AlignedEvents, Disagreement, compare
from annotator.domain.events import CodingStatus, Event
from annotator.domain.schema import Schema
from annotator.domain.sentence import plain, sentence
from annotator.gui.team.comparison import EventRows, FieldRow, field_rows, in_order, kind_words
from annotator.gui.views.talk_list import spoken_time
from annotator.storage.coding_content import Content
from annotator.storage.content_events import events_of
from annotator.storage.ops.choosing import End

CODING = "coding"  # the key of the rows that are about the coding as a whole

_Asked = Callable[[End], str]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConflictRows", text)


def rows_of_ends(schema: Schema, ends: Sequence[End]) -> list[EventRows]:
    """The coding as a whole, then every event of any state; what is alike is only named."""
    names = [str(number) for number in range(len(ends))]
    found = dict(zip(names, _events(ends), strict=True))
    alike = [
        _event_rows(schema, number, aligned, ends, names)
        for number, aligned in enumerate(compare(schema, found).events, start=1)
    ]
    return [_coding_rows(schema, ends, others=alike), *alike]


def _events(ends: Sequence[End]) -> Iterator[tuple[Event, ...]]:
    """The events of each state; no two of all states have one number."""
    known = 0
    for end in ends:
        events = events_of(end.content)
        yield tuple(replace(event, id=known + at) for at, event in enumerate(events, start=1))
        known += len(events)


# --- the coding as a whole -----------------------------------------------------------------------


def _coding_rows(schema: Schema, ends: Sequence[End], *, others: Iterable[EventRows]) -> EventRows:
    asked: list[tuple[str, str, _Asked]] = [
        ("status", _tr("Status"), lambda end: _status(schema, end.content)),
        ("made", _tr("Changed"), lambda end: spoken_time(end.made_at)),
        ("started", _tr("Begun"), lambda end: spoken_time(end.content["started_at"] or "")),
        ("finished", _tr("Finished"), lambda end: spoken_time(end.content["finished_at"] or "")),
        ("flagged", _tr("Flag"), lambda end: _tr("flagged") if end.content["flagged"] else ""),
        ("comments", _tr("Comments"), lambda end: _comments(end.content, None)),
        ("decisions", _tr("Suggestions"), lambda end: _decisions(end.content)),
        ("links", _tr("Event links"), lambda end: _number(end.content["links"])),
    ]
    rows = [_row(name, label, [ask(end) for end in ends]) for name, label, ask in asked]
    shown = tuple(row for row in rows if any(row.cells))
    differing = [row.label for row in shown if row.name != "made" and _differs(row)]
    said = _tr("differs in: {}").format(", ".join(differing)) if differing else _alike(others)
    title = _tr("The coding as a whole")
    return EventRows(CODING, title, "≠" if differing else "=", said, decided=False, fields=shown)


def _alike(others: Iterable[EventRows]) -> str:
    """What is said of the whole where nothing of it differs."""
    if any(row.sign == "≠" for row in others):
        return _tr("the same in each")
    return _tr("the same in each, and so is every event: only the way there was another one")


def _differs(row: FieldRow) -> bool:
    return row.kind is not Disagreement.NONE


def _row(name: str, label: str, cells: Sequence[str]) -> FieldRow:
    """A row that differs where it reads differently."""
    kind = Disagreement.NONE if len(set(cells)) == 1 else Disagreement.ATTRIBUTES
    return FieldRow(name, label, kind, tuple(cells))


def _status(schema: Schema, content: Content) -> str:
    words = {
        CodingStatus.TODO: _tr("not begun"),
        CodingStatus.IN_PROGRESS: _tr("in progress"),
        CodingStatus.DONE: _tr("done"),
        CodingStatus.NOTHING: _tr("nothing to code"),
    }
    said = words[CodingStatus(content["status"])]
    labels = {reason.value: reason.label for reason in schema.reasons}
    reason = content["reason"]
    return f"{said} · {labels.get(reason, reason)}" if reason else said


def _decisions(content: Content) -> str:
    """How many suggestions were dismissed."""
    dismissed = [word for _, word in content["decisions"] if word == "rejected"]
    return _tr("dismissed: {}").format(f"{len(dismissed):,}") if dismissed else ""


def _number(found: Sequence[object]) -> str:
    return f"{len(found):,}" if found else ""


def _comments(content: Content, event: str | None) -> str:
    """What was written about an event, or about the article and its words."""
    kinds = {
        "note": _tr("comment"),
        "question": _tr("question"),
        "answer": _tr("answer"),
        "training": _tr("note for training"),
    }
    found = [one for one in content["comments"] if one["event"] == event]
    return "\n".join(f"{kinds.get(one['kind'], one['kind'])}: {one['text']}" for one in found)


# --- events --------------------------------------------------------------------------------------


def _event_rows(
    schema: Schema, number: int, aligned: AlignedEvents, ends: Sequence[End], names: Sequence[str]
) -> EventRows:
    events = [aligned.events.get(name) for name in names]
    here = [event for event in events if event is not None]
    fields = [_as_read(row) for row in field_rows(schema, aligned.fields, events)]
    fields += _beside_fields(events, ends)
    differing = [row for row in fields if _differs(row)]
    key = " ".join(sorted({event.uuid for event in here}))
    title = f"{number} · {plain(sentence(schema, here[0]))}"
    if aligned.complete and not differing:
        return EventRows(key, title, "=", _tr("the same in each"), decided=False, fields=())
    said = _said(aligned, differing, names)
    return EventRows(key, title, "≠", said, decided=False, fields=tuple(fields))


def _as_read(row: FieldRow) -> FieldRow:
    """What reads differently differs, though it counts as the same where coders are compared."""
    if row.kind is Disagreement.NONE and len(set(row.cells)) > 1:
        return replace(row, kind=Disagreement.ATTRIBUTES)
    return row


def _beside_fields(events: Sequence[Event | None], ends: Sequence[End]) -> Iterator[FieldRow]:
    """What is written about the event, and how its values came about where that differs."""
    both = list(zip(events, ends, strict=True))
    comments = [_comments(end.content, event.uuid) if event else "" for event, end in both]
    if any(comments):
        yield _row("comments", _tr("Comments"), comments)
    ways = [_provenances(event) for event in events]
    if all(events) and len(set(ways)) > 1:
        yield _row("provenance", _tr("Provenance"), ways)


def _provenances(event: Event | None) -> str:
    """How the values came about, in the order of the slots."""
    if event is None:
        return ""
    return ", ".join(f"{filler.slot}: {filler.provenance.value}" for filler in event.fillers)


def _said(aligned: AlignedEvents, differing: Sequence[FieldRow], names: Sequence[str]) -> str:
    if not aligned.complete:
        places = [n for n, name in enumerate(names, start=1) if name in aligned.events]
        return _tr("only in {}").format(", ".join(map(str, places)))
    kinds = in_order(frozenset(row.kind for row in differing))
    labels = ", ".join(row.label for row in differing)
    if kinds == [Disagreement.WORDS]:
        return f"{kind_words(Disagreement.WORDS)}: {labels}"
    return _tr("differs in: {}").format(labels)
