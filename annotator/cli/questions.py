"""``annotator questions``: what coders asked the supervisor, and what was answered."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import Outcome

if TYPE_CHECKING:
    from annotator.domain.talk import Question

HELP = "list the coders' questions to the supervisor with their answers"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument("--open", action="store_true", help="only those that nobody has answered")


def run(args: argparse.Namespace) -> Outcome:
    """List them, oldest first."""
    from annotator.storage import questions  # noqa: PLC0415 - only with a project
    from annotator.storage.project import open_project  # noqa: PLC0415 - with the above

    with open_project(args.project, read_only=True) as project:
        every = questions.all_questions(project.connection)
    shown = [question for question in every if question.is_open or not args.open]
    still_open = sum(question.is_open for question in every)
    told = f"{len(every):,} question{'s' * (len(every) != 1)}, {still_open:,} open."
    data = {
        "project": str(args.project.resolve()),
        "questions": len(every),
        "open": still_open,
        "listed": [_data(question) for question in shown],
    }
    return Outcome("\n".join([*map(_text, shown), told]), data)


def _text(question: Question) -> str:
    where = question.title
    if question.event_number is not None:
        where += f", event {question.event_number}"
    if question.quote:
        where += f", “{_flat(question.quote)}”"
    state = "open" if question.is_open else "answered"
    lines = [
        f"{state}: {question.desk.coder.name} on {_flat(where)} ({question.asked_at[:10]})",
        f"    ? {_flat(question.text)}",
    ]
    lines += [f"    → {_flat(a.text)} ({a.coder}, {a.answered_at[:10]})" for a in question.answers]
    return "\n".join(lines)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _data(question: Question) -> dict[str, object]:
    return {
        "question_id": question.uuid,
        "state": "open" if question.is_open else "answered",
        "coder": question.desk.coder.name,
        "round": question.desk.round.name,
        "article_id": question.article_uuid,
        "article_title": question.title,
        "event_id": question.event_uuid,
        "event": question.event_number,
        "mention_id": question.mention_uuid,
        "quote": question.quote,
        "text": question.text,
        "asked_at": question.asked_at,
        "answers": [
            {
                "answer_id": answer.uuid,
                "coder": answer.coder,
                "text": answer.text,
                "answered_at": answer.answered_at,
                "read": answer.read,
            }
            for answer in question.answers
        ],
    }
