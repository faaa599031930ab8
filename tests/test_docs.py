"""The documents say what the program does."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import __version__, cli
from annotator.storage.tables import MIGRATIONS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_tables_made_from_code_are_current():
    done = subprocess.run(
        [sys.executable, "scripts/docs.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_every_table_and_column_of_a_project_file_is_explained():
    connection = sqlite3.connect(":memory:")
    for migration in MIGRATIONS:
        connection.executescript(migration.sql)
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for (table,) in connection.execute(query).fetchall():
        _, found, rest = README.partition(f"<summary>{table}</summary>")
        assert found, f"the README has no table {table}"
        explained = set(re.findall(r"^\| `(\w+)` \|", rest.split("</details>")[0], re.MULTILINE))
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()}
        assert explained == columns, table
    connection.close()


@pytest.mark.parametrize("command", list(cli.COMMANDS))
def test_every_command_is_in_the_readme_and_has_help(command, capsys):
    assert f"`annotator {command}" in README
    assert cli.main([command, "--help"]) == 0
    assert "--json" in capsys.readouterr().out


def test_the_readme_has_the_two_commands():
    assert "pip install uv && uv run annotator demo" in README
    assert "pip install uv && uv run pytest" in README
    for manager in ("pipx", "brew", "winget"):
        assert manager in README


def test_every_picture_of_the_readme_is_there():
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / picture).is_file(), picture


def test_the_changelog_knows_this_version():
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
