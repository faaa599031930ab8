"""CAMEO as data: what the schema that comes with the program promises."""

import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from annotator.domain import schema_file
from annotator.domain.schema_text import to_text
from annotator.domain.values import ValueKind
from annotator.resources import schema_path

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT.parent / "shared" / "cameo"
needs_tables = pytest.mark.skipif(not TABLES.is_dir(), reason="the public tables are not here")


@pytest.fixture(scope="module")
def cameo():
    return schema_file.load(schema_path("cameo"))


def table(name):
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def actions(cameo):
    return cameo.code_list("action")


def test_317_codes_of_which_the_20_roots_are_headings(actions):
    assert len(actions.codes) == 317
    headings = [code.code for code in actions.codes if not code.assignable]
    assert headings == [f"{number:02}" for number in range(1, 21)]
    assert actions.get("010").assignable
    assert actions.get("10").label == "Demand"


@needs_tables
def test_codes_parents_labels_and_scores_are_the_public_ones(actions):
    for row in table("cameo_events.csv"):
        code = actions.get(row["code"])
        assert code.parent == row["parent"]
        label = row["label_cameo_1_1b3"] or row["label_icews"]
        assert code.label.casefold().replace("non-med", "non med") == label.casefold().replace(
            "non-med", "non med"
        )
        for name in ("goldstein_gdelt", "goldstein_icews"):
            shown = code.values.get(name)
            assert (float(shown) if shown else None) == (float(row[name]) if row[name] else None)
        assert code.values["quad_gdelt"] == row["quadclass_gdelt_observed"]
        assert code.values["quad_icews"] == row["quadclass_published"]
        assert code.values["pentaclass_phoenix"] == row["pentaclass_phoenix"]


def test_labels_are_written_for_people(actions):
    assert actions.get("01").label == "Make public statement"
    assert actions.get("1245").label.endswith("(non-mediation)")
    assert not any(code.label.isupper() for code in actions.codes)


def test_1213_is_marked_as_not_of_the_codebook(actions):
    assert [code.code for code in actions.codes if code.source] == ["1213"]
    assert actions.get("1213").source == "ICEWS"


def test_only_visit_and_host_are_mirrors(actions):
    mirrors = {code.code: code.mirror for code in actions.codes if code.mirror}
    assert mirrors == {"042": "043", "043": "042"}


def test_codes_without_a_score_take_their_parents_and_are_marked(actions):
    lacking = [code.code for code in actions.codes if "goldstein_gdelt" not in code.values]
    assert lacking == ["1213", "155", "176", "1834", "1951", "1952"]
    for code in lacking:
        score, inherited = actions.value(code, "goldstein_gdelt")
        assert inherited
        assert score == actions.value(actions.get(code).parent, "goldstein_gdelt")[0]


@pytest.mark.parametrize(
    ("code", "root", "base"),
    [("010", "01", "010"), ("0251", "02", "025"), ("025", "02", "025"), ("1951", "19", "195")],
)
def test_levels(actions, code, root, base):
    depths = {level.name: level.depth for level in actions.levels}
    assert actions.at_depth(code, depths["root"]) == root
    assert actions.at_depth(code, depths["base"]) == base
    assert actions.at_depth(code, depths["code"]) == code


def test_ids_are_unique_and_stay(cameo, actions):
    for codes in cameo.code_lists:
        assert len({code.id for code in codes.codes}) == len(codes.codes)
    # These ids stand in projects: a build that changes them breaks every renamed code.
    assert actions.get("010").id == "bb8c651d-1c23-5ad9-aabb-eb2b77a0fbd0"
    assert cameo.code_list("country").get("TUR").id == "fe47ab3f-dc1f-575c-9a7d-3619b34eda5c"


def test_letters_are_given_once_and_keep_off_the_windows_own(cameo):
    letters = [entry.key for entry in (*cameo.slots, *cameo.attributes)]
    assert len(set(letters)) == len(letters)
    assert not set(letters) & set("NERXFMQCGI")
    assert {slot.name: slot.key for slot in cameo.slots} == {
        "source": "S",
        "action": "A",
        "target": "T",
        "location": "L",
        "date": "D",
        "date_due": "U",
        "attribution": "B",
    }


def test_slots_say_what_they_hold(cameo):
    several = {slot.name for slot in cameo.slots if slot.several}
    assert several == {"source", "target", "location", "attribution"}
    assert {slot.name for slot in cameo.slots if slot.required} == {"source", "action"}
    assert cameo.slot(cameo.code_slot).kind is ValueKind.CODE
    assert all(slot.help for slot in cameo.slots)


def test_attributes_and_their_defaults(cameo):
    assert [choice.value for choice in cameo.attribute("status").choices] == [
        *("occurred", "announced", "alleged", "denied", "hypothetical", "historical")
    ]
    defaults = {attribute.name: attribute.default for attribute in cameo.attributes}
    assert defaults == {"status": "occurred", "confidence": "sure", "note": ""}


def test_elements_are_complete(cameo):
    sizes = {codes.name: len(codes.codes) for codes in cameo.code_lists}
    assert sizes["region"] == 25
    assert sizes["generic"] == 8
    roles = [code for code in cameo.code_list("role").codes if not code.source]
    assert len(roles) == 27
    assert all(code.definition and code.search for code in cameo.code_list("role").codes)
    organisations = Counter(code.code for code in cameo.code_list("organisation").codes)
    assert max(organisations.values()) == 1


def test_every_iso_country_and_those_iso_lacks(cameo):
    countries = cameo.code_list("country")
    iso = [code for code in countries.codes if not code.source]
    assert len(iso) == 249
    assert countries.get("SSD").label == "South Sudan"
    assert countries.get("WSB").parent == countries.get("GZS").parent == "PSE"
    assert countries.get("XKX").label == "Kosovo"
    assert countries.value("WSB", "iso3") == ("PSE", True)
    gdelt = {code.code: code.values.get("gdelt") for code in countries.codes}
    assert (gdelt["TLS"], gdelt["ROU"], gdelt["MNE"]) == ("TMP", "ROM", "MTN")
    assert gdelt["SSD"] is None


@needs_tables
def test_no_element_of_the_public_tables_is_missing(cameo):
    countries = cameo.code_list("country")
    gdelt = {code.values.get("gdelt") for code in countries.codes}
    for row in table("countries_gdelt_vs_iso3.csv"):
        known = cameo.code_list("region").get(row["code"]) if row["kind"] == "region" else None
        assert known or row["code"] in gdelt, row
    assert not {row["code"] for row in table("religion_gdelt.csv")} - set(
        cameo.code_list("religion").by_code
    )
    assert {row["code"].lower() for row in table("ethnic_gdelt.csv")} == set(
        cameo.code_list("ethnic").by_code
    )


@pytest.mark.parametrize(
    ("code", "word"),
    [
        *(("TUR", "Turkish"), ("TUR", "Turkey"), ("CZE", "Czech Republic"), ("NLD", "Dutch")),
        *(("SWZ", "Swaziland"), ("MKD", "Macedonia"), ("CIV", "Ivory Coast"), ("CIV", "Ivorian")),
    ],
)
def test_old_names_and_adjectives_find_a_country(cameo, code, word):
    assert word in cameo.code_list("country").get(code).search


def test_capitals_are_no_names_of_countries(cameo):
    words = {w.casefold() for c in cameo.code_list("country").codes for w in c.search}
    assert not words & {"washington", "moscow", "ankara", "beijing", "london", "paris"}


def test_at_least_six_reasons_in_words(cameo):
    assert len(cameo.reasons) >= 6
    assert all(reason.label and reason.help for reason in cameo.reasons)


def test_colours_are_those_of_the_design(cameo):
    light = {kind.name: kind.color_light for kind in cameo.mention_types}
    assert light == {
        "actor": "#0b4a78",
        "action": "#b8480b",
        "location": "#0b7a57",
        "date": "#8a4fc0",
    }
    assert len({kind.line for kind in cameo.mention_types}) == 4


def test_the_file_is_what_the_program_would_write(cameo):
    text = schema_path("cameo").read_text(encoding="utf-8")
    assert to_text(cameo) == text
    assert sum('"parent": "02"' in line for line in text.splitlines()) == 9


@needs_tables
def test_the_build_gives_the_committed_file(tmp_path):
    code = (
        "import sys, pathlib; sys.path.insert(0, 'scripts'); import build_cameo as b;"
        "b.OUT = pathlib.Path(sys.argv[1]); b.main()"
    )
    out = tmp_path / "cameo.json"
    subprocess.run(
        [sys.executable, "-c", code, str(out)], cwd=ROOT, check=True, capture_output=True
    )
    assert out.read_bytes() == schema_path("cameo").read_bytes()


def test_the_json_schema_is_up_to_date():
    committed = (ROOT / "schemas" / "schema.schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == schema_file.json_schema()
