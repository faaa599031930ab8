import datetime as dt
import random
import sqlite3

import pytest
from coded import NEWER, PIPELINE, desk_of, dump, hurry, make, suggest
from walk import ARTICLES, Walker

from annotator.domain.changes import Op
from annotator.domain.errors import EditRefusedError
from annotator.storage import attention
from annotator.storage.project import open_project
from tests.spoken import MARK, marked

EDITS = 500
REOPEN = 50


class Sitting:
    """A project that is closed and opened again every now and then."""

    def __init__(self, path, *names):
        self.path, self.names, self.steps = path, names, 0
        self._open()

    def _open(self):
        self.project = open_project(self.path)
        hurry(self.project)
        self.desks = [desk_of(self.project, name) for name in self.names]
        self.desk = self.desks[0]

    def count(self):
        self.steps += 1
        if self.steps % REOPEN == 0:
            self.project.close()
            self._open()

    def disturb(self, rng):
        """What goes on beside the edits: newer runs of the highlighter, time kept."""
        if rng.random() < 0.1:
            suggest(self.project, rng.choice(ARTICLES), rng.choice((PIPELINE, NEWER)), events=True)
        if rng.random() < 0.1:
            day = dt.date(2025, 4, 10)
            attention.add_active_time(self.project, self.desk, rng.choice(ARTICLES), 2.5, day)


def walk(path, seed, edits):
    """A walk there and back and there again, comparing everything at each step."""
    rng = random.Random(seed)
    sitting, walker = Sitting(path, "ann"), Walker(rng)
    for article_id in ARTICLES:
        suggest(sitting.project, article_id, events=True)
    states, done = [dump(sitting.project)], []
    for _ in range(edits):
        sitting.disturb(rng)
        done.append(walker.step(sitting.project, sitting.desk))
        states.append(dump(sitting.project))
        assert states[-1] != states[-2]
        sitting.count()
    for changes, state in zip(reversed(done), reversed(states[:-1]), strict=True):
        undone = sitting.project.undo(sitting.desk)
        assert (undone.op, undone.label) == (changes.op, changes.label)
        assert dump(sitting.project) == state
        sitting.disturb(rng)
        sitting.count()
    assert sitting.project.undo_state(sitting.desk).undo is None
    for changes, state in zip(done, states[1:], strict=True):
        redone = sitting.project.redo(sitting.desk)
        assert (redone.op, redone.label) == (changes.op, changes.label)
        assert dump(sitting.project) == state
        sitting.disturb(rng)
        sitting.count()
    assert sitting.project.undo_state(sitting.desk).redo is None
    assert sitting.project.connection.execute("SELECT count(*) FROM edit_seal").fetchone() == (0,)
    check_whole(sitting.project)
    sitting.project.close()
    assert walker.refused > edits / 10
    return {changes.op for changes in done}


def check_whole(project):
    """What holds of the tables whatever was done."""
    for query in (
        "PRAGMA foreign_key_check",
        "SELECT id FROM mention WHERE id NOT IN (SELECT mention_id FROM evidence)",
        "SELECT id FROM mention WHERE id NOT IN (SELECT mention_id FROM mention_segment)",
        """SELECT s.id FROM mention_segment s JOIN mention m ON m.id = s.mention_id
        JOIN coding c ON c.id = m.coding_id JOIN article a ON a.id = c.article_id
        WHERE substr(a.text, s.start + 1, s.end - s.start) <> s.quote""",
        """SELECT e.id FROM evidence e JOIN mention m ON m.id = e.mention_id
        JOIN filler f ON f.id = e.filler_id JOIN event v ON v.id = f.event_id
        WHERE v.coding_id <> m.coding_id""",
        "SELECT id FROM coding WHERE (status = 'in progress') <> (finished_at IS NULL)",
        "SELECT coding_id FROM event GROUP BY coding_id, position HAVING count(*) > 1",
        "SELECT event_id FROM filler GROUP BY event_id, slot, position HAVING count(*) > 1",
        """SELECT event_id FROM filler WHERE slot IN ('deed', 'day')
        GROUP BY event_id, slot HAVING count(*) > 1""",
    ):
        assert project.connection.execute(query).fetchall() == [], query


# what takes several coders or files, walked in test_merging_orders and test_adjudicating
OF_A_TEAM = {
    Op.ASSIGN_ARTICLES,
    Op.MERGE_PACKETS,
    Op.CHOOSE_STATE,
    Op.TAKE_CODED_EVENT,
    Op.TAKE_CODED_VALUES,
    Op.DROP_CODED_EVENT,
}


def test_walk_there_and_back_and_there_again(tmp_path):
    assert walk(make(tmp_path / "p.db"), 12, EDITS) == set(Op) - OF_A_TEAM


def test_what_a_project_keeps_is_in_no_language_but_english(tmp_path):
    path = make(tmp_path / "p.db")
    with marked():
        walk(path, 5, EDITS // 2)
    with sqlite3.connect(path) as connection:
        dumped = "\n".join(connection.iterdump())
    connection.close()
    assert len(dumped) > 100_000
    assert MARK not in dumped


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_more_walks(tmp_path, seed):
    walk(make(tmp_path / "p.db"), seed, EDITS)


def own(project, desk):
    return dump(project, coder_id=desk.coder.id)


def two_coders(path, seed, steps):
    """Two coders edit, undo and redo by turns; neither ever sees the other's work move."""
    rng = random.Random(seed)
    sitting, walker = Sitting(path, "ann", "bob"), Walker(rng, articles=False)
    for article_id in ARTICLES:
        suggest(sitting.project, article_id, events=True)
    pasts = [[own(sitting.project, desk)] for desk in sitting.desks]
    futures = [[], []]
    for _ in range(steps):
        me = rng.randrange(2)
        past, future = pasts[me], futures[me]
        project, desk, other = sitting.project, sitting.desks[me], sitting.desks[1 - me]
        theirs = own(project, other)
        what = rng.random()
        if what < 0.25:
            if len(past) > 1:
                project.undo(desk)
                future.append(past.pop())
            else:
                with pytest.raises(EditRefusedError):
                    project.undo(desk)
        elif what < 0.4:
            if future:
                project.redo(desk)
                past.append(future.pop())
            else:
                with pytest.raises(EditRefusedError):
                    project.redo(desk)
        else:
            walker.step(project, desk)
            past.append(own(project, desk))
            future.clear()
        assert own(project, desk) == past[-1]
        assert own(project, other) == theirs
        sitting.disturb(rng)
        sitting.count()
    check_whole(sitting.project)
    sitting.project.close()


def test_two_coders_by_turns(tmp_path):
    two_coders(make(tmp_path / "p.db"), 11, 120)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_two_coders_by_more_turns(tmp_path, seed):
    two_coders(make(tmp_path / "p.db"), seed, 400)
