"""Search over commands and articles, and the sheet of keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.gui import commands
from annotator.gui.dialogs.key_sheet import KeySheet, balanced
from annotator.gui.dialogs.palette import Palette
from annotator.gui.dialogs.ranking import score
from annotator.gui.theme import Mode, make_theme

THEME = make_theme(Mode.LIGHT)
COMMANDS = list(commands.COMMANDS)
KEY = Qt.Key


@pytest.fixture
def host(qtbot) -> QWidget:
    made = QWidget()
    made.resize(1000, 700)
    made.field = QLineEdit()
    QVBoxLayout(made).addWidget(made.field)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.field.setFocus()
    return made


def opened(host: QWidget, *, without: tuple[str, ...] = (), articles=()) -> Palette:
    able = {command.id for command in COMMANDS} - set(without)
    palette = Palette(host, THEME, COMMANDS, able, articles)
    palette.open()
    return palette


def labels(palette: Palette) -> list[str]:
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def test_ranking() -> None:
    assert score("", "anything") == 1
    assert score("zz", "New event") == 0
    assert score("new", "New event") > score("new", "Renew the event")
    assert score("event new", "New event") > score("nwvnt", "New event") > 0
    assert score("EVENT", "New event") == score("event", "New event")
    assert score("und", "Undo") > score("und", "Fold or unfold under")


def test_letters_may_be_starts_of_words() -> None:
    done = "Done, next article"
    assert score("done next", done) > score("dna", done) > score("doeatc", done) > 0
    assert score("donext", done) > score("doeatc", done)
    assert score("dna", done) > score("da", "Delete the value in a focus")
    assert 0 < score("abc", "xaxxxxxxxxbxxxxxxxxxc") < score("abc", "xabxcx")
    assert score("zzz", done) == score("x" * 100_000, done) == 0
    assert score("aaaa" * 20, "a " * 5_000) >= 0  # and it comes back


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("und", "Undo"),
        ("new ev", "New event"),
        ("dup", "Duplicate the event"),
        ("csv", None),
        ("imp", "Import articles"),
        ("done", "Done, next article"),
        ("prefs", "Preferences"),
        ("dna", "Done, next article"),
        ("nxart", "Next article"),
        ("dte", "Duplicate the event"),
        ("nsuev", "Next suggested event"),
        ("ckfl", "Check the file"),
    ],
)
def test_the_command_meant_comes_first(qtbot, host, typed: str, first: str | None) -> None:
    palette = opened(host)
    qtbot.keyClicks(palette.field, typed)
    assert labels(palette)[:1] == ([first] if first else labels(palette)[:1])


def test_enter_runs_and_the_keyboard_goes_back(qtbot, host) -> None:
    palette = opened(host)
    assert palette.field.hasFocus()
    qtbot.keyClicks(palette.field, "undo")
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.field, KEY.Key_Return)
    assert chosen.args == ["edit.undo"]
    assert not palette.isVisible()
    assert host.field.hasFocus()


def test_letters_are_sought_in_names_and_whole_words_in_help_too(qtbot, host) -> None:
    palette = opened(host)
    qtbot.keyClicks(palette.field, "dna")
    assert labels(palette) == ["Done, next article"]
    palette.field.clear()
    qtbot.keyClicks(palette.field, "verify")
    assert labels(palette)[0] == "Check the file"


def test_arrows_choose_and_escape_leaves(qtbot, host) -> None:
    palette = opened(host)
    qtbot.keyClicks(palette.field, "event")
    second = labels(palette)[1]
    qtbot.keyClick(palette.field, KEY.Key_Down)
    assert palette.list.currentItem().text() == second
    qtbot.keyClick(palette.field, KEY.Key_Up)
    qtbot.keyClick(palette.field, KEY.Key_Up)
    assert palette.list.currentRow() == 0
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.field, KEY.Key_Escape)
    assert not palette.isVisible()
    assert host.field.hasFocus()


def test_a_click_runs(qtbot, host) -> None:
    palette = opened(host)
    qtbot.keyClicks(palette.field, "quit")
    at = palette.list.visualItemRect(palette.list.item(0)).center()
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == ["app.quit"]


def test_what_cannot_be_done_is_grey_and_last(qtbot, host) -> None:
    palette = opened(host, without=("edit.redo",))
    qtbot.keyClicks(palette.field, "redo")
    assert labels(palette)[-1] == "Redo"
    item = palette.list.item(palette.list.count() - 1)
    assert not item.flags() & Qt.ItemFlag.ItemIsEnabled
    assert "not possible now" in item.data(Qt.ItemDataRole.AccessibleTextRole)
    with qtbot.assertNotEmitted(palette.chosen):
        for _ in range(20):
            qtbot.keyClick(palette.field, KEY.Key_Down)
        palette._take(item)


def test_articles_are_found_by_title(qtbot, host) -> None:
    palette = opened(host, articles=[(7, "Niger & <b>Mali</b> seal pact"), (8, "Convoy attacked")])
    assert "Convoy attacked" not in labels(palette)
    qtbot.keyClicks(palette.field, "mali")
    assert labels(palette) == ["Niger & <b>Mali</b> seal pact"]
    with qtbot.waitSignal(palette.article_chosen) as chosen:
        qtbot.keyClick(palette.field, KEY.Key_Return)
    assert chosen.args == [7]


def test_what_was_run_lately_stands_first_before_anything_is_typed(qtbot, host) -> None:
    able = {command.id for command in COMMANDS}
    recent = ["event.duplicate", "gone.command", "view.zoom_in"]
    palette = Palette(host, THEME, COMMANDS, able, recent=recent)
    palette.open()
    assert labels(palette)[:2] == ["Duplicate the event", "Larger"]
    qtbot.keyClicks(palette.field, "undo")
    assert labels(palette)[0] == "Undo"
    palette.leave()


def test_a_pasted_megabyte_is_cut(qtbot, host) -> None:
    palette = opened(host)
    QApplication.clipboard().setText("undo all of it " * 70_000)
    qtbot.keyClick(palette.field, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert 0 < len(palette.field.text()) <= 2000
    assert labels(palette) == []
    QApplication.clipboard().clear()


def test_nothing_found_does_nothing(qtbot, host) -> None:
    palette = opened(host)
    qtbot.keyClicks(palette.field, "qqqqqq")
    assert labels(palette) == []
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.field, KEY.Key_Return)
    assert palette.isVisible()


def test_going_elsewhere_closes_it(qtbot, host) -> None:
    palette = opened(host)
    qtbot.mouseClick(host.field, Qt.MouseButton.LeftButton)
    host.field.setFocus()
    assert not palette.isVisible()
    assert host.field.hasFocus()


def test_it_fits_into_a_small_window(qtbot, host) -> None:
    host.resize(420, 380)
    palette = opened(host)
    assert host.rect().contains(palette.geometry())


# --- keys ---------------------------------------------------------------------------------------


def test_the_sheet_shows_every_key(qtbot) -> None:
    sheet = KeySheet(None, THEME, COMMANDS)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitExposed(sheet)
    assert sheet.focusWidget() is sheet.search
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    for command in COMMANDS:
        if command.menu and command.keys:
            assert command.label.rstrip("…") in shown
    assert {"Ctrl+Z", "Tab", "Ctrl+Enter", "?"} <= shown


def test_a_search_leaves_what_fits(qtbot) -> None:
    sheet = KeySheet(None, THEME, COMMANDS)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.keyClicks(sheet.search, "undo")

    def shown() -> set[str]:
        QApplication.processEvents()
        return {label.text() for label in sheet.findChildren(QLabel) if label.isVisible()}

    assert "Undo" in shown()
    assert "New event" not in shown()
    qtbot.keyClicks(sheet.search, "zzz")
    assert "No command fits these words." in shown()
    qtbot.keyClick(sheet.search, KEY.Key_Escape)
    assert not sheet.isVisible()


def test_columns_are_balanced_and_keep_their_order() -> None:
    groups = [(str(size), [COMMANDS[0]] * size) for size in (8, 3, 20, 17, 11, 8, 2)]
    columns = balanced(groups, 3)
    assert [group for column in columns for group in column] == groups
    heights = [sum(len(made) + 2 for _, made in column) for column in columns]
    assert max(heights) == 37
    assert balanced([], 3) == []
    assert balanced(groups[:1], 3) == [groups[:1]]


def test_keys_stand_at_the_right_edge_of_their_column(qtbot) -> None:
    sheet = KeySheet(None, THEME, COMMANDS)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitExposed(sheet)
    caps = {
        label.text(): label
        for label in sheet.findChildren(QLabel, "keyCap")
        if label.text() in ("Ctrl+Shift+N", "Ctrl+O", "Ctrl+Q")
    }
    rights = {cap.mapTo(sheet, cap.rect().topRight()).x() for cap in caps.values()}
    assert len(caps) == 3
    assert len(rights) == 1
