"""Everything a user can ask for, as one table: menus, keys, palette and help are made from it."""

from annotator.gui.commands.command import MENUS, Chosen, Command, Refused, Where, overlap
from annotator.gui.commands.registry import COMMANDS, in_force, slot_commands, table

__all__ = [
    "COMMANDS",
    "MENUS",
    "Chosen",
    "Command",
    "Refused",
    "Where",
    "in_force",
    "overlap",
    "slot_commands",
    "table",
]
