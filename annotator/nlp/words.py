"""Word lists of a language, read from ``resources/triggers``."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache

from annotator.resources import resource


@dataclass(frozen=True)
class Words:
    """Dictionary forms in lower case, by what they do in a text."""

    event_nouns: frozenset[str] = frozenset()  # name something done
    quiet_verbs: frozenset[str] = frozenset()  # do nothing
    saying_verbs: frozenset[str] = frozenset()  # name who said it
    reporters: frozenset[str] = frozenset()  # nouns for who reports rather than acts
    standings: frozenset[str] = frozenset()  # what somebody was or is for a time: "former"


@cache
def words_of(language: str) -> Words:
    """The word lists of a language code such as ``en``; empty ones where we have none."""
    path = resource("triggers", f"{language}.json")
    if not language.isalpha() or not path.is_file():
        return Words()
    data = json.loads(path.read_text(encoding="utf-8"))
    return Words(**{field.name: frozenset(data[field.name]) for field in fields(Words)})


def base_forms(word: str) -> tuple[str, ...]:
    """What a word in lower case could be the plural of, itself first.

    For pipelines that know no lemmas; English endings only.
    """
    forms = [word]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("s"):
        forms.append(word[:-1])
    return tuple(forms)
