"""The head of the queue: how much is to do, which articles are shown, and a search in all texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.queue_filter import QueueFilter
from annotator.domain.searching import LONGEST_QUERY
from annotator.gui import icons, plain_text
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.theme import (
    HAIR,
    ICON,
    NEAR,
    ROOM,
    ROW_RADIUS,
    SMALL,
    SMALL_ICON,
    TIGHT,
    UI,
    Theme,
)
from annotator.gui.views.floating_sheet import ENTER

_PAUSE = 150  # milliseconds without a key after which a search begins


def filter_name(wanted: QueueFilter) -> str:
    """A filter in words."""
    names = {
        QueueFilter.ALL: QCoreApplication.translate("QueueFilter", "All articles"),
        QueueFilter.TODO: QCoreApplication.translate("QueueFilter", "To do"),
        QueueFilter.IN_PROGRESS: QCoreApplication.translate("QueueFilter", "In progress"),
        QueueFilter.DONE: QCoreApplication.translate("QueueFilter", "Done"),
        QueueFilter.NOTHING: QCoreApplication.translate("QueueFilter", "Nothing to code"),
        QueueFilter.FLAGGED: QCoreApplication.translate("QueueFilter", "Flagged"),
        QueueFilter.QUESTION: QCoreApplication.translate("QueueFilter", "With a question"),
    }
    return names[wanted]


class _Menu(QMenu):
    """A menu whose digits are its own, also where a digit is the key of some command."""

    def event(self, event: QEvent) -> bool:
        """Let no command take a key while the menu is open."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


class QueueHead(QFrame):
    """Says what is shown, always; one button and one field change it."""

    filter_chosen = Signal(object)  # QueueFilter
    search_changed = Signal(str)
    list_wanted = Signal()  # the keyboard is to go to the list
    first_wanted = Signal()  # the first of the list is to be opened
    left = Signal()  # the keyboard is to go back to the article

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queueHead")
        self.count_filters: Callable[[], Mapping[QueueFilter, int]] = dict
        self._filter = QueueFilter.ALL
        self._names = default_names()
        self.header = plain_text.label("", "queueHeader")
        self.filter_button = QToolButton()
        self.filter_button.setObjectName("queueFilter")
        self.filter_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.filter_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # arrow behind
        self.filter_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.filter_button.clicked.connect(self.open_filters)
        self.menu = _Menu(self)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_QUERY)
        self.field.setPlaceholderText(self.tr("Search titles and texts"))
        self.field.setAccessibleName(self.tr("Search titles and texts of the queue"))
        self.field.setClearButtonEnabled(True)
        self._glass = self.field.addAction(
            icons.icon("search", theme.color("muted")), QLineEdit.ActionPosition.LeadingPosition
        )
        self.field.installEventFilter(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._search)
        self.field.textChanged.connect(self._typed)
        self.found = plain_text.label("", "queueFound", wrap=True)
        self.found.hide()
        self._top = QHBoxLayout()
        self._top.addWidget(self.header, 1)
        self._top.addWidget(self.filter_button, 0, Qt.AlignmentFlag.AlignRight)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addWidget(self.field)
        self._column.addWidget(self.found)
        self.set_theme(theme)
        self.show_filter(QueueFilter.ALL, 0)
        self.set_keys(self._names)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        t, px = theme.tokens, theme.px
        self._column.setContentsMargins(px(ROOM), px(NEAR), px(NEAR), px(NEAR))
        self._column.setSpacing(px(NEAR))
        self._top.setSpacing(px(NEAR))
        self.filter_button.setIcon(icons.icon("down", theme.color("muted"), px(SMALL_ICON)))
        self.filter_button.setIconSize(QSize(px(SMALL_ICON), px(SMALL_ICON)))
        self._glass.setIcon(icons.icon("search", theme.color("muted"), px(ICON)))
        self.setStyleSheet(
            f"#queueHead {{ background: transparent; border: none; }}"
            f" #queueHeader {{ color: {t.muted}; font-size: {px(SMALL)}px; font-weight: 600;"
            f" letter-spacing: {px(HAIR)}px; }}"
            f" #queueFilter {{ border: 1px solid transparent; border-radius: {px(ROW_RADIUS)}px;"
            f" padding: {px(TIGHT)}px {px(NEAR)}px; color: {t.muted}; font-size: {px(SMALL)}px; }}"
            f" #queueFilter:hover, #queueFilter:focus {{ border-color: {t.line};"
            f" background: {t.surface}; color: {t.text}; }}"
            f' #queueFilter[narrow="true"] {{ border-color: {t.accent}; color: {t.accent};'
            f" background: {t.accent_soft}; }}"
            f" QLineEdit {{ background: {t.surface}; border: 1px solid {t.line};"
            f" border-radius: {px(ROW_RADIUS)}px; font-size: {px(UI)}px; padding: {px(TIGHT)}px; }}"
            f" QLineEdit:focus {{ border-color: {t.accent}; }}"
            f" #queueFound {{ color: {t.muted}; font-size: {px(SMALL)}px; }}"
        )

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self._names = names
        words = names.tip(self.tr("Articles that have all of the words"), "queue.search")
        more = self.tr("“In quotation marks” they stand one behind the other; Bak* finds Baku.")
        self.field.setToolTip(plain_text.tip(f"{words}. {more}"))
        self._tip_filter()

    def _tip_filter(self) -> None:
        shown = self.tr("Which articles are shown: {}").format(filter_name(self._filter))
        self.filter_button.setToolTip(plain_text.tip(self._names.tip(shown, "queue.filter")))

    # --- filter --------------------------------------------------------------------------------

    def show_filter(self, wanted: QueueFilter, number: int) -> None:
        """Say which articles are shown, and how many they are."""
        self._filter = wanted
        narrow = wanted is not QueueFilter.ALL
        name = filter_name(wanted)
        text = f"{name} · {number:,}" if narrow else self.tr("All")
        if text == self.filter_button.text():
            return
        self.filter_button.setText(text)
        self.filter_button.setAccessibleName(self.tr("Shown: {}").format(name))
        self._tip_filter()
        self.filter_button.setProperty("narrow", narrow)
        self.filter_button.style().unpolish(self.filter_button)
        self.filter_button.style().polish(self.filter_button)
        self.header.setVisible(not narrow)

    def open_filters(self) -> None:
        """Offer every filter with how many articles it shows; digits choose."""
        self.menu.clear()
        group = QActionGroup(self.menu)
        numbers = self.count_filters()
        for digit, wanted in enumerate(QueueFilter, start=1):
            text = f"&{digit}  {filter_name(wanted)}\t{numbers.get(wanted, 0):,}"
            action = self.menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(wanted is self._filter)
            action.triggered.connect(lambda _=False, w=wanted: self.filter_chosen.emit(w))
            group.addAction(action)
            if wanted is self._filter:
                self.menu.setActiveAction(action)
        corner = QPoint(0, self.filter_button.height())
        self.menu.popup(self.filter_button.mapToGlobal(corner))

    # --- search --------------------------------------------------------------------------------

    def open_search(self) -> None:
        """Give the keyboard to the search; what stands there is marked."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def say_found(self, sentence: str) -> None:
        """Say what was found and how far the search is; empty: nothing is searched."""
        self.found.setText(sentence)
        self.found.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)

    def clear_search(self) -> None:
        """Show all of the articles again."""
        self.field.clear()
        self._search()

    def _typed(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._search()

    def _search(self) -> None:
        self._pause.stop()
        self.search_changed.emit(self.field.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the first hit, Down goes to the list, Escape clears, then leaves."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        none, pad = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
        plain = event.modifiers() in (none, pad)
        if event.key() in ENTER and plain:
            if self._pause.isActive():
                self._search()
            self.first_wanted.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.clear_search()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True
