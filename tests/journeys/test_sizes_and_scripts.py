"""The page on small and large screens, at any zoom, and with articles from right to left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from annotator.gui.page_frame import TEXT_SHARE
from annotator.gui.views.event_card import EventCard
from annotator.gui.views.filler_row import FillerRow
from annotator.gui.views.runs_label import RunsLabel
from tests.journeys.driver import make_project

SCREENS = [  # width, height, zoom in per cent
    (1366, 768, 100),
    (1366, 768, 150),
    (1366, 768, 200),
    (1440, 900, 200),
    (3840, 2160, 100),
    (3840, 2160, 200),
]
OFTEN = {(1366, 768, 100), (1440, 900, 200)}
ARABIC = """رويترز: الجيش السوري يقصف إعزاز

قال مسؤول في الأمم المتحدة يوم الثلاثاء إن الجيش السوري قصف بلدة إعزاز (Azaz) وقتل خمسة مدنيين.
"""


def _sized(screen):
    """The small laptop and the largest letters in every run, the others in the slow one."""
    marks = () if screen in OFTEN else (pytest.mark.slow,)
    return pytest.param(screen, id=f"{screen[0]}x{screen[1]} at {screen[2]} %", marks=marks)


@pytest.fixture(params=map(_sized, SCREENS))
def sized(request, coder, pact):
    """Ann at a window of one size and zoom, with an event begun."""
    width, height, zoom = request.param
    ann = coder()
    ann.window.settings.set("look/zoom", zoom)
    ann.window.resize(width, height)
    ann.window.apply_look()
    ann.open(pact)
    ann.press("N")
    ann.go_to("Niger’s military rulers", "actor")
    ann.press("Return")
    ann.go_to("Saturday", "date")
    ann.press("D")
    ann.wait(lambda: len(ann.events[0].fillers) == 2)
    assert (ann.window.width(), ann.window.height()) == (width, height)
    return ann


def place_of(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def in_scroll_area(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above is not None


def test_nothing_stands_outside_the_window(sized):
    window = sized.window
    outside = [
        (type(w).__name__, w.objectName(), place_of(w, window))
        for w in window.findChildren(QWidget)
        if w.isVisible()
        and not in_scroll_area(w)
        and w is not sized.page.article_pane.hint
        and sized.page.article_pane.view not in (w, w.parentWidget())
        and not window.rect().contains(place_of(w, window))
    ]
    assert not outside


def test_bars_and_cards_keep_their_parts_apart(sized):
    bar = sized.page.top_bar
    parts = [w for w in bar.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
             if w.isVisible()]  # fmt: skip
    for one in parts:
        for other in parts:
            assert one is other or not one.geometry().intersects(other.geometry())
    new = sized.page.events_pane.head._new
    assert new.width() >= new.sizeHint().width()
    for card in sized.window.findChildren(EventCard):
        for part in card.findChildren(QWidget):
            if part.isVisible():
                assert place_of(part, card).right() <= card.width(), type(part).__name__


def test_the_text_keeps_its_share(sized):
    widths = sized.page.panes.sizes()
    assert widths[1] >= round(sum(widths) * (TEXT_SHARE - 0.02))
    assert min(widths) > 120


def test_sentence_code_and_day_are_shown_whole(sized):
    card = next(c for c in sized.window.findChildren(EventCard) if c.isVisible())
    assert card.sentence.height() >= card.sentence.heightForWidth(card.sentence.width()) - 1
    values = {row.look.value: row for row in card.findChildren(FillerRow) if row.look.value}
    assert "NERMILGOV" in values
    assert [value for value, row in values.items() if row.value_cut] == []


def test_the_field_one_types_in_is_on_screen(sized):
    sized.press("A")
    sized.write("sign agr")
    line = sized.page.events_pane.editors.slot_editor.line
    QApplication.processEvents()
    assert line.visibleRegion().boundingRect() == line.rect()
    card = next(c for c in sized.window.findChildren(EventCard) if c.isVisible())
    row = card.last_row("action")  # that the list belongs to
    assert row.visibleRegion().boundingRect() == row.rect()


def half_covered(ann) -> list[QRect]:
    """The lines of text that the hint covers in part from top to bottom."""
    pane = ann.page.article_pane
    box, moved = pane.hint.box(), pane.view.viewport().pos()
    lines = (line.translated(moved) for line in pane.view.lines_in(pane.view.viewport().rect()))
    area = pane.hint.inside(pane.view.rect())
    cut = [line for line in lines if line.intersects(box) and area.contains(line)]
    return [line for line in cut if line.top() < box.top() or line.bottom() > box.bottom()]


def test_the_hint_leaves_most_of_the_text_free_and_covers_no_line_by_half(sized):
    pane, said = sized.page.article_pane, set()
    sized.press("Ctrl+Home")
    for _ in range(40):
        sized.press("Tab")
        assert pane.hint.box().height() <= pane.view.height() * 0.4
        assert half_covered(sized) == []
        assert pane.hint.accessibleName() == pane.hint.hint.sentence
        said.add(bool(pane.hint.toolTip()))
    narrow = pane.view.width() < 3 * sized.window.settings.get("look/zoom")
    assert not narrow or True in said  # what it leaves out stands in its tool tip


def test_an_article_opens_with_no_line_under_half_a_hint(sized):
    for key in ("Alt+Right", "Alt+Left"):
        sized.press(key)
        sized.wait(sized.page.article_pane.hint.isVisible)
        assert half_covered(sized) == []


def test_titles_are_cut_between_words(sized):
    delegate, pane = sized.page.queue_pane._delegate, sized.page.queue_pane
    delegate._cut.clear()
    pane._list.grab()
    assert delegate._cut
    for (title, _), lines in delegate._cut.items():
        *whole, last = [line.removesuffix("…") for line in lines]
        assert all(line in title for line in (*whole, last))
        assert title[title.index(last) + len(last) :][:1] in ("", " ", ".")


def test_a_deleted_event_is_painted_no_more(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N", "Alt+Right")
    shown = [c for c in ann.window.findChildren(EventCard) if c.isVisible()]
    assert shown == []


def write(words: str) -> None:
    """Type words of any script, as an input method does; QTest knows the Latin one alone."""
    for character in words:
        typed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(QApplication.focusWidget(), typed)
    QApplication.processEvents()


@pytest.fixture
def arabic(coder, tmp_path):
    """Ann at an Arabic article, its first event coded."""
    (tmp_path / "ar.txt").write_text(ARABIC)
    make_project(tmp_path / "ar.db", tmp_path / "ar.txt", highlight=False)
    ann = coder()
    ann.open(tmp_path / "ar.db")
    ann.press("N")
    for words, letter in (("الجيش السوري", "S"), ("يقصف", "A"), ("إعزاز", "T")):
        ann.press("Ctrl+Home", "/")
        write(words)
        ann.press("Return", letter)
        ann.press("Escape")
    ann.press("Ctrl+Home")
    return ann


def test_an_arabic_event_reads_in_the_order_of_its_arrows(arabic):
    """Source, action and target stay left of one another though all three are Arabic."""
    label = next(
        w for w in arabic.window.findChildren(RunsLabel) if w.isVisible() and "→" in w.text
    )
    assert label.text.index("الجيش") < label.text.index("يقصف") < label.text.index("إعزاز")
    layout, _ = label._lay_out(2000)
    line, drawn = layout.lineAt(0), layout.text()
    at = [line.cursorToX(drawn.index(word) + 1) for word in ("الجيش", "يقصف", "إعزاز")]
    places = [place[0] if isinstance(place, tuple) else place for place in at]
    assert places == sorted(places)


def test_a_check_that_begins_with_an_arabic_code_reads_leftward_to_rightward(arabic):
    arabic.press("S")
    write("سوري")
    arabic.press("Return")
    said = [f.sentence for f in arabic.session.findings]
    found = next(s for s in said if "سوري" in s)
    assert found.startswith("\u2068")
    assert not found.isascii()
    assert "\u2068" not in str([f.value for e in arabic.events for f in e.fillers])


def test_an_arabic_text_stands_at_the_right(arabic):
    view = arabic.view
    assert view.document().firstBlock().textDirection() is Qt.LayoutDirection.RightToLeft
    box = view.cursorRect()
    assert box.x() > view.viewport().width() / 2
