"""Where an export can go and where it cannot; what stood there stays whole."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.domain.errors import ExportError
from annotator.formats.writers.target import replacing

ROOT = Path(__file__).parents[2]


def write(target, content=b"new"):
    with replacing(target) as path:
        path.write_bytes(content)


def fail_half_way(target):
    with replacing(target) as path:
        path.write_bytes(b"half")
        raise ZeroDivisionError


def left_beside(target):
    return list(target.parent.glob(".*.part"))


def test_a_new_file_takes_the_place_of_the_old_one(tmp_path):
    target = tmp_path / "e.csv"
    write(target, b"old")
    target.chmod(0o640)
    write(target)
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert not left_beside(target)


def test_a_failure_leaves_the_old_one(tmp_path):
    target = tmp_path / "e.csv"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        fail_half_way(target)
    assert target.read_bytes() == b"old"
    assert not left_beside(target)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing/e.csv", "There is no folder"),
        ("folder", "is a folder"),
        ("fifo", "is a device"),
        ("loop", "cannot be reached"),
    ],
)
def test_each_wrong_target_gets_its_sentence(tmp_path, name, sentence):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "loop").symlink_to("loop")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ExportError, match=sentence):
        write(tmp_path / name)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_is_written_through(tmp_path):
    real = tmp_path / "real.csv"
    real.write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to(real)
    write(tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert real.read_bytes() == b"new"


def test_what_a_killed_export_left_is_cleared_away_later(tmp_path):
    target = tmp_path / "e.csv"
    old, fresh, other = (tmp_path / n for n in (".e.csv.1.part", ".e.csv.2.part", ".f.csv.1.part"))
    for file in (old, fresh, other):
        file.write_bytes(b"x")
    an_hour_ago = time.time() - 4000
    os.utime(old, (an_hour_ago, an_hour_ago))
    os.utime(other, (an_hour_ago, an_hour_ago))
    write(target)
    assert [file.exists() for file in (old, fresh, other)] == [False, True, True]


_FULL = """
import resource, signal, sys
from pathlib import Path
from annotator.domain.errors import ExportError
from annotator.formats.writers.target import replacing
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    with replacing(Path(sys.argv[1])) as path:
        path.write_bytes(b"x" * 5000)
except ExportError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_full_disk_leaves_the_old_file(tmp_path):
    target = tmp_path / "e.csv"
    target.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(target)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "The disk is full" in done.stdout
    assert "unchanged" in done.stdout
    assert target.read_bytes() == b"old"
    assert not left_beside(target)


_FORBIDDEN = """
import os, sys
from pathlib import Path
from annotator.domain.errors import ExportError
from annotator.formats.writers.target import replacing
if os.geteuid() == 0:
    os.setresuid(65534, 65534, 65534)
try:
    with replacing(Path(sys.argv[1])) as path:
        path.write_bytes(b"x")
except ExportError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs permissions of files")
@pytest.mark.parametrize(("folder_mode", "sentence"), [(0o555, "refuses"), (0o777, "protected")])
def test_a_folder_or_file_that_may_not_be_written_gets_its_sentence(folder_mode, sentence):
    import tempfile  # noqa: PLC0415 - pytest's folders are closed to other users

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        target = folder / "e.csv"
        if folder_mode == 0o777:
            target.write_bytes(b"old")
            target.chmod(0o444)
        folder.chmod(folder_mode)
        done = subprocess.run(
            [sys.executable, "-c", _FORBIDDEN, str(target)],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        folder.chmod(0o777)
        assert done.returncode == 0, done.stderr
        assert sentence in done.stdout
        assert target.exists() == (folder_mode == 0o777)
