"""A window that may only read: it follows what the writer does, and offers nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton

from annotator.gui.commands import registry
from annotator.gui.read_only import edits

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from annotator.domain.events import CodingStatus
from annotator.jobs.importing import import_paths
from annotator.storage import ops, people
from annotator.storage.project import open_project

project = open_project(sys.argv[1], coder="ann")
desk = people.sit_down(project, "ann")
print("open", flush=True)
for line in sys.stdin:
    what, argument = line.strip().split(" ", 1)
    if what == "event":
        ops.create_event(project, desk, int(argument))
    elif what == "done":
        ops.finish_coding(project, desk, int(argument), status=CodingStatus.DONE)
    else:
        import_paths(project, [Path(argument)])
    print(what, flush=True)
"""
SENTENCE = "The project is open for reading only."


@pytest.fixture
def writer(pact):
    """Does what it is told in the project, in another process."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(pact)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def tell(what: str, argument: object) -> None:
        process.stdin.write(f"{what} {argument}\n")
        process.stdin.flush()
        assert process.stdout.readline().strip() == what

    assert process.stdout.readline().strip() == "open"
    yield tell
    process.stdin.close()
    process.wait()
    process.stdout.close()


def test_the_reader_sees_what_the_writer_does(writer, coder, pact, tmp_path):
    ann = coder()
    ann.open(pact)
    assert ann.session.project.read_only
    place = ann.page.article_pane.place
    writer("event", ann.session.article.id)
    ann.wait(lambda: len(ann.events) == 1)
    assert ann.page.article_pane.place == place
    writer("done", 2)
    ann.wait(lambda: "TO DO · 1" in ann.page.queue_pane._header.text())
    assert ann.page.status_line._progress.text().startswith("1 done today")
    (tmp_path / "new.txt").write_text("A third one\n\nSoldiers left the town on Monday.\n")
    writer("import", tmp_path / "new.txt")
    ann.wait(lambda: len(ann.page.queue_ids) == 3)
    assert ann.page.article_pane.place == place


def test_what_would_edit_is_greyed_out_and_says_why(writer, coder, pact):
    ann = coder()
    ann.open(pact)
    window, pane = ann.window, ann.page.events_pane
    for command_id in registry.table(ann.session.schema):
        action = window.actions_by_id[command_id]
        if edits(command_id):
            assert not action.isEnabled(), command_id
            assert action.toolTip() == SENTENCE
    looking = ("article.next", "suggestion.next", "find.open", "project.export", "help.palette")
    assert all(window.actions_by_id[name].isEnabled() for name in looking)
    assert not pane.head._new.isEnabled()
    assert SENTENCE in pane.head._new.toolTip()
    plus = ann.page.top_bar._edit.buttons["event.new"]
    assert not plus.isEnabled()
    assert SENTENCE in plus.toolTip()
    ann.press("N")
    assert ann.page.status_line._message.text() == SENTENCE
    assert ann.events == ()


def test_the_chips_of_a_card_are_greyed_out_too(writer, coder, pact):
    ann = coder()
    ann.open(pact)
    writer("event", ann.session.article.id)
    ann.wait(lambda: len(ann.events) == 1)
    chips = ann.page.events_pane.findChildren(QToolButton, "chip")
    assert chips
    assert not any(chip.isEnabled() for chip in chips)
    assert all(SENTENCE in chip.toolTip() for chip in chips if chip.isVisible())
