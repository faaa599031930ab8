"""Events: coded, suggested, many, and the editors of their values."""

from __future__ import annotations

from gallery.stage import Stage, State


def coded(stage: Stage) -> None:
    """An article with its events."""
    stage.open(1)


def codes(stage: Stage) -> None:
    """The code list open inside a card."""
    stage.open(4)
    stage.press("N")
    stage.go_to("Niger’s military rulers", "actor")
    stage.press("Return")
    stage.go_to("Mali’s transitional government", "actor")
    stage.press("Shift+S")
    stage.go_to("Saturday", "date")
    stage.press("Return", "R")
    stage.go_to("signed", "action")
    stage.press("Return")
    if not stage.page.events_pane.editor_open:  # one code stood clear of the rest
        stage.press("F2")
    stage.write("sign agr")


def actor_codes(stage: Stage) -> None:
    """An actor's code, composed of country and role."""
    stage.open(1)
    stage.press("Ctrl+Down")
    _edit(stage, "source")


def dates(stage: Stage) -> None:
    """A date being corrected."""
    stage.open(1)
    _edit(stage, "date")


def places(stage: Stage) -> None:
    """A place being looked for."""
    stage.open(1)
    _edit(stage, "location")
    stage.write("Lubum")


def attributes(stage: Stage) -> None:
    """An attribute's choices."""
    stage.open(1)
    stage.press("O")


def note_on_event(stage: Stage) -> None:
    """The text that belongs to an event."""
    stage.open(1)
    stage.press("W")


def suggested(stage: Stage) -> None:
    """A whole suggested event, looked at before anything is stored."""
    stage.open(4)
    stage.press(".", ".")


def checks(stage: Stage) -> None:
    """What is missing or odd, said on the card and gone to by a key."""
    stage.open(4)
    stage.press("N", "Escape", "S")
    stage.write("nermil")
    stage.press("Return", "T")
    stage.write("nermil")
    stage.press("Return", "F8", "F8")


def many(stage: Stage) -> None:
    """Forty events in one article."""
    stage.open(3, project="Unusual")
    stage.press("Ctrl+Down", "Ctrl+Down", "Ctrl+Down")


def _edit(stage: Stage, slot: str) -> None:
    """Walk to a row of the active event and open its editor."""
    for _ in range(20):
        row = stage.page.session.focus.row
        if row is not None and row.slot == slot:
            break
        stage.press("Alt+Down")
    stage.press("F2")


STATES: dict[str, State] = {
    "window": coded,
    "codes": codes,
    "actor-codes": actor_codes,
    "dates": dates,
    "places": places,
    "attributes": attributes,
    "event-note": note_on_event,
    "suggested": suggested,
    "checks": checks,
    "forty-events": many,
}
