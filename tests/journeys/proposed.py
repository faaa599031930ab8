"""A project whose suggestions were stored beforehand, so that a journey knows each of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from annotator.domain import schema_file
from annotator.domain.events import Segment
from annotator.domain.suggestions import (
    Candidate,
    Highlighted,
    NewSuggestion,
    Pipeline,
    Standing,
)
from annotator.gui.settings import Settings
from annotator.jobs.importing import import_paths
from annotator.resources import schema_path
from annotator.storage import highlights
from annotator.storage.project import Project, create, open_project
from tests.journeys.driver import Coder

PIPELINE = Pipeline("stored", "1")
NONE_INSTALLED = "no_such_pipeline"  # so that nothing replaces what was stored

OSTEN = (
    Candidate("Gao, Mali 16.2717 -0.0447 /1", "Gao, Mali", "Mali is named", 0.64),
    Candidate("Gao, Mali 16.086 0.021 /4", "Gao, Mali", "Mali is named", 0.36),
)

FIRST = """Osten threatens strike

The prime minister of Osten, Ada Holm, threatened to attack Westen on 4 March 2024.
Holm rejected an offer of talks. Two envoys of Westen told the Daily Gull that Holm was bluffing.
"""
SECOND = """Osten threatens again

Holm threatened to attack Westen on Monday. Ada Holm had met nobody.
"""


def at(text: str, words: str, *, after: str = "") -> tuple[Segment, ...]:
    """Where words stand."""
    start = text.index(words, text.index(after) if after else 0)
    return (Segment(start, start + len(words)),)


def premier(text: str, words: str, *, standing: Standing = Standing.FIRST, after: str = ""):
    """An actor whose office changed hands at the end of 2023."""
    until, since = dt.date(2023, 12, 31), dt.date(2024, 1, 1)
    candidates = (
        Candidate("HUNGOV", "Hungary, government", "in “offices”", 0.9, "office", None, until),
        Candidate("AUTGOV", "Austria, government", "in “offices”", 0.9, "office", since, None),
        Candidate("AUT", "Austria", "austria → AUT", 0.4, "codebook"),
    )
    return NewSuggestion("actor", at(text, words, after=after), "PERSON", candidates, 0.9, standing)


def threat(text: str, *, first: float = 0.6, second: float = 0.55):
    """An action with two candidates that lie close together, where not said otherwise."""
    candidates = (
        Candidate("138", "Threaten with military force", "threat: attack", first),
        Candidate("130", "Threaten, not specified below", "threaten", second),
        Candidate("190", "Use conventional military force", "attack", 0.2),
    )
    words = at(text, "threatened to attack")
    return NewSuggestion("action", words, "threaten attack", candidates, 0.6)


def of_first(text: str) -> tuple[NewSuggestion, ...]:
    return (
        NewSuggestion(
            "actor",
            at(text, "Osten", after="minister"),
            "GPE",
            (Candidate("AUT", "Austria", "osten → AUT", 0.6, "codebook"),),
            0.6,
            Standing.OTHER,
        ),
        premier(text, "prime minister of Osten, Ada Holm"),
        premier(text, "Ada Holm", standing=Standing.OTHER),
        threat(text),
        NewSuggestion(
            "actor",
            at(text, "Westen"),
            "GPE",
            (Candidate("DEU", "Germany", "westen → DEU", 0.7, "codebook"),),
            0.7,
        ),
        premier(text, "Holm", after="\nHolm"),
        NewSuggestion("actor", at(text, "the Daily Gull"), "ORG", (), None, Standing.QUIET),
        premier(text, "Holm", after="Gull"),
        NewSuggestion("date", at(text, "4 March 2024"), "DATE", (Candidate("4 March 2024"),), 0.8),
        NewSuggestion("location", at(text, "Osten", after="strike\n"), "PLACE", OSTEN, 0.9),
    )


def of_second(text: str) -> tuple[NewSuggestion, ...]:
    return (premier(text, "Holm"), threat(text), premier(text, "Ada Holm"))


def make(folder: Path, *, published: str | None = "2024-03-05") -> Path:
    """The two articles with their suggestions."""
    path = folder / "proposed.db"
    create(path, schema=schema_file.canonical(schema_path("cameo")), title="Proposed")
    for name, text in (("1.txt", FIRST), ("2.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    with open_project(path) as project:
        import_paths(project, [folder / "1.txt", folder / "2.txt"])
        with project.write() as connection:
            connection.execute("UPDATE article SET published = ?", (published,))
        for article_id, propose in ((1, of_first), (2, of_second)):
            highlights.store(
                project, PIPELINE, Highlighted(article_id, propose(_text(project, article_id)))
            )
    return path


def _text(project: Project, article_id: int) -> str:
    row = project.connection.execute("SELECT text FROM article WHERE id = ?", (article_id,))
    return str(row.fetchone()[0])


def sit_down(coder, folder: Path) -> Coder:
    """Somebody whose window leaves stored suggestions as they are."""
    settings = Settings(folder / "settings.ini")
    settings.set("suggestions/pipeline", NONE_INSTALLED)
    settings.sync()
    return coder()
