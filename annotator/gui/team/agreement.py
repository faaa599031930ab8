"""The page of agreement: computed in a thread from a copy of the project, while work goes on."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from annotator.domain.changes import Changes, Kind
from annotator.domain.errors import CancelledError, KnownError
from annotator.gui import crash
from annotator.gui.dialogs.agreement import AgreementDialog, Tables
from annotator.gui.dialogs.agreement_choice import Wish
from annotator.gui.giving_way import GivingWay
from annotator.gui.tasks import Task
from annotator.gui.team.two_codings import TwoCodings
from annotator.gui.views.figure_table import Sheet
from annotator.storage import reads

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage
    from annotator.gui.team.agreement_computing import Computed
    from annotator.gui.team.agreement_places import Spots

_REMEMBERED = "agreement"
_FIGURES = {Kind.CODING, Kind.EVENT, Kind.ASSIGNMENT}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Agreement", text)


class Agreement:
    """One page of figures on agreement, beside the work."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        uuid = self.session.project.uuid
        wish = remembered(page.settings.project_value(uuid, _REMEMBERED))
        self.dialog = AgreementDialog(page.window(), page.theme, wish)
        self._fill_choice(wish)
        self.dialog.changed.connect(self._compute)
        self.dialog.refresh_requested.connect(self._read_again)
        self.dialog.stop_requested.connect(self._stop)
        self.dialog.opened.connect(self._open)
        self.dialog.save_requested.connect(self._save)
        self.dialog.data_requested.connect(self._save_data)
        self.dialog.assign_requested.connect(lambda: page.command_requested.emit("project.assign"))
        self.dialog.finished.connect(self._end)
        self._task: Task | None = None
        self._way: GivingWay | None = None
        self._computed: Computed | None = None
        self._edited = False  # since what is shown was read
        self.beside: TwoCodings | None = None

    def show(self) -> None:
        """Show the page, and compute."""
        self._compute()
        self.dialog.show_beside()

    @property
    def settled(self) -> bool:
        """Whether the figures are those of the fields."""
        return self.dialog.settled

    def follow(self, changes: Changes) -> None:
        """Say that figures are of before an edit; they are computed when they are asked for."""
        if changes.kinds & _FIGURES and not self._edited:
            self._edited = True
            if self.dialog.settled and self.dialog.save_button.isEnabled():
                self.dialog.say(self._standing())

    # --- computing -----------------------------------------------------------------------------

    def _fill_choice(self, wish: Wish) -> None:
        connection = self.session.project.connection
        names = [one.name for one in reads.rounds(connection)]
        coders = [one.name for one in reads.coders(connection)]
        if wish.round in names:
            self.dialog.choice.show_rounds(names, wish.round)
            self.dialog.choice.show_coders(coders, wish.coders)

    def _read_again(self) -> None:
        self._computed = None
        self._compute()

    def _compute(self) -> None:
        """Compute in a thread what the fields say; what was read before is taken, if anything."""
        self._stop_task()
        wish, path = self.dialog.choice.wish, self.session.project.path
        known = self._computed
        if known is None:
            self._edited = False
        label = self.dialog.choice.statistic_label
        self.dialog.show_progress(_tr("Reading the codings…"), 0.0)
        self._way = way = GivingWay(self.dialog)

        def compute(task: Task) -> Computed:
            from annotator.gui.team.agreement_computing import compute as computed  # noqa: PLC0415

            return computed(path, wish, task, way, label=label, known=known)

        self._task = task = Task(compute, parent=self.dialog)
        task.progressed.connect(lambda told: self.dialog.show_progress(*told))
        task.done.connect(partial(self._show, task))
        task.failed.connect(partial(self._fail, task))
        task.start()

    def _show(self, task: Task, computed: Computed) -> None:
        if task is not self._task:
            return  # something else is asked for meanwhile
        self._stop_task()
        self._computed = computed
        wish, choice = computed.wish, self.dialog.choice
        choice.show_rounds(computed.rounds, wish.round)
        choice.show_coders(computed.coders, wish.coders)
        self._remember(choice.wish)
        self.dialog.show_tables(self._standing(), computed.tables, lacking=bool(computed.lacking))

    def _standing(self) -> str:
        """Of when the figures are, and what is to be known of that."""
        computed = self._computed
        if computed is None:
            return _tr("Stopped. “Count again” goes on.")
        read = computed.read_at.astimezone()
        said = [_tr("This is the state of {}.").format(f"{read:%H:%M}")]
        if self._edited:
            said.append(_tr("The project has been edited since: “Count again” reads it anew."))
        return " ".join([*filter(None, [computed.lacking]), *said])

    def _fail(self, task: Task, error: BaseException) -> None:
        if task is not self._task or isinstance(error, CancelledError):
            return
        self._stop_task()
        if not isinstance(error, KnownError):
            self.dialog.show_nothing("")
            crash.hand_on(error)
        self.dialog.show_tables(str(error), Tables(Sheet("", ())), lacking=False)

    def _stop_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self._way is not None:
            self._way.stop()
            self._way.deleteLater()
            self._way = None

    def _stop(self) -> None:
        """Compute no further; what was shown before is shown on."""
        self._stop_task()
        if self._computed is None:
            self.dialog.show_nothing(self._standing())
            return
        shown = self._computed
        self.dialog.show_tables(self._standing(), shown.tables, lacking=bool(shown.lacking))

    def _end(self, *_: object) -> None:
        self._stop_task()
        self._close_beside()
        self._computed = None

    def _remember(self, wish: Wish) -> None:
        kept = json.dumps(asdict(wish), ensure_ascii=False)
        self.page.settings.set_project_value(self.session.project.uuid, _REMEMBERED, kept)

    # --- what is behind a figure ----------------------------------------------------------------

    def _open(self, found: Spots) -> None:
        self._close_beside()
        self.beside = TwoCodings(self.page, self.dialog, found)
        self.beside.dialog.finished.connect(self._forget_beside)
        self.beside.show()

    def _close_beside(self) -> None:
        if self.beside is not None:
            self.beside.dialog.close()

    def _forget_beside(self, *_: object) -> None:
        self.beside = None

    # --- files -----------------------------------------------------------------------------------

    def _save(self) -> None:
        kinds = _tr("Text (*.txt)"), _tr("JSON, for scripts (*.json)")
        target = self._ask_target(_tr("Save the report"), "agreement.txt", ";;".join(kinds))
        if target is not None:
            self._write("write_report", target, _tr("The report is in {}."))

    def _save_data(self) -> None:
        kind = _tr("Tables (*.csv)")
        target = self._ask_target(_tr("Save the reliability data"), "reliability.csv", kind)
        if target is not None:
            said = _tr("The values compared are in {}; beside it, how they were compared.")
            self._write("write_data", target, said)

    def _ask_target(self, title: str, name: str, kinds: str) -> Path | None:
        start = str(self.session.project.path.with_name(name))
        chosen, kind = QFileDialog.getSaveFileName(self.dialog, title, start, kinds)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(_ending(kind))

    def _write(self, how: str, target: Path, said: str) -> None:
        """Write beside the window what is shown."""
        computed, project = self._computed, self.session.project.path
        if computed is None:
            return

        def write(_: Task) -> None:
            from annotator.gui.team import agreement_computing  # noqa: PLC0415 - numpy, in the thread

            getattr(agreement_computing, how)(computed, target, project)

        task = Task(write, parent=self.dialog)
        task.done.connect(lambda _: self.dialog.say(said.format(target)))
        task.failed.connect(self._say_not_written)
        task.start()

    def _say_not_written(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            crash.hand_on(error)
        self.dialog.say(str(error))


def _ending(kind: str) -> str:
    """The ending of files of a kind, as the dialog calls it: “JSON (*.json)” is .json."""
    return "." + kind.rpartition("*.")[2].rstrip(")") if "*." in kind else ""


def remembered(kept: str) -> Wish:
    """What was asked for last; the usual where that cannot be read."""
    try:
        found = json.loads(kept or "{}")
        coders = tuple(map(str, found.pop("coders", ())))
        return Wish(coders=coders, **{name: str(value) for name, value in found.items()})
    except (TypeError, ValueError, AttributeError):
        return Wish()
