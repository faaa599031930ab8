"""What is done with a project and its files."""

from __future__ import annotations

from annotator.gui.commands.command import PROJECT, Command

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
    Command(
        "project.questions",
        "Questions of all coders…",
        (),
        PROJECT,
        help="For the supervisor: what coders asked, answered in place",
    ),
    Command("project.coder", "Change coder…", (), PROJECT),
    Command(
        "project.settings",
        "Project settings…",
        (),
        PROJECT,
        help="What holds for everybody: whole events suggested, active time counted",
    ),
    Command("project.close", "Close project", ("Ctrl+W",), PROJECT),
    Command("app.quit", "Quit", ("Ctrl+Q",), PROJECT),
)
