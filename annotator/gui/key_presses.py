"""Keys as they are pressed and as the table writes them, and which of them a command may have."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.gui.commands import Where

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_SHIFT, _KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
_GROUP = Qt.KeyboardModifier.GroupSwitchModifier
_LONG = {"Del": "Delete", "Esc": "Escape"}  # the table's words for Qt's
_ENTER = ("Return", "Enter")  # one key for people, two for Qt
_LONE = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta,
                   Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown,
                   Qt.Key.Key_ScrollLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R,
                   Qt.Key.Key_Multi_key})  # fmt: skip
_CARET = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
                    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
                    Qt.Key.Key_PageDown})  # fmt: skip
_TYPING = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space,
                     Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Escape})  # fmt: skip
_DEAD = range(Qt.Key.Key_Dead_Grave.value, Qt.Key.Key_Dead_Longsolidusoverlay.value + 1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeyPresses", text)


def pressed_key(event: QKeyEvent) -> str:
    """The key of an event as the table writes it; empty for Shift alone and the like."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD & ~_GROUP
    if key in _LONE or key.value in _DEAD:
        return ""
    if key == Qt.Key.Key_Backtab:
        key, held = Qt.Key.Key_Tab, held | _SHIFT
    elif held & _SHIFT and _says_shift_itself(key):
        held &= ~_SHIFT
    return canonical(QKeySequence(QKeyCombination(held, key)).toString(_PORTABLE))


def _says_shift_itself(key: Qt.Key) -> bool:
    """Whether a key's name is already what Shift makes of it: “?” and not “Shift+ß”."""
    return 0x20 < key.value < 0x7F and not chr(key.value).isalpha()


def canonical(text: str) -> str:
    """A written key as the table writes it; empty when it is none, or more than one."""
    sequence = QKeySequence(text, _PORTABLE)
    if sequence.count() != 1 or _first(sequence).key() in _LONE:
        return ""
    portable = sequence.toString(_PORTABLE)
    before, plus, last = portable.rpartition("+")
    if not last:  # the key is the plus itself
        return portable
    if " " in last:  # a media key, which the desktop takes
        return ""
    return f"{before}{plus}{_LONG.get(last, last)}"


def _first(sequence: QKeySequence) -> QKeyCombination:
    found: QKeyCombination = sequence[0]  # type: ignore[index]  # its stub forgets that
    return found


def twins(key: str) -> tuple[str, ...]:
    """A key with the same one elsewhere on the keyboard: Enter stands there twice."""
    before, plus, last = key.rpartition("+")
    return tuple(f"{before}{plus}{name}" for name in _ENTER) if last in _ENTER else (key,)


def unfit(key: str, where: Where) -> str:
    """Why a key cannot be a command's that works there; empty when it can."""
    combination = _first(QKeySequence(key))
    name, held = combination.key(), combination.keyboardModifiers()
    typing = not held & ~_SHIFT
    if name in _CARET and typing:
        return _tr("The arrows and their neighbours move in the text: hold Ctrl or Alt with them.")
    if name in _CARET and held & ~_SHIFT == Qt.KeyboardModifier.ControlModifier:
        return "" if _steps_over_text(name) else _tr("This key moves in the text.")
    if key in ("Ctrl+C", "Ctrl+A", "Ctrl+X"):
        return _tr("This key copies and selects text.")
    if where is Where.WINDOW and typing and (name in _TYPING or _types(name)):
        return _tr("It works while you type too: hold Ctrl or Alt with the key, or take F1 to F12.")
    return ""


def _steps_over_text(name: Qt.Key) -> bool:
    return name in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def _types(name: Qt.Key) -> bool:
    return name.value < Qt.Key.Key_Escape.value
