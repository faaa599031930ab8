"""A project of three coders, with packets that are out, home, and in conflict."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from annotator.domain.events import Coder, CodingStatus, Desk
from annotator.domain.values import CodeValue
from annotator.jobs.sample import make_sample
from annotator.storage import attention, ops, people, reads
from annotator.storage.assigning import assign, plan_assignment
from annotator.storage.packing import pack
from annotator.storage.project import Project, open_project

TEAM = ("ann", "bob", "eva")


def make_team(folder: Path) -> None:
    """The project and a packet of it that is on its way home."""
    path = folder / "Team.db"
    make_sample(path, title="Border disputes 2024")
    with open_project(path) as project:
        pi = people.sit_down(project, "pi")
        team = [people.find_or_add_coder(project, name) for name in TEAM]
        plan = plan_assignment(project.connection, pi.round, team, per_coder=5, overlap=0.4)
        assign(project, pi, pi.round, plan)
        for days, coder in enumerate(team):
            _code_some(project, Desk(coder, pi.round), days)
        sent = pack(project, team[0], folder / "sent.db").path
        _part_ways(project, pi, sent, folder)
        _come_home(sent, folder / "Packet.db", project, team[0])
        sent.unlink()


def _code_some(project: Project, desk: Desk, finished: int) -> None:
    day = dt.date.today() - dt.timedelta(days=3)  # noqa: DTZ011 - the coder's own day
    for number, article in enumerate(list(reads.queue_ids(project.connection, desk))[:4]):
        if number != 1:
            _code(project, desk, article, "036")
        attention.add_active_time(project, desk, article, 200 + 90 * number, day)
        if number <= finished + 1:
            status = CodingStatus.NOTHING if number == 1 else CodingStatus.DONE
            ops.finish_coding(project, desk, article, status=status)


def _code(project: Project, desk: Desk, article: int, code: str) -> None:
    event = ops.create_event(project, desk, article).event_id
    for slot, value in (("source", "NERMIL"), ("action", code), ("target", "MLIGOV")):
        ops.fill_slot(project, desk, event, slot, value=CodeValue(value))


def _part_ways(project: Project, pi: Desk, sent: Path, folder: Path) -> None:
    """Two files of one coder that were gone on with separately, both merged."""
    for number, code in enumerate(("057", "130")):
        path = shutil.copy(sent, folder / f"way-{number}.db")
        with open_project(path) as packet:
            ann = people.sit_down(packet, TEAM[0])
            for article in list(reads.queue_ids(packet.connection, ann))[:2]:
                _code(packet, ann, article, code)
        ops.merge_packets(project, pi, [path])
        path.unlink()


def _come_home(sent: Path, packet: Path, project: Project, coder: Coder) -> None:
    """A packet with new work, and one coding in which the project has gone on meanwhile."""
    shutil.copy(sent, packet)
    with open_project(packet) as opened:
        ann = people.sit_down(opened, coder.name)
        ids = list(reads.queue_ids(opened.connection, ann))
        for article in ids[2:]:
            _code(opened, ann, article, "173")
            ops.finish_coding(opened, ann, article, status=CodingStatus.DONE)
    ann = people.sit_down(project, coder.name)
    _code(project, ann, list(reads.queue_ids(project.connection, ann))[2], "112")
