"""What is done with an article and its place in the queue."""

from __future__ import annotations

from annotator.gui.commands.command import ARTICLE, CODING, Command, Where

COMMANDS: tuple[Command, ...] = (
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
    Command(
        "queue.search",
        "Search all articles…",
        ("Ctrl+F",),
        ARTICLE,
        help="In titles and texts; the queue shows what has all of the words",
    ),
    Command(
        "queue.filter",
        "Choose what the queue shows…",
        ("Ctrl+Shift+F",),
        ARTICLE,
        help="To do, in progress, done, nothing to code, flagged, with a question",
    ),
    Command("article.details", "Title, source and date…", ("F4",), ARTICLE),
    Command("article.flag", "Flag to come back to", ("!",), ARTICLE, CODING),
    Command("article.note", "Note…", ("M",), ARTICLE, CODING),
    Command(
        "article.question",
        "Ask the supervisor…",
        ("Q",),
        ARTICLE,
        CODING,
        "A question on the article; Alt+2 and Alt+3 turn it to the event or the words in focus",
    ),
    Command(
        "article.next_unread",
        "Next answer or lesson",
        ("Ctrl+Shift+J",),
        ARTICLE,
        help="Opens what came first and was not read yet: an answer to a question of yours, or"
        " what was noted for you when your coding was adjudicated",
    ),
    Command(
        "question.own",
        "Your questions…",
        (),
        ARTICLE,
        help="What you asked, open and answered",
    ),
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
)
