"""What ``annotator questions`` lists, for people and for scripts."""

from __future__ import annotations

import json

import pytest

from annotator.domain.incoming import Incoming, Origin, new_article
from annotator.storage import ops, people, questions
from annotator.storage.imports import add_articles
from annotator.storage.project import open_project


@pytest.fixture
def project(path):
    with open_project(path) as opened:
        found, _ = new_article(title="Talks", body="They met in Baku.")
        add_articles(opened, [Incoming(found, Origin("a.txt"))])
        ann, boss = (people.sit_down(opened, name) for name in ("ann", "pi"))
        event = ops.create_event(opened, ann, 1).event_id
        ops.set_comment(opened, ann, 1, "question", "Is this\none?", event_id=event)
        ops.set_comment(opened, ann, 1, "question", "Who?")
        first = questions.own_questions(opened.connection, ann)[0]
        ops.answer_question(opened, boss, first.id, "Yes.")
    return path


def test_questions_are_listed_with_their_answers(run, project):
    status, told, _ = run("questions", project)
    assert status == 0
    assert "answered: ann on Talks, event 1 (" in told
    assert "    ? Is this one?\n    → Yes. (pi, " in told
    assert "open: ann on Talks (" in told
    assert told.endswith("2 questions, 1 open.\n")


def test_scripts_get_identities_and_can_ask_for_the_open_ones(run, project):
    status, out, _ = run("questions", project, "--json")
    told = json.loads(out)
    assert (status, told["questions"], told["open"], len(told["listed"])) == (0, 2, 1, 2)
    first = told["listed"][0]
    assert (first["state"], first["coder"], first["round"]) == ("answered", "ann", "main")
    assert (first["event"], first["quote"], first["text"]) == (1, "", "Is this\none?")
    (answer,) = first["answers"]
    assert (answer["coder"], answer["text"], answer["read"]) == ("pi", "Yes.", False)
    assert len(first["event_id"]) == len(first["question_id"]) == 36
    _, out, _ = run("questions", project, "--open", "--json")
    assert [question["text"] for question in json.loads(out)["listed"]] == ["Who?"]


def test_no_project_is_a_sentence(run, tmp_path):
    status, out, error = run("questions", tmp_path / "none.db")
    assert (status, out) == (2, "")
    assert "none.db" in error
