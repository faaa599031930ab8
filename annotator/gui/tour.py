"""The two-minute tour: by doing, on a copy of the sample; it watches what was done, no key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.changes import Changes, Op
from annotator.domain.events import Segments
from annotator.domain.suggestions import Candidate
from annotator.domain.values import CodeValue, ValueKind
from annotator.gui.commands import Command
from annotator.gui.dialogs.key_sheet import KeySheet
from annotator.gui.key_caps import html_cap
from annotator.gui.key_names import key_text
from annotator.gui.theme import Theme
from annotator.gui.tour_steps import ending, steps
from annotator.gui.views.tour_panel import TourPanel
from annotator.storage import reads

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

_KEY = re.compile(r"\{([a-z_.0-9]+)\}")

Commands = Callable[[], Mapping[str, Command]]


@dataclass(frozen=True)
class Before:
    """How things stood when a step began."""

    suggestion: int | None = None
    words: Segments = ()  # of that suggestion
    events: int = 0
    marked: int = 0
    filled: int = 0


class Tour(QObject):
    """Goes through the steps on one coding page, from the one where it was left."""

    stepped = Signal(int)  # how many steps are behind
    left = Signal()

    def __init__(self, page: CodingPage, commands: Commands, *, at: int, where: str) -> None:
        super().__init__(page)
        self.page, self.session = page, page.session
        self._commands, self._where = commands, where
        self.steps = steps()
        self.at = max(0, min(at, len(self.steps)))
        self.seen: set[str] = set()  # what happened since the step began
        self.before = Before()
        self._behind = ""  # what was done last
        self.panel = TourPanel(page.theme)
        page.dock(self.panel)
        page.add_themed(self)
        self._wire()
        self._begin()

    def _wire(self) -> None:
        session, page, panel = self.session, self.page, self.panel
        session.changed.connect(self._changed)
        session.article_opened.connect(self._other_article)
        session.focus_changed.connect(self.look)
        page.article_pane.suggestion_focused.connect(self.look)
        page.events_pane.value_chosen.connect(lambda *_: self._saw("list"))
        panel.back_requested.connect(lambda: self.go(-1))
        panel.skip_requested.connect(lambda: self.go(1))
        panel.left.connect(self.leave)
        application = QCoreApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    # --- how things stand ----------------------------------------------------------------------

    @property
    def events(self) -> int:
        """How many events the article has."""
        return len(self.session.coding.events) if self.session.coding else 0

    @property
    def marked(self) -> int:
        """How many values of the article have words of the text as evidence."""
        events = self.session.coding.events if self.session.coding else ()
        return sum(bool(filler.mentions) for event in events for filler in event.fillers)

    @property
    def filled(self) -> int:
        """How many slots of the article's events hold something."""
        events = self.session.coding.events if self.session.coding else ()
        return len({(event.id, filler.slot) for event in events for filler in event.fillers})

    @property
    def has_moved(self) -> bool:
        """Whether a suggestion of other words has focus than when the step began."""
        focused, before = self.page.article_pane.focused_suggestion, self.before
        if focused is None or before.suggestion is None:
            return False
        return focused.segments != before.words

    @property
    def same_words(self) -> bool:
        """Whether another reading of the same words has focus than when the step began."""
        focused, before = self.page.article_pane.focused_suggestion, self.before
        if focused is None or before.suggestion in (None, focused.id):
            return False
        return focused.segments == before.words

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The codes that the focused suggestion offers for the slot shown."""
        target = self.page.coding.shown_target()
        focused = self.page.article_pane.focused_suggestion
        if target is None or target.slot.kind not in (ValueKind.CODE, ValueKind.COMPOSED):
            return ()
        return self.page.suggesting.candidates(focused, target.slot)

    def _snapshot(self) -> Before:
        focused = self.page.article_pane.focused_suggestion
        return Before(
            focused.id if focused else None,
            focused.segments if focused else (),
            self.events,
            self.marked,
            self.filled,
        )

    # --- what happens --------------------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        self.seen.add("changed")
        entries = reads.history(self.session.project.connection, self.session.desk, limit=1)
        undone = bool(entries) and entries[0].kind == "undo"
        if undone:
            self.seen.add("undo")
        elif changes.op is Op.FINISH_CODING:
            self.seen.add("finished")
        if not undone and self._other_candidate():
            self.seen.add("candidate")
        self.look()

    def _other_candidate(self) -> bool:
        """Whether the value in focus is a candidate of its suggestion, and not the first."""
        filler, suggesting = self.session.filler, self.page.suggesting
        if filler is None or not isinstance(filler.value, CodeValue):
            return False
        slot = self.session.schema.slot(filler.slot)
        offered = suggesting.candidates(suggesting.of_filler(filler), slot)
        return filler.value.code in {candidate.value for candidate in offered[1:]}

    def _other_article(self) -> None:
        self.before = self._snapshot()
        self.look()

    def _saw(self, what: str) -> None:
        self.seen.add(what)
        self.look()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and isinstance(now.window(), KeySheet):
            self._saw("keys")

    def look(self) -> None:
        """Go on when the step was done; else say what it needs, if anything."""
        if self.at >= len(self.steps):
            return
        step = self.steps[self.at]
        if self.before.suggestion is None:  # suggestions have just arrived
            now = self._snapshot()
            self.before = replace(self.before, suggestion=now.suggestion, words=now.words)
        if step.done(self):
            self._behind = step.title
            self.go(1, done=True)
        else:
            self._say_aside(step.needs(self))

    # --- steps ---------------------------------------------------------------------------------

    def go(self, by: int, *, done: bool = False) -> None:
        """Go to the next step, or to the one before."""
        self._behind = self._behind if done else ""
        self.at = max(0, min(len(self.steps), self.at + by))
        self.stepped.emit(self.at)
        self._begin()

    def _begin(self) -> None:
        self.seen = set()
        self.before = self._snapshot()
        self._show()

    def _show(self) -> None:
        over = self.at >= len(self.steps)
        text = ending() if over else self.steps[self.at].text
        html = self._with_keys(escape(text), lambda key: html_cap(self.page.theme, key))
        self.panel.show_step(self.at, len(self.steps), html, self._with_keys(text, str))
        self._say_aside("" if over else self.steps[self.at].needs(self))

    def _say_aside(self, needed: str) -> None:
        behind = f"✓ {self._behind}" if self._behind else ""
        start = self.tr("A fresh copy of the sample: {}").format(self._where) if not self.at else ""
        self.panel.say_aside(self._with_keys(needed, str) or behind or start)

    def _with_keys(self, text: str, cap: Callable[[str], str]) -> str:
        """Put the keys in force into a text; the label of a command that has none."""

        def key(found: re.Match[str]) -> str:
            command = self._commands()[found[1]]
            return cap(key_text(command.keys[0]) if command.keys else command.label)

        return _KEY.sub(key, text)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        if self.panel.isVisible():
            self.panel.set_theme(theme)
            self._show()

    def leave(self) -> None:
        """Take the panel away; the tour can be taken up again from the Help menu."""
        self.panel.hide()
        self.page.focus_article()
        self.left.emit()

    def end(self) -> None:
        """Watch nothing more, and leave nothing on the page."""
        self.page.remove_themed(self)
        self.panel.hide()
        self.panel.setParent(None)
        self.panel.deleteLater()
        self.deleteLater()
