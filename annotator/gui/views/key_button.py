"""A button that shows the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from annotator.gui import icons, plain_text
from annotator.gui.key_caps import key_cap, style_cap
from annotator.gui.theme import ICON, NEAR, ROW_RADIUS, TIGHT, UI, Theme, mix


class KeyButton(QPushButton):
    """A drawing, words, and a key cap at the right; ``quiet`` words are muted."""

    def __init__(
        self,
        label: str,
        key: str,
        theme: Theme,
        *,
        drawing: str = "",
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("keyButton")
        self._drawing, self._token = drawing, "muted" if quiet else "text"
        self._picture = QLabel(self)
        self._picture.setVisible(bool(drawing))
        self._words = plain_text.label(label, "keyButtonWords")
        self._cap = key_cap(theme, key)
        self._cap.setParent(self)  # before it is shown, or it would be a window for a moment
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._picture)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._cap)
        for part in (self._picture, self._words, self._cap):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(label)
        self.set_key(key)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_theme(theme)

    def set_key(self, key: str) -> None:
        """Show another key, or none."""
        self._cap.setText(key)
        self._cap.setVisible(bool(key))
        self.setAccessibleDescription(key)
        words = self.accessibleName().rstrip("…")
        self.setToolTip(plain_text.tip(f"{words} ({key})" if key else ""))
        self.updateGeometry()

    def set_words(self, label: str) -> None:
        """Say something else beside the key."""
        self._words.setText(label)
        self.setAccessibleName(label)
        self.set_key(self._cap.text())

    def show_words(self, shown: bool) -> None:  # noqa: FBT001 - a setter
        """Show the words beside drawing and key, or leave them to the tool tip."""
        self._words.setVisible(shown)
        self.updateGeometry()

    @property
    def words_width(self) -> int:
        """How much room the words take."""
        return self._words.sizeHint().width() + self._row.spacing()

    @property
    def bare_width(self) -> int:
        """How wide it is without its words."""
        shown = 0 if self._words.isHidden() else self.words_width
        return self.sizeHint().width() - shown

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        t, px = theme.tokens, theme.px
        style_cap(self._cap, theme)
        self._row.setContentsMargins(px(NEAR), px(TIGHT), px(NEAR), px(TIGHT))
        self._row.setSpacing(px(NEAR))
        color = theme.color(self._token)
        grey = mix(theme.color("muted"), theme.color("surface"), 0.5)
        self.setStyleSheet(
            f"#keyButton {{ background: {t.surface}; border: 1px solid {t.line};"
            f" border-radius: {px(ROW_RADIUS)}px; padding: 0; }}"
            f" #keyButton:hover {{ border-color: {t.muted}; }}"
            f" #keyButton:pressed {{ background: {t.accent_soft}; }}"
            f" #keyButton:focus {{ border-color: {t.accent}; }}"
            f" #keyButtonWords {{ color: {color.name()}; font-size: {px(UI)}px;"
            " background: transparent; }"
            f" #keyButtonWords:disabled {{ color: {grey.name()}; }}"
        )
        if self._drawing:
            ratio = self.devicePixelRatioF()
            drawn = icons.pixmap(self._drawing, theme.color("muted"), px(ICON), ratio=ratio)
            self._picture.setPixmap(drawn)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As large as its parts."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never smaller than its parts."""
        return self._row.minimumSize()
