"""What differs between two states of a coding, in words: values, evidence, comments, status."""

from __future__ import annotations

import copy

import pytest

from annotator.agreement.reporting.disagreements import Disagreement
from annotator.domain.events import CodingStatus
from annotator.domain.schema_file import load
from annotator.gui.team.conflict_rows import rows_of_ends
from annotator.resources import schema_path
from annotator.storage.ops.choosing import End
from annotator.storage.rows import VALUE_COLUMNS

WHEN = "2025-04-10T08:00:00.000+00:00"


@pytest.fixture(scope="module")
def schema():
    return load(schema_path("cameo"))


def filler(uuid: str, slot: str, code: str, *evidence: str) -> dict:
    values = dict.fromkeys(VALUE_COLUMNS) | {"kind": "code", "code": code}
    return {
        **{name: values.get(name) for name in VALUE_COLUMNS},
        "uuid": uuid,
        "slot": slot,
        "position": 0,
        "provenance": "by hand",
        "evidence": list(evidence),
    }


def event(uuid: str, action: str, words: str = "m1") -> dict:
    fillers = [
        filler(f"{uuid}s", "source", "NERGOV"),
        filler(f"{uuid}a", "action", action, words),
        filler(f"{uuid}t", "target", "MLIGOV"),
    ]
    return {"uuid": uuid, "position": 0, "reciprocal": 0, "fillers": fillers, "attributes": []}


def mention(uuid: str, start: int, quote: str) -> dict:
    segments = [[start, start + len(quote), quote]]
    return {"uuid": uuid, "type": "action", "segments": segments}


def content(*events: dict, **more) -> dict:
    return {
        "uuid": "c",
        "coder": "ann",
        "status": "done",
        "reason": "",
        "flagged": 0,
        "started_at": WHEN,
        "finished_at": WHEN,
        "decisions": [],
        "links": [],
        "comments": [],
        "mentions": [mention("m1", 6, "signed"), mention("m2", 60, "signed")],
        "events": list(events),
        **more,
    }


def shown(schema, *contents):
    ends = [End(f"s{n}", WHEN, n == 0, one) for n, one in enumerate(contents)]
    return rows_of_ends(schema, ends)


def differing(row) -> dict[str, tuple[str, ...]]:
    return {f.name: f.cells for f in row.fields if f.kind is not Disagreement.NONE}


def test_one_event_in_both_states_stands_in_one_row_whatever_it_says(schema):
    """Its action, the words it rests on and its source are other ones: it is still the same."""
    other = event("e1", "190", "m2")
    other["fillers"][0] = filler("x", "source", "UAF")
    whole, only = shown(schema, content(event("e1", "057")), content(other))
    assert whole.sign == "="
    assert only.sign == "≠"
    assert only.said == "differs in: Source, Action"
    found = differing(only)
    assert found["action"] == (
        "057 sign formal agreement\n“signed”",
        "190 use conventional military force\n“signed”",
    )
    assert found.keys() == {"source", "action"}


def test_new_events_of_both_states_are_matched_by_what_they_rest_on(schema):
    _, only = shown(schema, content(event("e1", "057")), content(event("e2", "062")))
    assert differing(only).keys() == {"action"}


def test_an_event_of_one_state_alone_says_so(schema):
    _, first, second = shown(
        schema, content(event("e1", "057")), content(event("e1", "057"), event("e2", "190", "m2"))
    )
    assert (first.sign, first.said, first.fields) == ("=", "the same in each", ())
    assert (second.sign, second.said) == ("≠", "only in 2")
    assert [f.cells[0] for f in second.fields] == ["–", "–", "–"]


def test_the_same_words_at_another_place_are_told_apart_by_where_they_stand(schema):
    _, only = shown(schema, content(event("e1", "057")), content(event("e1", "057", "m2")))
    action = differing(only)["action"]
    assert action == (
        "057 sign formal agreement\n“signed” (characters 7–12)",
        "057 sign formal agreement\n“signed” (characters 61–66)",
    )
    assert only.said == "only words differ: Action"


def test_status_flag_comments_and_times_are_compared(schema):
    note = {"uuid": "n", "event": None, "mention": None, "coder": "ann", "kind": "note"}
    about = {**note, "uuid": "q", "event": "e1", "kind": "question", "text": "057 or 062?"}
    other = content(
        event("e1", "057"),
        status=str(CodingStatus.IN_PROGRESS),
        finished_at=None,
        flagged=1,
        comments=[{**note, "text": "look again"}, about],
        decisions=[[["p"], "rejected"]],
    )
    whole, only = shown(schema, content(event("e1", "057")), other)
    assert {name: cells[1] for name, cells in differing(whole).items()} == {
        "status": "in progress",
        "finished": "",
        "flagged": "flagged",
        "comments": "comment: look again",
        "decisions": "dismissed: 1",
    }
    assert differing(only) == {"comments": ("", "question: 057 or 062?")}


def test_why_there_is_nothing_to_code_is_compared(schema):
    reason = schema.reasons[0]
    one = content(status=str(CodingStatus.NOTHING), reason=reason.value)
    (whole,) = shown(schema, one, content(status=str(CodingStatus.NOTHING)))
    assert differing(whole)["status"] == (f"nothing to code · {reason.label}", "nothing to code")


def test_how_values_came_about_is_shown_where_it_is_all_that_differs(schema):
    other = copy.deepcopy(event("e1", "057"))
    other["fillers"][1]["provenance"] = "accepted"
    _, only = shown(schema, content(event("e1", "057")), content(other))
    (cells,) = differing(only).values()
    assert "action: by hand" in cells[0]
    assert "action: accepted" in cells[1]


def test_states_that_read_alike_say_so(schema):
    whole, _ = shown(schema, content(event("e1", "057")), content(event("e1", "057")))
    assert whole.said.startswith("the same in each, and so is every event")
