"""``annotator agreement --verify``: for people, for scripts, and files that are none."""

from __future__ import annotations

import json

import pytest

RIGHT = {
    "name": "two of three",
    "datatype": "matrix",
    "metric": "percent_agreement",
    "level": None,
    "params": {},
    "expected": 0.667,
    "tol": 0.001,
    "data": [["a", "b", "c"], ["a", "b", "b"]],
}
UNDEFINED = {**RIGHT, "name": "[one] value", "metric": "cohen_kappa", "data": [["a"], ["a"]]}
UNDEFINED = {**UNDEFINED, "expected": None}


@pytest.fixture
def file(tmp_path):
    """Writes cases to a file and gives its path."""

    def file(*cases):
        path = tmp_path / "cases.json"
        path.write_text(json.dumps({"format": "agreement_cases/1", "cases": cases}), "utf-8-sig")
        return path

    return file


def test_people_get_a_table_and_a_count(run, file):
    status, out, error = run("agreement", "--verify", file(RIGHT, UNDEFINED))
    lines = out.splitlines()
    assert (status, error) == (0, "")
    assert lines[0].split() == ["Case", "Result", "Value", "Expected", "Tolerance", "Reason"]
    assert lines[1].split() == ["two", "of", "three", "passed", "0.666667", "0.667", "0.001"]
    assert lines[2].startswith("[one] value")
    assert "undefined" in lines[2]
    assert "All values are alike" in lines[2]
    assert lines[-1] == "2 cases: 2 passed, 0 failed, 0 not offered."


def test_scripts_get_one_object(run, file):
    status, out, error = run("agreement", "--verify", file(RIGHT, UNDEFINED), "--json")
    assert (status, error) == (0, "")
    assert json.loads(out) == {
        "passed": 2,
        "failed": 0,
        "not_offered": 0,
        "cases": [
            {
                "name": "two of three",
                "status": "passed",
                "value": 2 / 3,
                "expected": 0.667,
                "tol": 0.001,
            },
            {
                "name": "[one] value",
                "status": "passed",
                "value": None,
                "expected": None,
                "tol": 0.001,
            },
        ],
    }


@pytest.mark.parametrize(
    "wrong", [{**RIGHT, "expected": 0.7}, {**RIGHT, "metric": "unheard_of"}, 5]
)
def test_a_case_that_does_not_come_out_is_status_1(run, file, wrong):
    status, out, error = run("agreement", "--verify", file(RIGHT, wrong))
    assert status == 1
    assert "2 cases: 1 passed" in out
    assert "Not every case came out" in error
    status, out, _ = run("agreement", "--verify", file(RIGHT, wrong), "--json")
    told = json.loads(out)
    assert (status, told["failed"] + told["not_offered"]) == (1, 1)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe\x00", b"[]", b'{"cases": 3}', b"[" * 100_000, b"null"]
)
def test_a_file_of_no_cases_gets_a_sentence(run, tmp_path, content):
    path = tmp_path / "cases.json"
    path.write_bytes(content)
    status, out, error = run("agreement", "--verify", path)
    assert (status, out) == (2, "")
    assert "cases.json" in error
    assert "Give a file of reference cases" in error
    assert "error" in json.loads(run("agreement", "--verify", path, "--json")[1])


def test_no_file_is_a_sentence(run, tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        status, out, error = run("agreement", "--verify", path)
        assert (status, out) == (2, "")
        assert str(path) in error


def test_no_cases_are_no_failure(run, file):
    assert run("agreement", "--verify", file())[0] == 0
