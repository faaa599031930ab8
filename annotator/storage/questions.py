"""What coders and their supervisor say: questions with answers, what was taught, what is unread."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from annotator.domain.events import Coder, Desk, Round
from annotator.domain.talk import Answer, Question
from annotator.storage.journal import utc_now
from annotator.storage.project import Project

_QUESTIONS = """
SELECT q.id, q.uuid, c.article_id, a.uuid, a.title, q.text, q.created_at,
    q.event_id, coalesce(e.uuid, ''),
    (SELECT count(*) FROM event o WHERE o.coding_id = e.coding_id
        AND (o.position, o.id) <= (e.position, e.id)),
    q.mention_id, coalesce(m.uuid, ''), coalesce((SELECT group_concat(s.quote, ' … ') FROM
        (SELECT quote FROM mention_segment WHERE mention_id = m.id ORDER BY position) s), ''),
    k.id, k.uuid, k.name, r.id, r.uuid, r.name, r.kind
FROM comment q JOIN coding c ON c.id = q.coding_id JOIN article a ON a.id = c.article_id
    JOIN coder k ON k.id = c.coder_id JOIN round r ON r.id = c.round_id
    LEFT JOIN event e ON e.id = q.event_id LEFT JOIN mention m ON m.id = q.mention_id
WHERE q.kind = 'question'{whose} ORDER BY q.created_at, q.id
"""
_ANSWERS = """
SELECT n.reply_to, n.id, n.uuid, coalesce(k.name, ''), n.text, n.created_at,
    EXISTS (SELECT 1 FROM answer_read s WHERE s.answer = n.uuid)
FROM comment n LEFT JOIN coder k ON k.id = n.coder_id
WHERE n.reply_to IS NOT NULL ORDER BY n.id
"""
# what somebody else said to a coder: answers to her questions, and what adjudication teaches
_SAID = """
SELECT n.id, n.uuid, n.reply_to AS head, c.article_id FROM coding c
    JOIN comment n ON n.coding_id = c.id AND n.reply_to IS NOT NULL
WHERE c.coder_id = :coder AND c.round_id = :round
UNION ALL
SELECT n.id, n.uuid, n.id, c.article_id FROM coding c
    JOIN adjudication d ON d.source_coding_id = c.id
    JOIN comment n ON n.coding_id = d.coding_id AND n.kind = 'training'
WHERE c.coder_id = :coder AND c.round_id = :round
"""
_UNREAD = "NOT EXISTS (SELECT 1 FROM answer_read s WHERE s.answer = said.uuid)"


def all_questions(connection: sqlite3.Connection) -> list[Question]:
    """The questions of all coders in all rounds, oldest first: what the supervisor sees."""
    return _read(connection, "", ())


def own_questions(connection: sqlite3.Connection, desk: Desk) -> list[Question]:
    """A coder's own questions of this round, oldest first."""
    return _read(
        connection, " AND c.coder_id = ? AND c.round_id = ?", (desk.coder.id, desk.round.id)
    )


def _read(connection: sqlite3.Connection, whose: str, values: tuple[int, ...]) -> list[Question]:
    answers: dict[int, list[Answer]] = {}
    for row in connection.execute(_ANSWERS).fetchall():
        answers.setdefault(row[0], []).append(Answer(*(*row[1:6], bool(row[6]))))
    rows = connection.execute(_QUESTIONS.format(whose=whose), values).fetchall()
    return [
        Question(
            id=row[0],
            uuid=row[1],
            desk=Desk(Coder(*row[13:16]), Round(*row[16:20])),
            article_id=row[2],
            article_uuid=row[3],
            title=row[4],
            text=row[5],
            asked_at=row[6],
            event_id=row[7],
            event_uuid=row[8],
            event_number=row[9] or None,
            mention_id=row[10],
            mention_uuid=row[11],
            quote=row[12],
            answers=tuple(answers.get(row[0], ())),
        )
        for row in rows
    ]


def next_unread(connection: sqlite3.Connection, desk: Desk) -> tuple[int, int] | None:
    """What was said first to a coder and is not read yet, and its article; None: all is read.

    For an answer it is the question, else what was noted for training.
    """
    row = connection.execute(
        f"SELECT head, article_id FROM ({_SAID}) said WHERE {_UNREAD} ORDER BY id LIMIT 1",
        {"coder": desk.coder.id, "round": desk.round.id},
    ).fetchone()
    return None if row is None else (row[0], row[1])


def unread_in(connection: sqlite3.Connection, desk: Desk, article_id: int) -> list[str]:
    """The identities of what was said to a coder on an article and is not read yet."""
    rows = connection.execute(
        f"SELECT uuid FROM ({_SAID}) said WHERE article_id = :article AND {_UNREAD}",
        {"coder": desk.coder.id, "round": desk.round.id, "article": article_id},
    ).fetchall()
    return [uuid for (uuid,) in rows]


def remember_read(project: Project, said: Iterable[str]) -> None:
    """Remember that the coder had on screen what was said to her; never undone."""
    found = list(said)
    if project.read_only or not found:
        return
    with project.write() as connection:
        connection.executemany(
            "INSERT OR IGNORE INTO answer_read (answer, read_at) VALUES (?, ?)",
            [(uuid, utc_now()) for uuid in found],
        )
