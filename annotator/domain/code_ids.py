"""Ids of codes that nobody gave one yet: the same for the same list and code, on every machine."""

from __future__ import annotations

import uuid
from collections.abc import Container
from itertools import count

NAMESPACE = uuid.UUID("6f1c1f0e-6f5a-5d0b-9c57-1b0d6a1f3c42")
"""Under which the ids of codes are made. Never change it: ids outlive everything else."""


def code_id(code_list: str, code: str, *, taken: Container[str] = ()) -> str:
    """The id of a code that is new in a list.

    ``taken`` are the ids the list has already: a code that got its text from one that was renamed
    must not get that one's id as well.
    """
    made = _made(f"{code_list}:{code}")
    numbers = count(2)
    while made in taken:
        made = _made(f"{code_list}:{code}:{next(numbers)}")
    return made


def _made(name: str) -> str:
    return str(uuid.uuid5(NAMESPACE, name))
