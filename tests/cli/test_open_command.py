"""``annotator open``: what is refused before a window is shown."""

import pytest

from annotator.cli.open_ import check_openable
from annotator.domain.errors import EditRefusedError, ProjectError
from tests.storage.coded import make


def test_a_round_that_the_project_lacks_is_refused_before_a_window_opens(tmp_path):
    path = make(tmp_path / "p.db")
    check_openable(path)
    check_openable(path, "main")
    with pytest.raises(EditRefusedError, match="no round “pilot”"):
        check_openable(path, "pilot")
    with pytest.raises(ProjectError):
        check_openable(tmp_path / "none.db", "main")
