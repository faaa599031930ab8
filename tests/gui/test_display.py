"""Whether a window can be shown, and the one sentence when it cannot."""

from __future__ import annotations

import os
import sys

import pytest

from annotator.gui import display


@pytest.mark.parametrize(
    ("printed", "library", "package"),
    [
        (
            "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory",
            "libEGL.so.1",
            "libegl1",
        ),
        (
            "ImportError: /lib/x86_64-linux-gnu/libGL.so.1: file too short",
            "libGL.so.1",
            "libgl1",
        ),
    ],
)
def test_a_missing_library_is_named_with_its_package(printed, library, package):
    sentence = display.explain(f"Traceback\n{printed}\n", {})
    assert library in sentence
    assert f"apt-get install {package}" in sentence


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is tried on Linux")
def test_a_display_that_does_not_open_is_said(monkeypatch):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":99")
    assert display.try_display().problem


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is tried on Linux")
def test_no_display_at_all_is_said(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "No display is set" in display.try_display().problem


def test_offscreen_can_always_be_painted():
    assert display.try_offscreen() == display.Display("", "offscreen")
    assert os.environ.get("QT_QPA_PLATFORM") == "offscreen"
