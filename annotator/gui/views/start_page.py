"""What stands in the window before a project is open: recent ones, new, open, the sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.theme import LIGHT, ROW_RADIUS, Theme

TITLE = 28  # pixels at 100 %


@dataclass(frozen=True)
class RecentProject:
    """A project file opened before; ``there`` is False when the file is gone."""

    path: Path
    there: bool


class StartPage(QFrame):
    """Enter opens the marked project; everything else has a button and a key."""

    open_requested = Signal(object)
    command_requested = Signal(str)
    forget_requested = Signal(str)
    sample_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        self.setAcceptDrops(True)
        self._title = QLabel("annotator")
        self._title.setObjectName("startTitle")
        self._lead = QLabel(self.tr("Who did what to whom, where and when."))
        self._lead.setObjectName("startLead")
        self._problem = QLabel()
        self._problem.setObjectName("startProblem")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._recent_label = QLabel(self.tr("Recent projects"))
        self._recent_label.setObjectName("startHead")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Recent projects"))
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        forget = QAction(self.tr("Take off this list"), self.list)
        forget.setShortcut("Delete")
        forget.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        forget.triggered.connect(self._forget)
        self.list.addAction(forget)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._buttons = QHBoxLayout()
        self.sample = self._button(self.tr("Try the sample project"), self.sample_requested.emit)
        self._button(
            self.tr("New project…"), lambda: self.command_requested.emit("project.new")
        ).setToolTip("Ctrl+Shift+N")
        self._button(
            self.tr("Open…"), lambda: self.command_requested.emit("project.open")
        ).setToolTip("Ctrl+O")
        self._buttons.addStretch(1)
        self._column = QVBoxLayout()
        for widget in (self._title, self._lead, self._problem):
            self._column.addWidget(widget)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self._recent_label)
        self._column.addWidget(self.list, 1)
        self._inner = QWidget()
        self._inner.setLayout(self._column)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(self._inner)
        outer.addStretch(1)
        self.set_theme(Theme(LIGHT, dark=False))

    def _button(self, label: str, action: object) -> QPushButton:
        button = QPushButton(label)
        button.clicked.connect(action)
        self._buttons.addWidget(button)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        t, px = theme.tokens, theme.px
        self._inner.setFixedWidth(px(620))
        self._column.setContentsMargins(0, px(96), 0, px(48))
        self._column.setSpacing(px(16))
        self._buttons.setSpacing(px(12))
        self.sample.setProperty("primary", True)
        self.setStyleSheet(
            f"#startPage {{ background: {t.background}; }}"
            f" #startTitle {{ font-size: {px(TITLE)}px; font-weight: 700; }}"
            f" #startLead {{ color: {t.muted}; }} #startProblem {{ color: {t.danger}; }}"
            f" #startHead {{ font-weight: 600; margin-top: {px(16)}px; }}"
            f" QListWidget {{ background: {t.surface}; }}"
            f" QListWidget::item {{ padding: {px(8)}px {px(12)}px;"
            f" border-radius: {px(ROW_RADIUS)}px; }}"
        )

    def set_recent(self, projects: Sequence[RecentProject]) -> None:
        """Show the projects opened last."""
        self.list.clear()
        for project in projects:
            gone = "" if project.there else self.tr("  (no longer there)")
            item = QListWidgetItem(f"{project.path.stem}{gone}\n{project.path.parent}")
            item.setData(Qt.ItemDataRole.UserRole, str(project.path))
            item.setToolTip(str(project.path))
            self.list.addItem(item)
        self.list.setVisible(bool(projects))
        self._recent_label.setVisible(bool(projects))
        self._column.setStretch(self._column.count() - 1, 1 if projects else 0)
        if projects:
            self.list.setCurrentRow(0)
            self.list.setFocus()
        else:
            self._column.addStretch(1)
            self.sample.setFocus()

    def say(self, problem: str) -> None:
        """Say why a project could not be opened; an empty sentence takes it back."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    @property
    def problem(self) -> str:
        """The sentence shown."""
        return self._problem.text()

    def _open(self, item: QListWidgetItem) -> None:
        self.open_requested.emit(Path(item.data(Qt.ItemDataRole.UserRole)))

    def _forget(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.forget_requested.emit(item.data(Qt.ItemDataRole.UserRole))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a project file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a project file that was dropped."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.open_requested.emit(Path(url.toLocalFile()))
                return
