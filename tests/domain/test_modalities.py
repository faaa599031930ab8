"""What a schema says of modalities and statuses: read, checked, kept through edits and sheets."""

from __future__ import annotations

import json

import pytest

from annotator.domain import schema_file
from annotator.domain.codebook_editing import change_code, merge_code
from annotator.domain.schema_text import decode, encode
from annotator.resources import schema_path


def raw(name: str = "cameo") -> dict:
    return json.loads(schema_path(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["cameo", "plover", "protest"])
def test_every_schema_of_ours_has_modalities_and_statuses(name):
    schema = decode(raw(name))
    assert schema.modalities
    assert any(entry.light for entry in schema.modalities)
    assert schema.statuses is not None
    attribute = schema.attribute(schema.statuses.attribute)
    values = {choice.value for choice in attribute.choices}
    assert {schema.statuses.announced, schema.statuses.hypothetical} <= values
    assert decode(json.loads(json.dumps(encode(schema)))) == schema


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"under": ["99"]}, "the code “99”"),
        ({"becomes": ["061 > 99"]}, "99"),
        ({"becomes": ["061"]}, "no pair"),
        ({"words": [], "auxiliaries": []}, "needs words or auxiliaries"),
        ({"status": "dreamt"}, "dreamt"),
    ],
)
def test_what_is_wrong_with_a_modality_is_said_with_its_place(change, said):
    data = raw()
    data["modalities"][0] |= change
    (problem,) = schema_file.problems(data)
    assert problem.startswith("modalities[0] (threat)")
    assert said.replace("“", '"').replace("”", '"') in problem


@pytest.mark.parametrize(
    ("change", "said"),
    [({"attribute": "mood"}, "mood"), ({"announced": "soon"}, "soon")],
)
def test_statuses_name_an_attribute_and_its_choices(change, said):
    data = raw()
    data["statuses"] |= change
    assert any(said in problem for problem in schema_file.problems(data))


def test_a_renamed_code_is_followed_and_a_merged_one_hands_over():
    schema = decode(raw())
    renamed = change_code(schema, "action", "0231", code="0239")
    appeal = next(entry for entry in renamed.modalities if entry.name == "appeal")
    assert appeal.pairs["071"] == "0239"
    assert not schema_file.problems(json.loads(json.dumps(encode(renamed))))
    merged = merge_code(schema, "action", "0231", "0232")
    appeal = next(entry for entry in merged.modalities if entry.name == "appeal")
    assert appeal.pairs["071"] == "0232"
