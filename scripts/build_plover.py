"""Write schemas/plover.json from the public PLOVER tables in ../shared/plover and our own words.

Which types, modes, contexts and sectors there are, their quad class and score come from the
tables; every word for coders stands beside this script in scripts/plover. The committed JSON is
the product: without the tables this says so and changes nothing.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

from build_cameo import code_list, part

from annotator.domain import schema_file

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "scripts" / "plover"
TABLES = ROOT.parent / "shared" / "plover"
OUT = ROOT / "schemas" / "plover.json"
REFERENCE = "paraphrase of PLOVER 2.0, {}"

Row = dict[str, str]
Json = dict[str, Any]


def main() -> int:
    """Build the file, or say why not."""
    if not TABLES.is_dir():
        print(f"{TABLES} is not there: {OUT.name} stays as it is.")
        return 0
    schema_file.save(schema_file.from_json(build()), OUT)
    print(f"{OUT} written.")
    return 0


def build() -> Json:
    """The whole schema as JSON."""
    frame: Json = json.loads((PARTS / "frame.json").read_text(encoding="utf-8"))
    countries = [{k: v for k, v in code.items() if k != "source"} for code in part("countries")]
    return frame | {
        "attributes": attributes(),
        "code_lists": [
            code_list("event", "Event type", events()),
            code_list("country", "Country", countries),
            code_list("nonstate", "International entity", nonstate()),
            code_list("sector", "Sector", sectors()),
        ],
    }


def table(name: str) -> list[Row]:
    """The rows of a public table."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def own(name: str) -> list[Row]:
    """The rows of one of our own tables."""
    with (PARTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def events() -> list[Json]:
    """The sixteen types; the score that the manual misprints is taken as its modes have it."""
    texts = {e["code"]: e for e in json.loads((PARTS / "events.json").read_text(encoding="utf-8"))}
    made = []
    for row in table("plover_events.csv"):
        score = row["score_suggested"].removesuffix(".0")
        reference = REFERENCE.format(row["event"])
        values = {"quad": row["quad"], "score": score}
        made.append(texts.pop(row["event"]) | {"reference": reference, "values": values})
    assert not texts, f"no such event type: {sorted(texts)}"
    return made


def nonstate() -> list[Json]:
    """The entities that stand where a country stands."""
    made = [element(row) for row in own("nonstate.tsv")]
    known = {row["code"] for row in table("plover_nonstate_countries.csv")}
    assert {code["code"] for code in made} == known
    return made


def sectors() -> list[Json]:
    """The 25 sectors."""
    made = [element(row) for row in own("sectors.tsv")]
    assert {code["code"] for code in made} == {r["sector"] for r in table("plover_sectors.csv")}
    return made


def element(row: Row) -> Json:
    """One element of an entity code."""
    words = [word.strip() for word in row["search"].split(";")]
    reference = REFERENCE.format(row["code"])
    return {k: row[k] for k in ("code", "label", "definition")} | {
        "search": words,
        "reference": reference,
    }


def attributes() -> list[Json]:
    """Mode, contexts, how the text presents the event, numbers of people, a note."""
    number = {"type": "integer", "least": 0}
    return [
        {"name": "mode", "label": "Mode", "key": "O", "type": "one_of", "choices": modes()}
        | {"when": f"event_type is {', '.join(moded())}", "help": "How it is done."},
        {"name": "context", "label": "Context", "key": "C", "type": "several_of"}
        | {"choices": contexts(), "help": "What it is about; several may fit."},
        {"name": "status", "label": "Status", "key": "U", "type": "one_of", "default": "occurred"}
        | {"choices": statuses(), "help": "How the text presents it."},
        {"name": "dead", "label": "Dead", "key": "K", "help": "Number of people killed."} | number,
        {"name": "injured", "label": "Injured", "key": "I", "help": "Number of people hurt."}
        | number,
        {"name": "arrested", "label": "Arrested", "key": "J", "help": "Number taken in."} | number,
        {"name": "note", "label": "Note", "key": "W", "type": "text"}
        | {"help": "What the codes cannot say about this event."},
    ]


def moded() -> list[str]:
    """The types that have modes, in the order of the types."""
    having = {row["event"] for row in table("plover_modes.csv")}
    return [row["event"] for row in table("plover_events.csv") if row["event"] in having]


def modes() -> list[Json]:
    """Every mode under its type; the same word may stand under two types."""
    made = own("modes.tsv")
    known = {(row["event"], row["mode"]) for row in table("plover_modes.csv")}
    assert {(row["event"], row["mode"]) for row in made} == known
    return [
        {"value": row["mode"], "label": row["label"], "help": row["help"]}
        | {"when": f"event_type is {row['event']}"}
        for row in made
    ]


def contexts() -> list[Json]:
    """The 37 contexts."""
    made = own("contexts.tsv")
    assert {row["context"] for row in made} == {r["context"] for r in table("plover_contexts.csv")}
    return [{"value": r["context"], "label": r["label"], "help": r["help"]} for r in made]


def statuses() -> list[Json]:
    """PLOVER's auxiliary modes, as one attribute."""
    told = (
        ("occurred", "Occurred", "The text reports it as a fact."),
        ("future", "Future", "It is still to come."),
        ("historical", "Historical", "Background from an earlier time."),
        ("hypothetical", "Hypothetical", "Only what might be."),
        ("negated", "Negated", "Said not to have happened."),
    )
    return [{"value": value, "label": label, "help": help_text} for value, label, help_text in told]


if __name__ == "__main__":
    sys.exit(main())
