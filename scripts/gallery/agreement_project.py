"""A project in which three coders coded the same articles, and not always alike."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

from annotator.domain.events import CodingStatus, Desk
from annotator.domain.suggestions import Suggestion
from annotator.domain.values import CodeValue
from annotator.storage import ops, people, reads
from annotator.storage.project import Project, open_project

_CODERS = ("ann", "bob", "eva")
_SAME = 0.8  # the share of values in which they agree
_MOST = 4  # events in an article
_ACTIONS = ("190", "193", "036", "040", "112", "173")
_ACTORS = ("NERMIL", "MLIGOV", "MLIREB", "NERGOV", "MLICVL")


def make_agreement(sample: Path, path: Path) -> None:
    """Let coders code all articles of a copy of the sample, by one lot."""
    shutil.copy(sample, path)
    lot = random.Random(11)  # noqa: S311 - no secret
    with open_project(path) as project:
        desks = [people.sit_down(project, name) for name in _CODERS]
        for article in list(reads.queue_ids(project.connection, desks[0])):
            _code_all(project, desks, article, lot)


def _code_all(project: Project, desks: Sequence[Desk], article: int, lot: random.Random) -> None:
    found = reads.suggestions(project.connection, desks[0], article)
    seen = [one for one in found if one.type == "action"][:_MOST]
    truths = [(one, lot.choice(_ACTIONS), lot.sample(_ACTORS, 2)) for one in seen]
    for desk in desks:
        kept = [truth for truth in truths if lot.random() < _SAME]
        for mention, action, (source, target) in kept:
            coded = _ACTORS[0] if lot.random() > _SAME else source
            what = lot.choice(_ACTIONS[:2]) if lot.random() > _SAME else action
            _code(project, desk, article, mention, (coded, what, target))
        status = CodingStatus.DONE if kept else CodingStatus.NOTHING
        ops.finish_coding(project, desk, article, status=status)


def _code(
    project: Project, desk: Desk, article: int, mention: Suggestion, codes: tuple[str, str, str]
) -> None:
    source, action, target = codes
    event = ops.create_event(project, desk, article).event_id
    for slot, value in (("source", source), ("target", target)):
        ops.fill_slot(project, desk, event, slot, value=CodeValue(value))
    ops.fill_slot(
        project, desk, event, "action", value=CodeValue(action), segments=mention.segments
    )
