"""One application for all tests of the window, the same before each, in whatever order they run."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def application(qapp):
    """Qt ends the process over a font or picture that is made before its application.

    A window gives the application its font, at its zoom: no later test is to be wider for it.
    """
    font = qapp.font()
    yield qapp
    if qapp.font() != font:
        qapp.setFont(font)
