"""What stands in the window before a project is open: recent ones, new, open, the sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QShowEvent,
)
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

from annotator.gui import icons, plain_text
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.path_words import path_words
from annotator.gui.theme import (
    CARD_RADIUS,
    HAIR,
    HEADLINE,
    LIGHT,
    NEAR,
    ROOM,
    ROW_RADIUS,
    SMALL,
    STEP,
    TIGHT,
    UI,
    WIDE,
    Theme,
)
from annotator.gui.views.key_button import KeyButton
from annotator.gui.views.row_delegate import Index, RowDelegate

WIDTH, ROW, MARK = 620, 52, 44  # pixels at 100 %
_PATH, _THERE, _STATE = (Qt.ItemDataRole.UserRole + number for number in range(3))


@dataclass(frozen=True)
class RecentProject:
    """A project file opened before; ``there`` is False when the file is gone.

    ``number`` is that of the article one was at, counted from 1, 0 when that is not known.
    """

    path: Path
    there: bool
    number: int = 0
    total: int = 0


class StartPage(QFrame):
    """Enter opens the marked project; everything else has a button and a key."""

    open_requested = Signal(object)
    command_requested = Signal(str)
    forget_requested = Signal(str)
    sample_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        self.setProperty("manual", "start")
        self.setAcceptDrops(True)
        theme = Theme(LIGHT, dark=False)
        self._mark = QLabel()
        self._title = plain_text.label("annotator", "startTitle")
        self._lead = plain_text.label(self.tr("Who did what to whom, where and when."), "startLead")
        self._problem = plain_text.label("", "startProblem", wrap=True)
        self._problem.hide()
        self._report = QPushButton(self.tr("Copy the report"))
        self._report.clicked.connect(lambda: self.command_requested.emit("help.copy_report"))
        self._report.hide()
        self._recent_label = plain_text.label(self.tr("Recent projects"), "startHead")
        self._help = plain_text.label("", "startHelp", wrap=True)
        self._build_list(theme)
        self.sample = QPushButton(self.tr("Try the sample project"))
        self.sample.setProperty("primary", True)
        self.sample.clicked.connect(self.sample_requested.emit)
        self._tour = QPushButton()
        self._tour.clicked.connect(lambda: self.command_requested.emit("help.tour"))
        self._about_tour = plain_text.label("", "startHelp", wrap=True)
        self._new = self._button(self.tr("New project…"), "plus", "project.new")
        self._open_button = self._button(self.tr("Open…"), "folder", "project.open")
        for button in (self.sample, self._tour, self._report, self._new, self._open_button):
            button.setAutoDefault(True)  # Enter presses the one in focus
        self._lay_out()
        self.set_keys(default_names())
        self.set_theme(theme)
        self.set_recent([])
        self.offer_tour(offered=False)

    def _build_list(self, theme: Theme) -> None:
        self.list = QListWidget()
        self._delegate = _RecentDelegate(theme, ROW)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Recent projects"))
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        forget = QAction(self.tr("Take off this list"), self.list)
        forget.setShortcut("Delete")
        forget.setAutoRepeat(False)
        forget.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        forget.triggered.connect(self._forget)
        self.list.addAction(forget)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self._new.set_key(names.of("project.new"))
        self._open_button.set_key(names.of("project.open"))

    def _button(self, label: str, drawing: str, command_id: str) -> KeyButton:
        button = KeyButton(label, "", Theme(LIGHT, dark=False), drawing=drawing)
        button.clicked.connect(lambda: self.command_requested.emit(command_id))
        return button

    def _lay_out(self) -> None:
        self._words = QVBoxLayout()
        self._words.addWidget(self._title)
        self._words.addWidget(self._lead)
        self._head = QHBoxLayout()
        self._head.addWidget(self._mark)
        self._head.addLayout(self._words, 1)
        self._tour_row = QHBoxLayout()
        self._tour_row.addWidget(self._tour)
        self._tour_row.addWidget(self._about_tour, 1)
        self._buttons = QHBoxLayout()
        for button in (self.sample, self._new, self._open_button):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._column = QVBoxLayout()
        self._column.addStretch(2)
        self._column.addLayout(self._head)
        self._column.addWidget(self._problem)
        self._column.addWidget(self._report, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(self._tour_row)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self._recent_label)
        self._column.addWidget(self.list, 100)  # up to its own height
        self._column.addWidget(self._help)
        self._column.addStretch(3)
        self._inner = QWidget()
        self._inner.setLayout(self._column)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(self._inner)
        outer.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        t, px = theme.tokens, theme.px
        self._delegate.theme = theme
        for button in (self._new, self._open_button):
            button.set_theme(theme)
        self._mark.setPixmap(icons.picture(icons.APP_ICON, px(MARK), self.devicePixelRatioF()))
        self._inner.setFixedWidth(px(WIDTH))
        self._column.setContentsMargins(0, px(WIDE), 0, px(WIDE))
        self._column.setSpacing(px(ROOM))
        self._words.setSpacing(px(TIGHT))
        self._head.setSpacing(px(ROOM))
        for row in (self._buttons, self._tour_row):
            row.setSpacing(px(STEP))
        self._problem.setContentsMargins(px(STEP), px(NEAR), px(STEP), px(NEAR))
        self.setStyleSheet(
            f"#startPage {{ background: {t.background}; }}"
            f" #startTitle {{ font-size: {px(HEADLINE)}px; font-weight: 700; }}"
            f" #startLead, #startHelp {{ color: {t.muted}; }}"
            f" #startProblem {{ color: {t.danger}; background: {t.surface};"
            f" border: 1px solid {t.danger}; border-radius: {px(ROW_RADIUS)}px; }}"
            f" #startHead {{ font-weight: 600; padding-top: {px(STEP)}px; }}"
            f" #startHelp {{ font-size: {px(SMALL)}px; }}"
            f" QListWidget {{ background: {t.surface}; border: 1px solid {t.line};"
            f" border-radius: {px(CARD_RADIUS)}px; padding: {px(TIGHT)}px; }}"
        )
        self._fit_list()

    def _fit_list(self) -> None:
        """As high as its rows, as the window allows."""
        px = self._theme.px
        self.list.setMaximumHeight(self.list.count() * px(ROW) + 2 * px(TIGHT) + 2 * HAIR)
        self.list.setMinimumHeight(min(2, self.list.count()) * px(ROW) + px(STEP))

    def set_recent(self, projects: Sequence[RecentProject]) -> None:
        """Show the projects opened last."""
        self.list.clear()
        for project in projects:
            item = QListWidgetItem(project.path.stem)
            item.setData(_PATH, str(project.path))
            item.setData(_THERE, project.there)
            item.setToolTip(plain_text.tip(str(project.path)))
            state = self._state(project)
            item.setData(_STATE, state)
            spoken = ", ".join(p for p in (project.path.stem, str(project.path.parent), state) if p)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        self.list.setVisible(bool(projects))
        self._recent_label.setVisible(bool(projects))
        self._help.setText(
            self.tr("Enter opens · Del takes a project off this list, never off the disk")
            if projects
            else self.tr("New here? The sample project shows everything on invented news.")
        )
        self._fit_list()
        if projects:
            self.list.setCurrentRow(0)
        self._focus_first()

    def _state(self, project: RecentProject) -> str:
        """What is said at the end of a project's row."""
        if not project.there:
            return self.tr("no longer there")
        if not project.number:
            return ""
        return self.tr("article {} of {}").format(f"{project.number:,}", f"{project.total:,}")

    def offer_tour(self, *, offered: bool, begun: bool = False) -> None:
        """Offer the tour until it was taken; one that was left is gone on with."""
        self._tour.setText(
            self.tr("Go on with the tour") if begun else self.tr("Take the two-minute tour")
        )
        self._about_tour.setText(
            self.tr("Where you left it.")
            if begun
            else self.tr("By doing, on a fresh copy of the sample project.")
        )
        for part in (self._tour, self._about_tour):
            part.setVisible(offered)
        for button, primary in ((self._tour, offered), (self.sample, not offered)):
            button.setProperty("primary", primary)
            button.style().polish(button)
        self._focus_first()

    def tell(self, sentence: str) -> None:
        """Say quietly what is going on; an empty sentence takes it back."""
        self._about_tour.setText(sentence)
        self._about_tour.setVisible(bool(sentence) or self._tour.isVisibleTo(self))

    def _focus_first(self) -> None:
        first = self.sample if self._tour.isHidden() else self._tour
        (self.list if self.list.count() else first).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the project opened last."""
        super().showEvent(event)
        self._focus_first()

    def say(self, problem: str, *, report: bool = False) -> None:
        """Say what went wrong, with a report to copy if there is one; empty takes it back."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._report.setVisible(report)

    @property
    def problem(self) -> str:
        """The sentence shown."""
        return self._problem.text()

    def _open(self, item: QListWidgetItem) -> None:
        self.open_requested.emit(Path(item.data(_PATH)))

    def _forget(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.forget_requested.emit(item.data(_PATH))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a project file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a project file that was dropped."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.open_requested.emit(Path(url.toLocalFile()))
                return


class _RecentDelegate(RowDelegate):
    """A project's name over its folder; one that is gone says so."""

    ringed = True

    def draw(self, painter: QPainter, box: QRectF, index: Index) -> None:
        """Draw one project."""
        theme, px = self.theme, self.theme.px
        path, there = Path(index.data(_PATH)), bool(index.data(_THERE))
        inner = box.adjusted(px(STEP), px(NEAR), -px(STEP), -px(NEAR))
        upper = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        lower = upper.translated(0, inner.height() / 2)
        if state := index.data(_STATE):
            painter.setPen(theme.color("muted" if there else "warning"))
            used = self._draw(painter, upper, state, theme.font(SMALL), right=True)
            upper.setRight(upper.right() - used - px(STEP))
        painter.setPen(theme.color("text" if there else "muted"))
        self._draw(painter, upper, path.stem, theme.font(UI, weight=QFont.Weight.DemiBold))
        painter.setPen(theme.color("muted"))
        self._draw(painter, lower, path_words(path.parent), theme.font(SMALL))

    def _draw(
        self, painter: QPainter, box: QRectF, text: str, font: QFont, *, right: bool = False
    ) -> float:
        painter.setFont(font)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, int(box.width()))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
        return float(metrics.horizontalAdvance(shown))
