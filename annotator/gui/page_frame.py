"""The frame of the coding window: bars, banner and three panes, laid out and in one look."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.theme import HAIR, Theme
from annotator.gui.views.article_pane import ArticlePane
from annotator.gui.views.banner import Banner
from annotator.gui.views.bars import StatusLine, TopBar
from annotator.gui.views.choice_sheet import ChoiceSheet
from annotator.gui.views.events_pane import EventsPane
from annotator.gui.views.find_bar import FindBar
from annotator.gui.views.note_sheet import NoteSheet
from annotator.gui.views.progress_panel import ProgressPanel
from annotator.gui.views.queue_pane import QueuePane

WIDTHS = (240, 790, 410)  # of the panes, in pixels at 100 %, before they were ever moved
TEXT_SHARE = 0.38  # of the window that the text keeps when there is no room for all
LEAST = (170, 380, 290)  # what they are never less than, where there is room


class Themed(Protocol):
    """What takes on another look."""

    def set_theme(self, theme: Theme) -> None: ...  # noqa: D102 - said above


class PageFrame(QWidget):
    """Builds what is on the page; what it shows and does is said by who inherits from it."""

    read_only_shown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.keys = default_names()
        self._build(theme)

    def _build(self, theme: Theme) -> None:
        self.top_bar = TopBar(theme)
        self.status_line = StatusLine(theme)
        self.banner = Banner(theme)
        self.progress = ProgressPanel(theme)
        self.queue_pane = QueuePane()
        self.article_pane = ArticlePane()
        self.events_pane = EventsPane()
        self.find_bar = FindBar(theme)
        middle = self._middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.progress)
        column.addWidget(self.banner)
        column.addWidget(self.article_pane, 1)
        column.addWidget(self.find_bar)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(HAIR)
        for pane in (self.queue_pane, middle, self.events_pane):
            self.panes.addWidget(pane)
        self.panes.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(self.panes, 1)
        layout.addWidget(self.status_line)
        self.choices = ChoiceSheet(self, theme)
        self.notes = NoteSheet(self, theme)
        for part, page in (
            (self.queue_pane, "queue"),
            (middle, "article"),
            (self.events_pane, "events"),
            (self.find_bar, "article"),
            (self.choices, "queue"),
            (self.notes, "queue"),
        ):
            part.setProperty("manual", page)
        self._more: list[Themed] = []  # of the parts that act, in the same look

    def set_theme(self, theme: Theme) -> None:
        """Take on another look, at the same place."""
        self.theme = theme
        parts: tuple[Themed, ...] = (
            self.top_bar,
            self.status_line,
            self.banner,
            self.progress,
            self.queue_pane,
            self.article_pane,
            self.events_pane,
            self.find_bar,
            self.choices,
            self.notes,
            *self._more,
        )
        for part in parts:
            part.set_theme(theme)
        room = self.width() or theme.px(sum(WIDTHS))
        for pane, least in zip(self._panes(), LEAST, strict=True):
            pane.setMinimumWidth(min(theme.px(least), round(room * least / sum(LEAST) * 0.9)))

    def show_read_only(self) -> None:
        """Let nothing be edited, and say so where it would be."""
        self.events_pane.set_read_only(True)
        self.read_only_shown.emit()

    def dock(self, panel: QWidget) -> None:
        """Give a panel its place under the article."""
        column = self._middle.layout()
        assert column is not None
        column.addWidget(panel)

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force wherever one is named."""
        self.keys = names
        keyed = (self.top_bar, self.status_line, self.queue_pane, self.article_pane)
        for part in (*keyed, self.events_pane, self.choices, self.notes):
            part.set_keys(names)

    def add_themed(self, part: Themed) -> None:
        """Let something take part in every change of the look."""
        self._more.append(part)

    def remove_themed(self, part: Themed) -> None:
        """Let something that is gone take no part in it any more."""
        self._more = [other for other in self._more if other is not part]

    def _panes(self) -> tuple[QWidget, QWidget, QWidget]:
        return self.queue_pane, self._middle, self.events_pane

    def share_room(self) -> None:
        """Give the panes their first widths, the text most of the room, whatever the size."""
        room = self.panes.width()
        wanted = [self.theme.px(width) for width in WIDTHS]
        over = max(0, sum(wanted) - room)
        if over:  # the text gives first, down to its share; then the other two
            wanted[1] = max(wanted[1] - over, round(room * TEXT_SHARE))
            left = room - wanted[1]
            if left < wanted[0] + wanted[2]:
                wanted[0], wanted[2] = left - 2 * left // 3, 2 * left // 3
        self.panes.setSizes(wanted)
