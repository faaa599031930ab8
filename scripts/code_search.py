"""Measure how well lay queries find their codes.

    uv run python scripts/code_search.py QUERIES.tsv [--schema cameo] [--json]

The file is tab-separated with the header ``query<TAB>code``; several accepted codes are joined by
commas. A query counts as found within the first N results when one of its codes is among them, as
the picker lists them: headings, which nobody can choose, take places too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.domain import codebook, schema_file
from annotator.domain.errors import SchemaError
from annotator.domain.schema import CodeList
from annotator.resources import schema_names, schema_path

WITHIN = (1, 5, 10)
MISSED_BEYOND = 5


@dataclass(frozen=True)
class Query:
    """What somebody types, and the codes that would be right."""

    text: str
    accepted: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shares found; exit status 2 for a file that cannot be used."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("queries", type=Path, metavar="QUERIES.tsv")
    parser.add_argument("--schema", default="cameo", help="a shipped schema or a schema file")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    args = parser.parse_args(arguments)
    try:
        codes = code_list(args.schema)
        queries, problems = read(args.queries, codes)
    except SchemaError as error:
        print(error, file=sys.stderr)
        return 2
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 2
    result = measure(queries, codes)
    print(json.dumps(result, ensure_ascii=False) if args.json else in_words(result))
    return 0


def code_list(name: str) -> CodeList:
    """The list of the slot that carries an event's code."""
    path = schema_path(name) if name in schema_names() else Path(name)
    schema = schema_file.load(path)
    return schema.code_list(schema.slot(schema.code_slot).code_list)


def read(path: Path, codes: CodeList) -> tuple[list[Query], list[str]]:
    """The queries of a file and everything that is wrong with it, in sentences."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        return [], [f"“{path}” cannot be read ({error.strerror}). Check the path and the rights."]
    except UnicodeDecodeError as error:
        return [], [f"“{path}” is no UTF-8 text (byte {error.start + 1}). Save it as UTF-8."]
    rows = [line.split("\t") for line in text.split("\n")]
    if rows[0][:2] != ["query", "code"]:
        return [], [f'“{path}” does not begin with the header "query<TAB>code".']
    queries: list[Query] = []
    problems: list[str] = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        accepted = tuple(c.strip() for c in row[1].split(",") if c.strip()) if row[1:] else ()
        queries.append(Query(row[0].strip(), accepted))
        problems += [f"“{path.name}”, line {number}: {p}" for p in wrong(queries[-1], codes)]
    if not queries:
        problems.append(f"“{path}” holds no query.")
    return queries, problems


def wrong(query: Query, codes: CodeList) -> Iterator[str]:
    """What is wrong with one query."""
    if not query.text:
        yield "the query is empty."
    if not query.accepted:
        yield "it has no code behind a tab."
    for code in query.accepted:
        if codes.get(code) is None:
            yield f"there is no code “{code}”."


def measure(queries: Sequence[Query], codes: CodeList) -> dict[str, object]:
    """The shares found within the first results, and what was missed."""
    found = [
        [hit.code.code for hit in codebook.search(codes, query.text, limit=max(WITHIN))]
        for query in queries
    ]
    result: dict[str, object] = {"n": len(queries)}
    for within in WITHIN:
        hits = sum(
            not set(query.accepted).isdisjoint(listed[:within])
            for query, listed in zip(queries, found, strict=True)
        )
        result[f"top{within}"] = round(hits / len(queries), 4)
    result["missed"] = [
        {"query": query.text, "accepted": list(query.accepted), "found": listed}
        for query, listed in zip(queries, found, strict=True)
        if set(query.accepted).isdisjoint(listed[:MISSED_BEYOND])
    ]
    return result


def in_words(result: dict[str, object]) -> str:
    """The same for people."""
    shares = ", ".join(f"{result[f'top{n}']:.1%} within {n}" for n in WITHIN)
    lines = [f"{result['n']} queries: {shares}."]
    missed = result["missed"]
    assert isinstance(missed, list)
    lines += [
        f"  {entry['query']}: {', '.join(entry['accepted'])} not among {' '.join(entry['found'])}"
        for entry in missed
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
