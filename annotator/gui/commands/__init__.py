"""Everything a user can ask for, as one table: menus, keys, palette and help are made from it."""

from annotator.gui.commands.command import MENUS, Command, Where
from annotator.gui.commands.registry import COMMANDS, slot_commands, table

__all__ = ["COMMANDS", "MENUS", "Command", "Where", "slot_commands", "table"]
