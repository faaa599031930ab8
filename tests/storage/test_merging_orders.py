"""Whatever subset of packets arrives in whatever order, again and again: one result.

A model of the chains says which states there are; the project must agree with it however the
files come in.
"""

import json
import random
import shutil

import pytest
from coded import desk_of, make, sitting, suggest

from annotator.domain.events import CodingStatus
from annotator.storage import ops, people, reads
from annotator.storage.assigning import assign, plan_assignment
from annotator.storage.check import check
from annotator.storage.coding_content import own_work, read_content
from annotator.storage.ops.choosing import conflicts, ends_of
from annotator.storage.packing import pack
from annotator.storage.project import open_project

ARTICLES = 4


def tell(path):
    """What is coded in a file and which ends are in conflict, without anything of its history."""
    with open_project(path, read_only=True) as opened:
        connection = opened.connection
        ids = [row[0] for row in connection.execute("SELECT id FROM coding").fetchall()]
        coded = sorted(own_work(read_content(connection, coding_id)) for coding_id in ids)
        torn = sorted(
            sorted(json.dumps(end.content, sort_keys=True) for end in ends_of(connection, conflict))
            for conflict in conflicts(connection)
        )
    return coded, torn


def work(path, name, dice):
    """A few random edits in a packet."""
    with open_project(path) as opened:
        desk = desk_of(opened, name)
        for _ in range(dice.randint(1, 3)):
            article = dice.choice(list(reads.queue_ids(opened.connection, desk)))
            coding = reads.coding(opened.connection, desk, article)
            if coding.events and dice.random() < 0.5:
                event = dice.choice(coding.events)
                if dice.random() < 0.3:
                    ops.delete_event(opened, desk, event.id)
                else:
                    (first, *_) = reads.suggestions(opened.connection, desk, article)
                    ops.fill_slot(opened, desk, event.id, "giver", suggestion_id=first.id)
            else:
                ops.create_event(opened, desk, article)
            if dice.random() < 0.3:
                ops.finish_coding(opened, desk, article, status=CodingStatus.DONE)
            if dice.random() < 0.2:
                opened.undo(desk)


def histories(tmp_path, master, dice):
    """Packets of two coders, some copied to a second machine and coded apart, as mailed."""
    mailed = []
    for name in ("eva", "bob"):
        with open_project(master) as project:
            coder = people.known_coder(project.connection, name)
            machines = [pack(project, coder, tmp_path / f"{name}.db").path]
        for step in range(4):
            path = dice.choice(machines)
            if dice.random() < 0.3:
                machines.append(shutil.copy(path, tmp_path / f"{name}-{step}-other.db"))
            work(path, name, dice)
            mailed.append(shutil.copy(path, tmp_path / f"{name}-{step}-mailed.db"))
    return mailed


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_arrival_changes_nothing(tmp_path, seed):
    dice = random.Random(seed)
    master = make(tmp_path / "p.db", articles=ARTICLES)
    with sitting(master, "pi") as (project, who):
        team = [people.find_or_add_coder(project, name) for name in ("eva", "bob")]
        plan = plan_assignment(
            project.connection, who.round, team, per_coder=3, overlap=0.67, seed=seed
        )
        assign(project, who, who.round, plan)
        for article in range(1, ARTICLES + 1):
            suggest(project, article)
    mailed = histories(tmp_path, master, dice)
    results = []
    for turn in range(3):
        copy = shutil.copy(master, tmp_path / f"turn{turn}.db")
        order = dice.sample(mailed, len(mailed))
        order += dice.choices(mailed, k=2)  # some come twice
        with sitting(copy, "pi") as (project, who):
            while order:
                batch, order = order[:3], order[3:]
                ops.merge_packets(project, who, batch)
        assert check(copy).ok, check(copy).findings(warning=False)
        results.append(tell(copy))
    assert results[0] == results[1] == results[2]
    assert results[0][0]
