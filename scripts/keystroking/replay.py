"""Press the keys of a log again, through the display server, in a fresh visible window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from keystroking import project, wanted
from keystroking.hands import SCREEN, quiet_settings
from keystroking.run import matched

_NAMES = {
    "'": "apostrophe",
    '"': "quotedbl",
    "/": "slash",
    ".": "period",
    ",": "comma",
    ";": "semicolon",
    "[": "bracketleft",
    "]": "bracketright",
    "{": "braceleft",
    "}": "braceright",
    "<": "less",
    ">": "greater",
    "(": "parenleft",
    ")": "parenright",
    "-": "minus",
    "=": "equal",
    "+": "plus",
    "!": "exclam",
    "?": "question",
    " ": "space",
    "Space": "space",
    "Backspace": "BackSpace",
    "Ctrl": "ctrl",
    "Shift": "shift",
    "Alt": "alt",
}
_TOGETHER = 8  # keys sent at once
_PAUSE = 0.35  # seconds after an article is finished


def replay(log: Path, coded: wanted.Coded, folder: Path, *, schema: str, aided: bool) -> int:
    """How many of the events the keys make once more, in a window that sees them from xdotool.

    Needs a display (``DISPLAY``) and xdotool. Raises RuntimeError when no window comes up.
    """
    path = folder / "replayed.db"
    project.make(path, coded.texts, schema=schema, aided=aided)
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": str(folder)}
    settings = quiet_settings(folder / "annotator" / "annotator.ini")
    settings.sync()
    window = subprocess.Popen(
        [sys.executable, "-m", "annotator", "open", str(path), "--coder", project.CODER],
        env=environment,
    )
    try:
        name = _find()
        for keys in _portions(log):
            _send("key", "--clearmodifiers", "--delay", "45", *keys)
            time.sleep(_PAUSE)
        _send("key", "ctrl+q")
        window.wait(timeout=30)
    finally:
        if window.poll() is None:
            window.terminate()
            window.wait(timeout=10)
    assert name
    return matched(path, coded.texts)


def _find() -> str:
    """The window's number, once it is there, with the keyboard on it."""
    for _ in range(120):
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "Keystrokes"],
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        if found:
            time.sleep(1.5)
            _send("windowsize", found[0], str(SCREEN.width()), str(SCREEN.height()))
            _send("windowfocus", "--sync", found[0])
            time.sleep(0.5)
            return found[0]
        time.sleep(0.25)
    raise RuntimeError("no window came up")


def _send(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True)


def _portions(log: Path) -> Iterator[list[str]]:
    keys: list[str] = []
    for line in log.read_text(encoding="utf-8").splitlines():
        kind, _, what = line.partition(" ")
        keys.append(_key(what) if kind == "key" else _character(what))
        if len(keys) == _TOGETHER or what in ("Ctrl+Return", "Return"):
            yield keys
            keys = []
    if keys:
        yield keys


def _key(written: str) -> str:
    """A key of the table of commands as xdotool names it."""
    parts = [written] if len(written) == 1 else written.split("+")
    named = [_NAMES.get(part, part) for part in parts]
    last = named[-1]
    named[-1] = last.lower() if len(last) == 1 else last
    return "+".join(named)


def _character(typed: str) -> str:
    return f"shift+{typed.lower()}" if typed.isupper() else _NAMES.get(typed, typed)
