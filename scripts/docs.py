"""Write the tables of the README that are made from the code, or check that they are current.

uv run python scripts/docs.py           write them
uv run python scripts/docs.py --check   exit 1 when one is out of date
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

from annotator.domain.schema import Schema
from annotator.domain.schema_text import decode
from annotator.resources import schema_path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_COLUMN = re.compile(r"^\s{4}(\w+) (?:TEXT|INTEGER|REAL)\b.*?--\s*(.+)$")
_ADDED = re.compile(
    r"ALTER TABLE (\w+) ADD COLUMN (\w+) /\* (.+?) \*/ (?:TEXT|INTEGER|REAL)\b", re.DOTALL
)
_TABLE = re.compile(r"CREATE TABLE (\w+) \((.*?)\n\) STRICT", re.DOTALL)


def main() -> int:
    """Write or check the README's tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing")
    args = parser.parse_args()
    text = README.read_text(encoding="utf-8")
    fresh = filled(text)
    if args.check:
        if fresh != text:
            print("README.md is out of date: run scripts/docs.py", file=sys.stderr)
        return int(fresh != text)
    README.write_text(fresh, encoding="utf-8")
    return 0


def filled(text: str) -> str:
    """The README's text with every made table as the code has it now."""
    for name, make in SECTIONS.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        if text.count(begin) != 1 or text.count(end) != 1:
            sys.exit(f"README.md needs exactly one “{begin}” and “{end}”")
        before, rest = text.split(begin)
        after = rest.split(end)[1]
        text = f"{before}{begin}\n{make()}\n{end}{after}"
    return text


def table(*rows: tuple[str, ...]) -> str:
    """A Markdown table; the first row is its head."""
    head, *body = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def folded(title: str, *rows: tuple[str, ...]) -> str:
    """A table of columns and meanings that unfolds under its title."""
    shown = table(("column", "meaning"), *rows)
    return f"<details><summary>{title}</summary>\n\n{shown}\n\n</details>"


def cameo() -> Schema:
    """The schema that the README describes."""
    return decode(json.loads(schema_path("cameo").read_text(encoding="utf-8")))


def keys() -> str:
    """Every command with its keys, by menu."""
    from annotator.gui import commands  # noqa: PLC0415 - Qt is not needed for the rest

    found = commands.table(cameo()).values()
    parts = []
    for menu in commands.MENUS:
        rows = [
            (" or ".join(f"`{key}`" for key in command.keys), command.label.rstrip("…"))
            for command in found
            if command.menu == menu and command.keys
        ]
        if rows:
            parts.append(f"**{menu}**\n\n{table(('key', 'what it does'), *rows)}")
    return "\n\n".join(parts)


def tables() -> str:
    """Every table of a project file with its columns, from the comments in its own layout."""
    from annotator.storage.tables import MIGRATIONS  # noqa: PLC0415

    parts = []
    layout = "".join(migration.sql for migration in MIGRATIONS)
    for migration in MIGRATIONS:
        for name, body in _TABLE.findall(migration.sql):
            rows = [m.groups() for m in map(_COLUMN.match, body.splitlines()) if m]
            rows += [added[1:] for added in _ADDED.findall(layout) if added[0] == name]
            parts.append(folded(name, *_with_ids(body, rows)))
    return "\n\n".join(parts)


def _with_ids(body: str, rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    own = re.search(r"^\s{4}id INTEGER PRIMARY KEY", body, re.MULTILINE)
    plain = [(f"`{name}`", meaning) for name, meaning in rows if name != "id"]
    return [("`id`", "number of the row"), *plain] if own else plain


def columns() -> str:
    """Every column of the exported workbook, from the data dictionary it carries."""
    from annotator.formats.columns import layout  # noqa: PLC0415 - not needed for the rest
    from annotator.formats.descriptions import data_dictionary  # noqa: PLC0415

    sheets: dict[str, list[tuple[str, str]]] = {}
    for sheet, column in data_dictionary(layout(cameo())):
        sheets.setdefault(sheet, []).append((f"`{column.name}`", column.help))
    return "\n\n".join(folded(sheet, *rows) for sheet, rows in sheets.items())


SECTIONS: dict[str, Callable[[], str]] = {"keys": keys, "columns": columns, "tables": tables}


if __name__ == "__main__":
    sys.exit(main())
