"""Questions to the supervisor with their answers: all of them, or one coder's own."""

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
_NEWS = """
SELECT q.id, c.article_id FROM comment n JOIN comment q ON q.id = n.reply_to
    JOIN coding c ON c.id = q.coding_id
WHERE n.reply_to IS NOT NULL AND c.coder_id = ? AND c.round_id = ?
    AND NOT EXISTS (SELECT 1 FROM answer_read s WHERE s.answer = n.uuid)
ORDER BY n.id LIMIT 1
"""


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


def next_answered(connection: sqlite3.Connection, desk: Desk) -> tuple[int, int] | None:
    """The coder's question with the oldest answer not read yet, and its article; else None."""
    row = connection.execute(_NEWS, (desk.coder.id, desk.round.id)).fetchone()
    return None if row is None else (row[0], row[1])


def unread_answers(connection: sqlite3.Connection, desk: Desk, article_id: int) -> list[str]:
    """The identities of the answers in the coder's coding of an article not read yet."""
    rows = connection.execute(
        "SELECT n.uuid FROM coding c JOIN comment n ON n.coding_id = c.id"
        " WHERE c.article_id = ? AND c.coder_id = ? AND c.round_id = ? AND n.reply_to IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM answer_read s WHERE s.answer = n.uuid)",
        (article_id, desk.coder.id, desk.round.id),
    ).fetchall()
    return [uuid for (uuid,) in rows]


def remember_read(project: Project, answers: Iterable[str]) -> None:
    """Remember that the coder who asked had these answers on screen; never undone."""
    found = list(answers)
    if project.read_only or not found:
        return
    with project.write() as connection:
        connection.executemany(
            "INSERT OR IGNORE INTO answer_read (answer, read_at) VALUES (?, ?)",
            [(uuid, utc_now()) for uuid in found],
        )
