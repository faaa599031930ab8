"""Filter, search and walk the queue by keys, and look at one's own days."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.events import CodingStatus
from annotator.domain.queue_filter import QueueFilter
from annotator.gui.dialogs.progress import ProgressDialog
from annotator.jobs.importing import add_one
from annotator.resources import resource
from tests.journeys.driver import make_project


@pytest.fixture(scope="module")
def _six(tmp_path_factory):
    path = tmp_path_factory.mktemp("six") / "six.db"
    names = sorted(file.name for file in resource("sample").glob("*.txt"))[:6]
    make_project(path, *(resource("sample", name) for name in names), highlight=False)
    return path


@pytest.fixture
def six(_six, tmp_path):
    """A project with the sample's first six articles, not highlighted."""
    path = tmp_path / "six.db"
    path.write_bytes(_six.read_bytes())
    return path


def choose(ann, digit: str) -> None:
    ann.press("Ctrl+Shift+F")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key(ord(digit)))
    QApplication.processEvents()


def opened(ann) -> int:
    return ann.session.article.id


def search(ann, words: str) -> list[int]:
    ann.press("Ctrl+F")
    ann.write(words)
    ann.wait(lambda: ann.page.queue._answer is not None and ann.page.queue._answer.complete)
    ann.wait(lambda: not ann.page.queue_pane.head._pause.isActive())
    return list(ann.page.queue.shown)


def test_a_filter_is_chosen_walked_and_remembered(coder, six):
    ann = coder()
    ann.open(six)
    ann.press("!", "Alt+Right", "Alt+Right", "!", "Alt+Right", "Alt+Right", "!")
    assert opened(ann) == 5
    choose(ann, "6")
    assert list(ann.page.queue.shown) == [1, 3, 5]
    assert ann.page.queue_pane.head.filter_button.text() == "Flagged · 3"
    ann.press("Alt+Left")
    assert opened(ann) == 3
    ann.press("Alt+Left", "Alt+Left")
    assert opened(ann) == 1
    assert "first" in ann.page.status_line.message
    ann.press("!")
    assert list(ann.page.queue.shown) == [1, 3, 5], "no row goes under the hand"
    ann.press("Alt+Right")
    assert opened(ann) == 3
    assert list(ann.page.queue.shown) == [3, 5]
    ann.close()
    again = coder()
    again.open(six)
    assert list(again.page.queue.shown) == [3, 5]
    assert again.page.queue_pane.head.filter_button.text() == "Flagged · 2"
    choose(again, "1")
    assert list(again.page.queue.shown) == [1, 2, 3, 4, 5, 6]


def test_the_open_article_stays_and_next_goes_on_from_its_place(coder, six):
    ann = coder()
    ann.open(six)
    ann.press("!")
    ann.press("Alt+Right", "Alt+Right", "Alt+Right", "!", "Alt+Left", "Alt+Left")
    assert opened(ann) == 2
    choose(ann, "6")
    assert list(ann.page.queue.shown) == [1, 4]
    assert opened(ann) == 2
    ann.press("Alt+Right")
    assert opened(ann) == 4


def test_nothing_to_show_is_said_and_escape_shows_all(coder, six):
    ann = coder()
    ann.open(six)
    choose(ann, "4")
    assert ann.page.queue_pane._none_text.text() == "No article is done yet."
    ann.press("Shift+F6", "Escape")
    assert ann.page.queue._filter is QueueFilter.ALL
    assert len(ann.page.queue.shown) == 6


def test_done_next_takes_what_is_shown_then_the_whole_queue(coder, six):
    ann = coder()
    ann.open(six)
    ann.press("Alt+Right", "!", "Alt+Right", "Alt+Right", "!", "Alt+Left", "Alt+Left")
    choose(ann, "6")
    assert opened(ann) == 2
    ann.press("X", "1")
    assert opened(ann) == 4, "the next that is shown and not finished"
    ann.press("X", "1")
    assert opened(ann) == 5, "then the next of the whole queue"
    assert "whole queue" in ann.page.status_line.message


def test_the_to_do_filter_loses_what_is_finished(coder, six):
    ann = coder()
    ann.open(six)
    choose(ann, "2")
    ann.press("X", "1")
    assert opened(ann) == 2
    assert list(ann.page.queue.shown) == [2, 3, 4, 5, 6]
    assert ann.page.queue_pane.head.filter_button.text() == "To do · 5"
    ann.press("Ctrl+Z")
    assert opened(ann) == 1
    ann.press("Alt+Right")
    assert 1 in ann.page.queue.shown


def test_a_search_narrows_the_queue_and_opens_at_the_hit(coder, six):
    ann = coder()
    ann.open(six)
    ann.press("Alt+Right")
    found = search(ann, "army ")
    assert 0 < len(found) < 6
    assert "found" in ann.page.queue_pane.head.found.text()
    ann.press("Return")
    assert opened(ann) == found[0]
    text, at = ann.session.article.text, ann.page.queue.hit_at
    assert text[at : at + 4].lower() == "army"
    assert ann.view.textCursor().position() == ann.page.article_pane.view.offsets.to_position(at)
    assert not ann.page.article_pane.selection
    assert ann.view.hasFocus()
    ann.press("Ctrl+F", "Escape")
    assert len(ann.page.queue.shown) == 6
    assert ann.page.queue_pane.head.found.text() == ""


def test_what_the_filter_hides_is_said_and_one_key_searches_all(coder, six):
    ann = coder()
    ann.open(six)
    ann.press("Alt+Right")
    everywhere = search(ann, "army ")
    ann.press("Escape", "Escape")
    choose(ann, "4")
    assert search(ann, "army ") == []
    pane = ann.page.queue_pane
    assert pane._none_text.text() == (
        "The filter “Done” shows no article that has all of these words."
        f" {len(everywhere)} others have them."
    )
    assert pane._search_all.isVisible()
    ann.press("Return")
    assert list(ann.page.queue.shown) == everywhere
    assert pane.head.field.hasFocus()
    ann.press("Return")
    assert opened(ann) == everywhere[0]
    choose(ann, "4")
    ann.press("Ctrl+F", "Escape")
    assert search(ann, "nowhereatall") == []
    assert "whole queue" in pane._none_text.text()
    assert not pane._search_all.isVisible()


def test_words_beginnings_and_phrases(coder, six):
    ann = coder()
    ann.open(six)
    whole = search(ann, "Bamako ")
    ann.press("Escape")
    assert search(ann, "bamak") == whole != []
    ann.press("Escape")
    assert search(ann, '"in Bamako"') != []
    ann.press("Escape")
    assert search(ann, '"Bamako in"') == []
    assert ann.page.queue_pane._none_text.text() == "No article here has all of these words."
    ann.press("Escape")
    for nonsense in ('"', "a AND (", "^*:"):
        ann.press("Ctrl+F")
        ann.write(nonsense)
        QTest.qWait(250)
        ann.press("Escape")
    assert len(ann.page.queue.shown) == 6


def test_a_corrected_title_is_found_and_its_undo_too(coder, six):
    ann = coder()
    ann.open(six)
    assert search(ann, "zeppelin ") == []
    ann.press("Escape", "Escape")
    ann.session.run(_title, "Zeppelin over the border")
    assert search(ann, "zeppelin ") == [1]
    ann.page.focus_article()
    ann.press("Ctrl+Z")
    ann.wait(lambda: list(ann.page.queue.shown) == [])


def _title(project, desk, title):
    from annotator.storage import ops  # noqa: PLC0415

    return ops.set_article_field(project, desk, 1, "title", title)


def test_next_is_one_key_from_every_pane(coder, six):
    ann = coder()
    ann.open(six)
    ann.press("F6", "Alt+Right")
    assert opened(ann) == 2
    ann.press("Shift+F6", "Alt+Right")
    assert opened(ann) == 3
    ann.press("Ctrl+F", "Alt+Right")
    assert opened(ann) == 4
    ann.press("Shift+F6", "Ctrl+J")
    assert opened(ann) == 5
    ann.press("Shift+F6", "Alt+Left")
    assert opened(ann) == 4


def test_own_progress_by_day(coder, six):
    ann = coder()
    ann.open(six)
    ann.press("X", "1")
    ann.press("N")
    ann.press("Ctrl+Enter")
    ann.press("Ctrl+Shift+P")
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ProgressDialog))
    assert dialog.isVisible()
    item = dialog.tree.topLevelItem(0)
    assert [item.text(column) for column in range(1, 4)] == ["2", "1", "1"]
    spoken = item.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert "2 articles, of these 1 with nothing to code, 1 events" in spoken
    dialog.close()
    ann.click(ann.page.status_line._progress)
    assert any(
        isinstance(w, ProgressDialog) and w.isVisible() for w in QApplication.topLevelWidgets()
    )


def test_a_coder_without_a_day_gets_a_sentence(coder, six):
    ann = coder()
    ann.open(six)
    assert ann.session.coding is None or ann.session.coding.status is CodingStatus.TODO
    ann.press("Ctrl+Shift+P")
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ProgressDialog))
    assert dialog.empty.isVisible()
    assert not dialog.tree.isVisible()


def test_articles_that_come_in_are_found_too(coder, six):
    ann = coder()
    ann.open(six)
    assert search(ann, "zeppelin ") == []
    add_one(ann.session.project, title="Airship lands", body="A zeppelin landed in Dakar.")
    ann.page.reread_queue()  # as every import does
    ann.wait(lambda: list(ann.page.queue.shown) == [7])
    assert ann.page.queue_pane.head.found.text() == "1 article found"
