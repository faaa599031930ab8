"""What is to be coded: articles with their events, from a file of coded text."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from annotator.domain.events import Segment
from annotator.domain.text import article_text
from annotator.formats.readers.header import from_text

ROOT = Path(__file__).resolve().parents[2]
ANY = "*"  # stands in a code for what is not said
ROLES = ("source", "action", "target", "location", "date")
_READ = {"code", "source", "target", "reciprocal", "action", "location", "date"}
_TOLD = {"plover"}  # of an event, and not coded in this schema


@dataclass(frozen=True)
class Part:
    """One value of an event: its words (none for a value without words), and what it is."""

    slot: str
    segments: tuple[Segment, ...] = ()
    code: str = ""  # a code; "" where any will do
    place: str = ""  # name of a place; "" where any will do
    days: tuple[str, str] | None = None  # first and last day, ISO; None where any will do
    reported: bool = False  # the publication date, taken as the reported date

    @property
    def start(self) -> int:
        """Where its words begin; what has none comes last."""
        return self.segments[0].start if self.segments else 10**9


@dataclass(frozen=True)
class Wanted:
    """One event as it was coded."""

    parts: tuple[Part, ...]
    reciprocal: bool
    action: tuple[Segment, ...]  # every stretch of the coded action

    def of(self, slot: str) -> tuple[Part, ...]:
        """Its values of one slot."""
        return tuple(part for part in self.parts if part.slot == slot)


@dataclass(frozen=True)
class Text:
    """An article with its events in the order in which they are to be coded."""

    id: str
    text: str
    published: str
    events: tuple[Wanted, ...]


@dataclass
class Coded:
    """A file of coded texts, and what of it is not looked at."""

    texts: list[Text] = field(default_factory=list)
    skipped: set[str] = field(default_factory=set)


def read_all(paths: Iterable[Path]) -> Coded:
    """The coded texts of some files together, each text once."""
    coded = Coded()
    for path in paths:
        more = read(path)
        coded.texts += more.texts
        coded.skipped |= more.skipped
    coded.texts = _joined(coded.texts)
    return coded


def read(path: Path) -> Coded:
    """The coded texts of a file: lines like the event gold, or codings like the sample project's.

    A line has its text under "text", or the file it is in under "file" (from the checkout's
    root). Raises ValueError with a sentence for a line that is not of that shape.
    """
    coded = Coded()
    if path.suffix == ".json":
        coded.texts = list(_sample(path, coded.skipped))
        return coded
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                coded.texts.append(_line(json.loads(line), coded.skipped))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path.name}, line {number}: {error!r}") from error
    return coded


def _joined(texts: list[Text]) -> list[Text]:
    """Each text once, with all its events: a project holds no article twice."""
    found: dict[str, Text] = {}
    for text in texts:
        held = found.get(text.text)
        events = (*held.events, *text.events) if held else text.events
        found[text.text] = replace(held or text, events=events)
    return list(found.values())


def _line(row: dict[str, Any], skipped: set[str]) -> Text:
    text = row["text"] if "text" in row else _file(row["file"])
    for event in row["events"]:
        skipped |= event.keys() - _READ
        skipped |= {f"no {name}" for name in ("source", "target", "location") if name not in event}
    events = tuple(_event(event) for event in row["events"])
    return Text(row["id"], text, row.get("published", ""), events)


def _file(name: str) -> str:
    draft = from_text((ROOT / name).read_text(encoding="utf-8"))
    return article_text(draft.title, draft.body)


def _event(event: dict[str, Any]) -> Wanted:
    action = tuple(Segment(*pair) for pair in event.get("action", {}).get("segments", ()))
    parts = [
        Part(slot, (Segment(held["start"], held["end"]),), plain(held.get("code", "")))
        for slot in ("source", "target")
        for held in event.get(slot, ())
    ]
    parts.append(Part("action", action, plain(event["code"])))
    parts += [
        Part(
            "location",
            (Segment(held["start"], held["end"]),),
            place=held.get("name", ""),
        )
        for held in event.get("location", ())
    ]
    if "date" in event and event["date"] is not None:
        parts.append(_date(event["date"]))
    return Wanted(tuple(parts), bool(event.get("reciprocal")), action)


def _date(held: dict[str, Any]) -> Part:
    segments = (Segment(held["start"], held["end"]),) if "start" in held else ()
    days = (held["first"], held["last"]) if "first" in held else None
    return Part("date", segments, days=days, reported=bool(held.get("reported")))


def plain(code: str) -> str:
    """A code without what it leaves open, in capitals: the schema writes ethnic groups small."""
    return code.replace(ANY, "").upper()


def _sample(path: Path, skipped: set[str]) -> Iterator[Text]:
    """The coded articles of the sample project, whose codings quote their words."""
    for coding in json.loads(path.read_text(encoding="utf-8")):
        if not coding.get("events"):
            continue
        draft = from_text((path.parent / coding["article"]).read_text(encoding="utf-8"))
        text = article_text(draft.title, draft.body)
        published = draft.published.isoformat() if draft.published else ""
        events = tuple(_sample_event(event, text, skipped) for event in coding["events"])
        yield Text(coding["article"], text, published, events)


def _sample_event(event: dict[str, Any], text: str, skipped: set[str]) -> Wanted:
    parts, action = [], ()
    skipped |= set(event.get("attributes", ()))
    for filler in event["fillers"]:
        slot, value = filler["slot"], filler["value"]
        if slot not in ROLES:
            skipped.add(slot)
            continue
        found = tuple(_quote(text, *quote) for quote in filler["quotes"])
        first = found[:1]
        if slot == "action":
            action = found
            parts.append(Part(slot, found, value["code"]))
        elif slot == "location":
            parts.append(Part(slot, first, place=value["place"]["name"]))
        elif slot == "date":
            parts.append(Part(slot, first, days=_days(value)))
        else:
            parts.append(Part(slot, first, value["code"]))
    return Wanted(tuple(parts), bool(event.get("reciprocal")), action)


def _quote(text: str, words: str, occurrence: int) -> Segment:
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return Segment(start, start + len(words))


def _days(value: dict[str, Any]) -> tuple[str, str] | None:
    match value.get("date"):
        case None:
            return None
        case str(day):
            return (day, day)
        case [str(first), str(last)]:
            return (first, last)
    raise ValueError(f"not a date: {value}")


def day_of(text: str) -> dt.date | None:
    """A publication date, None where it is not known."""
    return dt.date.fromisoformat(text) if text else None
