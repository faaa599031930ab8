"""The manual in a window of its own, beside the work: contents, search, pages, back and forward."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import icons, manual_pages, plain_text
from annotator.gui.commands import Command
from annotator.gui.dialogs.form import line
from annotator.gui.key_caps import html_cap
from annotator.gui.key_names import key_text
from annotator.gui.theme import (
    HEADLINE,
    ICON,
    MARK_RADIUS,
    NEAR,
    ROOM,
    SMALL,
    STEP,
    TIGHT,
    TITLE,
    UI,
    WIDE,
    Theme,
    style_sheet,
)

SIZE = QSize(860, 640)  # pixels at 100 %
CONTENTS = 260
_PAGE = Qt.ItemDataRole.UserRole


class ManualWindow(QDialog):
    """Never modal: coding goes on beside it. Escape closes it, F1 elsewhere turns its page."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, commands: Mapping[str, Command]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Manual"))
        self.setModal(False)
        self.setProperty("beside", True)  # what is edited in the window stays open meanwhile
        self._commands = commands
        self._trail: list[str] = []  # pages seen
        self._at = -1
        self._build()
        self._fill("")
        self.set_theme(theme)
        wanted = QSize(theme.px(SIZE.width()), theme.px(SIZE.height()))
        self.resize(wanted.boundedTo(self.screen().availableSize()))

    def _build(self) -> None:
        self.search = line(placeholder=self.tr("Search the manual"))
        self.search.setAccessibleName(self.tr("Search the manual"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self._next_place)
        self.contents = QListWidget()
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setAccessibleName(self.tr("Pages of the manual"))
        self.contents.currentItemChanged.connect(lambda now, _before: self._turn_to(now))
        self._nothing = plain_text.label(
            self.tr("No page has these words."), "manualNothing", wrap=True
        )
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)  # pages only: nothing is fetched, nothing opened outside
        self.text.setAccessibleName(self.tr("Page of the manual"))
        self.text.anchorClicked.connect(self._follow)
        self.back = self._button("left", self.tr("Back"), -1)
        self.forward = self._button("right", self.tr("Forward"), 1)
        self._title = plain_text.label("", "manualTitle")
        self._lay_out()
        for keys, act in (
            (QKeySequence.StandardKey.Find, self._begin_search),
            (QKeySequence.StandardKey.Back, lambda: self._step(-1)),
            (QKeySequence.StandardKey.Forward, lambda: self._step(1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _button(self, drawing: str, words: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("drawing", drawing)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self._step(step))
        return button

    def _lay_out(self) -> None:
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.addWidget(self.search)
        self._left.addWidget(self._nothing)
        self._left.addWidget(self.contents, 1)
        right = QWidget()
        self._bar = QHBoxLayout()
        self._bar.addWidget(self.back)
        self._bar.addWidget(self.forward)
        self._bar.addWidget(self._title)
        self._bar.addStretch(1)
        self._right = QVBoxLayout(right)
        self._right.addLayout(self._bar)
        self._right.addWidget(self.text, 1)
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(left)
        self._parts.addWidget(right)
        self._parts.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._parts)

    # --- look ----------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take on another look, at the same place of the same page."""
        self.theme = theme
        t, px = theme.tokens, theme.px
        self.setFont(theme.font())
        self.setPalette(theme.palette())
        self._left.setContentsMargins(px(STEP), px(STEP), px(NEAR), px(STEP))
        self._right.setContentsMargins(px(NEAR), px(STEP), px(STEP), px(STEP))
        for layout in (self._left, self._right, self._bar):
            layout.setSpacing(px(NEAR))
        for button in (self.back, self.forward):
            drawing = button.property("drawing")
            button.setIcon(icons.icon(drawing, theme.color("text"), px(ICON)))
            button.setIconSize(QSize(px(ICON), px(ICON)))
        self.setStyleSheet(
            style_sheet(theme) + f"QDialog {{ background: {t.background}; }}"
            f" #manualTitle {{ font-weight: 600; }}"
            f" #manualNothing {{ color: {t.muted}; font-size: {px(SMALL)}px; }}"
            f" QListWidget {{ padding: {px(TIGHT)}px; }}"
            f" QListWidget::item {{ padding: {px(TIGHT)}px {px(NEAR)}px;"
            f" border-radius: {px(MARK_RADIUS)}px; }}"
            f" QListWidget:focus, QTextBrowser:focus {{ border-color: {t.accent}; }}"
        )
        self._parts.setSizes([px(CONTENTS), max(1, self.width() - px(CONTENTS))])
        self._show_page(keep=True)

    def _page_style(self) -> str:
        t, px = self.theme.tokens, self.theme.px
        return (
            f"body {{ color: {t.text}; }}"
            f" h1 {{ font-size: {px(HEADLINE)}px; font-weight: 700; margin: 0 0 {px(NEAR)}px 0; }}"
            f" h2 {{ font-size: {px(TITLE)}px; font-weight: 600;"
            f" margin: {px(ROOM)}px 0 {px(TIGHT)}px 0; }}"
            f" p, li {{ font-size: {px(UI)}px; line-height: 150%; margin: 0 0 {px(NEAR)}px 0; }}"
            f" a {{ color: {t.accent}; }}"
        )

    def caps(self, kind: str, name: str) -> str:
        """A key as it stands in a page; the way through the menu for a command without one."""
        if kind == "fixed":
            return html_cap(self.theme, key_text(name) or name)  # a modifier alone is no key
        command = self._commands.get(name)
        if command is None:
            return f"<i>{escape(name)}</i>"
        if command.keys:
            return html_cap(self.theme, key_text(command.keys[0]))
        way = ["☰", command.menu, command.label] if command.menu else [command.label]
        return f"<i>{escape(' ▸ '.join(way))}</i>"

    # --- pages ---------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """The name of the page shown."""
        return self._trail[self._at] if self._at >= 0 else ""

    def set_commands(self, commands: Mapping[str, Command]) -> None:
        """Name the keys that are in force now."""
        self._commands = commands
        self._show_page(keep=True)

    def show_page(self, name: str) -> None:
        """Turn to a page; the one before is a step back."""
        if name not in manual_pages.pages() or name == self.page:
            return
        self._trail = [*self._trail[: self._at + 1], name]
        self._at = len(self._trail) - 1
        self._show_page()

    def _step(self, step: int) -> None:
        if 0 <= self._at + step < len(self._trail):
            self._at += step
            self._show_page()

    def _show_page(self, *, keep: bool = False) -> None:
        page = manual_pages.pages().get(self.page)
        if page is None:
            return
        place = self.text.verticalScrollBar().value()
        self.text.document().setDefaultStyleSheet(self._page_style())
        self.text.document().setIndentWidth(self.theme.px(WIDE))
        self.text.document().setDocumentMargin(self.theme.px(WIDE))
        self.text.setHtml(f"<body>{manual_pages.html(page, self.caps)}</body>")
        self._title.setText(page.title)
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at < len(self._trail) - 1)
        self._mark_contents()
        self._mark_words()
        if keep:
            self.text.verticalScrollBar().setValue(place)

    def _follow(self, link: QUrl) -> None:
        self.show_page(link.toString())

    # --- contents and search -------------------------------------------------------------------

    def _fill(self, words: str) -> None:
        """List the pages in which the words stand; all of them for no words."""
        self.contents.blockSignals(True)
        self.contents.clear()
        for found in manual_pages.search(words, lambda _kind, name: name):
            item = QListWidgetItem(found.page.title)
            item.setData(_PAGE, found.page.name)
            self.contents.addItem(item)
        self.contents.blockSignals(False)
        self._nothing.setVisible(not self.contents.count())
        self._mark_contents()
        if words.strip() and self.contents.count() and self.contents.currentRow() < 0:
            self.contents.setCurrentRow(0)
        self._mark_words()

    def _mark_contents(self) -> None:
        self.contents.blockSignals(True)
        rows = range(self.contents.count())
        names = [self.contents.item(row).data(_PAGE) for row in rows]
        self.contents.setCurrentRow(names.index(self.page) if self.page in names else -1)
        self.contents.blockSignals(False)

    def _turn_to(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.show_page(item.data(_PAGE))

    def _begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _mark_words(self) -> None:
        """Tint every place of the page where a word of the search stands."""
        if not hasattr(self, "theme"):
            return
        marks = []
        for word in self.search.text().split():
            cursor = self.text.document().find(word)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(self.theme.tint(self.theme.color("accent")))
                marks.append(mark)
                cursor = self.text.document().find(word, cursor)
        self.text.setExtraSelections(marks)

    def _next_place(self) -> None:
        """Go to the next place where the words stand, from the top again after the last."""
        words = self.search.text().split()
        if words and not self.text.find(words[0]):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(words[0])
