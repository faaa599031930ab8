"""Store suggestions for every article that has none of a pipeline yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotator.domain.suggestions import Highlighted, Pipeline
from annotator.nlp.jobs import Crew
from annotator.nlp.rules import Job, Request, rules_of
from annotator.storage import highlights, reads
from annotator.storage.project import Project

PAGE = 64  # articles read from the project at once
STORED_TOGETHER = 16  # results in one transaction


@dataclass(frozen=True)
class HighlightReport:
    """What came of highlighting: how many articles, by whom, and those without suggestions."""

    pipeline: Pipeline
    highlighted: int
    failures: tuple[tuple[int, str], ...]  # article id and why


def highlight_project(
    project: Project,
    *,
    pipeline: str = "",
    jobs: int = 1,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> HighlightReport:
    """Highlight what the pipeline has not read yet; what is stored stays when interrupted.

    Raises:
        PipelineError: the pipeline is missing, does not load, or was given up.
    """
    request = Request(pipeline, rules_of(project.schema))
    failures: list[tuple[int, str]] = []
    batch: list[Highlighted] = []
    done = 0
    with Crew(request, jobs=jobs) as crew:
        who = crew.wait_ready()
        total = highlights.pending_count(project.connection, who)
        progress(0, total)
        try:
            for result in crew.highlight(_pending(project, who)):
                batch.append(result)
                if result.failure:
                    failures.append((result.article_id, result.failure))
                if len(batch) >= STORED_TOGETHER:
                    highlights.store(project, who, *batch)
                    done += len(batch)
                    batch.clear()
                    progress(done, total)
        finally:
            highlights.store(project, who, *batch)
            done += len(batch)
    progress(done, total)
    return HighlightReport(who, done, tuple(failures))


def _pending(project: Project, pipeline: Pipeline) -> Iterator[Job]:
    after = 0
    while ids := highlights.pending_articles(project.connection, pipeline, PAGE, after):
        for article_id in ids:
            yield Job(article_id, reads.text_of(project.connection, article_id))
        after = ids[-1]
