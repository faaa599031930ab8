"""Choices that hold for everybody who codes in a project."""

import time

import pytest
from coded import NEWER, PIPELINE, make, sitting, suggest

from annotator.domain.errors import ReadOnlyError
from annotator.jobs.suggesting import request_for
from annotator.storage import highlights
from annotator.storage.check import check
from annotator.storage.project import open_project
from annotator.storage.project_settings import suggest_whole_events, suggests_whole_events


def test_whole_events_are_suggested_unless_somebody_says_no(tmp_path):
    path = make(tmp_path / "p.db")
    with open_project(path) as project:
        assert suggests_whole_events(project.connection)
        suggest_whole_events(project, False)
        assert not suggests_whole_events(project.connection)
        assert not request_for(project).events
    with open_project(path) as project:
        assert not suggests_whole_events(project.connection)
        suggest_whole_events(project, True)
        assert request_for(project).events
    assert check(path).ok


def test_what_was_replaced_is_read_again(tmp_path):
    with sitting(make(tmp_path / "p.db")) as (project, _):
        suggest(project, 1, PIPELINE, events=True)
        suggest(project, 2, PIPELINE, events=True)
        time.sleep(0.002)
        suggest(project, 1, NEWER)
        assert highlights.pending_of(project.connection, PIPELINE, [1, 2]) == []
        suggest_whole_events(project, False)
        assert highlights.pending_of(project.connection, PIPELINE, [1, 2]) == [1]
        assert highlights.pending_of(project.connection, NEWER, [1, 2]) == [2]


def test_who_only_reads_changes_nothing(tmp_path):
    path = make(tmp_path / "p.db")
    with open_project(path, read_only=True) as project, pytest.raises(ReadOnlyError):
        suggest_whole_events(project, False)
