"""The ids of codes that nobody has given one: the same for the same list and code, always."""

from __future__ import annotations

import uuid

_NAMESPACE = uuid.UUID("6f1c1f0e-6f5a-5d0b-9c57-1b0d6a1f3c42")
"""Never change it: ids outlive everything else."""


def code_id(code_list: str, code: str) -> str:
    """The id of a code by the name of its list and its text."""
    return str(uuid.uuid5(_NAMESPACE, f"{code_list}:{code}"))
