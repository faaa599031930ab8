"""What goes over the pipe between window and worker: JSON objects, each led by its length."""

from __future__ import annotations

import datetime as dt
import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

from annotator.domain.events import Segment
from annotator.domain.suggestions import (
    Candidate,
    NewEvent,
    NewFiller,
    NewSuggestion,
    Standing,
)

Frame = Mapping[str, Any]
PART = 400  # suggestions in one frame, so that reading it holds up no other thread for long

_LENGTH = struct.Struct(">I")


def write(stream: BinaryIO, frame: Frame) -> None:
    """Send one frame; OSError or ValueError when nobody reads any more."""
    body = json.dumps(frame, separators=(",", ":")).encode("ascii")
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def read(stream: BinaryIO) -> Frame | None:
    """Wait for one frame; None when the other side has ended, even inside a frame."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    if len(body) < length:
        return None
    frame: Frame = json.loads(body)
    return frame


def encode(suggestion: NewSuggestion) -> list[Any]:
    """A suggestion as plain JSON values."""
    return [
        suggestion.type,
        [(s.start, s.end) for s in suggestion.segments],
        suggestion.label,
        [_encode_candidate(candidate) for candidate in suggestion.candidates],
        suggestion.confidence,
        suggestion.standing,
    ]


def decode(values: list[Any]) -> NewSuggestion:
    """The suggestion that ``encode`` wrote."""
    kind, segments, label, candidates, confidence, standing = values
    return NewSuggestion(
        kind,
        tuple(Segment(start, end) for start, end in segments),
        label,
        tuple(_decode_candidate(*candidate) for candidate in candidates),
        confidence,
        Standing(standing),
    )


def encode_event(event: NewEvent) -> list[Any]:
    """A proposed event as plain JSON values."""
    return [
        [(s.start, s.end) for s in event.segments],
        [(f.slot, f.mention, f.value) for f in event.fillers],
        event.attributes,
        event.reciprocal,
        event.confidence,
        event.repeats,
    ]


def decode_event(values: list[Any]) -> NewEvent:
    """The event that ``encode_event`` wrote."""
    segments, fillers, attributes, reciprocal, confidence, repeats = values
    return NewEvent(
        tuple(Segment(start, end) for start, end in segments),
        tuple(NewFiller(*filler) for filler in fillers),
        tuple((name, value) for name, value in attributes),
        reciprocal,
        confidence,
        repeats,
    )


def _encode_candidate(candidate: Candidate) -> list[Any]:
    days = [day and day.isoformat() for day in (candidate.valid_from, candidate.valid_to)]
    known = [candidate.value, candidate.label, candidate.reason, candidate.confidence]
    return [*known, candidate.origin, *days]


def _decode_candidate(
    value: str,
    label: str,
    reason: str,
    confidence: float | None,
    origin: str,
    valid_from: str | None,
    valid_to: str | None,
) -> Candidate:
    first, last = (day and dt.date.fromisoformat(day) for day in (valid_from, valid_to))
    return Candidate(value, label, reason, confidence, origin, first or None, last or None)
