"""Wording laid over a codebook by code, and the ids of codes that have none."""

import uuid

import pytest

from annotator import resources
from annotator.domain import schema_file
from annotator.domain.code_ids import NAMESPACE, code_id
from annotator.domain.errors import SchemaError
from annotator.domain.rewording import WordingRow, reword
from annotator.domain.schema_text import encode


@pytest.fixture(scope="module")
def schema():
    return schema_file.load(resources.schema_path("cameo"))


def test_wording_is_laid_over_and_nothing_else_touched(schema):
    rows = [
        WordingRow("row 2", "042", definition="They travel.", examples=("A went to B.",)),
        WordingRow("row 3", "KEN", "country", search=("Kenyan", "Nairobi"), reference="own"),
        WordingRow("row 4", "043"),
    ]
    made = reword(schema, rows, reference="manual.csv")
    old, new = schema.code_list("action"), made.code_list("action")
    assert new.get("042").definition == "They travel."
    assert (new.get("042").examples, new.get("042").reference) == (("A went to B.",), "manual.csv")
    assert new.get("042").search == old.get("042").search
    assert new.get("043") == old.get("043")
    assert made.code_list("country").get("KEN").reference == "own"
    before, after = encode(schema), encode(made)
    for data in (before, after):
        for code_list in data["code_lists"]:
            for code in code_list["codes"]:
                for key in ("definition", "examples", "search", "reference"):
                    code.pop(key, None)
    assert before == after


def test_the_same_wording_changes_no_reference(schema):
    role = schema.code_list("role").get("COP")
    rows = [WordingRow("row 2", "COP", "role", definition=role.definition)]
    assert reword(schema, rows, reference="manual.csv") == schema


def test_every_problem_at_once(schema):
    rows = [
        WordingRow("row 2", "42", definition="x"),
        WordingRow("row 3", "", definition="x"),
        WordingRow("row 4", "042", definition="x"),
        WordingRow("row 5", "042", "action", definition="x"),
        WordingRow("row 6", "042", "deeds", definition="x"),
        WordingRow("row 7", "nowhere", definition="x"),
    ]
    with pytest.raises(SchemaError) as refused:
        reword(schema, rows)
    assert [problem.split(" (known")[0] for problem in refused.value.problems] == [
        "row 2: the code “42” is not in the codebook. Did you mean “042”?",
        "row 3: it names no code.",
        "row 5: the code “042” is worded already (row 4); keep one of the two.",
        "row 6: there is no code list “deeds”",
        "row 7: the code “nowhere” is not in the codebook.",
    ]


def test_a_code_of_several_lists_needs_its_list(schema):
    lists = [e.name for e in schema.code_lists if e.get("IGO")]
    twice = [
        code.code
        for entry in schema.code_lists
        for code in entry.codes
        if sum(other.get(code.code) is not None for other in schema.code_lists) > 1
    ]
    assert lists
    assert twice
    with pytest.raises(SchemaError, match="stands in several lists"):
        reword(schema, [WordingRow("row 2", twice[0], definition="x")])


def test_rows_that_word_nothing_are_refused(schema):
    with pytest.raises(SchemaError, match="No row holds a definition"):
        reword(schema, [WordingRow("row 2", "042")])


def test_ids_are_those_of_the_schemas_that_come_with_the_program(schema):
    for code_list in schema.code_lists:
        for code in code_list.codes:
            assert code.id == code_id(code_list.name, code.code)


def test_an_id_that_is_taken_is_not_given_again():
    first = code_id("deeds", "042")
    second = code_id("deeds", "042", taken={first})
    assert first == str(uuid.uuid5(NAMESPACE, "deeds:042"))
    assert second not in (first, code_id("deeds", "042", taken={first, second}))
    assert second == code_id("deeds", "042", taken={first})
