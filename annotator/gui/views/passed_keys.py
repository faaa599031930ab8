"""The keys that go on working for the window while something is typed."""

from __future__ import annotations

from annotator.gui.key_names import KeyNames

# Zoom, palette, manual, queue, menu and quit.
_PASSED = (
    "view.zoom_in",
    "view.zoom_out",
    "view.zoom_reset",
    "view.queue",
    "view.next_pane",
    "view.previous_pane",
    "view.menu",
    "help.palette",
    "help.manual",
    "check.next",
    "check.previous",
    "app.quit",
)


def passed_keys(names: KeyNames) -> frozenset[str]:
    """The keys in force that an editor or a sheet leaves to the window."""
    return names.keys_of(*_PASSED)
