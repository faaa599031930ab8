"""Notes, questions and their answers, and the time that is counted: by keys, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.domain.events import CodingStatus, Desk
from annotator.domain.talk import ARTICLE, Subject, subject_of
from annotator.gui.dialogs.palette import Palette
from annotator.gui.dialogs.project_settings import ProjectSettings, ProjectSettingsDialog
from annotator.gui.theme import Mode, make_theme
from annotator.storage import ops, people
from annotator.storage.check import check
from annotator.storage.packing import pack
from annotator.storage.project import open_project
from annotator.storage.project_settings import TimeRule, count_time, time_rule


def said(coder):
    return [(c.kind, c.text) for c in coder.session.coding.comments]


def row_of(coder):
    """What a screen reader says of the open article's row in the queue."""
    model = coder.page.queue_pane._model
    index = model.index_of(coder.session.article.id)
    return index.data(Qt.ItemDataRole.AccessibleTextRole)


def command(coder, command_id):
    coder.window.run_command(command_id)
    QApplication.processEvents()


def mark(coder):
    look = coder.page.article_pane.header.talk.look
    return (look.drawing, look.number)


def header(coder):
    look = coder.page.article_pane.header.talk.look
    return look.said if look else ""


def test_ask_answer_read_and_undo(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("Q")
    ann.write("Is a pact one event or two?")
    ann.press("Ctrl+Return")
    assert said(ann) == [("question", "Is a pact one event or two?")]
    assert header(ann) == "1 open question"
    assert "question asked" in row_of(ann)
    assert QApplication.focusWidget() is ann.view  # the text has the keyboard again
    ann.press("Ctrl+Z")
    assert (said(ann), header(ann)) == ([], "")
    ann.press("Ctrl+Shift+Z")
    ann.close()

    boss = coder()
    boss.open(pact, "pi")
    assert said(boss) == []  # her own coding holds nothing of it
    command(boss, "project.questions")
    dialog = boss.page.questions.dialog
    assert QTest.qWaitForWindowActive(dialog, 5000)
    assert dialog.mark.isVisible()
    assert "Supervisor" in dialog.mark.text()
    assert dialog.tree.hasFocus()
    assert dialog.passage.toPlainText() == boss.session.article.text
    boss.press("Return")
    assert dialog.answer.hasFocus()
    boss.write("Tw")
    dialog.close()
    command(boss, "project.questions")
    dialog = boss.page.questions.dialog
    assert QTest.qWaitForWindowActive(dialog, 5000)
    boss.press("Return", "Ctrl+End")
    assert dialog.answer.toPlainText() == "Tw"  # what was begun is still there
    boss.write("o, & both <b>reciprocal</b>.")
    boss.press("Ctrl+Return")
    assert "→ Two, & both <b>reciprocal</b>." in dialog.said.text()
    assert dialog.tree.topLevelItem(0).text(0) == "answered"
    boss.press("Ctrl+Z")  # in the list: the answer is taken back
    assert "→" not in dialog.said.text()
    assert dialog.tree.topLevelItem(0).text(0) == "open"
    boss.session.redo()
    assert "→" in dialog.said.text()
    assert said(boss) == []
    dialog.close()
    boss.close()

    again = coder()
    again.open(pact)
    assert "something new to read" in row_of(again)
    assert header(again) == "1 answered question"
    again.press("Ctrl+Shift+J")
    sheet = again.page.notes
    assert sheet.isVisible()
    (block,) = sheet._before.blocks
    assert block.accessibleName() == (
        "? Is a pact one event or two?\n→ Two, & both <b>reciprocal</b>."
    )
    assert sheet._text.toPlainText() == ""
    again.write("Always?")
    again.press("Ctrl+Return")  # the answered one stays as it was asked
    asked = [(kind, text) for kind, text in said(again) if kind == "question"]
    assert asked == [("question", "Is a pact one event or two?"), ("question", "Always?")]
    again.press("Ctrl+Z")
    assert "something new to read" not in row_of(again)  # it was read
    again.press("Ctrl+Shift+J")
    assert again.page.status_line.message == "Nothing is unread."
    again.close()
    assert check(pact).ok


def test_a_lesson_comes_with_the_packet_and_is_read(coder, pact, tmp_path):
    """What was noted in adjudication reaches a coder who found nothing in the article."""
    with open_project(pact) as project:
        ann, bob = (people.sit_down(project, name) for name in ("ann", "bob"))
        ops.finish_coding(project, ann, 1, status=CodingStatus.NOTHING)
        event = ops.create_event(project, bob, 1).event_id
        ops.finish_coding(project, bob, 1, status=CodingStatus.DONE)
        judging = people.find_or_add_round(project, "judged", kind="adjudication")
        pi = Desk(people.find_or_add_coder(project, "pi"), judging)
        ops.take_coded_event(project, pi, event)
        ops.set_comment(project, pi, 1, "training", "A pact is an event.")
        ops.finish_adjudicated(project, pi, 1, ann.round, status=CodingStatus.DONE)
        packet = pack(project, ann.coder, tmp_path / "packet.db").path
    reader = coder()
    reader.open(packet)
    assert "something new to read" in row_of(reader)
    reader.press("Ctrl+Shift+J")
    (block,) = reader.page.notes._before.blocks
    assert block.accessibleName() == "A pact is an event."
    assert block.findChild(QLabel, "talkWhen").text().startswith("for training · pi")
    assert "something new to read" not in row_of(reader)
    reader.press("Esc", "Ctrl+Shift+J")
    assert reader.page.status_line.message == "Nothing is unread."
    assert said(reader) == [("training", "A pact is an event.")]
    reader.close()
    assert check(packet).ok


def test_a_question_on_an_event_and_a_note_on_words(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N")
    event = ann.session.focus.event_id
    ann.press("Shift+Q")
    ann.write("Whole event?")
    ann.press("Ctrl+Return")
    ann.go_to("Niger’s military rulers", "actor")
    ann.press("Return")
    if ann.page.events_pane.editor_open:
        ann.press("Escape")
    mention = ann.session.filler.mentions[0]
    ann.press("Shift+M")
    ann.write("Or the junta?")
    ann.press("Ctrl+Return")
    ann.press("M")
    ann.write("An odd article")
    ann.press("Alt+2", "Alt+1", "Ctrl+Return")  # to the event and back
    comments = ann.session.coding.comments
    assert [(c.kind, subject_of(c)) for c in comments] == [
        ("question", Subject(event_id=event)),
        ("note", Subject(mention_id=mention.id)),
        ("note", ARTICLE),
    ]
    card = ann.page.events_pane._cards[event]
    assert card.talk.look.said == "1 open question"
    assert "1 open question" in card.accessibleName()
    line = card.row_widget(ann.session.focus.row)
    assert "1 note" in line.accessibleName()
    assert "Or the junta?" in line.toolTip()
    assert (header(ann), mark(ann)) == ("1 note", ("note", 1))
    ann.press("Q")
    ann.write("Why?")
    ann.press("Ctrl+Return")
    assert header(ann) == "1 note, 1 open question"
    assert mark(ann) == ("question", 1)  # the number is of what is drawn


def test_what_was_written_can_be_changed_and_deleted(coder, pact):
    ann = coder()
    ann.open(pact)
    for words in ("first", "second"):
        ann.press("M")
        ann.write(words)
        ann.press("Ctrl+Return")
    ann.press("M", "Alt+Up")
    ann.write(" thought")
    ann.press("Ctrl+Return")
    assert said(ann) == [("note", "first"), ("note", "second thought")]
    ann.press("M", "Alt+Up", "Alt+Up", "Ctrl+A", "Delete", "Ctrl+Return")
    assert said(ann) == [("note", "second thought")]
    ann.press("Ctrl+Z", "Ctrl+Z")
    assert said(ann) == [("note", "first"), ("note", "second")]


def test_ctrl_enter_keeps_a_note_from_every_part_of_the_sheet(coder, pact):
    ann = coder()
    ann.open(pact)
    control = Qt.KeyboardModifier.ControlModifier
    for number, tabs in enumerate((0, 1, 2, 3)):
        ann.press("M")
        ann.write(f"note {number}")
        ann.press(*["Tab"] * tabs)
        QTest.keyClick(ann.window.windowHandle(), Qt.Key.Key_Return, control)
        QApplication.processEvents()
        assert not ann.page.notes.isVisible()
    assert said(ann) == [("note", f"note {number}") for number in range(4)]
    assert ann.session.coding.status is CodingStatus.IN_PROGRESS


def test_what_was_not_kept_is_there_the_next_time(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("Q")
    ann.write("half a qu")
    ann.press("Escape")
    assert said(ann) == []
    ann.press("Q")
    assert ann.page.notes._text.toPlainText() == "half a qu"
    assert "draft" in ann.page.notes._hint.text()
    ann.write("estion")
    ann.close()  # with the sheet open

    later = coder()
    later.open(pact)
    later.press("Q", "Ctrl+Return")
    assert said(later) == [("question", "half a question")]
    later.press("Q")
    assert later.page.notes._text.toPlainText() == ""


def event_note(coder):
    return coder.session.active_event.attribute("note")


def test_the_note_of_an_event_survives_every_way_of_leaving_it(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N", "W")
    ann.write("by Escape")
    ann.press("Escape")
    assert event_note(ann) == ("by Escape",)
    ann.press("Ctrl+Z")
    assert event_note(ann) == ()  # one step
    ann.press("W")
    ann.write("by a click")
    QTest.mouseClick(ann.view.viewport(), Qt.MouseButton.LeftButton)
    assert event_note(ann) == ("by a click",)
    first, event = ann.session.article.id, ann.session.active_event.id
    ann.press("W")
    ann.write("by opening the next article")
    command(ann, "article.next")  # as by its button, which does not take the keyboard
    assert ann.session.article.id != first
    ann.press("M")
    ann.write("another article")
    ann.session.open_article(first)
    assert not ann.page.notes.isVisible()  # what is written is never stored with another article
    ann.session.set_focus(event)
    assert event_note(ann) == ("by opening the next article",)
    ann.press("W")
    ann.write("by closing the window")
    ann.close()

    later = coder()
    later.open(pact)
    later.session.set_focus(event)
    assert event_note(later) == ("by closing the window",)


def test_palette_and_quit_work_while_a_note_is_written(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("M")
    ann.write("half")
    ann.press("Ctrl+K")
    assert ann.window.findChild(Palette).isAncestorOf(QApplication.focusWidget())
    ann.press("Escape")
    assert ann.page.notes._text.hasFocus()
    ann.write(" a note")
    ann.press("Ctrl+Q")
    assert not ann.window.isVisible()

    later = coder()
    later.open(pact)
    later.press("M")
    assert later.page.notes._text.toPlainText() == "half a note"


def test_ones_own_questions_lead_to_their_articles(coder, pact):
    ann = coder()
    ann.open(pact)
    first = ann.session.article.id
    ann.press("Q")
    ann.write("This one?")
    ann.press("Ctrl+Return", "Alt+Right")
    assert ann.session.article.id != first
    command(ann, "question.own")
    dialog = ann.page.questions.dialog
    assert QTest.qWaitForWindowActive(dialog, 5000)
    assert not dialog.mark.isVisible()
    assert not dialog.answer.isVisible()
    ann.press("Return")
    assert ann.session.article.id == first
    assert ann.page.notes.isVisible()
    assert ann.page.notes._text.toPlainText() == "This one?"  # still open: it can be changed
    dialog.close()


@pytest.mark.parametrize("counted", [True, False])
def test_a_coder_is_told_once_how_time_is_counted(coder, pact, counted):
    with open_project(pact) as project:
        count_time(project, TimeRule(counted=counted, idle=45))
    ann = coder()
    ann.open(pact)
    shown, progress = ann.page.banner, ann.page.status_line._progress
    assert shown.isVisible() is counted
    assert ("45 seconds" in shown.text) is counted
    assert (" min" in progress.text()) is counted
    assert ("45 seconds" in progress.toolTip()) is counted
    assert progress.accessibleDescription() in progress.toolTip()
    ann.close()
    again = coder()
    again.open(pact)
    assert not again.page.banner.isVisible()


def test_the_leader_switches_counting_off(coder, pact, monkeypatch):
    ann = coder()
    ann.open(pact)
    wanted = ProjectSettings(whole_events=True, time=TimeRule(counted=False, idle=30))
    monkeypatch.setattr(ProjectSettingsDialog, "ask", staticmethod(lambda *_a, **_o: wanted))
    command(ann, "project.settings")
    assert time_rule(ann.session.project.connection) == wanted.time
    assert " min" not in ann.page.status_line._progress.text()
    QTest.qWait(1100)
    QTest.keyClick(ann.window.windowHandle(), Qt.Key.Key_Tab)
    ann.window.sitting.activity.flush()
    found = ann.session.project.connection.execute("SELECT sum(seconds) FROM active_time")
    assert not found.fetchone()[0]


def test_the_dialog_gives_the_rule_of_time(qtbot):
    theme, now = make_theme(Mode.LIGHT), ProjectSettings(whole_events=True)
    dialog = ProjectSettingsDialog(None, theme, now, read_only=False)
    qtbot.addWidget(dialog)
    assert dialog.chosen() == now
    dialog.idle.setValue(45)
    dialog.count_time.setChecked(False)
    assert not dialog.idle.isEnabled()
    assert dialog.chosen().time == TimeRule(counted=False, idle=45)
