"""What is done in the window in which codings are adjudicated."""

from __future__ import annotations

from annotator.gui.commands.command import ADJUDICATION, PROJECT, Command, Where

COLUMNS = 9  # coders whose values can be taken by a digit

_HERE = Where.ADJUDICATION


def _take(number: int) -> Command:
    side = {1: " (left)", 2: " (right)"}.get(number, "")
    return Command(
        f"adjudication.take_{number}",
        f"Take from coder {number}{side}",
        (str(number),),
        ADJUDICATION,
        _HERE,
        "The whole event, or in an event taken already the field in focus",
    )


COMMANDS: tuple[Command, ...] = (
    Command(
        "project.adjudicate",
        "Adjudicate…",
        ("Ctrl+Shift+B",),
        PROJECT,
        help="Make one coding of those of two or more coders; theirs stay as they are",
    ),
    Command(
        "adjudication.next_difference",
        "Next difference",
        ("Space",),
        ADJUDICATION,
        _HERE,
        "The next field in which the coders differ, or event that one of them lacks",
    ),
    Command(
        "adjudication.previous_difference",
        "Previous difference",
        ("Shift+Space",),
        ADJUDICATION,
        _HERE,
    ),
    Command("adjudication.next_event", "Next event", ("Ctrl+Down",), ADJUDICATION, _HERE),
    Command("adjudication.previous_event", "Previous event", ("Ctrl+Up",), ADJUDICATION, _HERE),
    *map(_take, range(1, COLUMNS + 1)),
    Command(
        "adjudication.take_agreed",
        "Take all events that agree",
        ("=",),
        ADJUDICATION,
        _HERE,
        "Those not decided yet that every coder has with the same values and words",
    ),
    Command(
        "adjudication.drop",
        "Drop the event",
        ("Delete", "Backspace"),
        ADJUDICATION,
        _HERE,
        "It is none; nothing of it goes into the adjudicated coding",
    ),
    Command(
        "adjudication.edit",
        "Edit the adjudicated value",
        ("E", "Return", "Enter"),
        ADJUDICATION,
        _HERE,
    ),
    Command(
        "adjudication.words",
        "Add the selected words",
        ("W",),
        ADJUDICATION,
        _HERE,
        "As evidence of the adjudicated value in focus",
    ),
    Command(
        "adjudication.add",
        "Add an event",
        ("A",),
        ADJUDICATION,
        _HERE,
        "One that no coder has; its values are asked for in turn",
    ),
    Command(
        "adjudication.note",
        "Note for training…",
        ("T",),
        ADJUDICATION,
        _HERE,
        "What coders can learn from the decision, on the event or else the article",
    ),
    Command(
        "adjudication.done",
        "Adjudicated, next article",
        ("Ctrl+Return", "Ctrl+Enter"),
        ADJUDICATION,
        _HERE,
    ),
    Command(
        "adjudication.next_article",
        "Next article to adjudicate",
        ("Alt+Right", "Ctrl+PgDown"),
        ADJUDICATION,
        _HERE,
    ),
    Command(
        "adjudication.previous_article",
        "Previous article to adjudicate",
        ("Alt+Left", "Ctrl+PgUp"),
        ADJUDICATION,
        _HERE,
    ),
    Command(
        "adjudication.hide_names",
        "Hide or show the coders’ names",
        ("B",),
        ADJUDICATION,
        _HERE,
        "Hidden, the coders of each article stand in an order of its own",
    ),
    Command("adjudication.undo", "Undo the decision", ("Ctrl+Z",), ADJUDICATION, _HERE),
    Command("adjudication.redo", "Decide again", ("Ctrl+Shift+Z", "Ctrl+Y"), ADJUDICATION, _HERE),
)
