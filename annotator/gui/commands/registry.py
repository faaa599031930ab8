"""The whole table: the fixed commands and those that a schema's slots and attributes bring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from annotator.domain.schema import Schema
from annotator.gui.commands import article, event, project, text, view
from annotator.gui.commands.command import CODING, EVENT, TEXT, Command, Where

COMMANDS: tuple[Command, ...] = (
    *project.COMMANDS,
    *text.COMMANDS,
    *event.COMMANDS,
    *article.COMMANDS,
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
                f"{slot.label}: fill or replace",
                (slot.key,),
                TEXT,
                CODING,
                slot.help,
            )
        )
        label = f"{slot.label}: other words, the same value"
        words = f"slot.words.{slot.name}"
        made.append(Command(words, label, (f"Alt+{slot.key}",), TEXT, CODING))
        if slot.several:
            label = f"{slot.label}: add another"
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


def table(schema: Schema | None) -> dict[str, Command]:
    """All commands by id.

    Raises:
        ValueError: when an id stands twice, or one key would do two things in one place.
    """
    own = slot_commands(schema) if schema else ()
    commands = (*map(partial(_yielding, own), COMMANDS), *own)
    _refuse_doubles(commands)
    return {command.id: command for command in commands}


def _yielding(own: tuple[Command, ...], command: Command) -> Command:
    """A command that takes a candidate leaves its digit to a schema that gives it to a slot."""
    if not command.id.startswith("suggestion.candidate_"):
        return command
    taken = {key for other in own for key in other.keys}
    return replace(command, keys=tuple(key for key in command.keys if key not in taken))


def _refuse_doubles(commands: Iterable[Command]) -> None:
    ids: set[str] = set()
    keys: dict[str, Command] = {}
    for command in commands:
        if command.id in ids:
            raise ValueError(f"the command {command.id} stands twice in the table")
        ids.add(command.id)
        for key in command.keys:
            other = keys.get(key)
            if other and (
                other.where is command.where or Where.WINDOW in (other.where, command.where)
            ):
                raise ValueError(f"{key} is the key of both {other.id} and {command.id}")
            keys[key] = command
