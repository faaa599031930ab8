"""The page on which articles are given out: planned beside the work, done in one undoable step."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import KnownError
from annotator.domain.events import Desk
from annotator.gui import crash
from annotator.gui.dialogs.assign import AssignDialog
from annotator.gui.tasks import Task
from annotator.storage import reads
from annotator.storage.assigning import Assignment, Strata
from annotator.storage.dealing import Wish, carry_out, preview_wish
from annotator.storage.project import Project

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

_REMEMBERED = "assign"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Assigning", text)


class Assigning:
    """One page of who codes what, beside the work."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        connection, project = self.session.project.connection, self.session.project
        self.dialog = AssignDialog(
            page.window(),
            page.theme,
            coders=[coder.name for coder in reads.coders(connection)],
            rounds=reads.rounds(connection),
            wish=remembered(page.settings.project_value(project.uuid, _REMEMBERED)),
        )
        self.dialog.wished.connect(self._plan)
        self.dialog.accepted.connect(self._carry_out)

    def show(self) -> None:
        """Show the page, with what the fields come to."""
        self.dialog.show_beside()
        self.dialog.ask_for_plan()

    @property
    def settled(self) -> bool:
        """Whether the plan shown is that of the fields."""
        return self.dialog.settled

    def follow(self, changes: Changes) -> None:
        """Plan anew where an edit has changed who has what."""
        if Kind.ASSIGNMENT in changes.kinds:
            self.dialog.ask_for_plan()

    def _plan(self, wish: Wish) -> None:
        """Find out beside the window what a wish comes to; the latest wish counts."""
        path = self.session.project.path
        task = Task(lambda _: preview_wish(path, wish), parent=self.dialog)
        task.done.connect(partial(self.dialog.show_plan, wish))
        task.failed.connect(partial(self._say_problem, wish))
        task.start()

    def _say_problem(self, wish: Wish, error: BaseException) -> None:
        if isinstance(error, KnownError):
            self.dialog.show_problem(wish, str(error))
        else:
            crash.hand_on(error)

    def _carry_out(self) -> None:
        wish = self.dialog.wish
        plans: list[Assignment] = []

        def give(project: Project, desk: Desk) -> Changes:
            plan, changes = carry_out(project, desk, wish)
            plans.append(plan)
            return changes or Changes(Op.ASSIGN_ARTICLES, "", frozenset({Kind.ASSIGNMENT}))

        if self.session.run(give) is None:
            return
        settings, uuid = self.page.settings, self.session.project.uuid
        settings.set_project_value(uuid, _REMEMBERED, json.dumps(asdict(wish)))
        given = ", ".join(f"{share.coder} {share.new:,}" for share in plans[-1].shares)
        sentence = _tr("Given out in round “{}”: {}.").format(wish.round, given)
        self.page.banner.say(sentence, ("edit.undo", _tr("Undo")), step=True)


def remembered(kept: str) -> Wish:
    """What was asked for last; the usual where that cannot be read."""
    try:
        found = json.loads(kept or "{}")
        coders = tuple(map(str, found.pop("coders", ())))
        return Wish(coders, **{**found, "strata": Strata(found.get("strata", Strata.NONE))})
    except (TypeError, ValueError, AttributeError):
        return Wish(())
