"""When the file is not there, or somebody else has it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from annotator.storage.project import open_project
from tests.journeys.driver import Coder

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from annotator.storage.project import open_project
project = open_project(sys.argv[1], coder="bob")
print("open", flush=True)
time.sleep(60)
"""


def test_a_second_window_reads_and_says_who_writes(coder, pact, qtbot, tmp_path):
    ann = coder()
    ann.open(pact, "ann")
    other = subprocess.run(
        [sys.executable, "-m", "annotator", "highlight", str(pact)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert other.returncode == 2
    assert "ann" in other.stderr
    assert "Traceback" not in other.stderr


def test_a_reader_can_look_and_not_edit(coder, pact):
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            HOLD,
            str(pact),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline().strip() == "open"
        ann = coder()
        ann.open(pact)
        assert ann.session.project.read_only
        assert "bob" in ann.page.banner.text
        ann.press("N")
        assert ann.events == ()
        ann.press("Alt+Right")
        assert ann.session.article.id == 2
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()


def test_a_moved_file_keeps_the_edit_and_goes_on_elsewhere(coder, pact, tmp_path, monkeypatch):
    ann: Coder = coder()
    ann.open(pact)
    ann.press("N")
    shutil.move(pact, tmp_path / "moved.db")
    ann.press("R")
    assert ann.page.banner.isVisible()
    assert not ann.events[0].reciprocal
    elsewhere = tmp_path / "elsewhere.db"
    answer = (str(elsewhere), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: answer))
    ann.window.run_command("project.save_elsewhere")
    assert ann.events[0].reciprocal
    ann.close()
    with open_project(elsewhere, read_only=True) as project:
        query = "SELECT reciprocal FROM event"
        assert project.connection.execute(query).fetchall() == [(1,)]
