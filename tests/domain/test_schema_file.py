"""Schema files: read, checked with all their problems named, written."""

import copy
import json

import pytest

from annotator.domain import schema_file
from annotator.domain.errors import SchemaError
from annotator.domain.schema import Dyad
from annotator.domain.schema_text import decode, encode, to_text

SMALL = {
    "name": "small",
    "title": "A small schema",
    "version": "1",
    "mention_types": [
        {
            "name": "who",
            "label": "Who",
            "color": {"light": "#112233", "dark": "#AABBCC"},
            "line": "solid",
        }
    ],
    "slots": [
        {"name": "deed", "label": "Deed", "key": "A", "mention_type": "who", "kind": "code"}
        | {"code_list": "deeds"},
        {"name": "from", "label": "From", "key": "S", "mention_type": "who", "kind": "composed"}
        | {"composition": "people"},
        {"name": "to", "label": "To", "key": "T", "mention_type": "who", "kind": "composed"}
        | {"composition": "people"},
        {"name": "when", "label": "When", "key": "D", "mention_type": "who", "kind": "date"},
    ],
    "attributes": [
        {"name": "mood", "label": "Mood", "key": "M", "type": "one_of", "default": "good"}
        | {"choices": [{"value": "good", "label": "Good"}, {"value": "bad", "label": "Bad"}]},
        {"name": "loud", "label": "Loud", "type": "yes_no"},
    ],
    "code_lists": [
        {
            "name": "deeds",
            "label": "Deeds",
            "levels": [{"name": "top", "label": "Top", "depth": 0}],
            "codes": [
                {"id": "i1", "code": "04", "label": "Meet", "assignable": False},
                {"id": "i2", "code": "042", "label": "Visit", "parent": "04", "mirror": "043"}
                | {"values": {"score": "1"}},
                {"id": "i3", "code": "043", "label": "Host", "parent": "04", "mirror": "042"},
            ],
        },
        {
            "name": "places",
            "label": "Places",
            "codes": [{"id": "p1", "code": "AB", "label": "Abland"}],
        },
        {"name": "roles", "label": "Roles", "codes": [{"id": "r1", "code": "GO", "label": "Gov"}]},
    ],
    "compositions": [
        {
            "name": "people",
            "label": "People",
            "element_length": 2,
            "most_elements": 3,
            "unspecified": "--",
            "positions": [
                {"name": "place", "label": "Place", "lists": ["places"], "least": 1},
                {"name": "role", "label": "Role", "lists": ["roles"], "most": 2},
            ],
        }
    ],
    "code_slot": "deed",
    "dyad": {"source": "from", "target": "to", "code": "deed"},
    "reciprocal": True,
    "identifying": ["from", "deed", "to"],
    "summary": ["from", "deed", "to", "when"],
    "derived": [
        {"name": "deed_label", "slot": "deed", "kind": "label"},
        {"name": "deed_top", "slot": "deed", "kind": "level", "argument": "top"},
        {"name": "deed_score", "slot": "deed", "kind": "value", "argument": "score"},
        {"name": "from_role", "slot": "from", "kind": "part", "lists": ["roles"]},
    ],
    "reasons": [{"value": "nothing", "label": "Nothing"}],
}

GONE = object()


def changed(path, value):
    """The small schema with the value at a path replaced, added (key) or taken out (GONE)."""
    data = copy.deepcopy(SMALL)
    at = data
    for step in path[:-1]:
        at = at[step]
    if value is GONE:
        del at[path[-1]]
    elif isinstance(at, list) and path[-1] == len(at):
        at.append(value)
    else:
        at[path[-1]] = value
    return data


def only_problem(data):
    (problem,) = schema_file.problems(data)
    return problem


def written(path, data):
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_good_schema_has_no_problem():
    assert schema_file.problems(SMALL) == ()
    schema = schema_file.from_json(SMALL)
    assert schema.dyad == Dyad("from", "to", "deed")
    assert schema.slot("deed").code_list == "deeds"


DEED, CODES = ("code_lists", 0), ("code_lists", 0, "codes")

BROKEN = {
    "two codes": ((*CODES, 2, "code"), "042", 'the code "042" stands twice'),
    "two ids": ((*CODES, 2, "id"), "i2", 'the id "i2" stands twice'),
    "unknown parent": ((*CODES, 1, "parent"), "05", 'its parent "05" is not in this list'),
    "parent without zero": ((*CODES, 1, "parent"), "4", 'Did you mean "04"?'),
    "cycle": ((*CODES, 0, "parent"), "042", "in a circle: 04 → 042 → 04"),
    "own parent": ((*CODES, 0, "parent"), "04", "in a circle: 04 → 04"),
    "blank label": ((*CODES, 1, "label"), "  ", "its label is empty"),
    "no label": ((*CODES, 1, "label"), "", "it must not be empty"),
    "a blank in a code": ((*CODES, 0, "code"), "0 4", 'the code "0 4" has a blank in it'),
    "lost zero beside": (
        (*CODES, 3),
        {"id": "x", "code": "42", "label": "Visit", "parent": "04"},
        '"42" looks like "042" without its leading zero',
    ),
    "mirror nowhere": ((*CODES, 1, "mirror"), "044", 'its mirror "044" is not in this list'),
    "mirror of itself": ((*CODES, 1, "mirror"), "042", "names itself as its mirror"),
    "mirror of one side": ((*CODES, 2, "mirror"), "", '"043" does not name it back'),
    "code as a number": ((*CODES, 1, "code"), 42, "text in quotes is wanted here"),
    "colour": (
        ("mention_types", 0, "color", "light"),
        "blue",
        '(who): a colour is wanted here, written like "#0a67a8".',
    ),
    "name": (("slots", 3, "name"), "When?", 'only small letters a-z, digits and "_"'),
    "line style": (("mention_types", 0, "line"), "zigzag", "should be 'solid', 'dashed'"),
    "mention type": (("slots", 0, "mention_type"), "whom", 'mention type "whom" does not exist'),
    "code list": (("slots", 0, "code_list"), "deedz", 'code list "deedz" does not exist'),
    "no code list": (("slots", 0, "code_list"), "", 'of kind "code" needs a code list'),
    "list of a date": (("slots", 3, "code_list"), "deeds", 'only a slot of kind "code" has'),
    "composition": (("slots", 1, "composition"), "peeple", 'composition "peeple" does not exist'),
    "letter twice": (("slots", 3, "key"), "S", 'the letter "S" is given to both'),
    "letter of an attribute": (("attributes", 0, "key"), "T", 'the letter "T" is given to both'),
    "small letter": (
        ("slots", 3, "key"),
        "d",
        "slots[3].key (when): one capital letter A-Z is wanted",
    ),
    "no letter": (("slots", 3, "key"), GONE, "slots[3].key (when): it is missing."),
    "unknown key": (("slots", 3, "colour"), "red", "this key is not known here"),
    "column twice": (("derived", 0, "name"), "mood", 'the name "mood" stands twice'),
    "default": (("attributes", 0, "default"), "ugly", 'default "ugly" is not among the choices'),
    "default of yes/no": (("attributes", 1, "default"), "maybe", 'must be "yes", "no" or empty'),
    "one choice": (("attributes", 0, "choices"), [], "needs at least two choices"),
    "code slot": (("code_slot",), "deeds", 'code_slot: the slot "deeds" does not exist'),
    "code slot of a date": (("code_slot",), "when", 'the slot "when" is not of kind "code"'),
    "dyad slot": (("dyad", "target"), "too", 'dyad.target: the slot "too" does not exist'),
    "dyad of one": (("dyad", "target"), "from", "are the same slot"),
    "unlike dyad": (("dyad", "target"), "when", "hold values of unlike kinds"),
    "reciprocal alone": (("dyad",), None, "only be reciprocal where a dyad is defined"),
    "identifying": (("identifying", 0), "form", 'identifying[0]: the slot "form" does not exist'),
    "summary twice": (("summary", 3), "to", 'summary: the slot "to" stands twice'),
    "level": (("derived", 1, "argument"), "bottom", 'the level "bottom" does not exist'),
    "value": (("derived", 2, "argument"), "mark", 'no code of the list has a value "mark"'),
    "part of a list": (("derived", 3, "lists"), ["rolls"], 'code list "rolls" does not exist'),
    "part elsewhere": (("derived", 3, "lists"), ["deeds"], 'takes elements of "deeds"'),
    "part of a code": (("derived", 3, "slot"), "deed", "needs a slot of composed codes"),
    "derived slot": (("derived", 0, "slot"), "done", 'the slot "done" does not exist'),
    "position list": (
        ("compositions", 0, "positions", 1, "lists"),
        ["roles", "jobs"],
        'code list "jobs" does not exist',
    ),
    "least and most": (("compositions", 0, "positions", 1, "least"), 3, 'is greater than "most"'),
    "element length": (("code_lists", 1, "codes", 0, "code"), "ABC", "does not have 2 characters"),
    "unspecified": (("compositions", 0, "unspecified"), "---", "not made of elements of 2"),
    "nobody is somebody": (("compositions", 0, "unspecified"), "AB", 'the code of "unspecified"'),
    "too many wanted": (("compositions", 0, "most_elements"), 0, "compositions[0].most_elements"),
    "reason twice": (
        ("reasons", 1),
        {"value": "nothing", "label": "Again"},
        'reasons: the value "nothing" stands twice',
    ),
    "depth twice": (
        (*DEED, "levels", 1),
        {"name": "low", "label": "Low", "depth": 0},
        "the depth 0 is given twice",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_every_rule_has_its_sentence_with_a_place(broken, tmp_path):
    path, value, sentence = BROKEN[broken]
    data = changed(path, value)
    problems = schema_file.problems(data)
    assert any(sentence in problem for problem in problems), problems
    assert all(problem.endswith((".", "?", "text).")) and ": " in problem for problem in problems)
    with pytest.raises(SchemaError, match="problem") as refused:
        schema_file.load(written(tmp_path / "x.json", data))
    assert refused.value.problems == problems


def test_a_place_names_path_and_entry():
    data = changed((*CODES, 1, "parent"), "05")
    assert only_problem(data).startswith("code_lists[0] (deeds).codes[1] (042): ")


def test_all_problems_come_at_once():
    data = changed((*CODES, 1, "parent"), "99")
    data["slots"][3]["key"] = "S"
    data["mention_types"][0]["color"]["dark"] = "#12"
    del data["title"]
    data["attributes"][0]["default"] = "?"
    problems = schema_file.problems(data)
    assert len(problems) == 5
    with pytest.raises(SchemaError, match="has 5 problems") as refused:
        schema_file.from_json(data)
    assert all(problem in str(refused.value) for problem in problems)


def test_a_root_and_a_child_with_the_same_digits_are_no_lost_zero():
    codes = [
        {"id": "a", "code": "01", "label": "One"},
        {"id": "b", "code": "010", "label": "One, not further", "parent": "01"},
        {"id": "c", "code": "10", "label": "Ten"},
        {"id": "d", "code": "04", "label": "Four"},
    ]
    data = changed((*CODES,), codes)
    data["derived"] = []
    assert schema_file.problems(data) == ()


def test_a_whole_list_that_lost_its_zeros_is_noticed():
    rows = [("1", "")] + [(f"1{n}", "1") for n in range(1, 9)]
    rows += [("10", "1"), ("10", "")] + [(f"10{n}", "10") for n in range(1, 5)]
    codes = [{"id": str(n), "code": c, "label": c, "parent": p} for n, (c, p) in enumerate(rows)]
    data = changed(CODES, codes)
    data["derived"] = []
    assert only_problem(data).endswith('Did a spreadsheet turn "010" into "10"?')


def test_a_zero_lost_in_one_row_is_noticed_without_its_twin():
    codes = [{"id": "r", "code": "04", "label": "Meet"}]
    codes += [{"id": f"i{n}", "code": f"04{n}", "label": "x", "parent": "04"} for n in range(19)]
    codes[3]["code"] = "42"
    data = changed(CODES, codes)
    data["derived"] = []
    assert '"42" looks like "042"' in only_problem(data)


@pytest.mark.parametrize("data", [[], "schema", 7, None, {}, {"slots": 3, "code_lists": [1]}])
def test_anything_that_is_no_schema_is_refused_in_sentences(data):
    problems = schema_file.problems(data)
    assert problems
    assert all(problem.endswith((".", "?")) for problem in problems)


def test_five_thousand_codes_are_fine():
    codes = [{"id": f"i{n}", "code": f"{n:05}", "label": f"Code {n}"} for n in range(5000)]
    data = changed(CODES, codes)
    data["derived"] = []
    assert len(schema_file.from_json(data).code_list("deeds").codes) == 5000


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not valid JSON"),
        (b'{"name": ', "in line 1, column 10"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[1]", "an object in { } is wanted"),
    ],
)
def test_files_that_are_no_schema(tmp_path, content, sentence):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(SchemaError, match=r"bad\.json") as refused:
        schema_file.load(path)
    assert sentence in str(refused.value)
    assert path.read_bytes() == content


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(SchemaError, match="cannot be read"):
            schema_file.load(path)


def test_a_key_that_stands_twice_is_named(tmp_path):
    path = tmp_path / "twice.json"
    text = json.dumps(SMALL).replace('"code": "043"', '"code": "043", "label": "Have over"')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match='The key "label" of "043" stands twice'):
        schema_file.load(path)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "bom.json"
    path.write_text(json.dumps(SMALL), encoding="utf-8-sig")
    assert schema_file.load(path).name == "small"


def test_canonical_text_is_the_schema_again_and_one(tmp_path):
    path = written(tmp_path / "a.json", SMALL)
    text = schema_file.canonical(path)
    assert "\n" not in text
    assert decode(json.loads(text)) == schema_file.load(path)
    padded = copy.deepcopy(SMALL) | {"$schema": "schema.schema.json", "description": ""}
    padded["slots"][0]["several"] = False
    assert schema_file.canonical(written(tmp_path / "b.json", padded)) == text


def test_saving_and_loading_gives_the_same_schema(tmp_path):
    schema = schema_file.from_json(SMALL)
    path = tmp_path / "saved.json"
    schema_file.save(schema, path)
    assert schema_file.load(path) == schema
    assert '{"id": "i2", "code": "042", "label": "Visit"' in path.read_text(encoding="utf-8")
    assert decode(encode(schema)) == schema
    assert path.read_text(encoding="utf-8") == to_text(schema)


def test_saving_what_is_broken_is_refused_and_writes_nothing(tmp_path):
    schema = decode(changed((*CODES, 1, "parent"), "99"))
    path = tmp_path / "saved.json"
    with pytest.raises(SchemaError, match="one problem"):
        schema_file.save(schema, path)
    assert not path.exists()


def test_the_json_schema_describes_every_part():
    generated = schema_file.json_schema()
    assert set(SMALL) <= set(generated["properties"])
    slot = generated["$defs"]["SlotModel"]
    assert slot["additionalProperties"] is False
    assert "composed" in generated["$defs"]["ValueKind"]["enum"]
