"""A child process: ``annotator open`` as a coder starts it, answering from the first frame on."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1])]

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from annotator.domain.schema import Slot
    from annotator.domain.suggestions import Highlighted
    from annotator.gui.main_window import MainWindow


def main() -> None:
    """Open the project, say when its first article is painted, then serve."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    from annotator.cli import main as command_line  # noqa: PLC0415 - this process is measured
    from annotator.gui.views.article_text import ArticleText  # noqa: PLC0415

    paint = ArticleText.paintEvent
    painted: list[float] = []

    def first_paint(view: ArticleText, event: QPaintEvent) -> None:
        paint(view, event)
        if not painted and not view.document().isEmpty():
            painted.append(time.perf_counter())
            QTimer.singleShot(0, _serve)

    ArticleText.paintEvent = first_paint  # type: ignore[method-assign]
    command_line(["open", sys.argv[1], "--coder", sys.argv[2]])


def _serve() -> None:
    from benchmarks.served_beside import Beside  # noqa: PLC0415 - after the first frame
    from benchmarks.serving import serve  # noqa: PLC0415 - as above
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from annotator.gui.main_window import MainWindow  # noqa: PLC0415

    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    served, beside = Served(window), Beside(window)
    serve(
        {
            name: getattr(served, name)
            for name in (
                *("ready", "press", "edit", "visit", "walk", "stall", "idle", "look_up"),
                *("letters", "search", "search_anew", "indexed"),
            )
        }
        | {
            name: getattr(beside, name)
            for name in ("take_left", "alone", "agreeing", "merging", "made", "refused")
        }
    )


class Served:
    """What the parent can ask of our window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._painted = None
        self._listed = None
        self._lettered = None
        self._found = None

    @property
    def _view(self):  # noqa: ANN202 - ArticleView
        return self.window.page.article_pane.view

    def ready(self, _: str) -> float:
        """Wait until the highlighter is there and has nothing to do."""
        from benchmarks.serving import settle  # noqa: PLC0415

        begun = time.perf_counter()
        while self.window.sitting.pipeline is None:
            settle()
            if time.perf_counter() - begun > 120:
                raise TimeoutError("the highlighter did not get ready")
        settle(0.5)
        return time.perf_counter() - begun

    def press(self, key: str) -> float:
        """Milliseconds from a key to the painted frame."""
        from benchmarks.serving import Painted, press  # noqa: PLC0415
        from PySide6.QtTest import QTest  # noqa: PLC0415
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415

        if self._painted is None:
            self.window.activateWindow()
            assert QTest.qWaitForWindowActive(self.window, 5000)
            self._painted = Painted(self.window, self._view.viewport())
        return press(self._painted, QApplication.focusWidget() or self._view, key)

    def edit(self, kinds: str) -> float:
        """Put the next suggestion of some kinds of value into its slot; then take it out again."""
        session = self.window.page.session
        if session.active_event is None:
            self.press("N")
        slot = self._next_slot(kinds.split())
        before = len(session.active_event.fillers)
        took = self.press(slot.key)
        if len(session.active_event.fillers) == before:
            raise RuntimeError("the suggestion was not taken")
        if self.window.page.events_pane.editor_open:
            self.press("Escape")
        session.undo()
        self.visit(str(session.article.id))
        return took

    def look_up(self, words: str) -> float:
        """Milliseconds from a key to the painted list, the slowest while words are typed."""
        from benchmarks.serving import Painted, press, settle  # noqa: PLC0415
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415

        from annotator.gui.views.slot_editor import SlotEditor  # noqa: PLC0415

        page = self.window.page
        schema = page.session.schema
        if page.session.active_event is None:
            self.window.activateWindow()
            self.window.run_command("event.new")
        page.article_pane.focus_suggestion(None)  # else its words would go into the slot
        self.window.run_command(f"slot.fill.{schema.code_slot}")
        settle()
        if not page.events_pane.editor_open:
            raise RuntimeError("the list did not open")
        if self._listed is None:
            # line and list come on screen in one frame; the list only where it changes
            self._listed = Painted(self.window, page.events_pane.findChild(SlotEditor).line)
        line = QApplication.focusWidget()
        keys = ["Space" if letter == " " else letter for letter in words]
        took = max(press(self._listed, line, key) for key in keys)
        page.events_pane.close_editor()
        return took

    def letters(self, article_id: str) -> float:
        """Milliseconds from the key to letters over all suggestions in sight."""
        from benchmarks.serving import Painted, press, settle  # noqa: PLC0415
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415

        self.visit(article_id)
        letters = self.window.page.pointing.letters
        if self._lettered is None:
            self.window.activateWindow()
            self._lettered = Painted(self.window, letters)
        took = press(self._lettered, QApplication.focusWidget() or self._view, "F")
        if not letters.labels:
            raise RuntimeError("there were no letters")
        letters.leave()
        settle()
        return took

    def search(self, words: str) -> float:
        """Milliseconds from the last key of some words to the painted list of what has them."""
        from benchmarks.serving import Painted, press, settle  # noqa: PLC0415
        from PySide6.QtTest import QTest  # noqa: PLC0415
        from PySide6.QtWidgets import QTableView  # noqa: PLC0415

        pane = self.window.page.queue_pane
        if self._found is None:
            self.window.activateWindow()
            says, listed = pane.head.found, pane.findChild(QTableView)
            self._found = Painted(
                self.window, listed.viewport(), ready=lambda: "found" in says.text()
            )
        pane.head.clear_search()
        self.window.run_command("queue.search")
        settle()
        QTest.keyClicks(pane.head.field, words[:-1])
        took = press(self._found, pane.head.field, words[-1])
        if not self.window.page.queue.shown:
            raise RuntimeError(f"nothing has “{words}”")
        pane.head.clear_search()
        return took

    def indexed(self, words: str) -> float:
        """Search and wait until every article was searched."""
        from benchmarks.serving import settle  # noqa: PLC0415

        head, begun = self.window.page.queue_pane.head, time.perf_counter()
        head.field.setText(words)
        while "found" not in head.found.text() or "so far" in head.found.text():
            settle()
            if time.perf_counter() - begun > 120:
                raise TimeoutError("the articles were not indexed")
        head.clear_search()
        return time.perf_counter() - begun

    def search_anew(self, words: str) -> float:
        """The same with nothing indexed, as the first time after the project was opened."""
        self.window.page.queue.stop()
        return self.search(words)

    def _next_slot(self, kinds: list[str]) -> Slot:
        """Walk to a suggestion that a slot of one of the kinds can take."""
        pane, schema = self.window.page.article_pane, self.window.page.session.schema
        for _ in range(200):
            self.press("Tab")
            slots = schema.slots_for(pane.focused_suggestion.type)
            if slots and slots[0].kind in kinds:
                return slots[0]
        raise RuntimeError(f"no suggestion for {kinds}")

    def visit(self, article_id: str) -> float:
        """Open an article without a key."""
        from benchmarks.serving import settle  # noqa: PLC0415

        self.window.page.session.open_article(int(article_id))
        self.window.page.article_pane.focus_next_after(0)  # not where it was left
        settle()
        return 0.0

    def walk(self, number: str) -> float:
        """Open so many articles one after the other."""
        for article_id in self.window.page.queue_ids[: int(number)]:
            self.visit(str(article_id))
        return 0.0

    def stall(self, number: str) -> float:
        """The longest stall while so many articles are highlighted and stored."""
        from benchmarks.serving import longest_stall  # noqa: PLC0415

        from annotator.storage import highlights, reads  # noqa: PLC0415

        sitting, connection = self.window.sitting, self.window.page.session.project.connection
        ids = highlights.pending_articles(connection, sitting.pipeline, int(number))
        arrived = set()

        def note(result: Highlighted, _: object) -> None:
            arrived.add(result.article_id)

        sitting.highlighter.highlighted.connect(note)
        sitting.highlighter.set_queue([(i, reads.text_of(connection, i)) for i in ids])
        longest = longest_stall(lambda: arrived >= set(ids), seconds=240)
        if not arrived >= set(ids):
            raise TimeoutError(f"{len(arrived)} of {len(ids)} articles were highlighted")
        return longest

    def idle(self, seconds: str) -> float:
        """The longest stall while nothing happens."""
        from benchmarks.serving import longest_stall  # noqa: PLC0415

        return longest_stall(lambda: False, seconds=float(seconds))


if __name__ == "__main__":
    main()
