"""Questions to the supervisor: asked, answered in place, read, and each undone by its author."""

from __future__ import annotations

import pytest
from coded import at, desk_of, make, sitting

from annotator.domain.changes import Kind, Op
from annotator.domain.errors import EditRefusedError, ReadOnlyError
from annotator.domain.talk import ARTICLE, Subject, place_of, talk_of
from annotator.storage import ops, questions, reads
from annotator.storage.check import check
from annotator.storage.project import open_project


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db")) as found:
        yield found


@pytest.fixture
def boss(desk):
    return desk_of(desk[0], "pi")


def ask(desk, text="who?", article_id=1, **about):
    ops.set_comment(*desk, article_id, "question", text, **about)
    return questions.own_questions(desk[0].connection, desk[1])[-1]


def sound(desk):
    report = check(desk[0].path)
    return report.ok, [str(finding) for finding in report.findings(warning=False)]


def test_a_question_is_answered_under_it_in_the_coders_own_coding(desk, boss):
    project, who = desk
    asked = ask(desk)
    changes = ops.answer_question(project, boss, asked.id, " <b>they</b>\r\n")
    assert (changes.op, changes.label) == (Op.ANSWER_QUESTION, "answer question")
    assert (changes.kinds, changes.article_id) == ({Kind.COMMENT}, None)
    ((thread,),) = talk_of(reads.coding(project.connection, who, 1).comments).values()
    assert (thread.said.text, thread.said.coder) == ("who?", "ann")
    (answer,) = thread.answers
    assert (answer.text, answer.coder, answer.kind) == ("<b>they</b>", "pi", "answer")
    assert (answer.reply_to, answer.coding_id) == (asked.id, thread.said.coding_id)
    assert thread.words == "? who?\n→ <b>they</b>"
    assert reads.coding(project.connection, boss, 1).comments == ()
    assert sound(desk) == (True, [])


def test_an_answer_is_changed_taken_back_and_undone_by_who_gave_it(desk, boss):
    project, _ = desk
    asked = ask(desk)

    def answers():
        return [a.text for q in questions.all_questions(project.connection) for a in q.answers]

    ops.answer_question(project, boss, asked.id, "they")
    assert ops.answer_question(project, boss, asked.id, "we").label == "change answer to question"
    assert answers() == ["we"]
    project.undo(boss)
    assert answers() == ["they"]
    ops.answer_question(project, desk_of(project, "second"), asked.id, "nobody")
    assert answers() == ["they", "nobody"]
    assert ops.answer_question(project, boss, asked.id, "").label == "delete answer to question"
    assert answers() == ["nobody"]
    project.undo(boss)
    project.undo(boss)
    assert answers() == ["nobody"]
    project.redo(boss)
    assert answers() == ["they", "nobody"]
    assert sound(desk) == (True, [])


def test_the_coders_own_undo_goes_on_before_an_answered_question(desk, boss):
    project, who = desk
    ops.flag_coding(*desk, 2, True)
    asked = ask(desk)
    ops.flag_coding(*desk, 3, True)
    ops.answer_question(project, boss, asked.id, "they")
    assert project.undo(who).label == "flag article"  # the one after the question
    assert project.undo(who).article_id == 2  # the asking itself stays
    assert [q.text for q in questions.own_questions(project.connection, who)] == ["who?"]
    assert project.undo_state(boss).undo == "answer question"
    assert sound(desk) == (True, [])


def test_an_answered_question_stays_as_it_was_asked(desk, boss):
    project, who = desk
    asked = ask(desk)
    ops.answer_question(project, boss, asked.id, "they")
    (answer,) = questions.all_questions(project.connection)[0].answers
    for kind, text, comment_id in (
        ("question", "", asked.id),
        ("question", "what?", asked.id),
        ("note", "who?", asked.id),
        ("note", "x", answer.id),
    ):
        with pytest.raises(EditRefusedError):
            ops.set_comment(*desk, 1, kind, text, comment_id=comment_id)
    project.undo(boss)
    ops.set_comment(*desk, 1, "question", "", comment_id=asked.id)
    assert questions.own_questions(project.connection, who) == []


def test_what_cannot_be_answered(desk, boss):
    project, _ = desk
    asked = ask(desk)
    ops.set_comment(*desk, 1, "note", "mine")
    note = reads.coding(project.connection, desk[1], 1).comments[-1]
    for sentence, question_id, text in (
        ("is empty", asked.id, " "),
        ("no longer exists", note.id, "x"),
        ("no longer exists", 99, "x"),
    ):
        with pytest.raises(EditRefusedError, match=sentence):
            ops.answer_question(project, boss, question_id, text)


def test_an_answer_to_a_question_of_ones_own_opens_its_article(desk):
    asked = ask(desk)
    assert ops.answer_question(*desk, asked.id, "me").article_id == 1


def test_every_question_says_where_it_was_asked(desk):
    project, who = desk
    connection, schema = project.connection, project.schema
    first = ops.create_event(*desk, 1).event_id
    second = ops.create_event(*desk, 1).event_id
    ops.fill_slot(*desk, second, "giver", segments=at("Azerbaijan"))
    mention = reads.coding(connection, who, 1).event(second).fillers[0].mentions[0]
    ask(desk)
    ask(desk, "and this?", event_id=first)
    ask(desk, "them?", mention_id=mention.id)
    coding = reads.coding(connection, who, 1)
    found = questions.all_questions(connection)
    assert [(q.text, q.event_number, q.quote) for q in found] == [
        ("who?", None, ""),
        ("and this?", 1, ""),
        ("them?", None, "Azerbaijan"),
    ]
    assert [place_of(q, coding, schema) for q in found] == [(), (), at("Azerbaijan")]
    assert (found[0].desk, found[0].title) == (who, "Talks in Baku")
    assert {found[2].mention_uuid} == {mention.uuid}
    assert list(talk_of(coding.comments)) == [ARTICLE, Subject(first), Subject(None, mention.id)]
    ops.fill_slot(*desk, second, "deed", segments=at("hosted"))
    ask(desk, "this one?", event_id=second)
    found = questions.own_questions(connection, who)[-1]
    assert place_of(found, reads.coding(connection, who, 1), schema) == at("hosted")


def test_only_ones_own_questions_are_ones_own(desk, boss):
    project, _ = desk
    bob = desk_of(project, "bob")
    ask(desk)
    ask((project, bob), "and me?", 2)
    assert [q.text for q in questions.own_questions(project.connection, bob)] == ["and me?"]
    assert len(questions.all_questions(project.connection)) == 2
    assert questions.own_questions(project.connection, boss) == []


def test_an_answer_is_news_until_it_was_read(desk, boss):
    project, who = desk
    connection = project.connection
    first, second = ask(desk, "who?", 2), ask(desk, "what?", 1)

    def marks(article_id):
        (row,) = reads.article_rows(connection, who, [article_id])
        return row.question, row.unread

    assert (marks(1), marks(2), questions.next_unread(connection, who)) == (
        (True, False),
        (True, False),
        None,
    )
    ops.answer_question(project, boss, second.id, "this")
    ops.answer_question(project, boss, first.id, "they")
    assert (marks(1), questions.next_unread(connection, who)) == ((False, True), (second.id, 1))
    assert questions.next_unread(connection, boss) is None
    unread = questions.unread_in(connection, who, 1)
    questions.remember_read(project, unread)
    questions.remember_read(project, unread)
    assert (marks(1), questions.next_unread(connection, who)) == ((False, False), (first.id, 2))
    assert not questions.own_questions(connection, who)[1].is_news
    ops.answer_question(project, boss, second.id, "that")  # another answer is news again
    assert marks(1) == (False, True)
    assert sound(desk) == (True, [])


def test_who_only_reads_reads_nothing_off(desk, boss):
    project, _ = desk
    asked = ask(desk)
    ops.answer_question(project, boss, asked.id, "they")
    with open_project(project.path, read_only=True) as reader:
        unread = questions.unread_in(reader.connection, desk[1], 1)
        questions.remember_read(reader, unread)
        assert questions.unread_in(reader.connection, desk[1], 1) == unread != []
        with pytest.raises(ReadOnlyError):
            ops.answer_question(reader, boss, asked.id, "x")
