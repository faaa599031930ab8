"""When the program has a bug: the work is kept, what happened is said, a report can be copied."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import PurePath
from types import TracebackType

from PySide6.QtCore import QCoreApplication

from annotator import __version__
from annotator.domain.errors import KnownError
from annotator.log import get_logger

Said = Callable[[str, str], None]  # a sentence, and a report (empty for known errors)

# Errors whose message Python itself words, of names and types: it cannot quote an article.
_WORDED_BY_PYTHON = (AttributeError, NameError, TypeError, ImportError, ArithmeticError)


def install(say: Said) -> None:
    """Let nothing that is raised in a slot end the window: say it instead."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        get_logger("gui").error("unexpected error", exc_info=(kind, error, trace))
        if isinstance(error, KnownError):
            say(str(error), "")
        else:
            say(sentence(error), report(error))

    sys.excepthook = hook


def hand_on(error: BaseException) -> None:
    """Raise what a task beside the window failed with, so that it is said like any other bug."""
    raise error


def sentence(error: BaseException) -> str:
    """What is said of a bug."""
    return QCoreApplication.translate(
        "crash",
        "Something went wrong in the program ({}). Every edit shown as saved is safe. You can go"
        " on; if it happens again, restart and send us the report.",
    ).format(type(error).__name__)


def sentence_at_start(error: BaseException) -> str:
    """What is said of a bug that kept the window from opening."""
    return QCoreApplication.translate(
        "crash",
        "The window could not open: something is wrong in the program ({}). Your projects are as"
        " they were. Please send us the report.",
    ).format(type(error).__name__)


def report(error: BaseException) -> str:
    """A report to send: versions and where it happened, no text of any article, no folder."""
    return "\n".join([system(), "", *_chain(error), ""])


def system() -> str:
    """Program, Python and platform with their versions."""
    return f"annotator {__version__}, Python {platform.python_version()}, {platform.platform()}"


def _chain(error: BaseException) -> Iterator[str]:
    """The error and those it came of, the first of them first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _chain(before)
        yield "then"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {inside(frame.filename)}:{frame.lineno} in {frame.name}"
    message = f": {error}" if isinstance(error, _WORDED_BY_PYTHON) else ""
    yield f"{type(error).__name__}{message}"


def inside(filename: str) -> str:
    """A file of the program or of a library without the folders of this machine."""
    parts = PurePath(filename.replace("\\", "/")).parts
    for start in ("site-packages", "annotator"):
        if start in parts:
            at = len(parts) - 1 - parts[::-1].index(start)
            return "/".join(parts[at + (start == "site-packages") :])
    return parts[-1] if parts else filename
