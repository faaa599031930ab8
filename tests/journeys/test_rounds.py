"""Rounds and packets at the window: who sits down where, and what is out of sight there."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.events import CodingStatus
from annotator.gui.dialogs.coder import CoderDialog
from annotator.storage import people, reads
from annotator.storage.assigning import assign, plan_assignment, plan_recoding
from annotator.storage.packing import pack
from annotator.storage.project import open_project


def give_again(path):
    """Let ann have finished both articles, and give her both again."""
    with open_project(path) as project:
        pi = people.sit_down(project, "pi")
        ann = people.find_or_add_coder(project, "ann")
        again = people.find_or_add_round(project, "again", kind="recode")
        plan = plan_recoding(project.connection, again, [ann], of=pi.round, share=1)
        assert len(plan.new) == 2
        assign(project, pi, again, plan)


def answer(act):
    """Do something with the dialog that asks who codes, once it is open."""

    def do():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CoderDialog)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(100, do)


def status_of(person):
    return [row.status for row in person.page._rows(list(person.page.queue_ids))]


def test_a_round_of_recoding_is_sat_in_by_keys_and_hides_the_first_coding(coder, pact):
    ann = coder()
    ann.open(pact)
    for _ in range(2):
        ann.press("N")
        ann.press("Ctrl+Return")  # done: next article
    assert {*status_of(ann)} == {CodingStatus.DONE}
    ann.close()
    give_again(pact)

    ann = coder()
    ann.open(pact)
    assert ann.session.desk.round.name == "main"

    def choose(dialog):
        assert (dialog.name.text(), dialog.round.currentText()) == ("ann", "main")
        dialog.round.setCurrentText("again")
        dialog.accept()

    answer(choose)
    ann.window.run_command("project.coder")
    ann.wait(lambda: ann.session.article is not None)
    assert ann.session.desk.round.name == "again"
    assert "round: again" in ann.page.top_bar._round.text()
    assert ann.session.coding.id is None
    assert {*status_of(ann)} == {CodingStatus.TODO}
    assert ann.session.undo_state().undo is None
    assert reads.history(ann.session.project.connection, ann.session.desk, limit=9) == []
    assert "0" in ann.page.status_line._progress.text()
    ann.window.activateWindow()
    assert QTest.qWaitForWindowActive(ann.window, 5000)
    ann.press("N")
    assert len(ann.events) == 1
    ann.close()

    ann = coder()
    ann.open(pact)  # the round is remembered
    assert ann.session.desk.round.name == "again"
    assert len(ann.events) == 1
    ann.close()


def test_what_is_left_in_another_round_is_not_overlooked(coder, pact, tmp_path):
    with open_project(pact) as project:
        pi = people.sit_down(project, "pi")
        ann = people.find_or_add_coder(project, "ann")
        plan = plan_assignment(project.connection, pi.round, [ann], per_coder=2)
        assign(project, pi, pi.round, plan)
    ann = coder()
    ann.open(pact)
    for _ in range(2):
        ann.press("N")
        ann.press("Ctrl+Return")
    ann.close()
    give_again(pact)

    ann = coder()
    ann.open(pact)  # nothing is left in main, where she sat before
    assert ann.session.desk.round.name == "again"
    assert {*status_of(ann)} == {CodingStatus.TODO}
    ann.press("N")
    ann.press("Ctrl+Return")
    ann.press("N")
    ann.press("Ctrl+Return")
    ann.close()
    ann = coder()
    ann.open(pact)  # nothing is left anywhere: where she sat last
    assert ann.session.desk.round.name == "again"


def test_a_round_can_be_named_from_outside(coder, pact):
    ann = coder()
    ann.window.open_path(pact, "ann", round_name="pilot")
    assert ann.page is None
    assert "no round “pilot”" in ann.window.start_page.problem
    ann.open(pact)  # nothing was left locked
    assert not ann.session.project.read_only


def test_a_packet_offers_its_coder_and_says_whose_it_is(coder, pact, tmp_path):
    with open_project(pact) as project:
        pi = people.sit_down(project, "pi")
        ann = people.find_or_add_coder(project, "ann")
        plan = plan_assignment(project.connection, pi.round, [ann], per_coder=1)
        assign(project, pi, pi.round, plan)
        packet = pack(project, ann, tmp_path / "ann.db").path
    boss = coder()
    boss.open(pact, "pi")  # on the same machine, where the project remembers pi
    assert "packet" not in boss.page.top_bar._round.text()
    seen = []

    def look(dialog):
        seen.append((dialog.name.text(), dialog.list.item(0).text()))
        dialog.accept()

    answer(look)
    boss.window.open_path(packet)
    boss.wait(lambda: boss.page is not None and boss.session.article is not None)
    assert seen == [("ann", "ann")]
    assert boss.session.desk.coder.name == "ann"
    assert boss.page.top_bar._round.text() == "packet of ann · round: main"
    assert len(boss.page.queue_ids) == 1
    boss.window.open_path(packet)  # not asked again
    assert boss.session.desk.coder.name == "ann"
