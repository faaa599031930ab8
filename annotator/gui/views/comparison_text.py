"""The article with the words of several coders: each with a colour and a line of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.domain.events import Article, Event, Segment, Segments, merge_segments
from annotator.domain.schema import Schema
from annotator.gui import plain_text
from annotator.gui.spoken import Role
from annotator.gui.team.comparison import Place, Settled
from annotator.gui.theme import NEAR, ROOM, SMALL, THIN, TIGHT, WIDE, Theme
from annotator.gui.views.article_view import ArticleView
from annotator.gui.views.coder_looks import EVERYBODY, coder_color, coder_type, coder_types
from annotator.gui.views.flow_layout import FlowLayout
from annotator.gui.views.mark_painter import MarkPainter
from annotator.gui.views.marks import Mark, MarkIndex, Situation, Use
from annotator.gui.views.meta_line import DROP, MetaLine

_HERE, _ELSEWHERE, _QUIET = 1, 2, 3  # events as the painter knows them
_FIELD, _OTHER_FIELD = 1, 2  # and values
_BORDERS = ("solid", "dashed", "dotted")


class ComparisonText(QWidget):
    """Words that the coders marked alike are quiet, others stand out; so does what is in focus."""

    spoken_as = Role.Pane

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._schema: Schema | None = None
        self._coders: list[str] = []
        self.setAccessibleName(self.tr("Article"))
        self.legend = QWidget()
        self._around = QVBoxLayout(self.legend)
        names = QWidget()
        self._legend = FlowLayout(names, gap=ROOM)
        self._around.addWidget(names)
        self.view = ArticleView(theme, MarkPainter((), theme))
        self.view.setAccessibleName(self.tr("Article text"))
        self.setFocusProxy(self.view)
        self.header = MetaLine(theme, self.view.viewport())
        self.header.setEnabled(False)  # it is only read here
        self.header.hide()
        self.view.shifted.connect(self._place_header)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.legend)
        column.addWidget(self.view, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look; text and place stay."""
        self._theme = theme
        self.view.set_theme(theme, self._painter())
        self.header.set_theme(theme)
        self._place_header()
        self._fill_legend()

    def _painter(self) -> MarkPainter:
        return MarkPainter(coder_types(self._theme, len(self._coders)), self._theme, styled=True)

    def show_article(self, schema: Schema, article: Article, names: Sequence[str]) -> None:
        """Show a text from its top; ``names`` are what the coders are called, left to right."""
        self._schema = schema
        self.set_names(names)
        self.view.show_text(article.text)
        self.header.set_article(article, rightward=not self.view.starts_right)
        self.header.show()
        self._place_header()

    def _place_header(self) -> None:
        box = self.view.header_box()
        box.setHeight(self.header.height())
        self.header.setGeometry(box.translated(0, self._theme.px(DROP)))

    def set_names(self, names: Sequence[str]) -> None:
        """Call the coders so from now on."""
        self._coders = list(names)
        self.view.set_painter(self._painter())
        self._fill_legend()

    def _fill_legend(self) -> None:
        while (item := self._legend.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        px = self._theme.px
        self._around.setContentsMargins(px(ROOM), px(NEAR), px(ROOM), px(TIGHT))
        for number, name in enumerate(self._coders):
            self._legend.addWidget(self._name(number, name))
        both = plain_text.label(self.tr("grey: marked alike"))
        both.setStyleSheet(f"color: {self._theme.tokens.muted}; font-size: {px(SMALL)}px;")
        self._legend.addWidget(both)

    def _name(self, number: int, name: str) -> QLabel:
        px, color = self._theme.px, coder_color(self._theme, number).name()
        made = plain_text.label(name)
        made.setStyleSheet(
            f"color: {color}; font-weight: 600; font-size: {px(SMALL)}px; border: none;"
            f" border-bottom: {px(THIN)}px {_BORDERS[number % len(_BORDERS)]} {color};"
        )
        return made

    # --- marks -----------------------------------------------------------------------------------

    def show_marks(
        self, events: Sequence[Settled], coders: Sequence[str], place: Place | None
    ) -> None:
        """Mark the words of every coder, those of the place in focus most."""
        marks = [
            mark for settled in events for mark in self._marks(settled, coders, place or ("", ""))
        ]
        types = {EVERYBODY, *(coder_type(number) for number in range(len(coders)))}
        index = MarkIndex(marks=marks, offsets=self.view.offsets, types=types)
        situation = Situation(_HERE, _FIELD, hovered=frozenset({_ELSEWHERE}))
        self.view.set_marks(index, situation)

    def look_at(self, events: Sequence[Settled], place: Place | None) -> None:
        """Bring the words of a place into view."""
        settled = next((one for one in events if place and one.key == place[0]), None)
        if settled is None or place is None:
            return
        events_there = [*settled.sources(), *([settled.result] if settled.result else [])]
        words = _words(events_there, place[1])
        if words:
            self.view.bring_into_view(words, room=self._theme.px(WIDE))

    def _marks(self, settled: Settled, coders: Sequence[str], place: Place) -> Iterator[Mark]:
        assert self._schema is not None
        held = settled.aligned.events if settled.aligned else {}
        here = settled.key == place[0]
        for slot in self._schema.slots:
            by_coder = [_of_slot(held.get(name), slot.name) for name in coders]
            every = set(by_coder[0]).intersection(*by_coder[1:]) if by_coder else set()
            in_focus = here and slot.name == place[1]
            value = _FIELD if in_focus else _OTHER_FIELD
            for segments in sorted(every):
                event = _HERE if here else _QUIET
                yield Mark(EVERYBODY, segments, None, (Use(event, value, slot.key),))
            whose = _by_stretch(by_coder, every)
            for segments, numbers in whose.items():
                letters = slot.key + "".join(str(number + 1) for number in numbers)
                for number in numbers:  # each has a line, one has the letters
                    shown = letters if number == numbers[0] else ""
                    use = Use(_HERE if here else _ELSEWHERE, value, shown)
                    yield Mark(coder_type(number), segments, None, (use,))


def _of_slot(event: Event | None, slot: str) -> list[Segments]:
    """The stretches that an event has as evidence in a slot, each once."""
    fillers = event.in_slot(slot) if event is not None else ()
    return list(dict.fromkeys(m.segments for f in fillers for m in f.mentions if m.segments))


def _by_stretch(
    by_coder: Sequence[Sequence[Segments]], every: Collection[Segments]
) -> dict[Segments, list[int]]:
    """Which coders marked a stretch, of those that not all marked."""
    found: dict[Segments, list[int]] = {}
    for number, stretches in enumerate(by_coder):
        for segments in stretches:
            if segments not in every:
                found.setdefault(segments, []).append(number)
    return found


def _words(events: Sequence[Event], field: str) -> Segments:
    """The words of a field of some events, or of all their fields."""
    found: list[Segment] = [
        segment
        for event in events
        for filler in event.fillers
        if field in ("", filler.slot)
        for mention in filler.mentions
        for segment in mention.segments
    ]
    return merge_segments(found)[:1]
