"""The page of keys at the real window: pressed anew, taken from others, reset, loaded, in force."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.gui.dialogs.key_sheet import KeySheet
from annotator.gui.dialogs.keys_page import KeysPage
from annotator.gui.dialogs.preferences import PreferencesDialog
from annotator.gui.settings import Settings
from tests.journeys.driver import Coder, make_project

KEY, HELD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def project(tmp_path) -> Path:
    path = tmp_path / "keys.db"
    article = tmp_path / "pact.txt"
    article.write_text("Turkey accused Iran.\n\nTalks go on.", encoding="utf-8")
    make_project(path, article, highlight=False)
    return path


@pytest.fixture
def coder(qtbot, tmp_path, project):
    person = Coder(qtbot, tmp_path)
    person.open(project)
    yield person
    person.close()


@pytest.fixture
def pages(monkeypatch) -> list[KeysPage]:
    """The pages that were opened; they do not keep the test waiting."""
    opened: list[KeysPage] = []

    def ask(parent, theme, choice) -> None:
        page = KeysPage(parent, theme, choice)
        opened.append(page)
        page.show()
        page.activateWindow()
        QTest.qWaitForWindowActive(page)

    monkeypatch.setattr(KeysPage, "ask", ask)
    yield opened
    for page in opened:
        page.close()
        page.deleteLater()


@pytest.fixture
def page(coder, pages) -> KeysPage:
    coder.window.run_command("view.keys")
    return pages[-1]


def press(key: Qt.Key, held=HELD.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)
    QApplication.processEvents()


def hold(key: Qt.Key, text: str = "", times: int = 20) -> None:
    """A key that is held down: one press, then repeats to whatever has the keyboard."""
    for number in range(times):
        kind = QEvent.Type.KeyPress
        event = QKeyEvent(kind, key, HELD.NoModifier, text, number > 0)
        QApplication.sendEvent(QApplication.focusWidget(), event)
        QApplication.processEvents()


def find(page: KeysPage, words: str, command_id: str) -> None:
    page.search.setFocus()
    page.search.selectAll()
    QTest.keyClicks(page.search, words)
    press(KEY.Key_Return)
    page.list.go_to(command_id)
    assert page.list.hasFocus()


def keys_of(coder: Coder, command_id: str) -> tuple[str, ...]:
    return coder.window.commands[command_id].keys


# --- the page -----------------------------------------------------------------------------------


def test_a_key_pressed_anew_works_at_once_and_after_a_restart(coder, page, qtbot, tmp_path):
    find(page, "new event", "event.new")
    press(KEY.Key_Return)
    press(KEY.Key_Y)
    assert page.list.hasFocus()
    assert keys_of(coder, "event.new") == ("Y",)
    page.reject()
    coder.window.activateWindow()
    assert QTest.qWaitForWindowActive(coder.window)
    coder.page.focus_article()
    coder.press("N")
    assert not coder.events
    coder.press("Y")
    assert len(coder.events) == 1
    assert Settings(tmp_path / "settings.ini").chosen_keys() == {"event.new": ("Y",)}


def test_every_command_is_listed_under_its_menu(coder, page):
    listed = {line.command_id for line in page.list.lines()}
    assert set(coder.window.commands) <= listed
    assert next(line.label for line in page.list.lines() if not line.command_id) == "Project"
    page.search.setText("ctrl+d dup")
    assert [line.command_id for line in page.list.lines()] == ["", "event.duplicate"]
    page.search.setText("nothing is called so")
    assert page.list.lines() == []
    press(KEY.Key_Return)
    press(KEY.Key_Return)  # there is nothing to change


def test_a_key_of_another_command_is_said_and_can_be_taken_from_there(coder, page):
    find(page, "new event", "event.new")
    press(KEY.Key_Return)
    press(KEY.Key_M)
    assert page.panel.said == "M is the key of “Note”."
    assert keys_of(coder, "event.new") == ("N",)
    press(KEY.Key_Escape)
    assert page.panel.said == ""
    assert page.isVisible()
    press(KEY.Key_Return)
    press(KEY.Key_M)
    press(KEY.Key_Return)  # on “Take it from there”
    assert keys_of(coder, "event.new") == ("M",)
    assert keys_of(coder, "article.note") == ()
    assert page.list.hasFocus()


def test_escape_leaves_the_key_and_backspace_takes_it_away(coder, page):
    find(page, "new event", "event.new")
    press(KEY.Key_Return)
    press(KEY.Key_Escape)
    assert page.isVisible()
    assert keys_of(coder, "event.new") == ("N",)
    press(KEY.Key_Return)
    press(KEY.Key_Backspace)
    assert keys_of(coder, "event.new") == ()


def test_a_second_key_is_added_and_tab_is_a_key_like_others(coder, page):
    find(page, "next event", "event.next")
    page.panel.captures[-1].click()
    press(KEY.Key_Tab, HELD.ControlModifier)
    assert keys_of(coder, "event.next") == ("Ctrl+Down", "Ctrl+Tab")


def test_a_key_that_cannot_be_had_is_said_in_words(coder, page):
    find(page, "export", "project.export")
    press(KEY.Key_Return)
    press(KEY.Key_E)
    assert "while you type" in page.panel.said
    assert keys_of(coder, "project.export") == ("Ctrl+E",)
    find(page, "flag", "article.flag")
    press(KEY.Key_Return)
    press(KEY.Key_Left)
    assert "arrows" in page.panel.said


def test_a_held_key_does_no_harm(coder, page):
    find(page, "new event", "event.new")
    hold(KEY.Key_Return)  # waits once, and does not take Enter as the key
    assert page.panel.captures[0].waiting
    hold(KEY.Key_Y, "y")
    assert keys_of(coder, "event.new") == ("Y",)
    press(KEY.Key_Return)
    hold(KEY.Key_M, "m")
    assert page.panel.said == "M is the key of “Note”."
    hold(KEY.Key_Return)
    assert keys_of(coder, "event.new") == ("M",)
    assert not any(capture.waiting for capture in page.panel.captures)
    press(KEY.Key_Return)
    hold(KEY.Key_Backspace)
    assert keys_of(coder, "event.new") == ()
    hold(KEY.Key_Escape, times=1)


def test_reset_one_all_and_take_back(coder, page):
    for command, key in (("event.new", KEY.Key_Y), ("event.duplicate", KEY.Key_Z)):
        page.search.clear()
        page.list.setFocus()
        page.list.go_to(command)
        press(KEY.Key_Return)
        press(key)
    assert [line.command_id for line in page.list.lines() if line.changed] == [
        "event.new",
        "event.duplicate",
    ]
    page.panel.reset_button.click()
    assert keys_of(coder, "event.duplicate") == ("Ctrl+D",)
    assert not page.panel.reset_button.isEnabled()
    page.reset_button.click()
    assert keys_of(coder, "event.new") == ("N",)
    assert not page.reset_button.isEnabled()
    press(KEY.Key_Z, HELD.ControlModifier)
    assert keys_of(coder, "event.new") == ("Y",)


def test_a_set_is_saved_loaded_and_a_bad_file_gets_a_sentence(coder, page, tmp_path, monkeypatch):
    path = tmp_path / "set.json"
    monkeypatch.setattr(KeysPage, "ask_target", lambda *_: path)
    monkeypatch.setattr(KeysPage, "ask_source", lambda *_: path)
    page.choice.give("event.new", "Y", instead_of="N")
    page.save_button.click()
    assert json.loads(path.read_text())["keys"] == {"event.new": ["Y"]}
    page.reset_button.click()
    page.load_button.click()
    assert keys_of(coder, "event.new") == ("Y",)
    path.write_text('{"keys": {"event.dance": ["Y"], "article.flag": ["M"]}}')
    page.load_button.click()
    assert "left out: event.dance." in page.said.text()
    assert "M of “Flag to come back to”" in page.said.text()
    assert keys_of(coder, "article.flag") == ("!",)
    before = dict(page.choice.chosen)
    path.write_text("<html>")
    page.load_button.click()
    assert "it is not JSON" in page.said.text()
    assert page.choice.chosen == before


def test_the_page_is_reached_from_the_sheet_and_the_preferences(coder, pages, qtbot, monkeypatch):
    monkeypatch.setattr(PreferencesDialog, "run", lambda dialog: dialog.keys_button.click())
    coder.window.run_command("view.preferences")
    assert len(pages) == 1
    pages[0].reject()
    coder.window.run_command("help.keys")
    sheet = next(d for d in coder.window.findChildren(KeySheet) if d.isVisible())
    sheet.change_button.click()
    coder.wait(lambda: len(pages) == 2)
    assert not sheet.isVisible()


def test_the_page_works_without_a_project(qtbot, tmp_path, pages):
    person = Coder(qtbot, tmp_path)
    person.window.run_command("view.keys")
    pages[0].choice.give("project.open", "F5", instead_of="Ctrl+O")
    assert person.window.start_page._open_button.accessibleDescription() == "F5"
    person.close()


def test_a_pasted_megabyte_is_cut(coder, page):
    QApplication.clipboard().setText("event " * 200_000)
    page.search.setFocus()
    press(KEY.Key_V, HELD.ControlModifier)
    assert 0 < len(page.search.text()) <= 2000
    QApplication.clipboard().clear()


def test_every_control_has_a_name(page):
    controls = [*page.panel.captures, page.panel.reset_button, page.list, page.search]
    controls += [page.reset_button, page.back_button, page.save_button, page.load_button]
    for control in controls:
        assert control.accessibleName() or control.text()
    assert page.panel.captures[0].accessibleName() == "New project: Ctrl+Shift+N"


# --- remembered keys that clash ---------------------------------------------------------------


def test_a_remembered_key_that_clashes_is_dropped_with_a_sentence(qtbot, tmp_path, project):
    settings = Settings(tmp_path / "settings.ini")
    settings.set_chosen_keys({"event.new": ("S",), "article.flag": ("garbage", "Y")})
    settings.sync()
    person = Coder(qtbot, tmp_path)
    person.open(project)
    person.wait(lambda: person.page.status_line.message)
    assert person.page.status_line.message == (
        "Keys left out: S of “New event” (it is the key of “Source: fill or replace”)."
    )
    assert keys_of(person, "event.new") == ("N",)
    assert keys_of(person, "article.flag") == ("Y",)
    assert person.window.settings.chosen_keys() == {"article.flag": ("Y",)}
    person.close()


# --- keys in force are named ------------------------------------------------------------------


@pytest.fixture
def other_keys(coder) -> Coder:
    chosen = {
        "event.new": ("Y",),
        "event.duplicate": ("F9",),
        "event.delete": (),
        "article.nothing": ("Alt+X",),
        "help.palette": ("Ctrl+P",),
        "help.keys": ("F11",),
        "edit.undo": ("Alt+Z",),
        "slot.fill.source": ("Z",),
        "suggestion.accept": ("J",),
        "article.details": (),
    }
    coder.window.take_keys(chosen)
    return coder


def test_tooltips_buttons_and_empty_states_name_the_keys_in_force(other_keys):
    page = other_keys.page
    tips = {button.accessibleName() for button in page.events_pane.head._buttons.values()}
    assert tips == {
        "Start an event (Y)",
        "Duplicate the event (F9)",
        "Delete the event",
        "Sort the events",
    }
    assert page.top_bar._palette.accessibleDescription() == "Ctrl+P"
    assert page.top_bar._keys.accessibleDescription() == "F11"
    empty = page.events_pane._empty.text()
    assert "Y  starts one" in empty
    assert "Alt+X  nothing to code" in empty
    assert "Alt+N" not in empty


def test_cards_name_the_keys_in_force(other_keys):
    other_keys.window.take_keys({"slot.fill.date_due": ("Ctrl+U",), "event.reciprocal": ("Z",)})
    other_keys.press("N")
    card = other_keys.page.events_pane._cards[other_keys.events[0].id]
    chips = {chip.text(): chip.toolTip() for chip in card._chips if chip.isVisible()}
    assert "+ Due date Ctrl+U" in chips
    assert "(Z)" in chips["⇄ one way"]


def test_the_palettes_key_works_while_a_value_is_typed(other_keys):
    other_keys.press("Y", "A")
    assert other_keys.page.events_pane.editor_open
    other_keys.press("Ctrl+P")
    assert QApplication.focusWidget().accessibleName() == "Command"
    other_keys.press("Escape")
    assert other_keys.view.hasFocus()


def test_tab_goes_from_the_list_to_the_keys(page):
    page.list.setFocus()
    press(KEY.Key_Tab)
    assert page.panel.captures[0].hasFocus()
    press(KEY.Key_Tab)
    assert page.panel.captures[1].hasFocus()


def test_sentences_name_the_keys_in_force(other_keys):
    other_keys.press("P")
    assert other_keys.page.status_line.message == "There is no event yet: Y starts one."
    other_keys.window.take_keys({"event.new": ()})
    other_keys.press("P")
    assert other_keys.page.status_line.message == "There is no event yet: “New event” starts one."


def test_the_hint_and_the_letters_follow(other_keys):
    other_keys.press("Y")
    other_keys.select("Turkey")
    hint = other_keys.page.article_pane.hint.hint
    caps = {command: cap for cap, _, command in hint.keys}
    assert caps["suggestion.accept"] == "J"
    assert caps["slot.fill.source"] == "Z"
    assert hint.slot_letter == "Z"
    other_keys.press("S")
    assert not other_keys.events[0].fillers
    other_keys.press("Z")
    assert other_keys.events[0].fillers[0].quote == "Turkey"
    assert "Alt+Z" in other_keys.page.status_line._undo.toolTip()


def test_menus_sheet_and_palette_show_the_keys_in_force(other_keys, qtbot):
    window = other_keys.window
    assert window.actions_by_id["event.new"].shortcut().toString() == "Y"
    assert window.actions_by_id["event.new"].toolTip() == "New event (Y)"
    window.run_command("help.keys")
    sheet = next(d for d in window.findChildren(KeySheet) if d.isVisible())
    shown = {label.text() for label in sheet.findChildren(QLabel, "keyCap")}
    assert {"Y", "F7", "Ctrl+P"} <= shown
    sheet.close()


LITERAL = re.compile(
    r"""["(\s](?:Ctrl|Alt)[+ ][A-Z][\w]*   # Ctrl+D in words
      | KeyButton\([^)]*,\s*"[^"]+"        # a button with its key
      | \b(?:N|X|F4|=)\ \ ?(?:starts|sets|marks|remembers|nothing)
      | \((?:[A-Z]|F\d+|Enter|Backspace|Delete)\)"
      | Tab\ (?:walks|goes|stops|leaves)""",
    re.VERBOSE,
)
FIXED = {  # keys of editors, sheets and dialogs, which stay what they are
    "key_presses.py",
    "note_sheet.py",
    "slot_editor.py",
    "attribute_editor.py",
    "codebook.py",
    "codebook_reader.py",
    "form.py",
    "key_file.py",
    "key_sheet.py",
    "done_sheet.py",
    "questions.py",
    "keys_page.py",
}


def test_no_source_names_a_key_that_can_be_changed():
    folder = Path(__file__).parents[2] / "annotator" / "gui"
    found = []
    for path in sorted(folder.rglob("*.py")):
        if path.parent.name == "commands" or path.name in FIXED:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            code = re.sub(r'""".*|#.*', "", line)
            if '"' in code and LITERAL.search(code):
                found.append(f"{path.name}:{number}: {line.strip()}")
    assert found == []
