"""The frame of every dialog: title, fields with their labels, complaints inline, two buttons."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.theme import SMALL, Theme, style_sheet

TITLE = 18  # pixels at 100 %


class Form(QDialog):
    """A dialog whose OK works only when every field is right; what is wrong stands under it."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, title: str, *, ok: str = "", width: int = 480
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.set_theme(theme)
        px = theme.px
        self.setMinimumWidth(px(width))
        self._complaints: dict[QWidget, QLabel] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(12))
        layout.addWidget(text_label(title, "formTitle"))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(12))
        layout.addLayout(self.body, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(px(8))
        self.buttons.addStretch(1)
        layout.addLayout(self.buttons)
        self.cancel_button = QPushButton(self.tr("Cancel") if ok else self.tr("Close"))
        self.cancel_button.clicked.connect(self.reject)
        self.buttons.addWidget(self.cancel_button)
        self.ok_button = QPushButton(ok)
        self.ok_button.setDefault(True)
        self.ok_button.clicked.connect(self.accept)
        self.ok_button.setVisible(bool(ok))
        if ok:
            self.buttons.addWidget(self.ok_button)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.theme = theme
        t, px = theme.tokens, theme.px
        self.setFont(theme.font())
        self.setStyleSheet(
            style_sheet(theme) + f"QDialog {{ background: {t.background}; }}"
            f" #formTitle {{ font-size: {px(TITLE)}px; font-weight: 600; }}"
            f" #formLead, #formHelp {{ color: {t.muted}; }}"
            f" #formHelp {{ font-size: {px(SMALL)}px; }}"
            f" #formLabel {{ font-weight: 600; }}"
            f" #formProblem {{ color: {t.danger}; font-size: {px(SMALL + 1)}px; }}"
        )

    def lead(self, sentence: str) -> QLabel:
        """A muted sentence above the fields."""
        label = text_label(sentence, "formLead")
        self.body.addWidget(label)
        return label

    def field(self, label: str, widget: QWidget, help_text: str = "") -> None:
        """A labelled field with room for what is wrong with it."""
        column = QVBoxLayout()
        column.setSpacing(self.theme.px(4))
        if label:
            caption = text_label(label, "formLabel")
            caption.setBuddy(widget)
            column.addWidget(caption)
            widget.setAccessibleName(label)
        column.addWidget(widget)
        if help_text:
            column.addWidget(text_label(help_text, "formHelp"))
            widget.setAccessibleDescription(help_text)
        complaint = text_label("", "formProblem")
        complaint.hide()
        column.addWidget(complaint)
        self._complaints[widget] = complaint
        self.body.addLayout(column)

    def complain(self, widget: QWidget, sentence: str) -> None:
        """Say under a field what is wrong; an empty sentence takes it back."""
        complaint = self._complaints[widget]
        complaint.setText(sentence)
        complaint.setVisible(bool(sentence))

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
        return self.exec() == QDialog.DialogCode.Accepted


def text_label(text: str, name: str = "") -> QLabel:
    """A label that shows its text literally, wrapped."""
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def scrolled(widget: QWidget) -> QScrollArea:
    """A widget that scrolls when it is too long."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area


def date_problem(typed: str) -> str:
    """What is wrong with a typed ISO date; empty when it is one, or empty itself."""
    if not typed or QDate.fromString(typed, Qt.DateFormat.ISODate).isValid():
        return ""
    return f"“{typed[:40]}” is no date: write it as 2025-04-09, or leave it empty."


def line(text: str = "", placeholder: str = "") -> QLineEdit:
    """A field for one line; a pasted megabyte is cut."""
    edit = QLineEdit(text)
    edit.setMaxLength(2000)
    edit.setPlaceholderText(placeholder)
    return edit
