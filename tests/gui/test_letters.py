"""The letters over things: short ones first, none the beginning of another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.domain import schema_file
from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.letter_overlay import LetterOverlay, Spot, letters_for
from annotator.resources import schema_path


@pytest.mark.parametrize("number", [0, 1, 26, 27, 60, 300, 676, 900])
def test_labels_differ_and_none_begins_another(number):
    labels = letters_for(number)
    assert len(set(labels)) == len(labels) == number
    assert [len(label) for label in labels] == sorted(len(label) for label in labels)
    heads = {label[:n] for label in labels for n in range(1, len(label))}
    assert not heads & set(labels)


@pytest.fixture
def overlay(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(400, 300)
    parent.show()
    overlay = LetterOverlay(make_theme(Mode.LIGHT), parent)
    chosen = []
    overlay.chosen.connect(lambda what, widen: chosen.append((what, widen)))
    overlay.ask([Spot(n, QRect(10 * n, 10, 8, 12), f"word {n}") for n in range(30)], "Words")
    parent.activateWindow()
    QTest.qWaitForWindowActive(parent)
    overlay.setFocus()
    return overlay, chosen, parent


def test_typing_a_label_chooses_and_shift_says_so(overlay):
    shown, chosen, _ = overlay
    QTest.keyClick(shown, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    assert chosen == [(0, True)]
    assert not shown.isVisible()


def test_the_first_of_two_letters_narrows_and_backspace_takes_it_back(overlay):
    shown, chosen, _ = overlay
    label = next(label for label in shown.labels if len(label) == 2)
    QTest.keyClicks(shown, label[0])
    assert len(shown.labels) < 30
    assert not chosen
    QTest.keyClick(shown, Qt.Key.Key_Backspace)
    assert len(shown.labels) == 30
    QTest.keyClicks(shown, label)
    assert len(chosen) == 1


def test_escape_and_the_mouse_leave_and_a_label_can_be_clicked(overlay):
    shown, chosen, _ = overlay
    spots = list(shown.labels.items())
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    shown.ask([spot for _, spot in spots], "Words")
    box = shown._pills()[spots[3][0]].center().toPoint()
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=box)
    assert chosen == [(3, False)]


def test_every_label_is_said_to_a_screen_reader(overlay):
    shown, _, _ = overlay
    assert "f: word 0" in shown.accessibleDescription()


def test_labels_that_would_cover_each_other_stand_side_by_side(overlay):
    shown, _, _ = overlay
    boxes = list(shown._pills().values())
    assert len(boxes) == 30
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_labels_of_words_read_leftward_stand_at_their_right(overlay):
    shown, _, _ = overlay
    box = QRect(100, 100, 60, 12)
    shown.ask([Spot(0, box, "قال الوزير"), Spot(1, box.translated(0, 60), "said")], "Words")
    leftward, rightward = shown._pills().values()
    assert leftward.right() > box.right()
    assert rightward.left() < box.left()


def test_a_label_on_a_suggestion_shows_and_says_its_mention_type(overlay):
    shown, _, _ = overlay
    schema = schema_file.load(schema_path("cameo"))
    kinds = [schema.mention_type(name) for name in ("actor", "location")]
    box = QRect(100, 100, 60, 20)
    shown.ask([Spot(n, box, "Baku", kind) for n, kind in enumerate(kinds)], "Suggestions")
    assert shown.accessibleDescription() == "f: Baku, actor; j: Baku, location"
    picture, theme = shown.grab().toImage(), make_theme(Mode.LIGHT)
    for kind, pill in zip(kinds, shown._pills().values(), strict=True):
        ground = QColor(picture.pixel(QPoint(round(pill.left()) + 2, round(pill.center().y()))))
        assert ground == theme.mention_color(kind)
    changes = []
    for pill in shown._pills().values():
        across = range(round(pill.left()), round(pill.right()))
        line = [picture.pixel(x, round(pill.bottom()) - 3) for x in across]
        changes.append(sum(one != other for one, other in pairwise(line)))
    assert changes[1] > changes[0]  # the dots of a location, the whole line of an actor
