"""The whole table: the fixed commands and those that a schema's slots and attributes bring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from annotator.domain.schema import Schema
from annotator.gui.commands import adjudication, article, event, project, text, view
from annotator.gui.commands.command import (
    CODING,
    EVENT,
    TEXT,
    Chosen,
    Command,
    Refused,
    overlap,
)

COMMANDS: tuple[Command, ...] = (
    *project.COMMANDS,
    *text.COMMANDS,
    *event.COMMANDS,
    *article.COMMANDS,
    *adjudication.COMMANDS,
    *view.COMMANDS,
)


def slot_commands(schema: Schema) -> tuple[Command, ...]:
    """The commands that a schema's slots and attributes bring: their letters come from it."""
    made: list[Command] = []
    for slot in schema.slots:
        if slot.retired:
            continue
        made.append(
            Command(
                f"slot.fill.{slot.name}",
                translated("{}: fill or replace").format(slot.label),
                (slot.key,),
                TEXT,
                CODING,
                slot.help,
            )
        )
        label = translated("{}: other words, the same value").format(slot.label)
        words = f"slot.words.{slot.name}"
        made.append(Command(words, label, (f"Alt+{slot.key}",), TEXT, CODING))
        if slot.several:
            label = translated("{}: add another").format(slot.label)
            made.append(
                Command(f"slot.add.{slot.name}", label, (f"Shift+{slot.key}",), TEXT, CODING)
            )
    made += [
        Command(
            f"attribute.set.{attribute.name}",
            f"{attribute.label}…",
            (attribute.key,) if attribute.key else (),
            EVENT,
            CODING,
            attribute.help,
        )
        for attribute in schema.attributes
        if not attribute.retired
    ]
    return tuple(made)


def table(schema: Schema | None, chosen: Chosen = MappingProxyType({})) -> dict[str, Command]:
    """All commands by id, with the keys that were chosen for them.

    Raises:
        ValueError: when an id stands twice, or one key would do two things in one place.
    """
    made, refused = in_force(schema, chosen)
    for one in refused:
        raise ValueError(f"{one.key} is the key of both {one.holder.id} and {one.command.id}")
    return made


def in_force(
    schema: Schema | None, chosen: Chosen = MappingProxyType({})
) -> tuple[dict[str, Command], tuple[Refused, ...]]:
    """All commands by id with the keys they can have, and the keys that they cannot have.

    A schema's letters go before the fixed keys, and those before what was chosen: a chosen key
    that another command has is refused, and a command with none left gets its own keys back as
    far as they are free. Chosen keys of commands that are not there count for nothing.

    Raises:
        ValueError: when an id stands twice.
    """
    own = slot_commands(schema) if schema else ()
    fixed = map(_in_words, map(partial(_yielding, own), COMMANDS))
    commands = (*fixed, *own)
    _refuse_doubles(commands)
    keys = _Keys()
    for command in sorted(commands, key=lambda command: command not in own):
        if command.id not in chosen:
            keys.give(command, command.keys)
    for command in commands:
        if command.id in chosen:
            keys.give(command, chosen[command.id])
    for command in commands:
        if chosen.get(command.id) and not keys.of[command.id]:
            keys.give(command, command.keys, quietly=True)
    made = {command.id: replace(command, keys=keys.of[command.id]) for command in commands}
    return made, tuple(keys.refused)


class _Keys:
    """Gives keys to commands, and none to two that would clash."""

    def __init__(self) -> None:
        self.of: dict[str, tuple[str, ...]] = {}
        self.refused: list[Refused] = []
        self._holders: dict[str, list[Command]] = {}

    def give(self, command: Command, keys: tuple[str, ...], *, quietly: bool = False) -> None:
        """Give a command those of these keys that are free."""
        had: list[str] = []
        for key in dict.fromkeys(keys):
            holders = self._holders.setdefault(key, [])
            holder = next((other for other in holders if overlap(other.where, command.where)), None)
            if holder is None:
                holders.append(command)
                had.append(key)
            elif not quietly:
                self.refused.append(Refused(command, key, holder))
        self.of[command.id] = tuple(had)


def translated(words: str) -> str:
    """Words of the table in the language of the window."""
    return QCoreApplication.translate("Command", words) if words else ""


def _in_words(command: Command) -> Command:
    """A command with label and help in the language of the window."""
    return replace(command, label=translated(command.label), help=translated(command.help))


def _yielding(own: tuple[Command, ...], command: Command) -> Command:
    """A command that takes a candidate leaves its digit to a schema that gives it to a slot."""
    if not command.id.startswith("suggestion.candidate_"):
        return command
    taken = {key for other in own for key in other.keys}
    return replace(command, keys=tuple(key for key in command.keys if key not in taken))


def _refuse_doubles(commands: Iterable[Command]) -> None:
    ids: set[str] = set()
    for command in commands:
        if command.id in ids:
            raise ValueError(f"the command {command.id} stands twice in the table")
        ids.add(command.id)
