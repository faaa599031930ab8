"""The door through which the rules' own sentences are said in the user's language.

The rules know no window; whoever shows their sentences says how they are translated. Exports and
the command line leave them in English.
"""

from __future__ import annotations

from collections.abc import Callable

CONTEXT = "Domain"
"""The name under which a translation lists these sentences."""


class _Speaker:
    translate: Callable[[str], str] = staticmethod(str)


def speak(translate: Callable[[str], str]) -> None:
    """Say every sentence from now on as ``translate`` gives it."""
    _Speaker.translate = staticmethod(translate)


def later(text: str) -> str:
    """A sentence of a table, kept as it is until ``tr`` says it; translators are given it too."""
    return text


def tr(text: str) -> str:
    """A sentence, with gaps for what is filled in, in the language that is spoken."""
    return _Speaker.translate(text)
