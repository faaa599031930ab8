"""``annotator dictionary``: names and what they stand for, one module for each subcommand.

A subcommand's module has the same shape as a command's: ``HELP``, ``add_arguments`` and ``run``.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Mapping
from typing import cast

from annotator.cli import Command, Outcome, add_json

HELP = "dictionaries of names: imported, exported, listed"

# Subcommand by subcommand, in the order of the help: its name and the module that holds it.
SUBCOMMANDS: Mapping[str, str] = {"import": "import_", "export": "export", "list": "list_"}


def load(name: str) -> Command:
    """The module of a subcommand."""
    return cast("Command", importlib.import_module(f"{__name__}.{SUBCOMMANDS[name]}"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the subcommands with their arguments."""
    commands = parser.add_subparsers(metavar="SUBCOMMAND", dest="subcommand", required=True)
    for name in SUBCOMMANDS:
        module = load(name)
        sub = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.add_arguments(sub)
        add_json(sub)


def run(args: argparse.Namespace) -> Outcome:
    """Run the subcommand."""
    return load(args.subcommand).run(args)
