"""What the editor of a slot says before anything is typed, and its page of the manual."""

from __future__ import annotations

from annotator.domain.schema import Slot
from annotator.domain.values import ValueKind
from annotator.gui.views.editor_entry import tr

MANUAL = {  # of the manual
    ValueKind.CODE: "codes",
    ValueKind.COMPOSED: "actors",
    ValueKind.DATE: "dates",
    ValueKind.PLACE: "places",
    ValueKind.TEXT: "events",
}


def placeholder(slot: Slot) -> str:
    """What can be typed, in a few words or examples."""
    return {
        ValueKind.CODE: tr("Words or digits of the code"),
        ValueKind.COMPOSED: tr("Words or letters of the code"),
        ValueKind.DATE: tr("2024-03-02, last week, 2024-03-01..2024-03-05"),
        ValueKind.PLACE: tr("Place, region, country, coordinates"),
        ValueKind.TEXT: tr("Words"),
    }[slot.kind]
