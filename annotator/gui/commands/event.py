"""What is done with events, their values and the names remembered from them."""

from __future__ import annotations

from annotator.gui.commands.command import CODING, EVENT, Command

COMMANDS: tuple[Command, ...] = (
    Command(
        "dictionary.remember",
        "Remember the name in your dictionary",
        ("=",),
        EVENT,
        CODING,
        "The code just given is offered first wherever the name stands",
    ),
    Command(
        "dictionary.remember_dated",
        "Remember the name, with dates…",
        ("Alt+=",),
        EVENT,
        CODING,
        "From when to when the name has this code",
    ),
    Command("event.new", "New event", ("N",), EVENT, CODING),
    Command("event.duplicate", "Duplicate the event", ("Ctrl+D",), EVENT, CODING),
    Command(
        "event.reply",
        "Duplicate with the sides exchanged",
        ("Ctrl+Shift+D",),
        EVENT,
        CODING,
        "For an answer: whoever acted is acted on now",
    ),
    Command("event.delete", "Delete the event", ("Ctrl+Backspace",), EVENT, CODING),
    Command("event.reciprocal", "Reciprocal", ("R",), EVENT, CODING, "The sides act on each other"),
    Command("event.next", "Next event", ("Ctrl+Down",), EVENT, CODING),
    Command("event.previous", "Previous event", ("Ctrl+Up",), EVENT, CODING),
    Command("event.move_down", "Move the event down", ("Ctrl+Shift+Down",), EVENT, CODING),
    Command("event.move_up", "Move the event up", ("Ctrl+Shift+Up",), EVENT, CODING),
    Command(
        "event.next_suggested",
        "Next suggested event",
        (".",),
        EVENT,
        CODING,
        "Shows a whole event with all its values; Enter takes it, Backspace or Delete dismisses it",
    ),
    Command("event.previous_suggested", "Previous suggested event", (",",), EVENT, CODING),
    Command(
        "event.take_suggested",
        "Take the suggested event",
        (),
        EVENT,
        CODING,
        "Stores the suggested event that is looked at (Enter)",
    ),
    Command(
        "event.reject_suggested",
        "Dismiss the suggested event",
        (),
        EVENT,
        CODING,
        "Sets the suggested event that is looked at aside (Backspace)",
    ),
    Command("filler.next", "Next row", ("Alt+Down",), EVENT, CODING),
    Command("filler.previous", "Previous row", ("Alt+Up",), EVENT, CODING),
    Command("filler.edit", "Edit the value in focus", ("F2", "Space"), EVENT, CODING),
    Command("filler.delete", "Delete the value in focus", ("Delete",), EVENT, CODING),
    Command(
        "filler.reported",
        "Take the publication date as the reported date",
        ("P",),
        EVENT,
        CODING,
    ),
)
