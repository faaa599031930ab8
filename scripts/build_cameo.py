"""Write schemas/cameo.json from the public code tables in ../shared/cameo and our own parts.

The codes, labels and scores of the event ontology and the ethnic codes come from the tables; all
words for coders (labels of elements, help, search words) stand beside this script in
scripts/cameo. The committed JSON is the product: without the tables this says so and changes
nothing.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

from annotator.domain import schema_file
from annotator.domain.code_ids import code_id
from annotator.domain.folding import fold

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "scripts" / "cameo"
TABLES = ROOT.parent / "shared" / "cameo"
PLOVER = ROOT.parent / "shared" / "plover"
OUT = ROOT / "schemas" / "cameo.json"

VALUES = {
    "goldstein_gdelt": "goldstein_gdelt",
    "goldstein_icews": "goldstein_icews",
    "quad_gdelt": "quadclass_gdelt_observed",
    "quad_icews": "quadclass_published",
    "pentaclass_phoenix": "pentaclass_phoenix",
}
NONE = "none"
"""What the crosswalk says of a code without a counterpart."""

REFERENCE = "paraphrase of CAMEO 1.1b3, code {}"

MIRRORS = {"042": "043", "043": "042"}
"""The only pair the manual codes as one meeting seen from its two sides: make and host a visit."""

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
    return frame | {
        "code_lists": [
            actions(),
            code_list("country", "Country", by_label(countries())),
            code_list("generic", "Kind of international actor", generics()),
            code_list("region", "Region", part("regions")),
            code_list("role", "Role", roles()),
            code_list("organisation", "Organisation", by_label(organisations())),
            code_list("religion", "Religious group", part("religions")),
            code_list("ethnic", "Ethnic group", by_label(ethnic())),
            code_list("attribution_kind", "Kind of source", part("attribution")),
        ]
    }


def table(name: str, folder: Path = TABLES) -> list[Row]:
    """The rows of a public table."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def part(name: str) -> list[Json]:
    """The rows of one of our own tables as codes; search words stand separated by ';'."""
    with (PARTS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    codes: list[Json] = []
    for row in rows:
        entry: Json = {k: v.strip() for k, v in row.items() if v and v.strip()}
        words = [word.strip() for word in entry.get("search", "").split(";")]
        codes.append(entry | {"search": [word for word in words if word]})
    return codes


def code_list(name: str, label: str, codes: list[Json]) -> Json:
    """A code list whose codes have ids that stay the same in every build."""
    return {"name": name, "label": label, "codes": [with_id(name, code) for code in codes]}


def with_id(name: str, code: Json) -> Json:
    """The code with an id made of its list's name and its text."""
    return {"id": code_id(name, code["code"])} | code


def actions() -> Json:
    """The event codes: tree, labels, wording, which may be assigned, mirrors, scores."""
    levels = [
        {"name": "root", "label": "Root (two digits)", "depth": 0},
        {"name": "base", "label": "Base (three digits)", "depth": 1},
        {"name": "code", "label": "Code (up to four digits)", "depth": 2},
    ]
    counterpart = crosswalk()
    texts = wording()
    made = [action(row, texts, counterpart) for row in table("cameo_events.csv")]
    return code_list("action", "Event code", made) | {"levels": levels}


def wording() -> dict[str, Json]:
    """Our own definition, use when, not when, examples and search words of each code."""
    files = sorted((PARTS / "codes").glob("*.json"))
    entries = [entry for file in files for entry in json.loads(file.read_text(encoding="utf-8"))]
    return {
        entry["code"]: entry | {"reference": REFERENCE.format(entry["code"])} for entry in entries
    }


def crosswalk() -> dict[str, Json]:
    """PLOVER's event, mode and contexts of each code, as its table of 2021 gives them.

    Modes and contexts that PLOVER's manual no longer has are left out; what stays empty is none.
    """
    modes = {(row["event"], row["mode"]) for row in table("plover_modes.csv", PLOVER)}
    contexts = {row["context"] for row in table("plover_contexts.csv", PLOVER)}
    quads = {row["event"]: row["quad"] for row in table("plover_events.csv", PLOVER)}
    found: dict[str, Json] = {}
    for row in table("cameo_events.csv"):
        event, mode = row["plover_event"], row["plover_mode"]
        named = [c for c in row["plover_context"].split("; ") if c in contexts]
        found[row["code"]] = {
            "plover_event": event or NONE,
            "plover_mode": mode if (event, mode) in modes else NONE,
            "plover_context": "; ".join(named) or NONE,
            "quad_plover": quads.get(event, NONE),
        }
    return found


def action(row: Row, texts: dict[str, Json], counterpart: dict[str, Json]) -> Json:
    """One event code as coders see it."""
    label = row["label_cameo_1_1b3"] or row["label_icews"]
    root = not row["parent"]
    code: Json = {"code": row["code"], "label": label.capitalize() if root else label}
    code["label"] = code["label"].replace("(non mediation)", "(non-mediation)")
    code |= {"parent": row["parent"], "assignable": not root}
    if row["code"] in MIRRORS:
        code["mirror"] = MIRRORS[row["code"]]
    if row["in_cameo_1_1b3"] != "1":
        code["source"] = "ICEWS"
    scores = {name: v for name, c in VALUES.items() if (v := score(row[c]))}
    return code | texts.get(row["code"], {}) | {"values": scores | counterpart[row["code"]]}


def score(text: str) -> str:
    """A number as both tables write it: 5 and 5.0 are 5, -0.1 stays."""
    return text.removesuffix(".0")


def countries() -> list[Json]:
    """Countries by ISO 3166-1 code, each with GDELT's code where GDELT has one."""
    gdelt = {iso(row): row["code"] for row in table("countries_gdelt_vs_iso3.csv") if iso(row)}
    made = [code | {"values": country_values(code, gdelt)} for code in part("countries")]
    missing = gdelt.keys() - {code["code"] for code in made}
    assert not missing, f"countries.tsv lacks {sorted(missing)}"
    return made


def by_label(codes: list[Json]) -> list[Json]:
    """Codes in the order in which a person looks for them; children right under their parent."""
    labels = {code["code"]: fold(code["label"]) for code in codes}
    return sorted(codes, key=lambda c: [labels[x] for x in (c.get("parent"), c["code"]) if x])


def iso(row: Row) -> str:
    """The code under which we store a country of GDELT's table; empty for a region."""
    if row["kind"] == "non-iso":
        meant = row["iso3_equivalent"]
        return meant if len(meant) == 3 else row["code"]
    return row["code"] if row["kind"] == "iso3" else ""


def country_values(code: Json, gdelt: dict[str, str]) -> Json:
    """GDELT's code and, where the element has one of its own, the ISO code."""
    values = {"gdelt": gdelt.get(code["code"], "")}
    if "source" not in code:
        values["iso3"] = code["code"]
    return {name: value for name, value in values.items() if value}


def generics() -> list[Json]:
    """The eight kinds of international actor; peacekeepers usually stand behind another."""
    return [organisation(code, {}) for code in part("generics")]


def roles() -> list[Json]:
    """The 27 roles of the codebook and GDELT's settlers."""
    made = part("roles")
    known = {
        row["code"] for row in table("actor_roles_cameo_1_1b3.csv") if "inter" not in row["tier"]
    }
    own = {code["code"] for code in made}
    assert own - known == {"SET"}, sorted(own ^ known)
    return [code | ({"source": "GDELT"} if code["code"] == "SET" else {}) for code in made]


def organisations() -> list[Json]:
    """Organisations and known groups, each with the whole code it usually stands in."""
    usual: dict[str, str] = {}
    for row in table("orgs_cameo_1_1b3.csv"):
        usual.setdefault(row["org_code"], row["full_code"])
    made = [organisation(code, usual) for code in part("organisations")]
    states = {"PSE"}  # GDELT lists the territories among its groups; here they are a country
    known = usual.keys() | {row["code"] for row in table("known_groups_gdelt.csv")} - states
    missing = known - {code["code"] for code in made}
    assert not missing, f"organisations.tsv lacks {sorted(missing)}"
    return made


def organisation(code: Json, usual: dict[str, str]) -> Json:
    """One organisation; our own table may name a whole code where the codebook has none."""
    whole = code.pop("usual", "") or usual.get(code["code"], "")
    return code | ({"values": {"usual": whole}} if whole else {})


def ethnic() -> list[Json]:
    """Ethnic groups by the codebook's small letters, with our labels where the table's slip."""
    own = {code["code"]: code for code in part("ethnic")}
    labels: dict[str, str] = {}
    for row in table("ethnic_gdelt.csv"):
        labels.setdefault(row["code"].lower(), row["label"])
    return [own.get(code) or {"code": code, "label": label} for code, label in labels.items()]


if __name__ == "__main__":
    sys.exit(main())
