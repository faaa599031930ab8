"""Paths are shown short in the user's own folder, and whole everywhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.gui.path_words import path_words


@pytest.mark.skipif(os.sep != "/", reason="~ is no custom here")
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/people/ann/Projects/sahel.db", "~/Projects/sahel.db"),
        ("/people/ann", "/people/ann"),
        ("/people/annabel/sahel.db", "/people/annabel/sahel.db"),
        ("/srv/shared", "/srv/shared"),
    ],
)
def test_the_own_folder_is_short(monkeypatch, path: str, words: str) -> None:
    monkeypatch.setenv("HOME", "/people/ann")
    assert path_words(Path(path)) == words
