"""A team at the window: articles given out, packets out and home, conflicts, progress, by keys."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from annotator.domain.changes import Op
from annotator.domain.events import CodingStatus
from annotator.domain.values import CodeValue
from annotator.resources import resource
from annotator.storage import ops, people, reads
from annotator.storage.assigning import assign, plan_assignment
from annotator.storage.check import check
from annotator.storage.ops.choosing import conflicts, ends_of
from annotator.storage.packing import pack
from annotator.storage.project import open_project
from tests.journeys.driver import make_project
from tests.storage.coded import dump

TEXTS = sorted(resource("sample").glob("*.txt"))[:6]


@pytest.fixture(scope="session")
def _six(tmp_path_factory):
    path = tmp_path_factory.mktemp("six") / "six.db"
    make_project(path, *TEXTS, highlight=False)
    return path


@pytest.fixture
def six(_six, tmp_path):
    """A fresh copy of a project with six articles."""
    return shutil.copy(_six, tmp_path / "six.db")


@pytest.fixture
def sent(six, tmp_path):
    """The project with three articles given to ann, and her packet."""
    with open_project(six) as project:
        pi = people.sit_down(project, "pi")
        ann = people.find_or_add_coder(project, "ann")
        plan = plan_assignment(project.connection, pi.round, [ann], per_coder=3)
        assign(project, pi, pi.round, plan)
        return pack(project, ann, tmp_path / "ann.db").path


def page_of(person, command):
    """The page that a command opens, with the keyboard."""
    person.window.run_command(command)
    shown = person.page.team.open[command]
    take_keyboard(person, shown.dialog)
    person.wait(lambda: person.page.team.settled)
    return shown.dialog


def take_keyboard(person, dialog):
    """Let keys go to a page, as they do where a desktop gives it the focus."""

    def has_it():
        dialog.activateWindow()
        return dialog.isAncestorOf(QApplication.focusWidget() or person.window)

    person.wait(has_it)


def cells(tree):
    rows = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [[row.text(column) for column in range(tree.columnCount())] for row in rows]


def code(packet, number, action):
    """Code the packet's article of that place, and finish it."""
    with open_project(packet) as project:
        ann = people.sit_down(project, "ann")
        article = list(reads.queue_ids(project.connection, ann))[number]
        event = ops.create_event(project, ann, article).event_id
        for slot, value in (("source", "MLIMIL"), ("action", action), ("target", "MLIREB")):
            ops.fill_slot(project, ann, event, slot, value=CodeValue(value))
        ops.finish_coding(project, ann, article, status=CodingStatus.DONE)


def test_articles_are_given_out_by_keys_and_taken_back(coder, six):
    pi = coder()
    pi.open(six, "pi")
    dialog = page_of(pi, "project.assign")
    assert dialog.coders.list.hasFocus()
    assert not dialog.ok_button.isEnabled()
    assert "Tick who gets articles" in dialog.said.text()
    pi.press("Tab")
    pi.write("ann")
    pi.press("Return")  # adds her; the page stays
    pi.write("bob")
    pi.press("Return")
    assert dialog.coders.names == ["ann", "bob"]
    pi.press("Tab", "Tab")
    assert dialog.per_coder.hasFocus()
    pi.write("4")
    pi.press("Tab")
    pi.write("50")
    pi.wait(lambda: dialog.settled and dialog.ok_button.isEnabled())
    assert cells(dialog.tree) == [["ann", "4", "4", "2"], ["bob", "4", "4", "2"]]
    assert "ann and bob have 2 in common." in dialog.said.text()
    assert "0 articles are with nobody" in dialog.said.text()
    names = [one.name for one in reads.coders(pi.session.project.connection)]
    assert names == ["pi"]  # nothing was changed by looking
    pi.press("Return")
    assert "ann 4, bob 4" in pi.page.banner.text
    assert pi.session.undo_state().undo == "assign 8 articles"
    pi.window.run_command("edit.undo")
    assert not pi.page.banner.isVisible()  # its Undo would take back another step
    pi.window.run_command("edit.redo")
    ann = people.sit_down(pi.session.project, "ann")
    assert len(reads.queue_ids(pi.session.project.connection, ann)) == 4
    again = page_of(pi, "project.assign")
    assert again.wish.overlap == 0.5  # as it was asked for last
    pi.wait(lambda: again.settled)
    assert "Nothing new would be given" in again.said.text()
    pi.session.undo()
    pi.wait(lambda: again.settled and again.ok_button.isEnabled())  # it follows the undo
    assert len(reads.queue_ids(pi.session.project.connection, ann)) == 6  # everything again
    again.close()


def test_what_cannot_be_given_out_is_said(coder, six):
    pi = coder()
    pi.open(six, "pi")
    dialog = page_of(pi, "project.assign")
    dialog.coders.list.setCurrentRow(0)
    pi.press("Space", "Tab", "Tab", "Tab", "Tab")
    pi.write("50")
    pi.wait(lambda: dialog.settled and dialog.complaint(dialog.tree))
    assert "only where there are two coders" in dialog.complaint(dialog.tree)
    pi.press("Return")
    assert dialog.isVisible()
    assert not pi.session.undo_state().undo
    dialog.close()


def test_packets_are_written_into_a_folder(coder, six, sent, tmp_path):
    pi = coder()
    pi.open(six, "pi")
    dialog = page_of(pi, "project.packets")
    assert cells(dialog.tree)[0][:2] == ["ann", "3"]
    warning = dialog.findChild(QLabel, "formWarning").text()
    assert warning.startswith("3 of the articles given out have no suggestions yet")
    first = sent.read_bytes()
    pi.press("Return")  # what stands there stays
    pi.wait(lambda: "ann-2.db: 3 articles" in cells(dialog.tree)[0][4])
    assert sent.read_bytes() == first
    assert check(sent.with_stem("ann-2")).ok
    pi.wait(lambda: not pi.page.busy)
    dialog.close()
    dialog = page_of(pi, "project.packets")
    folder = tmp_path / "out"
    dialog.folder.setText(str(folder))
    pi.press("Return")
    assert dialog.complaint(dialog._folder_field) == "There is no such folder."
    folder.mkdir()
    dialog.folder.setText(str(folder))
    pi.press("Return")
    pi.wait(lambda: "ann.db: 3 articles" in cells(dialog.tree)[0][4])
    assert (folder / "ann.db").is_file()
    pi.wait(lambda: not pi.page.busy)
    assert not dialog.ok_button.isEnabled()  # it is ticked off
    dialog.close()


def test_a_packet_is_looked_into_merged_and_taken_back(coder, six, sent):
    code(sent, 0, "173")
    pi = coder()
    pi.open(six, "pi")
    drop(pi.page, sent)
    dialog = pi.page.team.open["project.merge"].dialog
    pi.wait(lambda: pi.page.team.settled)
    assert cells(dialog.tree) == [["ann.db", "ann", "1", *["–"] * 7]]
    assert cells(dialog.problems) == []
    assert "One coding would be taken" in dialog.said.text()
    before = reads.usage(pi.session.project.connection)
    merge_by_key(pi, dialog)
    assert pi.page.banner.text == "One coding was merged."
    assert pi.session.undo_state().undo == "merge 1 packet"
    assert reads.usage(pi.session.project.connection) != before
    pi.click(pi.page.banner.findChild(QPushButton))
    assert not pi.page.banner.isVisible()  # its words were about that step alone
    assert not pi.page.banner.hasFocus()
    assert reads.usage(pi.session.project.connection) == before
    pi.session.redo()
    pi.close()
    assert check(six).ok


def merge_by_key(person, dialog):
    """Have done what the page of packets shows, and wait until they are home."""
    take_keyboard(person, dialog)
    person.press("Ctrl+Return")
    person.wait(lambda: "project.merge" not in person.page.team.open)


def test_merging_is_stopped_by_escape_and_edits_wait_for_it(coder, six, sent):
    code(sent, 0, "173")
    pi = coder()
    pi.open(six, "pi")
    project, desk = pi.session.project, pi.session.desk
    dialog = page_of(pi, "project.merge")
    dialog.add([sent])
    pi.wait(lambda: pi.page.team.settled)
    before = dump(project)
    with project.transact(Op.CREATE_EVENT, "hold the file", desk=desk):  # merging has to wait
        pi.press("Ctrl+Return")
        assert dialog.merging
        assert "Merging: " in dialog.said.text()
        assert not any(p.isEnabled() for p in (dialog.ok_button, dialog.add_button, dialog.files))
        dialog.add([sent.with_name("another.db")])
        assert dialog.paths == [sent]
        pi.press("Escape")
        assert dialog.isVisible()
        assert not dialog.cancel_button.isEnabled()
    pi.wait(lambda: not dialog.merging)
    assert "stopped: the project is as it was before" in dialog.said.text()
    assert dump(project) == before
    assert pi.session.undo_state().undo == "assign 3 articles"
    merge_by_key(pi, dialog)  # the second time it is let go on
    assert pi.page.banner.text == "One coding was merged."
    pi.window.activateWindow()
    pi.session.undo()
    assert dump(project) == before
    pi.close()
    assert check(six).ok


def test_a_window_that_is_closed_stops_the_merging(coder, six, sent):
    code(sent, 0, "173")
    pi = coder()
    pi.open(six, "pi")
    dialog = page_of(pi, "project.merge")
    dialog.add([sent])
    pi.wait(lambda: pi.page.team.settled)
    pi.press("Ctrl+Return")
    pi.close()
    assert pi.page is None
    with open_project(six) as project:  # all of it or nothing, and nobody holds the file
        state = project.undo_state(people.sit_down(project, "pi"))
        rows = project.connection.execute("SELECT count(*) FROM event").fetchone()[0]
        assert (state.undo == "merge 1 packet") == bool(rows)
    assert check(six).ok


def test_what_goes_wrong_while_merging_is_said_and_can_be_tried_again(coder, six, sent, tmp_path):
    code(sent, 0, "173")
    pi = coder()
    pi.open(six, "pi")
    dialog = page_of(pi, "project.merge")
    dialog.add([sent])
    pi.wait(lambda: pi.page.team.settled)
    away = sent.rename(tmp_path / "away.db")
    pi.press("Ctrl+Return")
    pi.wait(lambda: not dialog.merging)
    assert "ann.db" in dialog.complaint(dialog._files_field)
    assert pi.session.undo_state().undo == "assign 3 articles"
    away.rename(sent)
    merge_by_key(pi, dialog)
    assert pi.session.undo_state().undo == "merge 1 packet"


def drop(page, *paths):
    """Drop files on the middle of the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(400, 300), *how))
    QApplication.sendEvent(page, QDropEvent(QPointF(400, 300), *how))


def test_a_file_that_is_no_packet_of_the_project_is_refused_in_words(coder, six, pact):
    pi = coder()
    pi.open(six, "pi")
    dialog = page_of(pi, "project.merge")
    assert "No packet is chosen yet" in dialog.said.text()
    dialog.add([pact])
    pi.wait(lambda: pi.page.team.settled)
    assert "belongs to another project" in dialog.complaint(dialog._files_field)
    assert not dialog.ok_button.isEnabled()
    dialog.close()


def test_two_ends_are_shown_side_by_side_and_one_is_chosen_by_keys(coder, six, sent, tmp_path):
    other = shutil.copy(sent, tmp_path / "other.db")
    code(sent, 0, "173")
    code(other, 0, "190")
    pi = coder()
    pi.open(six, "pi")
    mark = pi.page.status_line._conflicts
    assert mark.isHidden()
    merging = page_of(pi, "project.merge")
    merging.add([sent, other])
    pi.wait(lambda: pi.page.team.settled)
    assert [row[6] for row in cells(merging.tree)] == ["–", "1"]
    assert "both states are kept" in cells(merging.problems)[0][3]
    merge_by_key(pi, merging)
    assert mark.text() == "1 conflict"
    assert "One is in conflict" in pi.page.banner.text
    dialog = page_of(pi, "project.conflicts")
    (found,) = conflicts(pi.session.project.connection)
    assert dialog.conflict.title == found.title
    ends = ends_of(pi.session.project.connection, found)
    assert [words(dialog.states)[label] for label in ("≠ Action", "= Source")] == [
        [shown_action(end) for end in ends],
        ["MLIMIL Mali military"] * 2,
    ]
    assert dialog.states.place[1] == "action"
    assert dialog.at == 0
    pi.press("Right")
    assert dialog.at == 1
    pi.press("Return")
    assert conflicts(pi.session.project.connection) == []
    assert "There are no conflicts" in dialog._lead.text()
    assert mark.isHidden()
    with open_project(six, read_only=True) as project:
        row = project.connection.execute("SELECT code FROM filler WHERE slot = 'action'")
        assert row.fetchone()[0] == action_of(ends[1].content)
    pi.press("Ctrl+Z")
    assert mark.text() == "1 conflict"
    assert dialog.conflict is not None
    dialog.close()


def words(tree):
    """What the lines of a table of states say, by their first cell."""
    heads = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    lines = [head.child(n) for head in heads for n in range(head.childCount())]
    return {line.text(0): [line.text(n) for n in (1, 2)] for line in lines}


def shown_action(end):
    labels = {
        "173": "173 arrest, detain, or charge with legal action",
        "190": "190 use conventional military force",
    }
    return labels[action_of(end.content)]


def action_of(content):
    (event,) = content["events"]
    return next(f["code"] for f in event["fillers"] if f["slot"] == "action")


def test_everybodys_progress_is_counted_beside_the_window(coder, six, sent):
    with open_project(six) as project:
        ann = people.sit_down(project, "ann")
        for article in list(reads.queue_ids(project.connection, ann))[:2]:
            ops.finish_coding(project, ann, article, status=CodingStatus.NOTHING)
    pi = coder()
    pi.open(six, "pi")
    dialog = page_of(pi, "project.progress")
    assert cells(dialog.tree)[0][:7] == ["ann", "main", "3", "2", "100%", "0", "0"]
    assert "Codings finished: 2 · events: 0" in dialog.said.text()
    assert "ann: " in dialog.bars.accessibleName()
    assert dialog.bars.isVisible()
    dialog.again_button.click()
    pi.wait(lambda: pi.page.team.settled)
    dialog.close()
    bob = coder()
    bob.open(six, "bob")  # reading only: pi writes
    bob.window.run_command("project.assign")
    assert "project.assign" not in bob.page.team.open
    assert "reading only" in bob.page.status_line.message


def test_an_export_says_how_many_codings_of_anybody_are_unfinished(coder, six):
    pi = coder()
    pi.open(six, "pi")
    assert pi.page.unfinished() == 0
    project = pi.session.project
    ann = people.sit_down(project, "ann")
    ops.create_event(project, ann, next(iter(reads.queue_ids(project.connection, ann))))
    assert pi.page.unfinished() == 1
