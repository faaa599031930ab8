"""Names as dictionaries write them (SYRIAN_ARAB_REPUBLIC_) and as texts do."""

from __future__ import annotations

import re

from annotator.domain.folding import fold
from annotator.domain.language import tr
from annotator.formats.dictionaries.codes import UnreadableError

_LONGEST = 200  # characters
_COMMENT = re.compile(r"[#;].*", re.DOTALL)
_MARKS = re.compile(r"[\[\]{}#;!_\s]+")


def without_comment(line: str) -> str:
    """A line up to the comment behind it, without blanks around it."""
    return _COMMENT.sub("", line).strip()


def read_name(written: str) -> str:
    """A name with blanks where the dictionary has underscores.

    Raises:
        UnreadableError: there is no letter or digit in it, or far too many.
    """
    name = " ".join(written.replace("_", " ").split())
    if not fold(name):
        raise UnreadableError(
            tr("There is no name in it.")
            if not name
            else tr("“{name}” is no name.").format(name=name)
        )
    if len(name) > _LONGEST:
        raise UnreadableError(
            tr("A name of {count:,} characters is no name.").format(count=len(name))
        )
    return name


def write_name(name: str, blank: str = "_") -> str:
    """A name in capitals and without the marks that mean something in such files."""
    plain = " ".join(_MARKS.sub(" ", name).split()).lstrip("+-~& ")
    capitals = plain.upper()
    written = capitals if fold(capitals) == fold(plain) else plain
    return written.replace(" ", blank)
