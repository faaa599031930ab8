"""The window in which one coding is made of several."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from annotator.domain.events import CodingStatus, Desk, Segment
from annotator.domain.values import CodeValue, DateValue
from annotator.jobs.importing import import_paths
from annotator.resources import resource
from annotator.storage import ops, people, reads
from annotator.storage.project import Project, open_project
from gallery.stage import Stage, State

CODERS = ("ann", "bob", "eva")
_SAMPLES = ("04-niger-mali-pact.txt", "06-convoy-ansongo.txt")
_DAY = dt.date(2024, 3, 2)

Value = tuple[str, str, str]  # slot, code, words
_SIGNED = (
    ("source", "NERGOV", "Niger’s military rulers"),
    ("target", "MLIGOV", "Mali’s transitional government"),
)
_KILLED = (
    ("source", "UAF", "Gunmen on motorcycles"),
    ("action", "193", "killed"),
    ("target", "MLIMIL", "eleven Malian soldiers"),
)
_MARCHED = (("source", "NEROPP", "students"), ("action", "141", "marched"))
_CODED: dict[str, tuple[tuple[Value, ...], ...]] = {
    "ann": ((*_SIGNED, ("action", "057", "signed a mutual defence pact")), _KILLED, _MARCHED),
    "bob": ((*_SIGNED, ("action", "062", "mutual defence pact")), _KILLED),
    "eva": ((*_SIGNED, ("action", "057", "signed a mutual defence pact")), _KILLED, _MARCHED),
}


def code_doubly(path: Path, coders: tuple[str, ...]) -> None:
    """Code two articles as these coders do, in a project that is there already."""
    with open_project(path, coder=coders[0]) as project:
        import_paths(project, [resource("sample", name) for name in _SAMPLES])
        for number, name in enumerate(coders):
            desk = people.sit_down(project, name)
            for article_id in reads.queue_ids(project.connection, desk):
                _code(project, desk, article_id, _DAY + dt.timedelta(days=number))


def _code(project: Project, desk: Desk, article_id: int, day: dt.date) -> None:
    """Code the events of the one article, and none in the others."""
    text = reads.article(project.connection, article_id).text
    events = _CODED[desk.coder.name] if "Niger’s military rulers" in text else ()
    for values in events:
        event = ops.create_event(project, desk, article_id).event_id
        assert event is not None
        for slot, code, words in values:
            start = text.index(words)
            span = (Segment(start, start + len(words)),)
            ops.fill_slot(project, desk, event, slot, value=CodeValue(code), segments=span)
        ops.fill_slot(project, desk, event, "date", value=DateValue.day(day))
    status = CodingStatus.DONE if events else CodingStatus.NOTHING
    ops.finish_coding(project, desk, article_id, status=status)


def _open(stage: Stage, coders: tuple[str, ...]) -> None:
    code_doubly(stage.project("Empty"), coders)
    stage.open(1, project="Empty", coder="pi")
    stage.window.run_command("project.adjudicate")
    shown = stage.window.adjudication_actions.open
    assert shown is not None
    stage.wait(lambda: shown.article is not None)
    shown.dialog.tree.setFocus()


def compared(stage: Stage) -> None:
    """Two codings side by side, nothing decided."""
    _open(stage, CODERS[:2])


def settled(stage: Stage) -> None:
    """Some of it decided."""
    _open(stage, CODERS[:2])
    stage.press("=", "1", "Space", "2")


def edited(stage: Stage) -> None:
    """A settled value that is edited."""
    _open(stage, CODERS[:2])
    stage.press("1", "E")


def noted(stage: Stage) -> None:
    """What coders can learn from a decision."""
    _open(stage, CODERS[:2])
    stage.press("1", "T")
    stage.write("A pact that is signed is 057, whatever it is about.")


def hidden(stage: Stage) -> None:
    """Three coders, their names hidden."""
    _open(stage, CODERS)
    stage.press("B")


def nothing(stage: Stage) -> None:
    """No article has two codings."""
    stage.open(1)
    stage.run("project.adjudicate")


STATES: dict[str, State] = {
    "adjudicate": compared,
    "adjudicate-settled": settled,
    "adjudicate-edit": edited,
    "adjudicate-note": noted,
    "adjudicate-hidden": hidden,
    "adjudicate-nothing": nothing,
}
