"""Choices that hold for everybody who codes in a project."""

import datetime as dt
import time

import pytest
from coded import NEWER, PIPELINE, make, sitting, suggest

from annotator.domain.errors import ReadOnlyError
from annotator.jobs.suggesting import request_for
from annotator.storage import attention, highlights, reads
from annotator.storage.check import check
from annotator.storage.project import open_project
from annotator.storage.project_settings import (
    LONGEST_PAUSE,
    TimeRule,
    count_time,
    suggest_whole_events,
    suggests_whole_events,
    time_rule,
)


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


def test_time_is_counted_unless_somebody_says_no(tmp_path):
    path = make(tmp_path / "p.db")
    day = dt.date(2026, 1, 5)

    def seconds(project, desk):
        return reads.progress(project.connection, desk, today=day).seconds_today

    with sitting(path) as (project, desk):
        assert time_rule(project.connection) == TimeRule(counted=True, idle=60)
        attention.add_active_time(project, desk, 1, 2.5, day)
        count_time(project, TimeRule(counted=False, idle=30))
        attention.add_active_time(project, desk, 1, 4.0, day)
        assert seconds(project, desk) == 2.5
    with sitting(path) as (project, desk):
        assert time_rule(project.connection) == TimeRule(counted=False, idle=30)
        count_time(project, TimeRule(counted=True, idle=99999))
        assert time_rule(project.connection).idle == LONGEST_PAUSE
        attention.add_active_time(project, desk, 1, 4.0, day)
        assert seconds(project, desk) == 6.5
    assert check(path).ok
