"""Packets for coders: for whom, into which folder, under which names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotator.domain.events import Coder
from annotator.gui.dialogs.form import Form, line
from annotator.gui.theme import NEAR, Theme
from annotator.gui.views.talk_list import spoken_time
from annotator.storage.packing import Sendable

_CODER = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CHECKED = Qt.CheckState.Checked
_SENT, _BACK, _RESULT = 2, 3, 4  # columns


@dataclass(frozen=True)
class Sending:
    """One packet to be written."""

    coder: Coder
    path: Path


class PacketsDialog(Form):
    """A list of coders to tick; what became of each packet is said in its row."""

    send_requested = Signal(list)  # of Sending

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        rows: Sequence[Sendable],
        *,
        unread: int,
        folder: str,
        dated: bool,
    ) -> None:
        title = QCoreApplication.translate("PacketsDialog", "Packets")
        super().__init__(parent, theme, title, ok=self.tr("Write packets"), width=940)
        self.setProperty("manual", "team")
        self.lead(
            self.tr(
                "A packet is a project file with one coder’s articles and work, and nothing of"
                " anybody else’s. Mail it; what is coded in it comes home by Merge packets…"
            )
            if rows
            else self.tr("Nothing is given to anybody yet: Assign articles… does that first.")
        )
        if unread:
            self.lead(
                self.tr(
                    "{} of the articles given out have no suggestions yet; in a packet written now"
                    " each coder’s machine makes its own. Wait until they are read, and all coders"
                    " see the same."
                ).format(f"{unread:,}")
            ).setObjectName("formWarning")
        self._build_tree(rows)
        self._build_folder(folder)
        self.names = QComboBox()
        self.names.addItem(self.tr("coder (ann.db)"), False)
        day = f"{dt.date.today():%Y-%m-%d}"  # noqa: DTZ011 - the user's own day
        self.names.addItem(self.tr("coder and day (ann-{}.db)").format(day), True)
        self.names.setCurrentIndex(int(dated))
        self.field(self.tr("Names of the files"), self.names)
        self.cancel_button.setText(self.tr("Close"))
        self._toggle()

    def _build_tree(self, rows: Sequence[Sendable]) -> None:
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setHeaderLabels(
            [
                self.tr("Coder"),
                self.tr("Articles"),
                self.tr("Sent"),
                self.tr("Came home"),
                self.tr("Now"),
            ]
        )
        self.tree.headerItem().setTextAlignment(1, _RIGHT)
        header = self.tree.header()
        for column, width in ((0, 120), (1, 80), (_SENT, 150), (_BACK, 150)):
            header.resizeSection(column, self.theme.px(width))
        header.setSectionResizeMode(_RESULT, QHeaderView.ResizeMode.Stretch)
        for row in rows:
            item = QTreeWidgetItem([row.coder.name, f"{row.articles:,}"])
            item.setTextAlignment(1, _RIGHT)
            item.setText(_SENT, _when(row.sent_at))
            item.setText(_BACK, _when(row.back_at))
            item.setData(0, _CODER, row.coder)
            item.setCheckState(0, _CHECKED)
            self.tree.addTopLevelItem(item)
        self.tree.itemChanged.connect(lambda *_: self._toggle())
        self.tree.setMinimumHeight(self.room(200))
        self.field(self.tr("For whom"), self.tree)
        if rows:
            self.tree.setCurrentIndex(self.tree.model().index(0, 0))

    def _build_folder(self, folder: str) -> None:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(NEAR))
        self.folder: QLineEdit = line(folder)
        self.folder.textChanged.connect(lambda _: self.complain(whole, ""))
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        self.field(self.tr("Into the folder"), whole)
        self._folder_field = whole

    def _choose(self) -> None:
        title = self.tr("Folder for packets")
        chosen = QFileDialog.getExistingDirectory(self, title, self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _items(self) -> list[QTreeWidgetItem]:
        items = map(self.tree.topLevelItem, range(self.tree.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _toggle(self) -> None:
        self.ok_button.setEnabled(any(i.checkState(0) == _CHECKED for i in self._items()))

    @property
    def dated(self) -> bool:
        """Whether the day stands in the names of the files."""
        return bool(self.names.currentData())

    def accept(self) -> None:
        """Ask for the packets of the ticked coders; the page stays open and says what came."""
        folder = Path(self.folder.text().strip()).expanduser()
        if not self.folder.text().strip() or not folder.is_dir():
            self.complain(self._folder_field, self.tr("There is no such folder."))
            self.folder.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        day = f"-{dt.date.today():%Y-%m-%d}" if self.dated else ""  # noqa: DTZ011 - own day
        wanted = [
            Sending(item.data(0, _CODER), _free(folder / f"{item.text(0)}{day}.db"))
            for item in self._items()
            if item.checkState(0) == _CHECKED
        ]
        self.ok_button.setEnabled(False)
        self.send_requested.emit(wanted)

    def show_result(self, coder: Coder, sentence: str, *, sent_at: str = "") -> None:
        """Say in a coder's row what became of the packet; one that was written is ticked off."""
        for item in self._items():
            if item.data(0, _CODER) == coder:
                item.setText(_RESULT, sentence)
                item.setToolTip(_RESULT, sentence)
                if sent_at:
                    item.setText(_SENT, _when(sent_at))
                    item.setCheckState(0, Qt.CheckState.Unchecked)

    def finish(self) -> None:
        """Let packets be asked for again."""
        self._toggle()
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)


def _free(path: Path) -> Path:
    """The path, or where there is such a file already the first numbered one that is free."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def _when(moment: str) -> str:
    return spoken_time(moment) if moment else ""
