"""A file that is either replaced by a whole new one or stays as it was."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.domain.errors import ExportError
from annotator.domain.language import tr

_FORGOTTEN = 3600  # seconds after which an unfinished file is nobody's any more
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a path to write to; when the block ends well, that file takes the target's place.

    The new file lies beside the target until then, so that no failure, power cut or kill can
    leave a half-written one. A link is written through.

    Raises:
        ExportError: the target cannot be written there; the sentence says why.
    """
    final = _checked(target)
    unfinished = _begin(final)
    try:
        yield unfinished
        _finish(unfinished, final)
    except OSError as error:
        raise _sentence(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()


@contextmanager
def making_folder(folder: Path) -> Iterator[None]:
    """Let there be a folder in the block; one that was made goes again when the block fails.

    Raises:
        ExportError: there is a file of that name, or the folder cannot be made.
    """
    made = not folder.is_dir()
    try:
        folder.mkdir(exist_ok=True)
    except FileNotFoundError as error:
        raise ExportError(
            tr("There is no folder “{folder}”. Make it first, or export to another place.").format(
                folder=folder.parent
            )
        ) from error
    except FileExistsError as error:
        raise ExportError(
            tr(
                "“{target}” is a file, and without .xlsx or .csv at its end a folder is meant. "
                "Choose another name."
            ).format(target=folder)
        ) from error
    except OSError as error:
        raise _sentence(error, folder) from error
    try:
        yield
    except BaseException:
        if made:
            with contextlib.suppress(OSError):
                folder.rmdir()  # it is empty: nothing took its place in it
        raise


def _checked(target: Path) -> Path:
    try:
        final = target.expanduser().resolve()
        mode = final.stat().st_mode if final.exists() else None
    except (OSError, RuntimeError) as error:
        raise ExportError(
            tr("“{target}” cannot be reached ({error}). Choose another place.").format(
                target=target, error=error
            )
        ) from error
    if not final.parent.is_dir():
        raise ExportError(
            tr("There is no folder “{folder}”. Make it first, or export to another place.").format(
                folder=final.parent
            )
        )
    if mode is not None and stat.S_ISDIR(mode):
        raise ExportError(
            tr(
                "“{target}” is a folder. Give the name of a file in it, such as “{example}”."
            ).format(target=target, example=target / "events.xlsx")
        )
    if mode is not None and not stat.S_ISREG(mode):
        raise ExportError(
            tr("“{target}” is a device, not a file. Give the name of a file.").format(target=target)
        )
    if mode is not None and not os.access(final, os.W_OK):
        raise ExportError(
            tr(
                "“{target}” is write-protected. Lift the protection, or export to another name."
            ).format(target=target)
        )
    return final


def _begin(final: Path) -> Path:
    prefix = f".{final.name[:100]}."
    _forget_old(final.parent, prefix)
    unfinished = final.parent / f"{prefix}{secrets.token_hex(4)}.part"
    try:
        unfinished.touch(exist_ok=False)
    except OSError as error:
        raise _sentence(error, final) from error
    return unfinished


def _forget_old(folder: Path, prefix: str) -> None:
    """Remove what an export that was killed has left beside the same target."""
    now = time.time()
    with contextlib.suppress(OSError):
        for left in list(folder.iterdir()):
            ours = left.name.startswith(prefix) and left.name.endswith(".part")
            if ours and now - left.stat().st_mtime > _FORGOTTEN:
                left.unlink()


def _finish(unfinished: Path, final: Path) -> None:
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    if final.exists():
        unfinished.chmod(stat.S_IMODE(final.stat().st_mode))
    unfinished.replace(final)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(final.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        except OSError:
            pass  # some network folders cannot; the file itself is written
        finally:
            os.close(folder)


def _sentence(error: OSError, target: Path) -> ExportError:
    if error.errno in _FULL:
        return ExportError(
            tr(
                "The disk is full: “{target}” does not fit into “{folder}”. What was there "
                "before is unchanged. Free some space, or export to another disk."
            ).format(target=target.name, folder=target.parent)
        )
    if isinstance(error, PermissionError):
        return ExportError(
            tr(
                "“{target}” cannot be written: the system refuses it. What was there before is "
                "unchanged. Close it where it is open (Excel locks a file it shows), or export "
                "to another folder."
            ).format(target=target)
        )
    return ExportError(
        tr("“{target}” cannot be written ({error}). What was there before is unchanged.").format(
            target=target, error=error.strerror or error
        )
    )
