"""The list of edits: opened at the present, gone back in by Enter, true while it is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs.history import HistoryDialog


def history(ann) -> HistoryDialog:
    ann.press("Ctrl+H")
    dialog = ann.window.findChild(HistoryDialog)
    assert dialog is not None
    assert not dialog.isModal()
    ann.wait(dialog.tree.hasFocus)
    return dialog


def edits(dialog) -> list[str]:
    tree = dialog.tree
    return [tree.topLevelItem(row).text(1) for row in range(tree.topLevelItemCount())]


def key(dialog, which, times=1) -> None:
    for _ in range(times):
        QTest.keyClick(dialog.tree, which)
    QApplication.processEvents()


def test_back_to_a_point_in_another_article_after_a_restart(coder, pact):
    ann = coder()
    ann.open(pact)
    first = ann.session.article.id
    ann.press("N", "Escape", "S")
    ann.code("nermil")
    ann.press("A")
    ann.code("057")
    ann.press("Alt+Right", "N")
    second = ann.session.article.id
    ann.close()

    again = coder()
    again.open(pact)
    again.page.session.open_article(second)
    dialog = history(again)
    assert edits(dialog)[:4] == ["new event", "fill Action", "fill Source", "new event"]
    assert dialog.tree.currentItem() is dialog.tree.topLevelItem(0)  # the present
    assert dialog.said.text() == "This is how things are now."
    key(dialog, Qt.Key.Key_Return)  # nothing lies between, nothing happens
    assert len(edits(dialog)) == 4
    key(dialog, Qt.Key.Key_Down, 2)
    assert dialog.said.text() == "Enter takes back what was done since: 2 edits."
    key(dialog, Qt.Key.Key_Return)
    assert again.session.article.id == first
    (event,) = again.events
    assert [filler.slot for filler in event.fillers] == ["source"]
    assert again.page.status_line.message == "Taken back: 2 edits."
    assert edits(dialog)[:2] == ["undone: fill Action", "undone: new event"]
    assert dialog.isVisible()

    QTest.keyClick(dialog.tree, Qt.Key.Key_Home)
    key(dialog, Qt.Key.Key_Down, 2)  # the newest edit, which is undone now
    assert dialog.said.text() == "Enter does again what was undone: 2 edits."
    key(dialog, Qt.Key.Key_Return)
    assert again.session.article.id == second
    assert len(again.events) == 1
    key(dialog, Qt.Key.Key_Escape)
    again.wait(lambda: again.window.findChild(HistoryDialog) is None)


def test_the_list_follows_the_work_and_goes_with_the_project(coder, pact):
    ann = coder()
    ann.open(pact)
    dialog = history(ann)
    assert dialog.said.text() == "Nothing was edited yet."
    ann.window.run_command("event.new")
    assert edits(dialog) == ["new event"]
    ann.window.run_command("edit.undo")
    assert edits(dialog) == ["undone: new event", "new event"]
    item = dialog.tree.topLevelItem(1)
    assert item.font(1).strikeOut()
    assert item.data(1, Qt.ItemDataRole.AccessibleTextRole) == "new event, undone"
    ann.window.run_command("event.new")
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(2))
    assert "cannot be done again" in dialog.said.text()
    assert not dialog.go_button.isEnabled()
    ann.press("Ctrl+H")  # no second one
    assert len([d for d in ann.window.findChildren(HistoryDialog) if d.isVisible()]) == 1
    ann.window.run_command("project.close")
    ann.wait(lambda: ann.window.findChild(HistoryDialog) is None)


def test_bulk_edits_are_one_step_each(coder, pact):
    ann = coder()
    ann.open(pact)
    before = len(ann.events)
    ann.press(".", "Return")  # a whole suggested event
    if ann.page.events_pane.editor_open:
        ann.press("Escape")
    (event,) = ann.events
    assert len(event.fillers) > 1
    assert ann.session.undo_state().undo.startswith("take event")
    ann.press("Ctrl+Z")
    assert len(ann.events) == before

    ann.press("Escape", "N", "Escape")
    ann.select("Niger")
    ann.press("S")
    ann.press("Escape", "Shift+E")
    evidence = [len(f.mentions) for f in ann.events[0].fillers]
    assert evidence[0] > 1
    ann.press("Ctrl+Z")
    assert [len(f.mentions) for f in ann.events[0].fillers] == [1]
