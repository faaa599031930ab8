"""What is done: triggers with codes, under modalities, and how the text presents them."""

from __future__ import annotations

import pytest

from tests.nlp.suggested import best_event, quoted, read


def first_roots(text: str) -> list[str]:
    """The roots of the candidates of the most certain action."""
    found = [s for s in read(text).suggestions if s.type == "action"]
    best = max(found, key=lambda s: s.confidence or 0)
    return [c.value[:2] for c in best.candidates]


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Iran threatened to attack Iraq.", "13"),
        ("Iran invaded Iraq.", "19"),
        ("Kenya refused to withdraw its troops.", "12"),
        ("The two presidents agreed to meet in May.", "03"),
        ("The two presidents met in Geneva.", "04"),
        ("France urged Mali to hold elections.", "02"),
        ("France demanded that Mali release the hostages.", "10"),
        ("Chile will not accept the treaty.", "12"),
        ("Police arrested the opposition leader.", "17"),
        ("Japan imposed sanctions on Russia.", "16"),
        ("Workers staged a strike in Lima.", "14"),
    ],
)
def test_what_a_modality_does_to_the_code(text, root):
    assert first_roots(text)[0] == root


def test_the_threat_is_marked_with_what_is_threatened():
    assert "threatened … attack" in quoted("Iran threatened to attack Iraq.", "action") or (
        "threatened to attack" in quoted("Iran threatened to attack Iraq.", "action")
    )


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenya did not attack Somalia.", "denied"),
        ("No Kenyan soldiers were killed by rebels.", "denied"),
        ("Kenya denied that it had attacked Somalia.", "denied"),
        ("Kenya may attack Somalia.", "hypothetical"),
        ("The court will investigate the mayor.", "announced"),
        ("Kenya allegedly attacked Somalia.", "alleged"),
        ("Kenya attacked Somalia.", None),
        ("Kenya threatened to attack Somalia.", None),  # the threat itself occurred
    ],
)
def test_what_did_not_occur_is_suggested_with_that_status(text, status):
    event, _ = best_event(text)
    assert dict(event.attributes).get("status") == status


def test_another_schema_has_modalities_of_its_own():
    event, _ = best_event("Students plan to march in Lima on Friday.", schema="protest")
    assert dict(event.attributes) == {"status": "announced"}
    held, parts = best_event("Students marched in Lima on Friday.", schema="protest")
    assert not held.attributes
    assert parts["form"][0][1] == "march"
