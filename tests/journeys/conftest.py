"""The projects that journeys start from, made once."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QCoreApplication

from annotator.domain import language
from annotator.resources import resource
from tests.application import application  # noqa: F401 - for every test here
from tests.journeys.driver import Coder, make_project
from tests.marking_language import marking
from tests.spoken import speaking


@pytest.fixture(scope="session")
def _pact(tmp_path_factory):
    path = tmp_path_factory.mktemp("pact") / "pact.db"
    make_project(
        path,
        resource("sample", "04-niger-mali-pact.txt"),
        resource("sample", "06-convoy-ansongo.txt"),
    )
    return path


@pytest.fixture
def pact(_pact, tmp_path):
    """A fresh copy of a project with two articles, highlighted."""
    return shutil.copy(_pact, tmp_path / "pact.db")


@pytest.fixture
def marked(qapp):
    """A window, rules and files that mark every sentence they say."""
    with (
        marking(),
        speaking(lambda text: QCoreApplication.translate(language.CONTEXT, text)),
    ):
        yield


@pytest.fixture
def coder(qtbot, tmp_path):
    """Somebody at a window; closed at the end of the test."""
    made = []

    def sit_down() -> Coder:
        made.append(Coder(qtbot, tmp_path))
        return made[-1]

    yield sit_down
    for person in made:
        person.close()
