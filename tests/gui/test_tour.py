"""The tour: each step waits until it was done, nothing is stuck, it is left and taken up again."""

from __future__ import annotations

import platformdirs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs.key_sheet import KeySheet
from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.tour_panel import TourPanel
from annotator.resources import resource
from annotator.storage import reads
from tests.journeys.driver import Coder, make_project


@pytest.fixture
def coder(qtbot, tmp_path):
    person = Coder(qtbot, tmp_path)
    yield person
    person.close()


@pytest.fixture
def touring(coder) -> Coder:
    """Somebody who has begun the tour from the start page, by its key."""
    coder.press("Return")
    coder.wait(lambda: coder.window.help_actions.tour is not None, 60_000)
    coder.wait(lambda: coder.session.article is not None)
    return coder


def tour_of(person: Coder):
    return person.window.help_actions.tour


def said(person: Coder) -> str:
    return tour_of(person).panel.accessibleDescription()


def highlighted(person: Coder) -> None:
    """Wait until the real worker has read the open article."""
    person.wait(lambda: person.session.suggestions, 90_000)
    person.wait(lambda: person.suggestion is not None)


def test_the_start_page_offers_it_first_and_says_on_what(coder):
    page = coder.window.start_page
    assert page._tour.isVisible()
    assert page._tour.hasFocus()
    assert "tour" in page._tour.text()
    assert "fresh copy" in page._about_tour.text()


def test_ready_made_codings_are_not_of_today(touring):
    """Who begins has done nothing yet; what they do themselves counts."""
    line = touring.page.status_line
    assert line._progress.text().startswith("0 done today")
    history = reads.history(touring.session.project.connection, touring.session.desk, limit=999)
    assert {entry.created_at[:10] for entry in history} == {"2024-04-15"}
    touring.press("Escape", "X", "1")
    touring.wait(lambda: line._progress.text().startswith("1 done today"))


def test_every_step_is_done_by_doing_it(touring):
    ann = touring
    assert "tour-" in ann.session.project.path.name
    assert ann.session.desk.coder.name == "demo"
    assert ann.view.hasFocus(), "the panel does not take the keyboard"
    assert "1 of 10" in said(ann)
    highlighted(ann)
    ann.press("N")
    assert "1 of 10" in said(ann), "another thing than asked for is no harm"
    ann.press("Ctrl+Z")

    before = ann.suggestion.segments
    ann.press("Tab")
    while ann.suggestion.segments == before:  # one word is read in two ways: nothing has moved
        assert "1 of 10" in said(ann)
        assert tour_of(ann).panel.aside == "The same words, read in another way: Tab once more."
        ann.press("Tab")
    assert "2 of 10" in said(ann)
    ann.press("N")
    assert "3 of 10" in said(ann)
    assert tour_of(ann).panel.aside == "✓ started an event"
    ann.press("Return")
    assert "4 of 10" in said(ann)
    if not ann.page.events_pane.editor_open:
        ann.press("Alt+Down", "F2")
    assert ann.page.events_pane.editor_open
    ann.code("niger mil")
    assert "5 of 10" in said(ann)

    while len(tour_of(ann).candidates) < 2:
        assert "Tab" in tour_of(ann).panel.aside
        ann.press("Tab")
    ann.press("2")
    assert "6 of 10" in said(ann)
    target = next(
        slot
        for slot in ann.session.schema.slots
        if not ann.session.active_event.in_slot(slot.name)
        and slot.mention_type in {s.type for s in ann.session.suggestions}
    )
    while ann.suggestion is None or ann.suggestion.type != target.mention_type:
        ann.press("Tab")
    ann.press(target.key)
    if ann.page.events_pane.editor_open:
        ann.press("Escape")
    assert "7 of 10" in said(ann)
    ann.press("P")
    assert "8 of 10" in said(ann)
    ann.press("Ctrl+Z")
    assert "9 of 10" in said(ann)
    ann.press("Ctrl+Return")
    assert "10 of 10" in said(ann)
    ann.press("?")
    sheet = next(w for w in QApplication.topLevelWidgets() if isinstance(w, KeySheet))
    ann.wait(lambda: "done" in said(ann))
    sheet.close()
    assert ann.window.settings.get("tour/finished")
    assert tour_of(ann).panel.leave.text() == "Close"
    tour_of(ann).panel.leave.click()
    assert tour_of(ann) is None
    assert ann.page is None, "nobody is left in the copy"
    QApplication.processEvents()
    assert not ann.window.start_page._tour.isVisible()
    assert ann.window.settings.get("recent/projects") == []


def test_a_step_that_cannot_be_done_says_how_to_get_there(touring):
    ann = touring
    panel = tour_of(ann).panel
    assert "prepared" in panel.aside or ann.session.suggestions
    for _ in range(2):
        panel.skip.click()
    assert panel.aside == "There is no event here yet: N starts one."
    for _ in range(5):
        panel.skip.click()
    assert "8 of 10" in said(ann)
    ann.press("N")
    assert "8 of 10" in said(ann)
    ann.press("Ctrl+Z")
    assert "9 of 10" in said(ann)
    ann.wait(lambda: panel.aside == "No event is coded here: X is the way on.")
    ann.press("X", "1")
    assert "10 of 10" in said(ann)


def test_back_leave_by_escape_and_go_on_later(touring, qtbot, tmp_path):
    ann = touring
    path = ann.session.project.path
    panel = tour_of(ann).panel
    assert not panel.back.isEnabled()
    panel.skip.click()
    panel.skip.click()
    panel.back.click()
    assert "2 of 10" in said(ann)
    ann.press("F6", "F6")
    assert panel.skip.hasFocus(), "the panel is one of the panes"
    ann.press("Escape")
    assert tour_of(ann) is None
    assert ann.page is None
    assert ann.window.start_page.isVisible()
    assert "Go on" in ann.window.start_page._tour.text()

    ann.window.run_command("help.tour")
    ann.wait(lambda: ann.page is not None and ann.session.article is not None)
    assert ann.session.project.path == path
    assert "2 of 10" in said(ann)
    ann.close()
    again = Coder(qtbot, tmp_path)
    assert "Go on" in again.window.start_page._tour.text()
    again.window.run_command("help.tour")
    again.wait(lambda: again.page is not None and again.session.article is not None)
    assert again.session.project.path == path
    assert "2 of 10" in said(again)
    again.close()


def test_leaving_goes_back_to_the_project_open_before(coder, tmp_path):
    make_project(tmp_path / "own.db", resource("sample"), highlight=False)
    ann = coder
    ann.open(tmp_path / "own.db", "eva")
    for _ in range(2):  # the second copy follows the first without a way through the project
        ann.window.settings.set("tour/finished", True)
        before = ann.session.project.path
        ann.window.run_command("help.tour")
        ann.wait(lambda b=before: ann.page and ann.session.project.path != b, 60_000)
        ann.wait(lambda: tour_of(ann) is not None)
    tour_of(ann).panel.leave.click()
    ann.wait(lambda: ann.session.article is not None)
    assert ann.session.project.path == (tmp_path / "own.db").resolve()
    assert ann.session.desk.coder.name == "eva"
    assert ann.page.findChildren(TourPanel) == []
    assert ann.window.settings.get("recent/projects") == [str((tmp_path / "own.db").resolve())]


def test_a_new_tour_is_a_new_copy_and_touches_no_other(touring):
    ann = touring
    first = ann.session.project.path
    ann.window.settings.set("tour/finished", True)
    ann.window.run_command("help.tour")
    ann.wait(lambda: ann.window.page and ann.session.project.path != first, 60_000)
    assert first.exists()
    folder = platformdirs.user_data_path("annotator", appauthor=False) / "sample"
    assert ann.session.project.path.parent == folder.resolve()
    assert "1 of 10" in said(ann)


def test_closing_the_project_ends_it(touring):
    ann = touring
    ann.press("Ctrl+W")
    ann.wait(lambda: tour_of(ann) is None)
    ann.window.run_command("help.tour")
    ann.wait(lambda: tour_of(ann) is not None)
    assert "1 of 10" in said(ann)


def test_the_panel_has_names_and_takes_on_another_look(qtbot):
    panel = TourPanel(make_theme(Mode.LIGHT))
    qtbot.addWidget(panel)
    panel.show_step(2, 10, "Press <b>N</b>.", "Press N.")
    panel.show()
    assert QAccessible.queryAccessibleInterface(panel).text(QAccessible.Text.Name) == "Tour"
    assert panel.accessibleDescription() == "Tour: 3 of 10. Press N."
    before = panel.heightForWidth(760)
    panel.set_theme(make_theme(Mode.DARK, zoom=2.0))
    assert panel.heightForWidth(1520) > 1.5 * before
    asked = []
    panel.skip_requested.connect(lambda: asked.append("skip"))
    panel.left.connect(lambda: asked.append("leave"))
    panel.skip.setFocus()
    QTest.keyClick(panel.skip, Qt.Key.Key_Return)
    QTest.keyClick(panel.skip, Qt.Key.Key_Escape)
    assert asked[-1] == "leave"
