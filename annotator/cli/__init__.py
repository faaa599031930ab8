"""The command line: one module per command, and the frame they all run in.

A command module has ``HELP`` (one line), ``add_arguments(parser)`` and ``run(args) -> Outcome``.
Only the module of the command that was asked for is imported, so that starting the window loads
no other. The frame adds ``--json`` to each, prints what ``run`` returns, and turns errors into
one sentence on standard error and an exit status: 0 done, 2 the request could not be done,
130 interrupted, 141 nobody reads our output, 1 a bug in the program.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn, Protocol, cast

from annotator import __version__, log
from annotator.domain.errors import KnownError

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

DONE, BUG, REFUSED, INTERRUPTED, NOBODY_READS = 0, 1, 2, 130, 141

# Command by command, in the order of the help: its name and the module that holds it.
COMMANDS: Mapping[str, str] = {
    "demo": "demo",
    "new": "new",
    "import": "import_",
    "highlight": "highlight",
    "unaided": "unaided",
    "assign": "assign",
    "pack": "pack",
    "merge": "merge",
    "status": "status",
    "open": "open_",
    "export": "export",
    "questions": "questions",
    "agreement": "agreement",
    "check": "check",
    "schema": "schema",
    "dictionary": "dictionary",
}
WITHOUT_COMMAND = "open"  # what ``annotator`` alone does


@dataclass(frozen=True)
class Outcome:
    """What a command did: ``data`` for ``--json``, ``text`` for people."""

    text: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    status: int = DONE
    complaint: str = ""  # a sentence for standard error that goes with a status other than 0


class Command(Protocol):
    """What every command module has."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments, without ``--json``."""

    def run(self, args: argparse.Namespace) -> Outcome:
        """Do it; raises KnownError with a sentence when it cannot be done."""


class UsageError(KnownError):
    """The command line itself could not be understood."""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints take the same way as every other known error."""

    def error(self, message: str) -> NoReturn:
        text = message[:1].upper() + message[1:].rstrip(".")
        raise UsageError(f"{text}. “{self.prog} --help” lists what can be given.")

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Print help and version; argparse itself would keep quiet about a full disk."""
        (file or sys.stderr).write(message)


def main(argv: Sequence[str]) -> int:
    """Run one command line (without the program's name) and return the exit status."""
    log.set_up()
    _make_output_safe()
    try:
        status = _run(list(argv))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return NOBODY_READS
    except OSError as error:  # standard output is a file on a full disk, say
        print(f"annotator: {_os_sentence(error)}", file=sys.stderr)
        _forget_output()
        return REFUSED
    return status


def load(name: str) -> Command:
    """The module of a command."""
    return cast("Command", importlib.import_module(f"annotator.cli.{COMMANDS[name]}"))


def parser(asked_for: str | None) -> argparse.ArgumentParser:
    """The parser of a command line; without a command, of all of them (for the help)."""
    top = _Parser(prog="annotator", description="Code political events in news articles.")
    top.add_argument("--version", action="version", version=f"annotator {__version__}")
    add_json(top)
    commands = top.add_subparsers(metavar="COMMAND", dest="command")
    for name in COMMANDS:
        if asked_for in (None, name):
            module = load(name)
            sub = commands.add_parser(name, help=module.HELP, description=module.HELP)
            module.add_arguments(sub)
            add_json(sub)
        else:
            commands.add_parser(name)
    return top


def add_json(target: argparse.ArgumentParser) -> None:
    """Let a command or subcommand be asked for JSON."""
    target.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="print one JSON object on standard output and nothing else",
    )


def _run(argv: list[str]) -> int:
    as_json = "--json" in argv
    try:
        outcome = _obey(argv, as_json=as_json)
    except SystemExit as stop:  # --help and --version have printed and end here
        return stop.code if isinstance(stop.code, int) else DONE
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except KnownError as error:
        outcome = _refusal(str(error))
    except OSError as error:
        outcome = _refusal(_os_sentence(error))
    except Exception as error:  # noqa: BLE001 - the last door: a bug gets a sentence as well
        outcome = _bug(error)
    _show(outcome, as_json=as_json)
    return outcome.status


def _obey(argv: list[str], *, as_json: bool) -> Outcome:
    words = [word for word in argv if not word.startswith("-")]
    if not words and not {"-h", "--help", "--version"}.intersection(argv):
        argv, words = [WITHOUT_COMMAND, *argv], [WITHOUT_COMMAND]
    known = words[0] if words and words[0] in COMMANDS else None
    args = parser(known).parse_args(argv)
    quiet = contextlib.redirect_stdout(sys.stderr) if as_json else contextlib.nullcontext()
    with quiet:
        return load(args.command).run(args)


def _refusal(sentence: str) -> Outcome:
    return Outcome("", {"error": sentence}, REFUSED, sentence)


def _os_sentence(error: OSError) -> str:
    what = error.strerror or str(error) or type(error).__name__
    where = f" ({os.fspath(error.filename)})" if isinstance(error.filename, str) else ""
    return f"The system refused a file operation: {what}{where}. Mend that and run it again."


def _bug(error: Exception) -> Outcome:
    log.get_logger("cli").error("unexpected error", exc_info=error)
    sentence = (
        f"A mistake in the program stopped it ({type(error).__name__}: {error}). Please report"
        " it; with the environment variable ANNOTATOR_LOG=debug the command prints the details."
    )
    return Outcome("", {"error": sentence}, BUG, sentence)


def _show(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(outcome.data))
    elif outcome.text:
        print(outcome.text)
    if outcome.complaint:
        sys.stdout.flush()
        print(f"annotator: {outcome.complaint}", file=sys.stderr)


def _make_output_safe() -> None:
    """Let no character of a title or path break printing, whatever the terminal's encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _forget_output() -> None:
    """Point standard output at nothing, so that the interpreter's last flush does not complain."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
