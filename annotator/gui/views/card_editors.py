"""What is edited inside the active card: one value by typing ahead, or one attribute."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.domain import rules
from annotator.domain.accepting import Row
from annotator.domain.events import Article, Event
from annotator.domain.schema import Schema
from annotator.domain.suggestions import Candidate
from annotator.gui.key_names import KeyNames
from annotator.gui.theme import Theme
from annotator.gui.views.attribute_editor import AttributeEditor
from annotator.gui.views.event_card import EventCard
from annotator.gui.views.slot_editor import SlotEditor


class CardEditors(QObject):
    """The two editors of an events pane; at most one is open, in the card of the active event."""

    value_chosen = Signal(int, object, object, bool)  # event, row, value, whether it is added
    attribute_chosen = Signal(int, str, object)
    attribute_drafted = Signal(int, str, str)  # event, attribute, text
    element_requested = Signal(str, str)
    left = Signal()  # closed by the user, with or without a result
    to_be_seen = Signal(object)  # the editor that opened, or that grew

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self._pane = pane
        self._schema: Schema | None = None
        self._recent: Mapping[str, tuple[str, ...]] = {}
        self.editing: tuple[int, Row, bool] | None = None  # the value, while one is edited
        self._event_id = 0  # of the attribute that is edited
        self.draft_of: Callable[[int, str], str] = lambda _event, _name: ""
        self.slot_editor = SlotEditor(pane)
        self.attribute_editor = AttributeEditor(pane)
        self.slot_editor.taken.connect(self._take)
        self.slot_editor.taken_and_next.connect(self._take)
        self.slot_editor.unknown_requested.connect(self._take_unknown)
        self.attribute_editor.taken.connect(self._take_attribute)
        self.attribute_editor.drafted.connect(
            lambda name, text: self.attribute_drafted.emit(self._event_id, name, text)
        )
        for editor in (self.slot_editor, self.attribute_editor):
            editor.hide()
            editor.closed.connect(self.left)
            editor.grown.connect(lambda editor=editor: self.to_be_seen.emit(editor))

    def set_schema(self, schema: Schema) -> None:
        """Offer the codes of another schema."""
        self._schema = schema
        self.slot_editor.set_schema(schema)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.slot_editor.set_theme(theme)
        self.attribute_editor.set_theme(theme)

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self.slot_editor.set_keys(names)
        self.attribute_editor.set_keys(names)

    def set_recent(self, recent: Mapping[str, tuple[str, ...]]) -> None:
        """The codes used lately in each slot, latest first."""
        self._recent = recent

    @property
    def is_open(self) -> bool:
        """Whether a value or an attribute is being edited."""
        return self.slot_editor.isVisible() or self.attribute_editor.isVisible()

    def open_value(
        self,
        card: EventCard,
        event: Event,
        row: Row,
        *,
        article: Article | None,
        add: bool,
        words: str,
        candidates: tuple[Candidate, ...],
    ) -> None:
        """Open the type-ahead under a row of a card and give it the keyboard."""
        assert self._schema is not None
        self.editing = (event.id, row, add)
        filler = None if add else next((f for f in event.fillers if f.id == row.filler_id), None)
        _put_below(card, row, self.slot_editor)
        self.slot_editor.open_for(
            self._schema.slot(row.slot),
            article=article,
            value=filler.value if filler else None,
            words=words,
            recent=self._recent.get(row.slot, ()),
            candidates=candidates,
        )
        self._show_soon(self.slot_editor)

    def open_attribute(
        self, card: EventCard, event: Event, name: str, *, article: Article | None
    ) -> None:
        """Open an attribute's choices on a card."""
        assert self._schema is not None
        self._event_id = event.id
        _put_below(card, None, self.attribute_editor)
        schema, attribute = self._schema, self._schema.attribute(name)
        facts = rules.facts_of(schema, event)
        self.attribute_editor.open_for(
            attribute,
            event.attribute(name),
            choices=rules.choices(schema, attribute, facts),
            published=article.published if article else None,
            language=article.language if article else "",
            ask=lambda values: rules.to_confirm(schema, facts, name, values),
            draft=self.draft_of(event.id, name),
        )
        self._show_soon(self.attribute_editor)

    def close(self) -> bool:
        """Close what is being edited; whether anything was. Only a text that was typed is kept."""
        self.attribute_editor.keep_text()
        was_open, self.editing = self.is_open, None
        for editor in (self.slot_editor, self.attribute_editor):
            editor.blockSignals(True)  # closing it here is no wish of the user
            editor.hide()
            editor.setParent(self._pane)
            editor.blockSignals(False)
        return was_open

    def _show_soon(self, editor: QWidget) -> None:
        QTimer.singleShot(0, self, lambda: self.to_be_seen.emit(editor))

    def _take(self, value: object) -> None:
        if self.editing is None:
            return
        event_id, row, add = self.editing
        self.left.emit()
        self.value_chosen.emit(event_id, row, value, add)

    def _take_unknown(self, value: object, element: str) -> None:
        slot = self.editing[1].slot if self.editing else ""
        self._take(value)
        if slot:
            self.element_requested.emit(slot, element)

    def _take_attribute(self, name: str, values: object) -> None:
        self.left.emit()
        self.attribute_chosen.emit(self._event_id, name, values)


def _put_below(card: EventCard, row: Row | None, editor: QWidget) -> None:
    line = card.line_of(row) if row is not None else None
    place = card.body.indexOf(line) + 1 if line is not None else card.body.count()
    card.body.insertWidget(place, editor)
