"""``scripts/suggestions.py``: what it measures, by which definitions, and what it refuses."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "gold"
sys.path.insert(0, str(ROOT / "scripts"))

import suggestions  # noqa: E402 - a script, found by its folder
from suggesting import gold  # noqa: E402


def actor(text: str, words: str, code: str) -> dict[str, object]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words, "code": code}


def line(text, source, target, code, action, *, reciprocal=False) -> str:
    start = text.index(action)
    event = {
        "code": code,
        "source": [actor(text, *source)],
        "target": [actor(text, *target)] if target else [],
        "reciprocal": reciprocal,
        "action": {"segments": [[start, start + len(action)]]},
        "location": [],
    }
    return json.dumps({"id": text[:5], "published": "2000-01-01", "text": text, "events": [event]})


@pytest.fixture
def events(tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_text(
        "\n".join(
            [
                line(
                    "The Kenyan army arrested four Ugandan soldiers, police said.",
                    ("Kenyan army", "KENMIL"),
                    ("Ugandan soldiers", "UGA***"),
                    "173",
                    "arrested",
                ),
                line(
                    "Norway imposed sanctions on Iceland.",
                    ("Norway", "NOR"),
                    ("Iceland", "ISL"),
                    "163",
                    "imposed sanctions",
                ),
                line("Nobody slept.", ("Nobody", "XYZ"), None, "190", "slept"),
            ]
        ),
        encoding="utf-8",
    )
    return path


def figures(capfd, *arguments) -> dict[str, float]:
    assert suggestions.main([*map(str, arguments), "--json"]) == 0
    return json.loads(capfd.readouterr().out)


def test_events_are_measured_by_the_definitions(capfd, events):
    found = figures(capfd, "--events", events)
    assert found["actor_recall_overlap"] == 0.8  # "Nobody" is nobody
    assert found["actor_recall_exact"] == 0.8
    assert found["actor_precision"] == 1.0  # police only say it
    assert found["actor_country_top1"] == found["actor_code_top1"] == 0.8
    assert found["action_root_top3"] == pytest.approx(2 / 3, abs=0.001)
    assert found["event_overlap"] == pytest.approx(2 / 3, abs=0.001)
    assert 0.2 < found["speed_ratio"] < 3


def test_places_and_dates_are_measured_by_the_definitions(capfd, tmp_path):
    text = "Rains fell in Nairobi and in Kenya."
    places = [
        {"start": 14, "end": 21, "text": "Nairobi", "lat": -1.3, "lon": 36.8, "page": "x/Nairobi"},
        {"start": 29, "end": 34, "text": "Kenya", "lat": 80, "lon": 0, "page": "x/wiki/Kenya"},
    ]
    path = tmp_path / "places.jsonl"
    path.write_text(json.dumps({"source": "x", "text": text, "locations": places}) + "\n")
    dates = tmp_path / "dates.tsv"
    dates.write_text("published\texpression\tinterval\n2020-05-20\tyesterday\t2020-05-19\n")
    found = figures(capfd, "--places", path, "--dates", dates)
    assert found["place_f1"] == found["place_right_found"] == found["place_right_coded"] == 1.0
    assert found["dates_news"] == 1.0


def test_learning_prints_both_halves(capfd, events):
    found = figures(capfd, "--events", events, "--learn")
    assert set(found) == {
        "learn_top1_without",
        "learn_top1_with",
        "learn_top5_without",
        "learn_top5_with",
    }


def test_definitions_are_printed_with_the_figures(capfd, events):
    assert suggestions.main(["--events", str(events)]) == 0
    out = capfd.readouterr().out
    assert "share of coded actors that a first-choice actor span touches" in out


def test_a_line_that_is_none_is_named(capfd, tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"text": "x"}\n')
    assert suggestions.main(["--events", str(path)]) == 2
    assert "bad.jsonl, line 1" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("value", "code", "right"),
    [
        ("KENMIL", "KEN", True),
        ("KENMIL", "KEN***", True),
        ("KEN", "KENMIL", False),
        ("", "KEN", False),
        ("UGAMIL", "KENMIL", False),
    ],
)
def test_codes_are_compared_after_cutting(value, code, right):
    assert gold.right(value, code) is right


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared gold is not here")
def test_the_targets_are_met_on_the_shared_gold(capfd):
    least = {
        "actor_recall_overlap": 0.97,
        "actor_recall_exact": 0.70,
        "actor_precision": 0.75,
        "actor_country_top1": 0.85,
        "actor_code_top1": 0.65,
        "actor_code_top3": 0.78,
        "action_code_top5": 0.60,
        "action_root_top3": 0.85,
        "event_overlap": 0.50,
        "dates_news": 18 / 19,
        "dates_timex": 0.80,
        "place_f1": 0.86,
        "place_right_found": 0.85,
        "place_right_coded": 0.70,
    }
    found = figures(capfd)
    missed = {name: found[name] for name, figure in least.items() if found[name] < figure}
    assert not missed
