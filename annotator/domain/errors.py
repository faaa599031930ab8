"""The errors a user can do something about; anything else that is raised is a bug."""

from __future__ import annotations


class KnownError(Exception):
    """The request could not be done.

    The message is one or more sentences for the user: what is wrong, where, and what to do. The
    command line prints it on standard error and exits with status 2; the window shows it without
    a crash report.
    """


class ProjectError(KnownError):
    """The project file cannot be opened, is damaged, or is from a newer program."""


class LockedError(ProjectError):
    """Somebody else is writing to the project; the sentence names who, where and since when.

    ``who`` says only that, for a window that goes on in its own words.
    """

    def __init__(self, message: str, *, who: str = "") -> None:
        super().__init__(message)
        self.who = who


class EditRefusedError(KnownError):
    """An edit, undo or redo would break a rule; nothing was changed."""


class ReadOnlyError(EditRefusedError):
    """The project is open for reading only."""


class NotYetError(EditRefusedError):
    """A long edit is being written; the same can be tried again when it is done."""


class NotSavedError(KnownError):
    """The file could not take an edit (moved, replaced, disk full); nothing of it was written.

    The window keeps what was typed and offers to save the project elsewhere.
    """


class SchemaError(KnownError):
    """A schema file has problems; ``problems`` lists all of them, each with its place."""

    def __init__(self, message: str, *, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class TextError(KnownError):
    """A text cannot become an article, or an offset does not fit the text."""


class ImportFileError(KnownError):
    """A file of articles cannot be read at all (bad rows inside it are reported, not raised)."""


class ExportError(KnownError):
    """A dataset could not be written; what stood at the target before still stands."""


class PipelineError(KnownError):
    """There are no suggestions: a pipeline is missing or does not load, or its worker gave up."""


class CancelledError(KnownError):
    """Long work was stopped by the user; nothing of it was kept."""
