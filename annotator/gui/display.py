"""Whether a window can be shown at all, tried in a child process.

Qt ends the whole process when a display does not open or a system library is missing, past any
``except``; so a child tries first and its death is read.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from dataclasses import dataclass

_TRY = """
import sys
from PySide6.QtWidgets import QApplication
application = QApplication(sys.argv[:1])
sys.stdout.write("opened:" + application.platformName())
"""
_TIMEOUT = 30  # seconds

# System libraries that Qt needs on Linux and the Debian packages that hold them.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


@dataclass(frozen=True)
class Display:
    """What became of the try: ``problem`` is empty when a window can be shown."""

    problem: str = ""
    platform: str = ""


def try_display() -> Display:
    """Open and close a Qt application in a child process."""
    if sys.platform.startswith("linux") and not _named():
        return Display("No display is set (neither DISPLAY nor WAYLAND_DISPLAY).")
    return _try(dict(os.environ))


def try_offscreen() -> Display:
    """The same without a display: whether Qt can paint into pictures here."""
    return _try({**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def _named() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


def _try(environment: dict[str, str]) -> Display:
    try:
        child = subprocess.run(  # noqa: S603 - our own interpreter and program
            [sys.executable, "-c", _TRY],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_TIMEOUT,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Display(f"The display did not answer within {_TIMEOUT} seconds.")
    if child.returncode == 0 and child.stdout.startswith("opened:"):
        return Display(platform=child.stdout.removeprefix("opened:"))
    return Display(explain(child.stderr, environment))


def explain(output: str, environment: dict[str, str]) -> str:
    """One sentence for why Qt could not start, from what it printed as it ended."""
    missing = missing_library(output)
    if missing:
        package = LIBRARIES.get(missing, "")
        hint = f": install it with “sudo apt-get install {package}”" if package else ""
        return f"The system library {missing} is missing{hint} (Debian and Ubuntu)."
    if "could not connect to display" in output or "Failed to create wl_display" in output:
        name = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY") or ""
        return f"The display “{name}” does not open: check DISPLAY, or start from the desktop."
    last = output.strip().splitlines()[-1:] or ["no message"]
    return f"Qt could not open a window ({last[0][:200]})."


def missing_library(output: str) -> str:
    """The first library that Qt's message names as missing, or that does not load here."""
    for name in LIBRARIES:
        if f"{name}: " in output:  # "cannot open shared object file", "file too short"
            return name
    if not sys.platform.startswith("linux") or "xcb" not in output:
        return ""
    return next((name for name in LIBRARIES if not _loads(name)), "")


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
