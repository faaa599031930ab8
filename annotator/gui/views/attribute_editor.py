"""What an event says of itself: chosen by a digit, ticked, or typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.domain.schema import Attribute, AttributeType, Choice
from annotator.domain.sentence import Run, Tone
from annotator.gui import plain_text
from annotator.gui.spoken import Role
from annotator.gui.theme import HAIR, LIGHT, NEAR, ROW_RADIUS, UI, WIDE, Theme
from annotator.gui.views import attribute_choices
from annotator.gui.views.attribute_choices import AttributeAsked, value_of
from annotator.gui.views.details_label import DetailsLabel
from annotator.gui.views.editor_entry import Entry
from annotator.gui.views.editor_list import EntryList
from annotator.gui.views.flow_layout import FlowLayout
from annotator.gui.views.in_place import InPlaceEditor, is_enter, pressed
from annotator.gui.views.key_hint import KeyHint

_MOST = 20_000  # characters of a text
_MOST_TYPED = 200  # characters of a number, a date or a search
_LINES = 4
_DRAFT_AFTER = 700  # milliseconds from the first letter until what is written is a draft
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}

Ask = Callable[[tuple[str, ...]], tuple[str, ...]]
"""From values about to be taken to what has to be asked about them first."""


class AttributeEditor(InPlaceEditor):
    """Digits or Enter take a choice, Space ticks one of several, Enter keeps what was typed.

    Where a rule of the schema asks about a value, it is asked in place: Enter again keeps it.
    A text is never lost: leaving in whatever way keeps what was typed.
    """

    spoken_as = Role.Grouping

    taken = Signal(str, object)  # name, tuple of values; empty for no value
    drafted = Signal(str, str)  # name, text as it stands while it is written

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attributeEditor")
        self.setProperty("manual", "attributes")
        self._theme = Theme(LIGHT, dark=False)
        self._asked: AttributeAsked | None = None
        self._ask: Ask = lambda _values: ()
        self._asked_about: tuple[str, ...] | None = None
        self._ticked: list[str] = []
        self._begun = ""  # the text as it is stored
        self._drafting = QTimer(self, singleShot=True, interval=_DRAFT_AFTER)
        self._drafting.timeout.connect(self._tell_draft)
        self._title = plain_text.label(name="attributeTitle", wrap=True)
        self.line = QLineEdit()
        self.line.setObjectName("attributeLine")
        self.line.setMaxLength(_MOST_TYPED)
        self.line.textEdited.connect(self._type)
        self.list = EntryList()
        self.list.setObjectName("attributeList")
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.chosen.connect(self._choose)
        self.text = QPlainTextEdit()
        self.text.setObjectName("attributeText")
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._cut)
        self.says = DetailsLabel()
        self._build_keys()
        self._layout = QVBoxLayout(self)
        for part in (self._title, self.line, self.list, self.text, self.says, self._keys):
            self._layout.addWidget(part)
        self.watch(self.line, self.list, self.text)
        self.set_theme(self._theme)
        self.hide()

    def _build_keys(self) -> None:
        self._keys = QWidget()
        self._keys.setObjectName("editorKeys")
        self._keys.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._key_layout = FlowLayout()
        self._key_frame = QVBoxLayout(self._keys)
        self._key_frame.addLayout(self._key_layout)
        self._tick_key = self._key(self.tr("Space"), self.tr("tick"), self._tick_current)
        self._key(self.tr("Enter"), self.tr("take"), self._take_current)
        self._line_key = self._key(
            self.tr("Shift Enter"), self.tr("new line"), lambda: self.text.insertPlainText("\n")
        )
        self._none_key = self._key(self.tr("⌫"), self.tr("no value"), lambda: self._take(()))
        self._key(self.tr("Esc"), self.tr("leave"), self.leave)

    def _key(self, key: str, does: str, act: object) -> KeyHint:
        button = KeyHint(key, does)
        button.clicked.connect(act)
        self._key_layout.addWidget(button)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        t, px = theme.tokens, theme.px
        self._layout.setContentsMargins(HAIR, HAIR, HAIR, HAIR)
        self._layout.setSpacing(0)
        self._title.setContentsMargins(px(NEAR), px(NEAR), px(NEAR), px(NEAR))
        self._key_frame.setContentsMargins(px(NEAR), px(NEAR), px(NEAR), px(NEAR))
        self.setStyleSheet(
            f"#attributeEditor {{ background: {t.surface}; border: 1px solid {t.accent};"
            f" border-radius: {px(ROW_RADIUS)}px; }}"
            f" #attributeTitle {{ font-weight: 600; font-size: {px(UI)}px; }}"
            f" #attributeLine {{ border: none; background: transparent; border-radius: 0;"
            f" border-top: 1px solid {t.line}; padding: {px(NEAR)}px;"
            f" font-size: {px(UI)}px; }}"
            f" #attributeList, #attributeText, #details {{ border: none; border-radius: 0;"
            f" border-top: 1px solid {t.line}; background: {t.surface}; }}"
            f" #editorKeys {{ border-top: 1px solid {t.line}; }}"
        )
        self.list.set_theme(theme)
        self.says.set_theme(theme)
        lines = self.text.fontMetrics().lineSpacing() * _LINES
        self.text.setFixedHeight(lines + px(WIDE))
        for button in self._keys.findChildren(KeyHint):
            button.set_theme(theme)

    # --- opening -------------------------------------------------------------------------------

    def open_for(
        self,
        attribute: Attribute,
        values: tuple[str, ...],
        *,
        choices: tuple[Choice, ...] | None = None,
        published: dt.date | None = None,
        language: str = "",
        ask: Ask = lambda _values: (),
        draft: str = "",
    ) -> None:
        """Open with the values that are there, and take the keyboard.

        Args:
            attribute: of the schema.
            values: what it holds now.
            choices: those that fit the event; all of them when not given.
            published: what typed dates are read against.
            language: of the article, for dates in words.
            ask: what has to be asked before values are taken, by the schema's rules.
            draft: a text that was written before and came to nothing.
        """
        offered = attribute.choices if choices is None else choices
        self._asked = asked = AttributeAsked(attribute, offered, published, language)
        self._ask, self._asked_about = ask, None
        self._ticked = list(values) if asked.several else []
        self._title.setText(attribute.label)
        self._title.setToolTip(plain_text.tip(attribute.help))
        field = self._show_parts(asked)
        for part in (self, field, self.list):
            part.setAccessibleName(attribute.label)
            part.setAccessibleDescription(attribute.help)
        self._fill(asked, values, draft)
        self.start(field)
        self._refresh(values)
        if draft and field is self.text:
            self.says.show_runs((Run(self.tr("A draft from before"), Tone.PLAIN),))
        if field is self.line:
            self.line.selectAll()

    def _show_parts(self, asked: AttributeAsked) -> QWidget:
        """Show what the attribute is answered with; the field that takes the keyboard."""
        text = asked.attribute.type is AttributeType.TEXT
        typed = not text and (asked.searched or not asked.listed)
        self.text.setVisible(text)
        self.line.setVisible(typed)
        self.list.setVisible(not text)
        self._line_key.setVisible(text)
        self._none_key.setVisible(asked.listed)
        self._tick_key.setVisible(asked.several)
        self.line.setPlaceholderText(self.tr("Type to find") if asked.searched else "")
        return self.text if text else self.line if typed else self.list

    def _fill(self, asked: AttributeAsked, values: tuple[str, ...], draft: str) -> None:
        if asked.attribute.type is AttributeType.TEXT:
            self._begun = "\n".join(values)
            self.text.setPlainText(draft or self._begun)
            self.text.moveCursor(QTextCursor.MoveOperation.End)
            if not draft:
                self.text.selectAll()
        self.line.setText("" if asked.listed else "".join(values))

    # --- showing -------------------------------------------------------------------------------

    def _type(self) -> None:
        self._asked_about = None
        self._refresh()

    def _refresh(self, held: tuple[str, ...] = ()) -> None:
        asked = self._asked
        if asked is None:
            return
        query = self.line.text()
        if asked.listed:
            self._show_rows(attribute_choices.choice_rows(asked, query, self._ticked), held)
            empty = Run(self.tr("No choice is called so."), Tone.ODD)
            self.says.show_runs(() if self.list.entries else (empty,))
        elif asked.attribute.type is not AttributeType.TEXT:
            self.list.set_entries(attribute_choices.word_rows(asked, query))
            self.list.go_to(None)
            self.says.show_runs(attribute_choices.reading(asked, query))
        else:
            self.says.show_runs(())

    def _show_rows(self, rows: tuple[Entry, ...], held: tuple[str, ...]) -> None:
        self.list.set_entries(rows)
        at = (row for row, entry in enumerate(rows) if value_of(entry) in held)
        self.list.go_to(next(at, 0 if rows else None))

    # --- keys ----------------------------------------------------------------------------------

    def on_key(self, field: QWidget, event: QKeyEvent) -> bool:
        """What a key does in the list, in the line or in the text."""
        if pressed(event, Qt.Key.Key_Escape):
            self.leave()
        elif is_enter(event) or event.key() == Qt.Key.Key_Tab:
            self._take_current()
        elif event.key() == Qt.Key.Key_Backtab:
            pass  # there is nothing before it
        elif field is self.text:
            return False
        else:
            return self._on_list_key(field, event)
        return True

    def _on_list_key(self, field: QWidget, event: QKeyEvent) -> bool:
        if self._on_move(event):
            return True
        typing = field is self.line
        listed = self._asked is not None and self._asked.listed
        empty = not typing or not self.line.text()
        chosen = self.list.by_digit(event.text()) if listed and event.text() else None
        if chosen is not None:
            self._choose(chosen)
        elif listed and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and empty:
            self._take(())
        elif event.key() == Qt.Key.Key_Space and self._several and empty:
            self._tick_current()
        else:
            return not typing
        return True

    def _on_move(self, event: QKeyEvent) -> bool:
        if event.key() in _STEPS:
            self.list.move(_STEPS[Qt.Key(event.key())])
        elif event.key() in _PAGES:
            self.list.page(_PAGES[Qt.Key(event.key())])
        else:
            return False
        if self._asked is not None and not self._asked.listed and self.list.entry is not None:
            self.line.setText(value_of(self.list.entry))
            self.says.show_runs(attribute_choices.reading(self._asked, self.line.text()))
        return True

    @property
    def _several(self) -> bool:
        return self._asked is not None and self._asked.several

    # --- taking --------------------------------------------------------------------------------

    def leave(self) -> None:
        """Close; a text keeps what was typed, everything else stays as it was."""
        if not self.keep_text():
            super().leave()

    def keep_text(self) -> bool:
        """Take a text as it stands, asking nothing; False where there is none or it is the old."""
        asked, typed = self._asked, self._typed
        if asked is None or asked.attribute.type is not AttributeType.TEXT or not self.is_open:
            return False
        if "".join(typed) == self._begun.strip():
            return False
        self.finish(lambda: self.taken.emit(asked.attribute.name, typed))
        return True

    @property
    def _typed(self) -> tuple[str, ...]:
        text = self.text.toPlainText().strip()
        return (text,) if text else ()

    def _choose(self, entry: Entry) -> None:
        """Take the row of a digit or a click, or tick it."""
        if self._several:
            self._tick(value_of(entry))
        else:
            self._take((value_of(entry),))

    def _tick_current(self) -> None:
        if self._several and self.list.entry is not None:
            self._tick(value_of(self.list.entry))

    def _tick(self, value: str) -> None:
        if value in self._ticked:
            self._ticked.remove(value)
        else:
            self._ticked.append(value)
        self.line.clear()
        self._asked_about = None
        self._refresh((value,))

    def _take_current(self) -> None:
        asked = self._asked
        if asked is None:
            return
        if asked.several:
            self._take_ticked()
        elif asked.listed:
            if self.list.entry is not None:
                self._take((value_of(self.list.entry),))
        elif asked.attribute.type is AttributeType.TEXT:
            self._take(self._typed)
        else:
            self._take_typed(asked)

    def _take_ticked(self) -> None:
        """Take what is ticked; Enter behind a search or with nothing ticked means the row too."""
        entry = self.list.entry
        if entry is None and self.line.text():
            return
        if entry is not None and (self.line.text() or not self._ticked):
            value = value_of(entry)
            self._ticked += [value] if value not in self._ticked else []
        order = [choice.value for choice in self._asked.offered] if self._asked else []
        self._take(tuple(sorted(dict.fromkeys(self._ticked), key=order.index)))

    def _take_typed(self, asked: AttributeAsked) -> None:
        value, problem = attribute_choices.read(asked, self.line.text())
        if problem:
            self.says.show_runs((Run(problem, Tone.ODD),))
            self.line.selectAll()
        else:
            self._take((value,) if value else ())

    def _take(self, values: tuple[str, ...]) -> None:
        asked = self._asked
        if asked is None:
            return
        questions = self._ask(values)
        if questions and self._asked_about != values:
            self._asked_about = values
            words = self.tr("{} Enter again keeps it.").format(" ".join(questions))
            self.says.show_runs((Run(words, Tone.ODD),))
            return
        self.finish(lambda: self.taken.emit(asked.attribute.name, values))

    def _cut(self) -> None:
        """A pasted megabyte is cut."""
        text = self.text.toPlainText()
        if len(text) > _MOST:
            self.text.setPlainText(text[:_MOST])
        if self.is_open and not self._drafting.isActive():
            self._drafting.start()

    def _tell_draft(self) -> None:
        """Hand on what is written; nothing where it is what is stored already."""
        if self.is_open and self._asked is not None:
            text = "".join(self._typed)
            same = text == self._begun.strip()
            self.drafted.emit(self._asked.attribute.name, "" if same else text)
