"""Active time: what the coder does at the window counts, what the program does does not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget

from annotator.gui.activity import Activity


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[int, float]] = []
        layout = QVBoxLayout(self)
        layout.addWidget(QLineEdit())
        self.activity = Activity(lambda subject, seconds, _: self.kept.append((subject, seconds)))

    def seconds(self) -> float:
        self.activity.flush()
        return sum(seconds for _, seconds in self.kept)


@pytest.fixture
def page(qtbot):
    made = Page()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made, 5000)
    made.activity.set_subject(7)
    yield made
    made.activity.stop()


def test_keys_and_clicks_count_from_the_system(page):
    QTest.qWait(600)
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_A)
    QTest.qWait(600)
    QTest.mouseClick(page.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert 1 <= page.seconds() < 10
    assert {subject for subject, _ in page.kept} == {7}


def test_what_the_program_does_is_no_activity(page):
    QTest.qWait(1200)
    page.update()
    QApplication.sendEvent(page, QEvent(QEvent.Type.LayoutRequest))
    QApplication.processEvents()
    assert page.seconds() == 0


def test_a_dialog_counts_too_and_may_go_away(page):
    dialog = QDialog(page)
    dialog.show()
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog, 5000)
    QTest.qWait(1100)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
    dialog.close()
    dialog.deleteLater()
    QApplication.processEvents()
    assert page.seconds() >= 1


def test_nothing_counts_after_the_end(page):
    page.activity.stop()
    QTest.qWait(1100)
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_A)
    assert page.seconds() == 0
    page.activity = Activity(lambda *_: None)  # for the fixture to stop
