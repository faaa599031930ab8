"""``annotator dictionary``: names and what they stand for, one module for each subcommand.

A subcommand's module has the same shape as a command's: ``HELP``, ``add_arguments`` and ``run``.
"""

from __future__ import annotations

from annotator.cli.subcommands import Subcommands

HELP = "dictionaries of names: imported, exported, listed"

SUBCOMMANDS = {"import": "import_", "export": "export", "list": "list_"}
_GROUP = Subcommands(__name__, SUBCOMMANDS)
load, add_arguments, run = _GROUP.load, _GROUP.add_arguments, _GROUP.run
