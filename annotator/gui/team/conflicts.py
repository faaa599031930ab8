"""The page of conflicts: what differs between the states of a coding, one chosen to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.changes import Changes, Kind
from annotator.gui.dialogs.conflicts import ConflictsDialog, ShownConflict
from annotator.gui.team.conflict_rows import rows_of_ends
from annotator.storage import ops
from annotator.storage.ops.choosing import Conflict, End, conflicts, ends_of

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage


class Conflicts:
    """One page of what is to be chosen."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        self._found: dict[int, Conflict] = {}
        self._ends: tuple[End, ...] = ()  # of the coding in focus, the one in force first
        self.dialog = ConflictsDialog(
            page.window(), page.theme, read_only=self.session.project.read_only
        )
        self.dialog.wanted.connect(self._show_states)
        self.dialog.taken.connect(self._take)
        self.dialog.undo_requested.connect(self.session.undo)
        self._fill()

    def show(self) -> None:
        """Show the page."""
        self.dialog.show_beside()

    @property
    def settled(self) -> bool:
        """Whether everything is shown."""
        return True

    def follow(self, changes: Changes) -> None:
        """Show what is left to choose after an edit."""
        if Kind.CODING in changes.kinds:
            self._fill()

    def _fill(self) -> None:
        found = conflicts(self.session.project.connection)
        self._found = {one.coding_id: one for one in found}
        self.dialog.show_conflicts(
            [ShownConflict(one.coding_id, one.title, one.coder, one.round) for one in found]
        )

    def _show_states(self, coding_id: int) -> None:
        """Read the states of one coding, and show what differs."""
        self._ends = ends_of(self.session.project.connection, self._found[coding_id])
        rows = rows_of_ends(self.session.schema, self._ends)
        self.dialog.show_states([end.present for end in self._ends], rows)

    def _take(self, coding_id: int, at: int) -> None:
        state = self._ends[at].state
        if self.session.run(ops.choose_state, coding_id, state) is None:
            self.dialog.say(self.page.status_line.message)
