"""What is decided on the coders' events: taken, dropped, noted, and the article finished."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.domain.events import CodingStatus, Comment, Event
from annotator.storage import ops

if TYPE_CHECKING:
    from annotator.gui.team.adjudicating import Adjudicating

TRAINING = "training"


class Decisions(QObject):
    """Each is one edit of the adjudicated coding."""

    def __init__(self, owner: Adjudicating) -> None:
        super().__init__(owner)
        self.owner = owner
        self.asked_to_finish = False  # although something is not decided
        owner.dialog.note_written.connect(self._keep_note)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every handler by command id."""
        takes: dict[str, Callable[[], object]] = {
            f"adjudication.take_{number + 1}": partial(self.take, number)
            for number in range(len(self.owner.dialog.takes))
        }
        return takes | {
            "adjudication.take_agreed": self.take_agreed,
            "adjudication.drop": self.drop,
            "adjudication.note": self.note,
            "adjudication.done": self.done,
        }

    def take(self, number: int) -> None:
        """Take a coder's event, or in an event taken already what the coder has in the field."""
        settled = self.owner.current
        if number >= len(self.owner.coders) or settled is None:
            return
        name = self.owner.coders[number]
        event = settled.aligned.events.get(name) if settled.aligned else None
        if event is None:
            said = self.tr("{} does not have this event.")
            self.owner.dialog.say(said.format(self.owner.shown_names[number]))
        elif self.owner.field and settled.result is not None:
            self.owner.run(ops.take_coded_values, settled.result.id, event.id, self.owner.field)
        else:
            instead = settled.result.id if settled.result else None
            same = tuple(other.id for other in settled.sources(name)[1:])
            self.owner.run(ops.take_coded_event, event.id, same=same, instead=instead)

    def take_agreed(self) -> None:
        """Take every event that is not decided yet and that the coders agree on."""
        agreed = [
            (sources[0].id, tuple(other.id for other in sources[1:]))
            for one in self.owner.events
            if not one.decided and one.aligned is not None and one.aligned.agreed
            for sources in [one.sources()]
        ]
        if not agreed:
            self.owner.dialog.say(
                self.tr("No event that is left to decide is the same for all coders.")
            )
        elif self.owner.run(ops.take_agreed_events, agreed):
            self.owner.dialog.say(self.tr("Events taken that agree: {}").format(len(agreed)))

    def drop(self) -> None:
        """Decide that the event in focus is none."""
        settled = self.owner.current
        if settled is None:
            return
        made = settled.result.id if settled.result else None
        if settled.aligned is None:
            self.owner.run(ops.delete_event, made)
        else:
            first, *others = (event.id for event in settled.sources())
            self.owner.run(ops.drop_coded_event, first, same=tuple(others), taken=made)

    def done(self) -> None:
        """Finish the adjudicated coding and go on; what is left undecided is said once."""
        if self.owner.article is None:
            return
        left = sum(not one.decided for one in self.owner.events)
        if left and not self.asked_to_finish:
            self.asked_to_finish = True
            said = self.tr("Events not decided: {}. Take or drop them; {} again finishes as it is.")
            key = self.owner.main.key_names.of("adjudication.done")
            self.owner.dialog.say(said.format(left, key))
            return
        held = self.owner.session.coding is not None and self.owner.session.coding.events
        status = CodingStatus.DONE if held else CodingStatus.NOTHING
        article_id, of = self.owner.article.article_id, self.owner.where
        if self.owner.run(ops.finish_adjudicated, article_id, of, status=status):
            following = self.owner.dialog.list.next_to_do()
            if following is None:
                self.owner.dialog.say(self.tr("All articles shown are adjudicated."))
            else:
                self.owner.open_article(following)

    # --- notes -----------------------------------------------------------------------------------

    def notes(self) -> list[Comment]:
        """What is noted for training on the open article."""
        comments = self.owner.session.coding.comments if self.owner.session.coding else ()
        return [comment for comment in comments if comment.kind == TRAINING]

    def _note_here(self) -> tuple[Event | None, Comment | None]:
        """The adjudicated event in focus, and the note on it or else on the article."""
        event = self.owner.current.result if self.owner.current is not None else None
        event_id = event.id if event is not None else None
        return event, next((one for one in self.notes() if one.event_id == event_id), None)

    def note(self) -> None:
        """Write down, or change, what coders can learn from the decision."""
        event, comment = self._note_here()
        about = self.tr("Note on the event") if event else self.tr("Note on the article")
        self.owner.dialog.ask_note(about, comment.text if comment else "")

    def _keep_note(self, text: str) -> None:
        event, comment = self._note_here()
        if self.owner.article is None or (comment is None and not text):
            return
        self.owner.run(
            ops.set_comment,
            self.owner.article.article_id,
            TRAINING,
            text,
            event_id=event.id if event is not None and comment is None else None,
            comment_id=comment.id if comment else None,
        )
