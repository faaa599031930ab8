"""A codebook to read in: lists, a search, the tree, and what the code in focus means."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import codebook
from annotator.domain.schema import Code, CodeList, Schema
from annotator.gui import plain_text
from annotator.gui.dialogs.code_page import code_page
from annotator.gui.dialogs.form import Form, line
from annotator.gui.theme import STEP, Theme

_CODE = Qt.ItemDataRole.UserRole
_LIST_LETTERS = 16  # that its name has room for
_FOUND = 100  # codes listed for a search


class CodebookReader(Form):
    """Left the codes, as a tree or as a search finds them; right the page of one."""

    def __init__(self, parent: QWidget | None, theme: Theme, title: str, *, ok: str) -> None:
        super().__init__(parent, theme, title, ok=ok, width=1060)
        self.setProperty("manual", "codebook")
        self.cancel_button.setText(self.tr("Close"))
        self.top = QHBoxLayout()
        self.lists = QComboBox()
        self.lists.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.lists.setMinimumContentsLength(_LIST_LETTERS)
        self.lists.setAccessibleName(self.tr("Code list"))
        self.lists.currentIndexChanged.connect(lambda _index: self._refill())
        self.search = line(placeholder=self.tr("Type a code or words, such as “bombed the town”"))
        self.search.setAccessibleName(self.tr("Find a code"))
        self.search.setClearButtonEnabled(True)
        self.search.textEdited.connect(lambda _text: self._refill())
        self.top.addWidget(self.lists)
        self.top.addWidget(self.search, 1)
        self.body.addLayout(self.top)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setAccessibleName(self.tr("Codes"))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._show_page())
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.document().setDocumentMargin(theme.px(STEP))
        self.page.anchorClicked.connect(self._follow)
        self.page.setAccessibleName(self.tr("What the code means"))
        right = QWidget()
        self.right = QVBoxLayout(right)
        self.right.setContentsMargins(0, 0, 0, 0)
        self.right.addWidget(self.page, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.tree)
        split.addWidget(right)
        split.setHandleWidth(theme.px(STEP))
        split.setStyleSheet("QSplitter::handle { background: transparent; }")
        split.setSizes([theme.px(440), theme.px(550)])
        split.setMinimumHeight(self.room(460))
        self.body.addWidget(split, 1)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._find)
        self.search.returnPressed.connect(self.tree.setFocus)
        self.begin_at(self.search)

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # --- what is shown -------------------------------------------------------------------------

    @property
    def schema(self) -> Schema:
        """The codebook that is shown."""
        raise NotImplementedError

    def used(self, code: Code) -> str:
        """How often a code of the list shown was given, in words."""
        raise NotImplementedError

    def _fill_lists(self) -> None:
        """Offer the lists of the codebook, and show the one that was shown."""
        current = self.lists.currentData()
        self.lists.blockSignals(True)
        self.lists.clear()
        for codes in self.schema.code_lists:
            self.lists.addItem(f"{codes.label} ({len(codes.codes)})", codes.name)
        self.lists.setCurrentIndex(max(0, self.lists.findData(current)))
        self.lists.blockSignals(False)
        self._refill()

    def show_code(self, code_list: str, code: str) -> None:
        """Go to a code of a list."""
        self.search.clear()
        self.lists.setCurrentIndex(max(0, self.lists.findData(code_list)))
        self._refill(code)

    @property
    def codes(self) -> CodeList:
        """The list that is shown."""
        return self.schema.code_list(str(self.lists.currentData()))

    @property
    def code(self) -> Code | None:
        """The code that is shown."""
        item = self.tree.currentItem()
        return self.codes.get(str(item.data(0, _CODE))) if item is not None else None

    def _refill(self, code: str = "") -> None:
        if self.lists.currentData() is None:
            return
        wanted = code or (self.code.code if self.code else "")
        query = self.search.text().strip()
        self.tree.blockSignals(True)
        self.tree.clear()
        self.tree.setRootIsDecorated(not query)
        if query:
            for hit in codebook.search(self.codes, query, limit=_FOUND):
                self.tree.addTopLevelItem(self._item(hit.code))
        else:
            self._fill(None, "")
        self.tree.blockSignals(False)
        first = self.tree.topLevelItem(0)
        found = bool(code or not query) and self._go_to(wanted)
        if not found and code and query:  # a code just retired is no longer found by words
            self.search.clear()
            self._refill(code)
            return
        if not found and first is not None:
            self.tree.setCurrentItem(first)
        self._show_page()

    def _fill(self, parent: QTreeWidgetItem | None, code: str) -> None:
        for entry in self.codes.children.get(code, ()):
            item = self._item(entry)
            if parent is None:
                self.tree.addTopLevelItem(item)
            else:
                parent.addChild(item)
            self._fill(item, entry.code)

    def _item(self, code: Code) -> QTreeWidgetItem:
        label = f"{code.label} – {self.tr('retired')}" if code.retired else code.label
        item = QTreeWidgetItem([code.code, label])
        item.setData(0, _CODE, code.code)
        item.setToolTip(1, plain_text.tip(code.definition))
        bold = self.theme.font(weight=QFont.Weight.DemiBold)
        item.setFont(0, bold)
        if not code.assignable:
            item.setFont(1, bold)
        if code.retired:
            struck = self.theme.font()
            struck.setStrikeOut(True)
            item.setFont(1, struck)
            item.setForeground(1, self.theme.color("muted"))
        return item

    def _go_to(self, code: str) -> bool:
        for item in self.tree.findItems(
            code, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 0
        ):
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item)
            return True
        return False

    def _follow(self, link: QUrl) -> None:
        """Go to the code of a link."""
        self._refill(link.toString().removeprefix("code:"))

    def _show_page(self) -> None:
        code = self.code
        if code is None:
            words = self.tr("No code is called so. Try another word, or the digits of a code.")
            self.page.setHtml(f"<p>{words}</p>")
        else:
            page = code_page(self.schema, self.codes, code, self.theme, self.used(code))
            self.page.setHtml(page)
