"""What goes over the pipe between window and worker: JSON objects, each led by its length."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

from annotator.domain.events import Segment
from annotator.domain.suggestions import Candidate, NewSuggestion

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
        [(c.value, c.label, c.reason, c.confidence) for c in suggestion.candidates],
        suggestion.confidence,
    ]


def decode(values: list[Any]) -> NewSuggestion:
    """The suggestion that ``encode`` wrote."""
    kind, segments, label, candidates, confidence = values
    return NewSuggestion(
        kind,
        tuple(Segment(start, end) for start, end in segments),
        label,
        tuple(Candidate(*candidate) for candidate in candidates),
        confidence,
    )
