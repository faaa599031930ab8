"""The events of the open article: cards, the active one unfolded, with the editor inside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from textwrap import shorten

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import rules
from annotator.domain.accepting import Row
from annotator.domain.events import Article, Coding, Event
from annotator.domain.schema import Schema
from annotator.domain.suggestions import Candidate
from annotator.gui import plain_text
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.theme import LIGHT, SMALL, Theme
from annotator.gui.views.attribute_editor import AttributeEditor
from annotator.gui.views.event_card import EventCard
from annotator.gui.views.events_header import EventsHeader
from annotator.gui.views.slot_editor import SlotEditor
from annotator.gui.views.suggested_list import SuggestedList


class EventsPane(QFrame):
    """Shows what it is given and signals what is wished; it changes nothing itself."""

    event_activated = Signal(int)
    row_activated = Signal(int, object)
    value_chosen = Signal(int, object, object, bool)
    attribute_chosen = Signal(int, str, object)
    reciprocal_toggled = Signal(int, bool)
    evidence_remove_requested = Signal(int, int)
    mention_requested = Signal(int)
    editor_closed = Signal()
    element_requested = Signal(str, str)  # slot, element to be put into the codebook
    command_requested = Signal(str)
    event_hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("eventsPane")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Events"))
        self._theme = Theme(LIGHT, dark=False)
        self._schema: Schema | None = None
        self._read_only = False
        self._recent: Mapping[str, tuple[str, ...]] = {}
        self._keys = default_names()
        self._article: Article | None = None
        self._coding: Coding | None = None
        self._active: int | None = None
        self._row: Row | None = None
        self._editing: tuple[int, Row, bool] | None = None
        self._cards: dict[int, EventCard] = {}
        self._build()
        self.set_theme(self._theme)

    def _build(self) -> None:
        self._header = EventsHeader(self._theme, self)
        self._header.command_requested.connect(self.command_requested)
        self._column = QVBoxLayout()
        inner = QWidget()
        inner.setObjectName("eventsInner")
        inner.setLayout(self._column)
        self._empty = QLabel()
        self._empty.setObjectName("eventsEmpty")
        self._empty.setWordWrap(True)
        self._column.addWidget(self._empty)
        self.suggested = SuggestedList()
        self._column.addWidget(self.suggested)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(inner)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._slot_editor = SlotEditor(self)
        self._slot_editor.hide()
        self._slot_editor.taken.connect(self._take)
        self._slot_editor.taken_and_next.connect(self._take)
        self._slot_editor.unknown_requested.connect(self._take_unknown)
        self._slot_editor.closed.connect(self._editor_left)
        self._slot_editor.grown.connect(lambda: self._area.ensureWidgetVisible(self._slot_editor))
        self._attribute_editor = AttributeEditor(self)
        self._attribute_editor.hide()
        self._attribute_editor.taken.connect(self._take_attribute)
        self._attribute_editor.closed.connect(self._editor_left)
        self._attribute_editor.grown.connect(
            lambda: self._area.ensureWidgetVisible(self._attribute_editor)
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addWidget(self._area, 1)

    # --- what it shows -------------------------------------------------------------------------

    def set_schema(self, schema: Schema) -> None:
        """Show events of another schema."""
        self.close_editor(quiet=True)
        self._schema = schema
        self._slot_editor.set_schema(schema)
        self.suggested.set_schema(schema)
        for card in self._cards.values():
            card.deleteLater()
        self._cards.clear()

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self._keys = names
        self._header.set_keys(names)
        self.suggested.set_keys(names)
        self._slot_editor.set_keys(names)
        self._attribute_editor.set_keys(names)
        for card in self._cards.values():
            card.set_keys(names)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        t, px = theme.tokens, theme.px
        self._column.setContentsMargins(px(16), px(4), px(16), px(16))
        self._column.setSpacing(px(10))
        self._header.set_theme(theme)
        self.setStyleSheet(
            f"#eventsPane, #eventsInner {{ background: {t.background}; }}"
            f" #eventsPane:focus {{ border-left: {px(2)}px solid {t.accent}; }}"
            f" #eventsCount {{ color: {t.muted}; font-size: {px(SMALL)}px; font-weight: 600;"
            f" letter-spacing: {px(1)}px; }}"
            f" #eventsEmpty {{ color: {t.muted}; padding: {px(16)}px {px(4)}px; }}"
        )
        self._slot_editor.set_theme(theme)
        self._attribute_editor.set_theme(theme)
        self.suggested.set_theme(theme)
        self._refresh()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a setter
        """Let nothing be edited."""
        self._read_only = read_only
        self._header.set_read_only(read_only)
        self.suggested.set_read_only(read_only)

    def set_recent(self, recent: Mapping[str, tuple[str, ...]]) -> None:
        """The codes used lately in each slot, latest first."""
        self._recent = recent

    def show_coding(
        self,
        article: Article | None,
        coding: Coding | None,
        *,
        active_event_id: int | None,
        row: Row | None,
    ) -> None:
        """Show a coding's events; only cards that changed are touched."""
        moved = active_event_id != self._active
        self._article, self._coding = article, coding
        self._active, self._row = active_event_id, row
        if self._editing is not None and not self._still_there(*self._editing[:2]):
            self.close_editor()
        self._refresh()
        if moved and active_event_id in self._cards:
            QTimer.singleShot(0, self._reveal)

    def _still_there(self, event_id: int, row: Row) -> bool:
        event = self._coding.event(event_id) if self._coding else None
        if event is None or event_id != self._active:
            return False
        return row.filler_id is None or any(f.id == row.filler_id for f in event.fillers)

    def _refresh(self) -> None:
        if self._schema is None:
            return
        events = self._coding.events if self._coding else ()
        comments = self._coding.comments if self._coding else ()
        wanted = {event.id for event in events}
        for gone in [event_id for event_id in self._cards if event_id not in wanted]:
            self._cards.pop(gone).deleteLater()
        for place, event in enumerate(events):
            card = self._card(event)
            if self._column.indexOf(card) != place + 1:
                self._column.removeWidget(card)
                self._column.insertWidget(place + 1, card)
            active = event.id == self._active
            card.show_event(event, self._theme, active=active, row=self._row, comments=comments)
        self._say_count(len(events))

    def _say_count(self, number: int) -> None:
        self._header.say_count(number)
        self._empty.setVisible(not number)
        if self._article is None:
            self._empty.setText(self.tr("No article is open."))
        elif self._coding is not None and self._coding.unaided:
            unaided = self.tr(
                "No event yet.\n\n{}  starts one; then select words with Shift and the arrows,"
                " and press the letter of a slot.\n\n{}  nothing to code here."
            )
            self._empty.setText(self._keys.told(unaided, "event.new", "article.nothing"))
        else:
            aided = self.tr(
                "No event yet.\n\n{}  starts one; then {} walks the suggestions and {} puts"
                " the focused one into the slot shown.\n\n{}  nothing to code here."
            )
            named = ("event.new", "suggestion.next", "suggestion.accept", "article.nothing")
            self._empty.setText(self._keys.told(aided, *named))

    def _card(self, event: Event) -> EventCard:
        card = self._cards.get(event.id)
        if card is None:
            assert self._schema is not None
            card = EventCard(self._schema, self._theme)
            card.set_keys(self._keys)
            card.activated.connect(self._activate)
            card.row_activated.connect(self.row_activated)
            card.edit_requested.connect(self._edit)
            card.mention_requested.connect(self.mention_requested)
            card.menu_requested.connect(self._open_menu)
            card.attribute_requested.connect(self.open_attribute)
            card.reciprocal_toggled.connect(self.reciprocal_toggled)
            card.hovered.connect(self.event_hovered)
            self._cards[event.id] = card
        return card

    def _activate(self, event_id: int) -> None:
        if event_id != self._active:
            self.event_activated.emit(event_id)

    def _reveal(self) -> None:
        card = self._cards.get(self._active or 0)
        if card is not None:
            self._area.ensureWidgetVisible(card, 0, self._theme.px(12))

    def reveal(self, card: QWidget) -> None:
        """Scroll to something on the pane once it has its size; its head before its foot."""

        def scroll() -> None:
            self._area.ensureWidgetVisible(card, 0, 12)
            bar, inner = self._area.verticalScrollBar(), self._area.widget()
            top = card.mapTo(inner, QPoint(0, -self._theme.px(12))).y() if inner else 0
            bar.setValue(min(bar.value(), top))

        QTimer.singleShot(0, card, scroll)

    # --- editors -------------------------------------------------------------------------------

    @property
    def editor_open(self) -> bool:
        """Whether a value or an attribute is being edited."""
        return self._slot_editor.isVisible() or self._attribute_editor.isVisible()

    def open_editor(
        self,
        event_id: int,
        row: Row,
        *,
        add: bool = False,
        words: str = "",
        candidates: tuple[Candidate, ...] = (),
    ) -> None:
        """Open the type-ahead under a row of the active card and give it the keyboard."""
        event = self._coding.event(event_id) if self._coding else None
        card = self._cards.get(event_id)
        if event is None or card is None or self._read_only or self._schema is None:
            return
        self.close_editor(quiet=True)
        self._editing = (event_id, row, add)
        filler = None if add else next((f for f in event.fillers if f.id == row.filler_id), None)
        self._put_below(card, row, self._slot_editor)
        self._slot_editor.open_for(
            self._schema.slot(row.slot),
            article=self._article,
            value=filler.value if filler else None,
            words=words,
            recent=self._recent.get(row.slot, ()),
            candidates=candidates,
        )
        QTimer.singleShot(0, lambda: self._area.ensureWidgetVisible(self._slot_editor))

    def _put_below(self, card: EventCard, row: Row | None, editor: QWidget) -> None:
        line = card.row_widget(row) or card.last_row(row.slot) if row is not None else None
        place = card.body.indexOf(line) + 1 if line is not None else card.body.count()
        card.body.insertWidget(place, editor)

    def _edit(self, event_id: int, row: Row) -> None:
        self.row_activated.emit(event_id, row)
        self.command_requested.emit("filler.edit")

    def _open_menu(self, event_id: int, row: Row, where: QPoint) -> None:
        """Offer what can be done with a value, its pieces of evidence among it."""
        if not self._read_only:
            self.value_menu(event_id, row).popup(where)

    def value_menu(self, event_id: int, row: Row) -> QMenu:
        """The menu of one value: edit it, delete it, take a piece of evidence away."""
        event = self._coding.event(event_id) if self._coding else None
        filler = next((f for f in event.fillers if f.id == row.filler_id), None) if event else None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Edit the value"), partial(self._edit, event_id, row))
        if filler is None:
            return menu
        delete = partial(self.command_requested.emit, "filler.delete")
        menu.addAction(self.tr("Delete the value"), delete)
        for mention in filler.mentions:
            words = shorten(mention.quote, 40, placeholder="…")
            text = plain_text.button(self.tr("Take away the evidence “{}”").format(words))
            remove = partial(self.evidence_remove_requested.emit, filler.id, mention.id)
            menu.addAction(text, remove)
        return menu

    def open_attribute(self, name: str) -> None:
        """Open an attribute's choices on the active card."""
        event = self._coding.event(self._active) if self._coding else None
        if event is None or self._read_only or self._schema is None:
            return
        self.close_editor(quiet=True)
        card = self._cards[event.id]
        self._put_below(card, None, self._attribute_editor)
        schema, attribute = self._schema, self._schema.attribute(name)
        facts = rules.facts_of(schema, event)
        self._attribute_editor.open_for(
            attribute,
            event.attribute(name),
            choices=rules.choices(schema, attribute, facts),
            published=self._article.published if self._article else None,
            language=self._article.language if self._article else "",
            ask=lambda values: rules.to_confirm(schema, facts, name, values),
        )
        QTimer.singleShot(0, lambda: self._area.ensureWidgetVisible(self._attribute_editor))

    def close_editor(self, *, quiet: bool = False) -> None:
        """Close what is being edited without a result."""
        was_open = self.editor_open
        self._editing = None
        for editor in (self._slot_editor, self._attribute_editor):
            editor.blockSignals(True)  # closing it here is no wish of the user
            editor.hide()
            editor.setParent(self)
            editor.blockSignals(False)
        if was_open and not quiet:
            if (card := self._cards.get(self._active or 0)) is not None:
                self.reveal(card)  # its head, which the open list had pushed out of sight
            self.editor_closed.emit()

    def _take(self, value: object) -> None:
        if self._editing is None:
            return
        event_id, row, add = self._editing
        self.close_editor()
        self.value_chosen.emit(event_id, row, value, add)

    def _take_unknown(self, value: object, element: str) -> None:
        slot = self._editing[1].slot if self._editing else ""
        self._take(value)
        if slot:
            self.element_requested.emit(slot, element)

    def _take_attribute(self, name: str, values: object) -> None:
        event_id = self._active
        self.close_editor()
        if event_id is not None:
            self.attribute_chosen.emit(event_id, name, values)

    def _editor_left(self) -> None:
        self.close_editor()
