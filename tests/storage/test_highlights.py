import pytest
from coded import NEWER, PIPELINE, TEXT, at, desk_of, dump, highlighted, make, sitting, suggest

from annotator.domain.changes import Op
from annotator.domain.errors import ReadOnlyError, TextError
from annotator.domain.events import Segment
from annotator.domain.suggestions import Candidate, Highlighted, NewSuggestion, Pipeline
from annotator.storage import attention, highlights, ops, reads
from annotator.storage.project import open_project


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db", articles=25)) as both:
        yield both


def shown(desk, article_id=1):
    project, who = desk
    return reads.suggestions(project.connection, who, article_id)


def stored(desk, columns="*"):
    query = f"SELECT {columns} FROM suggestion WHERE article_id = 1 ORDER BY id"
    return desk[0].connection.execute(query).fetchall()


def by_quote(desk, quote):
    return next(s for s in shown(desk) if s.quote == quote)


def test_what_is_stored_is_shown_in_text_order(desk):
    project, _ = desk
    parted = NewSuggestion("who", at("Talks", "leaders"), "PARTED", (), 0.25)
    result = Highlighted(1, (*reversed(highlighted().suggestions), parted))
    highlights.store(project, PIPELINE, result)
    found = shown(desk)
    assert [s.quote for s in found] == [
        "Talks … leaders",
        "Azerbaijan",
        "hosted",
        "Türkiye",
        "Syria",
        "Baku on",
        "9 April",
    ]
    assert found[0].segments == at("Talks", "leaders")
    assert (found[1].type, found[1].label) == ("who", "WHO")
    assert reads.candidates_of(project.connection, found[1]) == (
        Candidate("AZEGOV", "AZEGOV", "so it is"),
        Candidate("AZE", "AZE", "so it is"),
    )
    row = project.connection.execute("SELECT name, version, components FROM pipeline").fetchall()
    assert row == [("rules", "1", '["one", "two"]')]


def test_a_newer_run_replaces_what_nobody_decided_on(desk):
    suggest(desk[0])
    suggest(desk[0], pipeline=NEWER)
    assert len(stored(desk)) == len(shown(desk)) == 6
    assert {row[0] for row in stored(desk, "pipeline_id")} == {2}
    for table in ("suggestion_segment", "suggestion_candidate"):
        owners = f"SELECT count(DISTINCT suggestion_id) FROM {table}"
        orphans = (
            f"SELECT count(*) FROM {table} WHERE suggestion_id NOT IN (SELECT id FROM suggestion)"
        )
        assert desk[0].connection.execute(owners).fetchone()[0] <= 6
        assert desk[0].connection.execute(orphans).fetchone() == (0,)


def test_the_same_pipeline_can_run_again(desk):
    suggest(desk[0])
    ops.reject_suggestion(*desk, by_quote(desk, "Syria").id)
    suggest(desk[0])
    suggest(desk[0])
    assert len(shown(desk)) == 6
    assert by_quote(desk, "Syria").decision == "rejected"
    assert len(stored(desk)) == 7


def test_an_accepted_suggestion_survives_a_newer_run(desk):
    project, who = desk
    suggest(project)
    given = by_quote(desk, "Syria")
    event_id = ops.create_event(*desk, 1).event_id
    ops.fill_slot(*desk, event_id, "giver", suggestion_id=given.id)
    before = dump(project)
    suggest(project, pipeline=NEWER)
    assert dump(project) == before
    (kept,) = [row for row in stored(desk, "id, superseded_at") if row[0] == given.id]
    assert kept[1]
    assert given.id not in {s.id for s in shown(desk)}
    filler = reads.coding(project.connection, who, 1).events[0].fillers[0]
    assert filler.suggestion_id == given.id
    first = kept[1]
    suggest(project, pipeline=Pipeline("rules", "3"))
    assert [row[1] for row in stored(desk, "id, superseded_at") if row[0] == given.id] == [first]


def test_an_undone_acceptance_can_be_redone_after_a_newer_run(desk):
    project, who = desk
    suggest(project)
    given = by_quote(desk, "Syria")
    event_id = ops.create_event(*desk, 1).event_id
    ops.fill_slot(*desk, event_id, "giver", suggestion_id=given.id)
    accepted = dump(project)
    project.undo(who)
    suggest(project, pipeline=NEWER)
    assert given.id in {row[0] for row in stored(desk, "id")}  # only the journal names it now
    assert project.redo(who).op is Op.ACCEPT_SUGGESTION
    assert dump(project) == accepted


def test_an_undone_rejection_can_be_redone_after_a_newer_run(desk):
    project, who = desk
    suggest(project)
    ops.reject_suggestion(*desk, by_quote(desk, "Syria").id)
    rejected = dump(project)
    project.undo(who)
    suggest(project, pipeline=NEWER)
    project.redo(who)
    assert dump(project) == rejected
    assert by_quote(desk, "Syria").decision == "rejected"


def test_undo_after_the_next_twenty_articles_were_highlighted(desk):
    project, who = desk
    suggest(project)
    states = [dump(project)]
    event_id = ops.create_event(*desk, 1).event_id
    states.append(dump(project))
    for quote, slot in [("Azerbaijan", "giver"), ("hosted", "deed"), ("Syria", "taker")]:
        ops.fill_slot(*desk, event_id, slot, suggestion_id=by_quote(desk, quote).id)
        states.append(dump(project))
    for article_id in range(2, 22):
        suggest(project, article_id)
        suggest(project, article_id, NEWER)
    assert project.connection.execute("SELECT count(*) FROM edit_seal").fetchone() == (0,)
    assert dump(project) == states.pop()
    while states:
        project.undo(who)
        assert dump(project) == states.pop()
    assert project.undo_state(who).undo is None


def test_what_other_coders_named_stays_too(desk):
    project, _ = desk
    suggest(project)
    bob = desk_of(project, "bob")
    given = by_quote(desk, "Syria").id
    ops.reject_suggestion(project, bob, given)
    project.undo(bob)
    suggest(project, pipeline=NEWER)
    assert given in {row[0] for row in stored(desk, "id")}


def test_a_failure_is_remembered_and_keeps_what_was_there(desk):
    project, _ = desk
    suggest(project)
    highlights.store(project, NEWER, Highlighted(1, (), "the text is too long"))
    assert len(shown(desk)) == 6
    assert highlights.pending_of(project.connection, NEWER, [1, 2]) == [2]
    assert highlights.failures(project.connection, NEWER) == [
        (1, "Talks in Baku", "the text is too long")
    ]
    suggest(project, pipeline=NEWER)
    assert highlights.failures(project.connection, NEWER) == []


def test_a_run_without_suggestions_replaces_as_well(desk):
    suggest(desk[0])
    highlights.store(desk[0], NEWER, Highlighted(1, ()))
    assert not shown(desk)
    assert stored(desk) == []


def test_pending_articles_come_in_pages(desk):
    connection = desk[0].connection
    assert highlights.pending_articles(connection, PIPELINE, 3) == [1, 2, 3]
    assert highlights.pending_count(connection, PIPELINE) == 25
    suggest(desk[0], 2)
    suggest(desk[0], 4)
    assert highlights.pending_articles(connection, PIPELINE, 3) == [1, 3, 5]
    assert highlights.pending_articles(connection, PIPELINE, 2, 3) == [5, 6]
    assert highlights.pending_articles(connection, PIPELINE, 9, 25) == []
    assert highlights.pending_articles(connection, NEWER, 2) == [1, 2]
    assert highlights.pending_of(connection, PIPELINE, [4, 3, 2, 1]) == [3, 1]
    assert highlights.pending_of(connection, PIPELINE, []) == []
    assert highlights.pending_count(connection, PIPELINE) == 23


def test_several_results_are_stored_together_or_not_at_all(desk):
    project, _ = desk
    beyond = Highlighted(2, (NewSuggestion("who", (Segment(0, 10_000),)),))
    with pytest.raises(TextError):
        highlights.store(project, PIPELINE, highlighted(1), beyond)
    assert stored(desk) == []
    assert highlights.pending_count(project.connection, PIPELINE) == 25


def test_a_read_only_project_takes_none(tmp_path):
    path = make(tmp_path / "p.db")
    with open_project(path, read_only=True) as project, pytest.raises(ReadOnlyError):
        highlights.store(project, PIPELINE, highlighted())


def test_what_was_shown_is_remembered_once(desk):
    project, who = desk
    attention.remember_shown(project, who, 1)
    suggest(project)
    attention.remember_shown(project, who, 1)
    writes = project.connection.total_changes
    attention.remember_shown(project, who, 1)
    assert project.connection.total_changes == writes
    suggest(project, pipeline=NEWER)
    attention.remember_shown(project, who, 1)
    rows = project.connection.execute("SELECT article_id, pipeline_id FROM shown").fetchall()
    assert rows == [(1, 1), (1, 2)]


def test_quotes_are_the_characters_of_the_text(desk):
    suggest(desk[0])
    rows = desk[0].connection.execute("SELECT start, end, quote FROM suggestion_segment").fetchall()
    assert rows
    assert all(TEXT[start:end] == quote for start, end, quote in rows)
