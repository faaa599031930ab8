"""Files of words to discard: one on a line, with ``+`` where they rule the whole article out."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.dictionary import Entry, EntryKind
from annotator.formats.dictionaries.codes import UnreadableError
from annotator.formats.dictionaries.findings import Findings
from annotator.formats.dictionaries.names import read_name, without_comment

WHOLE_ARTICLE = "+"


def read_discards(lines: Sequence[str], findings: Findings) -> None:
    """Read a file of discards."""
    for number, line in enumerate(lines, start=1):
        text = without_comment(line)
        if not text:
            continue
        code = WHOLE_ARTICLE if text.startswith(WHOLE_ARTICLE) else ""
        try:
            name = read_name(text.removeprefix(WHOLE_ARTICLE))
        except UnreadableError as error:
            findings.refuse(number, str(error))
        else:
            findings.add([Entry(name, code, EntryKind.DISCARD)])
