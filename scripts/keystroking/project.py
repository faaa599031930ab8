"""A project with the texts to be coded, one coder's, with suggestions or without."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from keystroking.wanted import Text, day_of

from annotator.domain import schema_file
from annotator.domain.incoming import Incoming, Origin, new_article
from annotator.jobs.highlighting import highlight_project
from annotator.resources import schema_path
from annotator.storage import imports, people, unaided
from annotator.storage.project import create, open_project

CODER = "keys"


def make(path: Path, texts: Sequence[Text], *, schema: str, aided: bool) -> None:
    """A project that holds the texts in their order, as they would be imported."""
    create(path, schema=schema_file.canonical(schema_path(schema)), title="Keystrokes")
    with open_project(path) as project:
        articles = [
            Incoming(
                new_article(body=text.text, published=day_of(text.published))[0], Origin(text.id)
            )
            for text in texts
        ]
        report = imports.add_articles(project, articles)
        if report.duplicates:
            raise ValueError(f"two texts are the same: {report.duplicates[0]}")
        desk = people.sit_down(project, CODER)
        if aided:
            highlight_project(project)
        else:
            unaided.draw(project, desk.round, share=1.0, seed=1)
