"""Code the events of a file through the real window by keys alone, and count the keys.

uv run python scripts/keystrokes.py GOLD.jsonl [--unaided] [--json] [--show]

An event counts as reproduced (exact_share) when, in the closed file, its sources and targets have
the words and the codes wanted and there are no others, and code, reciprocity and location (place
and date where the file has them) are as wanted; of the action some words of the coded ones are
enough (whole_action_share: all of them). Letters of codes count whatever their case. Each key
press is one key, a chord too, and so is going to the next article. The window has the size of a
small laptop's screen. A correction is a value that was stored and had to be changed or removed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keystroking.coder import Tally

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Code every event of the files and print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\nAn event")[0],
        epilog=__doc__.split("\n\n", 2)[2],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("gold", type=Path, nargs="+", help="coded texts: .jsonl or codings .json")
    parser.add_argument("--unaided", action="store_true", help="without any suggestion")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--show", action="store_true", help="watch it on the screen")
    parser.add_argument("--schema", default="cameo", help="schema to code by")
    parser.add_argument("--each", action="store_true", help="first a line for each event")
    parser.add_argument("--log", type=Path, help="write the keys to a file")
    parser.add_argument("--replay", type=Path, help="press the keys of such a file by xdotool")
    args = parser.parse_args()
    if not (args.show or args.replay):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = folder
        try:
            return press_again(args, Path(folder)) if args.replay else press(args, Path(folder))
        except (OSError, RuntimeError, ValueError) as error:
            print(error, file=sys.stderr)
            return 2


def press(args: argparse.Namespace, folder: Path) -> int:
    """Find the keys, press them, and say what came of it."""
    from keystroking import run, wanted  # noqa: PLC0415 - after the platform is set

    coded = wanted.read_all(args.gold)
    done = run.code(
        coded,
        folder,
        schema=args.schema,
        aided=not args.unaided,
        slowly=0.25 if args.show else 0.0,
        log=args.log,
    )
    for tally in done.tallies if args.each else ():
        exact = "" if tally.exact else "NOT EXACT"
        print(tally.keys, tally.article, tally.route, exact, " ".join(tally.pressed))
    figures = summary(done.tallies, done.mouse)
    tell(figures, as_json=args.json)
    for name in () if args.json else sorted(done.skipped):
        print(f"not looked at: {name}")
    return 0 if figures["exact_share"] == 1 and not figures["mouse"] else 1


def press_again(args: argparse.Namespace, folder: Path) -> int:
    """Press the keys of a log in a fresh window, and say how many events they made."""
    from keystroking import replay, wanted  # noqa: PLC0415 - after the platform is set

    coded = wanted.read_all(args.gold)
    made = replay.replay(args.replay, coded, folder, schema=args.schema, aided=not args.unaided)
    events = sum(len(text.events) for text in coded.texts)
    tell({"events": events, "exact_share": round(made / events, 4)}, as_json=args.json)
    return 0 if made == events else 1


def tell(figures: Mapping[str, float], *, as_json: bool) -> None:
    """Print figures, a line each or as one object."""
    if as_json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:20} {value}" for name, value in figures.items()))


def summary(tallies: list[Tally], mouse: int) -> dict[str, float]:
    """The figures of all events together."""
    keys = sorted(tally.keys for tally in tallies)
    share = sum(tally.exact for tally in tallies) / len(tallies)
    return {
        "events": len(tallies),
        "exact_share": round(share, 4),
        "keys_median": statistics.median(keys),
        "keys_mean": round(statistics.mean(keys), 2),
        "keys_p90": keys[min(len(keys) - 1, round(0.9 * len(keys)))],
        "mouse": mouse,
        "corrections": sum(tally.corrections for tally in tallies),
        "whole_action_share": round(sum(t.whole_action for t in tallies) / len(tallies), 4),
    }


if __name__ == "__main__":
    sys.exit(main())
