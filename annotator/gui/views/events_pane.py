"""The events of the open article: cards, the active one unfolded, with the editor inside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from textwrap import shorten

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.accepting import Row
from annotator.domain.coding_checks import Finding
from annotator.domain.direction import isolated
from annotator.domain.events import Article, Coding, Event
from annotator.domain.schema import Schema
from annotator.domain.suggestions import Candidate
from annotator.gui import plain_text
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.spoken import Role
from annotator.gui.theme import LIGHT, ROOM, STEP, THIN, TIGHT, WIDE, Theme
from annotator.gui.views.card_editors import CardEditors
from annotator.gui.views.event_card import EventCard
from annotator.gui.views.events_head import EventsHead
from annotator.gui.views.suggested_list import SuggestedList


class EventsPane(QFrame):
    """Shows what it is given and signals what is wished; it changes nothing itself."""

    spoken_as = Role.Pane
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
    link_opened = Signal(object)  # LinkedEvent
    event_hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("eventsPane")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Events"))
        self._theme = Theme(LIGHT, dark=False)
        self._schema: Schema | None = None
        self._read_only = False
        self._keys = default_names()
        self._article: Article | None = None
        self._coding: Coding | None = None
        self._active: int | None = None
        self._row: Row | None = None
        self._findings: dict[int, tuple[Finding, ...]] = {}
        self._cards: dict[int, EventCard] = {}
        self._build()
        self.set_theme(self._theme)

    def _build(self) -> None:
        self.head = EventsHead()
        self.head.command_requested.connect(self.command_requested)
        self._column = QVBoxLayout()
        inner = QWidget()
        inner.setObjectName("eventsInner")
        inner.setLayout(self._column)
        self._empty = QLabel()
        self._empty.setObjectName("eventsEmpty")
        self._empty.setWordWrap(True)
        self._empty.setIndent(0)  # in line with the head
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
        self.editors = CardEditors(self)
        self.editors.left.connect(self.close_editor)
        self.editors.to_be_seen.connect(self._reveal_editor)
        self.editors.value_chosen.connect(self.value_chosen)
        self.editors.attribute_chosen.connect(self.attribute_chosen)
        self.editors.element_requested.connect(self.element_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._area, 1)

    # --- what it shows -------------------------------------------------------------------------

    def set_schema(self, schema: Schema) -> None:
        """Show events of another schema."""
        self.close_editor(quiet=True)
        self._schema = schema
        self.editors.set_schema(schema)
        self.suggested.set_schema(schema)
        for card in self._cards.values():
            card.deleteLater()
        self._cards.clear()

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self._keys = names
        self.head.set_keys(names)
        self.suggested.set_keys(names)
        self.editors.set_keys(names)
        for card in self._cards.values():
            card.set_keys(names)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        t, px = theme.tokens, theme.px
        self._column.setContentsMargins(px(ROOM), px(TIGHT), px(ROOM), px(ROOM))
        self._column.setSpacing(px(STEP))
        self.setStyleSheet(
            f"#eventsPane, #eventsInner {{ background: {t.background}; }}"
            f" #eventsPane:focus {{ border-left: {px(THIN)}px solid {t.accent}; }}"
            f" #eventsEmpty {{ color: {t.muted}; padding: {px(ROOM)}px 0; }}"
        )
        self.head.set_theme(theme)
        self.editors.set_theme(theme)
        self.suggested.set_theme(theme)
        self._refresh()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a setter
        """Let nothing be edited."""
        self._read_only = read_only
        self.head.set_read_only(read_only)
        for card in self._cards.values():
            card.set_read_only(read_only)
        self.suggested.set_read_only(read_only)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be edited."""
        return self._read_only

    def set_recent(self, recent: Mapping[str, tuple[str, ...]]) -> None:
        """The codes used lately in each slot, latest first."""
        self.editors.set_recent(recent)

    def show_coding(
        self,
        article: Article | None,
        coding: Coding | None,
        *,
        active_event_id: int | None,
        row: Row | None,
        findings: Sequence[Finding] = (),
    ) -> None:
        """Show a coding's events and what is to be looked at in them.

        Only cards that changed are touched.
        """
        moved = active_event_id != self._active
        self._article, self._coding = article, coding
        self._active, self._row = active_event_id, row
        self._findings = {}
        for finding in findings:
            held = self._findings.get(finding.event_id, ())
            self._findings[finding.event_id] = (*held, finding)
        editing = self.editors.editing
        if editing is not None and not self._still_there(*editing[:2]):
            self.close_editor()
        self._refresh()
        if moved and active_event_id in self._cards:
            QTimer.singleShot(0, self, self._reveal)

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
            card = self._cards.pop(gone)
            card.hide()  # at once: it is deleted later, and not to be painted till then
            card.deleteLater()
        for place, event in enumerate(events):
            card = self._card(event)
            if self._column.indexOf(card) != place + 1:
                self._column.removeWidget(card)
                self._column.insertWidget(place + 1, card)
            active = event.id == self._active
            found = self._findings.get(event.id, ())
            card.show_event(
                event,
                self._theme,
                active=active,
                row=self._row,
                findings=found,
                comments=comments,
            )
        self._say_count(len(events))

    def _say_count(self, number: int) -> None:
        self.head.say(number, sum(map(len, self._findings.values())))
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
            card.set_read_only(self._read_only)
            card.activated.connect(self._activate)
            card.row_activated.connect(self.row_activated)
            card.edit_requested.connect(self._edit)
            card.mention_requested.connect(self.mention_requested)
            card.menu_requested.connect(self._open_menu)
            card.attribute_requested.connect(self.open_attribute)
            card.reciprocal_toggled.connect(self.reciprocal_toggled)
            card.link_opened.connect(self.link_opened)
            card.hovered.connect(self.event_hovered)
            self._cards[event.id] = card
        return card

    def _activate(self, event_id: int) -> None:
        if event_id != self._active:
            self.event_activated.emit(event_id)

    def _reveal(self) -> None:
        card = self._cards.get(self._active or 0)
        if card is not None:
            self._area.ensureWidgetVisible(card, 0, self._theme.px(STEP))

    def reveal_row(self, event_id: int, row: Row) -> None:
        """Scroll to a line of a card, once the card is unfolded."""

        def scroll() -> None:
            card = self._cards.get(event_id)
            line = card.row_widget(row) if card is not None else None
            if line is not None:
                self._area.ensureWidgetVisible(line, 0, self._theme.px(WIDE))

        QTimer.singleShot(0, self, scroll)

    def reveal(self, card: QWidget, head: QWidget | None = None) -> None:
        """Scroll to something on the pane once it has its size; its head before its foot."""
        first = head or card

        def scroll() -> None:
            bar, inner = self._area.verticalScrollBar(), self._area.widget()
            if inner is None or not inner.isAncestorOf(card):  # it may have been closed meanwhile
                return
            self._area.ensureWidgetVisible(card, 0, 12)
            if inner.isAncestorOf(first):
                top = first.mapTo(inner, QPoint(0, -self._theme.px(STEP))).y()
                bar.setValue(min(bar.value(), top))

        QTimer.singleShot(0, card, scroll)

    def _reveal_editor(self, editor: QWidget) -> None:
        """Scroll to an open editor, the line that it belongs to above it."""
        editing = self.editors.editing
        card = self._cards.get(editing[0]) if editing is not None else None
        self.reveal(editor, card.line_of(editing[1]) if card and editing else None)

    # --- editors -------------------------------------------------------------------------------

    @property
    def editor_open(self) -> bool:
        """Whether a value or an attribute is being edited."""
        return self.editors.is_open

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
        self.editors.open_value(
            card,
            event,
            row,
            article=self._article,
            add=add,
            words=words,
            candidates=candidates,
        )

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
        menu.addAction(
            self.tr("Delete the value"), partial(self.command_requested.emit, "filler.delete")
        )
        for mention in filler.mentions:
            words = isolated(shorten(mention.quote, 40, placeholder="…"))
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
        self.editors.open_attribute(self._cards[event.id], event, name, article=self._article)

    def close_editor(self, *, quiet: bool = False) -> None:
        """Close what is being edited without a result."""
        if self.editors.close() and not quiet:
            if (card := self._cards.get(self._active or 0)) is not None:
                self.reveal(card)  # its head, which the open list had pushed out of sight
            self.editor_closed.emit()
