"""Edits of a codebook: what names a code follows it, and every draft is a sound codebook."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from annotator.domain import codebook_editing as editing
from annotator.domain import schema_file
from annotator.domain.errors import SchemaError
from annotator.domain.schema import Code
from annotator.domain.schema_text import encode
from annotator.resources import schema_names, schema_path

PLOVER = schema_file.load(schema_path("plover"))
CAMEO = schema_file.load(schema_path("cameo"))


def conditions(schema):
    for entry in (*schema.slots, *schema.attributes, *schema.rules):
        yield entry.when
    for attribute in schema.attributes:
        yield from (choice.when for choice in attribute.choices)
    yield from (rule.demand for rule in schema.rules)


def naming(schema, code):
    return {when for when in conditions(schema) if code in when.replace(",", " ").split()}


def test_conditions_and_texts_follow_a_renamed_code():
    changed = editing.change_code(PLOVER, "event", "PROTEST", code="DISSENT")
    assert naming(PLOVER, "PROTEST")
    assert not naming(changed, "PROTEST")
    assert len(naming(changed, "DISSENT")) == len(naming(PLOVER, "PROTEST"))
    texts = [f"{c.use_when} {c.not_when}" for c in changed.code_list("event").codes]
    assert not any("→ PROTEST" in text for text in texts)
    assert any("→ DISSENT" in text for text in texts)


def test_a_text_that_names_a_longer_code_stays():
    changed = editing.change_code(CAMEO, "action", "087", code="089")
    texts = " ".join(code.not_when for code in CAMEO.code_list("action").codes)
    assert "→ 087;" in texts
    after = " ".join(code.not_when for code in changed.code_list("action").codes)
    assert "→ 087;" not in after
    assert after.count("→ 0871") == texts.count("→ 0871") > 0


def test_what_asked_about_a_code_asks_about_those_that_take_its_place():
    merged = editing.merge_code(PLOVER, "event", "ASSAULT", "COERCE")
    assert "event_type is ASSAULT, COERCE" in {c.when for c in merged.attribute("mode").choices}
    split = editing.split_code(PLOVER, "event", "PROTEST", ("PROTEST", "MOBILIZE"))
    assert "event_type is PROTEST, MOBILIZE" in {c.when for c in split.attribute("mode").choices}


@pytest.mark.parametrize("name", schema_names())
def test_any_row_of_edits_leaves_a_sound_codebook(name):
    schema = schema_file.load(schema_path(name))
    chance = random.Random(name)
    lists = [codes.name for codes in schema.code_lists]
    made = 0
    for number in range(60):
        where = chance.choice(lists)
        codes = [code.code for code in schema.code_list(where).codes]
        one, two, three = (chance.choice(codes) for _ in range(3))
        new = f"{number:0{len(one)}d}"[: len(one)]
        act = chance.choice(
            (
                lambda: editing.change_code(schema, where, one, code=new),  # noqa: B023
                lambda: editing.add_code(schema, where, Code("", new, "New", parent=one)),  # noqa: B023
                lambda: editing.retire_code(schema, where, one),  # noqa: B023
                lambda: editing.revive_code(schema, where, one),  # noqa: B023
                lambda: editing.merge_code(schema, where, one, two),  # noqa: B023
                lambda: editing.split_code(schema, where, one, (two, three)),  # noqa: B023
                lambda: editing.move_code(schema, where, one, two),  # noqa: B023
            )
        )
        with suppress(SchemaError):
            schema = act()
            made += 1
            assert schema_file.problems(encode(schema)) == ()
            assert schema_file.from_json(encode(schema)) == schema
    assert made > 20
