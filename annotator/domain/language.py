"""The door through which sentences that are no window's own are said in the user's language.

Rules, files and storage know no window; whoever shows their sentences says how they are
translated. What is translated is what a person reads in the window: refusals, findings, reports,
days and dates in words.

What stays English in every language: what is kept in a project or written to a file (names of
edits in the journal, reasons of suggestions, datasets with their explanations, workbooks and pages
of the codebook), keywords of file formats, codes and columns, the places of problems in a file
(``slots[2].key``, ``Sheet “Slots”, row 3``), the log, what the system or a library says of an
error, and everything at the command line, where nobody calls ``speak``. What is kept in English
and shown in the window is said anew with ``again``.

A sentence is whole, with named gaps, and said when it is needed: ``tr`` at the time of an import
would always speak English. Tables hold their sentences with ``later``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

CONTEXT = "Domain"
"""The name under which a translation lists these sentences."""

_GAP = re.compile(r"\{(\w+)[^{}]*\}")


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


def gaps(sentence: str, said: str) -> dict[str, str] | None:
    """What fills the gaps of a sentence in something said; None where it says something else."""
    found = _pattern(sentence).fullmatch(said)
    return found.groupdict() if found else None


def again(said: str, sentences: Iterable[str]) -> str:
    """What was said and kept in English, in the language that is spoken.

    It is one of ``sentences`` with its gaps filled; anything else stays as it is.
    """
    if _Speaker.translate is str:
        return said
    for sentence in sentences:
        found = gaps(sentence, said)
        if found is not None:
            return _GAP.sub(r"{\1}", tr(sentence)).format(**found)
    return said


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what fills its gaps: kept in English, said in the language spoken."""

    words: str
    filled: Mapping[str, object] = field(default_factory=dict)

    @property
    def english(self) -> str:
        """The sentence as it is kept."""
        return self.words.format(**self.filled)

    def __str__(self) -> str:
        return tr(self.words).format(**self.filled)


@lru_cache(maxsize=1024)
def _pattern(sentence: str) -> re.Pattern[str]:
    names: set[str] = set()
    parts = []
    for place, part in enumerate(_GAP.split(sentence)):
        gap = f"(?P={part})" if part in names else f"(?P<{part}>.*)"
        parts.append(gap if place % 2 else re.escape(part))
        names.update({part} if place % 2 else ())
    return re.compile("".join(parts), re.DOTALL)
