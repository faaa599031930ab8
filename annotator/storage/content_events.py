"""The events of a coding's content, as they are shown in words; they have no numbers of the file.

A content is what packets bring and what is kept of earlier states: plain data by identities.
"""

from __future__ import annotations

from annotator.domain.events import AttributeValue, Event, Filler, Mention, Segment
from annotator.domain.values import Provenance
from annotator.storage.coding_content import Content
from annotator.storage.rows import VALUE_COLUMNS, value_of


def events_of(content: Content) -> tuple[Event, ...]:
    """The events in their order, numbered from 1; fillers with the words of their evidence."""
    mentions = {one["uuid"]: _mention(one) for one in content["mentions"]}
    return tuple(
        _event(number, event, mentions) for number, event in enumerate(content["events"], start=1)
    )


def _mention(one: Content) -> Mention:
    segments = tuple(Segment(start, end) for start, end, _ in one["segments"])
    quotes = tuple(quote for _, _, quote in one["segments"])
    return Mention(0, one["uuid"], one["type"], segments, quotes)


def _event(number: int, event: Content, mentions: dict[str, Mention]) -> Event:
    fillers = tuple(_filler(number, one, mentions) for one in event["fillers"])
    attributes: dict[str, list[Content]] = {}
    for one in event["attributes"]:
        attributes.setdefault(one["name"], []).append(one)
    return Event(
        id=number,
        uuid=event["uuid"],
        coding_id=0,
        position=event["position"],
        reciprocal=bool(event["reciprocal"]),
        fillers=fillers,
        attributes=tuple(
            AttributeValue(
                name, tuple(one["value"] for one in held), Provenance(held[0]["provenance"])
            )
            for name, held in attributes.items()
        ),
    )


def _filler(event_id: int, one: Content, mentions: dict[str, Mention]) -> Filler:
    return Filler(
        id=0,
        uuid=one["uuid"],
        event_id=event_id,
        slot=one["slot"],
        position=one["position"],
        value=value_of({name: one[name] for name in VALUE_COLUMNS}),
        provenance=Provenance(one["provenance"]),
        mentions=tuple(mentions[uuid] for uuid in one["evidence"] if uuid in mentions),
    )
