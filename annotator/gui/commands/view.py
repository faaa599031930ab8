"""Undo, how the window looks, and help."""

from __future__ import annotations

from annotator.gui.commands.command import CODING, EDIT, HELP, VIEW, Command

COMMANDS: tuple[Command, ...] = (
    Command("edit.undo", "Undo", ("Ctrl+Z",), EDIT),
    Command("edit.redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), EDIT),
    Command("view.queue", "Fold or unfold the queue", ("Ctrl+B",), VIEW),
    Command(
        "view.progress",
        "Own progress by day",
        ("Ctrl+Shift+P",),
        VIEW,
        help="Articles, events and minutes of every day",
    ),
    Command("view.next_pane", "Next pane", ("F6",), VIEW),
    Command("view.previous_pane", "Previous pane", ("Shift+F6",), VIEW),
    Command("view.zoom_in", "Larger", ("Ctrl+=", "Ctrl++"), VIEW),
    Command("view.zoom_out", "Smaller", ("Ctrl+-",), VIEW),
    Command("view.zoom_reset", "Normal size", ("Ctrl+0",), VIEW),
    Command("view.letters_larger", "Larger letters in the article", ("Ctrl+>",), VIEW),
    Command("view.letters_smaller", "Smaller letters in the article", ("Ctrl+<",), VIEW),
    Command("view.column_wider", "Wider column of text", ("Ctrl+]",), VIEW),
    Command("view.column_narrower", "Narrower column of text", ("Ctrl+[",), VIEW),
    Command("view.reading_reset", "Read as at first", (), VIEW, help="Font, size and width"),
    Command("view.mode", "Light, dark, as the desktop", ("Ctrl+Shift+L",), VIEW),
    Command("view.preferences", "Preferences…", ("Ctrl+,",), VIEW),
    Command("view.keys", "Change keys…", (), VIEW, help="Give each command the keys you like"),
    Command("view.menu", "Menu", ("F10",), "", help="All commands, by what they are about"),
    Command("view.history", "History of edits", ("Ctrl+H",), EDIT),
    Command("help.palette", "Search or run a command…", ("Ctrl+K",), HELP),
    Command(
        "help.manual",
        "Manual",
        ("F1",),
        HELP,
        help="Opens at the page of what has the keyboard",
    ),
    Command(
        "help.tour",
        "Two-minute tour",
        (),
        HELP,
        help="Learn the way of work by doing, on a fresh copy of the sample project",
    ),
    Command("help.keys", "Keys", ("?",), HELP, CODING),
    Command("help.copy_report", "Copy the report of the last error", (), ""),
    Command("help.about", "About", (), HELP),
)
