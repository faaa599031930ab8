"""A schema that uses everything a schema can, for tests of codebooks in workbooks."""

FULL = {
    "name": "full",
    "title": "=SUM(A1) a schema",
    "version": "2.10",
    "description": "Two lines\nof “text”, Ωμέγα 🌍 _x0041_",
    "licence": "CC0",
    "mention_types": [
        {"name": "who", "label": "Who", "color": {"light": "#112233", "dark": "#AABBCC"}}
        | {"line": "wavy", "entities": ["GPE", "ORG"], "triggers": True},
        {"name": "what", "label": "What", "color": {"light": "#445566", "dark": "#FFEEDD"}}
        | {"line": "solid"},
    ],
    "slots": [
        {"name": "deed", "label": "Deed", "key": "A", "mention_type": "what", "kind": "code"}
        | {"code_list": "slots", "required": True, "help": "-5 or 3"},
        {"name": "from", "label": "From", "key": "S", "mention_type": "who", "kind": "composed"}
        | {"composition": "people", "several": True, "most": 3},
        {"name": "to", "label": "To", "key": "T", "mention_type": "who", "kind": "composed"}
        | {"composition": "people", "when": "deed under 04 and from is filled"},
        {"name": "day", "label": "Day", "key": "D", "mention_type": "what", "kind": "date"}
        | {"retired": True},
    ],
    "attributes": [
        {"name": "mood", "label": "Mood", "key": "M", "type": "one_of", "default": "1"}
        | {
            "choices": [
                {"value": "1", "label": "Good", "help": "Fine."},
                {"value": "2", "label": "Bad", "when": "deed is 042, 043"},
                {"value": "2", "label": "Bad (old)", "when": "deed is 07", "retired": True},
            ]
        },
        {"name": "loud", "label": "Loud", "type": "yes_no", "default": "yes"},
        {"name": "size", "label": "Size", "key": "Z", "type": "number_or_word"}
        | {"least": 0, "most": 5000, "required": True, "when": "loud is yes"}
        | {"words": [{"word": "dozens", "least": 24, "most": 99}, {"word": "many", "least": 100}]},
        {"name": "hurt", "label": "Hurt", "type": "integer", "least": -1, "retired": True},
        {"name": "tags", "label": "Tags", "type": "several_of", "most": 2}
        | {"choices": [{"value": "x-1", "label": "X"}, {"value": "y", "label": "TRUE"}]},
        {"name": "note", "label": "Note", "type": "text", "help": "'quoted"},
    ],
    "code_lists": [
        {
            "name": "slots",
            "label": "Deeds",
            "levels": [
                {"name": "top", "label": "Top", "depth": 0},
                {"name": "low", "label": "Low", "depth": 1},
            ],
            "codes": [
                {"id": "i1", "code": "04", "label": "Meet", "assignable": False}
                | {"definition": "They meet.", "use_when": "-", "search": ["meet", "see"]},
                {"id": "i2", "code": "042", "label": "=Visit", "parent": "04", "mirror": "043"}
                | {"values": {"score": "-0.4", "quad_one": "1"}, "not_when": "at home → 043"}
                | {"examples": ["{from: A} saw {to: B}.", "@B; was seen, by A."]},
                {"id": "i3", "code": "043", "label": "Host", "parent": "04", "mirror": "042"}
                | {"source": "own", "reference": "Manual, p. 3", "values": {"score": "1.50"}},
                {"id": "i4", "code": "07", "label": "Old", "retired": True}
                | {"successors": ["042", "043"]},
                {"id": "i5", "code": "1e5", "label": "2024-01-05"},
                {"id": "i6", "code": "TRUE", "label": "#N/A", "successors": ["TRUE", "042"]},
            ],
        },
        {
            "name": "a_list_with_a_name_longer_than_sheets_allow",
            "label": "Places",
            "codes": [{"id": "p1", "code": "AB", "label": "Abland"}],
        },
        {
            "name": "a_list_with_a_name_longer_than_sheets_can",
            "label": "Roles",
            "codes": [{"id": "r1", "code": "go", "label": "Gov", "values": {"whole": "ABgo"}}],
        },
    ],
    "compositions": [
        {
            "name": "people",
            "label": "People",
            "element_length": 2,
            "most_elements": 3,
            "unspecified": "--",
            "unspecified_label": "nobody named",
            "usual": "whole",
            "positions": [
                {"name": "place", "label": "Place", "least": 1}
                | {"lists": ["a_list_with_a_name_longer_than_sheets_allow"]},
                {"name": "role", "label": "Role", "most": 2}
                | {"lists": ["a_list_with_a_name_longer_than_sheets_can"]},
            ],
        }
    ],
    "code_slot": "deed",
    "dyad": {"source": "from", "target": "to", "code": "deed"},
    "reciprocal": True,
    "identifying": ["from", "deed", "to"],
    "summary": ["from", "deed", "to", "day"],
    "derived": [
        {"name": "deed_label", "slot": "deed", "kind": "label", "help": "Its label."},
        {"name": "deed_top", "slot": "deed", "kind": "level", "argument": "top"},
        {"name": "deed_score", "slot": "deed", "kind": "value", "argument": "score"}
        | {"group": "scores"},
        {"name": "from_role", "slot": "from", "kind": "part"}
        | {"lists": ["a_list_with_a_name_longer_than_sheets_can"]},
    ],
    "reasons": [{"value": "nothing", "label": "Nothing", "help": "+1"}],
    "rules": [
        {"name": "who", "demand": "from is filled", "message": "Who?"},
        {"name": "big", "when": "size > 1,000", "demand": "note is filled", "message": "Sure?"}
        | {"severity": "confirm"},
    ],
    "groups": [{"value": "scores", "label": "Scores", "help": "Pick one."}],
}
