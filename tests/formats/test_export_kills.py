"""A kill inside an export, or an edit beside it: the old file stays whole, the coder unbothered."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import baku
import openpyxl
import pytest
from kills import killer, needs_kill

from annotator.formats.export_job import ExportOptions
from annotator.formats.frames import read_export
from annotator.jobs.exporting import export_project


def export_again_and_again(acknowledge, project, target):
    """One export after another to the same place; each is acknowledged when it stands there."""
    acknowledge("0")
    for number in range(1, 1000):
        export_project(Path(project), Path(target), ExportOptions(unfinished=bool(number % 2)))
        acknowledge(number)


@needs_kill
@pytest.mark.parametrize(("ending", "times"), [("csv", 8), ("xlsx", 4)])
def test_a_kill_inside_an_export_leaves_a_whole_file(tmp_path, ending, times):
    project = baku.make(tmp_path / "p.db")
    target = tmp_path / f"e.{ending}"
    export_project(project, target, ExportOptions())
    finished = len(next(iter(read_export(target).values())))
    inside = 0
    with killer(Path(__file__)) as kill:
        for number in range(times * 5):
            if inside and number >= times:
                break
            kill("export_again_and_again", str(project), str(target), after=random.uniform(0, 0.3))
            inside += bool(list(tmp_path.glob(".*.part")))
            for left in tmp_path.glob(".*.part"):
                left.unlink()
            found = read_export(target)
            assert len(next(iter(found.values()))) in (finished, finished + 1)
            if ending == "xlsx":
                assert openpyxl.load_workbook(target).sheetnames[-1] == "About"
    assert inside, "no kill fell into an export"


def test_coding_goes_on_while_an_export_is_written(tmp_path):
    project = baku.make(tmp_path / "p.db")
    target = tmp_path / "e.csv"
    failures = []
    begun = threading.Event()
    stop = threading.Event()

    def export_on():
        try:
            while not stop.is_set():
                export_project(project, target, ExportOptions(unfinished=True))
                begun.set()
        except Exception as error:  # noqa: BLE001 - told to the test
            failures.append(error)
            begun.set()

    thread = threading.Thread(target=export_on)
    with baku.coding(project) as coder:
        thread.start()
        assert begun.wait(30)
        for _ in range(15):
            coder.fill("source", "TUR", "Türkiye")
        baku.finish(coder)
        stop.set()
        thread.join()
    assert not failures
    export_project(project, target, ExportOptions())
    rows = read_export(target)["e"]
    assert list(rows[rows["coder"] == "eve"]["source"]) == ["; ".join(["TUR"] * 15)]
