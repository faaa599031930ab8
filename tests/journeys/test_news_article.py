"""A real article from import to spreadsheet, with a kill in between."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from annotator.domain.values import CodeValue
from annotator.jobs.exporting import ExportOptions, export_project
from tests.journeys.driver import make_project

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT.parent / "shared" / "articles"

pytestmark = pytest.mark.skipif(
    not list(ARTICLES.glob("*.txt")), reason="needs the article in ../shared/articles"
)


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    """The article coded by keys in a process that was killed, and what it said was saved."""
    path = tmp_path_factory.mktemp("news") / "news.db"
    make_project(path, ARTICLES)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.news_coder", str(path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    saved = []
    for line in child.stdout:
        if line.startswith("saved"):
            saved.append(int(line.split()[1]))
        elif line.strip() == "ready":
            break
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert child.returncode == -signal.SIGKILL
    time.sleep(0.2)
    return path, saved


@pytest.fixture
def copy(coded, tmp_path):
    path = tmp_path / "news.db"
    path.write_bytes(coded[0].read_bytes())
    return path


def codes(event, slot):
    return [f.value.code for f in event.in_slot(slot) if isinstance(f.value, CodeValue)]


def date_of(event, slot="date"):
    (filler,) = event.in_slot(slot)
    return filler.value.start, filler.value.end, filler.value.kind


def test_everything_shown_as_saved_is_there_after_the_kill(coded, copy, coder):
    _, saved = coded
    assert len(saved) > 30
    ann = coder()
    ann.open(copy)
    query = "SELECT id FROM edit"
    stored = {row[0] for row in ann.session.project.connection.execute(query).fetchall()}
    assert set(saved) <= stored
    hosting, meeting, visit = ann.events
    assert codes(hosting, "source") == ["AZEGOV"]
    assert codes(hosting, "action") == ["043"]
    assert codes(hosting, "target") == ["TURGOV", "SYRGOV"]
    assert date_of(hosting)[:2] == (dt.date(2025, 4, 1), dt.date(2025, 4, 10))
    assert meeting.reciprocal
    assert codes(meeting, "source") == ["TURGOV", "ISRGOV"]
    (action,) = meeting.in_slot("action")
    assert [m.quote for m in action.mentions] == ["meeting", "The first technical meeting was held"]
    assert date_of(meeting)[:2] == (dt.date(2025, 4, 9), dt.date(2025, 4, 9))
    assert codes(visit, "source") == ["ISRGOV"]
    assert visit.attribute("status") == ("announced",)
    assert date_of(visit) == (dt.date(2025, 4, 10), dt.date(2025, 4, 10), "reported")
    assert date_of(visit, "date_due")[:2] == (dt.date(2025, 5, 1), dt.date(2025, 5, 15))
    assert codes(visit, "attribution") == ["unnamed"]


def test_all_of_it_can_be_undone_and_done_again(copy, coder):
    ann = coder()
    ann.open(copy)
    before = ann.events
    steps = 0
    while ann.session.undo_state().undo is not None:
        ann.press("Ctrl+Z")
        steps += 1
    assert steps > 30
    assert ann.events == ()
    assert ann.session.article.published is None
    for _ in range(steps):
        ann.press("Ctrl+Shift+Z")
    assert ann.session.undo_state().redo is None
    assert ann.events == before


def test_the_spreadsheet_says_what_was_coded(copy, coder, tmp_path):
    ann = coder()
    ann.open(copy)
    ann.press("Ctrl+Return")
    text = ann.session.article.text
    events = ann.events
    ann.close()
    target = tmp_path / "events.xlsx"
    export_project(copy, target, ExportOptions())
    rows = list(openpyxl.load_workbook(target)["Events"].values)
    table = pd.DataFrame(rows[1:], columns=rows[0])
    assert list(table["event_id"]) == [event.uuid for event in events]
    assert list(table["action"]) == ["043", "046", "042"]
    assert list(table["target"].fillna("")) == ["TURGOV; SYRGOV", "", "AZEGOV"]
    assert list(table["reciprocal"].astype(str)) == ["0", "1", "0"]
    for _, row in table.iterrows():
        start, end = int(row["evidence_start"]), int(row["evidence_end"])
        assert text[start:end]
    dyads = list(openpyxl.load_workbook(target)["Dyads"].values)
    pairs = pd.DataFrame(dyads[1:], columns=dyads[0])
    found = set(zip(pairs["source"], pairs["action"], pairs["target"], strict=True))
    assert {
        ("AZEGOV", "043", "TURGOV"),
        ("AZEGOV", "043", "SYRGOV"),
        ("TURGOV", "042", "AZEGOV"),
        ("SYRGOV", "042", "AZEGOV"),
        ("TURGOV", "046", "ISRGOV"),
        ("ISRGOV", "046", "TURGOV"),
        ("ISRGOV", "042", "AZEGOV"),
        ("AZEGOV", "043", "ISRGOV"),
    } == found
