"""Parts of the pages for a team: the list of names, bars by day, ends side by side, the mark."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from annotator.agreement.reporting.disagreements import Disagreement
from annotator.domain.merging import Arrival, Brought, FileReport, MergeReport
from annotator.gui.dialogs.conflicts import ConflictsDialog, ShownConflict
from annotator.gui.dialogs.merge import MergeDialog
from annotator.gui.dialogs.team_progress import TeamProgressDialog
from annotator.gui.team.comparison import EventRows, FieldRow
from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.bars import StatusLine
from annotator.gui.views.day_bars import MOST_DAYS, DayBars
from annotator.gui.views.name_list import NameList
from annotator.storage.status import DayDone, Standing

THEME = make_theme(Mode.LIGHT)
DAY = dt.date(2025, 4, 10)
KEY = Qt.Key


def test_names_are_ticked_by_space_and_added_by_enter(qtbot):
    names = NameList(THEME, ["ann", "bob"], ["bob"])
    qtbot.addWidget(names)
    names.show()
    assert names.names == ["bob"]
    with qtbot.waitSignal(names.changed):
        qtbot.keyClick(names.list, KEY.Key_Space)
    assert names.names == ["ann", "bob"]
    qtbot.keyClicks(names.typed, "eva")
    with qtbot.waitSignal(names.changed):
        qtbot.keyClick(names.typed, KEY.Key_Return)
    assert (names.names, names.typed.text()) == (["ann", "bob", "eva"], "")
    qtbot.keyClicks(names.typed, "ANN")  # she is there already
    qtbot.keyClick(names.typed, KEY.Key_Return)
    assert names.list.count() == 3
    qtbot.keyClicks(names.typed, "zoe, Ann; max")  # several, as the command takes them
    qtbot.keyClick(names.typed, KEY.Key_Return)
    assert names.names == ["ann", "bob", "eva", "zoe", "max"]
    qtbot.keyClicks(names.typed, "tim, no good")
    with qtbot.waitSignal(names.complained) as said:
        qtbot.keyClick(names.typed, KEY.Key_Return)
    assert "cannot be a coder's short id" in said.args[0]
    assert names.list.count() == 5
    assert "cannot be a coder's short id" in names.typed.toolTip()


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_bars_are_painted_and_said(qtbot, direction):
    bars = DayBars(THEME)
    qtbot.addWidget(bars)
    bars.setLayoutDirection(direction)
    bars.show_rows(
        [("ann", {DAY: 4, DAY + dt.timedelta(days=2): 1}), ("bob", {}), ("eva", {DAY: 2})]
    )
    assert bars.accessibleName() == (
        "Finished by day. ann: 2025-04-10 4, 2025-04-12 1; eva: 2025-04-10 2"
    )
    bars.resize(500, bars.sizeHint().height())
    image = bars.grab().toImage()
    assert accent_share(image) > 0.004
    early = DAY - dt.timedelta(days=400)
    bars.show_rows([("ann", {early: 3, DAY: 1})])
    assert early.isoformat() not in bars.accessibleName()  # the latest days only
    assert len(bars._days) == MOST_DAYS
    bars.show_rows([])
    assert accent_share(bars.grab().toImage()) == 0


def accent_share(image: QImage) -> float:
    accent = THEME.color("accent").rgb()
    points = [(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)]
    return sum(image.pixel(x, y) == accent for x, y in points) / max(1, len(points))


def states(action: str, other: str) -> list[EventRows]:
    """Rows of two states: the whole, and an event that differs in its action."""
    kind = Disagreement.NONE if action == other else Disagreement.ACTION
    fields = (
        FieldRow("source", "Source", Disagreement.NONE, ("A", "A")),
        FieldRow("action", "Action", kind, (action, other)),
    )
    whole = EventRows("coding", "The coding", "=", "the same", decided=False, fields=())
    event = EventRows("e1", "1 · A hits B", "≠", "differs", decided=False, fields=fields)
    return [whole, event]


@pytest.fixture
def conflicted(qtbot):
    """The page with two codings, of two states each."""
    dialog = ConflictsDialog(None, THEME, read_only=False)
    qtbot.addWidget(dialog)
    dialog.wanted.connect(lambda _: dialog.show_states((True, False), states("hits", "meets")))
    dialog.show()
    dialog.show_conflicts([ShownConflict(n, f"Article {n}", "ann", "main") for n in (1, 2)])
    return dialog


def test_conflicts_are_walked_and_taken_by_keys(qtbot, conflicted):
    dialog = conflicted
    assert dialog.states.place == ("e1", "action")  # the first difference is in sight
    assert dialog.states.currentItem().text(0).startswith("≠")
    assert dialog.take_button.text() == "Take 1: In force"
    qtbot.keyClick(dialog.tree, KEY.Key_Down)
    qtbot.keyClick(dialog.tree, KEY.Key_Right)
    qtbot.keyClick(dialog.tree, KEY.Key_Right)  # there is none further
    assert "Also there is framed" in dialog.tree.accessibleDescription()
    with qtbot.waitSignal(dialog.taken) as taken:
        qtbot.keyClick(dialog.tree, KEY.Key_Return)
    assert taken.args == [2, 1]
    with qtbot.waitSignal(dialog.taken) as taken:
        qtbot.keyClick(dialog.states, KEY.Key_1)
    assert taken.args == [2, 0]
    with qtbot.assertNotEmitted(dialog.taken):
        qtbot.keyClick(dialog.tree, KEY.Key_3)  # there are two
    with qtbot.waitSignal(dialog.undo_requested):
        qtbot.keyClick(dialog, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    dialog.show_conflicts([])
    assert not dialog.take_button.isVisible()
    assert not dialog.states.isVisible()
    assert "There are no conflicts" in dialog._lead.text()


def test_a_state_is_framed_and_taken_by_the_mouse(qtbot, conflicted):
    dialog = conflicted
    item = dialog.states.currentItem()

    def at(column: int):
        return dialog.states.visualRect(dialog.states.indexFromItem(item, column)).center()

    view = dialog.states.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at(2))
    assert (dialog.at, dialog.states.framed) == (1, 2)
    header = dialog.states.header()
    place = QPoint(header.sectionViewportPosition(1) + 40, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (dialog.at, dialog.states.framed) == (0, 1)
    with qtbot.waitSignal(dialog.taken) as taken:
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at(2))
    assert taken.args == [1, 1]


def test_what_differs_is_tinted_in_every_state_also_in_the_line_in_focus(conflicted):
    dialog = conflicted
    dialog.activateWindow()
    dialog.states.setFocus()
    item = dialog.states.currentItem()
    assert item.background(1).color() == item.background(2).color() == dialog.states._tint()
    picture = dialog.states.viewport().grab().toImage()
    for column in (1, 2):
        cell = dialog.states.visualRect(dialog.states.indexFromItem(item, column))
        corner = cell.bottomRight() - QPoint(8, 4)
        assert picture.pixelColor(corner) == dialog.states._tint()
    quiet = item.parent().child(0)
    assert quiet.foreground(1).color() == THEME.color("muted")
    assert quiet.background(1).style() is Qt.BrushStyle.NoBrush


def test_one_who_only_reads_takes_nothing(qtbot):
    dialog = ConflictsDialog(None, THEME, read_only=True)
    qtbot.addWidget(dialog)
    dialog.wanted.connect(lambda _: dialog.show_states((True, False), states("hits", "meets")))
    dialog.show()
    dialog.show_conflicts([ShownConflict(1, "Article", "ann", "main")])
    with qtbot.assertNotEmitted(dialog.taken):
        qtbot.keyClick(dialog.tree, KEY.Key_Return)
    assert not dialog.take_button.isEnabled()


def test_every_problem_of_a_merge_is_listed_with_its_row(qtbot, tmp_path):
    dialog = MergeDialog(None, THEME, folder=str(tmp_path))
    qtbot.addWidget(dialog)
    asked = []
    dialog.preview_wanted.connect(asked.append)
    path = tmp_path / "ann.db"
    dialog.add([path, path])
    assert asked == [[path]]
    brought = (
        Brought("ann", "main", "Talks", Arrival.NEW),
        Brought("ann", "main", "Floods", Arrival.REFUSED, "a quote is not in the text"),
        Brought("bob", "main", "Trade", Arrival.OTHER_TEXT, "another text"),
    )
    report = MergeReport((FileReport("ann.db", brought, ("ann is new to the project",)),))
    dialog.show_report([tmp_path / "other.db"], report)
    assert not dialog.ok_button.isEnabled()  # of files that are not on the list any more
    dialog.show_report([path], report)
    assert dialog.ok_button.isEnabled()
    assert dialog.tree.topLevelItemCount() == 2
    shown = [dialog.problems.topLevelItem(n) for n in range(dialog.problems.topLevelItemCount())]
    assert [item.text(2) for item in shown] == ["Floods", "Trade"]
    assert "refused: a quote is not in the text" in shown[0].text(3)
    assert "ann is new to the project" in dialog.said.text()
    qtbot.keyClick(dialog.remove_button, KEY.Key_Space)
    assert dialog.paths == []
    assert not dialog.ok_button.isEnabled()


def standing(coder: str, which: str, **figures) -> Standing:
    usual = dict.fromkeys(
        ("done", "nothing", "in_progress", "events", "finished_events", "accepted", "by_hand"), 0
    )
    more = {"seconds": 0.0, "median_seconds": None, "rejected": 0, "open_questions": 0}
    return Standing(coder, which, **{"given": None, **usual, **more, **figures})


def test_progress_is_shown_by_round_and_what_is_undefined_as_a_dash(qtbot):
    dialog = TeamProgressDialog(None, THEME)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.said.text() == "Counting…"
    dialog.show_standings([])
    assert "Nobody was given" in dialog.said.text()
    done = standing("ann", "main", given=4, done=2, events=3, days=(DayDone(DAY, 2),))
    dialog.show_standings([done, standing("ann", "again")])
    assert dialog.tree.topLevelItemCount() == 2
    assert dialog.tree.topLevelItem(1).text(4) == "–"
    spoken = dialog.tree.topLevelItem(0).data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert "Given 4" in spoken
    assert "Events 3" in spoken
    dialog.round.setCurrentText("again")
    assert dialog.tree.topLevelItemCount() == 1
    assert dialog.tree.headerItem().toolTip(7) == "Events per finished article"


def test_conflicts_are_a_quiet_mark_that_opens_their_page(qtbot):
    line = StatusLine(THEME)
    qtbot.addWidget(line)
    line.show()
    assert not line._conflicts.isVisible()
    line.show_conflicts(2)
    assert line._conflicts.isVisible()
    assert line._conflicts.accessibleName() == "2 conflicts"
    with qtbot.waitSignal(line.command_requested) as asked:
        qtbot.mouseClick(line._conflicts, Qt.MouseButton.LeftButton)
    assert asked.args == ["project.conflicts"]
    line.show_conflicts(0)
    assert not line._conflicts.isVisible()
