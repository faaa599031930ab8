"""A kill while a note is being written: what was written is there again at the next start."""

from __future__ import annotations

from pathlib import Path

from kills import killer, needs_kill
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings

WORDS = "Two pacts, or one?"


def sit_down(project, settings):
    """A window on the first article of a project."""
    application = QApplication.instance() or QApplication([])
    window = MainWindow(Settings(Path(settings)))
    window.show()
    window.open_path(Path(project), "ann")
    while window.page.session.article is None:
        application.processEvents()
    return application, window


def write_a_note(acknowledge, project, settings):
    """Open the project, begin a note, and sit before it."""
    application, window = sit_down(project, settings)
    window.run_command("article.note")
    QTest.keyClicks(window.page.notes._text, WORDS)
    acknowledge("typed")
    application.exec()


@needs_kill
def test_a_killed_program_has_kept_the_note(coder, pact, tmp_path):
    with killer(Path(__file__)) as kill:
        fate = kill("write_a_note", str(pact), str(tmp_path / "settings.ini"), after=3)
    assert (fate.acknowledged, fate.finished) == (("typed",), False)
    ann = coder()
    ann.open(pact)
    ann.press("M")
    assert ann.page.notes._text.toPlainText() == WORDS


def write_in_the_box(acknowledge, project, settings):
    """Open the project, begin the note of an event in its box, and sit before it."""
    application, window = sit_down(project, settings)
    window.run_command("event.new")
    window.run_command("attribute.set.note")
    QTest.keyClicks(window.page.events_pane.editors.attribute_editor.text, WORDS)
    acknowledge("typed")
    application.exec()


@needs_kill
def test_a_killed_program_has_kept_the_text_of_the_box(coder, pact, tmp_path):
    with killer(Path(__file__)) as kill:
        fate = kill("write_in_the_box", str(pact), str(tmp_path / "settings.ini"), after=3)
    assert (fate.acknowledged, fate.finished) == (("typed",), False)
    ann = coder()
    ann.open(pact)
    ann.window.run_command("attribute.set.note")
    box = ann.page.events_pane.editors.attribute_editor
    assert box.text.toPlainText() == WORDS
    assert "draft" in box.says.accessibleName()
    ann.write(" Two.")
    ann.press("Return")
    assert ann.events[0].attribute("note") == (f"{WORDS} Two.",)
    ann.press("Ctrl+Z")
    assert ann.events[0].attribute("note") == ()
    ann.window.run_command("attribute.set.note")
    assert box.text.toPlainText() == ""
