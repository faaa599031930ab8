"""Which keys a coder has chosen: given, taken away, put back, and what stands against it."""

from __future__ import annotations

from collections.abc import Callable

from annotator.domain.schema import Schema
from annotator.gui import commands
from annotator.gui.commands import Chosen, Command, Refused, overlap
from annotator.gui.key_presses import canonical, twins, unfit

Keys = tuple[str, ...]


def readable(chosen: Chosen) -> Chosen:
    """What was remembered, without what is no key."""
    spelt = {name: tuple(map(canonical, keys)) for name, keys in chosen.items()}
    kept = {name: tuple(filter(None, keys)) for name, keys in spelt.items()}
    return {name: keys for name, keys in kept.items() if keys or not chosen[name]}


def without(chosen: Chosen, refused: tuple[Refused, ...]) -> Chosen:
    """What was chosen, without what cannot be had."""
    lost = {(one.command.id, one.key) for one in refused}
    left = {
        name: tuple(key for key in keys if (name, key) not in lost) for name, keys in chosen.items()
    }
    return {name: keys for name, keys in left.items() if keys or not chosen[name]}


class KeyChoice:
    """The chosen keys of one coder; every change is told at once and can be taken back."""

    def __init__(
        self, schema: Schema | None, chosen: Chosen, tell: Callable[[Chosen], object]
    ) -> None:
        self._own = commands.in_force(schema)[0]
        self._schema, self._tell = schema, tell
        self.chosen = dict(chosen)
        self._before: list[dict[str, Keys]] = []
        self._read()

    def _read(self) -> None:
        self.commands, self.refused = commands.in_force(self._schema, self.chosen)

    @property
    def can_take_back(self) -> bool:
        """Whether anything was changed since the page was opened."""
        return bool(self._before)

    def is_changed(self, command_id: str) -> bool:
        """Whether a command has other keys than those of the table."""
        return self.commands[command_id].keys != self._own[command_id].keys

    @property
    def changed(self) -> tuple[Command, ...]:
        """The commands whose keys are not those of the table."""
        return tuple(c for c in self.commands.values() if self.is_changed(c.id))

    def problem(self, command_id: str, key: str) -> str:
        """Why a key can be no command's of this kind; empty when it can."""
        return unfit(key, self.commands[command_id].where)

    def holder(self, command_id: str, key: str) -> Command | None:
        """The other command that has a key already where this one would have it."""
        where = self.commands[command_id].where
        wanted = set(twins(key))
        return next(
            (
                other
                for other in self.commands.values()
                if other.id != command_id
                and wanted & set(other.keys)
                and overlap(other.where, where)
            ),
            None,
        )

    def give(self, command_id: str, key: str, instead_of: str = "") -> None:
        """Give a command a key, in the place of another of its keys; whoever had it loses it."""
        keys = self.commands[command_id].keys
        old = set(twins(instead_of)) if instead_of else set()
        new = [k for k in keys if k not in old and k not in twins(key)]
        place = next((at for at, k in enumerate(keys) if k in old), len(new))
        new[place:place] = twins(key)
        self._change({**self._without(command_id, (key,)), command_id: tuple(new)})

    def take_away(self, command_id: str, key: str) -> None:
        """Let a command have a key no longer."""
        gone = twins(key)
        left = tuple(k for k in self.commands[command_id].keys if k not in gone)
        self._change({**self.chosen, command_id: left})

    def reset(self, command_id: str) -> None:
        """Give a command the table's keys back; whoever has them loses them."""
        keys = self._own[command_id].keys
        self._change({**self._without(command_id, keys), command_id: keys})

    def reset_all(self) -> None:
        """Give every command the table's keys back."""
        self._change({name: keys for name, keys in self.chosen.items() if name not in self._own})

    def load(self, read: Chosen) -> tuple[tuple[str, ...], tuple[Refused, ...]]:
        """Take a whole set; the ids that are no command's here, and the keys refused."""
        known = {name: keys for name, keys in read.items() if name in self._own}
        fit = {name: self._fit(name, keys) for name, keys in known.items()}
        others = {name: keys for name, keys in self.chosen.items() if name not in self._own}
        refused = commands.in_force(self._schema, fit)[1]
        self._change({**others, **fit})
        return tuple(name for name in read if name not in self._own), refused

    def take_back(self) -> None:
        """Undo the last change."""
        if self._before:
            self._set(self._before.pop())

    def _fit(self, command_id: str, keys: Keys) -> Keys:
        where = self._own[command_id].where
        spelt = (key for key in map(canonical, keys) if key and not unfit(key, where))
        return tuple(dict.fromkeys(twin for key in spelt for twin in twins(key)))

    def _without(self, command_id: str, keys: Keys) -> dict[str, Keys]:
        """The choice in which no other command has these keys where this one would have them."""
        left = dict(self.chosen)
        gone = {twin for key in keys for twin in twins(key)}
        where = self.commands[command_id].where
        for other in self.commands.values():
            if other.id != command_id and gone & set(other.keys) and overlap(other.where, where):
                left[other.id] = tuple(key for key in other.keys if key not in gone)
        return left

    def _change(self, chosen: dict[str, Keys]) -> None:
        self._before.append(self.chosen)
        self._set(chosen)

    def _set(self, chosen: dict[str, Keys]) -> None:
        """Keep what differs from the table and can be had, and tell it."""
        made, _ = commands.in_force(self._schema, chosen)
        self.chosen = {
            name: made[name].keys if name in made else keys
            for name, keys in chosen.items()
            if name not in made or made[name].keys != self._own[name].keys
        }
        self._read()
        self._tell(self.chosen)
