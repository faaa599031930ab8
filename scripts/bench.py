"""Measure the budgets: each figure as a ratio against the bare thing, in the same run.

uv run python scripts/bench.py                     everything, in about twelve minutes
uv run python scripts/bench.py --only next edit    some groups of rows
uv run python scripts/bench.py --quick             tiny sizes: does it run? The figures say nothing
uv run python scripts/bench.py --json              {"rows": [{"name", "ours", "bare", ...}]}

Milliseconds are medians of ten, taken in turns with the bare thing, so that what else the
computer does weighs on both. Nothing fails here: a figure is read, not asserted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_LOGGING_RULES"] = "default.warning=false"  # what the offscreen platform cannot do


def main() -> int:
    """Measure what was asked for and print it."""
    from benchmarks.groups import GROUPS  # noqa: PLC0415 - the display is chosen before Qt loads

    args = _parser(list(GROUPS)).parse_args()
    rows = []
    with tempfile.TemporaryDirectory(prefix="annotator-bench-") as folder:
        _stay_inside(Path(folder))
        from benchmarks.place import QUICK, Place, Sizes  # noqa: PLC0415 - after _stay_inside

        place = Place(Path(folder), (QUICK if args.quick else Sizes()).scaled(args.scale))
        for name in args.only or GROUPS:
            begun = time.perf_counter()
            found = GROUPS[name](place)
            rows += found
            took = time.perf_counter() - begun
            print(f"{name}: {took:.0f} s", file=sys.stderr, flush=True)
            if not args.json:
                print("\n".join(map(str, found)), flush=True)
        place.close()
    if args.json:
        print(json.dumps({"rows": [row.as_data() for row in rows]}, ensure_ascii=False))
    return 0


def _parser(groups: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")
    parser.add_argument("--quick", action="store_true", help="tiny sizes, three samples")
    parser.add_argument("--scale", type=float, default=1.0, help="of the large sizes, e.g. 0.1")
    parser.add_argument("--only", nargs="+", choices=groups, metavar="NAME", help=", ".join(groups))
    return parser


def _stay_inside(folder: Path) -> None:
    """Let settings, kept copies and temporary files of ours and of children lie in one folder."""
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    # as where the program is installed: what was compiled once is not compiled at every start
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    scratch = folder / "tmp"
    scratch.mkdir()
    os.environ["TMPDIR"] = os.environ["SQLITE_TMPDIR"] = str(scratch)
    tempfile.tempdir = str(scratch)


if __name__ == "__main__":
    sys.exit(main())
