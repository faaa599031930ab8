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
    Command(
        "project.assign",
        "Assign articles…",
        ("Ctrl+Shift+A",),
        PROJECT,
        help="Who codes what, which articles twice, and what is coded again",
    ),
    Command(
        "project.packets",
        "Packets…",
        ("Ctrl+Shift+K",),
        PROJECT,
        help="Write coders’ articles and work as files that can be mailed",
    ),
    Command(
        "project.merge",
        "Merge packets…",
        ("Ctrl+Shift+M",),
        PROJECT,
        help="Bring home what coders did in their packets, after a look at what it is",
    ),
    Command(
        "project.conflicts",
        "Conflicts…",
        ("Ctrl+Shift+X",),
        PROJECT,
        help="Codings that were gone on with in two files: choose a state",
    ),
    Command(
        "project.progress",
        "Progress of all coders…",
        ("Ctrl+Shift+T",),
        PROJECT,
        help="For the supervisor: articles, events, time and questions by coder and round",
    ),
    Command(
        "project.agreement",
        "Agreement…",
        ("Ctrl+Shift+R",),
        PROJECT,
        help="For the supervisor: how far coders agree on events, fields and text",
    ),
    Command(
        "project.coder",
        "Change coder or round…",
        (),
        PROJECT,
        help="Let somebody else sit down, or go on in another round",
    ),
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
