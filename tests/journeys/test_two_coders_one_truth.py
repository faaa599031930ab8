"""The whole way of a team through the window: given out, packed, coded twice, merged, compared,
adjudicated, exported."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.gui.dialogs.export import ExportDialog
from annotator.storage import people, reads
from annotator.storage.check import check
from tests.journeys.driver import make_project
from tests.journeys.test_agreement import opened, rows, tab
from tests.journeys.test_team import TEXTS, cells, page_of, take_keyboard

BOTH = ("ann", "bob")


@pytest.fixture
def six(tmp_path):
    make_project(tmp_path / "six.db", *TEXTS, highlight=False)
    return tmp_path / "six.db"


def assign_all_to_both(pi):
    """Two articles each, both of them the same."""
    dialog = page_of(pi, "project.assign")
    pi.press("Tab")
    for name in BOTH:
        pi.write(name)
        pi.press("Return")
    pi.press("Tab", "Tab")
    pi.write("2")
    pi.press("Tab")
    pi.write("100")
    pi.wait(lambda: dialog.settled and dialog.ok_button.isEnabled())
    assert cells(dialog.tree) == [["ann", "2", "2", "2"], ["bob", "2", "2", "2"]]
    pi.press("Return")


def pack_both(pi, folder):
    dialog = page_of(pi, "project.packets")
    dialog.folder.setText(str(folder))
    pi.press("Return")
    pi.wait(lambda: all("2 articles" in row[4] for row in cells(dialog.tree)))
    pi.wait(lambda: not pi.page.busy)
    dialog.close()
    return [folder / f"{name}.db" for name in BOTH]


def code_the_packet(person, packet, name, action):
    """Code one event in each article of a packet by keys, and be done with it."""
    person.open(packet, name)
    for article in list(reads.queue_ids(person.session.project.connection, person.session.desk)):
        person.wait(lambda wanted=article: person.session.article.id == wanted)
        words = person.session.article.title.split()
        person.press("N")
        person.select(words[0])
        person.press("S")
        person.code("MLIMIL")
        person.select(words[1])
        person.press("A")
        person.code(action)
        person.press("Ctrl+Return")
    person.close()


def merge_both(pi, packets, monkeypatch):
    """Choose the packets' files, look at what they would bring, and merge them, by keys."""
    pi.page.focus_article()
    pi.press("Ctrl+Shift+M")
    dialog = pi.page.team.open["project.merge"].dialog
    take_keyboard(pi, dialog)
    assert dialog.add_button.hasFocus()
    answer = ([str(path) for path in packets], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: answer)
    pi.press("Space")
    pi.wait(lambda: pi.page.team.settled)
    assert [row[:3] for row in cells(dialog.tree)] == [[f"{name}.db", name, "2"] for name in BOTH]
    pi.press("Ctrl+Return")
    pi.wait(lambda: "project.merge" not in pi.page.team.open)
    assert pi.page.banner.text == "4 codings were merged."


def export_adjudicated(pi, target, monkeypatch):
    """Write the events as CSV, of adjudicated articles only what was adjudicated, by keys."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    def fill_in():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        take_keyboard(pi, dialog)
        try:
            pi.press("Down", "Down", "Tab", "Tab", "Space")
            assert dialog.kind.currentData() == "events"
            assert dialog.adjudicated.isChecked()
            assert not dialog.include_all.isChecked()
            pi.press("Ctrl+Return")
        finally:
            if dialog.isVisible():  # a key went astray: else it stays open for ever
                dialog.reject()

    QTimer.singleShot(100, pi.window, fill_in)
    pi.page.focus_article()
    pi.press("Ctrl+E")
    pi.wait(lambda: not pi.page.busy and "Exported 2 events" in pi.page.banner.text)


def test_from_giving_out_to_the_dataset(coder, six, tmp_path, monkeypatch):
    folder = tmp_path / "out"
    folder.mkdir()
    pi = coder()
    pi.open(six, "pi")
    assign_all_to_both(pi)
    packets = pack_both(pi, folder)
    pi.close()
    for name, packet, action in zip(BOTH, packets, ("190", "193"), strict=True):
        code_the_packet(coder(), packet, name, action)
        assert check(packet).ok
    pi = coder()
    pi.open(six, "pi")
    merge_both(pi, packets, monkeypatch)
    project = pi.session.project
    for name in BOTH:
        desk = people.sit_down(project, name)
        done = reads.progress(project.connection, desk)
        assert (done.finished, done.total) == (2, 2)
    pi.window.activateWindow()
    assert QTest.qWaitForWindowActive(pi.window, 5000)
    pi.page.focus_article()
    agreeing = opened(pi).dialog
    events = rows(agreeing.tables[tab(pi, agreeing, "Events")])
    assert events["Event F1, matched by evidence"]["Value"] == "1.000"
    fields = rows(agreeing.tables[tab(pi, agreeing, "Fields")])
    assert fields["Action"]["Percent"] == "0.0 %"
    assert fields["Source"]["Alpha"] == "undefined"  # all say the same
    agreeing.close()
    pi.window.activateWindow()
    assert QTest.qWaitForWindowActive(pi.window, 5000)
    pi.page.focus_article()
    pi.press("Ctrl+Shift+B")
    table = pi.window.adjudication_actions.open
    pi.wait(lambda: table.article is not None)
    for _ in range(2):
        table.dialog.activateWindow()
        assert QTest.qWaitForWindowActive(table.dialog, 5000)
        pi.press("Home", "1", "Ctrl+Return")
    table.dialog.close()
    pi.window.activateWindow()
    assert QTest.qWaitForWindowActive(pi.window, 5000)
    target = tmp_path / "events.csv"
    export_adjudicated(pi, target, monkeypatch)
    pi.close()
    assert check(six).ok
    with target.open(encoding="utf-8-sig", newline="") as file:
        coded = list(csv.DictReader(file))
    assert [(row["coder"], row["action"]) for row in coded] == [("pi", "190")] * 2
