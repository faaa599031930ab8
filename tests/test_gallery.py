"""``scripts/screenshots.py``: the gallery shows many states, each in both looks, none twice."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "scripts" / "screenshots.py"
LOOKS = ("light", "dark")
COLOURS = 30  # fewer are on no picture that shows anything


@pytest.fixture
def gallery(monkeypatch):
    """The package beside the script."""
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    return importlib.import_module("gallery")


def test_the_gallery_is_large_and_has_what_the_readme_shows(gallery):
    assert len(gallery.STATES) >= 24
    assert set(gallery.IN_README) <= set(gallery.STATES)
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r"resources/pictures/(\S+?)-(?:light|dark)\.png", readme)
    assert set(shown) == set(gallery.IN_README)
    kept = {path.name for path in (ROOT / "resources" / "pictures").glob("*.png")}
    assert kept == {f"{name}-{look}.png" for name in gallery.IN_README for look in LOOKS}


def test_a_name_that_no_state_has_is_refused(tmp_path):
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path), "--only", "nosuch"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 2
    assert "nosuch" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_every_state_is_painted_in_both_looks_and_none_twice(gallery, tmp_path):
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path)], capture_output=True, text=True, timeout=1700
    )
    assert done.returncode == 0, done.stdout + done.stderr
    seen: dict[bytes, str] = {}
    for name in gallery.STATES:
        for look in LOOKS:
            picture = QImage(str(tmp_path / f"{name}-{look}.png"))
            assert not picture.isNull(), f"{name} is not painted {look}"
            assert len(colours(picture)) >= COLOURS, f"{name} is empty {look}"
            dark = picture.pixelColor(2, picture.height() // 2).lightness() < 128
            assert dark == (look == "dark"), f"{name} is not {look}"
            same = seen.setdefault(bytes(picture.constBits()), f"{name}-{look}")
            assert same == f"{name}-{look}", f"{name}-{look} shows what {same} shows"


def colours(picture: QImage) -> set[int]:
    """The colours of a picture's points, a few points apart."""
    return {
        picture.pixel(x, y)
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
