"""Derived columns of an export."""

import json

import pytest

from annotator.domain.derived import derive, inherited
from annotator.domain.schema_text import decode
from annotator.resources import schema_path


@pytest.fixture(scope="module")
def cameo():
    return decode(json.loads(schema_path("cameo").read_text(encoding="utf-8")))


def column(schema, name):
    return next(column for column in schema.derived if column.name == name)


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("action_label", "042", "Make a visit"),
        ("action_root", "0871", "08"),
        ("action_root", "010", "01"),
        ("action_root_label", "0871", "Yield"),
        ("action_base", "0871", "087"),
        ("action_base", "010", "010"),
        ("goldstein_gdelt", "016", "-2"),
        ("goldstein_icews", "016", "-5"),
        ("goldstein_gdelt", "1951", "-10"),
        ("quad_class_gdelt", "141", "3"),
        ("quad_class_icews", "141", "4"),
        ("pentaclass_phoenix", "010", "0"),
        ("action_label", "999", ""),
        ("action_root", "", ""),
        ("source_country", "TURMIL", "TUR"),
        ("source_role", "TURGOVMIL", "GOV MIL"),
        ("source_organisation", "IGOUNOKID", "UNO KID"),
        ("source_generic", "IGOUNO", "IGO"),
        ("target_group", "TURREBkur", "kur"),
        ("target_group", "TURREFKUR", "kur"),
        ("target_region", "IGOEUREEC", "EUR"),
        ("target_country", "---", ""),
        ("target_country", "XYZMIL", ""),
    ],
)
def test_a_column_of_a_code(cameo, name, code, expected):
    assert derive(cameo, column(cameo, name), code) == expected


def test_every_column_of_the_schema_can_be_computed(cameo):
    for one in cameo.derived:
        slot = cameo.slot(one.slot)
        code = "TURGOVMIL" if slot.composition else "0871"
        assert isinstance(derive(cameo, one, code), str)


def test_an_inherited_value_says_so(cameo):
    score = column(cameo, "goldstein_gdelt")
    assert inherited(cameo, score, "1951")
    assert not inherited(cameo, score, "195")
    assert not inherited(cameo, column(cameo, "source_country"), "TUR")
