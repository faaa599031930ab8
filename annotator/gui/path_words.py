"""Paths as they are shown: short where they lie in the user's own folder."""

from __future__ import annotations

import os
from pathlib import Path


def path_words(path: Path) -> str:
    """A path with ~ for the user's own folder, where that is the custom."""
    if os.sep != "/":
        return str(path)
    home = Path.home()
    if path == home or not path.is_relative_to(home):
        return str(path)
    return f"~/{path.relative_to(home)}"
