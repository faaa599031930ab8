"""Kept copies of a project: verified, outside its folder, thinned, and ready to be restored.

They lie under the user's data folder by the project's identity, numbered by a counter that never
goes back (a clock may). A copy carries the time of the project file it was made from, so that an
unchanged project is not copied twice.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import NotSavedError, ProjectError
from annotator.domain.language import tr
from annotator.storage import copies, failures, files, lock, opening

EVERY = dt.timedelta(minutes=30)
LATEST, HOURS, DAYS, WEEKS = 4, 12, 14, 26  # how many of each the thinning leaves
MOST_BYTES = 4 * 2**30
_ALWAYS = 3  # this many of the newest stay however large they are
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{6,})_(\d{8}T\d{6}Z)_([^.]+)(\.before-layout-\d+)?\.db")


@dataclass(frozen=True)
class KeptCopy:
    """A verified copy of a project and the moment it was made (UTC)."""

    path: Path
    number: int
    made_at: dt.datetime
    origin: str  # name of the project file it was made from, without its ending
    before_migration: bool
    bytes: int


@dataclass(frozen=True)
class Preview:
    """What a kept copy holds, for choosing among them."""

    title: str
    articles: int
    codings: int
    events: int
    last_edit: str  # in the user's words, empty when there was none
    last_edit_at: dt.datetime | None  # UTC
    last_article: str  # title of the article that edit was about


class CopySchedule:
    """Says when the next copy is due: half an hour after the last one, once there are changes.

    ``changes`` is ``Project.changes_made`` throughout.
    """

    def __init__(self, changes: int, *, now: dt.datetime) -> None:
        self.kept(changes, now=now)

    def due(self, changes: int, *, now: dt.datetime) -> bool:
        """Whether a copy should be made now."""
        return changes != self._changes and now - self._since >= EVERY

    def kept(self, changes: int, *, now: dt.datetime) -> None:
        """A copy was made (or the project opened) at this state."""
        self._changes = changes
        self._since = now


def copies_root() -> Path:
    """The folder that holds the kept copies of all of this user's projects."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not before the window

    return user_data_path("annotator", appauthor=False) / "copies"


def keep_copy(
    project: Path | str,
    *,
    now: dt.datetime | None = None,
    root: Path | None = None,
    verify: bool = False,
    stop: Callable[[], bool] = copies.never,
) -> KeptCopy | None:
    """Keep a verified copy of a project as it is now, and thin the earlier ones.

    May run in another thread beside the work; an edit waits for it a few milliseconds at most.
    Making the copy reads every page and every text's hash: ``verify`` asks for that also when
    this state is kept already.

    Returns None when there was nothing new to keep, ``stop`` said so, or the edits left no quiet
    moment for it (try again later).

    Raises:
        ProjectError: the project is damaged; no copy of it was kept.
        NotSavedError: the copy could not be written.
    """
    path = files.resolve(project)
    try:
        with suppress(copies.ChangedMeanwhileError, copies.StoppedError):
            folder = _folder(_identity_at(path), root)
            newest = next(iter(_in_folder(folder)), None)
            if newest is not None and _same_state(newest.path, path):
                if verify:
                    _write(path, newest.path, replace=True, stop=stop)
                return None
            kept = _keep(path, folder, now=now, stop=stop)
            for surplus in thinned(_in_folder(folder)):
                surplus.path.unlink(missing_ok=True)
            return kept
    except sqlite3.Error as error:
        if not failures.is_busy(error):
            raise failures.opening_error(path, error) from error
    except OSError as error:
        raise NotSavedError(
            tr("No copy of the project could be kept: {reason}.").format(
                reason=failures.reason(error)
            )
        ) from error
    return None


def keep_before_migration(path: Path, layout: int, *, root: Path | None = None) -> KeptCopy:
    """Keep a verified copy of a file that is about to be brought up to a newer layout."""
    try:
        folder = _folder(_identity_at(path), root)
        return _keep(path, folder, ending=f".before-layout-{layout}")
    except (OSError, NotSavedError) as error:
        raise ProjectError(
            tr(
                "“{path}” was made by an older program. No copy of it could be kept, so it "
                "was not brought up to date: {reason}"
            ).format(path=path, reason=failures.reason(error))
        ) from error


def _keep(
    path: Path,
    folder: Path,
    *,
    now: dt.datetime | None = None,
    ending: str = "",
    stop: Callable[[], bool] = copies.never,
) -> KeptCopy:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder)
    stamp = (now or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).strftime(_STAMP)
    number = max((copy.number for copy in _in_folder(folder)), default=0) + 1
    target = folder / f"{number:06d}_{stamp}_{origin_of(path)}{ending}.db"
    _write(path, target, stop=stop)
    kept = _parsed(target)
    assert kept is not None
    return kept


def _write(path: Path, target: Path, *, stop: Callable[[], bool], replace: bool = False) -> None:
    before = path.stat().st_mtime_ns
    copies.copy_to(path, target, replace=replace, stop=stop)
    os.utime(target, ns=(before, before))


def _same_state(copy: Path, path: Path) -> bool:
    one, other = copy.stat(), path.stat()
    return (one.st_mtime_ns, one.st_size) == (other.st_mtime_ns, other.st_size)


def _folder(identity: str, root: Path | None) -> Path:
    return (root or copies_root()) / re.sub(r"[^\w-]", "", identity)


def _sweep(folder: Path) -> None:
    """Remove what copies that were killed on the way left behind."""
    for part in folder.glob(".*.part*"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > 3600:
                part.unlink()


def origin_of(path: Path) -> str:
    """A project file's name as its copies carry it."""
    return re.sub(r"[^\w-]+", "-", path.stem)[:40].strip("-") or "project"


def _parsed(path: Path) -> KeptCopy | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    made_at = dt.datetime.strptime(match[2], _STAMP).replace(tzinfo=dt.UTC)
    return KeptCopy(
        path, int(match[1]), made_at, match[3], match[4] is not None, path.stat().st_size
    )


def _in_folder(folder: Path) -> list[KeptCopy]:
    found = [_parsed(path) for path in folder.glob("*.db")] if folder.is_dir() else []
    return sorted(filter(None, found), key=lambda copy: copy.number, reverse=True)


def kept_copies(project: Path | str, *, root: Path | None = None) -> list[KeptCopy]:
    """The kept copies of a project, newest first.

    Where the file is gone or damaged, those made from a file of its name are found.
    """
    path = files.resolve(project)
    base = root or copies_root()
    try:
        files.inspect(path)
        return _in_folder(_folder(_identity_at(path), base))
    except (ProjectError, sqlite3.Error):
        folders = [folder for folder in base.glob("*") if folder.is_dir()]
        found = [copy for folder in folders for copy in _in_folder(folder)]
        mine = [copy for copy in found if copy.origin == origin_of(path)]
        return sorted(mine, key=lambda copy: (copy.made_at, copy.number), reverse=True)


def thinned(kept: Iterable[KeptCopy]) -> list[KeptCopy]:
    """Which copies may go: all but the latest, and the newest of each hour, day and week.

    Hours, days and weeks are counted as they hold copies, not from today, so that a project that
    rested for a year keeps its history. Copies made before a migration stay.
    """
    newest_first = sorted(kept, key=lambda copy: copy.number, reverse=True)
    ordinary = [copy for copy in newest_first if not copy.before_migration]
    wanted = {copy.number for copy in ordinary[:LATEST]}
    for most, bucket in ((HOURS, "%Y%m%d%H"), (DAYS, "%Y%m%d"), (WEEKS, "%G%V")):
        firsts: dict[str, int] = {}
        for copy in ordinary:
            firsts.setdefault(copy.made_at.strftime(bucket), copy.number)
        wanted.update(list(firsts.values())[:most])
    wanted -= _too_large([copy for copy in ordinary if copy.number in wanted])
    return [copy for copy in ordinary if copy.number not in wanted]


def _too_large(newest_first: Sequence[KeptCopy]) -> set[int]:
    total, surplus = 0, set()
    for place, copy in enumerate(newest_first):
        total += copy.bytes
        if total > MOST_BYTES and place >= _ALWAYS:
            surplus.add(copy.number)
    return surplus


def preview(copy: KeptCopy | Path) -> Preview:
    """What a kept copy holds; ProjectError when it cannot be read any more."""
    path = copy.path if isinstance(copy, KeptCopy) else copy
    files.inspect(path)
    try:
        with closing(files.connect(path, "ro")) as connection:
            title, articles, codings, events = connection.execute(
                "SELECT title, (SELECT count(*) FROM article), (SELECT count(*) FROM coding),"
                " (SELECT count(*) FROM event) FROM project"
            ).fetchone()
            last = connection.execute(
                "SELECT e.label, e.created_at, coalesce(a.title, '') FROM edit e"
                " LEFT JOIN article a ON a.id = e.article_id ORDER BY e.id DESC LIMIT 1"
            ).fetchone()
    except sqlite3.Error as error:
        raise failures.opening_error(path, error) from error
    label, at, article = last or ("", None, "")
    edited_at = dt.datetime.fromisoformat(at) if at else None
    return Preview(title, articles, codings, events, label, edited_at, article)


def restore(
    project: Path | str, *, copy: KeptCopy | Path, now: dt.datetime | None = None
) -> Path | None:
    """Put a kept copy in the place of a project, and return where the present file was kept.

    The present file, sound or damaged, stays beside it under a name that says so; None when
    there was none.

    Raises:
        LockedError: somebody writes to the project.
        ProjectError: it is open here, the copy is damaged, or it is one of another project.
        NotSavedError: there is no room, or the folder cannot be written to.
    """
    path = files.resolve(project)
    source = copy.path if isinstance(copy, KeptCopy) else files.resolve(copy)
    if path.exists() and files.is_connected(path):
        raise ProjectError(
            tr("“{path}” is open. Close it before a copy is put in its place.").format(path=path)
        )
    held = lock.acquire(path)
    staged = files.temporary_beside(path)
    try:
        _stage(source, staged, path)
        kept = _set_aside(path, now or dt.datetime.now(dt.UTC)) if path.exists() else None
        files.publish(staged, path, replace=True)
    except OSError as error:
        raise failures.saving_error(path, error) from error
    finally:
        files.discard(staged)
        held.release()
    return kept


def _stage(source: Path, staged: Path, path: Path) -> None:
    """Check a copy once more and copy it beside the project it will replace."""
    files.inspect(source)
    try:
        with closing(files.connect(source, "ro")) as connection:
            opening.demand_sound(connection, source)
            wanted = _identity(connection)
            present = _identity_of(path)
            if present not in ("", wanted):
                raise ProjectError(
                    tr(
                        "The copy is one of another project than “{path}”. Nothing was changed. "
                        "Restore it under another name."
                    ).format(path=path)
                )
            copies.copy_to(source, staged, connection=connection)
    except sqlite3.Error as error:
        raise failures.opening_error(source, error) from error


def _identity(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT uuid FROM project").fetchone()[0])


def _identity_at(path: Path) -> str:
    with closing(files.connect(path, "ro")) as connection:
        return _identity(connection)


def _identity_of(path: Path) -> str:
    """The identity of the project in a file, empty when it cannot be read."""
    with suppress(ProjectError, sqlite3.Error):
        files.inspect(path)
        opening.take_back(path)
        return _identity_at(path)
    return ""


def _set_aside(path: Path, now: dt.datetime) -> Path:
    """Give the present file a second name, with a journal that could not be taken back."""
    stamp = now.astimezone().strftime("%Y-%m-%d %H.%M.%S")
    kept = path.with_name(f"{path.stem} before restore {stamp}{path.suffix}")
    try:
        kept.hardlink_to(path)
    except OSError:  # a file system without links
        shutil.copy2(path, kept)
    for journal in files.leftovers(path):
        journal.rename(kept.with_name(journal.name.replace(path.name, kept.name, 1)))
    return kept
