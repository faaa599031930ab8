"""Dictionaries as files that PETRARCH reads, or as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from annotator.domain.dictionary import Entry, EntryKind
from annotator.domain.errors import ExportError
from annotator.domain.folding import fold
from annotator.domain.language import tr
from annotator.formats.dictionaries.codes import Coded, write_code
from annotator.formats.dictionaries.discards import WHOLE_ARTICLE
from annotator.formats.dictionaries.names import write_name
from annotator.formats.dictionaries.table import write_table
from annotator.formats.writers.target import replacing

ENDINGS = (".txt", ".csv")


def check_name(path: Path) -> None:
    """Refuse a file that does not end as one of the two kinds does.

    Raises:
        ExportError: it ends otherwise.
    """
    if path.suffix.lower() not in ENDINGS:
        raise ExportError(
            tr(
                "“{path}” ends neither in .txt (as PETRARCH reads it) nor in .csv (a "
                "table). Name the file {name}.csv."
            ).format(path=path, name=path.stem)
        )


def write_dictionary(path: Path, entries: Sequence[Entry], *, title: str = "") -> int:
    """Write entries as a table (.csv) or as PETRARCH reads them (.txt); returns how many.

    A .txt file holds either names with codes or words to discard, in capitals.

    Raises:
        ExportError: it cannot be written there, or the entries are of both kinds.
    """
    check_name(path)
    if path.suffix.lower() == ".csv":
        with replacing(path) as unfinished:
            return write_table(unfinished, entries)
    discards = [entry for entry in entries if entry.kind is EntryKind.DISCARD]
    if discards and len(discards) < len(entries):
        raise ExportError(
            tr(
                "The dictionary holds names with codes and words to discard, which are two "
                "files for PETRARCH. Export it as .csv, or one kind of entries (--kind "
                "discard)."
            )
        )
    written = [entry for entry in entries if fold(write_name(entry.surface))]
    lines = _discards(discards) if discards else _coded(written)
    head = [f"# {' '.join(title.split())}", ""] if title else []
    with replacing(path) as unfinished:
        text = "".join(f"{line}\n" for line in (*head, *lines))
        unfinished.write_text(text, encoding="utf-8", newline="\n")
    return len(written)


def _discards(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        mark = WHOLE_ARTICLE if entry.code == WHOLE_ARTICLE else ""
        yield mark + write_name(entry.surface, " ")


def _coded(entries: Sequence[Entry]) -> Iterator[str]:
    """Agents line by line; actors in blocks of names that have the same codes."""
    agents = [entry for entry in entries if entry.kind is EntryKind.AGENT]
    actors = [entry for entry in entries if entry.kind is EntryKind.ACTOR]
    for entry in agents:
        yield f"{write_name(entry.surface)}{_plural(entry)} {_code(entry)}"
    for codes, names in groupby(_by_name(actors), key=lambda named: named[1]):
        yield from _block([name for name, _ in names], codes)


def _by_name(actors: Sequence[Entry]) -> list[tuple[str, tuple[str, ...]]]:
    """Every name with its codes, in the order of the names."""
    found: dict[str, list[str]] = {}
    for entry in actors:
        found.setdefault(write_name(entry.surface), []).append(_code(entry))
    return [(name, tuple(dict.fromkeys(codes))) for name, codes in found.items()]


def _block(names: Sequence[str], codes: Sequence[str]) -> Iterator[str]:
    first, *others = names
    alone = len(codes) == 1
    yield f"{first}_  {codes[0]}" if alone else f"{first}_"
    yield from (f"+{name}_" for name in others)
    if not alone:
        yield from (f"\t{code}" for code in codes)


def _code(entry: Entry) -> str:
    return write_code(Coded(entry.code, entry.valid_from, entry.valid_to))


def _plural(entry: Entry) -> str:
    return "" if entry.plural is None else f" {{{write_name(entry.plural)}}}"
