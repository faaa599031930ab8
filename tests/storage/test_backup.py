import datetime as dt
import json
import os
import threading
from pathlib import Path

import pytest
from coded import SCHEMA, dump, make, sitting
from outside import harm, held_by_another_process, names, overwrite, sha256

from annotator.domain.errors import LockedError, NotSavedError, ProjectError
from annotator.domain.text import text_hash
from annotator.storage import backup, ops
from annotator.storage.backup import CopySchedule, KeptCopy, thinned
from annotator.storage.check import check
from annotator.storage.project import create, open_project

NOON = dt.datetime(2025, 4, 10, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def root(tmp_path_factory):
    return tmp_path_factory.mktemp("copies")


@pytest.fixture
def path(tmp_path):
    return make(tmp_path / "p.db")


def edit(path, times=1):
    with sitting(path) as (project, desk):
        for _ in range(times):
            ops.create_event(project, desk, 1)


# --- keeping ---------------------------------------------------------------------------------


def test_a_copy_is_kept_outside_the_folder_and_is_the_project(path, root, tmp_path):
    with sitting(path) as (project, desk):
        ops.create_event(project, desk, 1)
        kept = backup.keep_copy(path, root=root, now=NOON)
        before = dump(project)
    assert names(tmp_path) == {"p.db"}
    assert (kept.number, kept.made_at, kept.origin) == (1, NOON, "p")
    assert kept.path.parent.parent == root
    assert check(kept.path).ok
    with open_project(kept.path, read_only=True) as copy:
        assert dump(copy) == before
        assert kept.path.parent.name == copy.uuid
    if os.name != "nt":
        assert kept.path.parent.stat().st_mode & 0o077 == 0  # nobody else may read articles


def test_an_unchanged_project_is_not_copied_twice(path, root):
    first = backup.keep_copy(path, root=root)
    assert backup.keep_copy(path, root=root) is None
    edit(path)
    second = backup.keep_copy(path, root=root)
    assert [copy.number for copy in backup.kept_copies(path, root=root)] == [2, 1]
    assert second.number == first.number + 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: harm(path, "UPDATE article SET text = text || '.' WHERE id = 2"),
        lambda path: harm(path, "DELETE FROM round"),
        lambda path: overwrite(path, at=path.stat().st_size // 2 // 4096 * 4096, count=8192),
    ],
    ids=["text", "reference", "page"],
)
def test_a_damaged_project_is_never_copied(path, root, damage):
    edit(path)
    good = backup.keep_copy(path, root=root)
    damage(path)
    with pytest.raises(ProjectError, match="is damaged"):
        backup.keep_copy(path, root=root)
    assert names(good.path.parent) == {good.path.name}


def test_a_file_that_is_kept_already_is_verified_when_asked(path, root):
    kept = backup.keep_copy(path, root=root)
    assert backup.keep_copy(path, root=root, verify=True) is None
    times = path.stat()
    harm(path, "UPDATE article SET text = replace(text, 'Baku', 'Gaza')")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # bits rot without a trace
    assert backup.keep_copy(path, root=root) is None
    with pytest.raises(ProjectError, match="text of article 1 has changed"):
        backup.keep_copy(path, root=root, verify=True)
    assert check(kept.path).ok


class Keeping(threading.Thread):
    """Keeps a copy in another thread, as the window does."""

    def __init__(self, path, root):
        super().__init__()
        self.path, self.root = path, root
        self.kept = self.error = None

    def run(self):
        try:
            self.kept = backup.keep_copy(self.path, root=self.root)
        except Exception as error:  # noqa: BLE001 - shown by the assert
            self.error = error


def grow(project, megabytes):
    with project.write() as connection:
        for number in range(megabytes):
            text = f"{number}\n\n" + ("many words " * 95_000).strip()
            connection.execute(
                "INSERT INTO article (uuid, title, imported_at, sha256, characters, text)"
                " VALUES (?, 't', '2025-01-01T00:00:00+00:00', ?, ?, ?)",
                (f"{number:08d}-0000-4000-8000-000000000000", text_hash(text), len(text), text),
            )


def test_a_copy_is_kept_beside_the_work(path, root):
    """Edits through the window's connection are taken along; they do not begin it anew."""
    with sitting(path) as (project, desk):
        grow(project, 24)
        keeping = Keeping(path, root)
        keeping.start()
        edits = 0
        while keeping.is_alive():
            ops.create_event(project, desk, 1)
            edits += 1
            threading.Event().wait(0.005)  # a very fast coder
        assert keeping.error is None
        before = dump(project)
    assert edits > 1
    assert check(keeping.kept.path).ok
    with open_project(keeping.kept.path, read_only=True) as copy:
        kept = dump(copy)
    assert kept["event"] == before["event"][: len(kept["event"])]
    assert check(path).ok


def test_closing_the_project_ends_a_copy_on_the_way(path, root):
    with sitting(path) as (project, _):
        grow(project, 12)
        keeping = Keeping(path, root)
        keeping.start()
        threading.Event().wait(0.02)
    keeping.join()
    assert keeping.error is None
    for copy in backup.kept_copies(path, root=root):  # it was through, or there is nothing of it
        assert check(copy.path).ok
    assert not list(root.rglob("*.part"))
    assert check(path).ok


def test_what_killed_copies_left_is_swept_away(path, root):
    kept = backup.keep_copy(path, root=root)
    old, young = (kept.path.parent / f".{name}.db.0a0a0a0a.part" for name in ("old", "young"))
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    edit(path)
    backup.keep_copy(path, root=root)
    assert not old.exists()
    assert young.exists()  # another window may be writing it


def test_a_copy_can_be_given_up(path, root):
    assert backup.keep_copy(path, root=root, stop=lambda: True) is None
    assert backup.kept_copies(path, root=root) == []


def test_where_no_copy_can_be_kept(path, tmp_path_factory):
    file = tmp_path_factory.mktemp("x") / "file"
    file.write_text("no folder")
    with pytest.raises(NotSavedError, match="No copy of the project could be kept"):
        backup.keep_copy(path, root=file)


# --- when ------------------------------------------------------------------------------------


def test_a_copy_is_due_half_an_hour_after_the_last_once_there_are_changes():
    minute = dt.timedelta(minutes=1)
    schedule = CopySchedule(0, now=NOON)
    assert not schedule.due(0, now=NOON + 120 * minute)
    assert not schedule.due(5, now=NOON + 29 * minute)
    assert schedule.due(5, now=NOON + 30 * minute)
    schedule.kept(5, now=NOON + 30 * minute)
    assert not schedule.due(5, now=NOON + 90 * minute)
    assert schedule.due(6, now=NOON + 90 * minute)


def test_changes_are_counted_by_the_project(path):
    with sitting(path) as (project, desk):
        before = project.changes_made
        ops.create_event(project, desk, 1)
        assert project.changes_made > before


# --- thinning --------------------------------------------------------------------------------


def made(number, at, *, size=1, before_migration=False):
    return KeptCopy(Path(f"{number}.db"), number, at, "p", before_migration, size)


def work_through(days, *, every=dt.timedelta(minutes=30), a_day=16, start=NOON):
    """What is left when a coder works for days, thinned after every copy as it really is."""
    kept: list[KeptCopy] = []
    number = 0
    for day in range(days):
        for step in range(a_day):
            number += 1
            kept.append(made(number, start + dt.timedelta(days=day) + step * every))
            gone = {copy.number for copy in thinned(kept)}
            kept = [copy for copy in kept if copy.number not in gone]
    return kept


def test_months_of_work_leave_hours_days_and_weeks():
    kept = work_through(70)
    newest = kept[-1].made_at
    assert kept[-1].number == 70 * 16
    hours = [copy for copy in kept if newest - copy.made_at < dt.timedelta(hours=8)]
    assert len({copy.made_at.hour for copy in hours}) == 8  # every hour of the last day
    days = {copy.made_at.date() for copy in kept}
    assert {(newest - dt.timedelta(days=back)).date() for back in range(backup.DAYS)} <= days
    assert len({copy.made_at.strftime("%G%V") for copy in kept}) == 11  # 70 days from a Thursday
    assert len(kept) == 2 + 12 + 12 + 8  # the latest, hours, days and weeks, without the doubles


def test_the_newest_of_each_hour_stays():
    assert [copy.made_at.minute for copy in work_through(1)] == [30] * 6 + [0, 30, 0, 30]


def test_a_project_that_rested_for_years_keeps_its_history():
    kept = [made(n, NOON + dt.timedelta(weeks=n)) for n in range(1, 6)]
    kept.append(made(6, NOON + dt.timedelta(weeks=520)))
    assert thinned(kept) == []


def test_a_clock_that_goes_back_loses_nothing_new():
    """The counter orders the copies, not the clock."""
    kept = [made(n, NOON + dt.timedelta(minutes=n)) for n in range(1, 40)]
    kept.append(made(40, NOON - dt.timedelta(days=3650)))  # the battery of the clock is flat
    gone = {copy.number for copy in thinned(kept)}
    assert 40 not in gone
    assert 39 not in gone
    kept = [copy for copy in kept if copy.number not in gone]
    kept.append(made(41, NOON + dt.timedelta(minutes=41)))
    assert 41 not in {copy.number for copy in thinned(kept)}


def test_copies_made_before_a_migration_stay():
    kept = [made(n, NOON, before_migration=n == 1) for n in range(1, 30)]
    assert 1 not in {copy.number for copy in thinned(kept)}


def test_copies_of_a_huge_project_do_not_fill_the_disk():
    kept = [made(n, NOON + dt.timedelta(days=n), size=2**30) for n in range(1, 15)]
    gone = {copy.number for copy in thinned(kept)}
    assert gone == set(range(1, 11))
    huge = [made(n, NOON + dt.timedelta(days=n), size=2**40) for n in range(1, 15)]
    assert {copy.number for copy in huge} - {copy.number for copy in thinned(huge)} == {12, 13, 14}


def test_thinning_happens_when_a_copy_is_kept(path, root):
    for number in range(8):
        edit(path)
        backup.keep_copy(path, root=root, now=NOON + dt.timedelta(minutes=number))
    kept = [copy.number for copy in backup.kept_copies(path, root=root)]
    assert kept == [8, 7, 6, 5]


# --- restoring -------------------------------------------------------------------------------


def test_a_preview_says_what_a_copy_holds(path, root):
    edit(path, times=2)
    kept = backup.keep_copy(path, root=root)
    shown = backup.preview(kept)
    assert (shown.title, shown.articles, shown.codings, shown.events) == ("Small", 3, 1, 2)
    assert shown.last_edit == "new event"
    assert shown.last_article == "Talks in Baku"
    assert abs(dt.datetime.now(dt.UTC) - shown.last_edit_at) < dt.timedelta(minutes=1)


def test_a_preview_of_an_untouched_project(path, root):
    shown = backup.preview(backup.keep_copy(path, root=root))
    assert (shown.events, shown.last_edit, shown.last_edit_at) == (0, "", None)


def test_restoring_keeps_the_present_file_first(path, root, tmp_path):
    edit(path)
    kept = backup.keep_copy(path, root=root)
    edit(path, times=3)
    before = sha256(path)
    present = backup.restore(path, copy=kept, now=NOON)
    assert present.parent == tmp_path
    assert present.name.startswith("p before restore 2025-04-1")
    assert sha256(present) == before
    assert names(tmp_path) == {"p.db", present.name}
    with sitting(path) as (project, desk):
        assert len(dump(project)["event"]) == 1
        assert ops.create_event(project, desk, 1).edit_id
        assert project.undo(desk).edit_id
    with open_project(present) as project:
        assert len(dump(project)["event"]) == 4


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: overwrite(path, at=0, count=4096),
        lambda path: os.truncate(path, 5000),
        lambda path: path.write_bytes(b""),
        lambda path: path.unlink(),
    ],
    ids=["header", "truncated", "empty", "gone"],
)
def test_a_file_that_cannot_be_read_finds_its_copies_by_name(path, root, damage, tmp_path):
    edit(path)
    backup.keep_copy(path, root=root)
    backup.keep_copy(make(tmp_path / "other.db"), root=root)
    damage(path)
    there = path.exists()
    (kept,) = backup.kept_copies(path, root=root)
    present = backup.restore(path, copy=kept)
    assert (present is not None) is there
    assert check(path).ok
    with open_project(path) as project:
        assert len(dump(project)["event"]) == 1


def test_a_journal_of_the_damaged_file_is_not_applied_to_the_restored_one(path, root, tmp_path):
    kept = backup.keep_copy(path, root=root)
    overwrite(path, at=0, count=4096)
    (tmp_path / "p.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 600)
    present = backup.restore(path, copy=kept)
    assert names(tmp_path) == {"p.db", present.name, present.name + "-journal"}
    assert check(path).ok


def test_nothing_is_restored_over_an_open_project(path, root):
    kept = backup.keep_copy(path, root=root)
    with open_project(path), pytest.raises(ProjectError, match=r"is open\. Close it"):
        backup.restore(path, copy=kept)
    before = sha256(path)
    with held_by_another_process(path), pytest.raises(LockedError):
        backup.restore(path, copy=kept)
    assert sha256(path) == before


def test_a_damaged_or_foreign_copy_is_not_restored(path, root, tmp_path):
    kept = backup.keep_copy(path, root=root)
    before = sha256(path)
    create(tmp_path / "stranger.db", schema=json.dumps(SCHEMA), title="Another")
    stranger = backup.keep_copy(tmp_path / "stranger.db", root=root)
    with pytest.raises(ProjectError, match="one of another project"):
        backup.restore(path, copy=stranger)
    harm(kept.path, "UPDATE article SET text = text || '!'")
    with pytest.raises(ProjectError, match="is damaged"):
        backup.restore(path, copy=kept)
    kept.path.unlink()
    with pytest.raises(ProjectError, match="There is no file"):
        backup.preview(kept)
    assert sha256(path) == before
    assert names(tmp_path) == {"p.db", "stranger.db"}
