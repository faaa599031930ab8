"""Looking at a project file from outside the program, and harming it on purpose."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

HERE = Path(__file__).parent


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def harm(path: Path, *statements: str) -> None:
    """Change rows as another tool could: without our triggers, references or constraints."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)


def overwrite(path: Path, *, at: int, count: int = 512) -> None:
    """Overwrite bytes in the middle of the file, as a failing disk does."""
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5" * count)


@contextmanager
def another_process(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A second process that runs a script of ours; ended with the block, if it has not ended."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE
    ) as process:
        try:
            yield process
        finally:
            process.kill()


HOLD = """
import sys
from annotator.storage.project import open_project
with open_project(sys.argv[1], coder="ann") as project:
    print("open", flush=True)
    sys.stdin.readline()
print("closed", flush=True)
"""


@contextmanager
def held_by_another_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Somebody else, coder “ann”, has the project open for writing."""
    with another_process(HOLD, path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
