"""The window as a screen reader meets it: names, roles, a way to everything, what is read aloud."""

from __future__ import annotations

import logging
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from annotator.domain.values import ValueKind
from annotator.gui.views.filler_row import FillerRow
from annotator.gui.views.key_hint import KeyHint
from tests.journeys.driver import make_project

ROLE = QAccessible.Role
NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
# What says nothing to who hears it: a frame, a part of Qt's, no part at all.
EMPTY_ROLES = (ROLE.NoRole, ROLE.Border, ROLE.Client, ROLE.Window)


def interface(widget):
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, widget
    return found


def controls(root: QWidget) -> list[QWidget]:
    """What can be worked with and is on screen; the inner parts of Qt's own left out."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and (isinstance(widget, CONTROLS) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus)
        and not isinstance(widget, QHeaderView)  # part of its list
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), (QAbstractSpinBox, QComboBox, QLineEdit))
    ]


def check(root: QWidget) -> None:
    """Every control of a window has a name and a role that says what it is."""
    found = controls(root)
    assert found, "nothing to work with"
    nameless = [w for w in found if not interface(w).text(NAME).strip()]
    assert not nameless, [(type(w).__name__, w.objectName()) for w in nameless]
    vague = [w for w in found if interface(w).role() in EMPTY_ROLES]
    assert not vague, [(type(w).__name__, w.objectName(), interface(w).role()) for w in vague]


@pytest.fixture
def listener():
    """Somebody listens: Qt tells everything to a screen reader."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def ann(coder, pact, listener):
    person = coder()
    person.open(pact)
    return person


def fill_one(ann) -> None:
    """An event with a source and an action."""
    ann.press("N")
    ann.go_to("Niger’s military rulers", "actor")
    ann.press("Return")


def test_the_start_page(coder, listener):
    check(coder().window)


def test_a_project_without_articles(coder, listener, tmp_path):
    make_project(tmp_path / "empty.db", highlight=False)
    person = coder()
    person.window.open_path(tmp_path / "empty.db", "ann")
    person.wait(lambda: person.page is not None)
    check(person.window)


STATES = {
    "article": lambda ann: None,
    "event": fill_one,
    "slot editor": lambda ann: (fill_one(ann), ann.press("A")),
    "place form": lambda ann: (fill_one(ann), ann.press("L"), ann.press("Tab")),
    "attribute": lambda ann: (fill_one(ann), ann.press("O")),
    "note of an event": lambda ann: (fill_one(ann), ann.press("W")),
    "suggested event": lambda ann: ann.press("."),
    "letters": lambda ann: ann.press("F"),
    "search": lambda ann: ann.press("/"),
    "reasons": lambda ann: ann.press("X"),
    "note": lambda ann: ann.press("M"),
    "question": lambda ann: ann.press("Q"),
    "palette": lambda ann: ann.press("Ctrl+K"),
    "message": lambda ann: ann.page.banner.say("Look here.", ("help.keys", "Keys")),
}


@pytest.mark.parametrize("state", STATES)
def test_every_control_has_a_name_and_a_role(ann, state):
    STATES[state](ann)
    QApplication.processEvents()
    check(ann.window)


DIALOGS = (
    "project.new",
    "project.export",
    "project.codebook",
    "project.dictionaries",
    "project.coder",
    "project.settings",
    "article.details",
    "article.new",
    "view.preferences",
    "view.history",
    "help.keys",
    "help.about",
)


@pytest.mark.parametrize("command", DIALOGS)
def test_every_dialog_has_names_and_a_way_through(ann, command):
    fill_one(ann)
    seen = []

    def look() -> None:
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()]
        for dialog in shown:
            if dialog is ann.window or dialog.windowType() is Qt.WindowType.ToolTip:
                continue
            seen.append((dialog, problems(dialog)))
            dialog.close()

    def problems(dialog: QWidget) -> list[str]:
        try:
            check(dialog)
            assert interface(dialog).text(NAME).strip(), "the dialog has no name"
            missed = set(reachable(controls(dialog))) - set(walk(dialog))
            assert not missed, [(type(w).__name__, w.accessibleName()) for w in missed]
        except AssertionError as error:
            return [str(error)]
        return []

    QTimer.singleShot(400, look)
    ann.window.run_command(command)
    ann.wait(lambda: seen)
    assert [problem for _, found in seen for problem in found] == []


def reachable(widgets: list[QWidget]) -> list[QWidget]:
    """Those that Tab should come to: what is named with its own key needs no Tab."""
    return [
        w
        for w in widgets
        if w.isEnabled()
        and not isinstance(w, KeyHint)
        and not w.focusProxy()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def walk(root: QWidget, *, back: bool = False) -> list[QWidget]:
    """Where Tab leads from the focused widget of a window, until it comes round."""
    met: list[QWidget] = []
    here = root.focusWidget()
    for _ in range(20_000):
        here = here.previousInFocusChain() if back else here.nextInFocusChain()
        if here in met:
            break
        if here.isVisible() and here.focusPolicy() & Qt.FocusPolicy.TabFocus:
            met.append(here)
    return met


def test_keys_lead_to_every_control_of_the_page(ann):
    fill_one(ann)
    ann.page.banner.say("Look here.", ("help.keys", "Keys"))
    QApplication.processEvents()
    met = []
    for key, presses in (("Tab", 25), ("Shift+Tab", 25)):
        for _pane in range(3):  # the text keeps Tab for its suggestions: F6 leads on from it
            ann.press("F6")
            for _ in range(presses):
                met.append(QApplication.focusWidget())
                if met[-1] is ann.view:
                    break
                ann.press(key)
    wanted = [w for w in reachable(controls(ann.window)) if not isinstance(w, QScrollArea)]
    missed = [w for w in wanted if w not in met]
    assert not missed, [(type(w).__name__, w.accessibleName()) for w in missed]


def test_the_order_is_that_of_the_eye(ann):
    """Bars, queue, text, events; inside a pane from the top down."""
    fill_one(ann)
    ann.page.banner.say("Look here.", ("help.keys", "Keys"))
    QApplication.processEvents()
    ann.page.top_bar.menu_button.setFocus()
    order = [ann.page.top_bar.menu_button, *walk(ann.window)]
    panes = (
        ann.page.top_bar,
        ann.page.queue_pane,
        ann.page.banner,
        ann.page.article_pane,
        ann.page.events_pane,
    )
    parts = [next(p for p in panes if p is w or p.isAncestorOf(w)) for w in order[:-1]]
    assert parts == sorted(parts, key=panes.index)
    for pane in panes:
        middles = [
            middle_of(w, ann.window) for w in order[:-1] if pane.isAncestorOf(w) and w is not pane
        ]
        assert all(a - b < 6 for a, b in pairwise(middles)), (pane.objectName(), middles)


def middle_of(widget: QWidget, window: QWidget) -> float:
    return widget.mapTo(window, QPoint(0, 0)).y() + widget.height() / 2


def test_a_button_on_a_card_is_pressed_by_space_and_enter(ann):
    """These keys belong to commands in the pane around it; on the button they are its own."""
    fill_one(ann)
    chip = next(w for w in controls(ann.page.events_pane) if "one way" in w.accessibleName())
    chip.setFocus()
    ann.press("Space")
    assert ann.events[0].reciprocal
    assert not ann.page.events_pane.editor_open
    ann.press("Return")
    assert not ann.events[0].reciprocal
    assert len(ann.events[0].fillers) == 1


def test_one_key_opens_the_menu(ann):
    ann.press("F10")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert interface(menu).role() == ROLE.PopupMenu
    QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction().text() == "Project"
    menu.close()


def test_a_click_on_a_card_leaves_the_keyboard_in_the_text(ann):
    fill_one(ann)
    row = next(w for w in ann.window.findChildren(FillerRow) if w.isVisible())
    ann.click(row)
    assert ann.view.hasFocus()
    before = ann.suggestion
    ann.press("Tab")
    assert ann.suggestion != before


def test_the_page_without_articles_can_be_worked_by_keys(coder, listener, tmp_path):
    make_project(tmp_path / "empty.db", highlight=False)
    person = coder()
    person.window.open_path(tmp_path / "empty.db", "ann")
    person.wait(lambda: person.page is not None and person.page.article_pane.empty.isVisible())
    buttons = person.page.article_pane.empty.buttons
    person.page.article_pane.setFocus()
    met = [QApplication.focusWidget()]
    for _ in range(30):
        person.press("Tab")
        met.append(QApplication.focusWidget())
    assert [b.accessibleName() for b in buttons if b not in met] == []


def test_cards_rows_and_hint_are_named(ann):
    fill_one(ann)
    ann.go_to("signed", "action")
    card = interface(ann.page.events_pane._cards[ann.events[0].id])
    assert card.role() == ROLE.Grouping
    assert card.text(NAME).startswith("Event: ")
    rows = [w for w in ann.window.findChildren(FillerRow) if w.isVisible()]
    said = [interface(row).text(NAME) for row in rows]
    assert any(name.startswith("Source, Niger’s military rulers") for name in said)
    assert "Action, no action yet" in said
    assert {interface(row).role() for row in rows} == {ROLE.ListItem}
    hint = interface(ann.page.article_pane.hint)
    assert hint.role() == ROLE.ToolTip
    assert "Action" in hint.text(NAME)


def test_the_text_exposes_words_and_caret(ann):
    found = interface(ann.view)
    assert found.role() == ROLE.EditableText
    words = found.textInterface()
    text = ann.session.article.text
    assert words.characterCount() == len(text)
    assert words.text(0, 20) == text[:20]
    ann.go_to("signed", "action")
    assert words.cursorPosition() == ann.suggestion.start
    assert found.state().readOnly
    ann.press("Escape")
    ann.press("Shift+Right")
    assert words.selectionCount() == 1


def test_focus_moves_are_read_aloud(ann, caplog):
    caplog.set_level(logging.INFO, "annotator.spoken")
    ann.press("N")
    assert "Event: " in heard(caplog)
    caplog.clear()
    ann.go_to("Niger’s military rulers", "actor")
    assert "Niger’s military rulers. " in heard(caplog)
    assert "Source" in heard(caplog)
    caplog.clear()
    ann.press("Return")
    assert "Source, Niger’s military rulers, NERMILGOV" in heard(caplog)
    caplog.clear()
    ann.press("Alt+Down")
    assert "Action, no action yet" in heard(caplog)
    caplog.clear()
    ann.press("F2")
    ann.write("sign")
    entry = ann.page.events_pane.editors.slot_editor.list.entry
    assert entry is not None
    assert ann.session.schema.slot("action").kind is ValueKind.CODE
    assert entry.spoken in heard(caplog)
    ann.press("Escape")
    caplog.clear()
    ann.press(".")
    assert "Suggested event: " in heard(caplog)
    caplog.clear()
    ann.page.banner.say("The file is gone.", warning=True)
    ann.session.said.emit("Nothing to undo")
    assert "The file is gone." in heard(caplog)
    assert "Nothing to undo" in heard(caplog)


def heard(caplog) -> str:
    return "\n".join(r.getMessage() for r in caplog.records if r.name == "annotator.spoken")


def test_nothing_is_said_where_nobody_listens(coder, pact, caplog):
    caplog.set_level(logging.INFO, "annotator.spoken")
    person = coder()
    person.open(pact)
    fill_one(person)
    assert heard(caplog) == ""
