"""Everything a user can ask for, as one table: menus, keys, palette and help are made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from annotator.domain.schema import Schema


class Where(StrEnum):
    """Where the keys of a command work."""

    WINDOW = "window"  # everywhere
    CODING = "coding"  # in the text and on the events, not while typing
    QUEUE = "queue"  # in the list of articles


@dataclass(frozen=True)
class Command:
    """One thing a user can ask for. ``menu`` is empty for what needs no menu entry."""

    id: str
    label: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    where: Where = Where.WINDOW
    help: str = ""


PROJECT, EDIT, TEXT, EVENT, ARTICLE, VIEW, HELP = (
    "Project",
    "Edit",
    "Text",
    "Event",
    "Article",
    "View",
    "Help",
)
MENUS = (PROJECT, EDIT, TEXT, EVENT, ARTICLE, VIEW, HELP)
CODING = Where.CODING

_CANDIDATES = tuple(
    (digit, f"Take the {which} candidate of the suggestion", f"The {which} value under it")
    for digit, which in enumerate(("first", "second", "third", "fourth", "fifth"), 1)
)

COMMANDS: tuple[Command, ...] = (
    Command("project.new", "New project…", ("Ctrl+Shift+N",), PROJECT),
    Command("project.open", "Open project…", ("Ctrl+O",), PROJECT),
    Command("project.import", "Import articles…", ("Ctrl+I",), PROJECT),
    Command("project.export", "Export…", ("Ctrl+E",), PROJECT),
    Command("project.save_copy", "Save a copy…", ("Ctrl+Shift+S",), PROJECT),
    Command("project.save_elsewhere", "Save elsewhere…", (), "", help="Go on in another file"),
    Command("project.try_again", "Try the edit again that was not saved", (), ""),
    Command("project.restore", "Restore…", (), PROJECT, help="Go back to an earlier verified copy"),
    Command(
        "project.check", "Check the file", (), PROJECT, help="Verify every promise of the file"
    ),
    Command(
        "project.codebook",
        "Codebook…",
        ("Ctrl+Shift+C",),
        PROJECT,
        help="Find, read and change the codes",
    ),
    Command(
        "project.dictionaries",
        "Dictionaries…",
        (),
        PROJECT,
        help="The names you and the project remember, and their codes",
    ),
    Command("project.coder", "Change coder…", (), PROJECT),
    Command(
        "project.settings",
        "Project settings…",
        (),
        PROJECT,
        help="What holds for everybody: whether whole events are suggested",
    ),
    Command("project.close", "Close project", ("Ctrl+W",), PROJECT),
    Command("app.quit", "Quit", ("Ctrl+Q",), PROJECT),
    Command("edit.undo", "Undo", ("Ctrl+Z",), EDIT),
    Command("edit.redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), EDIT),
    Command("suggestion.next", "Next suggestion", ("Tab",), TEXT, CODING),
    Command("suggestion.previous", "Previous suggestion", ("Shift+Tab",), TEXT, CODING),
    Command(
        "suggestion.accept",
        "Accept into the slot shown",
        ("Return", "Enter"),
        TEXT,
        CODING,
        "Puts the focused suggestion, or the selected text, into the slot shown under it",
    ),
    Command("suggestion.reject", "Dismiss the suggestion", ("Backspace",), TEXT, CODING),
    *(
        Command(f"suggestion.candidate_{digit}", label, (str(digit),), TEXT, CODING, about)
        for digit, label, about in _CANDIDATES
    ),
    Command(
        "suggestion.other_extent",
        "Other extent of the suggestion",
        (";",),
        TEXT,
        CODING,
        "From the whole to its parts and back: title, country, name",
    ),
    Command(
        "suggestion.show_quiet",
        "Walk the quiet suggestions too",
        (),
        TEXT,
        CODING,
        "What is hardly ever coded: who said it, the reporting outlet",
    ),
    Command(
        "mention.evidence",
        "Further evidence of the value in focus",
        ("E",),
        TEXT,
        CODING,
        "The same actor or place named again",
    ),
    Command(
        "mention.all_of_name",
        "All mentions of the same name",
        ("Shift+E",),
        TEXT,
        CODING,
        "Every other place where the words of the value in focus stand becomes its evidence",
    ),
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
    Command("span.grow_end", "Grow the end by a word", ("]",), TEXT, CODING),
    Command("span.shrink_end", "Shrink the end by a word", ("[",), TEXT, CODING),
    Command("span.grow_start", "Grow the start by a word", ("{",), TEXT, CODING),
    Command("span.shrink_start", "Shrink the start by a word", ("}",), TEXT, CODING),
    Command(
        "span.keep",
        "Keep the selection and add another stretch",
        ("+",),
        TEXT,
        CODING,
        "Several stretches of text can be one mention",
    ),
    Command("span.clear", "Let go of what has focus", ("Escape",), TEXT, CODING),
    Command("event.new", "New event", ("N",), EVENT, CODING),
    Command("event.duplicate", "Duplicate the event", ("Ctrl+D",), EVENT, CODING),
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
    Command("article.done", "Done, next article", ("Ctrl+Return", "Ctrl+Enter"), ARTICLE),
    Command(
        "article.nothing",
        "Nothing to code…",
        ("X",),
        ARTICLE,
        CODING,
        "Choose the reason by its digit; the next article opens",
    ),
    Command("article.reopen", "Open the coding again", (), ARTICLE),
    Command("article.next", "Next article", ("Alt+Right", "Ctrl+PgDown"), ARTICLE),
    Command("article.previous", "Previous article", ("Alt+Left", "Ctrl+PgUp"), ARTICLE),
    Command("article.next_to_do", "Next article to do", ("Ctrl+J",), ARTICLE),
    Command("article.details", "Title, source and date…", ("F4",), ARTICLE),
    Command("article.flag", "Flag to come back to", ("!",), ARTICLE, CODING),
    Command("article.note", "Note…", ("M",), ARTICLE, CODING),
    Command("article.question", "Ask the supervisor…", ("Q",), ARTICLE, CODING),
    Command("article.new", "New article…", ("Ctrl+N",), ARTICLE),
    Command("article.paste", "New article from the clipboard", ("Ctrl+V",), "", Where.QUEUE),
    Command(
        "coding.review_codes",
        "Codes to look at again…",
        (),
        ARTICLE,
        help="Values whose code was split in a newer codebook",
    ),
    Command("article.check_dates", "Dates to look at again", (), ARTICLE),
    Command("view.queue", "Fold or unfold the queue", ("Ctrl+B",), VIEW),
    Command("view.next_pane", "Next pane", ("F6",), VIEW),
    Command("view.previous_pane", "Previous pane", ("Shift+F6",), VIEW),
    Command("view.zoom_in", "Larger", ("Ctrl+=", "Ctrl++"), VIEW),
    Command("view.zoom_out", "Smaller", ("Ctrl+-",), VIEW),
    Command("view.zoom_reset", "Normal size", ("Ctrl+0",), VIEW),
    Command("view.mode", "Light, dark, as the desktop", ("Ctrl+Shift+L",), VIEW),
    Command("view.preferences", "Preferences…", ("Ctrl+,",), VIEW),
    Command("view.history", "History of edits", ("Ctrl+H",), EDIT),
    Command("help.palette", "Search or run a command…", ("Ctrl+K",), HELP),
    Command("help.keys", "Keys", ("?",), HELP, CODING),
    Command("help.copy_report", "Copy the report of the last error", (), ""),
    Command("help.about", "About", (), HELP),
)


def slot_commands(schema: Schema) -> tuple[Command, ...]:
    """The commands that a schema's slots and attributes bring: their letters come from it."""
    made: list[Command] = []
    for slot in schema.slots:
        if slot.retired:
            continue
        made.append(
            Command(
                f"slot.fill.{slot.name}",
                f"{slot.label}: fill or replace",
                (slot.key,),
                TEXT,
                CODING,
                slot.help,
            )
        )
        if slot.several:
            label = f"{slot.label}: add another"
            made.append(
                Command(f"slot.add.{slot.name}", label, (f"Shift+{slot.key}",), TEXT, CODING)
            )
    made += [
        Command(
            f"attribute.set.{attribute.name}",
            f"{attribute.label}…",
            (attribute.key,) if attribute.key else (),
            EVENT,
            CODING,
            attribute.help,
        )
        for attribute in schema.attributes
        if not attribute.retired
    ]
    return tuple(made)


def table(schema: Schema | None) -> dict[str, Command]:
    """All commands by id.

    Raises:
        ValueError: when an id stands twice, or one key would do two things in one place.
    """
    own = slot_commands(schema) if schema else ()
    commands = (*map(partial(_yielding, own), COMMANDS), *own)
    _refuse_doubles(commands)
    return {command.id: command for command in commands}


def _yielding(own: tuple[Command, ...], command: Command) -> Command:
    """A command that takes a candidate leaves its digit to a schema that gives it to a slot."""
    if not command.id.startswith("suggestion.candidate_"):
        return command
    taken = {key for other in own for key in other.keys}
    return replace(command, keys=tuple(key for key in command.keys if key not in taken))


def _refuse_doubles(commands: Iterable[Command]) -> None:
    ids: set[str] = set()
    keys: dict[str, Command] = {}
    for command in commands:
        if command.id in ids:
            raise ValueError(f"the command {command.id} stands twice in the table")
        ids.add(command.id)
        for key in command.keys:
            other = keys.get(key)
            if other and (
                other.where is command.where or Where.WINDOW in (other.where, command.where)
            ):
                raise ValueError(f"{key} is the key of both {other.id} and {command.id}")
            keys[key] = command
