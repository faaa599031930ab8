"""The schema as a project reads it: fast, without pydantic, and true to its trees."""

import json
import subprocess
import sys
import time

import pytest

from annotator.domain.schema import Code, CodeList, Level
from annotator.domain.schema_text import decode
from annotator.resources import schema_path


@pytest.fixture(scope="module")
def data():
    return json.loads(schema_path("cameo").read_text(encoding="utf-8"))


def test_decoding_is_fast(data):
    def seconds():
        begin = time.process_time()
        decode(data)
        return time.process_time() - begin

    assert min(seconds() for _ in range(5)) < 0.030


def test_the_vocabulary_of_a_starting_window_needs_no_pydantic():
    code = (
        "import sys\n"
        "import annotator.domain.schema, annotator.domain.codebook, annotator.domain.composed\n"
        "import annotator.domain.derived\n"
        "print(sorted({'pydantic', 'pydantic_core'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


LIST = CodeList(
    "things",
    "Things",
    (
        Code("a", "1", "One", values={"score": "5", "kind": "x"}),
        Code("b", "10", "One, not further", "1"),
        Code("c", "11", "One one", "1", values={"score": "0"}),
        Code("d", "112", "One one two", "11"),
    ),
    (Level("top", "Top", 0),),
)


def test_a_path_goes_from_the_root_to_the_code():
    assert [code.code for code in LIST.path("112")] == ["1", "11", "112"]
    assert LIST.path("99") == ()


@pytest.mark.parametrize(
    ("code", "depth", "expected"),
    [
        *(("112", 0, "1"), ("112", 1, "11"), ("112", 2, "112"), ("10", 0, "1")),
        *(("10", 2, "10"), ("1", 1, "1"), ("99", 1, "99")),
    ],
)
def test_at_depth_gives_the_ancestor_or_the_code_itself(code, depth, expected):
    assert LIST.at_depth(code, depth) == expected


def test_a_value_is_inherited_and_says_so():
    assert LIST.value("11", "score") == ("0", False)
    assert LIST.value("112", "score") == ("0", True)
    assert LIST.value("10", "score") == ("5", True)
    assert LIST.value("112", "colour") == ("", False)


def test_a_ring_of_parents_does_not_hang():
    ring = CodeList("r", "R", (Code("a", "A", "A", "B"), Code("b", "B", "B", "A")))
    assert {code.code for code in ring.path("A")} == {"A", "B"}
