"""The window in which one coding is made of several: articles, text, events side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.events import Round
from annotator.gui import help_key, plain_text
from annotator.gui.commands.adjudication import COLUMNS
from annotator.gui.dialogs.form import field_style, line
from annotator.gui.held_keys import HeldKeys
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.theme import HAIR, NEAR, ROOM, ROW_RADIUS, SMALL, STEP, TIGHT, Theme, style_sheet
from annotator.gui.views.comparison_text import ComparisonText
from annotator.gui.views.comparison_tree import ComparisonTree
from annotator.gui.views.disputed_list import DisputedList
from annotator.gui.views.empty_page import EmptyPage
from annotator.gui.views.events_pane import EventsPane
from annotator.gui.views.flow_layout import FlowLayout
from annotator.gui.views.key_button import KeyButton

_SIZE = QSize(1366, 768)
_FRAME = QSize(16, 48)  # about what the desktop draws around a window
_WIDTHS = (230, 500, 636)  # of list, text and events, in pixels at 100 %
_SHARES = (0.2, 0.27, 0.53)  # of the window, where there is no room for these


class AdjudicationWindow(QDialog):
    """Beside the coding window; it shows what it is given and says what is wished."""

    article_chosen = Signal(int)
    round_chosen = Signal(int)
    names_toggled = Signal()
    note_written = Signal(str)
    command_requested = Signal(str)

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Adjudicate"))
        self.setProperty("manual", "adjudication")
        self._held_keys = HeldKeys(self)
        self._keys = default_names()
        self.theme = theme
        self._moved = False  # whether the panes have widths that somebody gave them
        self._build()
        self.set_theme(theme)
        self._place()
        self.show_nothing(self.tr("Reading what was coded…"), "")

    def _place(self) -> None:
        """In the middle of the screen, its title bar on it."""
        screen = self.screen().availableGeometry()
        self.resize(_SIZE.boundedTo(screen.size() - _FRAME))
        left = (screen.size() - _FRAME - self.size()).expandedTo(QSize(0, 0)) / 2
        self.move(screen.topLeft() + QPoint(left.width(), left.height()))

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.list = DisputedList(self.theme)
        self.list.article_chosen.connect(self.article_chosen)
        self.text = ComparisonText(self.theme)
        self.tree = ComparisonTree(self.theme)
        self.tree.edit_requested.connect(lambda: self.command_requested.emit("adjudication.edit"))
        self.tree.take_requested.connect(
            lambda number: self.command_requested.emit(f"adjudication.take_{number}")
        )
        self.events = EventsPane()
        self.events.head.hide()
        self.right = QStackedWidget()
        self.right.addWidget(self.tree)
        self.right.addWidget(self.events)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(HAIR)
        self.panes.splitterMoved.connect(self._note_move)
        for part in (self.list, self.text, self.right):
            self.panes.addWidget(part)
        self.panes.setStretchFactor(1, 1)
        self.panes.setStretchFactor(2, 1)
        self.empty = EmptyPage(self.theme)
        self.empty.command_requested.connect(self.command_requested)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.panes)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._build_top())
        self._layout.addWidget(self._stack, 1)
        self._layout.addWidget(self._build_note())
        self._layout.addWidget(self._build_foot())

    def _build_top(self) -> QWidget:
        self.top = QWidget()
        self.top.setObjectName("adjudicationTop")
        row = self._top_row = QHBoxLayout(self.top)
        self.mark = plain_text.label(
            self.tr("Supervisor’s view: the work of all coders"), "adjudicationMark"
        )
        self.place = plain_text.label("", "adjudicationPlace")
        self.rounds = QComboBox()
        self.rounds.hide()
        self.rounds.setAccessibleName(self.tr("Round that is adjudicated"))
        self.rounds.setToolTip(plain_text.tip(self.tr("Round that is adjudicated")))
        self.rounds.activated.connect(lambda at: self.round_chosen.emit(self.rounds.itemData(at)))
        self.hidden = QCheckBox(self.tr("Hide names"))
        self.hidden.clicked.connect(lambda _: self.names_toggled.emit())
        row.addWidget(self.mark)
        row.addWidget(self.rounds)
        row.addWidget(self.place)
        row.addStretch(1)
        row.addWidget(self.hidden)
        return self.top

    def _build_note(self) -> QWidget:
        self.note_box = QWidget()
        self.note_box.setObjectName("adjudicationNote")
        row = self._note_row = QHBoxLayout(self.note_box)
        self.note_about = plain_text.label("", "adjudicationNoteAbout")
        self.note = line(placeholder=self.tr("What coders can learn from it (Enter keeps it)"))
        self.note.setAccessibleName(self.tr("Note for training"))
        self.note.installEventFilter(self)
        row.addWidget(self.note_about)
        row.addWidget(self.note, 1)
        self.note_box.hide()
        return self.note_box

    def _build_foot(self) -> QWidget:
        self.foot = QWidget()
        self.foot.setObjectName("adjudicationFoot")
        column = self._foot_column = QVBoxLayout(self.foot)
        keys = QWidget()
        self._flow = FlowLayout(keys)
        self.takes = [self._key_button(f"adjudication.take_{n + 1}", "") for n in range(COLUMNS)]
        words = {
            "take_agreed": self.tr("Take agreed"),
            "drop": self.tr("Drop"),
            "edit": self.tr("Edit"),
            "add": self.tr("Add"),
            "note": self.tr("Note"),
            "next_difference": self.tr("Next difference"),
            "undo": self.tr("Undo"),
            "done": self.tr("Done, next"),
        }
        self.buttons = {
            f"adjudication.{name}": self._key_button(f"adjudication.{name}", said)
            for name, said in words.items()
        }
        self.said = plain_text.label("", "adjudicationSaid", wrap=True)
        column.addWidget(keys)
        column.addWidget(self.said)
        return self.foot

    def _key_button(self, command: str, words: str) -> KeyButton:
        button = KeyButton(words, self._keys.of(command), self.theme)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.command_requested.emit(command))
        self._flow.addWidget(button)
        return button

    # --- look ----------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.theme = theme
        t, px = theme.tokens, theme.px
        self.setFont(theme.font())
        self.setPalette(theme.palette())
        self.setStyleSheet(
            style_sheet(theme) + field_style(theme) + f"QDialog {{ background: {t.background}; }}"
            f" #adjudicationTop {{ background: {t.surface}; border-bottom: 1px solid {t.line}; }}"
            f" #adjudicationFoot, #adjudicationNote {{ background: {t.surface};"
            f" border-top: 1px solid {t.line}; }}"
            f" #adjudicationMark {{ color: {t.warning}; font-weight: 600;"
            f" border: 1px solid {t.warning}; border-radius: {px(ROW_RADIUS)}px;"
            f" padding: {px(TIGHT)}px {px(STEP)}px; }}"
            f" #adjudicationPlace, #adjudicationSaid {{ color: {t.muted}; }}"
            f" #adjudicationSaid {{ font-size: {px(SMALL)}px; }}"
        )
        for row in (self._top_row, self._note_row):
            row.setContentsMargins(px(ROOM), px(NEAR), px(ROOM), px(NEAR))
            row.setSpacing(px(STEP))
        self._foot_column.setContentsMargins(px(ROOM), px(NEAR), px(ROOM), px(TIGHT))
        self._foot_column.setSpacing(px(TIGHT))
        self.said.setMinimumHeight(px(ROOM))  # also with nothing to say, so that nothing moves
        for part in (self.list, self.text, self.tree, self.events, self.empty):
            part.set_theme(theme)
        for button in (*self.takes, *self.buttons.values()):
            button.set_theme(theme)
        for pane, share in zip((self.list, self.text, self.right), _SHARES, strict=True):
            pane.setMinimumWidth(round(_SIZE.width() * share / 2))
        self._share_room()

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self._keys = names
        self.events.set_keys(names)
        commands = {f"adjudication.take_{n + 1}": b for n, b in enumerate(self.takes)}
        for command, button in (commands | self.buttons).items():
            button.set_key(names.of(command))
        self.hidden.setToolTip(
            plain_text.tip(
                names.tip(names.label("adjudication.hide_names"), "adjudication.hide_names")
            )
        )

    # --- showing -------------------------------------------------------------------------------

    def show_nothing(self, title: str, text: str, commands: Sequence[tuple[str, str]] = ()) -> None:
        """Say why there is nothing to adjudicate, and what to do."""
        self.empty.show_message(title, text, commands)
        self._stack.setCurrentWidget(self.empty)
        self.foot.hide()
        self.hidden.hide()

    def show_panes(self) -> None:
        """Show articles, text and events."""
        self._stack.setCurrentWidget(self.panes)
        self.foot.show()
        self.hidden.show()

    def show_rounds(self, rounds: Sequence[Round], current: Round) -> None:
        """Offer the rounds that can be adjudicated, where there are several."""
        self.rounds.clear()
        for where in rounds:
            self.rounds.addItem(where.name, where.id)
        self.rounds.setCurrentIndex(self.rounds.findData(current.id))
        self.rounds.setVisible(len(rounds) > 1)

    def show_coders(self, names: Sequence[str]) -> None:
        """Say whose values each digit takes."""
        for number, button in enumerate(self.takes):
            button.setVisible(number < len(names))
            if number < len(names):
                button.set_words(self.tr("Take {}").format(names[number]))

    def say(self, sentence: str) -> None:
        """Say one sentence under everything."""
        self.said.setText(sentence)

    @property
    def key_places(self) -> list[QWidget]:
        """Where the keys of its commands work: not while something is written or pressed."""
        return [self.list.list, self.text, self.tree]

    @property
    def editing(self) -> bool:
        """Whether the adjudicated event is being edited."""
        return self.right.currentWidget() is self.events

    def show_editor(self, *, shown: bool) -> None:
        """Show the adjudicated event to be edited, or the events side by side."""
        self.right.setCurrentWidget(self.events if shown else self.tree)
        for button in (*self.takes, *self.buttons.values()):
            button.setEnabled(not shown)
        if not shown:
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- note ----------------------------------------------------------------------------------

    def ask_note(self, about: str, text: str) -> None:
        """Ask for a note, or change the one there is."""
        self.note_about.setText(about)
        self.note.setText(text)
        self.note_box.show()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_note(self) -> None:
        self.note_box.hide()
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps the note, Escape leaves it."""
        if watched is self.note and isinstance(event, QKeyEvent):
            entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.type() == QEvent.Type.KeyPress and entered:
                self._leave_note()
                self.note_written.emit(self.note.text().strip())
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self._leave_note()
                return True
        return super().eventFilter(watched, event)

    # --- window --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the events side by side, else closes; F1 opens the manual."""
        if help_key.ask(self, event):
            return
        if event.key() == Qt.Key.Key_Escape and self.editing:
            self.show_editor(shown=False)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # no button is the default one
        super().keyPressEvent(event)

    def restore_panes(self, state: QByteArray) -> None:
        """Give the panes the widths they had."""
        self._moved = self.panes.restoreState(state)

    def saved_panes(self) -> QByteArray:
        """The widths that somebody gave the panes; nothing where nobody did."""
        return self.panes.saveState() if self._moved else QByteArray()

    def _share_room(self) -> None:
        """Give the panes their widths, whatever the size of everything, till they are moved."""
        if self._moved:
            return
        wanted = [self.theme.px(width) for width in _WIDTHS]
        if sum(wanted) > self.width():
            wanted = [round(self.width() * share) for share in _SHARES]
        self.panes.setSizes(wanted)

    def _note_move(self) -> None:
        self._moved = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share_room()

    def showEvent(self, event: QShowEvent) -> None:
        """Let no held key press a button of it."""
        super().showEvent(event)
        self._share_room()
        self._held_keys.watch(self)
