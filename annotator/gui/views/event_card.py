"""One event on a card: a sentence, and for the active event one line per value."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.domain import rules
from annotator.domain.accepting import Row
from annotator.domain.attribute_values import shown
from annotator.domain.events import Comment, Event, Filler
from annotator.domain.schema import Attribute, AttributeType, Schema, Slot
from annotator.domain.sentence import oddities, sentence
from annotator.domain.talk import Subject, talk_of
from annotator.domain.values import CodeValue, Provenance
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.theme import CARD_RADIUS, ROW_RADIUS, SMALL, UI, Theme
from annotator.gui.views.filler_row import FillerRow, RowLook
from annotator.gui.views.flow_layout import FlowLayout
from annotator.gui.views.row_looks import filler_look, slot_color
from annotator.gui.views.runs_label import RunsLabel
from annotator.gui.views.talk_look import TalkLook, TalkMark, talk_look


class EventCard(QFrame):
    """Compact for other events, unfolded for the active one."""

    activated = Signal(int)
    row_activated = Signal(int, object)
    edit_requested = Signal(int, object)
    mention_requested = Signal(int)
    menu_requested = Signal(int, object, object)  # event, row, place on the screen
    attribute_requested = Signal(str)
    reciprocal_toggled = Signal(int, bool)
    hovered = Signal(object)  # event id, None when the mouse leaves

    def __init__(self, schema: Schema, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._schema = schema
        self._theme = theme
        self.event_id = 0
        self._names = default_names()
        self._shown: tuple[object, ...] = ()
        self._rows: list[FillerRow] = []
        self._chips: list[QToolButton] = []
        self._talk: dict[Subject, TalkLook | None] = {}
        self.sentence = RunsLabel()
        self._codes = QLabel()
        self._codes.setTextFormat(Qt.TextFormat.PlainText)
        self._codes.setObjectName("cardCodes")
        self._codes.setWordWrap(True)
        self._warnings = QLabel()
        self._warnings.setTextFormat(Qt.TextFormat.PlainText)
        self._warnings.setObjectName("cardWarnings")
        self._warnings.setWordWrap(True)
        self.body = QVBoxLayout()
        self._chip_box = QWidget()
        self._chip_flow = FlowLayout(self._chip_box)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.sentence)
        line = QHBoxLayout()
        self.talk = TalkMark(theme)
        line.addWidget(self.talk, 0, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(self._codes)
        line.addWidget(self._warnings, 1)
        self._layout.addLayout(line)
        self._layout.addLayout(self.body)
        self._layout.addWidget(self._chip_box)

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force from the next showing on."""
        if names != self._names:
            self._names, self._shown = names, ()

    # --- showing -------------------------------------------------------------------------------

    def show_event(
        self,
        event: Event,
        theme: Theme,
        *,
        active: bool,
        row: Row | None,
        comments: Sequence[Comment] = (),
    ) -> None:
        """Show an event with what is said about it; nothing happens when it is shown already."""
        wanted = (event, theme, active, row if active else None, comments)
        if wanted == self._shown:
            return
        restyle = not self._shown or (theme, active) != (self._shown[1], self._shown[2])
        self._shown = wanted
        self.event_id, self._theme = event.id, theme
        if restyle:
            self._style(active=active)
        found = oddities(self._schema, event)
        self.sentence.show_runs(sentence(self._schema, event), theme)
        self._warnings.setText(" · ".join(found))
        self._warnings.setVisible(bool(found))
        self._talk = {about: talk_look(talk) for about, talk in talk_of(comments).items()}
        self.talk.show_look(self._talk.get(Subject(event_id=event.id)), theme)
        codes = "" if active else self._code_line(event)
        self._codes.setText(codes)
        self._codes.setVisible(bool(codes))
        self._show_rows(event, row if active else None, active=active)
        self._show_chips(event, active=active)
        said = self.sentence.text + (f". {self._warnings.text()}" if found else "")
        said += f". {self.talk.look.said}" if self.talk.look else ""
        self.setAccessibleName(self.tr("Event: {}").format(said))

    def _style(self, *, active: bool) -> None:
        t, px = self._theme.tokens, self._theme.px
        edge = f"{px(2)}px solid {t.accent}" if active else f"1px solid {t.line}"
        pad = px(12) if active else px(13)
        self._layout.setContentsMargins(pad, pad, pad, pad)
        self._layout.setSpacing(px(6))
        self.body.setSpacing(0)
        self.setStyleSheet(
            f"#card {{ background: {t.surface}; border: {edge};"
            f" border-radius: {px(CARD_RADIUS)}px; }}"
            f" #cardCodes {{ color: {t.muted}; font-size: {px(UI - 1)}px; }}"
            f" #cardWarnings {{ color: {t.warning}; font-size: {px(UI - 1)}px; }}"
            f" #chip {{ color: {t.muted}; border: 1px solid {t.line};"
            f" border-radius: {px(ROW_RADIUS)}px; padding: {px(2)}px {px(7)}px;"
            f" font-size: {px(SMALL + 1)}px; }}"
            f' #chip[decided="true"] {{ color: {t.text}; }}'
            f" #chip:hover {{ background: {t.accent_soft}; }}"
            f" #chip:focus {{ border-color: {t.accent}; }}"
        )

    def _code_line(self, event: Event) -> str:
        core = [self._schema.slot(name) for name in self._schema.summary]
        codes = [
            filler.value.code
            for slot in core
            for filler in event.in_slot(slot.name)
            if isinstance(filler.value, CodeValue)
        ]
        return "   ".join(codes)

    def _show_rows(self, event: Event, focus: Row | None, *, active: bool) -> None:
        looks = self._looks(event, focus) if active else []
        while len(self._rows) < len(looks):
            self._rows.append(self._new_row())
        for row, look in zip(self._rows, looks, strict=False):
            row.show_look(look, self._theme)
            row.show()
        for row in self._rows[len(looks) :]:
            row.hide()

    def _new_row(self) -> FillerRow:
        row = FillerRow()
        row.activated.connect(lambda which: self.row_activated.emit(self.event_id, which))
        row.edit_requested.connect(lambda which: self.edit_requested.emit(self.event_id, which))
        row.mention_requested.connect(self.mention_requested)
        row.menu_requested.connect(
            lambda which, where: self.menu_requested.emit(self.event_id, which, where)
        )
        self.body.addWidget(row)
        return row

    def _looks(self, event: Event, focus: Row | None) -> list[RowLook]:
        looks: list[RowLook] = []
        facts = rules.facts_of(self._schema, event)
        for slot in self._schema.slots:
            fillers = event.in_slot(slot.name)
            wanted = slot.name in self._schema.summary and rules.applies(self._schema, slot, facts)
            wanted = wanted or (focus is not None and focus.slot == slot.name)
            if not fillers and wanted:
                looks.append(self._empty_look(slot, event, focus))
            for place, filler in enumerate(fillers):
                focused = focus == Row(slot.name, filler.id)
                looks.append(
                    filler_look(
                        self._schema,
                        self._theme,
                        slot,
                        filler,
                        first=place == 0,
                        focused=focused,
                        talk=self._said_about(filler),
                    )
                )
        return looks

    def _said_about(self, filler: Filler) -> TalkLook | None:
        """What is said about the words of a value, the first of them that has any."""
        looks = (self._talk.get(Subject(mention_id=m.id)) for m in filler.mentions)
        return next((look for look in looks if look is not None), None)

    def _empty_look(self, slot: Slot, event: Event, focus: Row | None) -> RowLook:
        row = Row(slot.name, None)
        dyad = self._schema.dyad
        words = "–"
        if event.reciprocal and dyad is not None and slot.name == dyad.target:
            words = self.tr("reciprocal")
        return RowLook(
            row,
            slot.key,
            slot.label,
            slot_color(self._schema, self._theme, slot),
            empty=words,
            focused=row == focus,
            hint=slot.help,
        )

    # --- attributes ----------------------------------------------------------------------------

    def _show_chips(self, event: Event, *, active: bool) -> None:
        wanted = self._chip_texts(event) if active else []
        while len(self._chips) < len(wanted):
            chip = QToolButton()
            chip.setObjectName("chip")
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._chip_flow.addWidget(chip)
            self._chips.append(chip)
        for chip, (text, tip, decided, action) in zip(self._chips, wanted, strict=False):
            chip.setText(text)
            chip.setToolTip(tip)
            chip.setAccessibleName(text)
            if chip.property("decided") != decided:
                chip.setProperty("decided", decided)
                chip.style().unpolish(chip)
                chip.style().polish(chip)
            if chip.property("wired"):
                chip.clicked.disconnect()
            chip.clicked.connect(action)
            chip.setProperty("wired", True)
            chip.show()
        for chip in self._chips[len(wanted) :]:
            chip.hide()
        self._chip_box.setVisible(bool(wanted))

    def _chip_texts(self, event: Event) -> list[tuple[str, str, bool, Callable[[], None]]]:
        chips: list[tuple[str, str, bool, Callable[[], None]]] = []
        if self._schema.reciprocal:
            on = event.reciprocal
            text = self.tr("⇄ reciprocal") if on else self.tr("⇄ one way")
            toggle = lambda: self.reciprocal_toggled.emit(event.id, not on)  # noqa: E731
            tip = self._names.tip(self.tr("The sides act on each other"), "event.reciprocal")
            chips.append((text, tip, on, toggle))
        facts = rules.facts_of(self._schema, event)
        chips += [
            self._attribute_chip(event, attribute)
            for attribute in self._schema.attributes
            if attribute.name in facts or rules.applies(self._schema, attribute, facts)
        ]
        for slot in self._schema.slots:
            empty = slot.name not in self._schema.summary and not event.in_slot(slot.name)
            if empty and rules.applies(self._schema, slot, facts):
                row = Row(slot.name, None)
                ask = lambda row=row: self.edit_requested.emit(event.id, row)  # noqa: E731
                key = self._names.slot_key(slot)
                tip = self._names.tip(slot.help, f"slot.fill.{slot.name}") if slot.help else key
                chips.append((f"+ {slot.label} {key}".rstrip(), tip, False, ask))
        return chips

    def _attribute_chip(
        self, event: Event, attribute: Attribute
    ) -> tuple[str, str, bool, Callable[[], None]]:
        values = event.attribute(attribute.name)
        held = next((a for a in event.attributes if a.name == attribute.name), None)
        words = ", ".join(shown(attribute, value) for value in values)
        if attribute.type is AttributeType.TEXT:
            cut = words if len(words) <= 40 else f"{words[:39]}…"
            text = f"{attribute.label}: {cut}" if words else f"+ {attribute.label}"
        else:
            text = f"{attribute.label}: {words or '–'}"
        default = held is not None and held.provenance is Provenance.DEFAULT
        if default:
            text += self.tr(" (default)")
        tip = f"{attribute.help} ({attribute.key})" if attribute.key else attribute.help
        ask = lambda: self.attribute_requested.emit(attribute.name)  # noqa: E731
        return text, tip, bool(words) and not default, ask

    # --- mouse ---------------------------------------------------------------------------------

    def row_widget(self, row: Row) -> FillerRow | None:
        """The line of a row, None when it is not shown."""
        shown = (w for w in self._rows if not w.isHidden() and w.look is not None)
        return next((w for w in shown if w.look and w.look.row == row), None)

    def last_row(self, slot: str) -> FillerRow | None:
        """The last line of a slot."""
        shown = [w for w in self._rows if not w.isHidden() and w.look is not None]
        mine = [w for w in shown if w.look and w.look.row.slot == slot]
        return mine[-1] if mine else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the event active."""
        super().mousePressEvent(event)
        self.activated.emit(self.event_id)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the event's mentions in the text, lighter."""
        super().enterEvent(event)
        self.hovered.emit(self.event_id)

    def leaveEvent(self, event: object) -> None:
        """Show them no longer."""
        super().leaveEvent(event)  # type: ignore[arg-type]
        self.hovered.emit(None)
