"""The wording of a codebook: which codes it names, its marked examples, and what repeats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.domain.schema import Code, CodeList

_REFERENCE = re.compile(r"→\s*([\w.-]*\w)")
_MARK = re.compile(r"\{([a-z][a-z0-9_]*): ([^{}]+)\}")
_WORD = re.compile(r"\w+")
_RUN = 4  # words that make a shared sequence

Grams = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open range of an example's text, and the slot that its words fill."""

    slot: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """An example as it is read: plain text, and what of it fills which slot."""

    text: str
    marks: tuple[Mark, ...] = ()


def references(text: str) -> tuple[str, ...]:
    """The codes that a text names behind an arrow ("→ 062"), in order, each once."""
    return tuple(dict.fromkeys(_REFERENCE.findall(text)))


def retold(text: str, name: Callable[[str], str]) -> str:
    """A text with each code that it names behind an arrow as ``name`` has it."""
    return _REFERENCE.sub(lambda match: f"→ {name(match[1])}", text)


def read_example(written: str) -> Example:
    """An example without its marks (``{slot: words}``); a brace that is no mark stays text."""
    pieces: list[str] = []
    marks: list[Mark] = []
    at = length = 0
    for match in _MARK.finditer(written):
        before = written[at : match.start()]
        start = length + len(before)
        marks.append(Mark(match[1], start, start + len(match[2])))
        pieces += [before, match[2]]
        at, length = match.end(), start + len(match[2])
    pieces.append(written[at:])
    return Example("".join(pieces), tuple(marks))


def grams(text: str) -> Grams:
    """The sequences of four words of a text, in small letters."""
    words = _WORD.findall(text.casefold())
    return frozenset(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def overlap(first: str, second: str) -> float:
    """The share of four-word sequences that two texts have in common, of the poorer one's."""
    return share(grams(first), grams(second))


def share(first: Grams, second: Grams) -> float:
    """How much of the smaller set stands in the other, 0 where one is empty."""
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def holds_label(example: str, label: str) -> bool:
    """Whether an example says the label it is meant to illustrate, in any case of letters.

    A remark that no finer code fits does not count as part of the label.
    """
    short = label.split(", not specified below", 1)[0].casefold()
    return short in read_example(example).text.casefold()


def named_by(code: Code) -> frozenset[str]:
    """The codes that a code's "use when" and "not this when" name."""
    return frozenset(references(f"{code.use_when} {code.not_when}"))


def one_sided(
    code_list: CodeList, neighbours: Iterable[tuple[str, str]] = ()
) -> list[tuple[str, str]]:
    """Pairs (code, neighbour) in which the neighbour is to be named by the code and is not.

    A code must name back who names it, and each of ``neighbours`` the other one.
    """
    named = {code.code: named_by(code) for code in code_list.codes}
    wanted = {(other, code) for code, others in named.items() for other in others}
    wanted |= {pair for a, b in neighbours for pair in ((a, b), (b, a))}
    return sorted(pair for pair in wanted if pair[1] not in named.get(pair[0], frozenset()))
