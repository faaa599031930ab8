"""Packets to bring home: which files, what each would bring, and every problem by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.merging import TAKEN, Arrival, Brought, FileReport, MergeReport
from annotator.gui.dialogs.form import Form, text_label
from annotator.gui.theme import NEAR, STEP, TIGHT, Theme

_PATH = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FIGURES = tuple(Arrival)  # one column each, behind file and coder


class MergeDialog(Form):
    """Files above, what they would do below; nothing is changed before the button.

    While it merges the page stays, and Escape stops it; it goes when the packets are home.
    """

    preview_wanted = Signal(list)  # of paths
    merge_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None, theme: Theme, *, folder: str) -> None:
        title = QCoreApplication.translate("MergeDialog", "Merge packets")
        super().__init__(parent, theme, title, ok=self.tr("Merge"), width=1000)
        self.setProperty("manual", "team")
        self.folder = folder
        self.settled = True
        self.merging = False
        self.setAcceptDrops(True)
        self.lead(
            self.tr(
                "Packets come home in any order and as often as one likes. A later state of a"
                " coding replaces the earlier one, which is kept."
            )
        )
        self._build_files()
        self._build_tables()
        self.ok_button.setEnabled(False)
        self._look()

    # --- files ---------------------------------------------------------------------------------

    def _build_files(self) -> None:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(STEP))
        self.files = QListWidget()
        self.files.setFixedHeight(self.theme.px(84))
        self.files.setAccessibleName(self.tr("Packets"))
        buttons = QVBoxLayout()
        buttons.setSpacing(self.theme.px(NEAR))
        self.add_button = QPushButton(self.tr("Add files…"))
        self.add_button.setToolTip(self.tr("Files can also be dropped on the window"))
        self.add_button.clicked.connect(self._choose)
        self.remove_button = QPushButton(self.tr("Remove"))
        self.remove_button.setToolTip(self.tr("Take the file off the list; it stays where it is"))
        self.remove_button.clicked.connect(self._remove)
        for button in (self.add_button, self.remove_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        row.addWidget(self.files, 1)
        row.addLayout(buttons)
        self.field(self.tr("Files"), whole)
        self.files.setAccessibleName(self.tr("Files"))
        self._files_field = whole
        self.begin_at(self.add_button)

    @property
    def paths(self) -> list[Path]:
        """The files on the list."""
        return [self.files.item(row).data(_PATH) for row in range(self.files.count())]

    def add(self, paths: Sequence[Path]) -> None:
        """Put files on the list, each once, and ask what they would bring."""
        if self.merging:
            return
        known = set(self.paths)
        for path in dict.fromkeys(paths):
            if path not in known:
                item = QListWidgetItem(str(path))
                item.setData(_PATH, path)
                self.files.addItem(item)
        if self.files.count():
            self.files.setCurrentRow(self.files.count() - 1)
            self.folder = str(self.paths[-1].parent)
        self._look()

    def _choose(self) -> None:
        kinds = self.tr("Packets (*.db)")
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Packets"), self.folder, kinds)
        if chosen:
            self.add([Path(name) for name in chosen])

    def _remove(self) -> None:
        if self.files.currentRow() >= 0:
            self.files.takeItem(self.files.currentRow())
            self._look()

    def _look(self) -> None:
        self.ok_button.setEnabled(False)
        self.remove_button.setEnabled(bool(self.files.count()))
        self.complain(self._files_field, "")
        self.tree.clear()
        self._show_problems(())
        if self.paths:
            self.settled = False
            self.said.setText(self.tr("Looking into the packets…"))
            self.bar.setAccessibleName(self.said.text())
            self._show_bar(shown=True)
            self.show_progress(0, 0)
            self.preview_wanted.emit(self.paths)
        else:
            self._show_bar(shown=False)
            self.said.setText(self.tr("No packet is chosen yet: add files, or drop them here."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the dropped files on the list."""
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if urls:
            event.acceptProposedAction()
            self.add([Path(url.toLocalFile()) for url in urls])

    # --- what they would bring -----------------------------------------------------------------

    def _build_tables(self) -> None:
        self.said = text_label("", "formLead")
        self.body.addWidget(self.said)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(self.theme.px(TIGHT))
        self.body.addWidget(self.bar)
        words = {
            Arrival.NEW: self.tr("New"),
            Arrival.NEWER: self.tr("Newer"),
            Arrival.UNCHANGED: self.tr("Unchanged"),
            Arrival.OLDER: self.tr("Older"),
            Arrival.CONFLICT: self.tr("In conflict"),
            Arrival.OTHER_TEXT: self.tr("Other text"),
            Arrival.OTHER_SCHEMA: self.tr("Other codebook"),
            Arrival.REFUSED: self.tr("Refused"),
        }
        self.tree = _table(
            [self.tr("File"), self.tr("Coder"), *(words[one] for one in _FIGURES)], stretched=0
        )
        for column in range(2, 2 + len(_FIGURES)):
            self.tree.headerItem().setTextAlignment(column, _RIGHT)
        self.tree.setFixedHeight(self.room(130))
        self.field(self.tr("What they would bring"), self.tree)
        self.problems = _table(
            [self.tr("File"), self.tr("Coder"), self.tr("Article"), self.tr("Why")], stretched=3
        )
        self.problems.setMinimumHeight(self.room(150))
        header = self.problems.header()
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(2, self.theme.px(300))
        self.field(self.tr("To be looked at"), self.problems)

    def show_report(self, paths: Sequence[Path], report: MergeReport) -> None:
        """Show what merging these files would do, if they are still those on the list."""
        if list(paths) != self.paths:
            return
        self.settled = True
        self._show_bar(shown=False)
        self.tree.clear()
        self.complain(self._files_field, "")
        for each in report.files:
            for item in self._items(each):
                self.tree.addTopLevelItem(item)
        self._show_problems(list(report.problems))
        self.said.setText("\n".join(self._sentences(report)))
        self.ok_button.setEnabled(report.count(*TAKEN) > 0)

    def _items(self, report: FileReport) -> Iterator[QTreeWidgetItem]:
        for coder, counted in report.by_coder():
            cells = [f"{counted[one]:,}" if counted[one] else "–" for one in _FIGURES]
            item = QTreeWidgetItem([report.name, coder, *cells])
            for column in range(2, 2 + len(_FIGURES)):
                item.setTextAlignment(column, _RIGHT)
            told = ", ".join(f"{counted[one]:,} {one.value}" for one in _FIGURES if counted[one])
            spoken = f"{report.name}, {coder}: {told}"
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
            yield item
        if not report.brought:
            yield QTreeWidgetItem([report.name, self.tr("no codings")])

    def _show_problems(self, problems: Sequence[tuple[FileReport, Brought]]) -> None:
        self.problems.clear()
        self.problems.setEnabled(bool(problems))
        kept = self.tr("both states are kept until you choose")
        for each, one in problems:
            why = one.sentence or kept
            words = f"{one.arrival.value}: {why}"
            item = QTreeWidgetItem([each.name, one.coder, one.title, words])
            for column in (2, 3):
                item.setToolTip(column, item.text(column))
            self.problems.addTopLevelItem(item)

    def _sentences(self, report: MergeReport) -> list[str]:
        taken = report.count(*TAKEN)
        said = self.tr("{} codings would be taken in one step that can be undone.")
        if taken == 1:
            said = self.tr("One coding would be taken in one step that can be undone.")
        lines = [said.format(f"{taken:,}") if taken else self.tr("There is nothing new in them.")]
        return lines + [f"{each.name}: {note}" for each in report.files for note in each.notes]

    def show_problem(self, paths: Sequence[Path], sentence: str) -> None:
        """Say why these files cannot be merged."""
        if list(paths) != self.paths:
            return
        self.settled = True
        self._show_bar(shown=False)
        self.said.setText("")
        self.complain(self._files_field, sentence)

    # --- merging -------------------------------------------------------------------------------

    def accept(self) -> None:
        """Ask for what was looked into to be merged; the page goes when that is done."""
        if self.ok_button.isEnabled() and not self.merging:
            self.merge_wanted.emit()

    def reject(self) -> None:
        """Close, or stop the merging and stay."""
        if self.merging:
            self.cancel_button.setEnabled(False)
            self._say_doing(self.tr("Stopping…"))
            self.stop_wanted.emit()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay while it merges, unless the project goes."""
        if self.merging and not event.spontaneous():
            self.show_merging(merging=False)
        super().closeEvent(event)

    def show_merging(self, *, merging: bool) -> None:
        """Let nothing but stopping be done while packets are merged."""
        self.merging = merging
        for part in (self.files, self.add_button, self.remove_button):
            part.setEnabled(not merging)
        self.cancel_button.setText(self.tr("Stop") if merging else self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("The project stays as it is") if merging else "")
        self.cancel_button.setEnabled(True)
        self.ok_button.setEnabled(not merging)
        self._show_bar(shown=merging)
        if merging:
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_progress(0, 0)

    def _show_bar(self, *, shown: bool) -> None:
        """The bar keeps its place, so that nothing moves when it goes."""
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.setVisible(shown)

    def show_progress(self, done: int, total: int) -> None:
        """Say how many codings of how many were gone through; 0 of 0 while packets are read."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if self.merging and self.cancel_button.isEnabled():  # else it is being stopped
            said = self.tr("Merging: {} of {} codings").format(f"{done:,}", f"{total:,}")
            self._say_doing(said if total else self.tr("Merging: looking into the packets…"))

    def _say_doing(self, sentence: str) -> None:
        """Say it in the first line, so that nothing moves."""
        lines = self.said.text().split("\n")
        self.said.setText("\n".join([sentence, *lines[1:]]))
        self.bar.setAccessibleName(sentence)

    def show_unmerged(self, sentence: str, *, problem: bool) -> None:
        """Say why nothing was merged; it can be tried again."""
        self.show_merging(merging=False)
        self.complain(self._files_field, sentence if problem else "")
        self._say_doing("" if problem else sentence)
        self.ok_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Go: the packets are home."""
        self.show_merging(merging=False)
        super().accept()


def _table(labels: list[str], *, stretched: int) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setAllColumnsShowFocus(True)
    tree.setHeaderLabels(labels)
    header = tree.header()
    header.setStretchLastSection(False)
    for column in range(len(labels)):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return tree
