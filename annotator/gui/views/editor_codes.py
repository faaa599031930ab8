"""Rows of the slot editor for codes, simple and composed, and what the codebook says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.domain import codebook, composed
from annotator.domain.schema import Code, CodeList, Composition, Schema
from annotator.domain.sentence import Run, Tone, short
from annotator.domain.values import CodeValue
from annotator.domain.wording import read_example
from annotator.gui.views.editor_entry import Entry, tr

LINE = "\u2028"  # a new line inside a paragraph of runs
_HITS = 50
_NAMED = re.compile(r"(?<=→ )([\w.-]*\w)")  # a code behind an arrow


def tree_rows(code_list: CodeList) -> tuple[Entry, ...]:
    """The whole list from top to bottom, indented."""
    return tuple(
        Entry(
            hit.code.label,
            CodeValue(hit.code.code),
            hit.code.code,
            depth=hit.depth,
            takeable=hit.code.assignable,
            answer=False,
        )
        for hit in codebook.expand(code_list)
        if not hit.code.retired
    )


def hit_rows(
    code_list: CodeList,
    query: str,
    recent: Sequence[str],
    *,
    hints: Sequence[str] = (),
    limit: int = _HITS,
) -> tuple[Entry, ...]:
    """The codes that answer what was typed, each with its path in the tree."""
    hits = codebook.search(code_list, query, limit=limit, recent=recent, hints=hints)
    return tuple(_row(hit.code, hit.path[:-1]) for hit in hits if not hit.code.retired)


def code_row(code_list: CodeList, code: str) -> Entry:
    """The row of one code, also of one that the list does not know."""
    entry = code_list.get(code)
    if entry is None:
        return Entry(tr("not in the codebook"), CodeValue(code), code)
    return _row(entry, code_list.path(code)[:-1])


def _row(code: Code, above: Sequence[Code]) -> Entry:
    return Entry(
        code.label,
        CodeValue(code.code),
        code.code,
        small=" › ".join(short(entry.label) for entry in above),
        takeable=code.assignable,
        answer=code.assignable,
    )


def composed_rows(
    schema: Schema, composition: Composition, query: str, recent: Sequence[str]
) -> tuple[Entry, ...]:
    """The composed codes that typed words or letters may mean."""
    found = composed.compose(schema, composition, query, recent=recent)
    return tuple(map(_composed_row, found))


def composed_row(schema: Schema, composition: Composition, code: str) -> Entry:
    """The row of one composed code."""
    return _composed_row(composed.explain(schema, composition, code))


def _composed_row(found: composed.Composed) -> Entry:
    labels = " · ".join(part.label or part.element for part in found.parts)
    return Entry(labels, CodeValue(found.code), found.code, odd=" ".join(found.warnings))


# --- what the codebook says ------------------------------------------------------------------


def code_details(code_list: CodeList, code: str, shown: str = "") -> tuple[Run, ...]:
    """Where a code stands, when to use it and when not, with its examples.

    ``shown`` is its path in the tree, where the row shows it already.
    """
    entry = code_list.get(code)
    if entry is None:
        sentence = tr("{} is not in the codebook: it was coded with another version.")
        return (Run(sentence.format(code), Tone.ODD),)
    above = code_list.path(code)[:-1]
    lines = [
        _retired(code_list, entry),
        [] if shown else _path(above),
        _line("", entry.definition),
        _line(tr("Use when"), entry.use_when),
        _line(tr("Not this when"), entry.not_when),
        *(_example(example) for example in entry.examples[:1]),
        _mirror(code_list, entry),
        _line("", "" if entry.assignable else tr("A heading: choose a code below it.")),
    ]
    return joined(lines)


def composed_details(entry: Entry, schema: Schema, composition: Composition) -> tuple[Run, ...]:
    """The parts of a composed code in words, and what is odd about it."""
    assert isinstance(entry.value, CodeValue)
    found = composed.explain(schema, composition, entry.value.code)
    parts: list[Run] = []
    for part in found.parts:
        if parts:
            parts.append(Run("  ·  ", Tone.QUIET))
        parts.append(Run(part.element, Tone.STRONG if part.known else Tone.ODD))
        if part.label:
            parts.append(Run(f" {part.label}", Tone.PLAIN))
    odd = [Run(entry.odd, Tone.ODD)] if entry.odd else []
    return joined([parts, odd])


def joined(lines: Sequence[Sequence[Run]]) -> tuple[Run, ...]:
    """Lines of runs under each other; empty ones are left out."""
    runs: list[Run] = []
    for line in lines:
        if line and runs:
            runs.append(Run(LINE, Tone.QUIET))
        runs += line
    return tuple(runs)


def _line(lead: str, text: str) -> list[Run]:
    if not text:
        return []
    pieces = _NAMED.split(text)  # every other piece names a code
    said = [Run(p, Tone.STRONG if n % 2 else Tone.PLAIN) for n, p in enumerate(pieces) if p]
    return [*([Run(f"{lead} ", Tone.STRONG)] if lead else []), *said]


def _example(written: str) -> list[Run]:
    """An example with the words that fill a slot standing out."""
    example = read_example(written)
    runs, at = [Run(f"{tr('Example')} ", Tone.STRONG), Run("“", Tone.PLAIN)], 0
    for mark in example.marks:
        runs.append(Run(example.text[at : mark.start], Tone.PLAIN))
        runs.append(Run(example.text[mark.start : mark.end], Tone.STRONG))
        at = mark.end
    return [*runs, Run(f"{example.text[at:]}”", Tone.PLAIN)]


def _retired(code_list: CodeList, entry: Code) -> list[Run]:
    """That a code is out of use, and what stands in its place."""
    if not entry.retired:
        return []
    labels = (code_list.get(code) for code in entry.successors)
    instead = ", ".join(f"{code.code} {code.label}" for code in labels if code)
    words = tr("Retired. Use {}.").format(instead) if instead else tr("Retired.")
    return [Run(words, Tone.ODD)]


def _path(above: Sequence[Code]) -> list[Run]:
    steps = " ".join(f"{code.code} {code.label} ›" for code in above)
    return [Run(steps, Tone.QUIET)] if steps else []


def _mirror(code_list: CodeList, entry: Code) -> list[Run]:
    other = code_list.get(entry.mirror) if entry.mirror else None
    if other is None:
        return []
    return _line(tr("Seen from the other side"), f"{other.code} {other.label}")
