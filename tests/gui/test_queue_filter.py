"""The head of the queue: what is shown is always said, and one key goes back."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.domain.events import ArticleRow, CodingStatus
from annotator.domain.queue_filter import QueueFilter
from annotator.gui.models.queue_model import SNIPPET_ROLE
from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.queue_pane import QueuePane

KEY, ROLE = Qt.Key, Qt.ItemDataRole


def row(number: int) -> ArticleRow:
    return ArticleRow(number, f"Article {number}", "", None, CodingStatus.TODO, 0, False, False, "")


@pytest.fixture
def pane(qtbot):
    made = QueuePane()
    made.set_theme(make_theme(Mode.LIGHT))
    made.resize(240, 600)
    qtbot.addWidget(made)
    made.set_queue(array("q", range(1, 101)), lambda ids: list(map(row, ids)))
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_filter_in_force_is_said_in_words(pane) -> None:
    button = pane.head.filter_button
    assert button.text() == "All"
    pane.head.show_filter(QueueFilter.FLAGGED, 1234)
    assert button.text() == "Flagged · 1,234"
    assert button.accessibleName() == "Shown: Flagged"
    assert "Ctrl+Shift+F" in button.toolTip()
    assert button.property("narrow") is True


def test_the_menu_has_counts_and_digits(qtbot, pane) -> None:
    pane.head.count_filters = lambda: {QueueFilter.DONE: 4321}
    pane.head.open_filters()
    texts = [action.text() for action in pane.head.menu.actions()]
    assert texts[3] == "&4  Done\t4,321"
    assert [action.isChecked() for action in pane.head.menu.actions()] == [True] + [False] * 6
    with qtbot.waitSignal(pane.head.filter_chosen) as chosen:
        qtbot.keyClick(pane.head.menu, KEY.Key_4)
    assert chosen.args == [QueueFilter.DONE]


def test_the_mouse_opens_the_same_menu(qtbot, pane) -> None:
    qtbot.mouseClick(pane.head.filter_button, Qt.MouseButton.LeftButton)
    assert pane.head.menu.isVisible()
    pane.head.menu.close()


def test_nothing_shown_has_a_sentence_and_a_way_back(qtbot, pane) -> None:
    pane.show_ids(array("q"), "No article is flagged.")
    pane.setFocus()
    assert pane._none_text.isVisible()
    assert pane._none_text.text() == "No article is flagged."
    with qtbot.waitSignal(pane.head.filter_chosen) as chosen:
        qtbot.keyClick(QApplication.focusWidget() or pane._way_back, KEY.Key_Escape)
    assert chosen.args == [QueueFilter.ALL]
    with qtbot.waitSignal(pane.head.filter_chosen):
        qtbot.mouseClick(pane._way_back, Qt.MouseButton.LeftButton)


def test_rows_that_only_follow_are_added_and_nothing_moves(pane) -> None:
    pane.show_ids(array("q", range(1, 61)), "")
    pane.set_current(40)
    at = pane._list.verticalScrollBar().value()
    pane.show_ids(array("q", range(1, 81)), "")
    assert pane._model.rowCount() == 80
    assert pane._list.verticalScrollBar().value() == at > 0
    pane.remove(80)
    assert pane._model.rowCount() == 79


def test_search_waits_for_a_pause_and_a_megabyte_is_cut(qtbot, pane) -> None:
    asked: list[str] = []
    pane.head.search_changed.connect(asked.append)
    QApplication.clipboard().setText("border " * 150_000)
    pane.head.open_search()
    qtbot.keyClick(pane.head.field, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(asked))
    assert len(asked) == 1
    assert len(asked[0]) <= 200
    qtbot.keyClick(pane.head.field, KEY.Key_Escape)
    assert asked[-1] == ""
    with qtbot.waitSignal(pane.left):
        qtbot.keyClick(pane.head.field, KEY.Key_Escape)


def test_a_row_says_where_the_search_hit_it(pane) -> None:
    low = pane._delegate.row_height
    pane.show_snippets(lambda number: f"… hit {number} …")
    index = pane._model.index(4)
    assert pane._model.data(index, SNIPPET_ROLE) == "… hit 5 …"
    assert "… hit 5 …" in pane._model.data(index, ROLE.AccessibleTextRole)
    assert pane._list.rowHeight(4) == pane._delegate.row_height > low
    pane.grab()
    changed = []
    pane._model.dataChanged.connect(lambda first, last, _: changed.append((first, last)))
    pane.show_snippets(lambda number: f"… other {number} …")
    assert changed, "the same rows under another search are painted anew"
    assert (changed[0][0].row(), changed[0][1].row()) == (0, pane._model.rowCount() - 1)
    pane.set_current(60)
    assert pane._list.verticalScrollBar().value() > 0
    pane.show_first()
    assert pane._list.verticalScrollBar().value() == 0
    pane.show_snippets(None)
    assert pane._list.rowHeight(4) == low


def test_a_long_queue_changes_its_row_height_at_once(qtbot, pane) -> None:
    """Qt tells of every row whose height changes; 100,000 of them took twelve seconds."""
    pane.set_queue(array("q", range(1, 100_001)), lambda ids: list(map(row, ids)))
    pane.set_current(70_000)
    told: list[int] = []
    pane._list.verticalHeader().sectionResized.connect(lambda at, *_: told.append(at))
    pane.show_snippets(lambda _: "hit")
    pane.set_theme(make_theme(Mode.LIGHT, zoom=1.5))
    QApplication.processEvents()
    assert len(told) < 100
    assert pane._list.rowHeight(5) == pane._delegate.row_height
    assert pane._model.article_id(pane._list.currentIndex()) == 70_000
