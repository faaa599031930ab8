"""What the tests of commands share: the command line itself, and an empty project."""

import shutil

import pytest

from annotator import cli, resources
from annotator.domain import schema_file
from annotator.storage.project import create


@pytest.fixture
def run(capsys):
    """Runs a command; gives its exit status, what it printed, and what it said of errors."""

    def run(*arguments):
        status = cli.main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return status, shown.out, shown.err

    return run


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "p.db"
    create(path, schema=schema_file.canonical(resources.schema_path("cameo")), title="T")
    return path


@pytest.fixture
def path(template, tmp_path):
    return shutil.copy(template, tmp_path / "p.db")
