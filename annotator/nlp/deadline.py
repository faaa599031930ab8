"""A limit on how long one piece of work may take before the process ends itself."""

from __future__ import annotations

import faulthandler
import sys


class Deadline:
    """Ends this process when a block takes longer than some seconds, even inside C code.

    Blocks must not be nested.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        faulthandler.dump_traceback_later(self.seconds, exit=True, file=sys.stderr)

    def __exit__(self, *_: object) -> None:
        faulthandler.cancel_dump_traceback_later()
