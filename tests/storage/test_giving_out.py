"""Giving articles out: into the queues, on top of what is there, undoable, again in a round."""

import shutil

import pytest
from coded import desk_of, make, sitting

from annotator.domain.errors import EditRefusedError
from annotator.domain.events import CodingStatus, Desk
from annotator.storage import ops, people, reads
from annotator.storage.assigning import Strata, assign, plan_assignment, plan_recoding
from annotator.storage.check import check
from annotator.storage.dealing import Wish, carry_out, preview_wish


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db", articles=40)) as both:
        yield both


def team(project, *names):
    return [people.find_or_add_coder(project, name) for name in names]


def given(desk, *names, number=10, overlap=0.2, **more):
    project, who = desk
    plan = plan_assignment(
        project.connection,
        who.round,
        team(project, *names),
        per_coder=number,
        overlap=overlap,
        **more,
    )
    assign(project, who, who.round, plan)
    return plan


def queue(desk, name):
    project, _ = desk
    return list(reads.queue_ids(project.connection, desk_of(project, name)))


def test_the_queue_is_what_was_assigned_and_undo_takes_it_back(desk):
    project, who = desk
    plan = given(desk, "eva", "bob")
    assert [(s.coder, s.articles, s.new, s.twice) for s in plan.shares] == [
        ("eva", 10, 10, 2),
        ("bob", 10, 10, 2),
    ]
    assert plan.unassigned == 22
    assert len(queue(desk, "eva")) == 10
    assert len(set(queue(desk, "eva")) & set(queue(desk, "bob"))) == 2
    assert check(project.path).ok
    project.undo(who)
    assert len(queue(desk, "eva")) == 40  # nothing is given out: she may code all
    project.redo(who)
    assert len(queue(desk, "eva")) == 10


def test_more_are_added_behind_and_the_first_stay(desk):
    given(desk, "eva", "bob")
    before = queue(desk, "eva")
    given(desk, "eva", "bob", "zoe", number=12, strata=Strata.MONTH)
    assert queue(desk, "eva")[:10] == before
    assert len(queue(desk, "eva")) == len(queue(desk, "zoe")) == 12
    assert given(desk, "eva", "bob", "zoe", number=12).new == ()


def test_what_a_coder_began_by_herself_stays_hers(desk):
    project, _ = desk
    eva = desk_of(project, "eva")
    ops.create_event(project, eva, 7)
    plan = given(desk, "eva", "bob", number=5, overlap=0.0)
    assert 7 in queue(desk, "eva")
    assert 7 not in queue(desk, "bob")
    assert plan.shares[0].articles == 5


def test_a_round_of_recoding_hides_the_first_coding(desk):
    project, _ = desk
    eva = desk_of(project, "eva")
    for article in range(1, 11):
        ops.finish_coding(project, eva, article, status=CodingStatus.NOTHING, reason="")
    again = people.find_or_add_round(project, "again", kind="recode")
    plan = plan_recoding(project.connection, again, [eva.coder], of=eva.round, share=0.5, seed=1)
    assign(project, eva, again, plan)
    second = Desk(eva.coder, again)
    ids = reads.queue_ids(project.connection, second)
    assert len(ids) == 5
    rows = reads.article_rows(project.connection, second, ids)
    assert {row.status for row in rows} == {CodingStatus.TODO}
    assert reads.coding(project.connection, second, ids[0]).id is None
    assert reads.past(project.connection, second, limit=10) == []
    with pytest.raises(EditRefusedError):
        project.undo(second)
    assert project.undo_state(eva).undo is not None
    with pytest.raises(EditRefusedError, match="another round"):
        plan_recoding(project.connection, again, [eva.coder], of=again, share=0.5)
    with pytest.raises(EditRefusedError, match="share"):
        plan_recoding(project.connection, again, [eva.coder], of=eva.round, share=0)


def test_what_was_shown_is_given_and_a_seed_deals_the_same_to_people_who_are_new(tmp_path):
    first = make(tmp_path / "p.db", articles=40)
    wish = Wish(("ann", "bob", "eva"), per_coder=12, overlap=0.3, seed=7)
    dealt = []
    for path in (first, shutil.copy(first, tmp_path / "q.db")):
        shown = preview_wish(path, wish)
        with sitting(path) as (project, who):
            done, _ = carry_out(project, who, wish)
            dealt.append([queue((project, who), name) for name in wish.coders])
        assert (done.shares, done.pairs) == (shown.shares, shown.pairs)
        assert [one.article for one in done.new] == [one.article for one in shown.new]
        assert check(path).ok
    assert dealt[0] == dealt[1]
