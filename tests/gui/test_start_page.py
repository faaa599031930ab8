"""The start page: keys and mouse reach everything, a missing file is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from annotator.gui.theme import Mode, make_theme, style_sheet
from annotator.gui.views.start_page import RecentProject, StartPage

RECENT = [
    RecentProject(Path("/projects/sahel-pilot.db"), there=True),
    RecentProject(Path("/projects/<b>& old.db"), there=False),
]


@pytest.fixture
def page(qtbot) -> StartPage:
    made = StartPage()
    made.resize(1366, 768)
    qtbot.addWidget(made)
    made.set_recent(RECENT)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_enter_opens_the_project_opened_last(qtbot, page: StartPage) -> None:
    assert page.list.hasFocus()
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert opened.args == [RECENT[0].path]


def test_arrows_then_enter_open_another(qtbot, page: StartPage) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert opened.args == [RECENT[1].path]


def test_a_click_opens_once(qtbot, page: StartPage) -> None:
    opened: list[Path] = []
    page.open_requested.connect(opened.append)
    place = page.list.visualItemRect(page.list.item(0)).center()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [RECENT[0].path]


def test_delete_takes_a_project_off_the_list(qtbot, page: StartPage) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.forget_requested) as forgotten:
        qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert forgotten.args == [str(RECENT[1].path)]


def test_a_missing_file_is_said(page: StartPage) -> None:
    said = [page.list.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(2)]
    assert said == ["sahel-pilot, /projects", "<b>& old, /projects, no longer there"]
    assert "&lt;b&gt;&amp; old" in page.list.item(1).toolTip()


@pytest.mark.parametrize(("words", "command"), [("New", "project.new"), ("Open", "project.open")])
def test_buttons_ask_for_commands(qtbot, page: StartPage, words: str, command: str) -> None:
    button = page._new if words == "New" else page._open_button
    assert button.accessibleName().startswith(words)
    with qtbot.waitSignal(page.command_requested) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == [command]


def test_without_projects_the_sample_is_first(qtbot, page: StartPage) -> None:
    page.set_recent([])
    assert not page.list.isVisible()
    assert page.sample.hasFocus()
    with qtbot.waitSignal(page.sample_requested):
        qtbot.keyClick(page.sample, Qt.Key.Key_Space)
    page.set_recent(RECENT)
    assert page.list.isVisible()


def test_every_project_is_seen_on_a_small_screen_at_150_per_cent(qtbot, page: StartPage) -> None:
    theme = make_theme(Mode.DARK, zoom=1.5)
    page.setStyleSheet(style_sheet(theme))
    page.set_theme(theme)
    page.set_recent([RecentProject(Path(f"/p/{n}.db"), there=True) for n in range(3)])
    page.say("“/p/9.db” is no project.")
    QApplication.processEvents()
    assert page.list.verticalScrollBar().maximum() == 0
    assert page._inner.width() <= page.width()
    assert page.rect().contains(page._help.mapTo(page, page._help.rect().bottomRight()))


def test_a_problem_is_shown_and_taken_back(page: StartPage) -> None:
    page.say("“<b>x</b>.db” is no project.")
    assert page._problem.isVisible()
    assert page.problem == "“<b>x</b>.db” is no project."
    assert page._problem.textFormat() == Qt.TextFormat.PlainText
    page.say("")
    assert not page._problem.isVisible()


def test_a_dropped_project_opens(qtbot, page: StartPage) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/p/a.db")])
    at, action = QPoint(30, 30), Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, action, data, button, none)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(page.open_requested) as opened:
        QApplication.sendEvent(page, QDropEvent(QPointF(at), action, data, button, none))
    assert opened.args == [Path("/p/a.db")]
