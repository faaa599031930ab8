"""Paint the gallery: every state of the real window, light and dark.

    uv run python scripts/screenshots.py [FOLDER] [--zoom 150] [--size 1366x768] [--only NAME]

Without a folder only the pictures are painted that the README shows, where it looks for them.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from pathlib import Path

from gallery import IN_README, STATES
from gallery.projects import make_projects
from gallery.stage import Stage
from PySide6.QtCore import QSize

from annotator.gui.app import make_application

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "pictures"
LOOKS = ("light", "dark")
_SCREEN = {"x": 0, "y": 0, "width": 2560, "height": 1440, "dpr": 1, "logicalDpi": 96}


def main() -> int:
    """Paint the states asked for in both looks; 1 when one of them could not be painted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="where all states are painted")
    parser.add_argument("--zoom", type=int, default=100, help="size of everything, per cent")
    parser.add_argument("--size", type=_size, default=(1440, 900), help="of the window")
    parser.add_argument("--only", default="", help="names of states, with commas between them")
    args = parser.parse_args()
    unknown = set(_asked(args.only)) - set(STATES)
    if unknown:
        parser.error(f"no state is called {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as home:
        _set_up(Path(home))
        return _paint_all(Path(home), args)


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d+)x(\d+)", text)
    if found is None:
        raise argparse.ArgumentTypeError("write the size as 1366x768")
    return int(found[1]), int(found[2])


def _asked(names: str) -> list[str]:
    """The names between commas."""
    return [name for name in names.split(",") if name]


def _set_up(home: Path) -> None:
    """A screen that nobody sees, and folders that are nobody's."""
    screen = home / "screen.json"
    screen.write_text(json.dumps({"screens": [{"name": "gallery", **_SCREEN}]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        os.environ[name] = str(home)


def _paint_all(home: Path, args: argparse.Namespace) -> int:
    make_application()
    folder: Path = args.folder or PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    only = _asked(args.only)
    names = [n for n in STATES if n in only or (not only and (args.folder or n in IN_README))]
    make_projects(home)
    failed = 0
    for name in names:
        for look in LOOKS:
            target = folder / f"{name}-{look}.png"
            problem = _paint(home, name, target, look=look, zoom=args.zoom, size=args.size)
            failed += bool(problem)
            print(f"{target}: {problem}" if problem else target, flush=True)
    return 1 if failed else 0


def _paint(
    home: Path, name: str, target: Path, *, look: str, zoom: int, size: tuple[int, int]
) -> str:
    """Bring a fresh window into a state and save what it shows; what went wrong, or nothing."""
    folder = home / target.stem
    folder.mkdir()
    stage = Stage(folder, home, target, look=look, zoom=zoom, size=QSize(*size))
    try:
        STATES[name](stage)
        stage.take()
    except (LookupError, TimeoutError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    finally:
        stage.close()
    return ""


if __name__ == "__main__":
    sys.exit(main())
