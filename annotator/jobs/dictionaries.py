"""Dictionaries from files into a project and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.dictionary import Entry, EntryKind, Owner
from annotator.domain.dictionary_checks import OddCode, odd_codes
from annotator.domain.errors import EditRefusedError, ImportFileError
from annotator.domain.events import Desk
from annotator.domain.language import tr
from annotator.formats.dictionaries import (
    DictionaryFile,
    check_name,
    read_dictionary,
    write_dictionary,
)
from annotator.storage import dictionaries, ops, people
from annotator.storage.project import Project


@dataclass(frozen=True)
class Imported:
    """What an import brought, and what of the file it could not read or does not know."""

    name: str
    file: DictionaryFile
    odd: tuple[OddCode, ...]
    replaced: bool  # a dictionary of that name was there before
    changed: bool

    @property
    def names(self) -> int:
        """How many different names it has."""
        return len({entry.surface for entry in self.file.entries})


def read_file(path: Path) -> DictionaryFile:
    """Read a dictionary's file, of which something can be read.

    Raises:
        ImportFileError: it cannot be read, or nothing in it can.
    """
    found = read_dictionary(path)
    if not found.entries:
        first = found.problems[0] if found.problems else tr("There are no rows below its head.")
        raise ImportFileError(
            tr("No entry of “{path}” can be read: {problem} Nothing was changed.").format(
                path=path.name, problem=first
            )
        )
    return found


def import_dictionary(project: Project, desk: Desk, found: DictionaryFile, name: str) -> Imported:
    """Take what was read in as a dictionary; one of that name is replaced by it.

    Raises:
        EditRefusedError: the name cannot be used.
        NotSavedError: the project's file could not take it.
    """
    known = {each.name.casefold() for each in _imported(project)}
    changes = ops.import_dictionary(project, desk, name, found.entries)
    return Imported(
        name,
        found,
        odd_codes(project.schema, found.entries),
        name.casefold() in known,
        bool(changes.edit_id),
    )


def _imported(project: Project) -> list[dictionaries.Dictionary]:
    every = dictionaries.dictionaries(project.connection)
    return [each for each in every if each.owner is Owner.IMPORTED]


def export_dictionary(
    project: Project,
    path: Path,
    *,
    which: str = Owner.SHARED.value,
    coder: str = "",
    kind: EntryKind | None = None,
) -> int:
    """Write a dictionary to a .csv file or to a .txt file for PETRARCH; returns how many entries.

    ``which`` is "shared", "own" (of ``coder``) or the name of an imported dictionary; ``kind``
    leaves out the entries of other kinds.

    Raises:
        EditRefusedError: there is no such dictionary or coder, or nothing in it.
        ExportError: it cannot be written there.
    """
    check_name(path)
    entries = _entries(project, which, coder)
    chosen = [entry for entry in entries if kind is None or entry.kind is kind]
    if not chosen:
        sentence = (
            tr(
                "There is nothing to export: the dictionary “{which}” has no entries of kind"
                " {kind}."
            )
            if kind
            else tr("There is nothing to export: the dictionary “{which}” has no entries.")
        )
        raise EditRefusedError(sentence.format(which=which, kind=kind))
    return write_dictionary(path, chosen, title=chosen[0].dictionary)


def _entries(project: Project, which: str, coder: str) -> Sequence[Entry]:
    if which == Owner.SHARED:
        return dictionaries.shared(project.connection)
    if which == Owner.OWN:
        return _own(project, coder)
    names = [each.name for each in _imported(project)]
    found = next((name for name in names if name.casefold() == which.casefold()), None)
    if found is None:
        known = ", ".join(f"“{name}”" for name in ("shared", "own", *names))
        raise EditRefusedError(
            tr("There is no dictionary “{which}”. Those there are: {known}.").format(
                which=which, known=known
            )
        )
    return dictionaries.imported(project.connection, found)


def _own(project: Project, coder: str) -> Sequence[Entry]:
    found = people.find_coder(project.connection, coder) if coder else None
    if found is None:
        sentence = (
            tr("There is no coder “{coder}”: give the short id of a coder with --coder.")
            if coder
            else tr("Say whose dictionary it is: give the short id of a coder with --coder.")
        )
        raise EditRefusedError(sentence.format(coder=coder))
    desk = Desk(found, people.find_round(project.connection))
    return dictionaries.own(project.connection, desk)
