"""The first layout, second half: codings with their events, the team's tables, the journal."""

CODINGS = """
CREATE TABLE coding (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    article_id INTEGER NOT NULL REFERENCES article (id), -- what was coded
    coder_id INTEGER NOT NULL REFERENCES coder (id),     -- by whom
    round_id INTEGER NOT NULL REFERENCES round (id),     -- in which pass
    codebook_id INTEGER NOT NULL REFERENCES codebook (id), -- codebook version it was made under
    status TEXT NOT NULL CHECK (status IN ('in progress', 'done', 'nothing to code')), -- how far
    reason TEXT NOT NULL DEFAULT '', -- why there is nothing to code
    flagged INTEGER NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1)), -- marked by the coder to come back to
    unaided INTEGER NOT NULL DEFAULT 0 CHECK (unaided IN (0, 1)), -- coded without suggestions
    revision TEXT NOT NULL DEFAULT '', -- state of the coding in its revision chain
    started_at TEXT NOT NULL,       -- UTC, ISO 8601
    finished_at TEXT,               -- UTC, ISO 8601; empty while in progress
    UNIQUE (article_id, coder_id, round_id)
) STRICT;
CREATE INDEX coding_by_coder ON coding (coder_id, round_id, status, article_id);
CREATE INDEX coding_by_day ON coding (coder_id, round_id, finished_at)
    WHERE finished_at IS NOT NULL;

CREATE TABLE coding_revision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity of one state of a coding
    coding_id INTEGER NOT NULL REFERENCES coding (id), -- whose
    parent TEXT NOT NULL DEFAULT '', -- the state before it
    content TEXT NOT NULL,          -- the whole coding as JSON
    packet_id INTEGER REFERENCES packet (id), -- packet that brought it
    created_at TEXT NOT NULL        -- UTC, ISO 8601
) STRICT;
CREATE INDEX coding_revision_by_coding ON coding_revision (coding_id);

CREATE TABLE active_time (
    article_id INTEGER NOT NULL REFERENCES article (id), -- on what
    coder_id INTEGER NOT NULL REFERENCES coder (id),     -- who
    round_id INTEGER NOT NULL REFERENCES round (id),     -- in which pass
    day TEXT NOT NULL,              -- ISO date, local
    seconds REAL NOT NULL,          -- of active work on that day
    PRIMARY KEY (article_id, coder_id, round_id, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX active_time_by_day ON active_time (coder_id, round_id, day);

CREATE TABLE shown (
    article_id INTEGER NOT NULL REFERENCES article (id), -- what
    coder_id INTEGER NOT NULL REFERENCES coder (id),     -- to whom
    round_id INTEGER NOT NULL REFERENCES round (id),     -- in which pass
    pipeline_id INTEGER NOT NULL REFERENCES pipeline (id), -- whose suggestions were on screen
    first_at TEXT NOT NULL,         -- UTC, ISO 8601
    PRIMARY KEY (article_id, coder_id, round_id, pipeline_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    coding_id INTEGER NOT NULL REFERENCES coding (id), -- in which coding
    type TEXT NOT NULL              -- mention type of the schema
) STRICT;
CREATE INDEX mention_by_coding ON mention (coding_id);

CREATE TABLE mention_segment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mention_id INTEGER NOT NULL REFERENCES mention (id), -- whose
    position INTEGER NOT NULL,      -- 0, 1, ... in text order
    start INTEGER NOT NULL CHECK (start >= 0), -- first code point
    end INTEGER NOT NULL CHECK (end > start),  -- behind the last code point
    quote TEXT NOT NULL,            -- the characters there
    UNIQUE (mention_id, position)
) STRICT;

CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    coding_id INTEGER NOT NULL REFERENCES coding (id), -- in which coding
    position INTEGER NOT NULL,      -- order in the coding
    reciprocal INTEGER NOT NULL DEFAULT 0 CHECK (reciprocal IN (0, 1)), -- 1: its sides act on each other
    reciprocal_provenance TEXT NOT NULL DEFAULT 'default taken', -- how that came about
    created_at TEXT NOT NULL        -- UTC, ISO 8601
) STRICT;
CREATE INDEX event_by_coding ON event (coding_id);

CREATE TABLE event_attribute (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id INTEGER NOT NULL REFERENCES event (id), -- of which event
    name TEXT NOT NULL,             -- attribute of the schema
    position INTEGER NOT NULL,      -- 0, 1, ... where several are allowed
    value TEXT NOT NULL,            -- value as the schema writes it
    provenance TEXT NOT NULL,       -- how it came about
    UNIQUE (event_id, name, position)
) STRICT;

CREATE TABLE filler (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    event_id INTEGER NOT NULL REFERENCES event (id), -- of which event
    slot TEXT NOT NULL,             -- slot of the schema
    position INTEGER NOT NULL,      -- order in the slot
    kind TEXT CHECK (kind IN ('code', 'date', 'place', 'text')), -- which columns hold the value; empty: not coded yet
    code TEXT,                      -- code, simple or composed
    text TEXT,                      -- words: of a text value, or those a date was resolved from
    date_kind TEXT CHECK (date_kind IN ('stated', 'reported', 'unresolved')), -- where the date comes from
    date_start TEXT,                -- first day, ISO date
    date_start_state TEXT CHECK (date_start_state IN ('known', 'open', 'unknown')), -- what is known of the start
    date_end TEXT,                  -- last day, ISO date
    date_end_state TEXT CHECK (date_end_state IN ('known', 'open', 'unknown')), -- what is known of the end
    date_relative_to TEXT,          -- publication date the words were resolved against
    place_name TEXT,                -- name of the place
    place_country TEXT,             -- ISO 3166-1 alpha-3
    place_admin1 TEXT,              -- first-order division
    latitude REAL,                  -- degrees, WGS 84
    longitude REAL,                 -- degrees, WGS 84
    gazetteer_id TEXT,              -- id of the place in its gazetteer
    where_prec INTEGER CHECK (where_prec BETWEEN 1 AND 7), -- UCDP precision, 1 exact to 7
    provenance TEXT NOT NULL,       -- how the value came about
    pipeline_id INTEGER REFERENCES pipeline (id), -- by which pipeline, where one suggested it
    suggestion_id INTEGER REFERENCES suggestion (id), -- the suggestion accepted
    copied_from TEXT                -- UUID of the filler it was copied, merged or adjudicated from
) STRICT;
CREATE INDEX filler_by_event ON filler (event_id);
CREATE INDEX filler_by_suggestion ON filler (suggestion_id) WHERE suggestion_id IS NOT NULL;

CREATE TABLE filler_code (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    filler_id INTEGER NOT NULL REFERENCES filler (id), -- whose code
    position INTEGER NOT NULL,      -- element of a composed code, 0 for a simple one
    element TEXT NOT NULL,          -- the element as written
    code_id INTEGER REFERENCES code (id), -- the code it is; empty when the codebook does not know it
    UNIQUE (filler_id, position)
) STRICT;

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    filler_id INTEGER NOT NULL REFERENCES filler (id),   -- value
    mention_id INTEGER NOT NULL REFERENCES mention (id), -- words that show it
    position INTEGER NOT NULL,      -- order
    UNIQUE (filler_id, mention_id)
) STRICT;
CREATE INDEX evidence_by_mention ON evidence (mention_id);

CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    coding_id INTEGER NOT NULL REFERENCES coding (id), -- whose decision
    suggestion_id INTEGER NOT NULL REFERENCES suggestion (id), -- on what
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected')), -- what
    UNIQUE (coding_id, suggestion_id)
) STRICT;
CREATE INDEX decision_by_suggestion ON decision (suggestion_id);

CREATE TABLE comment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    coding_id INTEGER NOT NULL REFERENCES coding (id), -- in which coding
    event_id INTEGER REFERENCES event (id),     -- on an event
    mention_id INTEGER REFERENCES mention (id), -- on a mention
    coder_id INTEGER REFERENCES coder (id),     -- who wrote it
    kind TEXT NOT NULL CHECK (kind IN ('note', 'question', 'answer', 'training')), -- what it is
    reply_to INTEGER REFERENCES comment (id),   -- question it answers
    text TEXT NOT NULL,             -- plain text
    created_at TEXT NOT NULL        -- UTC, ISO 8601
) STRICT;
CREATE INDEX comment_by_coding ON comment (coding_id);
CREATE INDEX comment_by_event ON comment (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX comment_by_mention ON comment (mention_id) WHERE mention_id IS NOT NULL;
CREATE INDEX comment_by_reply ON comment (reply_to) WHERE reply_to IS NOT NULL;

CREATE TABLE event_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    event_id INTEGER NOT NULL REFERENCES event (id),       -- an event
    other_event_id INTEGER NOT NULL REFERENCES event (id), -- the same event in another article
    kind TEXT NOT NULL DEFAULT 'same', -- how the two relate
    UNIQUE (event_id, other_event_id)
) STRICT;
CREATE INDEX event_link_by_other ON event_link (other_event_id);
"""

TEAM = """
CREATE TABLE dictionary (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    name TEXT NOT NULL,             -- shown in the window
    coder_id INTEGER REFERENCES coder (id), -- owner; empty: the project's shared dictionary
    version INTEGER NOT NULL DEFAULT 1 -- rises with each change
) STRICT;

CREATE TABLE dictionary_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    dictionary_id INTEGER NOT NULL REFERENCES dictionary (id), -- in which dictionary
    surface TEXT NOT NULL,          -- the name as it stands in texts
    code TEXT NOT NULL,             -- the code it stands for
    valid_from TEXT,                -- first day, ISO date; empty: always
    valid_to TEXT,                  -- last day, ISO date; empty: still
    filler_id INTEGER REFERENCES filler (id), -- coding it was learned from
    promoted_from TEXT,             -- UUID of the coder's entry that was promoted
    retired_at TEXT                 -- UTC, ISO 8601; empty while in use
) STRICT;
CREATE INDEX dictionary_entry_by_surface ON dictionary_entry (dictionary_id, surface);
CREATE INDEX dictionary_entry_by_filler ON dictionary_entry (filler_id)
    WHERE filler_id IS NOT NULL;

CREATE TABLE packet (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity; the packet's file carries it
    coder_id INTEGER REFERENCES coder (id), -- whose articles it carries
    direction TEXT NOT NULL CHECK (direction IN ('out', 'in')), -- sent or merged
    sha256 TEXT NOT NULL DEFAULT '', -- of the file
    created_at TEXT NOT NULL        -- UTC, ISO 8601
) STRICT;

CREATE TABLE adjudication (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    coding_id INTEGER NOT NULL REFERENCES coding (id), -- the adjudicated coding
    source_coding_id INTEGER NOT NULL REFERENCES coding (id), -- one it was made from
    note TEXT NOT NULL DEFAULT '',  -- decision in words
    UNIQUE (coding_id, source_coding_id)
) STRICT;
CREATE INDEX adjudication_by_source ON adjudication (source_coding_id);
"""

JOURNAL = """
CREATE TABLE edit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    coder_id INTEGER REFERENCES coder (id),     -- who
    round_id INTEGER REFERENCES round (id),     -- in which pass
    article_id INTEGER REFERENCES article (id), -- on which article, where it is one
    op TEXT NOT NULL,               -- operation of the program
    label TEXT NOT NULL,            -- in the user's words
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')), -- first time, taken back, done again
    target_id INTEGER REFERENCES edit (id), -- edit that an undo or redo is about
    kinds TEXT NOT NULL,            -- parts of the project it touched, JSON list
    event_id INTEGER,               -- event it was about, if any
    filler_id INTEGER,              -- filler it was about, if any
    created_at TEXT NOT NULL        -- UTC, ISO 8601, with milliseconds
) STRICT;
CREATE INDEX edit_by_coder ON edit (coder_id, id);
CREATE INDEX edit_by_article ON edit (article_id); -- which suggestions of an article edits name

CREATE TABLE edit_row (
    edit_id INTEGER NOT NULL REFERENCES edit (id), -- which edit
    position INTEGER NOT NULL,      -- order within the edit
    table_name TEXT NOT NULL,       -- changed table
    row_id INTEGER NOT NULL,        -- changed row
    before TEXT,                    -- row before, JSON; empty: it was inserted
    after TEXT,                     -- row after, JSON; empty: it was deleted
    PRIMARY KEY (edit_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX edit_row_by_row ON edit_row (table_name, row_id);

CREATE TABLE edit_seal (
    edit_id INTEGER PRIMARY KEY REFERENCES edit (id), -- edit that can no longer be undone or redone
    reason TEXT NOT NULL,           -- what changed its rows, in words
    created_at TEXT NOT NULL        -- UTC, ISO 8601
) STRICT;

CREATE TRIGGER article_text_is_immutable BEFORE UPDATE OF text, sha256, uuid ON article
BEGIN SELECT RAISE(ABORT, 'the text of an article never changes'); END;
CREATE TRIGGER edit_is_append_only BEFORE UPDATE ON edit
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER edit_is_kept BEFORE DELETE ON edit
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER edit_row_is_append_only BEFORE UPDATE ON edit_row
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER edit_row_is_kept BEFORE DELETE ON edit_row
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""
