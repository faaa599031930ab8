"""Search inside the article: a line under the text, what fits is shown while typing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from annotator.domain.events import Segment, Segments
from annotator.gui import icons, plain_text
from annotator.gui.spoken import Role, announce
from annotator.gui.theme import ICON, ROOM, SMALL, STEP, TIGHT, UI, Theme
from annotator.gui.views.floating_sheet import ENTER

_MOST = 200  # characters of what is sought; a pasted megabyte is cut
_SHOWN = 2000  # places that are counted


_MARKS = "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]*"
_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-"}


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """A character without accent, small, with the plain sign for a typographic one."""
    base = unicodedata.normalize("NFD", character)[:1].lower()
    return _PLAIN.get(base, base) if len(base) == 1 else character


@lru_cache(maxsize=2)
def _plain_text(text: str) -> str:
    """A text of the same length in plain letters."""
    return "".join(map(_plain, text))


def places_of(text: str, sought: str) -> Segments:
    """Where words stand, whatever their capitals, accents, quotation marks and blanks; in order."""
    words = ["".join(map(_plain, word)) for word in sought.split()]
    if not words:
        return ()
    letters = (_MARKS.join(re.escape(letter) for letter in word) + _MARKS for word in words)
    found = []
    for match in re.compile(r"\s+".join(letters)).finditer(_plain_text(text)):
        found.append(Segment(match.start(), match.end()))
        if len(found) == _SHOWN:
            break
    return tuple(found)


class FindBar(QFrame):
    """Enter keeps the place as the selection, Escape goes back to where one was."""

    spoken_as = Role.ToolBar

    moved = Signal(object, object)  # all places; the one that is looked at or None
    taken = Signal(object)  # the place
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._text = ""
        self._from = 0
        self._places: Segments = ()
        self._at = 0
        self.sought = ""
        self.field = QLineEdit()
        self.field.setMaxLength(_MOST)
        self.field.setPlaceholderText(self.tr("Search in this article"))
        self.field.setAccessibleName(self.tr("Search in this article"))
        self.field.setFrame(False)
        self.field.textEdited.connect(self._seek)
        self.field.installEventFilter(self)
        self._picture = QLabel()
        self._count = plain_text.label("", "findCount")
        self._keys = plain_text.label(
            self.tr("Enter selects · ↓ ↑ next, previous · Esc back"), "findKeys"
        )
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._picture)
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self._count)
        self._row.addWidget(self._keys)
        self.setFocusProxy(self.field)
        self.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        t, px = theme.tokens, theme.px
        self._row.setContentsMargins(px(ROOM), px(TIGHT), px(ROOM), px(TIGHT))
        self._row.setSpacing(px(STEP))
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap("search", theme.color("muted"), px(ICON), ratio=ratio))
        self.setStyleSheet(
            f"#findBar {{ background: {t.surface}; border-top: 1px solid {t.line}; }}"
            f" QLineEdit {{ border: none; background: transparent; font-size: {px(UI)}px;"
            f" padding: {px(TIGHT)}px 0; }}"
            f" #findCount, #findKeys {{ color: {t.muted}; font-size: {px(SMALL)}px; }}"
            f' #findCount[none="true"] {{ color: {t.warning}; }}'
        )

    def open(self, text: str, caret: int) -> None:
        """Search a text from a place on; what was sought last stands in the field, marked."""
        self._text, self._from = text, caret
        self.show()
        self.field.setText(self.sought)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._places, self._at = (), 0
        self._say()

    def step_from(self, text: str, offset: int, step: int) -> Segment | None:
        """The next (1) or previous (-1) place of what was sought last; None: nowhere."""
        places = places_of(text, self.sought)
        if not places:
            return None
        if step > 0:
            return next((p for p in places if p.start > offset), places[0])
        return next((p for p in reversed(places) if p.start < offset), places[-1])

    def leave(self) -> None:
        """Close it; what was sought is remembered."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def _seek(self) -> None:
        self.sought = self.field.text()
        self._places = places_of(self._text, self.sought)
        behind = (n for n, place in enumerate(self._places) if place.start >= self._from)
        self._at = next(behind, 0)
        self._tell()

    def _tell(self) -> None:
        self._say()
        self.moved.emit(self._places, self._places[self._at] if self._places else None)

    def _say(self) -> None:
        none = bool(self.field.text().split()) and not self._places
        number = self.tr("{} of {}").format(self._at + 1, len(self._places))
        text = self.tr("nowhere") if none else number if self._places else ""
        self._count.setText(text)
        self._count.setProperty("none", none)
        self._count.style().unpolish(self._count)
        self._count.style().polish(self._count)
        self.field.setAccessibleDescription(text)
        announce(self.field, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep keys from the page's commands; Enter, arrows and Escape act here."""
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self._on_key(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_F3: 1, Qt.Key.Key_Up: -1}
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in ENTER:
            self._take()
        elif event.key() in steps:
            back = event.key() == Qt.Key.Key_F3 and event.modifiers()
            self._step(-1 if back else steps[Qt.Key(event.key())])
        else:
            return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _step(self, step: int) -> None:
        if not self._places:
            self._seek()
        elif len(self._places) > 1:
            self._at = (self._at + step) % len(self._places)
            self._tell()

    def _take(self) -> None:
        if not self._places:
            self._seek()
        if self._places:
            place = self._places[self._at]
            self.hide()
            self.taken.emit(place)
