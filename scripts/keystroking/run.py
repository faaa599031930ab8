"""Code files of texts in a project made for them, and report on every event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from keystroking import project, wanted
from keystroking.coder import Coder, Tally
from keystroking.hands import Hands
from keystroking.rightness import holds_all, is_as_wanted

from annotator.gui.app import make_application
from annotator.storage import people, reads
from annotator.storage.project import open_project


@dataclass
class Done:
    """What came of some files."""

    tallies: list[Tally] = field(default_factory=list)
    mouse: int = 0
    skipped: set[str] = field(default_factory=set)


def code(
    coded: wanted.Coded,
    folder: Path,
    *,
    schema: str,
    aided: bool,
    slowly: float = 0.0,
    log: Path | None = None,
) -> Done:
    """Code every event of some texts through the window; ``log`` gets the keys, one a line."""
    path = folder / "keystrokes.db"
    project.make(path, coded.texts, schema=schema, aided=aided)
    make_application()
    hands = Hands(path, project.CODER, folder / "settings.ini", slowly=slowly)
    done = Done(skipped=coded.skipped)
    coder = Coder(hands)
    try:
        for text in coded.texts:
            done.tallies += coder.code(text)
    finally:
        done.mouse = hands.mouse
        if log is not None:
            log.write_text("\n".join(hands.log) + "\n", encoding="utf-8")
        hands.close()
    judge(path, coded.texts, done.tallies)
    return done


def judge(path: Path, texts: Sequence[wanted.Text], tallies: Sequence[Tally]) -> None:
    """Say of every event, as the closed file holds it, whether it is what was wanted."""
    with open_project(path) as opened:
        desk = people.sit_down(opened, project.CODER)
        ids = list(reads.queue_ids(opened.connection, desk))
        codings = [reads.coding(opened.connection, desk, article_id) for article_id in ids]
    rows = iter(tallies)
    for text, coding in zip(texts, codings, strict=True):
        for event in text.events:
            tally = next(rows)
            held = coding.event(tally.event_id) if tally.event_id else None
            tally.exact = held is not None and is_as_wanted(held, event)
            tally.whole_action = held is not None and holds_all(held, event)


def matched(path: Path, texts: Sequence[wanted.Text]) -> int:
    """How many of the events wanted the file holds, whoever coded them in whatever order."""
    found = 0
    with open_project(path) as opened:
        desk = people.sit_down(opened, project.CODER)
        for article_id, text in zip(reads.queue_ids(opened.connection, desk), texts, strict=True):
            events = reads.coding(opened.connection, desk, article_id).events
            found += sum(any(is_as_wanted(held, e) for held in events) for e in text.events)
    return found
