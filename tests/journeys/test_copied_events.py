"""A copied event: what nobody chose for it reads as on a new one."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton

from annotator.domain.values import Provenance


def chips(ann) -> dict[str, bool]:
    """What the chips of the active event say, and whether as something chosen."""
    found = ann.page.events_pane.findChildren(QToolButton, "chip")
    shown = [chip for chip in found if chip.isVisible()]
    return {chip.text(): chip.property("decided") for chip in shown}


def test_the_defaults_of_a_copied_event_read_as_defaults(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N")
    ann.wait(lambda: len(ann.events) == 1)
    assert chips(ann)["Status: Occurred (default)"] is False
    ann.press("Ctrl+D")
    ann.wait(lambda: len(ann.events) == 2)
    assert chips(ann)["Status: Occurred (default)"] is False
    copied = next(a for a in ann.session.active_event.attributes if a.name == "status")
    assert copied.provenance is Provenance.COPIED


def test_what_was_chosen_reads_as_chosen_on_the_copy(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N")
    ann.wait(lambda: len(ann.events) == 1)
    ann.page.events_pane.open_attribute("status")
    ann.press("2", "Ctrl+D")
    ann.wait(lambda: len(ann.events) == 2)
    (said,) = [text for text in chips(ann) if text.startswith("Status")]
    assert "default" not in said
    assert chips(ann)[said] is True
