"""Who sits down, and in which round: asked where it is not known, remembered on this machine."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.domain.events import Coder, Desk
from annotator.gui.dialogs.coder import CoderDialog, Seat
from annotator.storage import people, reads

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.settings import Settings
    from annotator.storage.project import Project


def sit_down(window: MainWindow, project: Project, seat: Seat) -> Desk | None:
    """The desk of a coder in a round; what the seat leaves open is remembered, or asked for.

    None when nobody was named.

    Raises:
        EditRefusedError: the project has no such round, or the short id cannot be used.
    """
    settings, owner = window.settings, people.packet_owner(project.connection)
    remembered = settings.project_value(project.uuid, _coder_name(owner))
    coder, round_name = seat.coder or remembered, seat.round
    if not coder:
        asked = ask(window, project, owner.name if owner else "")
        if asked is None:
            return None
        coder, round_name = asked.coder, seat.round or asked.round
    settings.set_project_value(project.uuid, _coder_name(owner), coder)
    known = people.find_coder(project.connection, coder)
    if not round_name:
        round_name = _remembered_round(settings, project, coder)
    which = people.find_round(project.connection, round_name)
    settings.set_project_value(project.uuid, _round_name(coder), which.name)
    if project.read_only:
        return Desk(known or Coder(0, "", coder), which)
    project.sign(coder)
    return people.sit_down(project, coder, round_name=which.name)


def ask(window: MainWindow, project: Project, proposed: str) -> Seat | None:
    """Ask who codes, and in which round where there are several; a packet's own coder is first."""
    names = [person.name for person in reads.coders(project.connection)]
    owner = people.packet_owner(project.connection)
    if owner is not None:
        names.sort(key=lambda name: name != owner.name)
    several = len(reads.rounds(project.connection)) > 1
    return CoderDialog.ask(
        window,
        window.theme,
        names,
        proposed,
        rounds=partial(_rounds, window.settings, project) if several else None,
    )


def _rounds(settings: Settings, project: Project, coder: str) -> tuple[list[str], str]:
    """The rounds open to whoever has this short id, and the one the coder sat in last."""
    known = people.find_coder(project.connection, coder)
    names = [one.name for one in people.rounds_of(project.connection, known)]
    return names, _remembered_round(settings, project, coder)


def _remembered_round(settings: Settings, project: Project, coder: str) -> str:
    """The round a coder sat in last, as long as it is open to the coder; else the first that is.

    Where all that was given in it is finished and there is another with something left, that one:
    what came with a packet is not overlooked, and a first coding not read before the second.
    """
    connection = project.connection
    known = people.find_coder(connection, coder)
    rounds = people.rounds_of(connection, known)
    before = settings.project_value(project.uuid, _round_name(coder))
    seat = next((one for one in rounds if one.name == before), next(iter(rounds), None))
    if seat is None or known is None:
        return seat.name if seat is not None else people.MAIN_ROUND
    given, left = people.given_and_left(connection, known, seat)
    if given and not left:
        waiting = (one for one in rounds if people.given_and_left(connection, known, one)[1])
        seat = next(waiting, seat)
    return seat.name


def _coder_name(owner: Coder | None) -> str:
    """Where the coder of a file is remembered: a packet has its project's identity."""
    return f"packet/{owner.name}/coder" if owner is not None else "coder"


def _round_name(coder: str) -> str:
    return f"round/{coder}"
