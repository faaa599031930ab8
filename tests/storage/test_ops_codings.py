import datetime as dt

import pytest
from coded import TEXT, at, desk_of, dump, make, sitting, suggest

from annotator.domain.changes import Kind, Op
from annotator.domain.errors import EditRefusedError, ReadOnlyError
from annotator.domain.events import CodingStatus
from annotator.storage import ops, reads
from annotator.storage.project import open_project


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db")) as both:
        yield both


def coding(desk, article_id=1):
    project, who = desk
    return reads.coding(project.connection, who, article_id)


def stored(desk, column):
    return desk[0].connection.execute(f"SELECT {column} FROM coding").fetchone()[0]


def test_nothing_to_code_with_a_reason(desk):
    changes = ops.finish_coding(*desk, 1, status=CodingStatus.NOTHING, reason="sport")
    assert (changes.op, changes.label) == (Op.FINISH_CODING, "nothing to code")
    assert Kind.CODING in changes.kinds
    assert (coding(desk).status, coding(desk).reason) == (CodingStatus.NOTHING, "sport")
    assert dt.datetime.fromisoformat(stored(desk, "finished_at")).tzinfo
    assert stored(desk, "codebook_id") == desk[0].codebook_id
    again = ops.finish_coding(*desk, 1, status=CodingStatus.NOTHING, reason="sport")
    assert again.edit_id == 0
    ops.finish_coding(*desk, 1, status=CodingStatus.NOTHING, reason="empty")
    assert coding(desk).reason == "empty"


def test_nothing_to_code_is_refused_while_there_are_events(desk):
    event_id = ops.create_event(*desk, 1).event_id
    with pytest.raises(EditRefusedError, match="holds 1 event: delete it before"):
        ops.finish_coding(*desk, 1, status=CodingStatus.NOTHING)
    ops.create_event(*desk, 1)
    with pytest.raises(EditRefusedError, match="holds 2 events: delete them before"):
        ops.finish_coding(*desk, 1, status=CodingStatus.NOTHING)
    assert coding(desk).status is CodingStatus.IN_PROGRESS
    assert coding(desk).event(event_id)


@pytest.mark.parametrize(
    ("status", "reason", "sentence"),
    [
        (CodingStatus.NOTHING, "boring", "“boring” is not a reason .* takes sport, empty"),
        (CodingStatus.DONE, "sport", "Only an article with nothing to code has a reason"),
        (CodingStatus.TODO, "", "finished as “done” or as “nothing to code”, not as “to do”"),
    ],
)
def test_finishing_checks_status_and_reason(desk, status, reason, sentence):
    with pytest.raises(EditRefusedError, match=sentence):
        ops.finish_coding(*desk, 1, status=status, reason=reason)
    assert coding(desk).status is CodingStatus.TODO


def test_done_stays_done_when_edited(desk):
    event_id = ops.create_event(*desk, 1).event_id
    ops.finish_coding(*desk, 1, status=CodingStatus.DONE)
    finished_at = stored(desk, "finished_at")
    ops.fill_slot(*desk, event_id, "giver", segments=at("Syria"))
    ops.create_event(*desk, 1)
    assert coding(desk).status is CodingStatus.DONE
    assert stored(desk, "finished_at") == finished_at


def test_an_event_on_an_article_with_nothing_puts_it_in_progress(desk):
    project, who = desk
    ops.finish_coding(*desk, 1, status=CodingStatus.NOTHING, reason="sport")
    before = dump(project)
    changes = ops.create_event(*desk, 1)
    assert Kind.CODING in changes.kinds
    assert (coding(desk).status, coding(desk).reason) == (CodingStatus.IN_PROGRESS, "")
    assert stored(desk, "finished_at") is None
    project.undo(who)  # one step, both
    assert dump(project) == before


def test_other_edits_leave_nothing_to_code_as_it_is(desk):
    ops.finish_coding(*desk, 1, status=CodingStatus.NOTHING)
    ops.flag_coding(*desk, 1, True)
    ops.set_comment(*desk, 1, "note", "sure")
    assert coding(desk).status is CodingStatus.NOTHING


def test_reopening(desk):
    with pytest.raises(EditRefusedError, match="not finished"):
        ops.reopen_coding(*desk, 1)
    ops.finish_coding(*desk, 1, status=CodingStatus.NOTHING, reason="sport")
    assert ops.reopen_coding(*desk, 1).label == "reopen article"
    assert (coding(desk).status, coding(desk).reason) == (CodingStatus.IN_PROGRESS, "")
    assert stored(desk, "finished_at") is None
    with pytest.raises(EditRefusedError, match="not finished"):
        ops.reopen_coding(*desk, 1)


def test_flags(desk):
    assert ops.flag_coding(*desk, 1, False).edit_id == 0
    assert coding(desk).id is None
    assert ops.flag_coding(*desk, 1, True).label == "flag article"
    assert coding(desk).flagged
    assert ops.flag_coding(*desk, 1, True).edit_id == 0
    assert ops.flag_coding(*desk, 1, False).label == "remove flag"
    assert not coding(desk).flagged


def test_coders_finish_for_themselves(desk):
    project, _ = desk
    bob = project, desk_of(project, "bob")
    ops.finish_coding(*desk, 1, status=CodingStatus.NOTHING)
    ops.create_event(*bob, 1)
    assert coding(desk).status is CodingStatus.NOTHING
    assert coding(bob).status is CodingStatus.IN_PROGRESS


def test_unaided_articles_make_unaided_codings(desk):
    project, who = desk
    with project.write() as connection:
        connection.execute(
            "INSERT INTO assignment (uuid, article_id, coder_id, round_id, position, unaided,"
            " created_at) VALUES ('u', 1, ?, ?, 0, 1, '')",
            (who.coder.id, who.round.id),
        )
    suggest(project)
    assert coding(desk).unaided
    ops.flag_coding(*desk, 1, True)
    assert coding(desk).unaided
    assert stored(desk, "unaided") == 1
    assert not reads.suggestions(project.connection, who, 1)


def test_comments_are_written_changed_and_deleted(desk):
    project, who = desk
    event_id = ops.create_event(*desk, 1).event_id
    changes = ops.set_comment(*desk, 1, "question", " Is <b>this</b>\r\none? ", event_id=event_id)
    assert (changes.op, changes.label) == (Op.SET_COMMENT, "add question")
    assert changes.kinds == {Kind.COMMENT}
    (comment,) = coding(desk).comments
    assert (comment.kind, comment.text, comment.event_id) == (
        "question",
        "Is <b>this</b>\none?",
        event_id,
    )
    assert ops.set_comment(*desk, 1, "note", "It is.", comment_id=comment.id).label == "change note"
    (changed,) = coding(desk).comments
    assert (changed.uuid, changed.kind, changed.text) == (comment.uuid, "note", "It is.")
    assert ops.set_comment(*desk, 1, "note", "", comment_id=comment.id).label == "delete note"
    assert coding(desk).comments == ()
    project.undo(who)
    assert coding(desk).comments == (changed,)


def test_a_first_comment_begins_the_coding(desk):
    changes = ops.set_comment(*desk, 2, "note", "odd")
    assert changes.kinds == {Kind.COMMENT, Kind.CODING}
    assert coding(desk, 2).status is CodingStatus.IN_PROGRESS


def test_comments_refuse_what_makes_no_sense(desk):
    project, _ = desk
    event_id = ops.create_event(*desk, 1).event_id
    ops.set_comment(*desk, 1, "note", "mine")
    (comment,) = coding(desk).comments
    bob = desk_of(project, "bob")
    before = dump(project)
    for sentence, attempt in [
        ("is empty", lambda: ops.set_comment(*desk, 1, "note", " \n ")),
        ("not “poem”", lambda: ops.set_comment(*desk, 1, "poem", "x")),
        ("another article", lambda: ops.set_comment(*desk, 2, "note", "x", event_id=event_id)),
        ("no longer exists", lambda: ops.set_comment(*desk, 1, "note", "x", comment_id=99)),
        (
            "somebody else",
            lambda: ops.set_comment(project, bob, 1, "note", "x", comment_id=comment.id),
        ),
    ]:
        with pytest.raises(EditRefusedError, match=sentence):
            attempt()
    assert dump(project) == before


def test_article_fields_are_corrected_for_everybody(desk):
    project, _ = desk
    changes = ops.set_article_field(*desk, 1, "title", " A better\n title ")
    assert (changes.op, changes.label) == (Op.SET_ARTICLE_FIELD, "set title")
    assert changes.kinds == {Kind.ARTICLE}
    assert reads.article(project.connection, 1).title == "A better title"
    assert reads.article(project.connection, 1).text == TEXT
    assert coding(desk).id is None
    for field in ("source", "url", "language"):
        ops.set_article_field(*desk, 1, field, "")
        assert getattr(reads.article(project.connection, 1), field) == ""


def test_a_publication_date_is_set_and_undone(desk):
    project, who = desk
    day = dt.date(2025, 4, 12)
    changes = ops.set_article_field(*desk, 1, "published", day)
    assert changes.label == "set publication date"
    assert changes.kinds == {Kind.ARTICLE, Kind.SUGGESTION}
    assert reads.article(project.connection, 1).published == day
    rows = project.connection.execute(
        "SELECT table_name, before, after FROM edit_row WHERE edit_id = ?", (changes.edit_id,)
    ).fetchall()
    assert [row[0] for row in rows] == ["article"]
    assert not any("hosted the leaders" in content for content in rows[0])  # not the text
    ops.set_article_field(*desk, 1, "published", None)
    assert reads.article(project.connection, 1).published is None
    project.undo(who)
    assert reads.article(project.connection, 1).published == day
    assert ops.set_article_field(*desk, 1, "published", day).edit_id == 0


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", " \n", "needs a title"),
        ("published", "yesterday", "“yesterday” is not a day"),
        ("text", "other", "“text” of an article cannot be corrected"),
        ("sha256", "other", "cannot be corrected"),
    ],
)
def test_other_corrections_are_refused(desk, field, value, sentence):
    with pytest.raises(EditRefusedError, match=sentence):
        ops.set_article_field(*desk, 1, field, value)


def test_a_read_only_project_takes_no_edit(tmp_path):
    path = make(tmp_path / "p.db")
    with open_project(path, read_only=True) as project:
        who = desk_of(project, "ann")
        with pytest.raises(ReadOnlyError):
            ops.create_event(project, who, 1)
        assert reads.coding(project.connection, who, 1).id is None
