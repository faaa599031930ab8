"""Promises about how rows belong together, each a query that must find nothing."""

from __future__ import annotations

from annotator.domain.language import later
from annotator.storage.promises import Promise, Rule, by_rules

BELONGING = Promise(
    "belonging",
    later("everything in a coding belongs to that coding and its article"),
    by_rules(
        Rule(
            "evidence",
            "SELECT x.id, x.filler_id, x.mention_id FROM evidence x"
            " JOIN filler f ON f.id = x.filler_id JOIN event e ON e.id = f.event_id"
            " JOIN mention m ON m.id = x.mention_id WHERE m.coding_id <> e.coding_id",
            later("it joins filler {1} and mention {2} of different codings"),
        ),
        Rule(
            "comment",
            "SELECT m.id, m.event_id FROM comment m JOIN event e ON e.id = m.event_id"
            " WHERE e.coding_id <> m.coding_id",
            later("it is on event {1} of another coding"),
        ),
        Rule(
            "comment",
            "SELECT m.id, m.mention_id FROM comment m JOIN mention x ON x.id = m.mention_id"
            " WHERE x.coding_id <> m.coding_id",
            later("it is on mention {1} of another coding"),
        ),
        Rule(
            "comment",
            "SELECT n.id, n.reply_to FROM comment n LEFT JOIN comment q ON q.id = n.reply_to"
            " WHERE n.reply_to IS NOT NULL AND (n.kind <> 'answer' OR q.kind IS NOT 'question'"
            " OR q.coding_id <> n.coding_id)",
            later("it is no answer to a question ({1}) of its own coding"),
        ),
        Rule(
            "decision",
            "SELECT d.id, d.suggestion_id FROM decision d JOIN coding c ON c.id = d.coding_id"
            " JOIN suggestion s ON s.id = d.suggestion_id WHERE s.article_id <> c.article_id",
            later("it is on suggestion {1} of another article"),
        ),
        Rule(
            "filler",
            "SELECT f.id, f.suggestion_id FROM filler f JOIN event e ON e.id = f.event_id"
            " JOIN coding c ON c.id = e.coding_id JOIN suggestion s ON s.id = f.suggestion_id"
            " WHERE s.article_id <> c.article_id",
            later("it came from suggestion {1} of another article"),
        ),
        Rule(
            "suggestion",
            "SELECT t.suggestion_id, t.mention_suggestion_id FROM suggestion_slot t"
            " JOIN suggestion s ON s.id = t.suggestion_id"
            " JOIN suggestion m ON m.id = t.mention_suggestion_id"
            " WHERE m.article_id <> s.article_id",
            later("it points at suggestion {1} of another article"),
        ),
        Rule(
            "suggestion",
            "SELECT t.suggestion_id, t.mention_suggestion_id FROM suggestion_slot t"
            " JOIN suggestion m ON m.id = t.mention_suggestion_id"
            " WHERE m.kind <> CASE t.slot WHEN '@repeats' THEN 'event' ELSE 'mention' END",
            later("it points at suggestion {1}, which is of the wrong kind"),
        ),
        Rule(
            "event_link",
            "SELECT l.id, l.event_id, l.other_event_id FROM event_link l"
            " JOIN event e ON e.id = l.event_id JOIN coding c ON c.id = e.coding_id"
            " JOIN event o ON o.id = l.other_event_id JOIN coding d ON d.id = o.coding_id"
            " WHERE (c.coder_id, c.round_id) <> (d.coder_id, d.round_id)",
            later("it links events {1} and {2}, which two coders or rounds have"),
        ),
        Rule(
            "event_link",
            "SELECT l.id, l.event_id, l.other_event_id FROM event_link l"
            " JOIN event e ON e.id = l.event_id JOIN event o ON o.id = l.other_event_id"
            " WHERE e.coding_id = o.coding_id AND e.id <> o.id",
            later("it links events {1} and {2} of one article"),
        ),
        Rule(
            "event_link",
            "SELECT l.id, l.event_id, l.other_event_id FROM event_link l JOIN event_link b"
            " ON b.event_id = l.other_event_id AND b.other_event_id = l.event_id"
            " WHERE l.id > b.id",
            later("it links events {1} and {2}, which another link does already"),
        ),
        Rule(
            "coding",
            "SELECT c.id, c.codebook_id, p.codebook_id FROM coding c, project p"
            " WHERE c.codebook_id > p.codebook_id",
            later("it was made under codebook {1}, which is newer than the one in force ({2})"),
        ),
    ),
)

ORPHANS = Promise(
    "orphans",
    later("no mention stands without a place in the text, and none without use"),
    by_rules(
        Rule(
            "mention",
            "SELECT id FROM mention m WHERE NOT EXISTS"
            " (SELECT 1 FROM mention_segment s WHERE s.mention_id = m.id)",
            later("it has no place in the text"),
        ),
        Rule(
            "mention",
            "SELECT id FROM mention m WHERE NOT EXISTS"
            " (SELECT 1 FROM evidence e WHERE e.mention_id = m.id) AND NOT EXISTS"
            " (SELECT 1 FROM comment c WHERE c.mention_id = m.id)",
            later("it is evidence of nothing and nobody commented on it"),
        ),
        Rule(
            "suggestion",
            "SELECT id FROM suggestion s WHERE NOT EXISTS"
            " (SELECT 1 FROM suggestion_segment g WHERE g.suggestion_id = s.id)",
            later("it has no place in the text"),
        ),
        Rule(
            "suggestion",
            "SELECT id FROM suggestion s WHERE kind = 'event' AND NOT EXISTS"
            " (SELECT 1 FROM suggestion_slot t WHERE t.suggestion_id = s.id)",
            later("it is an event of which nothing is suggested"),
        ),
    ),
)

STATES = Promise(
    "states",
    later("every coding is in a state that makes sense"),
    by_rules(
        Rule(
            "coding",
            "SELECT id, status FROM coding WHERE (status = 'in progress') <> (finished_at IS NULL)",
            later("its status is “{1}”, but the time it was finished says otherwise"),
        ),
        Rule(
            "coding",
            "SELECT c.id, count(*) FROM coding c JOIN event e ON e.coding_id = c.id"
            " WHERE c.status = 'nothing to code' GROUP BY c.id",
            later("it says that there is nothing to code and holds {1} events"),
        ),
        Rule(
            "coding",
            "SELECT id, reason FROM coding WHERE reason <> '' AND status <> 'nothing to code'",
            later("it gives “{1}” as why there is nothing to code, and says that there is"),
        ),
        Rule(
            "event",
            "SELECT min(id), coding_id, position, group_concat(id, ', ') FROM event"
            " GROUP BY coding_id, position HAVING count(*) > 1",
            later("events {3} of coding {1} stand at the same place"),
        ),
        Rule(
            "filler",
            "SELECT min(id), event_id, slot, group_concat(id, ', ') FROM filler"
            " GROUP BY event_id, slot, position HAVING count(*) > 1",
            later("fillers {3} stand at the same place of “{2}” in event {1}"),
        ),
        Rule(
            "event_link",
            "SELECT id FROM event_link WHERE event_id = other_event_id",
            later("it links an event with itself"),
        ),
        Rule(
            "dictionary_entry",
            "SELECT id, valid_from, valid_to FROM dictionary_entry WHERE valid_to < valid_from",
            later("it ends on {2}, before it begins on {1}"),
        ),
    ),
)

DAYS = Promise(
    "days",
    later("every day is a day of the calendar"),
    by_rules(
        *(
            Rule(
                table,
                # a day that SQLite moves on (30 February) or cannot read is none
                f"SELECT {key}, {column}, '{column}' FROM {table} WHERE {column} IS NOT NULL"
                f" AND date({column}, '+0 days') IS NOT {column}",
                later("“{1}” ({2}) is no day"),
            )
            for table, key, column in (
                ("article", "id", "published"),
                ("filler", "id", "date_start"),
                ("filler", "id", "date_end"),
                ("filler", "id", "date_relative_to"),
                ("active_time", "article_id", "day"),
                ("round", "id", "starts_on"),
                ("round", "id", "ends_on"),
                ("dictionary_entry", "id", "valid_from"),
                ("dictionary_entry", "id", "valid_to"),
            )
        )
    ),
)
