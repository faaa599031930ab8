"""How a dictionary's file is written, told by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.domain.errors import ImportFileError
from annotator.domain.language import later, tr
from annotator.formats.dictionaries.findings import Format
from annotator.formats.dictionaries.names import without_comment

_CODE = re.compile(r"\[")
_AGENT = re.compile(r"\[[^\[\]]*~[^\[\]]*\]|![^!]+!\s*=")
_VERBS = re.compile(r"-{3,}|- |&\w")
_PARTED = re.compile(r"[,\t|]")
_MOST_WORDS = 8  # of words to discard
_HOW = later(
    "It takes the actor, agent and discard files of PETRARCH, and .csv files "
    "whose first row names the columns: surface, code and, where there are "
    "any, kind, valid_from, valid_to."
)


def format_of(name: str, lines: Sequence[str]) -> Format:
    """The format of lines that are no table.

    Raises:
        ImportFileError: they are no dictionary.
    """
    texts = [text for text in map(without_comment, lines) if text]
    if not texts:
        raise ImportFileError(
            tr("“{name}” holds no entries. {how}").format(name=name, how=tr(_HOW))
        )
    if _share(texts, _VERBS) > 0.3:
        raise ImportFileError(
            tr("“{name}” is a dictionary of verbs, not of actors. {how}").format(
                name=name, how=tr(_HOW)
            )
        )
    if _share(texts, _AGENT, anywhere=True) > 0.2:
        return Format.AGENTS
    if _share(texts, _CODE, anywhere=True) > 0.05:
        return Format.ACTORS
    short = sum(len(text.split()) <= _MOST_WORDS for text in texts) / len(texts)
    if short < 0.9 or _share(texts, _PARTED, anywhere=True) > 0.5:
        raise ImportFileError(
            tr("“{name}” is not written as a dictionary. {how}").format(name=name, how=tr(_HOW))
        )
    return Format.DISCARDS


def _share(texts: Sequence[str], pattern: re.Pattern[str], *, anywhere: bool = False) -> float:
    find = pattern.search if anywhere else pattern.match
    return sum(find(text) is not None for text in texts) / len(texts)
