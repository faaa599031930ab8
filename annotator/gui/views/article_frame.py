"""The parts around an article's text: header line, hint, context menu, the page without one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStackedLayout, QWidget

from annotator.domain.events import Article, Segment, Segments
from annotator.domain.schema import Schema
from annotator.domain.text import headline_of
from annotator.gui.key_names import KeyNames
from annotator.gui.spoken import Role
from annotator.gui.theme import Mode, Theme, make_theme
from annotator.gui.views.article_view import ArticleView
from annotator.gui.views.context_menu import Entry, open_menu
from annotator.gui.views.empty_page import EmptyPage
from annotator.gui.views.hint import HintBox
from annotator.gui.views.hint_place import Surroundings
from annotator.gui.views.hint_words import Hint
from annotator.gui.views.mark_painter import MarkPainter
from annotator.gui.views.meta_line import DROP, MetaLine

_HINT_ROOM = 84  # pixels at 100 % that a hint takes under its line
_LETTER = re.compile(r"\S")


class ArticleFrame(QWidget):
    """Holds the text and what floats over it; what is marked in the text is its heir's matter."""

    spoken_as = Role.Pane

    command_requested = Signal(str)
    candidate_requested = Signal(str)  # digit of the candidate clicked in the hint
    details_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = make_theme(Mode.LIGHT)
        self._schema: Schema | None = None
        self._article: Article | None = None
        self._notice = ""
        self._menu_commands: tuple[Entry, ...] = ()
        self._build()
        self._wire()
        self._set_background()

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Article"))
        self.view = ArticleView(self._theme, MarkPainter((), self._theme))
        self.view.setAccessibleName(self.tr("Article text"))
        self.empty = EmptyPage(self._theme)
        self.header = MetaLine(self._theme, self.view.viewport())
        self.hint = HintBox(self._theme, self.view)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        self._show_page()

    def _wire(self) -> None:
        self.view.shifted.connect(self._place_floating)
        self.view.zoom_requested.connect(self._ask_zoom)
        self.header.details_requested.connect(self.details_requested)
        for part in (self.header, self.hint, self.empty):
            part.command_requested.connect(self.command_requested)
        self.hint.candidate_requested.connect(self.candidate_requested)

    # --- what the window hands in ----------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take on another look; text, caret, focus and place stay."""
        if theme == self._theme:
            return
        self._theme = theme
        self._set_background()
        for part in (self.header, self.hint, self.empty):
            part.set_theme(theme)
        self.view.set_theme(theme, self._mark_painter())
        self._place_floating()

    def set_empty(self, title: str, text: str, commands: Sequence[tuple[str, str]] = ()) -> None:
        """What stands here while no article does; each command is an id and its label."""
        self.empty.show_message(title, text, commands)
        self._show_page()

    def set_notice(self, text: str) -> None:
        """A few muted words at the end of the header line, e.g. why nothing is suggested."""
        if text != self._notice:
            self._notice = text
            self._show_header()

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self.header.set_date_key(names.of("article.details"))
        walks = self.tr("{} walks the suggestions; Shift and arrows select text")
        self.view.setAccessibleDescription(names.told(walks, "suggestion.next"))

    def set_context_commands(self, commands: Sequence[Entry]) -> None:
        """What a right click offers: id, label, keys; an empty id draws a line."""
        self._menu_commands = tuple(commands)

    def set_hint(self, hint: Hint | None) -> None:
        """Say something under the focused suggestion or the selection; None: nothing."""
        self.hint.set_hint(hint)
        self._place_hint()

    # --- for the heir ----------------------------------------------------------------------------

    def _hint_anchor(self) -> Segments:
        """What the hint stands by."""
        return ()

    def _mark_painter(self) -> MarkPainter:
        return MarkPainter(self._schema.mention_types if self._schema else (), self._theme)

    def _show_page(self) -> None:
        """The text, or what stands in its place; the keyboard goes there."""
        self._stack.setCurrentWidget(self.empty if self._article is None else self.view)
        first = self.empty.buttons[0] if self.empty.buttons else None
        self.setFocusProxy(self.view if self._article is not None or first is None else first)

    def _show_header(self) -> None:
        if self._article is not None:
            rightward = not self.view.starts_right
            self.header.set_article(self._article, notice=self._notice, rightward=rightward)
            self._place_header()

    def _scroll_to(self, segments: Segments) -> None:
        """Bring stretches into view with room for a hint; nothing moves when they are."""
        self.view.bring_into_view(segments, room=self._theme.px(_HINT_ROOM))

    def _open_menu(self, where: QPoint) -> None:
        if self._article is not None and self._menu_commands:
            open_menu(self, self._menu_commands, where, self.command_requested.emit)

    # --- inside ----------------------------------------------------------------------------------

    def _place_floating(self) -> None:
        if self._article is not None:
            self._place_header()
            self._place_hint()

    def _place_header(self) -> None:
        box = self.view.header_box()
        box.setHeight(self.header.height())
        self.header.setGeometry(box.translated(0, self._theme.px(DROP)))

    def _place_hint(self) -> None:
        boxes = self._anchor_boxes()
        if self.hint.hint is None or not boxes:
            self.hint.hide()
            return
        area = self.view.rect()
        area.setRight(area.right() - self.view.verticalScrollBar().width())
        header = self.header.geometry().translated(self.view.viewport().pos())
        on_headline = boxes[-1].bottom() < header.top()
        if on_headline and self.hint.stand_beside(boxes, self._around(area), self._lines_in):
            return
        self.hint.stand_by(
            boxes,
            area,
            avoid=header,
            lines=self._lines_in,
            rightward=not self.view.starts_right,
        )

    def _lines_in(self, box: QRect) -> list[QRect]:
        """The lines of text that reach into a part of the view."""
        moved = self.view.viewport().pos()
        return [line.translated(moved) for line in self.view.lines_in(box.translated(-moved))]

    def _around(self, area: QRect) -> Surroundings:
        """What stands around a hint on the headline: its lines, the header's words, the text."""
        article, moved = self._article, self.view.viewport().pos()
        assert article is not None
        end = len(headline_of(article.text))
        lines = self.view.boxes_of((Segment(0, end),))
        words = [box.translated(self.header.pos()) for box in self.header.boxes()]
        letter = _LETTER.search(article.text, end)
        below = self.view.boxes_of((Segment(*letter.span()),)) if letter else []
        foot = below[0].top() if below else self.header.geometry().bottom()
        taken = [box.translated(moved) for box in (*lines, *words)]
        rightward = not self.view.starts_right
        inside = self.hint.inside(area)
        return Surroundings(inside, taken, foot + moved.y(), rightward=rightward)

    def _anchor_boxes(self) -> list[QRect]:
        """Where the hint's anchor stands in the view; empty when it is out of sight."""
        boxes, port = self.view.boxes_of(self._hint_anchor()), self.view.viewport()
        if not any(port.rect().intersects(box) for box in boxes):
            return []
        return [box.translated(port.pos()) for box in boxes]

    def _set_background(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("background"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)

    def _ask_zoom(self, step: int) -> None:
        self.command_requested.emit("view.zoom_in" if step > 0 else "view.zoom_out")
