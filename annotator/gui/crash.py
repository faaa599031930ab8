"""When the program has a bug: the work is kept, what happened is said, a report can be copied."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from annotator import __version__
from annotator.domain.errors import KnownError
from annotator.log import get_logger

Said = Callable[[str, str], None]  # a sentence, and a report (empty for known errors)


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


def sentence(error: BaseException) -> str:
    """What is said of a bug."""
    return (
        f"Something went wrong in the program ({type(error).__name__}). Every edit shown as saved"
        " is safe. You can go on; if it happens again, restart and send us the report."
    )


def report(error: BaseException) -> str:
    """A report to send: versions and where it happened, no text of any article."""
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    system = f"annotator {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return f"{system}\n\n{''.join(lines)}"
