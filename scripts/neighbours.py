"""List neighbouring codes that do not name each other where they say when to use them.

    uv run python scripts/neighbours.py [SCHEMA.json] [--json]

A code that another one names behind an arrow, in "use when" or "not this when", must name it
back; of CAMEO so must the pairs in scripts/cameo/neighbours.tsv, such as asking and demanding the
same thing. Exit status 1 when a pair is left.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path

from annotator.domain import schema_file
from annotator.domain.wording import one_sided
from annotator.resources import schema_path

PAIRS = Path(__file__).resolve().parent / "cameo" / "neighbours.tsv"
DEFAULT = "cameo"


def main() -> int:
    """Print every pair with both labels."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("schema", nargs="?", type=Path, help="default: CAMEO with its own pairs")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    args = parser.parse_args()
    schema = schema_file.load(args.schema or schema_path(DEFAULT))
    codes = schema.code_list(schema.slot(schema.code_slot).code_list)
    found = one_sided(codes, () if args.schema else pairs())
    if args.json:
        print(json.dumps({"schema": schema.name, "pairs": found}))
    else:
        for code, other in found:
            names = (f"{c} {entry.label}" if (entry := codes.get(c)) else c for c in (code, other))
            print(" does not name ".join(names))
        print("none" if not found else f"{len(found)} left")
    return 1 if found else 0


def pairs() -> list[tuple[str, str]]:
    """The pairs of CAMEO that have to be told apart from both sides."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [(row["code"], row["neighbour"]) for row in csv.DictReader(file, delimiter="\t")]


if __name__ == "__main__":
    sys.exit(main())
