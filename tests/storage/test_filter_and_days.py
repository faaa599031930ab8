"""What each filter shows, its count, the next unfinished of some, and progress by day."""

from __future__ import annotations

import datetime as dt

import coded
import pytest

from annotator.domain.events import CodingStatus, NewArticle
from annotator.domain.incoming import Incoming, Origin
from annotator.domain.queue_filter import QueueFilter
from annotator.domain.text import article_text
from annotator.storage import attention, ops, queue_filter, reads
from annotator.storage.imports import add_articles
from annotator.storage.queue_filter import (
    articles_that,
    filter_counts,
    first_unfinished,
    progress_by_day,
)


@pytest.fixture
def desk_at(tmp_path):
    """Articles 1 to 8: done, nothing, in progress, flagged, asked; the rest to do."""
    path = coded.make(tmp_path / "p.db")
    with coded.sitting(path) as (project, desk):
        there = len(reads.queue_ids(project.connection, desk))
        texts = (
            NewArticle(title=f"No {n}", text=article_text(f"No {n}", f"Text {n}."))
            for n in range(there, 8)
        )
        add_articles(project, [Incoming(article, Origin("x.txt")) for article in texts])
        ops.create_event(project, desk, 1)
        ops.finish_coding(project, desk, 1, status=CodingStatus.DONE)
        ops.finish_coding(project, desk, 2, status=CodingStatus.NOTHING)
        ops.create_event(project, desk, 3)
        ops.flag_coding(project, desk, 4, True)
        ops.set_comment(project, desk, 5, kind="question", text="Is this one?")
        bob = coded.desk_of(project, "bob")
        ops.flag_coding(project, bob, 6, True)
        ops.finish_coding(project, bob, 7, status=CodingStatus.NOTHING)
        yield project, desk


def test_each_filter_shows_the_coders_own(desk_at):
    project, desk = desk_at
    ids = reads.queue_ids(project.connection, desk)
    shown = {w: sorted(articles_that(project.connection, desk, w, ids)) for w in QueueFilter}
    assert shown[QueueFilter.ALL] == list(ids)
    assert shown[QueueFilter.TODO] == [6, 7, 8]
    assert shown[QueueFilter.IN_PROGRESS] == [3, 4, 5]
    assert shown[QueueFilter.DONE] == [1]
    assert shown[QueueFilter.NOTHING] == [2]
    assert shown[QueueFilter.FLAGGED] == [4]
    assert shown[QueueFilter.QUESTION] == [5]
    counted = filter_counts(project.connection, desk, ids)
    assert counted == {wanted: len(found) for wanted, found in shown.items()}


def test_a_row_says_the_same_as_the_filter(desk_at):
    project, desk = desk_at
    ids = reads.queue_ids(project.connection, desk)
    for wanted in QueueFilter:
        shown = articles_that(project.connection, desk, wanted, ids)
        for row in reads.article_rows(project.connection, desk, ids):
            assert wanted.takes(row) == (row.id in shown), (wanted, row)


def test_the_first_unfinished_of_some(desk_at, monkeypatch):
    project, desk = desk_at
    monkeypatch.setattr(queue_filter, "_MOST_VARIABLES", 2)
    assert first_unfinished(project.connection, desk, [2, 1, 5, 3]) == 5
    assert first_unfinished(project.connection, desk, [2, 1]) is None
    assert first_unfinished(project.connection, desk, [1, 2, 8]) == 8


def test_progress_by_day_counts_only_ones_own(desk_at):
    project, desk = desk_at
    today = dt.date.today()  # noqa: DTZ011 - the coder's own day
    earlier = today - dt.timedelta(days=3)
    attention.add_active_time(project, desk, 1, 90, today)
    attention.add_active_time(project, desk, 2, 60, today)
    attention.add_active_time(project, desk, 1, 600, earlier)
    attention.add_active_time(project, coded.desk_of(project, "bob"), 1, 6000, earlier)
    first, second = progress_by_day(project.connection, desk)
    assert (first.day, first.finished, first.nothing, first.events, first.seconds) == (
        today,
        2,
        1,
        2,
        150,
    )
    assert (second.day, second.finished, second.events, second.seconds) == (earlier, 0, 0, 600)


def test_a_day_begins_at_local_midnight(desk_at, monkeypatch):
    project, desk = desk_at
    import time  # noqa: PLC0415

    if not hasattr(time, "tzset"):
        pytest.skip("this system has no time zones to try")
    with project.write() as connection:
        connection.execute(
            "UPDATE coding SET finished_at = '2024-03-04T22:30:00.000Z' WHERE article_id = 1"
        )
    monkeypatch.setenv("TZ", "Europe/Istanbul")
    time.tzset()
    days = {day.day: day.finished for day in progress_by_day(project.connection, desk)}
    monkeypatch.undo()
    time.tzset()
    assert days[dt.date(2024, 3, 5)] == 1
