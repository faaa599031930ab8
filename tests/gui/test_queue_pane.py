"""The queue: rows read when seen, keys that walk and open, states that are told apart."""

from __future__ import annotations

import datetime as dt
from array import array
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from annotator.domain.events import ArticleRow, CodingStatus
from annotator.gui.models.queue_model import CHUNK, QueueModel
from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.key_button import KeyButton
from annotator.gui.views.queue_delegate import reads_right_to_left
from annotator.gui.views.queue_pane import QueuePane

DAY = dt.date(2024, 3, 4)
ROLE = Qt.ItemDataRole


def row(number: int, title: str = "", **values) -> ArticleRow:
    told = {
        "source": "Wire",
        "published": DAY,
        "status": CodingStatus.TODO,
        "events": 0,
        "flagged": False,
        "question": False,
        "reason": "",
        **values,
    }
    return ArticleRow(id=number, title=title or f"Article {number}", **told)


class Shelf:
    """Rows by id, counting what is asked for."""

    def __init__(self, *rows: ArticleRow) -> None:
        self.rows = {made.id: made for made in rows}
        self.asked: list[int] = []

    def __call__(self, ids: list[int]) -> list[ArticleRow]:
        self.asked += ids
        return [self.rows.get(number) or row(number) for number in ids]


def shown(qtbot, *rows: ArticleRow, width: int = 240, height: int = 600, zoom: float = 1.0):
    pane = QueuePane()
    pane.set_theme(make_theme(Mode.LIGHT, zoom=zoom))
    pane.resize(width, height)
    qtbot.addWidget(pane)
    shelf = Shelf(*rows)
    pane.set_queue(array("q", [made.id for made in rows]), shelf)
    pane.show()
    qtbot.waitExposed(pane)
    pane.setFocus()
    return pane, shelf


def spoken(pane: QueuePane, place: int) -> str:
    return pane._model.data(pane._model.index(place), ROLE.AccessibleTextRole)


def test_100_000_articles_cost_only_the_rows_in_view(qtbot) -> None:
    pane, shelf = shown(qtbot, row(1))
    ids = array("q", range(1, 100_001))
    shelf.asked.clear()
    pane.set_queue(ids, shelf)
    QApplication.processEvents()
    assert len(shelf.asked) <= 2 * CHUNK
    pane.set_current(70_000)
    QApplication.processEvents()
    assert len(shelf.asked) <= 5 * CHUNK
    assert 70_000 in shelf.asked
    assert pane._list.visualRect(pane._model.index(69_999)).intersects(pane._list.viewport().rect())
    assert len(shelf.asked) == len(set(shelf.asked)), "no row is read twice"


def test_a_long_queue_is_never_walked(qtbot, monkeypatch) -> None:
    """Qt's own list view asks for every row at each change; that took seconds."""
    pane, shelf = shown(qtbot, row(1))
    asked: list[int] = []
    count = QueueModel.rowCount

    def counting(self, *parent) -> int:
        asked.append(1)
        return count(self, *parent)

    monkeypatch.setattr(QueueModel, "rowCount", counting)
    pane.set_queue(array("q", range(1, 100_001)), shelf)
    QApplication.processEvents()
    for article in (50_000, 50_001, 50_002):
        pane.set_current(article)
        pane.refresh([article])
        QApplication.processEvents()
    assert len(asked) < 2_000


def test_the_next_article_moves_nothing_while_it_is_in_view(qtbot) -> None:
    pane, _ = shown(qtbot, *(row(n) for n in range(1, 61)))
    pane.set_current(1)
    pane.set_current(2)
    assert pane._list.verticalScrollBar().value() == 0
    pane.set_current(40)
    at = pane._list.verticalScrollBar().value()
    pane.set_current(41)
    assert pane._list.verticalScrollBar().value() == at > 0


def test_scrolling_all_the_way_keeps_few_rows(qtbot) -> None:
    pane, shelf = shown(qtbot, row(1))
    pane.set_queue(array("q", range(1, 100_001)), shelf)
    for place in range(0, 100_000, 500):
        pane._model.data(pane._model.index(place), ROLE.DisplayRole)
    assert len(pane._model._rows) <= 4096 + CHUNK


def test_enter_opens_what_the_arrows_came_to(qtbot) -> None:
    pane, _ = shown(qtbot, *(row(10 * n) for n in range(1, 31)))
    pane.set_current(10)
    qtbot.keyClick(pane._list, Qt.Key.Key_Down)
    qtbot.keyClick(pane._list, Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.article_chosen) as chosen:
        qtbot.keyClick(pane._list, Qt.Key.Key_Return)
    assert chosen.args == [30]
    for key, article in (
        (Qt.Key.Key_End, 300),
        (Qt.Key.Key_Home, 10),
        (Qt.Key.Key_Up, 10),
    ):
        qtbot.keyClick(pane._list, key)
        with qtbot.waitSignal(pane.article_chosen) as chosen:
            qtbot.keyClick(pane._list, Qt.Key.Key_Enter)
        assert chosen.args == [article]
    qtbot.keyClick(pane._list, Qt.Key.Key_PageDown)
    with qtbot.waitSignal(pane.article_chosen) as chosen:
        qtbot.keyClick(pane._list, Qt.Key.Key_Return)
    assert chosen.args[0] > 30


def test_one_click_opens(qtbot) -> None:
    pane, _ = shown(qtbot, row(7), row(8))
    place = pane._list.visualRect(pane._model.index(1)).center()
    with qtbot.waitSignal(pane.article_chosen) as chosen:
        qtbot.mouseClick(pane._list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [8]


def test_letters_do_not_jump(qtbot) -> None:
    pane, _ = shown(qtbot, row(1, "Alpha"), row(2, "Mali"))
    pane.set_current(1)
    with qtbot.assertNotEmitted(pane.article_chosen):
        qtbot.keyClick(pane._list, "m")
    assert pane._model.article_id(pane._list.currentIndex()) == 1


def test_set_current_opens_nothing_by_itself(qtbot) -> None:
    pane, _ = shown(qtbot, row(1), row(2))
    with qtbot.assertNotEmitted(pane.article_chosen):
        pane.set_current(2)
        pane.set_current(None)
        pane.set_current(99)
    assert not pane._list.currentIndex().isValid()


def test_a_refreshed_row_is_read_again_and_no_other(qtbot) -> None:
    pane, shelf = shown(qtbot, row(1), row(2))
    assert spoken(pane, 1) == "Article 2, 2024-03-04"
    shelf.rows[2] = row(2, status=CodingStatus.DONE, events=3)
    shelf.asked.clear()
    pane.refresh([2, 77])
    QApplication.processEvents()
    assert shelf.asked == [2]
    assert "3 events" in spoken(pane, 1)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"events": 1}, "Pact, 2024-03-04, 1 event"),
        ({"events": 3, "flagged": True}, "Pact, 2024-03-04, 3 events, flagged"),
        ({"status": CodingStatus.NOTHING}, "Pact, 2024-03-04, nothing to code"),
        ({"status": CodingStatus.DONE}, "Pact, 2024-03-04, done"),
        ({"status": CodingStatus.IN_PROGRESS}, "Pact, 2024-03-04, in progress"),
        ({"published": None, "question": True}, "Pact, no publication date, question asked"),
    ],
)
def test_a_row_is_told_to_a_screen_reader(qtbot, values: dict, sentence: str) -> None:
    pane, _ = shown(qtbot, row(1, "Pact", **values))
    assert spoken(pane, 0) == sentence


def test_markup_in_a_title_stays_what_it_is(qtbot) -> None:
    pane, _ = shown(qtbot, row(1, "<b>Talks</b> & <img src=x>"))
    tip = pane._model.data(pane._model.index(0), ROLE.ToolTipRole)
    assert "&lt;b&gt;Talks&lt;/b&gt; &amp; &lt;img src=x&gt;" in tip
    assert spoken(pane, 0).startswith("<b>Talks</b> & <img src=x>")


def _ink(pane: QueuePane, place: int) -> dict[str, int]:
    """How often each colour is seen in the ring of a row."""
    rect = pane._list.visualRect(pane._model.index(place))
    image = pane._list.viewport().grab(rect).toImage()
    seen: dict[str, int] = {}
    for x in range(12, 30):
        for y in range(8, 30):
            name = QColor(image.pixel(x, y)).name()
            seen[name] = seen.get(name, 0) + 1
    return seen


def test_the_states_look_different(qtbot) -> None:
    states = list(CodingStatus)
    pane, _ = shown(qtbot, *(row(n + 1, status=s) for n, s in enumerate(states)))
    looks = {tuple(sorted(_ink(pane, n).items())) for n in range(len(states))}
    assert len(looks) == len(states)


def test_flags_and_questions_are_drawn(qtbot) -> None:
    plain, _ = shown(qtbot, row(1, "Pact"))
    marked, _ = shown(qtbot, row(1, "Pact", flagged=True, question=True))
    assert plain._list.grab().toImage() != marked._list.grab().toImage()


@pytest.mark.parametrize(
    "title",
    [
        "",
        " \n ",
        "x" * 5000,
        "ראש הממשלה נפגש עם שר החוץ בירושלים לאחר שיחות ארוכות בנושא הפסקת האש",
        "🇲🇱 " * 80,
        "e\u0301" * 300,
    ],
)
@pytest.mark.parametrize("width", [60, 240])
def test_any_title_can_be_painted(qtbot, title: str, width: int) -> None:
    pane, _ = shown(qtbot, row(1, title), width=width, zoom=1.5)
    assert not pane._list.grab().isNull()
    lines = pane._delegate._lines(title or "-", 100.0)
    assert 1 <= len(lines) <= 2


def test_a_long_title_ends_in_an_ellipsis_and_a_short_one_does_not(qtbot) -> None:
    pane, _ = shown(qtbot, row(1))
    words = "Niger and Mali seal defence pact as protests grow in the capital and elsewhere too"
    first, second = pane._delegate._lines(words, 180.0)
    assert words.startswith(first)
    assert second.endswith("…")
    assert pane._delegate._lines("Short", 180.0) == ["Short"]


def test_titles_break_between_words_and_one_long_word_is_cut(qtbot) -> None:
    pane, _ = shown(qtbot, row(1))
    assert pane._delegate._lines("Two pacts signed internationally", 100.0)[-1] == "signed…"
    first, second = pane._delegate._lines("Donaudampfschifffahrtsgesellschaft sinks", 100.0)
    assert first.startswith("Donau")
    assert first.endswith("…")
    assert second == "sinks"
    chinese = "尼日尔和马里签署了共同防御协定后抗议"
    assert len(pane._delegate._lines(chinese, 100.0)) == 2


def test_direction_follows_the_first_letter() -> None:
    assert reads_right_to_left("12 – שלום hello")
    assert not reads_right_to_left("hello שלום")
    assert not reads_right_to_left("")


def test_the_header_counts_what_is_to_do(qtbot) -> None:
    pane, _ = shown(qtbot, row(1))
    pane.set_counts({CodingStatus.TODO: 1040, CodingStatus.IN_PROGRESS: 8, CodingStatus.DONE: 3})
    assert pane._header.text() == "TO DO · 1,048"
    assert pane._header.accessibleName() == "1,040 to do, 8 in progress, 3 done"
    pane.set_counts({CodingStatus.TODO: 0, CodingStatus.DONE: 3, CodingStatus.NOTHING: 9})
    assert pane._header.text() == "ALL 12 FINISHED"
    pane.set_counts({})
    assert pane._header.text() == "QUEUE"


def test_an_empty_queue_offers_the_ways_in(qtbot) -> None:
    pane, _ = shown(qtbot)
    buttons = [b for b in pane.findChildren(KeyButton) if b.isVisible()]
    assert [b.accessibleName() for b in buttons] == ["Import articles…", "Paste one", "Write one…"]
    asked: list[str] = []
    pane.command_requested.connect(asked.append)
    for button in buttons:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(buttons[0], Qt.Key.Key_Space)
    assert asked == ["project.import", "article.paste", "article.new", "project.import"]
    pane.set_queue(array("q", [1]), Shelf(row(1)))
    assert not buttons[0].isVisible()


def test_dropped_files_are_handed_over(qtbot) -> None:
    pane, _ = shown(qtbot, row(1))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/a.csv"), QUrl("https://example.org/b")])
    at, action = QPoint(20, 20), Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, action, data, button, none)
    QApplication.sendEvent(pane, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(pane.files_dropped) as dropped:
        QApplication.sendEvent(pane, QDropEvent(QPointF(at), action, data, button, none))
    assert dropped.args == [[Path("/tmp/a.csv")]]


def test_another_zoom_makes_higher_rows(qtbot) -> None:
    pane, _ = shown(qtbot, row(1), row(2))
    before = pane._list.visualRect(pane._model.index(0)).height()
    pane.set_theme(make_theme(Mode.DARK, zoom=1.5))
    QApplication.processEvents()
    assert pane._list.visualRect(pane._model.index(0)).height() > 1.4 * before
