"""The projects that the pictures are taken of, made once and copied for each picture."""

from __future__ import annotations

import json
from pathlib import Path

from annotator.domain import schema_file
from annotator.domain.events import Desk
from annotator.jobs.highlighting import highlight_project
from annotator.jobs.importing import import_paths
from annotator.jobs.sample import CODER, make_sample
from annotator.resources import resource, schema_path
from annotator.storage import ops, people, reads, unaided
from annotator.storage.project import Project, create, open_project
from gallery.agreement_project import make_agreement
from gallery.team_project import make_team

TEXTS = [Path(__file__).parent / "texts" / f"{n}.txt" for n in ("right-to-left", "long-title")]
MANY = 40  # events in one article
SUPERVISED = "ann"
QUESTIONS = (
    (1, "The truckers: labour, or small businessmen (BUS)?"),
    (3, "Is a release on bail a release? The codebook speaks of prisoners only."),
    (4, "The ministry and the witnesses give different numbers of arrests. One event or two?"),
)
_DATED = {
    "name": "dated",
    "demand": "date is filled",
    "message": "Every event has a date.",
    "severity": "confirm",
}


def make_projects(folder: Path) -> None:
    """Make every project there."""
    _make_sample(folder / "Sample.db")
    _make_unusual(folder)
    _make_strict(folder / "Strict.db")
    make_team(folder)
    make_agreement(folder / "Sample.db", folder / "Agreement.db")
    create(folder / "Empty.db", schema=_schema(), title="Border disputes 2024")
    with open_project(folder / "Empty.db") as project:
        people.sit_down(project, CODER)


def _schema() -> str:
    return schema_file.canonical(schema_path("cameo"))


def _make_sample(path: Path) -> None:
    """The sample with its suggestions, a flag and questions of another coder."""
    make_sample(path)
    with open_project(path) as project:
        highlight_project(project)
        ann = people.sit_down(project, SUPERVISED)
        ids = list(reads.queue_ids(project.connection, ann))
        for number, text in QUESTIONS:
            ops.set_comment(project, ann, ids[number - 1], "question", text)


def _make_unusual(folder: Path) -> None:
    """Texts that are not like the others: from right to left, long, full, unaided, bare."""
    paths = [*TEXTS, resource("sample", "06-convoy-ansongo.txt")]
    _make(folder / "Unusual.db", "Unusual texts", paths)
    with open_project(folder / "Unusual.db") as project:
        desk = people.sit_down(project, CODER)
        article = reads.queue_ids(project.connection, desk)[2]
        _code_many(project, desk, article)
    _make(folder / "Unaided.db", "Unaided", [resource("sample", "04-niger-mali-pact.txt")])
    with open_project(folder / "Unaided.db") as project:
        unaided.draw(project, people.find_round(project.connection), share=1.0, seed=1)
    _make(
        folder / "Bare.db",
        "Bare",
        [resource("sample", "04-niger-mali-pact.txt")],
        highlight=False,
    )


def _make(path: Path, title: str, texts: list[Path], *, highlight: bool = True) -> None:
    create(path, schema=_schema(), title=title)
    with open_project(path) as project:
        import_paths(project, texts)
        if highlight:
            highlight_project(project)


def _code_many(project: Project, desk: Desk, article_id: int) -> None:
    """As many events as an article may well have, made of its suggestions."""
    found = reads.suggestions(project.connection, desk, article_id)
    actions = [s for s in found if s.type == "action"]
    actors = [s for s in found if s.type == "actor"]
    for number in range(MANY):
        event = ops.create_event(project, desk, article_id).event_id
        assert event is not None
        for slot, kind in (("source", actors), ("action", actions), ("target", actors[1:])):
            one = kind[number % len(kind)]
            ops.fill_slot(project, desk, event, slot, segments=one.segments)


def _make_strict(path: Path) -> None:
    """A project whose codebook asks before an article is done."""
    schema = json.loads(_schema())
    create(path, schema=json.dumps({**schema, "rules": [_DATED]}), title="Dated events")
    with open_project(path) as project:
        import_paths(project, [resource("sample", "04-niger-mali-pact.txt")])
        highlight_project(project)
