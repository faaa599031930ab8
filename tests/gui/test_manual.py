"""The manual: every control has a page, every page holds, the keys in force stand in it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.schema_file import load
from annotator.gui import manual_pages
from annotator.gui.commands import table
from annotator.gui.dialogs import form
from annotator.gui.dialogs.manual import ManualWindow
from annotator.gui.dialogs.preferences import PreferencesDialog
from annotator.gui.help_actions import page_of
from annotator.gui.key_names import key_text
from annotator.gui.theme import Mode, make_theme
from annotator.jobs.highlighting import highlight_project
from annotator.resources import resource, schema_names, schema_path
from annotator.storage.project import open_project
from tests.journeys.driver import Coder, make_project

PAGES = manual_pages.pages()
ALONE = {"Shift", "Ctrl", "Alt"}


@pytest.fixture(scope="module")
def _made(tmp_path_factory):
    path = tmp_path_factory.mktemp("manual") / "one.db"
    make_project(path, resource("sample", "04-niger-mali-pact.txt"), highlight=False)
    with open_project(path) as project:
        highlight_project(project)
    return path


@pytest.fixture
def coder(qtbot, _made, tmp_path):
    path = tmp_path / "one.db"
    path.write_bytes(_made.read_bytes())
    person = Coder(qtbot, tmp_path)
    person.path = path
    yield person
    if person.window.help_actions.manual is not None:
        person.window.help_actions.manual.close()
    person.close()


def manual_of(person: Coder) -> ManualWindow:
    manual = person.window.help_actions.manual
    assert manual is not None
    assert manual.isVisible()
    return manual


def shut(person: Coder) -> None:
    """Close the manual by its key and go on in the window."""
    QTest.keyClick(manual_of(person), Qt.Key.Key_Escape)
    person.window.activateWindow()
    QApplication.processEvents()


# --- the pages -------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_key_of_a_page_is_a_command_of_every_schema(page):
    tables = [table(None), *(table(load(schema_path(name))) for name in schema_names())]
    for kind, name in manual_pages.KEY.findall(page.source):
        if kind == "fixed":
            assert name in ALONE or key_text(name), name
        else:
            assert all(name in commands for commands in tables), name


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_link_of_a_page_leads_to_a_page(page):
    for _words, target in manual_pages.LINK.findall(page.source):
        assert target in PAGES


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_no_page_names_a_key_literally(page):
    bare = manual_pages.KEY.sub("", page.source)
    named = re.findall(
        r"\b(?:Ctrl|Alt|Shift|Enter|Esc|Escape|Tab|Backspace|Del|Delete|Space|F\d{1,2})\b", bare
    )
    assert named == []


def test_pages_are_readable_lengths_and_all_are_reached():
    for page in PAGES.values():
        assert 120 <= len(page.source.split()) <= 400, page.name
        assert page.source.startswith("# ")
    assert 10 <= len(PAGES) <= 24


# --- the map ---------------------------------------------------------------------------------


def focusable(window: QWidget) -> list[QWidget]:
    return [w for w in window.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_every_control_of_the_window_has_a_page(coder):
    for widget in focusable(coder.window.start_page):
        assert page_of(widget) == "start"
    coder.open(coder.path)
    coder.press("N", "Space")
    assert coder.page.events_pane.editor_open
    controls = focusable(coder.window)
    assert len(controls) > 20
    for widget in controls:
        assert page_of(widget) in PAGES, widget


def test_each_place_of_the_window_has_its_own_page(coder):
    coder.open(coder.path)
    page = coder.page
    assert page_of(page.queue_pane.head.field) == "queue"
    assert page_of(coder.view) == "article"
    assert page_of(page.events_pane) == "events"
    assert page_of(page.find_bar.field) == "article"
    assert page_of(page.top_bar.menu_button) == "window"
    assert page_of(None) == "window"


@pytest.mark.parametrize(
    ("slot", "name"),
    [("source", "actors"), ("action", "codes"), ("location", "places"), ("date", "dates")],
)
def test_a_slot_editor_has_the_page_of_its_kind(coder, slot, name):
    coder.open(coder.path)
    coder.press("N")
    rows = [s.name for s in coder.session.schema.slots]
    coder.press(*["Alt+Down"] * (rows.index(slot) + 1))
    coder.press("Space")
    assert coder.page.events_pane.editor_open
    coder.write("xy")
    coder.press("F1")
    assert manual_of(coder).page == name
    shut(coder)
    assert coder.page.events_pane.editor_open, "what was typed is still there"
    assert QApplication.focusWidget().text() == "xy"


def test_attributes_and_palette_have_theirs(coder):
    coder.open(coder.path)
    coder.press("N", "O", "F1")
    assert manual_of(coder).page == "attributes"
    shut(coder)
    coder.press("Escape", "Ctrl+K", "F1")
    assert manual_of(coder).page == "commands"


def test_the_start_page_has_help_too(coder):
    coder.press("F1")
    assert manual_of(coder).page == "start"


def test_a_dialog_that_waits_has_help_over_it(coder):
    coder.open(coder.path)
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PreferencesDialog)
        QTest.keyClick(dialog.zoom, Qt.Key.Key_F1)
        manual = coder.window.help_actions.manual
        seen.append((manual.page, manual.parentWidget() is dialog, manual.isVisible()))
        QTest.keyClick(manual.search, "x")  # it takes keys although the dialog is modal
        seen.append(manual.search.text())
        manual.close()
        dialog.reject()

    QTimer.singleShot(100, look)
    coder.press("Ctrl+,")
    assert seen == [("preferences", True, True), "x"]
    coder.window.activateWindow()
    assert QTest.qWaitForWindowActive(coder.window, 5000)
    coder.press("F1")
    assert manual_of(coder).page == "article"


def test_every_dialog_has_a_page():
    for path in sorted(Path(form.__file__).parent.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        asked = re.findall(r"^class \w+\((?:Form|FloatingSheet)\)", source, re.MULTILINE)
        named = re.findall(r'setProperty\("manual", "(\w+)"\)', source)
        assert len(named) >= len(asked), f"{path.name}: setProperty('manual', page) is missing"
        assert set(named) <= set(PAGES), path.name


# --- the window ------------------------------------------------------------------------------


@pytest.fixture
def manual(qtbot):
    made = ManualWindow(None, make_theme(Mode.LIGHT), table(load(schema_path("cameo"))))
    qtbot.addWidget(made)
    made.show_page("window")
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def test_back_and_forward_by_keys_and_links(manual):
    manual.text.anchorClicked.emit(QUrl("queue"))
    assert manual.page == "queue"
    manual.show_page("article")
    QTest.keySequence(manual, QKeySequence(QKeySequence.StandardKey.Back))
    assert manual.page == "queue"
    manual.back.click()
    assert manual.page == "window"
    assert not manual.back.isEnabled()
    QTest.keySequence(manual, QKeySequence(QKeySequence.StandardKey.Forward))
    assert manual.page == "queue"
    assert manual.contents.currentItem().text() == PAGES["queue"].title


def test_a_link_outside_goes_nowhere(manual):
    manual.text.anchorClicked.emit(QUrl("https://example.org/"))
    assert manual.page == "window"
    assert not manual.text.openExternalLinks()


def test_search_narrows_the_contents_and_marks_the_words(manual):
    QTest.keySequence(manual, QKeySequence(QKeySequence.StandardKey.Find))
    assert manual.search.hasFocus()
    QTest.keyClicks(manual.search, "gazetteer nonsense")
    assert manual.contents.count() == 0
    assert manual._nothing.isVisible()
    manual.search.clear()
    QTest.keyClicks(manual.search, "latitude")
    assert [manual.contents.item(0).text(), manual.page] == ["Places", "places"]
    assert len(manual.text.extraSelections()) >= 2
    QTest.keyClick(manual.search, Qt.Key.Key_Return)
    assert manual.text.textCursor().selectedText().casefold() == "latitude"
    manual.search.setText("x" * 1_000_000)
    manual.search.clear()
    assert manual.contents.count() == len(PAGES)


def test_pages_show_the_keys_in_force(manual):
    manual.show_page("queue")
    assert "Ctrl+Enter" in manual.text.toPlainText().replace("\xa0", " ")
    commands = dict(table(load(schema_path("cameo"))))
    commands["article.done"] = replace(commands["article.done"], keys=("F9",))
    manual.set_commands(commands)
    shown = manual.text.toPlainText().replace("\xa0", " ")
    assert "F9" in shown
    assert "Ctrl+Enter" not in shown
    manual.show_page("safety")
    assert "☰ ▸ Project ▸ Restore…" in manual.text.toPlainText()


def test_it_takes_on_another_look_at_the_same_page(manual):
    manual.show_page("dates")
    before = manual.text.document().size().height()
    manual.set_theme(make_theme(Mode.DARK, zoom=1.5))
    assert manual.page == "dates"
    assert manual.text.document().size().height() > before * 1.2
    for part in (manual.search, manual.contents, manual.text, manual.back, manual.forward):
        assert part.accessibleName()
