"""What went wrong with a project file, as sentences that say what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from annotator.domain.errors import NotSavedError, ProjectError
from annotator.domain.language import tr

_STORAGE_FAILURES = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)


def reason(error: BaseException) -> str:
    """Why the system refused, in its own words."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def damaged(path: Path, detail: str) -> ProjectError:
    """The error that says a project file is damaged and what to do."""
    return ProjectError(
        tr(
            "“{path}” is damaged ({detail}). Nothing was written to it. Restore a kept "
            "copy (☰ ▸ Project ▸ Restore…), or copy it again from where it came."
        ).format(path=path, detail=detail)
    )


def opening_error(path: Path, error: sqlite3.Error) -> ProjectError:
    """What SQLite said when a file was opened, as a sentence."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if is_busy(error):
        return ProjectError(
            tr("“{path}” is in use by another program. Close that program and try again.").format(
                path=path
            )
        )
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return ProjectError(
            tr(
                "“{path}” or its folder cannot be written to. Open it for reading only, or "
                "move it to a folder of your own."
            ).format(path=path)
        )
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL):
        return ProjectError(
            tr(
                "The disk could not read or write “{path}” ({error}). Copy the file to "
                "another disk and open it there."
            ).format(path=path, error=error)
        )
    return damaged(path, str(error))


def saving_error(path: Path, error: sqlite3.Error | OSError) -> NotSavedError:
    """Why the file could not take an edit or a copy, as a sentence."""
    return NotSavedError(
        tr("{problem} Nothing of this was written.").format(problem=_saving_problem(path, error))
    )


def _saving_problem(path: Path, error: sqlite3.Error | OSError) -> str:
    if isinstance(error, OSError):
        return tr(
            "“{path}” could not be written: {reason}. Make room and try again, or save the "
            "project elsewhere."
        ).format(path=path, reason=reason(error))
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return tr(
            "The disk that holds “{path}” is full. Make room and try again, or save the project "
            "elsewhere."
        ).format(path=path)
    if is_busy(error):
        return tr("Another program keeps “{path}” busy. Close that program and try again.").format(
            path=path
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return tr(
            "“{path}” or its folder can no longer be written to. Save the project elsewhere."
        ).format(path=path)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return tr(
            "“{path}” was damaged while it was open ({error}). Restore a kept copy of it."
        ).format(path=path, error=error)
    return tr(
        "The disk could not write “{path}” ({error}). Save the project on another disk."
    ).format(path=path, error=error)


def moved_error(path: Path) -> NotSavedError:
    """The file that was opened no longer stands under its name."""
    return NotSavedError(
        tr(
            "“{path}” was moved, renamed or replaced while it was open. Nothing of "
            "this was written. Put the file back and try again, or save the project "
            "elsewhere."
        ).format(path=path)
    )


def is_storage_failure(error: sqlite3.Error) -> bool:
    """Whether an error lies with disk, file or another program rather than with our rows."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _STORAGE_FAILURES


def is_busy(error: sqlite3.Error) -> bool:
    """Whether an error says that others kept the file busy all the while."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that a file's pages are not what they should be."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
