"""Store suggestions for every article that has none of a pipeline yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotator.domain.suggestions import Highlighted, Pipeline
from annotator.jobs.suggesting import request_for
from annotator.nlp.jobs import Crew
from annotator.nlp.rules import Job
from annotator.storage import highlights, reads
from annotator.storage.project import Project

PAGE = 64  # articles read from the project at once
STORED_TOGETHER = 16  # results in one transaction


@dataclass(frozen=True)
class Unread:
    """An article that stays without suggestions, and why."""

    article_id: int
    title: str
    reason: str


@dataclass(frozen=True)
class HighlightReport:
    """What came of highlighting: by whom, how much, and which articles could not be read."""

    pipeline: Pipeline
    highlighted: int  # articles, those unread among them
    suggestions: int
    unread: tuple[Unread, ...]


def highlight_project(
    project: Project,
    *,
    pipeline: str = "",
    jobs: int = 1,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> HighlightReport:
    """Highlight what the pipeline has not read yet; what is stored stays when interrupted.

    ``progress`` is told how many articles are stored and of how many, also by an interruption.

    Raises:
        PipelineError: the pipeline is missing, does not load, or was given up.
    """
    request = request_for(project, pipeline)
    unread: list[Unread] = []
    batch: list[Highlighted] = []
    done = suggestions = 0
    with Crew(request, jobs=jobs) as crew:
        who = crew.wait_ready()
        total = highlights.pending_count(project.connection, who)

        def keep() -> None:
            nonlocal done, suggestions
            if batch:
                highlights.store(project, who, *batch)
            done += len(batch)
            suggestions += sum(len(result.suggestions) for result in batch)
            batch.clear()
            progress(done, total)

        keep()
        try:
            for result in crew.highlight(_pending(project, who)):
                batch.append(result)
                if result.failure:
                    title = reads.article(project.connection, result.article_id).title
                    unread.append(Unread(result.article_id, title, result.failure))
                if len(batch) >= STORED_TOGETHER:
                    keep()
        finally:
            keep()
    return HighlightReport(who, done, suggestions, tuple(unread))


def _pending(project: Project, pipeline: Pipeline) -> Iterator[Job]:
    after = 0
    while ids := highlights.pending_articles(project.connection, pipeline, PAGE, after):
        for article_id in ids:
            yield Job(article_id, reads.text_of(project.connection, article_id))
        after = ids[-1]
