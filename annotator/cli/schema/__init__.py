"""``annotator schema``: what is done with codebooks, one module for each subcommand.

A subcommand's module has the same shape as a command's: ``HELP``, ``add_arguments`` and ``run``.
"""

from __future__ import annotations

from annotator.cli.subcommands import Subcommands

HELP = "codebooks: to and from a spreadsheet, checked, reworded, printed, updated"

SUBCOMMANDS = {
    "to-xlsx": "to_xlsx",
    "from-xlsx": "from_xlsx",
    "check": "check",
    "reword": "reword",
    "handbook": "handbook",
    "update": "update",
}
_GROUP = Subcommands(__name__, SUBCOMMANDS)
load, add_arguments, run = _GROUP.load, _GROUP.add_arguments, _GROUP.run
