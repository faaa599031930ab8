"""One event on a card: a sentence, and for the active event one line per value."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QIcon, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.domain import rules
from annotator.domain.accepting import Row
from annotator.domain.attribute_values import is_default, shown
from annotator.domain.coding_checks import Finding, remarks
from annotator.domain.events import Comment, Event, Filler
from annotator.domain.rules import RECIPROCAL
from annotator.domain.schema import Attribute, AttributeType, Schema, Slot
from annotator.domain.sentence import sentence
from annotator.domain.talk import Subject, talk_of
from annotator.domain.values import CodeValue
from annotator.gui import icons
from annotator.gui import read_only as read_only_words
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.spoken import Role
from annotator.gui.theme import (
    CARD_RADIUS,
    HAIR,
    ICON,
    NEAR,
    ROW_RADIUS,
    SMALL,
    STEP,
    THIN,
    TIGHT,
    UI,
    Theme,
)
from annotator.gui.views.filler_row import FillerRow, RowLook
from annotator.gui.views.flow_layout import FlowLayout
from annotator.gui.views.link_lines import LinkLines
from annotator.gui.views.pressable import make_pressable
from annotator.gui.views.row_looks import filler_look, slot_color
from annotator.gui.views.runs_label import RunsLabel
from annotator.gui.views.talk_look import TalkLook, TalkMark, talk_look

Chip = tuple[str, str, str, bool, Callable[[], None]]  # field, words, tip, decided, what it does


class EventCard(QFrame):
    """Compact for other events, unfolded for the active one."""

    spoken_as = Role.Grouping

    activated = Signal(int)
    row_activated = Signal(int, object)
    edit_requested = Signal(int, object)
    mention_requested = Signal(int)
    menu_requested = Signal(int, object, object)  # event, row, place on the screen
    attribute_requested = Signal(str)
    reciprocal_toggled = Signal(int, bool)
    link_opened = Signal(object)  # LinkedEvent
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
        self._why = ""  # why no chip can be pressed
        self._chip_looks: dict[int, tuple[object, ...]] = {}  # by place, as they are shown
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
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._findings: tuple[Finding, ...] = ()
        self.body = QVBoxLayout()
        self._chip_box = QWidget()
        self._chip_flow = FlowLayout(self._chip_box)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.sentence)
        line = QHBoxLayout()
        self.talk = TalkMark(theme)
        line.addWidget(self.talk, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._codes, 1, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(line)
        line = QHBoxLayout()
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._warnings, 1)
        self._layout.addLayout(line)
        self._layout.addLayout(self.body)
        self._layout.addWidget(self._chip_box)
        self.links = LinkLines()
        self.links.opened.connect(self.link_opened)
        self._layout.addWidget(self.links)

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force from the next showing on."""
        if names != self._names:
            self._names, self._shown = names, ()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a setter
        """Let no attribute be chosen, and say why."""
        self._chip_box.setEnabled(not read_only)
        self._why, self._shown = read_only_words.sentence() if read_only else "", ()

    # --- showing -------------------------------------------------------------------------------

    def show_event(
        self,
        event: Event,
        theme: Theme,
        *,
        active: bool,
        row: Row | None,
        findings: tuple[Finding, ...] = (),
        comments: Sequence[Comment] = (),
    ) -> None:
        """Show an event with what is said about it and what is to be looked at in it.

        Nothing happens when all of it is shown already.
        """
        wanted = (event, theme, active, row if active else None, findings, comments)
        if wanted == self._shown:
            return
        restyle = not self._shown or (theme, active) != (self._shown[1], self._shown[2])
        self._shown = wanted
        self.event_id, self._theme = event.id, theme
        if restyle:
            self._style(active=active)
        self._findings = findings
        self.sentence.show_runs(sentence(self._schema, event), theme)
        self._talk = {about: talk_look(talk) for about, talk in talk_of(comments).items()}
        self.talk.show_look(self._talk.get(Subject(event_id=event.id)), theme)
        codes = "" if active else self._code_line(event)
        self._codes.setText(codes)
        self._codes.setVisible(bool(codes))
        self._show_rows(event, row if active else None, active=active)
        self._show_chips(event, active=active)
        self._show_warnings(event, active=active)
        self.links.show_links(event.links, theme)
        every = [self.sentence.text, *(f.sentence for f in findings if not f.missing)]
        said = ". ".join([*every, *remarks(self._schema, event)])
        said += f". {self.talk.look.said}" if self.talk.look else ""
        self.setAccessibleName(self.tr("Event: {}").format(said))

    def _show_warnings(self, event: Event, *, active: bool) -> None:
        """What no line of the card says: on a folded card all that the sentence leaves out."""
        shown = {w.look.row for w in self._rows if active and not w.isHidden() and w.look}
        chips = {a.name for a in self._schema.attributes} if active else set()
        found = [
            finding.sentence
            for finding in self._findings
            if finding.row not in shown
            and finding.field not in chips
            and not (finding.missing and finding.field in self._schema.summary)
        ]
        found += [words for words in remarks(self._schema, event) if words not in found]
        self._warnings.setText(" · ".join(found))
        self._warnings.setVisible(bool(found))
        self._sign.setVisible(any(f.sentence in found for f in self._findings))

    def _style(self, *, active: bool) -> None:
        t, px = self._theme.tokens, self._theme.px
        edge = f"{px(THIN)}px solid {t.accent}" if active else f"1px solid {t.line}"
        pad = px(STEP) + (0 if active else px(THIN) - px(HAIR))  # its edge is thinner
        self._layout.setContentsMargins(pad, pad, pad, pad)
        self._layout.setSpacing(px(NEAR))
        self.body.setSpacing(0)
        ratio = self.devicePixelRatioF()
        sign = icons.pixmap("warning", self._theme.color("warning"), px(ICON), ratio=ratio)
        self._sign.setPixmap(sign)
        self.setStyleSheet(
            f"#card {{ background: {t.surface}; border: {edge};"
            f" border-radius: {px(CARD_RADIUS)}px; }}"
            f" #cardCodes {{ color: {t.muted}; font-size: {px(UI)}px; }}"
            f" #cardWarnings {{ color: {t.warning}; font-size: {px(UI)}px; }}"
            f" #chip {{ color: {t.muted}; border: 1px solid {t.line};"
            f" border-radius: {px(ROW_RADIUS)}px; padding: {px(THIN)}px {px(TIGHT)}px;"
            f" font-size: {px(SMALL)}px; }}"
            f' #chip[decided="true"] {{ color: {t.text}; }}'
            f" #chip:hover {{ background: {t.accent_soft}; }}"
            f" #chip:focus {{ border-color: {t.accent}; }}"
            f" #chip:disabled {{ color: {t.muted}; border-color: {t.surface}; }}"
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
            wanted = wanted or any(finding.field == slot.name for finding in self._findings)
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
                        finding=self._said_of(Row(slot.name, filler.id)),
                    )
                )
        return looks

    def _said_about(self, filler: Filler) -> TalkLook | None:
        """What is said about the words of a value, the first of them that has any."""
        looks = (self._talk.get(Subject(mention_id=m.id)) for m in filler.mentions)
        return next((look for look in looks if look is not None), None)

    def _said_of(self, row: Row) -> str:
        """What is to be looked at on a line, in words."""
        said = [finding.sentence for finding in self._findings if finding.row == row]
        if len(said) > 1:  # that it is missing goes without saying where a rule says more
            missing = {f.sentence for f in self._findings if f.row == row and f.missing}
            said = [sentence for sentence in said if sentence not in missing] or said
        return " · ".join(said)

    def _empty_look(self, slot: Slot, event: Event, focus: Row | None) -> RowLook:
        row = Row(slot.name, None)
        dyad = self._schema.dyad
        finding = self._said_of(row)
        missing = finding in {f.sentence for f in self._findings if f.row == row and f.missing}
        words = finding if missing else "–"
        if not finding and event.reciprocal and dyad is not None and slot.name == dyad.target:
            words = self.tr("reciprocal")
        return RowLook(
            row,
            slot.key,
            slot.label,
            slot_color(self._schema, self._theme, slot),
            empty=words,
            focused=row == focus,
            hint="\n".join(filter(None, (slot.help, finding))),
            finding=finding,
            missing=missing,
        )

    # --- attributes ----------------------------------------------------------------------------

    def _show_chips(self, event: Event, *, active: bool) -> None:
        wanted = self._chip_texts(event) if active else []
        while len(self._chips) < len(wanted):
            chip = QToolButton()
            chip.setObjectName("chip")
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            make_pressable(chip)
            self._chip_flow.addWidget(chip)
            self._chips.append(chip)
        for place, (chip, look) in enumerate(zip(self._chips, wanted, strict=False)):
            found = tuple(f.sentence for f in self._findings if look[0] and f.field == look[0])
            known = (event.id, *look[:-1], found, self._theme, self._why)
            if self._chip_looks.get(place) != known:
                self._chip_looks[place] = known
                self._show_chip(chip, look, found)
            chip.show()
        for chip in self._chips[len(wanted) :]:
            chip.hide()
        self._chip_box.setVisible(bool(wanted))

    def _show_chip(self, chip: QToolButton, look: Chip, found: tuple[str, ...]) -> None:
        _, text, tip, decided, action = look
        chip.setText(text)
        chip.setToolTip("\n".join(filter(None, (*found, tip, self._why))))
        chip.setAccessibleName(", ".join((text, *found)))
        chip.setIcon(self._sign.pixmap() if found else QIcon())
        chip.setIconSize(QSize(self._theme.px(ICON), self._theme.px(ICON)))
        if chip.property("decided") != decided:
            chip.setProperty("decided", decided)
            chip.style().unpolish(chip)
            chip.style().polish(chip)
        if chip.property("wired"):
            chip.clicked.disconnect()
        chip.clicked.connect(action)
        chip.setProperty("wired", True)

    def _chip_texts(self, event: Event) -> list[Chip]:
        chips: list[Chip] = []
        if self._schema.reciprocal:
            on = event.reciprocal
            text = self.tr("⇄ reciprocal") if on else self.tr("⇄ one way")
            toggle = lambda: self.reciprocal_toggled.emit(event.id, not on)  # noqa: E731
            tip = self._names.tip(self.tr("The sides act on each other"), "event.reciprocal")
            chips.append((RECIPROCAL, text, tip, on, toggle))
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
                chips.append(("", f"+ {slot.label} {key}".rstrip(), tip, False, ask))
        return chips

    def _attribute_chip(self, event: Event, attribute: Attribute) -> Chip:
        values = event.attribute(attribute.name)
        held = next((a for a in event.attributes if a.name == attribute.name), None)
        words = ", ".join(shown(attribute, value) for value in values)
        if attribute.type is AttributeType.TEXT:
            cut = words if len(words) <= 40 else f"{words[:39]}…"
            text = f"{attribute.label}: {cut}" if words else f"+ {attribute.label}"
        else:
            text = f"{attribute.label}: {words or '–'}"
        default = held is not None and is_default(attribute, held)
        if default:
            text += self.tr(" (default)")
        tip = f"{attribute.help} ({attribute.key})" if attribute.key else attribute.help
        ask = lambda: self.attribute_requested.emit(attribute.name)  # noqa: E731
        return attribute.name, text, tip, bool(words) and not default, ask

    # --- mouse ---------------------------------------------------------------------------------

    def row_widget(self, row: Row) -> FillerRow | None:
        """The line of a row, None when it is not shown."""
        shown = (w for w in self._rows if not w.isHidden() and w.look is not None)
        return next((w for w in shown if w.look and w.look.row == row), None)

    def line_of(self, row: Row) -> FillerRow | None:
        """The line of a row, that of the slot's last value where there is none yet."""
        return self.row_widget(row) or self.last_row(row.slot)

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
