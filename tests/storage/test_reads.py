import datetime as dt
import random
from array import array

import pytest
from coded import (
    APRIL_9,
    APRIL_10,
    BODY,
    TEXT,
    add_articles,
    at,
    desk_of,
    make,
    sitting,
    suggest,
)

from annotator.domain import dates
from annotator.domain.events import ArticleRow, CodingStatus, Progress
from annotator.domain.text import text_hash
from annotator.domain.values import CodeValue, DateKind, DateValue
from annotator.storage import attention, ops, reads
from annotator.storage.journal import new_uuid

TODAY = dt.datetime.now().astimezone().date()


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db", articles=12)) as both:
        yield both


def assign(desk, ids, *, unaided=0):
    project, who = desk
    with project.write() as connection:
        connection.executemany(
            "INSERT INTO assignment (uuid, article_id, coder_id, round_id, position, unaided,"
            " created_at) VALUES (?, ?, ?, ?, ?, ?, '')",
            [
                (new_uuid(), article_id, who.coder.id, who.round.id, position, unaided)
                for position, article_id in enumerate(ids)
            ],
        )


def finish(desk, *ids, status=CodingStatus.NOTHING):
    for article_id in ids:
        ops.finish_coding(*desk, article_id, status=status)


def queue(desk):
    return list(reads.queue_ids(desk[0].connection, desk[1]))


def next_to_do(desk, after):
    return reads.next_to_do(desk[0].connection, desk[1], after)


def test_article(desk):
    article = reads.article(desk[0].connection, 1)
    assert (article.id, article.title, article.source) == (1, "Talks in Baku", "Wire")
    assert article.published == APRIL_10
    assert article.text == TEXT == f"Talks in Baku\n\n{BODY}"
    assert article.sha256 == text_hash(TEXT)
    assert reads.text_of(desk[0].connection, 1) == TEXT
    for read in (reads.article, reads.text_of):
        with pytest.raises(KeyError):
            read(desk[0].connection, 99)


def test_an_untouched_article_has_an_empty_coding(desk):
    coding = reads.coding(desk[0].connection, desk[1], 1)
    assert (coding.id, coding.uuid, coding.status) == (None, "", CodingStatus.TODO)
    assert (coding.events, coding.comments, coding.unaided) == ((), (), False)
    assign(desk, [2], unaided=1)
    assert reads.coding(desk[0].connection, desk[1], 2).unaided


def test_a_coding_takes_the_same_number_of_queries_however_large(desk):
    project, who = desk
    asked: list[str] = []

    def queries():
        asked.clear()
        project.connection.set_trace_callback(asked.append)
        coding = reads.coding(project.connection, who, 1)
        project.connection.set_trace_callback(None)
        return coding, len(asked)

    event_id = ops.create_event(*desk, 1).event_id
    _, few = queries()
    for words in ("Türkiye", "Syria", "Israel"):
        ops.fill_slot(*desk, event_id, "taker", segments=at(words))
    for _ in range(10):
        ops.duplicate_event(*desk, event_id)
    coding, many = queries()
    assert len(coding.events) == 11
    assert few == many <= 11


def test_no_read_leaves_a_transaction_or_cursor_open(desk):
    project, who = desk
    ops.create_event(*desk, 1)
    suggest(project)
    connection = project.connection
    reads.coding(connection, who, 1)
    reads.suggestions(connection, who, 1)
    reads.dates_to_review(connection, who, 1, dates.resolve)
    reads.article_rows(connection, who, queue(desk))
    reads.progress(connection, who)
    assert not connection.in_transaction
    connection.execute("VACUUM")  # SQLite refuses this while a statement is under way


def test_queue_is_all_articles_by_id(desk):
    ids = reads.queue_ids(desk[0].connection, desk[1])
    assert isinstance(ids, array)
    assert ids.typecode == "q"
    assert list(ids) == list(range(1, 13))


def test_queue_with_a_gap(desk):
    with desk[0].write() as connection:
        connection.execute("DELETE FROM article WHERE id IN (1, 5)")
    assert queue(desk) == [2, 3, 4, *range(6, 13)]
    assert next_to_do(desk, 4) == 6


def test_queue_of_an_empty_project(tmp_path):
    with sitting(make(tmp_path / "empty.db", articles=0)) as (project, who):
        assert list(reads.queue_ids(project.connection, who)) == []
        assert reads.next_to_do(project.connection, who, None) is None
        assert set(reads.counts(project.connection, who).values()) == {0}
        assert reads.article_rows(project.connection, who, []) == []


def test_queue_is_what_was_assigned_in_its_order(desk):
    assign(desk, [7, 3, 11])
    assert queue(desk) == [7, 3, 11]
    assert list(reads.queue_ids(desk[0].connection, desk_of(desk[0], "bob"))) == list(range(1, 13))


def test_article_rows_in_the_order_asked_for(desk):
    project, who = desk
    event_id = ops.create_event(*desk, 3).event_id
    ops.duplicate_event(*desk, event_id)
    ops.set_comment(*desk, 3, "question", "who?")
    ops.flag_coding(*desk, 2, True)
    ops.finish_coding(*desk, 2, status=CodingStatus.NOTHING, reason="sport")
    rows = reads.article_rows(project.connection, who, [3, 99, 2, 1])
    title = "Talks in Baku, part {}"
    assert rows == [
        ArticleRow(
            3, title.format(3), "Wire", APRIL_10, CodingStatus.IN_PROGRESS, 2, False, True, ""
        ),
        ArticleRow(
            2, title.format(2), "Wire", APRIL_10, CodingStatus.NOTHING, 0, True, False, "sport"
        ),
        ArticleRow(1, "Talks in Baku", "Wire", APRIL_10, CodingStatus.TODO, 0, False, False, ""),
    ]
    bob = desk_of(project, "bob")
    assert reads.article_rows(project.connection, bob, [3])[0].status is CodingStatus.TODO


def test_an_answered_question_is_no_question(desk):
    project, who = desk
    ops.set_comment(*desk, 3, "question", "who?")
    (question,) = reads.coding(project.connection, who, 3).comments
    with project.write() as connection:
        connection.execute(
            "INSERT INTO comment (uuid, coding_id, kind, reply_to, text, created_at)"
            " VALUES ('u', ?, 'answer', ?, 'they', '')",
            (question.coding_id, question.id),
        )
    assert not reads.article_rows(project.connection, who, [3])[0].question


def test_many_article_rows_at_once(desk):
    project, who = desk
    add_articles(project, 1200, first=100)
    ids = queue(desk)
    random.Random(3).shuffle(ids)
    assert [row.id for row in reads.article_rows(project.connection, who, ids)] == ids


def test_counts(desk):
    project, who = desk
    ops.create_event(*desk, 1)
    finish(desk, 2, 3)
    finish(desk, 4, status=CodingStatus.DONE)
    assert reads.counts(project.connection, who) == {
        CodingStatus.TODO: 8,
        CodingStatus.IN_PROGRESS: 1,
        CodingStatus.NOTHING: 2,
        CodingStatus.DONE: 1,
    }
    assign(desk, [2, 4, 6])
    assert reads.counts(project.connection, who) == {
        CodingStatus.TODO: 1,
        CodingStatus.IN_PROGRESS: 0,
        CodingStatus.NOTHING: 1,
        CodingStatus.DONE: 1,
    }


def test_next_to_do_goes_round(desk):
    assert next_to_do(desk, None) == 1
    assert next_to_do(desk, 0) == 1
    finish(desk, 2, 3, 5)
    ops.create_event(*desk, 4)
    assert [next_to_do(desk, after) for after in (1, 4, 12)] == [4, 6, 1]
    finish(desk, *range(6, 13))
    assert [next_to_do(desk, after) for after in (1, 4, 7)] == [4, 1, 1]
    finish(desk, 1)
    assert next_to_do(desk, 4) is None  # only itself is left
    finish(desk, 4, status=CodingStatus.DONE)
    assert next_to_do(desk, None) is None


def test_next_to_do_among_assigned_ones(desk):
    assign(desk, [7, 3, 11, 5])
    assert next_to_do(desk, None) == 7
    assert [next_to_do(desk, after) for after in (7, 3, 5)] == [3, 11, 7]
    finish(desk, 3, 11)
    assert [next_to_do(desk, after) for after in (7, 3, 5)] == [5, 5, 7]
    assert next_to_do(desk, 1) == 7  # not in the queue: from the top
    finish(desk, 7, 5)
    assert next_to_do(desk, 3) is None


@pytest.mark.parametrize("assigned", [False, True])
def test_next_to_do_agrees_with_a_plain_search(desk, assigned):
    project, who = desk
    add_articles(project, 300, first=100)
    rng = random.Random(5)
    ids = queue(desk)
    if assigned:
        rng.shuffle(ids)
        assign(desk, ids)
    finished = set(ids[:60]) | set(ids[70:250]) | set(rng.sample(ids, 20))
    with project.write() as connection:
        connection.executemany(
            "INSERT INTO coding (uuid, article_id, coder_id, round_id, codebook_id, status,"
            " started_at) VALUES (?, ?, ?, ?, 1, 'done', '')",
            [(new_uuid(), i, who.coder.id, who.round.id) for i in finished],
        )
    for at_index, after in enumerate(ids):
        around = ids[at_index + 1 :] + ids[:at_index]
        expected = next((i for i in around if i not in finished), None)
        assert next_to_do(desk, after) == expected


def test_progress_counts_the_local_day(desk):
    project, who = desk
    finish(desk, 1, 2)
    midnight = dt.datetime.combine(TODAY, dt.time()).astimezone()
    earlier = (midnight - dt.timedelta(seconds=1)).astimezone(dt.UTC)
    with project.write() as connection:
        connection.execute(
            "UPDATE coding SET finished_at = ? WHERE article_id = 2",
            (earlier.isoformat(timespec="milliseconds"),),
        )
    attention.add_active_time(project, who, 1, 30.5, TODAY)
    attention.add_active_time(project, who, 1, 30, TODAY)
    attention.add_active_time(project, who, 2, 60, TODAY)
    attention.add_active_time(project, who, 2, 600, TODAY - dt.timedelta(days=1))
    attention.add_active_time(project, who, 2, 0, TODAY)
    attention.add_active_time(project, desk_of(project, "bob"), 2, 99, TODAY)
    assert reads.progress(project.connection, who) == Progress(1, 120.5, 2, 12)
    yesterday = TODAY - dt.timedelta(days=1)
    assert reads.progress(project.connection, who, today=yesterday) == Progress(1, 600, 2, 12)


def test_active_time_is_no_edit(desk):
    project, who = desk
    ops.create_event(*desk, 1)
    attention.add_active_time(project, who, 1, 5, TODAY)
    assert project.undo(who).label == "new event"


def test_people_and_rounds(desk):
    project, who = desk
    desk_of(project, "zoe")
    desk_of(project, "bob")
    assert [coder.name for coder in reads.coders(project.connection)] == ["ann", "bob", "zoe"]
    assert reads.coder(project.connection, "ann") == who.coder
    assert reads.coder(project.connection, "eva") is None
    assert reads.rounds(project.connection) == [who.round]


def test_history_is_the_coders_own(desk):
    project, who = desk
    ops.create_event(*desk, 1)
    ops.flag_coding(*desk, 1, True)
    ops.flag_coding(project, desk_of(project, "bob"), 1, True)
    project.undo(who)
    entries = reads.history(project.connection, who, limit=2)
    assert [(entry.kind, entry.label) for entry in entries] == [
        ("undo", "flag article"),
        ("do", "flag article"),
    ]


def test_recent_codes_latest_first_and_once(desk):
    event_id = ops.create_event(*desk, 1).event_id
    for code in ("AZE", "TUR", "AZE", "SYR"):
        ops.fill_slot(*desk, event_id, "giver", value=CodeValue(code))
    ops.fill_slot(*desk, event_id, "taker", value=CodeValue("---"))
    project, who = desk
    assert reads.recent_codes(project.connection, who, "giver") == ["SYR", "AZE", "TUR"]
    assert reads.recent_codes(project.connection, who, "giver", limit=1) == ["SYR"]
    bob = desk_of(project, "bob")
    assert reads.recent_codes(project.connection, bob, "giver") == []


def dated(desk, **value):
    event_id = ops.create_event(*desk, 1).event_id
    return ops.fill_slot(*desk, event_id, "day", **value).filler_id


def review(desk):
    project, who = desk
    found = reads.dates_to_review(project.connection, who, 1, dates.resolve)
    return {filler_id: (old, new) for filler_id, old, new in found}


def test_dates_to_review_after_a_publication_date_changed(desk):
    relative = dated(desk, segments=at("yesterday"))
    dated(desk, value=DateValue.day(APRIL_9, text="9 April 2025"))  # needs no publication date
    reported = dated(desk, value=dates.reported(APRIL_10))
    dated(desk, value=DateValue.unresolved("some day"))
    chosen = DateValue.day(dt.date(2024, 4, 9), text="9 April", relative_to=APRIL_10)
    dated(desk, value=chosen)
    assert review(desk) == {}
    new = dt.date(2025, 4, 12)
    ops.set_article_field(*desk, 1, "published", new)
    found = review(desk)
    assert found[relative][1].start == dt.date(2025, 4, 11)
    assert found[relative][0].start == APRIL_9
    assert found[reported][1] == dates.reported(new)
    assert len(found) == 3  # the chosen reading too: it was chosen against another date
    ops.update_dates(*desk, {key: value for key, (_, value) in found.items()})
    assert review(desk) == {}


def test_dates_to_review_once_a_publication_date_is_known(desk):
    ops.set_article_field(*desk, 1, "published", None)
    ids = [dated(desk, segments=at(words)) for words in ("9 April", "yesterday", "Baku")]
    assert review(desk) == {}
    ops.set_article_field(*desk, 1, "published", APRIL_10)
    found = review(desk)
    assert set(found) == set(ids[:2])
    for old, new in found.values():
        assert old.kind is DateKind.UNRESOLVED
        assert new.start == APRIL_9
    ops.set_article_field(*desk, 1, "published", None)
    assert review(desk) == {}


def test_dates_of_others_are_not_reviewed(desk):
    project, _ = desk
    bob = project, desk_of(project, "bob")
    dated(bob, segments=at("yesterday"))
    ops.set_article_field(*desk, 1, "published", dt.date(2025, 4, 12))
    assert review(desk) == {}
    assert len(review(bob)) == 1
