"""Many articles, several processes."""

import os
import re

import pytest
from own_pipelines import ODD, RULES, alive

from annotator.domain.errors import PipelineError
from annotator.nlp.jobs import GROUP, Crew, grouped
from annotator.nlp.rules import Job, Request

pytestmark = pytest.mark.usefixtures("own_pipelines")


def test_groups_hold_about_so_many_characters_in_order():
    jobs = [Job(n, "x" * length) for n, length in enumerate([5, 5, 5, 50, 1, 1, 9, 10])]
    groups = list(grouped(jobs, size=10))
    assert [[job.article_id for job in group] for group in groups] == [
        [0, 1], [2], [3], [4, 5], [6], [7],
    ]  # fmt: skip
    assert [len(group) for group in grouped(jobs, size=1_000, most=3)] == [3, 3, 2]
    assert list(grouped([])) == []


def test_every_article_is_answered_once_whatever_the_order():
    articles = [Job(n, f"Bob{' Eve' * (n % 7)}{' and' * 60}") for n in range(1_000)]
    articles.insert(150, Job(1_000, "Tim " * GROUP))
    out = []

    def handed_out():
        for job in articles:
            out.append(job)
            yield job

    with Crew(ODD, jobs=2) as crew:
        assert crew.wait_ready().name == "odd"
        pids = [supervisor.pid for supervisor in crew._supervisors]
        results = crew.highlight(handed_out())
        first = next(results)
        assert len(out) < 1_000  # taken from the pile as they are needed
        found = {r.article_id: len(r.suggestions) for r in [first, *results]}
    assert found == {job.article_id: len(re.findall("Bob|Eve|Tim", job.text)) for job in articles}
    assert len(set(pids)) == 2
    assert not any(map(alive, pids))


@pytest.mark.slow
def test_no_articles():
    with Crew(ODD, jobs=2) as crew:
        crew.wait_ready()
        assert list(crew.highlight([])) == []


def test_a_missing_pipeline_is_raised_where_it_is_waited_for():
    with Crew(Request("nobody_has_this", ()), jobs=2) as crew, pytest.raises(PipelineError):
        crew.wait_ready()


@pytest.mark.slow
def test_a_crash_among_many_is_named_and_the_rest_is_read():
    crashes = []
    articles = [Job(n, "DIE" if n == 77 else "Bob") for n in range(400)]
    with Crew(ODD, jobs=2, on_crash=lambda job, _: crashes.append(job.article_id)) as crew:
        crew.wait_ready()
        results = {r.article_id: r for r in crew.highlight(articles)}
    assert crashes == [77]
    assert [n for n, r in results.items() if r.failure] == [77]
    assert len(results) == 400


@pytest.mark.slow
def test_leaving_the_block_early_ends_all_processes():
    with Crew(ODD, jobs=2) as crew:
        crew.wait_ready()
        pids = [supervisor.pid for supervisor in crew._supervisors]
        next(crew.highlight([Job(1, "Bob " * GROUP), *(Job(n, "SLEEP") for n in range(2, 9))]))
    assert not any(map(alive, pids))


@pytest.mark.slow
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="needs two processors")
def test_the_best_pipeline_reads_the_same_in_one_process_and_in_two():
    articles = [Job(n, f"Obama met {n} leaders in Paris for talks on Monday.") for n in range(400)]
    found = []
    for jobs in (1, 2):
        with Crew(Request("", RULES), jobs=jobs) as crew:
            crew.wait_ready()
            found.append({r.article_id: r.suggestions for r in crew.highlight(articles)})
    assert found[0] == found[1]
