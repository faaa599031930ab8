"""What runs beside the coder: highlights ahead, active time, verified copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.domain import codebook, places
from annotator.domain.errors import KnownError, NotYetError, ProjectError
from annotator.domain.suggestions import Highlighted, Pipeline
from annotator.gui import crash
from annotator.gui.activity import Activity
from annotator.gui.looking_on import LookingOn
from annotator.gui.settings import Settings
from annotator.gui.tasks import Highlighter, Task
from annotator.jobs.suggesting import request_for
from annotator.log import get_logger
from annotator.nlp import sentences
from annotator.nlp.rules import Request
from annotator.storage import attention, backup, highlights, reads
from annotator.storage.project_settings import time_rule

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

AHEAD = 20  # articles of the queue that are highlighted before the coder gets there
VERIFY_AFTER = 20_000  # milliseconds after opening
AGAIN = 250  # milliseconds until something is written again that had to wait
LOOK_EVERY = 60_000  # milliseconds between looks at whether a copy is due

_log = get_logger("gui")


class Sitting(QObject):
    """Starts when a project is opened for a coder and stops when it is closed."""

    def __init__(self, page: CodingPage, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self.page = page
        self.session = page.session
        self.pipeline: Pipeline | None = None
        self._settings = settings
        self._status = ""  # of the highlighter, whatever article is open
        self._request = self._asked()
        self.highlighter = Highlighter(self._request, self)
        self.activity = Activity(self._keep_time, self)
        self.take_time_rule()
        self._schedule = backup.CopySchedule(self.session.project.changes_made, now=_now())
        self._copying: Task | None = None
        self._copy_timer = QTimer(self, interval=LOOK_EVERY)
        self._looking_on = LookingOn(page, self)
        # a timer, not a queued call: those come before what is to be painted
        self._after_paint = QTimer(self, singleShot=True, interval=0)
        self._after_paint.timeout.connect(self._article_painted)
        self._stopped = False

    def start(self) -> None:
        """Begin; nothing of it is waited for."""
        self.session.article_opened.connect(self._article_opened)
        if self.session.project.read_only:
            self.page.status_line.show_pipeline(self.tr("reading only: no new suggestions"))
            self._looking_on.start()
            return
        self._copy_timer.timeout.connect(self._copy_if_due)
        self._copy_timer.start()
        if not self.session.project.verified:  # too large to be verified while it was opened
            QTimer.singleShot(VERIFY_AFTER, self, self._make_copy)
        self._start_highlighter()
        self._prepare_search()

    def _prepare_search(self) -> None:
        """Make code lists and places ready beside the work, so that nobody waits for the first."""
        schema = self.session.schema
        names = dict.fromkeys(slot.code_list for slot in schema.slots if slot.code_list)
        lists = [schema.code_list(name) for name in names]

        def prepare(_task: Task) -> None:
            for codes in lists:
                codebook.prepare(codes)
            places.parse("Geneva")

        task = Task(prepare, parent=self)
        task.failed.connect(crash.hand_on)
        task.start()

    def _asked(self) -> Request:
        pipeline = self._settings.get("suggestions/pipeline")
        return request_for(self.session.project, pipeline, background=True)

    def _start_highlighter(self) -> None:
        self.highlighter.ready.connect(self._pipeline_ready)
        self.highlighter.highlighted.connect(self._store)
        self.highlighter.status_changed.connect(self._take_status)
        self.highlighter.start()

    def take_schema(self) -> None:
        """Suggest by the schema in force."""
        if not self._stopped:
            self._prepare_search()
        self.ask_anew()

    def ask_anew(self) -> None:
        """Suggest by the schema and the dictionaries in force, where either has changed."""
        if self._stopped or self.session.project.read_only:
            return
        request = self._asked()
        if request == self._request:
            return
        self._request, self.pipeline = request, None
        self.highlighter.stop()
        self.highlighter.deleteLater()
        self.highlighter = Highlighter(self._request, self)
        self._start_highlighter()

    def stop(self) -> None:
        """End everything that runs, keeping the time and a copy."""
        self._stopped = True
        self._copy_timer.stop()
        self._looking_on.stop()
        self._after_paint.stop()
        self.activity.stop()
        self.highlighter.stop()
        if self._copying is not None:
            self._copying.cancel()
        self._copy_now()

    # --- highlights ----------------------------------------------------------------------------

    def _article_opened(self) -> None:
        article = self.session.article
        self.activity.set_subject(article.id if article else None)
        if article is not None and not self.session.project.read_only:
            self._after_paint.start()

    def _article_painted(self) -> None:
        """What may come once the article is on screen: writing takes the disk's own time."""
        if not self._stopped:
            self._show_status()
            self.feed()
            self._remember_shown()

    def _take_status(self, status: str) -> None:
        self._status = status
        self._show_status()

    def _show_status(self) -> None:
        """Say who suggests, and of the open article alone why there is nothing to suggest."""
        article, why = self.session.article, ""
        if self._stopped:
            return
        if article is not None and self.pipeline is not None:
            connection = self.session.project.connection
            why = sentences.said(highlights.failure_of(connection, self.pipeline, article.id))
        said = [self._status] if not why or why in self._status else [self._status, why]
        self.page.status_line.show_pipeline(" · ".join(said))

    def _pipeline_ready(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline
        self.feed()

    def feed(self) -> None:
        """Hand the highlighter the open article and those that come next."""
        article = self.session.article
        if article is None or self.pipeline is None or self._stopped:
            return
        ids = self.page.queue.shown
        at = ids.index(article.id) if article.id in ids else 0
        wanted = list(dict.fromkeys([article.id, *ids[at : at + AHEAD]]))
        connection = self.session.project.connection
        wanted = highlights.pending_of(connection, self.pipeline, wanted)
        self.highlighter.set_queue([(i, reads.text_of(connection, i)) for i in wanted])

    def _store(self, result: Highlighted, pipeline: Pipeline) -> None:
        if self._stopped:
            return
        self.pipeline = pipeline
        try:
            highlights.store(self.session.project, pipeline, result)
        except NotYetError:
            self._later(lambda: self._store(result, pipeline))
            return
        except KnownError as error:
            _log.warning("highlights were not stored: %s", error)
            return
        article = self.session.article
        if article is not None and result.article_id == article.id:
            self.page.show_suggestions()
            self._remember_shown()
            self._show_status()

    def _remember_shown(self) -> None:
        article = self.session.article
        session = self.session
        shown = session.suggestions or session.suggested
        if article is not None and shown and not self._stopped:
            try:
                attention.remember_shown(self.session.project, self.session.desk, article.id)
            except NotYetError:
                self._later(self._remember_shown)
            except KnownError as error:
                _log.warning("what was shown was not stored: %s", error)

    # --- time ----------------------------------------------------------------------------------

    def take_time_rule(self) -> None:
        """Count active time as the project wants it."""
        rule = time_rule(self.session.project.connection)
        self.activity.set_rule(rule)
        self.page.show_time_rule(rule)

    def _keep_time(self, article_id: int, seconds: float, day: dt.date) -> None:
        session = self.session
        if session.project.read_only:
            return
        try:
            attention.add_active_time(session.project, session.desk, article_id, seconds, day)
        except NotYetError:
            self._later(lambda: self._keep_time(article_id, seconds, day))
        except KnownError as error:
            _log.warning("active time was not stored: %s", error)

    def _later(self, write: Callable[[], None]) -> None:
        """Write something again in a moment: a long edit is being written beside the window."""
        if not self._stopped:
            QTimer.singleShot(AGAIN, self, write)

    # --- copies --------------------------------------------------------------------------------

    def _copy_if_due(self) -> None:
        if self._schedule.due(self.session.project.changes_made, now=_now()):
            self._make_copy()

    def _make_copy(self) -> None:
        """Keep a verified copy beside the work; making it reads and checks every page."""
        if self._copying is None and not self._stopped:
            project = self.session.project
            path, verify, changes = project.path, not project.verified, project.changes_made
            self._copying = Task(
                lambda task: backup.keep_copy(path, verify=verify, stop=task.is_cancelled),
                parent=self,
            )
            self._copying.done.connect(lambda _: self._copied(changes))
            self._copying.failed.connect(self._copy_failed)
            self._copying.start()

    def _copied(self, changes: int) -> None:
        self._copying = None
        self.session.project.verified = True
        self._schedule.kept(changes, now=_now())

    def _copy_failed(self, error: BaseException) -> None:
        self._copying = None
        self._schedule.kept(self.session.project.changes_made, now=_now())
        if not isinstance(error, KnownError):
            raise error
        if isinstance(error, ProjectError):  # damaged: what is there is not written to any more
            self.session.project.read_only = True
            self.page.show_read_only()
        restore = ("project.restore", self.tr("Restore…"))
        self.page.banner.say(str(error), restore, warning=True)

    def _copy_now(self) -> None:
        project = self.session.project
        if project.read_only:
            return
        try:
            backup.keep_copy(project.path)
        except KnownError as error:
            _log.warning("no copy was kept on closing: %s", error)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
