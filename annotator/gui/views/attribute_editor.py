"""What an event says of itself, chosen by a digit or typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from annotator.domain.schema import Attribute, AttributeType
from annotator.domain.values import TextValue
from annotator.gui import plain_text
from annotator.gui.theme import LIGHT, ROW_RADIUS, UI, Theme
from annotator.gui.views.editor_entry import Entry
from annotator.gui.views.editor_list import EntryList
from annotator.gui.views.flow_layout import FlowLayout
from annotator.gui.views.in_place import InPlaceEditor, is_enter, pressed
from annotator.gui.views.key_hint import KeyHint

_MOST = 20_000  # characters of a text
_LINES = 4
_CONTROL = Qt.KeyboardModifier.ControlModifier


class AttributeEditor(InPlaceEditor):
    """Digits or Enter take a choice; a text is kept by Enter, Shift+Enter starts a new line."""

    taken = Signal(str, object)  # name, tuple of values; empty for no value

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attributeEditor")
        self._theme = Theme(LIGHT, dark=False)
        self._attribute: Attribute | None = None
        self._title = plain_text.label(name="attributeTitle", wrap=True)
        self.list = EntryList()
        self.list.setObjectName("attributeList")
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.chosen.connect(lambda entry: self._take(_values(entry)))
        self.text = QPlainTextEdit()
        self.text.setObjectName("attributeText")
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._cut)
        self._keys = QWidget()
        self._keys.setObjectName("editorKeys")
        self._keys.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._key_layout = FlowLayout()
        self._key_frame = QVBoxLayout(self._keys)
        self._key_frame.addLayout(self._key_layout)
        self._key(self.tr("Enter"), self.tr("take"), self._take_current)
        self._line_key = self._key(
            self.tr("Shift Enter"), self.tr("new line"), lambda: self.text.insertPlainText("\n")
        )
        self._none_key = self._key(self.tr("⌫"), self.tr("no value"), lambda: self._take(()))
        self._key(self.tr("Esc"), self.tr("leave"), self.leave)
        self._layout = QVBoxLayout(self)
        for part in (self._title, self.list, self.text, self._keys):
            self._layout.addWidget(part)
        self.watch(self.list, self.text)
        self.set_theme(self._theme)
        self.hide()

    def _key(self, key: str, does: str, act: object) -> KeyHint:
        button = KeyHint(key, does)
        button.clicked.connect(act)
        self._key_layout.addWidget(button)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        t, px = theme.tokens, theme.px
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)
        self._title.setContentsMargins(px(10), px(8), px(10), px(6))
        self._key_frame.setContentsMargins(px(10), px(6), px(10), px(7))
        self.setStyleSheet(
            f"#attributeEditor {{ background: {t.surface}; border: 1px solid {t.accent};"
            f" border-radius: {px(ROW_RADIUS)}px; }}"
            f" #attributeTitle {{ font-weight: 600; font-size: {px(UI)}px; }}"
            f" #attributeList, #attributeText {{ border: none; border-radius: 0;"
            f" border-top: 1px solid {t.line}; background: {t.surface}; }}"
            f" #editorKeys {{ border-top: 1px solid {t.line}; }}"
        )
        self.list.set_theme(theme)
        lines = self.text.fontMetrics().lineSpacing() * _LINES
        self.text.setFixedHeight(lines + px(20))
        for button in self._keys.findChildren(KeyHint):
            button.set_theme(theme)

    def open_for(self, attribute: Attribute, values: tuple[str, ...]) -> None:
        """Open with the values that are there, and take the keyboard."""
        self._attribute = attribute
        self._title.setText(attribute.label)
        typed = attribute.type is AttributeType.TEXT
        self.list.setVisible(not typed)
        self.text.setVisible(typed)
        self._line_key.setVisible(typed)
        self._none_key.setVisible(not typed)
        field: QWidget = self.text if typed else self.list
        for part in (self, field):
            part.setAccessibleName(attribute.label)
            part.setAccessibleDescription(attribute.help)
        self._title.setToolTip(plain_text.tip(attribute.help))
        if typed:
            self.text.setPlainText("\n".join(values))
            self.text.selectAll()
        self.start(field)
        if not typed:
            self._list_choices(attribute, values)

    def _list_choices(self, attribute: Attribute, values: tuple[str, ...]) -> None:
        entries = tuple(
            Entry(label, TextValue(value), small=help_text)
            for value, label, help_text in self._choices(attribute)
        )
        held = (row for row, entry in enumerate(entries) if _values(entry) == values)
        self.list.set_entries(entries)
        self.list.go_to(next(held, 0))

    def _choices(self, attribute: Attribute) -> list[tuple[str, str, str]]:
        if attribute.choices:
            return [(choice.value, choice.label, choice.help) for choice in attribute.choices]
        return [("yes", self.tr("Yes"), ""), ("no", self.tr("No"), "")]

    def on_key(self, field: QWidget, event: QKeyEvent) -> bool:
        """What a key does in the list or in the text."""
        if pressed(event, Qt.Key.Key_Escape):
            self.leave()
        elif is_enter(event) or event.key() == Qt.Key.Key_Tab:
            self._take_current()
        elif event.key() == Qt.Key.Key_Backtab:
            pass  # there is nothing before it
        elif field is self.text:
            return False
        else:
            self._on_list_key(event)
        return True

    def _on_list_key(self, event: QKeyEvent) -> None:
        chosen = self.list.by_digit(event.text()) if event.text() else None
        if chosen is not None:
            self._take(_values(chosen))
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._take(())
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.move(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.list.page(1 if event.key() == Qt.Key.Key_PageDown else -1)

    def _take_current(self) -> None:
        if self._attribute is not None and self._attribute.type is AttributeType.TEXT:
            text = self.text.toPlainText().strip()
            self._take((text,) if text else ())
        elif self.list.entry is not None:
            self._take(_values(self.list.entry))

    def _take(self, values: tuple[str, ...]) -> None:
        attribute = self._attribute
        if attribute is not None:
            self.finish(lambda: self.taken.emit(attribute.name, values))

    def _cut(self) -> None:
        """A pasted megabyte is cut."""
        text = self.text.toPlainText()
        if len(text) > _MOST:
            self.text.setPlainText(text[:_MOST])


def _values(entry: Entry) -> tuple[str, ...]:
    return (entry.value.text,) if isinstance(entry.value, TextValue) else ()
