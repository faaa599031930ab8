"""The seventh layout: states of codings that travel in packets, and verdicts on codings."""

MERGING = """
DROP TABLE coding_revision; -- nothing was ever kept in it

CREATE TABLE coding_state (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    coding_id INTEGER NOT NULL REFERENCES coding (id), -- whose
    state TEXT NOT NULL,            -- identity of the state: that of the edit which made it
    standing TEXT NOT NULL CHECK (standing IN ('live', 'earlier', 'conflict')), -- live: in the tables; earlier: replaced by a later state; conflict: another end of the chain
    past TEXT NOT NULL,             -- states it went through before, JSON list
    content TEXT NOT NULL DEFAULT '', -- the whole coding as JSON; empty for the present state
    made_at TEXT NOT NULL,          -- UTC, ISO 8601; when its last edit was made
    edit_id INTEGER NOT NULL,       -- newest edit of this file when it came; the coder's later ones make later states
    packet_id INTEGER REFERENCES packet (id), -- packet that brought it
    UNIQUE (coding_id, state)
) STRICT;
CREATE UNIQUE INDEX coding_state_present ON coding_state (coding_id) WHERE standing = 'live';
CREATE INDEX coding_state_in_conflict ON coding_state (coding_id) WHERE standing = 'conflict';

CREATE TABLE verdict (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    coding_id INTEGER NOT NULL REFERENCES coding (id), -- the adjudicated coding
    source_event TEXT NOT NULL,     -- identity of a coder's event
    event_id INTEGER REFERENCES event (id), -- event that it became or went into; empty: dropped
    UNIQUE (coding_id, source_event)
) STRICT;
CREATE INDEX verdict_by_event ON verdict (event_id) WHERE event_id IS NOT NULL;

CREATE TABLE shared_article (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) -- in a packet: somebody else codes it too
) STRICT;
"""
