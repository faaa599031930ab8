"""Commands that are groups of subcommands, each a module of the group's package."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from annotator.cli import Command, Outcome, add_json


@dataclass(frozen=True)
class Subcommands:
    """The subcommands of one package: in the order of the help, name and module."""

    package: str
    modules: Mapping[str, str]

    def load(self, name: str) -> Command:
        """The module of a subcommand; it has the shape of a command's."""
        return cast("Command", importlib.import_module(f"{self.package}.{self.modules[name]}"))

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the subcommands with their arguments."""
        commands = parser.add_subparsers(metavar="SUBCOMMAND", dest="subcommand", required=True)
        for name in self.modules:
            module = self.load(name)
            sub = commands.add_parser(name, help=module.HELP, description=module.HELP)
            module.add_arguments(sub)
            add_json(sub)

    def run(self, args: argparse.Namespace) -> Outcome:
        """Run the subcommand."""
        return self.load(args.subcommand).run(args)
