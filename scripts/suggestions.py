"""Measure what is suggested, from scratch, on files with what people coded.

uv run python scripts/suggestions.py --events EVENTS.jsonl --places PLACES.jsonl --dates DATES.tsv
uv run python scripts/suggestions.py --learn     with and without the coder's own history

Without a file, those in ../shared/gold are taken where that folder is there.
"""

from __future__ import annotations

import argparse
import json
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; 2 when a file cannot be read."""
    args = _parser().parse_args(argv)
    warnings.simplefilter("ignore")
    given = [*args.events, *args.places, *args.dates]
    files = _Files(args.events, args.places, args.dates) if given else _Files.shared()
    if not files.any():
        print("No file was given, and ../shared/gold is not there.", file=sys.stderr)
        return 2
    try:
        figures = dict(_learned(files, args) if args.learn else _figures(files, args))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps(figures, indent=1))
    else:
        _print(figures)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("events", "places", "dates"):
        parser.add_argument(f"--{name}", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--pipeline", default="", help="an installed spaCy pipeline")
    parser.add_argument("--schema", default="cameo", help="a schema that comes with the program")
    parser.add_argument("--learn", action="store_true", help="code the events in order and learn")
    parser.add_argument("--json", action="store_true", help="figures alone, as JSON")
    return parser


class _Files:
    def __init__(self, events: list[Path], places: list[Path], dates: list[Path]) -> None:
        self.events, self.places, self.dates = events, places, dates

    @classmethod
    def shared(cls) -> _Files:
        """The files of the optional folder, as far as they are there."""
        names = (("events.jsonl",), ("places.jsonl",), ("dates_news.tsv", "dates_timex.tsv"))
        return cls(*([p for n in group if (p := GOLD / n).is_file()] for group in names))

    def any(self) -> bool:
        return bool(self.events or self.places or self.dates)


def _figures(files: _Files, args: argparse.Namespace) -> Iterator[tuple[str, float]]:
    from suggesting import dates, events, places, speed  # noqa: PLC0415 - heavy
    from suggesting.gold import reader_for  # noqa: PLC0415

    for path in files.dates:
        yield from dates.measure(path).items()
    if not files.events and not files.places:
        return
    reader = reader_for(args.schema, args.pipeline)
    for path in files.events:
        yield from events.measure(path, reader).items()
    for path in files.places:
        yield from places.measure(path, reader.nlp).items()
    texts = [text for path in (*files.places, *files.events) for text in _texts(path)]
    yield from speed.measure(texts, reader, args.pipeline).items()


def _learned(files: _Files, args: argparse.Namespace) -> Iterator[tuple[str, float]]:
    from suggesting import learning  # noqa: PLC0415 - heavy
    from suggesting.gold import reader_for  # noqa: PLC0415

    reader = reader_for(args.schema, args.pipeline)
    for path in files.events:
        yield from learning.measure(path, reader).items()


def _texts(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line.strip()]


def _print(figures: dict[str, float]) -> None:
    from suggesting import dates, events, learning, places, speed  # noqa: PLC0415

    meant: dict[str, str] = {}
    for module in (dates, events, places, speed, learning):
        meant |= module.DEFINITIONS
    for name, value in figures.items():
        print(f"{name:24} {value:7.3f}  {meant.get(name, '')}")


if __name__ == "__main__":
    sys.exit(main())
