"""The frame of every dialog: title, fields with their labels, complaints inline, two buttons."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import help_key, icons, plain_text
from annotator.gui.held_keys import HeldKeys
from annotator.gui.theme import (
    ICON,
    MARK_RADIUS,
    NEAR,
    ROOM,
    SMALL,
    STEP,
    THIN,
    TIGHT,
    TITLE,
    UI,
    WIDE,
    Theme,
    style_sheet,
)
from annotator.gui.views.floating_sheet import ENTER

_EDGE = WIDE  # around everything
_AS_GIVEN = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OFF_SCREEN = 64  # pixels of the screen a dialog leaves to title bar and task bar


class Form(QDialog):
    """A dialog whose OK works only when every field is right; what is wrong stands under it."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, title: str, *, ok: str = "", width: int = 480
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._width = width
        self._complaints: dict[QWidget, QLabel] = {}
        self._first: QWidget | None = None
        self._shown_once = False
        self._held_keys = HeldKeys(self)
        self._title = text_label(title, "formTitle")
        self._page = QWidget()
        self._page.setObjectName("formPage")
        self.body = QVBoxLayout(self._page)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(self._page)
        self._area.setObjectName("formArea")
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._area, 1)
        self._footer = QWidget()
        self.buttons = QHBoxLayout(self._footer)
        self.buttons.setContentsMargins(0, 0, 0, 0)
        self.buttons.addStretch(1)
        self.cancel_button = QPushButton(self.tr("Cancel") if ok else self.tr("Close"))
        self.cancel_button.clicked.connect(self.reject)
        self.buttons.addWidget(self.cancel_button)
        self.ok_button = QPushButton(plain_text.button(ok), self._footer)
        self.ok_button.clicked.connect(self.accept)
        self.ok_button.setHidden(not ok)
        self.ok_button.setToolTip(self.tr("Ctrl+Enter, from any field"))
        if ok:
            self.buttons.addWidget(self.ok_button)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.theme = theme
        t, px = theme.tokens, theme.px
        self._layout.setContentsMargins(px(_EDGE), px(_EDGE), px(_EDGE), px(_EDGE))
        self._layout.setSpacing(px(STEP))
        self.body.setSpacing(px(STEP))
        self.buttons.setSpacing(px(NEAR))
        self.setFont(theme.font())
        self.setPalette(theme.palette())
        self.setStyleSheet(
            style_sheet(theme) + field_style(theme) + f"QDialog {{ background: {t.background}; }}"
            " #formPage, #formArea { background: transparent; }"
            f" #formTitle {{ font-size: {px(TITLE)}px; font-weight: 600; }}"
            f" #formLead, #formHelp {{ color: {t.muted}; }}"
            f" #formHelp {{ font-size: {px(SMALL)}px; }}"
            f" #formLabel {{ font-weight: 600; }}"
            f" #formWarning {{ color: {t.warning}; }}"
            f" #formProblem {{ color: {t.danger}; font-size: {px(UI)}px; }}"
        )
        if self._shown_once:
            QTimer.singleShot(0, self, self._fit)

    def lead(self, sentence: str) -> QLabel:
        """A muted sentence above the fields."""
        label = text_label(sentence, "formLead")
        self.body.addWidget(label)
        return label

    def field(
        self, label: str, widget: QWidget, help_text: str = "", *, into: QBoxLayout | None = None
    ) -> None:
        """A labelled field with room for what is wrong with it, ``into`` a part of the form."""
        column = QVBoxLayout()
        column.setSpacing(self.theme.px(TIGHT))
        if label:
            caption = text_label(label, "formLabel")
            caption.setBuddy(widget)
            column.addWidget(caption)
            widget.setAccessibleName(label)
            for part in widget.findChildren(QLineEdit):  # of a field made of several
                part.setAccessibleName(part.accessibleName() or label)
        if isinstance(widget, QSpinBox):
            widget.lineEdit().setTextMargins(self.theme.px(NEAR), 0, 0, 0)
        if isinstance(widget, QComboBox):  # long entries are cut, not the fields of the form
            widget.setMinimumContentsLength(12)
            widget.setSizeAdjustPolicy(_AS_GIVEN)
        column.addWidget(widget)
        if help_text:
            column.addWidget(text_label(help_text, "formHelp"))
            widget.setAccessibleDescription(help_text)
        complaint = text_label("", "formProblem")
        complaint.hide()
        column.addWidget(complaint)
        self._complaints[widget] = complaint
        self._first = self._first or widget
        (into or self.body).addLayout(column)

    def complain(self, widget: QWidget, sentence: str) -> None:
        """Say under a field what is wrong; an empty sentence takes it back."""
        complaint = self._complaints[widget]
        if complaint.text() == sentence:
            return
        complaint.setText(sentence)
        complaint.setVisible(bool(sentence))
        if self._shown_once:
            QTimer.singleShot(0, self, self._fit)

    def complaint(self, widget: QWidget) -> str:
        """What is said under a field."""
        return self._complaints[widget].text()

    def check(self) -> bool:
        """Whether all fields are right, saying what is not."""
        return True

    def accept(self) -> None:
        """Close with a result if every field is right; else go to the first that is not."""
        if self.check():
            super().accept()
            return
        wrong = next((w for w, label in self._complaints.items() if label.text()), None)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def run(self) -> bool:
        """Show the dialog and wait; whether it was closed with OK."""
        kept = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return kept

    def show_beside(self) -> None:
        """Show the dialog beside the work; nothing waits for it."""
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.show()

    def room(self, pixels: int) -> int:
        """A height in pixels at 100 %, scaled, but never more than the screen leaves to a list."""
        left = self.screen().availableGeometry().height() - self.theme.px(260)
        return max(self.theme.px(80), min(self.theme.px(pixels), left))

    # --- size and focus ------------------------------------------------------------------------

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's own
        """Begin at the first field, as large as the fields need and the screen allows."""
        if visible and not self._shown_once:
            self._shown_once = True
            # The buttons come in last, so that Tab goes through the fields first.
            self._layout.addWidget(self._footer)
            main = self.cancel_button if self.ok_button.isHidden() else self.ok_button
            main.setDefault(True)
            if self.body.expandingDirections() & Qt.Orientation.Vertical:
                self.buttons.setContentsMargins(0, self.theme.px(STEP), 0, 0)
            else:
                self.body.addStretch(1)
            self._fit()
            if self._first is not None and not self._has_own_focus():
                self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        super().setVisible(visible)

    def begin_at(self, widget: QWidget) -> None:
        """Give this one the keyboard first; else it is the first field."""
        self._first = widget

    def _has_own_focus(self) -> bool:
        """Whether somebody asked for a field before the dialog was shown."""
        focused = self.focusWidget()
        return focused is not None and self._page.isAncestorOf(focused)

    def _fit(self) -> None:
        """Be as high as what is inside, as the screen allows; beyond that the fields scroll."""
        for child in self._page.findChildren(QWidget):
            child.ensurePolished()
        px = self.theme.px
        screen = self.screen().availableGeometry()
        width = min(px(self._width), screen.width() - px(_EDGE))
        margins = self._layout.contentsMargins()
        inner = width - margins.left() - margins.right()
        around = margins.top() + margins.bottom() + 2 * self._layout.spacing()
        around += self._title.heightForWidth(inner) + self._footer.sizeHint().height()
        most = screen.height() - _OFF_SCREEN - around
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.invalidate()
        by_width = self.body.hasHeightForWidth()
        hint = self.body.totalSizeHint().height()
        wanted = self.body.totalHeightForWidth(inner) if by_width else hint
        if wanted > most:  # a scroll bar stands beside the fields, not on them
            self.body.setContentsMargins(0, 0, px(ROOM), 0)
        self._area.setMinimumHeight(max(1, min(wanted, most)))
        self.setMinimumWidth(width)
        height = around + min(wanted, most)
        if self.height() < height or not self.isVisible():
            self.resize(max(width, self.width() if self.isVisible() else width), height)
            self._stay_on_screen(screen)

    def _stay_on_screen(self, screen: QRect) -> None:
        """Move up where the dialog has grown over the end of the screen."""
        over = self.frameGeometry().bottom() - screen.bottom()
        if over > 0 and self.isVisible():
            self.move(self.x(), max(screen.top(), self.y() - over))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the manual at the page of the field in focus; with Ctrl+Enter close with OK.

        Enter is OK too; while that cannot be had yet, it presses the button in focus.
        """
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        focused = self.focusWidget()
        waits = not self.ok_button.isHidden() and not self.ok_button.isEnabled()
        if waits and isinstance(focused, QPushButton) and event.key() in ENTER and not ctrl:
            if not event.isAutoRepeat():
                focused.click()
            return
        if ctrl and event.key() in ENTER and not event.isAutoRepeat():
            if not self.ok_button.isHidden():
                self.ok_button.click()  # nothing while it is disabled
        elif not help_key.ask(self, event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let no held key press a button of it."""
        super().showEvent(event)
        self._held_keys.watch(self)

    def changeEvent(self, event: QEvent) -> None:
        """Fit again where another font makes other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._shown_once:
            QTimer.singleShot(0, self, self._fit)


def field_style(theme: Theme) -> str:
    """Arrows for boxes that open or count, drawn by us: Qt's own vanish under a style sheet."""
    px, t = theme.px, theme.tokens
    drawings = ("down", "up", "tick-dark" if theme.dark else "tick-light")
    down, up, tick = (f'url("{icons.path(name).as_posix()}")' for name in drawings)
    edge = f"width: {px(STEP)}px; height: {px(STEP)}px;"
    return (
        f"QComboBox {{ padding-right: {px(WIDE)}px; }}"
        f" QComboBox::drop-down {{ subcontrol-position: center right; width: {px(WIDE)}px; }}"
        f" QComboBox::down-arrow {{ image: {down}; {edge} }}"
        f" QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.text};"
        f" border: 1px solid {t.line}; padding: {px(TIGHT)}px; outline: none;"
        f" selection-background-color: {t.accent_soft}; selection-color: {t.text}; }}"
        f" QSpinBox {{ padding-right: {px(WIDE)}px; }}"
        " QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border;"
        f" width: {px(WIDE)}px; border: none; background: transparent; }}"
        " QSpinBox::up-button { subcontrol-position: top right; }"
        " QSpinBox::down-button { subcontrol-position: bottom right; }"
        f" QSpinBox::up-arrow {{ image: {up}; {edge} }}"
        f" QSpinBox::down-arrow {{ image: {down}; {edge} }}"
        f" QSpinBox QLineEdit {{ border: none; background: transparent; padding: 0 {px(NEAR)}px; }}"
        f" QPushButton:default:disabled {{ background: {t.background}; border-color: {t.line};"
        f" color: {t.muted}; }}"
        f" QCheckBox::indicator, QAbstractItemView::indicator {{"
        f" width: {px(ICON)}px; height: {px(ICON)}px;"
        f" border: 1px solid {t.muted}; background: {t.surface};"
        f" border-radius: {px(MARK_RADIUS)}px; }}"
        f" QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{"
        f" background: {t.accent}; border-color: {t.accent};"
        f" image: {tick}; }}"
        f" QCheckBox::indicator:focus {{ border: {px(THIN)}px solid {t.accent}; }}"
        f" QCheckBox::indicator:checked:focus {{ border-color: {t.text}; }}"
        f" QCheckBox::indicator:disabled {{ border-color: {t.line}; }}"
        f" QListWidget::item {{ padding: {px(TIGHT)}px {px(NEAR)}px;"
        f" border-radius: {px(MARK_RADIUS)}px; }}"
        f" QListWidget {{ padding: {px(TIGHT)}px; }}"
        f" QTreeView::item {{ padding: {px(TIGHT)}px {px(NEAR)}px; }}"
        f" QListWidget:focus, QTreeView:focus {{ border-color: {t.accent}; }}"
        f" QComboBox:disabled, QSpinBox:disabled, QCheckBox:disabled {{ color: {t.muted}; }}"
    )


def text_label(text: str, name: str = "") -> QLabel:
    """A label that shows its text literally, wrapped."""
    return plain_text.label(text, name, wrap=True)


def scrolled(widget: QWidget, area: QScrollArea | None = None) -> QScrollArea:
    """A widget that scrolls when it is too long, in an area of its own if none is given."""
    area = area or QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area


def date_problem(typed: str) -> str:
    """What is wrong with a typed ISO date; empty when it is one, or empty itself."""
    try:
        if not typed or (_DAY.fullmatch(typed) and dt.date.fromisoformat(typed)):
            return ""
    except ValueError:
        pass
    return f"“{typed[:40]}” is no date: write it as 2025-04-09, or leave it empty."


def line(text: str = "", placeholder: str = "") -> QLineEdit:
    """A field for one line; a pasted megabyte is cut."""
    edit = QLineEdit(text)
    edit.setMaxLength(2000)
    edit.setPlaceholderText(placeholder)
    return edit
