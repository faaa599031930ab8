"""The articles to adjudicate, as they are read: each at its place, and nothing moves in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.agreement.reporting.disagreements import Disagreement
from annotator.domain.events import Coder, CodingStatus
from annotator.gui.theme import ROOM, Mode, make_theme
from annotator.gui.views.disputed_list import DisputedList
from annotator.jobs.adjudicating import Disputed
from annotator.storage.double_coded import DoubleCoded

CODERS = (Coder(1, "a", "ann"), Coder(2, "b", "bob"))
DONE, TODO = CodingStatus.DONE, CodingStatus.TODO


def disputed(number: int, kind: Disagreement, status: CodingStatus = TODO) -> Disputed:
    title = f"Article {number} with a title that takes more than one line of the list"
    article = DoubleCoded(number, f"u{number}", title, "2024-03-02", CODERS, status)
    return Disputed(article, frozenset({kind}), (1, 1))


@pytest.fixture
def listed(qtbot):
    shown = DisputedList(make_theme(Mode.LIGHT))
    qtbot.addWidget(shown)
    shown.set_theme(make_theme(Mode.LIGHT))
    shown.resize(240, 400)
    shown.show()
    return shown


def numbers(shown: DisputedList) -> list[int]:
    rows = (shown.list.item(row) for row in range(shown.list.count()))
    return [row.data(Qt.ItemDataRole.UserRole) for row in rows]


def test_articles_that_come_later_stand_by_the_gravest_kind(listed):
    listed.add([disputed(5, Disagreement.ACTION), disputed(7, Disagreement.NONE)])
    listed.add([disputed(6, Disagreement.NUMBER), disputed(2, Disagreement.ACTION)])
    assert numbers(listed) == [6, 2, 5, 7]
    assert listed.kinds.itemText(0) == "All (4)"
    assert "Other action (2)" in [listed.kinds.itemText(n) for n in range(listed.kinds.count())]
    assert listed.count.text() == "ADJUDICATED 0 OF 4"


def test_what_is_in_sight_stays_where_it_is_while_articles_come(listed):
    listed.add([disputed(n, Disagreement.ACTION) for n in range(100, 120)])
    listed.set_current(110)
    item = listed.list.currentItem()
    before = listed.list.visualItemRect(item).top()
    with_signals = []
    listed.article_chosen.connect(with_signals.append)
    listed.add([disputed(n, Disagreement.NUMBER) for n in range(50)])
    assert listed.current == 110
    assert listed.list.visualItemRect(item).top() == before
    assert with_signals == []


def test_the_kind_chosen_holds_for_what_comes_later(listed):
    listed.add([disputed(1, Disagreement.ACTION), disputed(2, Disagreement.NONE)])
    listed.kinds.setCurrentIndex(listed.kinds.findData(Disagreement.NONE.value))
    listed.kinds.activated.emit(listed.kinds.currentIndex())
    listed.add([disputed(3, Disagreement.ACTION), disputed(4, Disagreement.NONE)])
    assert listed.kind is Disagreement.NONE
    assert numbers(listed) == [2, 4]
    assert listed.knows(3)
    assert not listed.knows(9)


def test_the_next_to_do_is_round_the_list_and_follows_what_is_done(listed):
    listed.add([disputed(n, Disagreement.ACTION) for n in (1, 2, 3)])
    listed.set_current(2)
    assert (listed.step(1), listed.step(-1), listed.next_to_do()) == (3, 1, 3)
    listed.replace(disputed(3, Disagreement.ACTION, DONE))
    assert listed.count.text() == "ADJUDICATED 1 OF 3"
    assert listed.next_to_do() == 1
    for n in (1, 2):
        listed.replace(disputed(n, Disagreement.ACTION, DONE))
    assert listed.next_to_do() is None
    listed.set_current(3)
    assert listed.step(1) is None
    listed.clear()
    assert (numbers(listed), listed.next_to_do(), listed.step(0)) == ([], None, None)


def test_titles_are_broken_anew_where_the_list_is_narrower(qtbot, listed):
    listed.add([disputed(n, Disagreement.ACTION) for n in range(200)])
    last = listed.list.item(199)
    wide = last.sizeHint().height()
    listed.resize(140, 400)
    assert listed.list.item(0).sizeHint().height() > wide  # in sight: at once
    qtbot.waitUntil(lambda: last.sizeHint().height() > wide)
    qtbot.waitUntil(lambda: not listed._sizing.isActive())


def test_titles_keep_to_two_lines_beside_the_scroll_bar_that_comes_later(qtbot, listed):
    listed.resize(150, 400)
    listed.add([disputed(n, Disagreement.ACTION) for n in range(60)])
    qtbot.waitUntil(listed.list.verticalScrollBar().isVisible)
    room = listed.list.viewport().width() - listed._theme.px(ROOM)
    two = listed._height("x\nx", room)
    for row in range(60):
        title = listed.list.item(row).text().split("\n")[0]
        assert listed._height(title, room) <= two
