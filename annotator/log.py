"""Named loggers; messages go to standard error when ANNOTATOR_LOG names a level."""

from __future__ import annotations

import logging
import os


def get_logger(name: str) -> logging.Logger:
    """The program's logger of that name, below ``annotator``."""
    return logging.getLogger(f"annotator.{name}")


def set_up() -> None:
    """Show messages of the level that the environment variable ANNOTATOR_LOG names, if any."""
    level = os.environ.get("ANNOTATOR_LOG", "")
    if not level:
        logging.getLogger("annotator").addHandler(logging.NullHandler())
        return
    logging.basicConfig(
        format="%(asctime)s %(name)s %(levelname)s: %(message)s",
        level=logging.getLevelNamesMapping().get(level.upper(), logging.INFO),
    )
