"""What is done in the text: suggestions, stretches of words, further evidence."""

from __future__ import annotations

from annotator.gui.commands.command import CODING, TEXT, Command

_CANDIDATES = tuple(
    (digit, f"Take the {which} candidate of the suggestion", f"The {which} value under it")
    for digit, which in enumerate(("first", "second", "third", "fourth", "fifth"), 1)
)

COMMANDS: tuple[Command, ...] = (
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
    Command(
        "suggestion.choose",
        "Accept and choose the value",
        ("Shift+Return", "Shift+Enter"),
        TEXT,
        CODING,
        "Puts it into the slot shown and opens the list of its values",
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
    Command("span.grow_end", "Grow the end by a word", ("]",), TEXT, CODING),
    Command("span.shrink_end", "Shrink the end by a word", ("[",), TEXT, CODING),
    Command("span.grow_start", "Grow the start by a word", ("{",), TEXT, CODING),
    Command("span.shrink_start", "Shrink the start by a word", ("}",), TEXT, CODING),
    Command(
        "span.widen",
        "Widen to the phrase",
        (">",),
        TEXT,
        CODING,
        "To the name, the phrase, the clause, the sentence",
    ),
    Command("span.narrow", "Narrow inside the phrase", ("<",), TEXT, CODING),
    Command(
        "span.keep",
        "Keep the selection and add another stretch",
        ("+",),
        TEXT,
        CODING,
        "Several stretches of text can be one mention",
    ),
    Command("caret.next_sentence", "Next sentence", (")",), TEXT, CODING),
    Command("caret.previous_sentence", "Previous sentence", ("(",), TEXT, CODING),
    Command(
        "point.suggestions",
        "Letters on the suggestions",
        ("F",),
        TEXT,
        CODING,
        "Typing a letter focuses what it stands on, with Shift accepts it",
    ),
    Command(
        "point.words",
        "Letters on the words",
        ("'",),
        TEXT,
        CODING,
        "Typing a letter selects the word; with Shift the phrase around it",
    ),
    Command(
        "point.extend",
        "Extend to a word by its letters",
        ('"',),
        TEXT,
        CODING,
        "The selection, or the focused suggestion, reaches as far as the word chosen",
    ),
    Command("find.open", "Search in the article…", ("/",), TEXT, CODING),
    Command("find.next", "Next place found", ("F3",), TEXT, CODING),
    Command("find.previous", "Previous place found", ("Shift+F3",), TEXT, CODING),
    Command("span.clear", "Let go of what has focus", ("Escape",), TEXT, CODING),
)
