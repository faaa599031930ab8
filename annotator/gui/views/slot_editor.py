"""The type-ahead that gives a slot its value: a line, a list, what is known of the row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotator.domain.events import Article
from annotator.domain.reading import written
from annotator.domain.schema import Schema, Slot
from annotator.domain.sentence import Tone
from annotator.domain.suggestions import Candidate
from annotator.domain.values import PlaceValue, Value, ValueKind
from annotator.gui.spoken import Role, announce
from annotator.gui.theme import HAIR, LIGHT, NEAR, ROW_RADIUS, TIGHT, UI, Theme
from annotator.gui.views import editor_entries, slot_words
from annotator.gui.views.details_label import DetailsLabel
from annotator.gui.views.editor_entry import Asked, Entry, asked_for, tr
from annotator.gui.views.editor_list import EntryList, row_of
from annotator.gui.views.floating_sheet import ENTER
from annotator.gui.views.flow_layout import FlowLayout
from annotator.gui.views.in_place import InPlaceEditor, is_enter, pressed
from annotator.gui.views.key_hint import KeyHint
from annotator.gui.views.place_form import PlaceForm

_MOST = 500  # characters of a query; a pasted megabyte is cut
_MOST_WORDS = 4000  # characters of a slot that holds plain words
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_DIGITS = "123456789"


class SlotEditor(InPlaceEditor):
    """Enter takes the highlighted row, Tab takes it and goes on, Escape changes nothing."""

    spoken_as = Role.Grouping

    taken = Signal(object)  # the value; None: not coded yet
    taken_and_next = Signal(object)
    unknown_requested = Signal(object, str)  # value taken; its element to be put in the codebook

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("slotEditor")
        self._theme = Theme(LIGHT, dark=False)
        self._schema: Schema | None = None
        self._asked: Asked | None = None
        self._untouched = False  # the value that is there stands in the line as it was
        self._browsing = False  # the list is the whole tree, whatever is typed
        self._build()
        self.set_theme(self._theme)
        self.hide()

    def _build(self) -> None:
        self.line = QLineEdit()
        self.line.setObjectName("editorLine")
        self.line.textEdited.connect(self._type)
        self.list = EntryList()
        self.list.setObjectName("editorList")
        self.list.highlighted.connect(self._show_details)
        self.list.chosen.connect(self._choose)
        self.details = DetailsLabel()
        self.form = PlaceForm()
        self.form.edited.connect(lambda: self.list.go_to(None))
        self.form.edited.connect(self._grey_keys)
        self._form_box = QWidget()
        self._form_layout = QVBoxLayout(self._form_box)
        self._form_layout.addWidget(self.form)
        self._keys = QWidget()
        self._keys.setObjectName("editorKeys")
        self._keys.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._key_layout = FlowLayout()
        self._key_frame = QVBoxLayout(self._keys)
        self._key_frame.addLayout(self._key_layout)
        self._take_key = self._key_button(tr("Enter"), tr("take"), self._take)
        self._next_key = self._key_button(tr("Tab"), tr("take, next"), self._take_next)
        self._form_key = self._key_button(tr("Tab"), tr("details"), self._open_form)
        self._unknown_key = self._key_button(
            tr("Ctrl Enter"), tr("take, add to codebook"), self._take_unknown
        )
        self._key_button(tr("Esc"), tr("leave"), self.leave)
        self._key_button(tr("Ctrl ⌫"), tr("not coded yet"), self._clear)
        self._layout = QVBoxLayout(self)
        for part in (self.line, self.list, self.details, self._form_box, self._keys):
            self._layout.addWidget(part)
        self.setFocusProxy(self.line)
        self.watch(self.line, *self.form.fields)

    def _key_button(self, key: str, does: str, act: object) -> KeyHint:
        button = KeyHint(key, does)
        button.clicked.connect(act)
        self._key_layout.addWidget(button)
        return button

    def set_schema(self, schema: Schema) -> None:
        """Edit values of another schema; whatever is open closes."""
        self.leave()
        self._schema = schema

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        t, px = theme.tokens, theme.px
        self._layout.setContentsMargins(HAIR, HAIR, HAIR, HAIR)
        self._layout.setSpacing(0)
        self._form_layout.setContentsMargins(px(NEAR), px(TIGHT), px(NEAR), px(NEAR))
        self._key_frame.setContentsMargins(px(NEAR), px(NEAR), px(NEAR), px(NEAR))
        self.setStyleSheet(
            f"#slotEditor {{ background: {t.surface}; border: 1px solid {t.accent};"
            f" border-radius: {px(ROW_RADIUS)}px; }}"
            f" #editorLine {{ border: none; background: transparent; border-radius: 0;"
            f" padding: {px(NEAR)}px; font-size: {px(UI)}px; }}"
            f" #editorList {{ border: none; border-top: 1px solid {t.line}; border-radius: 0;"
            f" background: {t.surface}; }}"
            f" #details {{ border: none; border-top: 1px solid {t.line}; }}"
            f" #details {{ background: {t.surface}; }}"
            f" #editorKeys {{ border-top: 1px solid {t.line}; }}"
        )
        self.list.set_theme(theme)
        self.details.set_theme(theme)
        self.form.set_theme(theme)
        for button in self._keys.findChildren(KeyHint):
            button.set_theme(theme)
        if self._open:
            self._show_details(self.list.entry)

    # --- opening -------------------------------------------------------------------------------

    def open_for(
        self,
        slot: Slot,
        *,
        article: Article | None,
        value: Value | None,
        words: str,
        recent: tuple[str, ...],
        candidates: tuple[Candidate, ...] = (),
    ) -> None:
        """Open for a slot and take the keyboard.

        Args:
            slot: of the schema that was set.
            article: what dates are read against.
            value: what stands in the slot, None for nothing yet.
            words: the marked words, empty for none.
            recent: what was put into this slot lately, latest first, as it would be typed.
            candidates: what the machine suggests for the words.
        """
        assert self._schema is not None
        self._asked = asked_for(
            self._schema,
            slot,
            article,
            value=value,
            words=words,
            recent=recent,
            candidates=candidates,
        )
        self.setProperty("manual", slot_words.MANUAL[slot.kind])
        text = written(value)
        most = _MOST_WORDS if slot.kind is ValueKind.TEXT else _MOST
        self.line.setMaxLength(max(most, len(text)))
        self.line.setText(text)
        self.line.setPlaceholderText(slot_words.placeholder(slot))
        self.line.setAccessibleName(tr("{}: value").format(slot.label))
        self.list.setAccessibleName(tr("{}: what fits").format(slot.label))
        self.setAccessibleName(tr("{}: choose a value").format(slot.label))
        self._untouched, self._browsing = bool(text), False
        place = slot.kind is ValueKind.PLACE
        self._form_box.hide()
        self._form_key.setVisible(place)
        self._next_key.setVisible(not place)
        self.start(self.line)
        self._refresh()
        self.line.selectAll()

    # --- what is listed ------------------------------------------------------------------------

    @property
    def _query(self) -> str:
        return "" if self._untouched else " ".join(self.line.text().split())

    def _type(self) -> None:
        self._untouched = self._browsing = False
        self._refresh()

    def _refresh(self) -> None:
        if self._asked is None:
            return
        query = self._query
        if self._browsing:
            entries = editor_entries.tree(self._asked)
        elif query:
            entries = editor_entries.answers(self._asked, query)
        else:
            entries = editor_entries.offers(self._asked)
        modifier = tr("Alt") if self._asked.needs_modifier(query) else ""
        self.list.set_entries(entries, modifier=modifier)

    def _show_details(self, entry: Entry | None) -> None:
        if self._asked is None:
            return
        if entry is not None:
            runs = editor_entries.details(self._asked, entry, self._query)
        elif self.list.entries or self.form.is_edited:
            runs = ()
        else:
            runs = editor_entries.nothing_found(self._asked, self._query)
        if not self._form_box.isHidden():  # it says the rest
            runs = tuple(run for run in runs if run.tone is Tone.ODD)
        self.details.show_runs(runs)
        self._unknown_key.setVisible(bool(self._unknown_element))
        self._grey_keys()
        self.line.setAccessibleDescription(entry.spoken if entry is not None else "")
        announce(self.line, entry.spoken if entry is not None else "")
        if self._asked.slot.kind is ValueKind.PLACE and not (entry is None and self.form.is_edited):
            value = entry.value if entry is not None else None
            self.form.show_place(value if isinstance(value, PlaceValue) else None)

    def _grey_keys(self) -> None:
        """Grey out the keys that would take something while there is nothing to take."""
        able = self.list.entry is not None or (self._is_place and self.form.is_edited)
        self._take_key.setEnabled(able)
        self._next_key.setEnabled(able or not self._query)  # then it goes on

    # --- taking --------------------------------------------------------------------------------

    def _choose(self, entry: Entry) -> None:
        """Take the row that was clicked; a heading unfolds."""
        if entry.takeable:
            self.finish(lambda: self.taken.emit(entry.value))
        else:
            self._step_in(entry)

    def _take(self) -> None:
        self._take_and(self.taken)

    def _take_next(self) -> None:
        self._take_and(self.taken_and_next)

    def _take_and(self, signal: object) -> None:
        entry = self.list.entry
        if self.form.is_edited and self._is_place:
            place = self.form.place()
            if place is not None:
                self.finish(lambda: signal.emit(place))  # type: ignore[attr-defined]
        elif entry is not None and not entry.takeable:
            self._step_in(entry)
        elif entry is not None:
            self.finish(lambda: signal.emit(entry.value))  # type: ignore[attr-defined]
        elif not self._query and signal is self.taken_and_next:
            self.leave()

    @property
    def _unknown_element(self) -> str:
        """The first element of the highlighted code that the codebook does not know."""
        entry, asked = self.list.entry, self._asked
        if entry is None or asked is None:
            return ""
        return editor_entries.unknown_element(asked, entry)

    def _take_unknown(self) -> None:
        """Take the code as it is, and have its unknown element put into the codebook."""
        entry, element = self.list.entry, self._unknown_element
        if entry is not None and element:
            self.finish(lambda: self.unknown_requested.emit(entry.value, element))

    def _clear(self) -> None:
        self.finish(lambda: self.taken.emit(None))

    @property
    def _is_place(self) -> bool:
        return self._asked is not None and self._asked.slot.kind is ValueKind.PLACE

    # --- the tree ------------------------------------------------------------------------------

    def _step_in(self, entry: Entry | None) -> bool:
        """Go to the first code below a row."""
        code_list = self._asked.code_list if self._asked else None
        if code_list is None or entry is None:
            return False
        below = code_list.children.get(entry.code, ())
        return self._browse_to(below[0].code) if below else self._browsing

    def _step_out(self, entry: Entry | None) -> bool:
        """Go to the code above a row; from the top back to what was found."""
        code_list = self._asked.code_list if self._asked else None
        known = code_list.get(entry.code) if code_list and entry else None
        if known is None:
            return False
        if known.parent:
            return self._browse_to(known.parent)
        if self._browsing:
            self._browsing = False
            self._refresh()
        return True

    def _browse_to(self, code: str) -> bool:
        if not self._browsing and row_of(self.list.entries, code) is None:
            self._browsing = True
            self._refresh()
        self.list.go_to(row_of(self.list.entries, code))
        return True

    # --- keys ----------------------------------------------------------------------------------

    def on_key(self, field: QWidget, event: QKeyEvent) -> bool:
        """What a key does in the line, or in a field of the details."""
        if pressed(event, Qt.Key.Key_Escape):
            self.leave()
        elif is_enter(event):
            self._take()
        elif event.key() in ENTER and event.modifiers() & _CONTROL:
            self._take_unknown()
        elif pressed(event, Qt.Key.Key_Backspace, _CONTROL) and field is self.line:
            self._clear()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._on_tab(field, back=event.key() == Qt.Key.Key_Backtab)
        elif field is self.line:
            return self._on_move(event) or self._on_side(event) or self._on_digit(event)
        else:
            return False
        return True

    def _on_tab(self, field: QWidget, *, back: bool) -> None:
        if not self._is_place:
            if not back:
                self._take_next()
            return
        fields = (self.line, *self.form.fields)
        place = fields.index(field) + (-1 if back else 1)
        if place >= len(fields):
            self._take_next()
        elif place == 1 and not back:
            self._open_form()
        elif place >= 0:
            _focus(fields[place])

    def _open_form(self) -> None:
        self._form_box.show()
        self._show_details(self.list.entry)
        _focus(self.form.name)

    def _on_move(self, event: QKeyEvent) -> bool:
        """Go up and down the list, or through long details."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        for key, step in steps.items():
            if event.key() == key:
                if pressed(event, key):
                    self.list.move(step)
                return True
        for key, page in pages.items():
            if pressed(event, key, _SHIFT):
                self.details.scroll(page)
            elif pressed(event, key):
                self.list.page(page)
            if event.key() == key:
                return True
        return False

    def _on_side(self, event: QKeyEvent) -> bool:
        """Go into and out of the tree where the caret has nowhere else to go."""
        line = self.line
        free = not line.hasSelectedText()
        if pressed(event, Qt.Key.Key_Right) and free:
            at_end = line.cursorPosition() == len(line.text())
            return (at_end or self._browsing) and self._step_in(self.list.entry)
        if pressed(event, Qt.Key.Key_Left) and free:
            at_start = line.cursorPosition() == 0
            return (at_start or self._browsing) and self._step_out(self.list.entry)
        return False

    def _on_digit(self, event: QKeyEvent) -> bool:
        """Choose a row by its digit, where the digit is none of the query."""
        digit = chr(event.key()) if 0x31 <= event.key() <= 0x39 else ""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~_SHIFT
        if not digit or held not in (_ALT, Qt.KeyboardModifier.NoModifier):
            return False
        plain = held != _ALT
        if plain and (event.text() != digit or self._typed(digit)):
            return False
        entry = self.list.by_digit(digit)
        if entry is not None:
            self._choose(entry)
        return not plain or entry is not None

    def _typed(self, digit: str) -> bool:
        return self._asked is None or self._asked.types_digit(self._query, digit)


def _focus(field: QWidget) -> None:
    field.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(field, QLineEdit):
        field.selectAll()
