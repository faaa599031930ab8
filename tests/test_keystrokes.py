"""``scripts/keystrokes.py``: events coded by keys alone through the real window, and counted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SCRIPT = ROOT / "scripts" / "keystrokes.py"
WHOLE = (ROOT / "resources" / "sample" / "codings.json", ROOT / "tests/data/article_codings.jsonl")


def run(*words: object, **environment: str) -> tuple[dict[str, float], int]:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, words), "--json"],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=280,
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.returncode


def line(text: str, source: tuple[str, str], target: tuple[str, str], code: str, action: str):
    def actor(words: str, named: str) -> dict[str, object]:
        start = text.index(words)
        return {"start": start, "end": start + len(words), "text": words, "code": named}

    start = text.index(action)
    event = {
        "code": code,
        "plover": "ANY",
        "source": [actor(*source)],
        "target": [actor(*target)],
        "reciprocal": False,
        "action": {"segments": [[start, start + len(action)]]},
    }
    return json.dumps({"id": text[:8], "published": "2000-01-01", "text": text, "events": [event]})


@pytest.fixture
def few(tmp_path):
    path = tmp_path / "few.jsonl"
    lines = [
        line(
            "Norway imposed sanctions on Iceland on Monday.",
            ("Norway", "NOR"),
            ("Iceland", "ISL"),
            "163",
            "imposed",
        ),
        line(
            "The Kenyan army arrested four US-led fighters, police said.",
            ("Kenyan army", "KENMIL***"),
            ("US", "USAXYZ"),
            "173",
            "arrested",
        ),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_events_are_coded_by_keys_alone_and_unknown_codes_as_they_are(few):
    figures, status = run(few, "--unaided")
    assert status == 0
    assert (figures["events"], figures["exact_share"], figures["mouse"]) == (2, 1.0, 0)
    assert set(figures) >= {"keys_median", "keys_mean", "keys_p90", "corrections"}


def test_what_is_not_looked_at_is_named(few):
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(few), "--unaided"],
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert "not looked at: plover" in done.stdout
    assert "not looked at: no location" in done.stdout


def test_a_line_of_another_shape_gets_a_sentence(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "x"}\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(path)], capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 2
    assert "bad.jsonl, line 1" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("aided", "most"), [(True, 15), (False, 28)])
def test_the_gold_takes_few_keys(aided, most):
    gold = SHARED / "gold" / "events.jsonl"
    if not gold.exists():
        pytest.skip("the gold is not here")
    figures, status = run(gold, *(() if aided else ("--unaided",)))
    assert (status, figures["exact_share"], figures["mouse"]) == (0, 1.0, 0)
    assert figures["keys_median"] <= most


@pytest.mark.slow
@pytest.mark.parametrize(("aided", "most"), [(True, 20), (False, 32)])
def test_whole_articles_take_few_keys(aided, most):
    files = [path for path in WHOLE if path.suffix == ".json" or (SHARED / "articles").exists()]
    figures, status = run(*files, *(() if aided else ("--unaided",)))
    assert (status, figures["exact_share"], figures["mouse"]) == (0, 1.0, 0)
    assert figures["keys_median"] <= most


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("xdotool") and shutil.which("Xvfb")), reason="needs Xvfb and xdotool"
)
def test_the_keys_make_the_same_events_in_a_window_that_gets_them_from_the_display(few, tmp_path):
    log = tmp_path / "keys.log"
    run(few, "--log", log)
    display = f":{90 + os.getpid() % 100}"
    server = subprocess.Popen(["Xvfb", display, "-screen", "0", "1366x768x24"])
    try:
        time.sleep(1.5)
        figures, status = run(few, "--replay", log, DISPLAY=display)
    finally:
        server.terminate()
        server.wait(timeout=10)
    assert (status, figures["exact_share"]) == (0, 1.0)
