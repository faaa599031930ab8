"""Every state of the window worth looking at, by name: the gallery, and what the README shows."""

from gallery import (
    adjudicating,
    asking,
    cards,
    dialogs,
    helping,
    queue,
    reading,
    team,
    trouble,
)
from gallery.stage import State

STATES: dict[str, State] = {
    **reading.STATES,
    **cards.STATES,
    **queue.STATES,
    **asking.STATES,
    **adjudicating.STATES,
    **dialogs.STATES,
    **team.STATES,
    **helping.STATES,
    **trouble.STATES,
}
IN_README = ("window", "codes", "suggested")

__all__ = ["IN_README", "STATES", "State"]
