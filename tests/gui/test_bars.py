"""The bars: what is said, what is cut when there is no room, what a click asks for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.gui.theme import Mode, make_theme, style_sheet
from annotator.gui.views.banner import Banner
from annotator.gui.views.bars import StatusLine, TopBar
from annotator.gui.views.command_buttons import DRAWINGS
from annotator.gui.views.key_button import KeyButton
from annotator.gui.views.progress_panel import ProgressPanel

SENTENCE = "There is no event yet: press N to begin one, then put the words into its slots"


def shown(qtbot, bar: QWidget, theme, width: int = 1366) -> QWidget:
    host = QWidget()
    host.setStyleSheet(style_sheet(theme))
    host.resize(width, 200)
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(bar)
    bar.host = host  # lives as long as the bar
    column.addStretch(1)
    qtbot.addWidget(host)
    host.show()
    qtbot.waitExposed(host)
    QApplication.processEvents()
    return host


def overlapping(bar: QWidget) -> list[tuple[str, str]]:
    """Pairs of visible parts that lie on one another, or stand outside the bar."""
    parts = [w for w in bar.children() if isinstance(w, QWidget) and w.isVisible()]
    inside = bar.rect()
    found = [(w.objectName(), "outside") for w in parts if not inside.contains(w.geometry())]
    for number, one in enumerate(parts):
        found += [
            (one.objectName(), other.objectName())
            for other in parts[number + 1 :]
            if one.geometry().intersects(other.geometry())
        ]
    return found


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_nothing_overlaps_in_the_top_bar(qtbot, zoom: float) -> None:
    theme = make_theme(Mode.LIGHT, zoom=zoom)
    bar = TopBar(theme)
    host = shown(qtbot, bar, theme)
    bar.show_project("A project <b>&</b> its very long title " * 6, "main", "reading only")
    bar.show_place(13, 100_000)
    QApplication.processEvents()
    assert overlapping(bar) == []
    assert host.width() == 1366
    assert bar._place.text() == "Article 13 of 100,000"
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in bar._title.toolTip()
    bar.show_place(0, 0)
    assert bar._place.text() == ""


def test_the_buttons_of_the_top_bar_ask_for_commands(qtbot) -> None:
    theme = make_theme(Mode.DARK)
    bar = TopBar(theme)
    shown(qtbot, bar, theme)
    asked: list[str] = []
    bar.command_requested.connect(asked.append)
    for button in bar.findChildren(KeyButton):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert asked == ["help.palette"] * 2 + ["help.keys"] * 2
    assert not bar.menu_button.icon().isNull()
    assert bar.menu_button.accessibleName() == "Menu"


def test_words_give_way_to_the_toolbar_in_a_narrow_window(qtbot) -> None:
    theme = make_theme(Mode.LIGHT)
    bar = TopBar(theme)
    host = shown(qtbot, bar, theme, 1440)
    bar.show_project("Sahel pilot", "main")
    bar.show_place(13, 60)
    assert bar._palette._words.isVisible()
    assert bar._round.isVisible()
    host.resize(560, 200)
    QApplication.processEvents()
    assert host.width() == 560
    assert overlapping(bar) == []
    assert not bar._palette._words.isVisible()
    assert not bar._round.isVisible()
    assert bar._palette.toolTip()
    host.resize(1440, 200)
    QApplication.processEvents()
    assert bar._palette._words.isVisible()
    assert bar._round.isVisible()


def test_the_toolbar_has_names_and_keys(qtbot) -> None:
    theme = make_theme(Mode.LIGHT)
    bar = TopBar(theme)
    shown(qtbot, bar, theme)
    asked: list[str] = []
    bar.command_requested.connect(asked.append)
    found = {
        command_id: button for group in bar._groups for command_id, button in group.buttons.items()
    }
    assert set(found) == set(DRAWINGS)
    for button in found.values():
        assert button.accessibleName()
        assert not button.icon().isNull()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert set(asked) == set(DRAWINGS)
    assert found["edit.undo"].toolTip() == "<p>Undo (Ctrl+Z)</p>"
    assert found["article.done"].toolTip() == "<p>Done, next article (Ctrl+Enter)</p>"


def test_a_mode_is_shown_only_when_there_is_one(qtbot) -> None:
    theme = make_theme(Mode.LIGHT)
    bar = TopBar(theme)
    shown(qtbot, bar, theme)
    bar.show_project("P", "main")
    assert not bar._mode.isVisible()
    bar.show_project("P", "main", "reading only")
    assert bar._mode.isVisible()


def filled(theme) -> StatusLine:
    line = StatusLine(theme)
    line.show_coder("ann")
    line.show_saved("14:03:27")
    line.show_undo("accept suggestion “<b>Mali’s</b> & transitional government of unity” as Source")
    line.show_progress("12 done today · 31 min")
    line.show_pipeline("suggestions: en_core_web_sm 3.8 + actors, dates, places")
    return line


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [1366, 1440])
def test_a_sentence_has_its_room(qtbot, zoom: float, width: int) -> None:
    theme = make_theme(Mode.LIGHT, zoom=zoom)
    line = filled(theme)
    shown(qtbot, line, theme, width)
    line.say(SENTENCE)
    QApplication.processEvents()
    assert overlapping(line) == []
    assert line.message == SENTENCE
    if zoom == 1.0:
        assert line._message.width() >= line._message.sizeHint().width() - 1
    else:
        assert line._message.width() > width / 5
    line.say("")
    QApplication.processEvents()
    assert line._pipeline.isVisible()
    assert line._progress.isVisible()


def test_what_is_said_is_whole_where_it_is_cut(qtbot) -> None:
    theme = make_theme(Mode.LIGHT)
    line = filled(theme)
    shown(qtbot, line, theme, 500)
    assert line.pipeline_text.endswith("dates, places")
    assert line.undo_text.endswith("as Source")
    undo = line.findChild(QToolButton)
    assert undo.text().endswith("…")
    assert "&lt;b&gt;Mali’s&lt;/b&gt; &amp; transitional" in undo.toolTip()
    assert "&& " in undo.text()


def test_what_undo_takes_back_is_whole_where_there_is_room(qtbot) -> None:
    theme = make_theme(Mode.LIGHT)
    line = filled(theme)
    host = shown(qtbot, line, theme, 1700)
    undo = line.findChild(QToolButton)
    assert undo.text().endswith("as Source")
    host.resize(1000, 200)
    QApplication.processEvents()
    assert undo.text().endswith("…")
    assert overlapping(line) == []
    host.resize(1700, 200)
    QApplication.processEvents()
    assert undo.text().endswith("as Source")
    line.say(SENTENCE)
    QApplication.processEvents()
    assert line._message.width() >= line._message.sizeHint().width() - 1, "a sentence goes first"
    line.say("")
    line.show_progress("12 done today · 31 min " * 20)
    QApplication.processEvents()
    assert overlapping(line) == []
    assert undo.text().endswith("…")


def test_undo_is_one_click_and_gone_when_there_is_none(qtbot) -> None:
    theme = make_theme(Mode.LIGHT)
    line = filled(theme)
    shown(qtbot, line, theme)
    undo = line.findChild(QToolButton)
    with qtbot.waitSignal(line.command_requested) as asked:
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert asked.args == ["edit.undo"]
    line.show_undo(None)
    assert not undo.isVisible()


def test_saved_is_said_with_its_time(qtbot) -> None:
    theme = make_theme(Mode.LIGHT)
    line = filled(theme)
    shown(qtbot, line, theme)
    assert line.saved_text == "saved 14:03:27"
    assert line._check.isVisible()
    line.show_saved("")
    assert line.saved_text == ""
    assert not line._check.isVisible()


def test_escape_hides_a_banner_unless_it_must_be_answered(qtbot) -> None:
    theme = make_theme(Mode.LIGHT)
    banner = Banner(theme)
    shown(qtbot, banner, theme)
    banner.say("The program ended unexpectedly.", ("help.copy_report", "Copy the report"))
    banner.setFocus()
    assert banner._buttons[0].hasFocus()
    with qtbot.waitSignal(banner.left):
        qtbot.keyClick(banner._buttons[0], Qt.Key.Key_Escape)
    assert not banner.isVisible()
    banner.say("Not saved.", ("project.try_again", "Try again"), stays=True)
    banner.setFocus()
    with qtbot.waitSignal(banner.left):
        qtbot.keyClick(banner._buttons[0], Qt.Key.Key_Escape)
    assert banner.isVisible()


# --- banner and progress ------------------------------------------------------------------------


def test_a_banner_is_literal_has_its_commands_and_goes(qtbot) -> None:
    theme = make_theme(Mode.LIGHT)
    banner = Banner(theme)
    shown(qtbot, banner, theme)
    assert not banner.isVisible()
    banner.say("The disk is <b>full</b>.", ("project.try_again", "Try & again"), warning=True)
    QApplication.processEvents()
    assert banner.isVisible()
    assert banner._text.textFormat() == Qt.TextFormat.PlainText
    assert banner._mark.isVisible()
    button = next(b for b in banner.findChildren(QPushButton) if b.isVisible())
    assert (button.text(), button.accessibleName()) == ("Try && again", "Try & again")
    with qtbot.waitSignal(banner.command_requested) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["project.try_again"]
    banner.say("A copy was made.")
    assert not banner._mark.isVisible()
    qtbot.mouseClick(banner._close, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()
    banner.say("Read this.", stays=True)
    assert not banner._close.isVisible()


def test_progress_can_be_stopped_once(qtbot) -> None:
    theme = make_theme(Mode.LIGHT)
    panel = ProgressPanel(theme)
    shown(qtbot, panel, theme)
    assert not panel.isVisible()
    panel.start("Importing <b>articles</b>.csv")
    assert panel._bar.maximum() == 0
    panel.set_fraction(0.4)
    assert panel._bar.value() / panel._bar.maximum() == pytest.approx(0.4)
    with qtbot.waitSignal(panel.cancelled):
        qtbot.mouseClick(panel._cancel, Qt.MouseButton.LeftButton)
    assert not panel._cancel.isEnabled()
    assert panel._label.text() == "Stopping…"
    panel.finish()
    assert not panel.isVisible()
    panel.start("Backup")
    assert panel._cancel.isEnabled()
