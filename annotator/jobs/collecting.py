"""Long work that makes millions of small objects, without looking for garbage among them."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_works = 0  # that are going on
_was_on = False  # before the first of them began


@contextmanager
def without_collecting() -> Iterator[None]:
    """Let Python not look for garbage while the block makes its millions of small objects.

    None of them forms a cycle, and looking through them again and again takes a third of the time,
    in which no other thread gets on either. Several threads may be in such blocks.
    """
    _begin()
    try:
        yield
    finally:
        _end()


def may_collect() -> bool:
    """Whether no such block is going on."""
    return _works == 0


def _begin() -> None:
    global _works, _was_on  # noqa: PLW0603 - of the whole process, as what it switches
    with _lock:
        if not _works:
            _was_on = gc.isenabled()
            gc.disable()
        _works += 1


def _end() -> None:
    global _works  # noqa: PLW0603
    with _lock:
        _works -= 1
        if not _works and _was_on:
            gc.enable()
