"""What every test shares: no test touches the user's own settings, copies or display."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

_HOME = tempfile.mkdtemp(prefix="annotator-tests-")
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = str(Path(_HOME) / _name.lower())
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

try:
    from PySide6 import QtWidgets as _QtWidgets  # noqa: F401
except ImportError as error:  # a system library is missing: the tests of the window cannot run
    _WHY = f"Qt does not load here ({error}); install libegl1 and libgl1 to run these tests"
    pytest_plugins: list[str] = []
    collect_ignore_glob = ["gui/*", "journeys/*"]
else:
    _WHY = ""
    pytest_plugins = ["pytestqt.plugin"]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """All tests run side by side; a few that were named run by themselves, which begins sooner."""
    everything = config.args_source is not pytest.Config.ArgsSource.ARGS
    return min(os.cpu_count() or 1, 4) if everything else 0


def pytest_report_header() -> str:
    return f"window tests left out: {_WHY}" if _WHY else "window tests run offscreen"


def pytest_collection_modifyitems(items: list) -> None:
    """Pure tests first: a broken rule shows before a broken window."""
    items.sort(key=lambda item: "gui" in item.nodeid or "journeys" in item.nodeid)
