"""What the adjudication window does: it reads, compares, and turns wishes into edits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.agreement.reporting.disagreements import ComparedArticle, compare
from annotator.domain.changes import Changes, Op
from annotator.domain.errors import CancelledError, KnownError
from annotator.domain.events import Desk, Round
from annotator.gui.dialogs.adjudication import AdjudicationWindow
from annotator.gui.session import Focus, Session
from annotator.gui.tasks import Task
from annotator.gui.team.adjudicated_decisions import Decisions
from annotator.gui.team.adjudicated_editing import AdjudicatedEditing
from annotator.gui.team.comparison import EventTable, Settled, columns, settled_events
from annotator.jobs.adjudicating import Disputed, disputed_articles
from annotator.storage import people
from annotator.storage.double_coded import (
    DoubleCoded,
    adjudication_round,
    double_coded,
    events_of,
    rounds_to_adjudicate,
)
from annotator.storage.ops.adjudicating import verdicts

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


class Adjudicating(QObject):
    """One open window: which article, which event and field, and what was settled."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        assert window.page is not None
        self.main = window
        self.page = page = window.page
        project, connection = page.session.project, page.session.project.connection
        desk = Desk(page.session.desk.coder, adjudication_round(connection, page.session.desk))
        self.session = Session(project, desk, self)
        self.where: Round | None = None  # the round that is adjudicated
        self.article: DoubleCoded | None = None
        self.compared: ComparedArticle | None = None
        self.events: tuple[Settled, ...] = ()
        self.coders: list[str] = []
        self._verdicts: dict[str, int | None] = {}
        self._table = EventTable()
        self._task: Task | None = None
        self._reading = False
        self.dialog = AdjudicationWindow(window, window.theme)
        self.decisions = Decisions(self)
        self.editing = AdjudicatedEditing(self)
        self._wire()

    def _wire(self) -> None:
        dialog, session = self.dialog, self.session
        dialog.set_keys(self.main.key_names)
        dialog.hidden.setChecked(self.names_hidden)
        dialog.article_chosen.connect(self.open_article)
        dialog.round_chosen.connect(self._choose_round)
        dialog.names_toggled.connect(self.toggle_names)
        dialog.command_requested.connect(self.main.run_command)
        dialog.tree.place_changed.connect(lambda _: self._show_place())
        session.said.connect(dialog.say)
        session.not_saved.connect(dialog.say)
        session.changed.connect(self._follow)
        self.page.session.changed.connect(self._follow_coder)
        self.page.add_themed(dialog)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of the window do, by command id."""
        tree = self.dialog.tree
        return self.decisions.handlers() | {
            "adjudication.next_difference": lambda: tree.step_difference(1),
            "adjudication.previous_difference": lambda: tree.step_difference(-1),
            "adjudication.next_event": lambda: tree.step_event(1),
            "adjudication.previous_event": lambda: tree.step_event(-1),
            "adjudication.edit": self.editing.edit,
            "adjudication.words": self.editing.add_words,
            "adjudication.add": self.editing.add,
            "adjudication.next_article": partial(self.step_article, 1),
            "adjudication.previous_article": partial(self.step_article, -1),
            "adjudication.hide_names": self.toggle_names,
            "adjudication.undo": self.session.undo,
            "adjudication.redo": self.session.redo,
        }

    # --- reading ---------------------------------------------------------------------------------

    def start(self) -> None:
        """Find out what there is to adjudicate."""
        session = self.session
        rounds = rounds_to_adjudicate(session.project.connection)
        if not rounds:
            self.dialog.show_nothing(
                self.tr("Nothing to adjudicate yet"),
                self.tr(
                    "An article comes here once two coders have finished it in the same round:"
                    " assign some articles to two coders, and merge what they send back."
                ),
                (
                    ("project.assign", self.tr("Assign articles…")),
                    ("project.merge", self.tr("Merge packets…")),
                ),
            )
            return
        names = [where.name for where in rounds]
        seat = self.page.session.desk.round.name
        kept = self.where.name if self.where is not None else seat
        self.where = rounds[names.index(kept)] if kept in names else rounds[0]
        self.dialog.show_rounds(rounds, self.where)
        self._read()

    def _choose_round(self, round_id: int) -> None:
        rounds = rounds_to_adjudicate(self.session.project.connection)
        self.where = next((one for one in rounds if one.id == round_id), self.where)
        self.article, self.compared, self.events = None, None, ()
        self.dialog.show_nothing(self.tr("Reading what was coded…"), "")
        self._read()

    def _read(self) -> None:
        """Compare all articles in a thread of its own; the window does not wait."""
        assert self.where is not None
        project, where, desk = self.session.project, self.where, self.session.desk
        if self._task is not None:
            self._task.cancel()
        self.dialog.list.clear()

        def read(task: Task) -> None:
            path, schema = project.path, project.schema
            for some in disputed_articles(path, schema, where, desk, cancelled=task.is_cancelled):
                task.report(some)

        self._task = task = Task(read, parent=self)
        self._reading = True
        task.progressed.connect(partial(self._show_articles, task))
        task.done.connect(lambda _: self._all_read(task))
        task.failed.connect(self._say_failed)
        task.start()

    def _say_failed(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return
        self._reading = False
        if not isinstance(error, KnownError):
            raise error
        self.dialog.show_nothing(self.tr("This could not be read"), str(error))

    def _show_articles(self, task: Task, found: list[Disputed]) -> None:
        """Show further articles; the first that is to be settled is opened at once."""
        if task is not self._task:
            return  # another round was chosen meanwhile
        listed = self.dialog.list
        self.dialog.show_panes()
        listed.add(found)
        if self.article is None:
            self._open_first()
        elif listed.current is None:
            listed.set_current(self.article.article_id)

    def _all_read(self, task: Task) -> None:
        """Leave an article that two coders have not finished any more."""
        if task is not self._task:
            return
        self._reading = False
        if self.article is not None and not self.dialog.list.knows(self.article.article_id):
            self._open_first()

    def _open_first(self) -> None:
        first = self.dialog.list.next_to_do() or self.dialog.list.step(0)
        if first is not None:
            self.open_article(first)

    @property
    def settled(self) -> bool:
        """Whether nothing is read any more."""
        return not self._reading

    # --- showing ---------------------------------------------------------------------------------

    @property
    def names_hidden(self) -> bool:
        """Whether coders have numbers in place of names."""
        return bool(self.main.settings.get("adjudication/names_hidden"))

    def toggle_names(self) -> None:
        """Give the coders numbers in place of their names, or their names back; remembered."""
        hidden = not self.names_hidden
        self.main.settings.set("adjudication/names_hidden", hidden)
        self.dialog.hidden.setChecked(hidden)
        if self.article is not None:
            self._name_coders()
            self._show_events()

    def _name_coders(self) -> None:
        assert self.article is not None
        self.coders = columns(self.article, hidden=self.names_hidden)
        numbered = enumerate(self.shown_names, start=1)
        self.dialog.text.set_names([f"{n}  {name}" for n, name in numbered])
        self.dialog.show_coders(self.shown_names)

    @property
    def shown_names(self) -> list[str]:
        """What the coders are called, from left to right."""
        if self.names_hidden:
            return [self.tr("Coder {}").format(n) for n in range(1, len(self.coders) + 1)]
        return self.coders

    def open_article(self, article_id: int) -> None:
        """Show an article with all its codings, the first difference in focus."""
        assert self.where is not None
        found = double_coded(
            self.session.project.connection, self.where.id, self.session.desk, article_id
        )
        if not found:
            self.dialog.say(self.tr("This article is not finished by two coders any more."))
            return
        self.article, self.decisions.asked_to_finish = found[0], False
        self.session.open_article(article_id)
        self.dialog.show_editor(shown=False)
        self.dialog.list.set_current(article_id)
        self._compare()
        article = self.session.article
        assert article is not None
        self.dialog.text.show_article(self.session.schema, article, [])
        self._name_coders()
        self.dialog.tree.show_rows([], [], None)
        self._show_events()
        self.dialog.tree.go_to_difference()
        self.dialog.say("")

    def _compare(self) -> None:
        assert self.article is not None
        assert self.where is not None
        codings = events_of(self.session.project.connection, self.article, self.where)
        self.compared = compare(self.session.schema, codings)
        self._reread()

    def _reread(self) -> None:
        """Take up what was settled in the open article."""
        assert self.article is not None
        assert self.compared is not None
        session = self.session
        self._verdicts = verdicts(session.project.connection, session.desk, self.article.article_id)
        self.events = settled_events(self.compared, session.coding, self._verdicts)

    def _show_events(self) -> None:
        dialog = self.dialog
        place = dialog.tree.place
        names = [f"{n}  {name}" for n, name in enumerate(self.shown_names, start=1)]
        noted = {note.event_id: note.text for note in self.decisions.notes() if note.event_id}
        rows = self._table.rows(self.session.schema, self.events, self.coders, noted)
        dialog.tree.show_rows([*names, self.tr("Adjudicated")], rows, place)
        decided = sum(one.decided for one in self.events)
        said = self.tr("{} of {} events decided").format(decided, len(self.events))
        notes = len(self.decisions.notes())
        if notes:
            said += " · " + self.tr("notes for training: {}").format(notes)
        dialog.place.setText(said)
        self._show_place()

    def _show_place(self) -> None:
        place = self.dialog.tree.place
        self.dialog.text.show_marks(self.events, self.coders, place)
        self.dialog.text.look_at(self.events, place)

    def _follow(self, changes: Changes) -> None:
        """Show what an edit, an undo among them, has made of the open article."""
        article = self.session.article
        if article is None or self.article is None or self.where is None:
            return
        if article.id != self.article.article_id:
            self.open_article(article.id)
        connection, desk = self.session.project.connection, self.session.desk
        found = double_coded(connection, self.where.id, desk, article.id)
        if found and self.compared is not None:
            counts = tuple(
                sum(name in one.events for one in self.compared.events)
                for name in (coder.name for coder in found[0].coders)
            )
            self.dialog.list.replace(Disputed(found[0], self.compared.kinds, counts))
        self.decisions.asked_to_finish = False
        self._reread()
        self._show_events()
        self.editing.follow(changes)
        beside = self.page.session  # where the same coding may be open too
        if beside.desk == self.session.desk and beside.article and beside.article.id == article.id:
            beside.open_article(article.id, beside.focus)

    def _follow_coder(self, changes: Changes) -> None:
        """Show what was changed in the coding window, where it is about the open article."""
        if changes.op is Op.MERGE_PACKETS:
            self.start()
            return
        mine = self.page.session.desk == self.session.desk
        if self.article is None or changes.article_id != self.article.article_id:
            return
        if mine:
            self.session.open_article(self.article.article_id, self.session.focus)
        self._compare()
        self._show_events()

    # --- editing --------------------------------------------------------------------------------

    def run(self, operation: Callable[..., Changes], *arguments: object, **options: object) -> bool:
        """Make one edit in the round of adjudication, which begins with the first."""
        session = self.session
        if not session.desk.round.id:
            try:
                name = session.desk.round.name
                made = people.find_or_add_round(session.project, name, kind="adjudication")
            except KnownError as error:
                self.dialog.say(str(error))
                return False
            session.desk = Desk(session.desk.coder, made)
        self.dialog.say("")
        return session.run(operation, *arguments, **options) is not None

    @property
    def current(self) -> Settled | None:
        """The event in focus."""
        place = self.dialog.tree.place
        return next((one for one in self.events if place and one.key == place[0]), None)

    @property
    def field(self) -> str:
        """The field in focus; "" for the whole event."""
        place = self.dialog.tree.place
        return place[1] if place else ""

    def step_article(self, by: int) -> None:
        """Open the next article of the list, or the one before."""
        found = self.dialog.list.step(by)
        if found is None:
            self.dialog.say(self.tr("There are no more articles in this direction."))
        else:
            self.open_article(found)

    # --- ending ----------------------------------------------------------------------------------

    def focus(self, event_id: int, field: str) -> None:
        """Put the focus on a field of an adjudicated event."""
        for one in self.events:
            if one.result is not None and one.result.id == event_id:
                tree = self.dialog.tree
                _ = tree.go_to((one.key, field)) or tree.go_to((one.key, ""))

    def set_focus(self, focus: Focus) -> None:
        """Make an adjudicated event and its row what the editor acts on."""
        self.session.set_focus(focus.event_id, focus.row)

    def stop(self) -> None:
        """Read nothing more."""
        if self._task is not None:
            self._task.cancel()
            self._task.wait()
        self.page.remove_themed(self.dialog)
        self.session.blockSignals(True)
