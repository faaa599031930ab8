"""Parts of the pages for a team: the list of names, bars by day, ends side by side, the mark."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from annotator.domain.merging import Arrival, Brought, FileReport, MergeReport
from annotator.domain.sentence import Run, Tone
from annotator.gui.dialogs.conflicts import ConflictsDialog, ShownConflict, ShownEnd
from annotator.gui.dialogs.merge import MergeDialog
from annotator.gui.dialogs.team_progress import TeamProgressDialog
from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.bars import StatusLine
from annotator.gui.views.coding_card import ShownEvent
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


def test_conflicts_are_walked_and_taken_by_keys(qtbot):
    same = ShownEvent((Run("A meets B", Tone.STRONG),), alike=True)
    here = ShownEvent((Run("A hits B", Tone.STRONG),), alike=False)
    ends = (
        ShownEnd("s1", "2025-04-10T08:00:00.000+00:00", True, "done", (same,)),
        ShownEnd("s2", "2025-04-11T08:00:00.000+00:00", False, "in progress", (same, here)),
    )
    rows = [ShownConflict(n, f"Article {n}", "ann", "main", ends) for n in (1, 2)]
    dialog = ConflictsDialog(None, THEME, read_only=False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_conflicts(rows)
    assert "A hits B (only here)" in dialog.cards[1].accessibleName()
    qtbot.keyClick(dialog.tree, KEY.Key_Down)
    qtbot.keyClick(dialog.tree, KEY.Key_Right)
    qtbot.keyClick(dialog.tree, KEY.Key_Right)  # there is none further
    assert "Also there" in dialog.tree.accessibleDescription()
    with qtbot.waitSignal(dialog.taken) as taken:
        qtbot.keyClick(dialog.tree, KEY.Key_Return)
    assert taken.args == [2, "s2"]
    with qtbot.waitSignal(dialog.undo_requested):
        qtbot.keyClick(dialog, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    dialog.cards[0].pressed.emit()
    assert dialog.at == 0
    dialog.show_conflicts([])
    assert not dialog.take_button.isEnabled()
    assert "There are no conflicts" in dialog._lead.text()


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
