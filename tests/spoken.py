"""Sentences of rules and files in a language that a test can tell from English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

from annotator.domain import language

MARK = "¤"


@contextmanager
def speaking(translate: Callable[[str], str]) -> Iterator[None]:
    """A language, until the end of the block."""
    language.speak(translate)
    try:
        yield
    finally:
        language.speak(str)


def marked() -> AbstractContextManager[None]:
    """A language in which every sentence begins with a mark."""
    return speaking(lambda text: f"{MARK}{text}")


def known(words: Mapping[str, str]) -> AbstractContextManager[None]:
    """A language of which only some sentences are translated."""
    return speaking(lambda text: words.get(text, text))
