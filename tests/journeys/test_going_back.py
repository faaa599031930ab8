"""The next start goes back to the article, the event and the row where one was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.gui.going_back import LATER, SOON
from annotator.jobs.importing import import_paths
from annotator.resources import resource
from annotator.storage.project import open_project
from tests.journeys.driver import Coder, make_project

ROOT = Path(__file__).parents[2]

# A window in a process of its own: presses keys, says so, and waits to be killed.
CODE = """
import sys
from pathlib import Path
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from annotator.gui.app import make_application
from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings

application = make_application()
window = MainWindow(Settings(Path(sys.argv[2])))
window.show()
window.activateWindow()
QTest.qWaitForWindowActive(window, 5000)
window.open_path(Path(sys.argv[1]), "ann")
while window.page is None or window.page.session.article is None:
    QTest.qWait(20)
for step in sys.argv[3:]:
    if step.isdigit():
        QTest.qWait(int(step))
        continue
    key = QKeySequence(step)[0]
    QTest.keyClick(QApplication.focusWidget(), key.key(), key.keyboardModifiers())
    QApplication.processEvents()
print("there", flush=True)
application.exec()
"""


def code_and_be_killed(project: Path, settings: Path, *steps: str) -> None:
    """Press keys in another process, wait where a number stands, then die by SIGKILL."""
    command = [sys.executable, "-c", CODE, str(project), str(settings), *steps]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "there"
        process.kill()


@pytest.fixture(scope="module")
def _four(tmp_path_factory):
    path = tmp_path_factory.mktemp("four") / "four.db"
    names = ("01-border-post-reopened", "02-rains-delay-cotton", "04-niger-mali-pact")
    make_project(path, *(resource("sample", f"{name}.txt") for name in names), highlight=False)
    with open_project(path) as project:
        import_paths(project, [resource("sample", "06-convoy-ansongo.txt")])
    return path


@pytest.fixture
def four(_four, tmp_path):
    path = tmp_path / "four.db"
    path.write_bytes(_four.read_bytes())
    return path


def shown(person: Coder) -> tuple[int, int]:
    """The number of the open article, and of the active event, both from 1; 0: none."""
    event = person.session.active_event
    number = person.page.queue_ids.index(person.session.article.id) + 1
    return number, person.events.index(event) + 1 if event else 0


def test_a_killed_window_goes_back_to_article_event_and_row(coder, four, tmp_path):
    rest = str(LATER + 500)
    keys = ["Ctrl+PgDown", "N", "N", "N", "Ctrl+Up", "Alt+Down", "Alt+Down", rest]
    code_and_be_killed(four, tmp_path / "settings.ini", *keys)
    ann = coder()
    ann.open(four)
    assert shown(ann) == (2, 2)
    assert ann.session.focus.row.slot == "action"
    assert ann.view.hasFocus()


def test_killed_at_once_the_journal_says_which_event(coder, four, tmp_path):
    code_and_be_killed(
        four, tmp_path / "settings.ini", "Ctrl+PgDown", "N", "N", str(LATER + 500), "Ctrl+Up", "R"
    )
    ann = coder()
    ann.open(four)
    assert shown(ann) == (2, 1)
    assert ann.events[0].reciprocal


def test_killed_right_after_done_the_next_one_to_do_opens(coder, four, tmp_path):
    code_and_be_killed(
        four, tmp_path / "settings.ini", "Ctrl+PgDown", str(SOON + 300), "N", "Ctrl+Return"
    )
    ann = coder()
    ann.open(four)
    assert shown(ann) == (3, 0)


def test_closing_and_opening_goes_back_where_one_was(coder, four):
    ann = coder()
    ann.open(four)
    ann.press("Ctrl+PgDown", "Ctrl+PgDown", "N")
    ann.close()
    again = coder()
    again.open(four)
    assert shown(again) == (3, 1)


def test_a_finished_article_looked_at_again_stays_open(coder, four):
    ann = coder()
    ann.open(four)
    ann.press("N", "Ctrl+Return", "Ctrl+PgUp")
    assert shown(ann) == (1, 1)
    ann.close()
    again = coder()
    again.open(four)
    assert shown(again) == (1, 1)


def test_two_coders_go_back_to_their_own_places(coder, four):
    ann = coder()
    ann.open(four, "ann")
    ann.press("Ctrl+PgDown")
    ann.window.open_path(four, "ben")
    ann.wait(lambda: ann.session.article is not None)
    assert shown(ann) == (1, 0)
    ann.press("Ctrl+PgDown", "Ctrl+PgDown")
    ann.window.open_path(four, "ann")
    ann.wait(lambda: ann.session.article is not None)
    assert shown(ann) == (2, 0)


def test_an_article_that_is_gone_gives_way_to_the_first_to_do(coder, four, tmp_path):
    ann = coder()
    ann.open(four)
    ann.press("Ctrl+PgDown")
    ann.close()
    store = ann.window.settings._store
    key = next(name for name in store.allKeys() if name.endswith("place/ann"))
    store.setValue(key, '{"article": "nobody", "edit": 99}')
    store.sync()
    again = coder()
    again.open(four)
    assert shown(again) == (1, 0)


def test_a_place_written_by_hand_does_no_harm(coder, four):
    ann = coder()
    ann.open(four)
    ann.press("N")
    ann.close()
    store = ann.window.settings._store
    for nonsense in ('{"somewhere": 1}', "[1, 2", '{"article": 7, "edit": "x"}', "12"):
        key = next(name for name in store.allKeys() if name.endswith("place/ann"))
        store.setValue(key, nonsense)
        store.sync()
        again = coder()
        again.open(four)
        assert shown(again) == (1, 1), nonsense
        again.close()


def test_the_start_page_says_where_one_was(coder, four):
    ann = coder()
    ann.open(four)
    ann.press("Ctrl+PgDown", "Ctrl+W")
    QApplication.processEvents()
    item = ann.window.start_page.list.item(0)
    assert "article 2 of 4" in item.data(Qt.ItemDataRole.AccessibleTextRole)
    ann.press("Return")
    ann.wait(lambda: ann.page is not None and ann.session.article is not None)
    assert shown(ann) == (2, 0)


def test_the_next_start_goes_back_to_the_line(coder, four):
    """Caret and scrolling are there again, after closing and after a kill."""
    ann = coder()
    ann.window.resize(1100, 500)
    ann.open(four)
    ann.press(*["PgDown"] * 2, "Right", "Right")
    before = ann.page.article_pane.place
    assert before[1][0] > 100
    assert before[1][1] > 100
    ann.close()
    again = coder()
    again.window.resize(1100, 500)
    again.open(four)
    again.wait(lambda: again.page.article_pane.place == before)


def test_a_kill_costs_no_more_than_the_last_second_of_reading(coder, four, tmp_path):
    settings = tmp_path / "settings.ini"
    code_and_be_killed(four, settings, "PgDown", "PgDown", "1500")
    ann = coder()
    ann.open(four)
    _, (caret, scrolled) = ann.page.article_pane.place
    assert caret > 100
    assert scrolled > 100
