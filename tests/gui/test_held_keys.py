"""A key that is held down, and a megabyte that is pasted, do no harm."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.accepting import Row
from annotator.gui.dialogs.about import AboutDialog
from annotator.gui.theme import Mode, make_theme
from tests.journeys.driver import Coder, make_project

KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
MEGABYTE = "who did what to whom, " * 48_000


@pytest.fixture(scope="module")
def _project(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("held")
    article, other = folder / "pact.txt", folder / "other.txt"
    article.write_text("Turkey accused Iran of lying.\n\nTalks go on.", encoding="utf-8")
    other.write_text("Mali met Niger.\n\nTalks go on.", encoding="utf-8")
    make_project(folder / "held.db", article, other, highlight=False)
    return folder / "held.db"


@pytest.fixture
def coder(qtbot, tmp_path, _project):
    person = Coder(qtbot, tmp_path)
    person.open(Path(shutil.copy(_project, tmp_path / "held.db")))
    yield person
    person.close()


def repeat(key: str, text: str = "", times: int = 30) -> None:
    """Repeats of a key that is down already, as the window system sends them to the window."""
    combination = QKeySequence(key)[0]
    for _ in range(times):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            held, modifiers = combination.key(), combination.keyboardModifiers()
            event = QKeyEvent(kind, held, modifiers, text, True)
            if QApplication.focusWindow() is not None:
                QApplication.sendEvent(QApplication.focusWindow(), event)
        QApplication.processEvents()


def hold(key: str, text: str = "") -> None:
    """Press a key in whatever has the keyboard, and keep it down."""
    combination = QKeySequence(key)[0]
    event = QKeyEvent(
        QEvent.Type.KeyPress, combination.key(), combination.keyboardModifiers(), text, False
    )
    QApplication.sendEvent(QApplication.focusWindow(), event)
    QApplication.processEvents()
    repeat(key, text)


def edits(coder: Coder) -> int:
    connection = coder.session.project.connection
    return connection.execute("SELECT count(*) FROM edit").fetchone()[0]


def test_only_moving_repeats(coder):
    table = coder.window.actions_by_id
    repeating = {name for name, action in table.items() if action.autoRepeat()}
    making = ("slot.", "attribute.", "project.", "edit.", "mention.", "dictionary.", "coding.")
    for name in table:
        if name.startswith((*making, "suggestion.candidate", "suggestion.accept", "article.")):
            assert name not in repeating
    assert {"event.new", "event.delete", "suggestion.reject", "filler.delete"}.isdisjoint(repeating)
    assert {"suggestion.next", "event.next", "filler.next"} <= repeating


def test_what_repeats_in_the_text_stores_nothing(coder):
    coder.press("N")
    before = edits(coder)
    for name, action in coder.window.actions_by_id.items():
        if action.autoRepeat():
            for _ in range(8):
                coder.window.run_command(name)
    assert edits(coder) == before


def test_a_slot_letter_held_writes_nothing_into_the_editor_it_opens(coder):
    coder.press("N", "A")
    assert coder.page.events_pane.editor_open
    repeat("A", "a")
    assert QApplication.focusWidget().text() == ""


def test_enter_held_in_an_editor_takes_one_value(coder):
    coder.press("N", "A")
    coder.write("accuse")
    hold("Return")
    event = coder.events[0]
    assert len(event.fillers) == 1
    assert not coder.page.events_pane.editor_open
    assert edits(coder) == 2


def test_tab_held_in_an_editor_takes_one_value_and_opens_one_slot(coder):
    coder.press("N", "A")
    coder.write("accuse")
    hold("Tab")
    assert len(coder.events[0].fillers) == 1


def test_a_digit_held_in_an_editor_takes_one_row(coder):
    coder.press("N", "A")
    coder.write("accuse")
    hold("1", "1")
    assert len(coder.events[0].fillers) == 1
    assert not coder.page.events_pane.editor_open


def test_letters_held_in_an_editor_are_typed(coder):
    coder.press("N", "A")
    hold("B", "b")
    assert QApplication.focusWidget().text() == "b" * 31
    hold("Backspace")
    assert QApplication.focusWidget().text() == ""
    assert coder.page.events_pane.editor_open


def test_a_held_key_gives_one_reason_and_opens_one_article(coder):
    first = coder.session.article.id
    coder.press("X")
    assert coder.page.choices.isVisible()
    repeat("X", "x")
    assert coder.page.choices.isVisible()
    hold("1", "1")
    assert coder.session.article.id != first
    assert edits(coder) == 1
    repeat("Ctrl+Return")
    assert edits(coder) == 1


def test_enter_held_on_choices_takes_one(coder):
    coder.press("N")
    attribute = next(a for a in coder.session.schema.attributes if a.choices)
    coder.window.run_command(f"attribute.set.{attribute.name}")
    assert coder.page.events_pane.editor_open
    coder.press("Down")
    hold("Return")
    assert edits(coder) == 2
    assert not coder.page.events_pane.editor_open


def test_enter_held_in_the_palette_runs_one_command(coder):
    coder.press("Ctrl+K")
    coder.write("new event")
    hold("Return")
    coder.wait(lambda: coder.events)
    repeat("Return")
    assert len(coder.events) == 1


def test_a_held_key_presses_no_button_of_the_dialog_it_opens(coder, qtbot):
    dialog = AboutDialog(coder.window, make_theme(Mode.LIGHT))
    dialog.show()
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    dialog.cancel_button.setFocus()
    repeat("Return")
    repeat("Escape")
    assert dialog.isVisible()
    hold("Return")
    assert not dialog.isVisible()


def test_enter_held_in_a_note_writes_lines_but_keeps_it_once(coder):
    coder.press("M")
    note = coder.page.notes
    assert note.isVisible()
    repeat("M", "m")
    hold("Return", "\r")
    assert note._text.toPlainText() == "\n" * 31
    coder.write("So it is")
    hold("Ctrl+Return")
    assert not note.isVisible()
    assert edits(coder) == 1
    assert coder.session.article is not None


def test_a_repeat_that_is_told_as_a_new_press_is_none(coder):
    """Under X11 release and press of a repeat can come apart, with one time stamp."""
    window = coder.window.windowHandle()

    def send(kind: QEvent.Type, at: int) -> None:
        event = QKeyEvent(kind, KEY.Key_N, NONE, "n", False)
        event.setTimestamp(at)
        QApplication.sendEvent(window, event)

    held = coder.window._held_keys
    send(QEvent.Type.ShortcutOverride, 1000)
    assert not held.repeating
    send(QEvent.Type.KeyRelease, 1500)
    send(QEvent.Type.ShortcutOverride, 1500)
    assert held.repeating
    coder.window.run_command("event.new")  # what the key would do
    assert not coder.events
    coder.window.run_command("suggestion.next")
    send(QEvent.Type.KeyRelease, 1600)
    send(QEvent.Type.ShortcutOverride, 1604)
    coder.window.run_command("event.new")
    assert len(coder.events) == 1


# --- a megabyte -------------------------------------------------------------------------------


def paste(field) -> float:
    """Paste a megabyte, and say how long the window was away."""
    QApplication.clipboard().setText(MEGABYTE)
    field.setFocus()
    begun = time.monotonic()
    QTest.keyClick(field, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    QApplication.clipboard().clear()
    return time.monotonic() - begun


def test_a_megabyte_in_every_editor_is_survived(coder):
    coder.press("N")
    event = coder.events[0]
    for slot in coder.session.schema.slots:
        coder.page.events_pane.open_editor(event.id, Row(slot.name, None))
        if coder.page.events_pane.editor_open:
            assert paste(QApplication.focusWidget()) < 5
            coder.press("Escape")
    for attribute in coder.session.schema.attributes:
        coder.window.run_command(f"attribute.set.{attribute.name}")
        if coder.page.events_pane.editor_open:
            assert paste(QApplication.focusWidget()) < 5
            coder.press("Escape")
    assert coder.session.article is not None


def test_a_megabyte_in_palette_search_and_note_is_survived(coder):
    for keys in ("Ctrl+K", "/", "M"):
        coder.press(keys)
        assert paste(QApplication.focusWidget()) < 5
        coder.press("Escape")
    assert not coder.page.notes.isVisible()
