"""What a project asks of a pipeline: its schema, and the dictionaries that its coders share."""

from __future__ import annotations

from annotator.domain.dictionary import Entry, forms
from annotator.nlp.rules import NamedCode, Request, request_of
from annotator.storage import dictionaries, reads
from annotator.storage.project import Project
from annotator.storage.project_settings import suggests_whole_events


def request_for(project: Project, pipeline: str = "", *, background: bool = False) -> Request:
    """The request of a project; reads its shared and imported dictionaries."""
    names = [named for entry in dictionaries.pooled(project.connection) for named in _named(entry)]
    text = reads.schema_text(project.connection)
    return request_of(
        project.schema,
        pipeline,
        text=text,
        names=names,
        events=suggests_whole_events(project.connection),
        background=background,
    )


def _named(entry: Entry) -> list[NamedCode]:
    first, last = (day.isoformat() if day else "" for day in (entry.valid_from, entry.valid_to))
    return [
        NamedCode(form, entry.elements, entry.kind.value, first, last, entry.dictionary)
        for form in forms(entry)
    ]
