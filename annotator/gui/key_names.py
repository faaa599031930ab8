"""What the keys in force are called, wherever a sentence, a button or a key cap names one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from annotator.domain.schema import Attribute, Schema, Slot
from annotator.gui import commands
from annotator.gui.commands import Command

_CAPS = {"Backspace": "⌫"}
NO_LETTER = "•"  # the sign of a slot whose letter another slot has as its key


@cache
def key_text(key: str) -> str:
    """A key as it stands on the keyboard and in help; asked for dozens of times an edit."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{native.removesuffix('Return')}Enter" if native.endswith("Return") else native


def searched(command: Command) -> str:
    """Everything a command is found by: its name, its help, its part of the menu, its keys."""
    keys = " ".join(key_text(key) for key in command.keys)
    return f"{command.label} {command.help} {command.menu} {keys}".casefold()


@dataclass(frozen=True)
class KeyNames:
    """The keys of the commands in force, in words."""

    commands: Mapping[str, Command] = field(default_factory=dict)

    def of(self, command_id: str) -> str:
        """The first key of a command; empty when it has none."""
        command = self.commands.get(command_id)
        return key_text(command.keys[0]) if command and command.keys else ""

    def cap(self, command_id: str) -> str:
        """The same as it stands on a small key cap."""
        key = self.of(command_id)
        return _CAPS.get(key, key)

    def named(self, command_id: str) -> str:
        """The key of a command in a sentence; its name in quotes when it has none."""
        return self.of(command_id) or f"“{self.label(command_id)}”"

    def keys_of(self, *command_ids: str) -> frozenset[str]:
        """Every key of these commands, as the table writes them."""
        found = (self.commands[name] for name in command_ids if name in self.commands)
        return frozenset(key for command in found for key in command.keys)

    def slot_key(self, slot: Slot) -> str:
        """The key that fills a slot; its letter where no commands of its schema are known."""
        command_id = f"slot.fill.{slot.name}"
        return self.of(command_id) if command_id in self.commands else slot.key

    def label(self, command_id: str) -> str:
        """What a command is called."""
        command = self.commands.get(command_id)
        return command.label.rstrip("…") if command else command_id

    def tip(self, words: str, command_id: str) -> str:
        """Words with the key behind them in brackets."""
        key = self.of(command_id)
        return f"{words} ({key})" if key else words

    def told(self, sentence: str, *command_ids: str) -> str:
        """A sentence with the keys of these commands in its gaps."""
        return sentence.format(*map(self.named, command_ids))


@cache
def default_names() -> KeyNames:
    """The keys before a schema and a coder's choice are known."""
    return KeyNames(commands.table(None))


def lettered(schema: Schema, names: KeyNames) -> Schema:
    """The schema with the letters in force, so that signs beside slots are the keys to press."""
    kept = {slot.name: _letter(slot, names) for slot in schema.slots}
    return replace(
        schema,
        slots=tuple(_with_letter(slot, kept) for slot in schema.slots),
        attributes=tuple(_with_key(attribute, names) for attribute in schema.attributes),
    )


def _letter(slot: Slot, names: KeyNames) -> str:
    """The one character that fills the slot; empty when no such key does."""
    command = names.commands.get(f"slot.fill.{slot.name}")
    keys = map(key_text, command.keys if command else (slot.key,))
    return next((key for key in keys if len(key) == 1), "")


def _with_letter(slot: Slot, kept: Mapping[str, str]) -> Slot:
    own = "" if slot.key in kept.values() else slot.key
    return replace(slot, key=kept[slot.name] or own or NO_LETTER)


def _with_key(attribute: Attribute, names: KeyNames) -> Attribute:
    name = f"attribute.set.{attribute.name}"
    return replace(attribute, key=names.of(name)) if name in names.commands else attribute


def says_refused(refused: tuple[commands.Refused, ...]) -> str:
    """One sentence on the keys that could not be had; empty when there are none."""
    if not refused:
        return ""
    parts = [
        QCoreApplication.translate("KeyNames", "{} of “{}” (it is the key of “{}”)").format(
            key_text(one.key), one.command.label.rstrip("…"), one.holder.label.rstrip("…")
        )
        for one in refused[:_TOLD]
    ]
    if len(refused) > _TOLD:
        more = QCoreApplication.translate("KeyNames", "{} more").format(len(refused) - _TOLD)
        parts.append(more)
    told = QCoreApplication.translate("KeyNames", "Keys left out: {}.")
    return told.format(", ".join(parts))


_TOLD = 3  # refused keys that are named one by one
