"""The article pane under real keys and mouse: walking, selecting, marking, reading."""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import count

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QMouseEvent,
    QRegion,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QMenu, QVBoxLayout, QWidget

from annotator.domain.events import (
    Article,
    Coding,
    CodingStatus,
    Event,
    Filler,
    Mention,
    Segment,
    Segments,
)
from annotator.domain.schema import LineStyle, MentionType, Schema, Slot
from annotator.domain.suggestion_parts import Suggestions
from annotator.domain.suggestions import Suggestion
from annotator.domain.values import Provenance, ValueKind
from annotator.gui.offsets import Offsets
from annotator.gui.theme import Mode, make_theme, mix
from annotator.gui.views.article_pane import ArticlePane
from annotator.gui.views.hint_words import Hint
from annotator.gui.views.marks import Mark, MarkIndex
from annotator.gui.views.span_row import SpanRow

TEXT = (
    "Ferry talks resume <b>today</b>\n\n"
    "The harbour office met delegates from Lomé on Tuesday and signed, after two days, a plan.\n"
    "Dockers marched in Lomé. <img src=x> 😀 Officials e\u0301coute\u0301 the dockers’ leader.\n"
    + "\n".join(f"Paragraph {n} of many more that only make the article long." for n in range(80))
)
LIGHT = make_theme(Mode.LIGHT)
HINT = Hint(
    "Place",
    "L",
    "#0b7a57",
    "Lomé, Togo",
    "6.13, 1.22",
    (("1", "Lomé"), ("2", "Maritime")),
    (("Enter", "accept", "suggestion.accept"), ("L", "place", "slot.fill.place")),
)
NO_KEYS = Qt.KeyboardModifier.NoModifier
_ids = count(1000)


def mention_type(name: str, light: str, line: LineStyle) -> MentionType:
    return MentionType(name, name.title(), light, light, line)


def slot(name: str, key: str, kind: str) -> Slot:
    return Slot(name, name.title(), key, kind, ValueKind.TEXT, several=True)


SCHEMA = Schema(
    name="test",
    title="Test",
    version="1",
    description="",
    licence="",
    mention_types=(
        mention_type("who", "#0a67a8", LineStyle.SOLID),
        mention_type("what", "#b8480b", LineStyle.DASHED),
        mention_type("where", "#0b7a57", LineStyle.DOTTED),
        mention_type("when", "#7a4aa8", LineStyle.WAVY),
    ),
    slots=(
        slot("doer", "S", "who"),
        slot("deed", "A", "what"),
        slot("receiver", "T", "who"),
        slot("place", "L", "where"),
        slot("day", "D", "when"),
    ),
    attributes=(),
    code_lists=(),
    compositions=(),
    code_slot="deed",
    dyad=None,
    reciprocal=False,
    identifying=("doer", "deed"),
    summary=("doer", "deed", "receiver", "place", "day"),
    derived=(),
    reasons=(),
)


def at(*parts: str, text: str = TEXT) -> Segments:
    """The segments of words, one after the other."""
    found, low = [], 0
    for part in parts:
        start = text.index(part, low)
        found.append(Segment(start, start + len(part)))
        low = start + len(part)
    return tuple(found)


def suggested(kind: str, *parts: str, decision: str = "", text: str = TEXT) -> Suggestion:
    return Suggestion(next(_ids), kind, at(*parts, text=text), " … ".join(parts), "", decision)


def filled(event: int, name: str, kind: str, *parts: str, text: str = TEXT) -> Filler:
    mention = Mention(next(_ids), "m", kind, at(*parts, text=text), parts)
    return Filler(next(_ids), "f", event, name, 0, None, Provenance.BY_HAND, (mention,))


def an_event(number: int, *fillers: Filler) -> Event:
    return Event(number, "e", 1, number, False, fillers)


def a_coding(*events: Event) -> Coding:
    return Coding(1, "c", 1, 1, 1, CodingStatus.IN_PROGRESS, events=events)


def an_article(text: str = TEXT, **more: object) -> Article:
    facts = {
        "title": text.split("\n", maxsplit=1)[0],
        "source": "Port Wire",
        "published": dt.date(2024, 3, 4),
    }
    facts |= more
    return Article(1, "a", url="", language="", external_id="", text=text, sha256="", **facts)


OFFICE = suggested("who", "The harbour office")
MET = suggested("what", "met")
LOME = suggested("where", "Lomé")
TUESDAY = suggested("when", "Tuesday")
SUGGESTIONS = (TUESDAY, OFFICE, LOME, MET)


def decided(suggestion: Suggestion, decision: str = "accepted") -> Suggestion:
    return dataclasses.replace(suggestion, decision=decision)


@pytest.fixture
def pane(qtbot):
    pane = ArticlePane()
    qtbot.addWidget(pane)
    pane.set_theme(LIGHT)
    pane.set_schema(SCHEMA)
    pane.resize(760, 620)
    pane.show()
    qtbot.waitExposed(pane)
    pane.show_article(an_article(), a_coding(), Suggestions(SUGGESTIONS))
    pane.setFocus()
    QApplication.processEvents()
    return pane


def middle(pane: ArticlePane, *parts: str, text: str = TEXT) -> QPoint:
    return pane.view.boxes_of(at(*parts, text=text))[0].center()


def click(pane: ArticlePane, *parts: str) -> None:
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(pane, *parts))


def drag(
    pane: ArticlePane,
    words: str,
    keys: Qt.KeyboardModifier = NO_KEYS,
) -> None:
    """Press inside the first letter of some words and let go inside the last."""
    box, port, left = (
        pane.view.boxes_of(at(words))[0],
        pane.view.viewport(),
        Qt.MouseButton.LeftButton,
    )
    start, end = QPoint(box.left() + 1, box.center().y()), QPoint(box.right(), box.center().y())
    QTest.mousePress(port, left, keys, start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, left, keys, end)


def words_of(pane: ArticlePane, segments: Segments) -> list[str]:
    return [TEXT[s.start : s.end] for s in segments]


def refresh(pane: ArticlePane, suggestions=SUGGESTIONS, coding=None, **more) -> None:
    focus = {"active_event_id": None, "filler_id": None} | more
    pane.refresh(coding or a_coding(), Suggestions(suggestions), **focus)


# Showing


def test_the_text_is_the_article_and_the_first_suggestion_has_focus(pane):
    assert pane.view.toPlainText() == TEXT
    assert pane.focused_suggestion == OFFICE
    assert pane.view.caret == OFFICE.start
    assert pane.view.verticalScrollBar().value() == 0
    assert not pane.selection


def test_with_nothing_undecided_the_caret_stands_at_the_start(pane):
    pane.show_article(
        an_article(), a_coding(), Suggestions((decided(OFFICE), decided(MET, "rejected")))
    )
    assert pane.focused_suggestion is None
    assert pane.view.caret == 0


def test_without_an_article_the_empty_page_offers_commands(pane, qtbot):
    pane.set_empty("Nothing <b>here</b>", "Import some.", [("project.import", "Import & more")])
    pane.show_article(None, None, Suggestions())
    assert pane.empty.isVisible()
    assert "<b>here</b>" in pane.empty.text
    with qtbot.waitSignal(pane.command_requested) as asked:
        QTest.mouseClick(pane.empty.buttons[0], Qt.MouseButton.LeftButton)
    assert asked.args == ["project.import"]
    pane.setFocus()
    assert pane.empty.buttons[0].hasFocus()
    pane.show_article(an_article(), a_coding(), Suggestions())
    assert pane.view.isVisible()


def test_the_header_says_what_is_known(pane, qtbot):
    assert pane.header.text == "Port Wire · Monday 4 March 2024"
    refresh(pane, article=an_article(title="Ferry <i>talks</i>", published=None))
    assert "title corrected: “Ferry <i>talks</i>”" in pane.header.text
    assert "no publication date" in pane.header.text
    button = pane.header.findChildren(type(pane.header._no_date))[0]
    with qtbot.waitSignal(pane.command_requested) as asked:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["article.details"]
    with qtbot.waitSignal(pane.details_requested):
        QTest.mouseClick(pane.header._facts, Qt.MouseButton.LeftButton)
    refresh(pane, article=an_article(source="", published=None))
    assert pane.header.text == "no publication date"
    QApplication.processEvents()
    assert pane.header._no_date.x() == 0
    pane.set_notice("no suggestions")
    assert pane.header.text.endswith("no suggestions")


def test_the_header_stands_between_headline_and_body_and_scrolls_away(pane):
    headline = pane.view.boxes_of(at("Ferry"))[0]
    body = pane.view.boxes_of(at("The harbour"))[0]
    top = pane.header.geometry().top()
    assert headline.bottom() <= top + 4
    assert pane.header.geometry().bottom() <= body.top() + 4
    pane.view.verticalScrollBar().setValue(40)
    assert pane.header.geometry().top() == top - 40


@pytest.mark.parametrize("text", ["Only a headline", "Headline\nno blank line below it", "x"])
def test_odd_texts_have_room_for_the_header(pane, text):
    pane.show_article(an_article(text), a_coding(), Suggestions())
    headline = pane.view.boxes_of((Segment(0, 1),))[0]
    assert pane.header.geometry().top() > headline.center().y()
    second = pane.view.boxes_of(at("no", text=text)) if "no" in text else []
    assert all(box.top() >= pane.header.geometry().bottom() - 6 for box in second)


# Walking


def test_suggestions_are_walked_in_text_order(pane):
    seen = [pane.focused_suggestion]
    while pane.next_suggestion():
        seen.append(pane.focused_suggestion)
    assert seen == [OFFICE, MET, LOME, TUESDAY]
    assert pane.view.caret == TUESDAY.start
    assert pane.previous_suggestion()
    assert pane.focused_suggestion == LOME
    assert pane.focus_next_after(TUESDAY.start)
    assert not pane.focus_next_after(TUESDAY.end)
    assert pane.focus_suggestion(MET.id)
    assert not pane.focus_suggestion(-1)
    assert pane.focused_suggestion == MET
    assert pane.focus_suggestion(None)
    assert pane.focused_suggestion is None


def test_walking_starts_from_the_caret(pane):
    click(pane, "delegates")
    assert pane.focused_suggestion is None
    pane.next_suggestion()
    assert pane.focused_suggestion == LOME
    click(pane, "delegates")
    pane.previous_suggestion()
    assert pane.focused_suggestion == MET


def test_the_caret_leaving_by_keys_lets_go(pane, qtbot):
    QTest.keyClick(pane.view, Qt.Key.Key_Right)
    assert pane.focused_suggestion == OFFICE
    with qtbot.waitSignal(pane.suggestion_focused):
        QTest.keyClick(pane.view, Qt.Key.Key_Down)
    assert pane.focused_suggestion is None


def test_what_is_far_below_scrolls_into_view_calmly(pane):
    far = suggested("who", "Paragraph 70")
    near = suggested("who", "Paragraph 71")
    refresh(pane, (OFFICE, far, near))
    pane.next_suggestion()
    box = pane.view.boxes_of(far.segments)[0]
    assert 0 < box.top() < pane.view.viewport().height() * 0.6
    before = pane.view.verticalScrollBar().value()
    pane.next_suggestion()
    assert pane.view.verticalScrollBar().value() == before


def test_a_jump_reaches_what_is_not_laid_out_yet(pane):
    paragraphs = "\n".join("word " * 60 for _ in range(900))
    text = f"Long\n\n{paragraphs}\nthe middle\n{paragraphs}\nlast words"
    for words, share in (("the middle", 0.4), ("last words", 1.0)):
        there = suggested("who", words, text=text)
        pane.show_article(an_article(text), a_coding(), Suggestions((there,)))
        box, height = pane.view.boxes_of(there.segments)[0], pane.view.viewport().height()
        assert 0 < box.top() < height * share


def test_moving_the_caret_scrolls_nothing(pane):
    pane.view.put_caret(len(TEXT) - 3)
    assert pane.view.verticalScrollBar().value() == 0
    pane.view.verticalScrollBar().setValue(500)
    pane.view.put_caret(0)
    assert pane.view.verticalScrollBar().value() == 500


# Refreshing


def test_a_decided_suggestion_gives_way_to_the_next(pane, qtbot):
    pane.view.verticalScrollBar().setValue(7)
    with qtbot.waitSignal(pane.suggestion_focused):
        refresh(pane, (decided(OFFICE), MET, LOME, TUESDAY))
    assert pane.focused_suggestion == MET
    assert pane.view.verticalScrollBar().value() == 7
    refresh(pane, (decided(OFFICE), decided(MET), LOME, TUESDAY), keep_focus=True)
    assert pane.focused_suggestion == decided(MET)


def test_other_changes_leave_caret_focus_and_selection_alone(pane, qtbot):
    pane.focus_suggestion(LOME.id)
    with qtbot.assertNotEmitted(pane.suggestion_focused):
        refresh(pane, (decided(OFFICE), MET, LOME, TUESDAY))
    assert pane.focused_suggestion == LOME
    pane.select(at("two days"))
    refresh(pane, (decided(OFFICE), MET, LOME, TUESDAY))
    assert words_of(pane, pane.selection) == ["two days"]


def test_an_accepted_one_is_done_with_all_inside_it_a_dismissed_one_is_not(pane):
    inner = suggested("where", "harbour")
    pane.show_article(an_article(), a_coding(), Suggestions((inner, OFFICE, MET)))
    assert pane.focused_suggestion == OFFICE
    refresh(pane, (inner, decided(OFFICE, "rejected"), MET))
    assert pane.focused_suggestion == inner
    pane.show_article(an_article(), a_coding(), Suggestions((inner, OFFICE, MET)))
    refresh(pane, (inner, decided(OFFICE), MET))
    assert pane.focused_suggestion == MET


def test_another_run_of_the_pipeline_keeps_the_focus(pane):
    again = dataclasses.replace(OFFICE, id=next(_ids))
    refresh(pane, (again, MET))
    assert pane.focused_suggestion == again
    refresh(pane, (MET,))
    assert pane.focused_suggestion is None


# Mouse on marks


def test_a_click_focuses_and_a_double_click_accepts(pane, qtbot):
    with qtbot.waitSignal(pane.suggestion_focused):
        click(pane, "Lomé")
    assert pane.focused_suggestion == LOME
    with qtbot.waitSignal(pane.command_requested) as asked:
        QTest.mouseDClick(
            pane.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(pane, "Tuesday")
        )
    assert asked.args == ["suggestion.accept"]
    assert pane.focused_suggestion == TUESDAY
    assert not pane.selection


def test_a_click_on_a_mention_activates_each_use_in_turn(pane, qtbot):
    first = filled(1, "doer", "who", "delegates")
    shared = dataclasses.replace(first, id=next(_ids), event_id=2, slot="receiver")
    coding = a_coding(an_event(1, first), an_event(2, shared))
    refresh(pane, (), coding, active_event_id=2)
    with qtbot.waitSignal(pane.mention_activated) as activated:
        click(pane, "delegates")
    assert activated.args == [2, shared.id]
    refresh(pane, (), coding, active_event_id=2, filler_id=shared.id)
    with qtbot.waitSignal(pane.mention_activated) as activated:
        click(pane, "delegates")
    assert activated.args == [1, first.id]


def test_the_shortest_of_nested_marks_is_clicked(pane):
    inner = suggested("where", "harbour")
    refresh(pane, (inner, OFFICE))
    click(pane, "harbour")
    assert pane.focused_suggestion == inner
    click(pane, "office")
    assert pane.focused_suggestion == OFFICE


def test_the_context_menu_offers_what_was_handed_in(pane, qtbot):
    pane.set_context_commands(
        [("suggestion.accept", "Accept & go", "Enter"), ("", "", ""), ("event.new", "New", "N")]
    )
    spot = middle(pane, "Lomé")
    event_spot = pane.view.viewport().mapToGlobal(spot)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, event_spot)
    QApplication.sendEvent(pane.view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert pane.focused_suggestion == LOME
    assert [a.text() for a in menu.actions()] == ["Accept && go\tEnter", "", "New\tN"]
    with qtbot.waitSignal(pane.command_requested) as asked:
        menu.actions()[2].trigger()
    assert asked.args == ["event.new"]
    menu.close()


# Selecting


def test_dragging_selects_and_takes_the_focus(pane, qtbot):
    with qtbot.waitSignals([pane.suggestion_focused, pane.selection_changed]):
        drag(pane, "elegates from L")
    assert pane.focused_suggestion is None
    assert words_of(pane, pane.selection) == ["elegates from L"]
    assert words_of(pane, pane.snapped_selection()) == ["delegates from Lomé"]
    click(pane, "plan")
    assert not pane.selection


def test_ctrl_adds_a_segment(pane):
    drag(pane, "signed")
    drag(pane, "plan", Qt.KeyboardModifier.ControlModifier)
    assert words_of(pane, pane.snapped_selection()) == ["signed", "plan"]
    drag(pane, "harbour")
    assert words_of(pane, pane.selection) == ["harbour"]


def test_a_segment_is_added_by_keys(pane):
    pane.select(at("signed"))
    assert pane.pin_selection()
    pane.view.moveCursor(pane.view.textCursor().MoveOperation.NextWord)
    for _ in range(4):
        QTest.keyClick(pane.view, Qt.Key.Key_Right)
    QTest.keyClick(
        pane.view,
        Qt.Key.Key_Right,
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier,
    )
    assert len(pane.selection) == 2
    pane.clear_selection()
    assert pane.selection == ()
    assert not pane.pin_selection()


def test_shift_and_arrows_select_from_the_focused_suggestion(pane, qtbot):
    with qtbot.waitSignal(pane.selection_changed):
        QTest.keyClick(pane.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert words_of(pane, pane.selection) == ["T"]
    assert pane.focused_suggestion is None
    pane.next_suggestion()
    assert pane.focused_suggestion == MET
    assert not pane.selection


def test_a_double_click_selects_a_word(pane):
    port, spot = pane.view.viewport(), middle(pane, "plan")
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=spot)
    assert words_of(pane, pane.selection) == ["plan"]


def test_pressing_inside_a_selection_never_drags_the_text(pane):
    pane.select(at("delegates from Lomé"))
    click(pane, "delegates")
    assert not pane.selection
    pane.select(at("delegates from Lomé"))
    drag(pane, "from")
    assert words_of(pane, pane.selection) == ["from"]


def test_growing_turns_the_suggestion_into_a_selection(pane):
    pane.focus_suggestion(OFFICE.id)
    pane.grow(end=True, words=1)
    assert words_of(pane, pane.selection) == ["The harbour office met"]
    pane.grow(end=True, words=-1)
    pane.grow(end=False, words=-1)
    assert words_of(pane, pane.selection) == ["harbour office"]
    pane.grow(end=False, words=5)
    assert words_of(pane, pane.selection) == ["The harbour office"]
    assert pane.focused_suggestion is None


def test_growing_takes_the_word_at_the_caret_and_no_half_characters(pane):
    pane.let_go()
    pane.view.put_caret(at("Officials")[0].start)
    pane.grow(end=True, words=1)
    assert words_of(pane, pane.selection) == ["Officials"]
    pane.grow(end=True, words=1)
    assert words_of(pane, pane.selection) == ["Officials e\u0301coute\u0301"]
    pane.grow(end=False, words=1)
    assert words_of(pane, pane.selection) == ["😀 Officials e\u0301coute\u0301"]


def test_letting_go_takes_the_selection_first_then_the_focus(pane, qtbot):
    pane.clear_selection()
    assert pane.focused_suggestion == OFFICE
    with qtbot.waitSignal(pane.suggestion_focused):
        pane.let_go()
    assert pane.focused_suggestion is None
    assert pane.view.caret == OFFICE.start
    pane.select(at("plan"))
    with qtbot.waitSignal(pane.selection_changed):
        pane.let_go()
    assert pane.selection == ()


def test_copying_gives_the_characters_of_the_article(pane):
    words = "😀 Officials e\u0301coute\u0301"
    pane.select(at(words))
    QTest.keyClick(pane.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == words
    assert not mime.hasHtml()


def test_every_range_selects_its_own_characters(pane):
    text = "H😀\n\nשלום 12 a\u0301 🇲🇱 العربية <i>x</i> 中文 end"
    pane.show_article(an_article(text), a_coding(), Suggestions())
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + 6) + 1):
            pane.select((Segment(start, end),))
            assert pane.selection == (Segment(start, end),)
            shown = pane.view.textCursor().selectedText().replace("\u2029", "\n")
            assert shown == text[start:end]


# Keys


def test_commands_get_their_keys_and_tab_stays(pane, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.addWidget(QLineEdit())
    rows.addWidget(pane)
    window.setCentralWidget(page)
    heard = []
    for key in ("S", "Tab", "Space", "Shift+S", "Backspace", "Ctrl+Down", "Return", "]"):
        action = QAction(window)
        action.setShortcut(key)
        action.triggered.connect(lambda _=False, key=key: heard.append(key))
        window.addAction(action)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    pane.setFocus()
    qtbot.waitUntil(pane.view.hasFocus)
    QTest.keyClick(pane.view, Qt.Key.Key_S)
    QTest.keyClick(pane.view, Qt.Key.Key_Tab)
    QTest.keyClick(pane.view, Qt.Key.Key_Space)
    QTest.keyClick(pane.view, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(pane.view, Qt.Key.Key_Backspace)
    QTest.keyClick(pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    QTest.keyClick(pane.view, Qt.Key.Key_BracketRight)
    assert heard == ["S", "Tab", "Space", "Shift+S", "Backspace", "Ctrl+Down", "Return", "]"]
    assert pane.view.toPlainText() == TEXT
    window.removeAction(window.actions()[1])
    QTest.keyClick(pane.view, Qt.Key.Key_Tab)
    assert pane.view.hasFocus()
    pane.setParent(None)


def test_the_wheel_scrolls_in_the_margins_and_zooms_with_ctrl(pane, qtbot):
    pane.resize(1200, 620)
    QApplication.processEvents()

    def turn(target, keys=NO_KEYS):
        spot = QPointF(5, 300)
        QApplication.sendEvent(
            target,
            QWheelEvent(
                spot,
                QPointF(target.mapToGlobal(spot.toPoint())),
                QPoint(0, 0),
                QPoint(0, -120),
                Qt.MouseButton.NoButton,
                keys,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )

    turn(pane.view)
    assert pane.view.verticalScrollBar().value() > 0
    with qtbot.waitSignal(pane.command_requested) as asked:
        turn(pane.view.viewport(), Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["view.zoom_out"]


def test_a_press_in_the_margin_means_the_line_beside_it(pane):
    pane.resize(1200, 620)
    QApplication.processEvents()
    box = pane.view.boxes_of(at("Dockers marched"))[0]
    spot = QPoint(8, box.center().y())
    QTest.mouseClick(pane.view, Qt.MouseButton.LeftButton, pos=spot)
    assert pane.view.caret == at("Dockers")[0].start


# The hint


def shown_hint(pane: ArticlePane) -> QRect:
    pane.set_hint(HINT)
    assert pane.hint.isVisible()
    return pane.hint.box()


def anchor(pane: ArticlePane) -> QRect:
    box = pane.view.boxes_of(pane.focused_suggestion.segments)[-1]
    return box.translated(pane.view.viewport().pos())


def test_the_hint_stands_under_its_line_inside_the_pane(pane):
    pane.focus_suggestion(TUESDAY.id)
    box = shown_hint(pane)
    assert 0 < box.top() - anchor(pane).bottom() < 16
    assert pane.rect().contains(box)
    assert pane.view.hasFocus()
    assert pane.hint.accessibleName().startswith("Place Lomé, Togo, 6.13, 1.22, 1 Lomé")
    before = pane.hint.geometry()
    pane.view.verticalScrollBar().setValue(10)
    assert pane.hint.geometry().top() == before.top() - 10
    pane.view.verticalScrollBar().setValue(400)
    assert not pane.hint.isVisible()
    pane.view.verticalScrollBar().setValue(0)
    assert pane.hint.isVisible()
    pane.set_hint(None)
    assert not pane.hint.isVisible()


def test_the_hint_stands_above_near_the_lower_edge(pane):
    pane.resize(760, 200)
    QApplication.processEvents()
    box = shown_hint(pane)
    assert box.bottom() < anchor(pane).top()


def test_a_hint_on_the_headline_hides_no_text(pane):
    headline = suggested("what", "Ferry talks")
    pane.show_article(an_article(), a_coding(), Suggestions((headline,)))
    box, port = shown_hint(pane), pane.view.viewport().pos()
    header = [word.translated(pane.header.pos() + port) for word in pane.header.boxes()]
    body = Segment(TEXT.index("The harbour"), len(TEXT))
    lines = pane.view.boxes_of((Segment(0, TEXT.index("\n")), body))
    assert not any(map(box.intersects, header))
    assert not any(map(box.intersects, (line.translated(port) for line in lines)))


def test_the_hint_keeps_off_a_header_that_was_just_written(pane):
    headline = suggested("what", "Ferry talks")
    pane.show_article(an_article(source="A" * 40), a_coding(), Suggestions((headline,)))
    box, port = shown_hint(pane), pane.view.viewport().pos()
    (facts,) = pane.header.boxes()
    assert facts.width() > 300
    assert not box.intersects(facts.translated(pane.header.pos() + port))


def test_a_long_hint_on_the_headline_hides_as_little_as_it_can(pane):
    headline = suggested("what", "Ferry talks")
    pane.show_article(an_article(), a_coding(), Suggestions((headline,)))
    pane.set_hint(
        dataclasses.replace(HINT, candidates=tuple((str(n), "Maritime " * 4) for n in range(1, 6)))
    )
    box, port = pane.hint.box(), pane.view.viewport().pos()
    header = [word.translated(pane.header.pos() + port) for word in pane.header.boxes()]
    assert not any(map(box.intersects, [*header, anchor(pane)]))
    first = pane.view.boxes_of((Segment(TEXT.index("The harbour"), len(TEXT)),))[0]
    hidden = box.bottom() - first.translated(port).top()
    under = pane.hint.fit(pane.width())
    assert 0 < hidden < under.height()


def test_the_hint_fits_a_narrow_pane(pane):
    pane.resize(300, 600)
    pane.set_theme(make_theme(Mode.DARK, zoom=1.5))
    QApplication.processEvents()
    assert pane.width() == 300
    pane.focus_suggestion(OFFICE.id)
    assert pane.rect().contains(shown_hint(pane))


def test_words_of_the_hint_can_be_clicked(pane, qtbot):
    shown_hint(pane)
    with qtbot.waitSignal(pane.command_requested) as asked:
        spot = pane.hint.target_of(command="slot.fill.place")
        QTest.mouseClick(pane.hint, Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == ["slot.fill.place"]
    with qtbot.waitSignal(pane.candidate_requested) as asked:
        spot = pane.hint.target_of(candidate="2")
        QTest.mouseClick(pane.hint, Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == ["2"]
    assert pane.view.hasFocus()
    assert pane.focused_suggestion == OFFICE


def test_the_hint_follows_the_selection(pane):
    pane.select(at("a plan"))
    box = shown_hint(pane)
    selected = pane.view.boxes_of(at("a plan"))[0].translated(pane.view.viewport().pos())
    assert 0 < box.top() - selected.bottom() < 16


# Painting


def color_at(pane: ArticlePane, *parts: str, corner: bool = True) -> QColor:
    """The page's colour inside a mark, left of and above its letters."""
    QApplication.processEvents()
    box = pane.view.boxes_of(at(*parts))[0]
    spot = QPoint(box.center().x(), box.top() + 2) if corner else box.bottomLeft()
    return pane.view.viewport().grab().toImage().pixelColor(spot)


def test_marks_stand_out_by_what_the_coder_attends_to(pane):
    who = QColor("#0a67a8")
    page, other = LIGHT.color("background"), LIGHT.color("other")
    mine, theirs = filled(1, "doer", "who", "delegates"), filled(2, "doer", "who", "Dockers")
    coding = a_coding(an_event(1, mine), an_event(2, theirs))
    pane.let_go()
    refresh(pane, (), coding, active_event_id=1)
    assert color_at(pane, "delegates") == LIGHT.tint(who)
    assert color_at(pane, "Dockers") == other
    assert color_at(pane, "marched") == page
    refresh(pane, (), coding, active_event_id=2, filler_id=theirs.id)
    assert color_at(pane, "delegates") == other
    assert color_at(pane, "Dockers") == mix(who, page, 0.28)
    pane.hover_event(1)
    assert color_at(pane, "delegates") not in (other, page, LIGHT.tint(who))


def test_hovering_a_mention_brings_out_its_event(pane):
    event = an_event(3, filled(3, "doer", "who", "delegates"), filled(3, "deed", "what", "marched"))
    refresh(pane, (), a_coding(event), active_event_id=None)
    assert color_at(pane, "marched") == LIGHT.color("other")
    port, spot = pane.view.viewport(), QPointF(middle(pane, "delegates"))
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, spot, port.mapToGlobal(spot), none, none, NO_KEYS)
    QApplication.sendEvent(port, move)
    assert color_at(pane, "marched") != LIGHT.color("other")
    QApplication.sendEvent(pane.view.viewport(), QEvent(QEvent.Type.Leave))
    assert color_at(pane, "marched") == LIGHT.color("other")


def inked(pane: ArticlePane, segments: Segments, color: QColor) -> int:
    """How many pixels under a stretch have a colour."""
    QApplication.processEvents()
    image, box = pane.view.viewport().grab().toImage(), pane.view.boxes_of(segments)[0]
    return sum(
        image.pixelColor(x, y) == color
        for x in range(box.left(), box.right())
        for y in range(box.bottom() - 4, box.bottom() + 8)
    )


def test_quiet_suggestions_are_underlined_and_decided_ones_are_not(pane):
    quiet = mix(QColor("#b8480b"), LIGHT.color("background"), 0.5)
    assert inked(pane, MET.segments, quiet) > 10
    refresh(pane, (OFFICE, decided(MET), LOME, TUESDAY))
    assert inked(pane, MET.segments, quiet) == 0


def test_nested_and_equal_marks_of_different_types_all_show(pane):
    both = (suggested("where", "harbour"), suggested("who", "harbour"))
    refresh(pane, (*both, suggested("what", "The harbour office")))
    page = LIGHT.color("background")
    for color in ("#0b7a57", "#0a67a8", "#b8480b"):
        assert inked(pane, at("harbour"), mix(QColor(color), page, 0.5)) > 5


def test_the_letters_of_slots_are_painted_and_take_no_room(pane):
    before = pane.view.boxes_of(at("from Lomé"))[0]
    event = an_event(1, filled(1, "doer", "who", "delegates"))
    refresh(pane, (), a_coding(event), active_event_id=1)
    QApplication.processEvents()
    box = pane.view.boxes_of(at("delegates"))[0]
    image = pane.view.viewport().grab().toImage()
    corner = [
        image.pixelColor(x, y)
        for x in range(box.right() - 3, box.right() + 9)
        for y in range(box.top() - 4, box.top() + 6)
    ]
    assert QColor("#0a67a8") in corner
    assert pane.view.boxes_of(at("from Lomé"))[0] == before


def test_the_caret_shows_without_the_keyboard_too(pane):
    pane.let_go()
    pane.view.put_caret(at("marched")[0].start)
    pane.view.clearFocus()
    QApplication.processEvents()
    spot = pane.view.cursorRect().center()
    image = pane.view.viewport().grab().toImage()
    assert image.pixelColor(spot) == LIGHT.color("muted")


class Repaints(QObject):
    """Notes which parts of a widget are painted again."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.region = QRegion()
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.region += event.region()
        return False


def test_only_what_changed_is_painted_again(pane):
    mine, other = filled(1, "doer", "who", "delegates"), filled(2, "doer", "who", "Paragraph 9 ")
    QApplication.processEvents()
    painted = Repaints(pane.view.viewport())
    refresh(pane, SUGGESTIONS, a_coding(an_event(1, mine), an_event(2, other)))
    QApplication.processEvents()
    for filler in (mine, other):
        box = pane.view.boxes_of(filler.mentions[0].segments)[0]
        assert painted.region.contains(box.center())
    assert not painted.region.contains(middle(pane, "Paragraph 3 "))
    assert not painted.region.contains(middle(pane, "The harbour office"))


# Directions, sizes


HEBREW = "נתניהו לבקר\n\nראש הממשלה נתניהו אמר ל-BBC ביום 12 באפריל כי ישראל תדון (Reuters) בכך."


def test_right_to_left_text_is_marked_where_it_stands(pane):
    pane.show_article(an_article(HEBREW), a_coding(), Suggestions())
    port = pane.view.viewport().width()
    first = pane.view.boxes_of(at("ראש", text=HEBREW))
    assert len(first) == 1
    assert first[0].right() > port - 60
    dates = pane.view.boxes_of(at("ביום 12 באפריל", text=HEBREW))
    assert len(dates) == 1
    word = pane.view.boxes_of(at("באפריל", text=HEBREW))[0]
    number = pane.view.boxes_of(at("12", text=HEBREW))[0]
    assert word.right() < number.left() + 2
    assert dates[0].left() <= word.left()
    assert dates[0].right() > number.right()
    assert pane.header.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_a_stretch_of_two_directions_has_a_box_for_each_part(pane):
    pane.show_article(an_article(HEBREW), a_coding(), Suggestions())
    offsets = Offsets(HEBREW)
    split = at("BBC ביום", text=HEBREW)[0]
    pieces = pane.view.boxes_of((split,))
    assert 1 <= len(pieces) <= 2
    for offset in range(split.start, split.end):
        if HEBREW[offset] == " ":
            continue
        cursor = pane.view.textCursor()
        cursor.setPosition(offsets.to_position(offset) + 1)
        x = pane.view.cursorRect(cursor).center().x()
        assert any(box.left() - 3 <= x <= box.right() + 3 for box in pieces)


def test_a_mark_over_two_lines_has_a_box_on_each(pane):
    pane.resize(420, 600)
    QApplication.processEvents()
    boxes = pane.view.boxes_of(at("delegates from Lomé on Tuesday and signed, after two days"))
    assert len(boxes) >= 2
    assert boxes[0].top() < boxes[1].top()
    assert all(0 <= box.left() < box.right() <= pane.view.viewport().width() for box in boxes)


def test_the_column_is_centred_and_never_wider_than_asked(pane):
    for width in (420, 760, 1400):
        pane.resize(width, 600)
        QApplication.processEvents()
        port = pane.view.viewport().geometry()
        assert port.width() <= LIGHT.px(LIGHT.column) + 32
        bar = pane.view.verticalScrollBar().width()
        assert abs(port.left() - (pane.view.width() - bar - port.right() - 1)) <= 2
        assert pane.view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("change", ["zoom", "width"])
@pytest.mark.parametrize("caret", ["in sight", "elsewhere"])
def test_another_size_keeps_the_place(pane, change, caret):
    words = at("Paragraph 40")
    pane.select(words)
    bar = pane.view.verticalScrollBar()
    if caret == "elsewhere":
        bar.setValue(bar.value() + 900)
        tops = {n: pane.view.boxes_of(at(f"Paragraph {n} "))[0].top() for n in range(40, 80)}
        watched = at(f"Paragraph {min(n for n in tops if tops[n] > 0)} ")
    else:
        watched = words
    before = pane.view.boxes_of(watched)[0].top()
    assert 0 < before < pane.view.height()
    if change == "zoom":
        pane.set_theme(make_theme(Mode.DARK, zoom=1.3))
    else:
        pane.resize(560, 620)
    QApplication.processEvents()
    assert words_of(pane, pane.selection) == ["Paragraph 40"]
    after = pane.view.boxes_of(watched)[0].top()
    assert abs(after - before) < (12 if caret == "in sight" else 60)
    assert pane.view.toPlainText() == TEXT


def test_at_the_top_another_width_stays_at_the_top(pane):
    pane.resize(420, 620)
    QApplication.processEvents()
    assert pane.view.verticalScrollBar().value() == 0


def test_a_book_of_marks_paints_only_what_is_on_screen(pane):
    text = "Book\n\n" + "\n".join("word " * 80 for _ in range(1750))
    words = range(6, len(text) - 40, 35)
    many = Suggestions(
        Suggestion(n, "who", (Segment(at_, at_ + 4),), "word", "", "")
        for n, at_ in enumerate(words)
    )
    assert len(text) > 700_000
    assert len(many) > 19_000
    pane.show_article(an_article(text), a_coding(), many)
    QApplication.processEvents()
    assert 20 < len(pane.view._page()) < 400
    pane.show_article(an_article("H\n\n" + "word " * 140_000), a_coding(), many)
    QApplication.processEvents()
    assert 20 < len(pane.view._page()) < 400


def test_jumping_from_a_card_scrolls_to_the_mention(pane):
    filler = filled(1, "doer", "who", "Paragraph 60")
    refresh(pane, (), a_coding(an_event(1, filler)), active_event_id=1)
    pane.highlight_filler(filler.id)
    box = pane.view.boxes_of(at("Paragraph 60"))[0]
    assert pane.view.viewport().rect().contains(box)
    assert pane.focused_suggestion is None


# Around it


def test_a_screen_reader_finds_names_and_text(pane):
    pane.set_hint(HINT)
    reader = QAccessible.queryAccessibleInterface(pane.view)
    assert reader.text(QAccessible.Text.Name) == "Article text"
    assert reader.textInterface().text(0, 5) == TEXT[:5]
    QAccessible.setActive(True)
    pane.next_suggestion()
    assert pane.hint.accessibleName() == HINT.sentence
    assert pane.header._facts.accessibleName() == "Port Wire · Monday 4 March 2024"


def test_the_font_of_the_window_leaves_the_text_alone(pane):
    box = pane.view.boxes_of(at("Paragraph 9 "))[0]
    font = pane.font()
    font.setPixelSize(31)
    pane.setFont(font)
    pane.setStyleSheet("* { font-size: 40px; }")
    QApplication.processEvents()
    assert pane.view.document().defaultFont().pixelSize() == 17
    assert pane.view.boxes_of(at("Paragraph 9 "))[0].size() == box.size()


def test_articles_seen_are_let_go(pane):
    for _ in range(20):
        pane.show_article(an_article(), a_coding(), Suggestions(SUGGESTIONS))
        pane.set_theme(make_theme(Mode.DARK))
        pane.set_theme(LIGHT)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(pane.view.findChildren(QTextDocument)) == 1


# The index


def test_overlapping_pieces_get_lanes_that_scrolling_does_not_change():
    offsets = Offsets("x" * 100)
    marks = [
        Mark("who", (Segment(0, 50),)),
        Mark("what", (Segment(10, 20),)),
        Mark("when", (Segment(15, 60),)),
        Mark("who", (Segment(70, 75), Segment(80, 85))),
        Mark("odd", (Segment(0, 9),)),
    ]
    index = MarkIndex(SpanRow(), marks, offsets=offsets, types={"who", "what", "when"})
    lanes = {(p.start, p.end): p.lane for p in index.between(0, 100)}
    assert lanes == {(0, 50): 0, (10, 20): 1, (15, 60): 2, (70, 75): 0, (75, 80): 0, (80, 85): 0}
    assert [(p.start, p.lane) for p in index.between(55, 58)] == [(15, 2)]
    assert [p.joint for p in index.between(70, 90)] == [False, True, False]
    assert [p.last for p in index.between(70, 90)] == [False, False, True]


def test_a_row_of_spans_finds_what_overlaps():
    marks = [Mark("who", (Segment(a, b),)) for a, b in ((30, 40), (0, 90), (10, 12), (10, 20))]
    row = SpanRow(marks)
    assert [m.segments[0].start for m in row.things] == [0, 10, 10, 30]
    assert row.things[1].segments[0].end == 20
    assert [m.segments[0] for m in row.overlapping(12, 31)] == [
        Segment(0, 90),
        Segment(10, 20),
        Segment(30, 40),
    ]
    assert row.overlapping(90, 100) == []
    assert row.first_from(11) == 3
