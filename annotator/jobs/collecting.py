"""Long work that makes millions of small objects, without looking for garbage among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Let Python not look for garbage while the block makes its millions of small objects.

    None of them forms a cycle, and looking through them again and again takes a third of the time,
    in which no other thread gets on either.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
