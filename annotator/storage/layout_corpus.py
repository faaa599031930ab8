"""The first layout, first half: the project, its codebook, people, articles, suggestions."""

PROJECT = """
CREATE TABLE project (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid TEXT NOT NULL,             -- identity of the project; packets carry it
    title TEXT NOT NULL,            -- shown in the window
    kind TEXT NOT NULL DEFAULT 'project' CHECK (kind IN ('project', 'packet')), -- packet: one coder's part
    codebook_id INTEGER REFERENCES codebook (id), -- codebook version in force
    created_at TEXT NOT NULL,       -- UTC, ISO 8601
    created_by TEXT NOT NULL,       -- program version that made the file
    needs_version TEXT NOT NULL     -- oldest program version that can read the file
) STRICT;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,          -- dotted name of a project-wide setting
    value TEXT NOT NULL             -- JSON
) STRICT, WITHOUT ROWID;
"""

CODEBOOK = """
CREATE TABLE codebook (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity of this version
    name TEXT NOT NULL,             -- name of the schema
    version INTEGER NOT NULL,       -- 1, 2, ... within the project
    title TEXT NOT NULL,            -- title of the schema
    schema TEXT NOT NULL,           -- the whole schema as checked JSON
    sha256 TEXT NOT NULL,           -- of the schema text
    note TEXT NOT NULL DEFAULT '',  -- what changed, in words
    created_at TEXT NOT NULL        -- UTC, ISO 8601
) STRICT;

CREATE TABLE code (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity of the code; outlives renaming
    list TEXT NOT NULL,             -- code list of the schema
    code TEXT NOT NULL,             -- as text: 010 is not 10
    label TEXT NOT NULL,            -- name in words
    parent_id INTEGER REFERENCES code (id), -- code above it in the tree
    assignable INTEGER NOT NULL DEFAULT 1 CHECK (assignable IN (0, 1)), -- 0: a heading
    position INTEGER NOT NULL,      -- order within the list
    added_in INTEGER NOT NULL REFERENCES codebook (id),  -- codebook version it came with
    retired_in INTEGER REFERENCES codebook (id)          -- codebook version that retired it
) STRICT;
CREATE UNIQUE INDEX code_by_list ON code (list, code) WHERE retired_in IS NULL;
"""

PEOPLE = """
CREATE TABLE coder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity; merges go by it, never by name
    name TEXT NOT NULL UNIQUE,      -- short id
    full_name TEXT NOT NULL DEFAULT '', -- for reports
    created_at TEXT NOT NULL        -- UTC, ISO 8601
) STRICT;

CREATE TABLE round (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    name TEXT NOT NULL UNIQUE,      -- shown in the window
    kind TEXT NOT NULL CHECK (kind IN ('training', 'pilot', 'main', 'recode', 'adjudication')), -- what the pass is for
    position INTEGER NOT NULL,      -- order of the rounds
    codebook_id INTEGER REFERENCES codebook (id), -- codebook version of the round
    starts_on TEXT,                 -- first day, ISO date
    ends_on TEXT                    -- last day, ISO date
) STRICT;
"""

ARTICLES = """
CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    title TEXT NOT NULL,            -- as shown; begins as the text's first line, can be corrected
    source TEXT NOT NULL DEFAULT '', -- who published it
    published TEXT,                 -- publication date, ISO; empty when not known
    url TEXT NOT NULL DEFAULT '',   -- address as imported; never opened by the program
    language TEXT NOT NULL DEFAULT '', -- language code as imported
    external_id TEXT NOT NULL DEFAULT '', -- id in the corpus it came from
    collection TEXT NOT NULL DEFAULT '', -- part of the corpus, for stratifying
    imported_at TEXT NOT NULL,      -- UTC, ISO 8601
    imported_from TEXT NOT NULL DEFAULT '', -- file name and row
    sha256 TEXT NOT NULL UNIQUE,    -- of the text
    characters INTEGER NOT NULL,    -- length of the text in code points
    text TEXT NOT NULL              -- headline, blank line, body; immutable; offsets count in it
) STRICT;
CREATE INDEX article_by_external_id ON article (external_id) WHERE external_id <> '';
CREATE INDEX article_by_id ON article (id); -- all ids without reading a page of text

CREATE TABLE story_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity of a group of near-identical texts
    method TEXT NOT NULL,           -- how the group was found
    created_at TEXT NOT NULL        -- UTC, ISO 8601
) STRICT;

CREATE TABLE story_article (
    article_id INTEGER PRIMARY KEY REFERENCES article (id), -- an article is in one group at most
    story_group_id INTEGER NOT NULL REFERENCES story_group (id), -- the group
    similarity REAL                 -- to the group's first article, 0 to 1
) STRICT;

CREATE TABLE assignment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    article_id INTEGER NOT NULL REFERENCES article (id), -- what
    coder_id INTEGER NOT NULL REFERENCES coder (id),     -- who
    round_id INTEGER NOT NULL REFERENCES round (id),     -- in which pass
    position INTEGER NOT NULL,      -- order in the coder's queue
    unaided INTEGER NOT NULL DEFAULT 0 CHECK (unaided IN (0, 1)), -- 1: shown without suggestions
    created_at TEXT NOT NULL,       -- UTC, ISO 8601
    UNIQUE (article_id, coder_id, round_id)
) STRICT;
CREATE INDEX assignment_queue ON assignment (coder_id, round_id, position, article_id);
"""

SUGGESTIONS = """
CREATE TABLE pipeline (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    name TEXT NOT NULL,             -- which pipeline suggests
    version TEXT NOT NULL,          -- its version
    components TEXT NOT NULL DEFAULT '[]', -- what it consists of, JSON list
    UNIQUE (name, version, components)
) STRICT;

CREATE TABLE highlight (
    article_id INTEGER NOT NULL REFERENCES article (id),   -- article that was read
    pipeline_id INTEGER NOT NULL REFERENCES pipeline (id), -- by which pipeline
    failure TEXT NOT NULL DEFAULT '', -- why there are no suggestions, empty when it worked
    created_at TEXT NOT NULL,       -- UTC, ISO 8601
    PRIMARY KEY (article_id, pipeline_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id),   -- where
    pipeline_id INTEGER NOT NULL REFERENCES pipeline (id), -- by whom
    ordinal INTEGER NOT NULL,       -- its number among the pipeline's for this article
    kind TEXT NOT NULL DEFAULT 'mention' CHECK (kind IN ('mention', 'event')), -- a mention or a whole event
    type TEXT NOT NULL DEFAULT '',  -- mention type of the schema
    label TEXT NOT NULL DEFAULT '', -- what the pipeline called it
    confidence REAL,                -- 0 to 1 where the pipeline gives one
    superseded_at TEXT,             -- replaced by a newer run; kept because an edit names it
    UNIQUE (article_id, pipeline_id, ordinal)
) STRICT;

CREATE TABLE suggestion_segment (
    suggestion_id INTEGER NOT NULL REFERENCES suggestion (id), -- whose
    position INTEGER NOT NULL,      -- 0, 1, ...
    start INTEGER NOT NULL CHECK (start >= 0), -- first code point
    end INTEGER NOT NULL CHECK (end > start),  -- behind the last code point
    quote TEXT NOT NULL,            -- the characters there
    PRIMARY KEY (suggestion_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE suggestion_candidate (
    suggestion_id INTEGER NOT NULL REFERENCES suggestion (id), -- whose
    rank INTEGER NOT NULL,          -- 1 is the first choice
    value TEXT NOT NULL,            -- what accepting would store
    label TEXT NOT NULL DEFAULT '', -- the value in words
    reason TEXT NOT NULL DEFAULT '', -- why
    confidence REAL,                -- 0 to 1
    PRIMARY KEY (suggestion_id, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE suggestion_slot (
    suggestion_id INTEGER NOT NULL REFERENCES suggestion (id), -- a suggested event
    slot TEXT NOT NULL,             -- slot of the schema
    position INTEGER NOT NULL,      -- order in the slot
    mention_suggestion_id INTEGER REFERENCES suggestion (id), -- what would fill it
    value TEXT NOT NULL DEFAULT '', -- value without words in the text
    PRIMARY KEY (suggestion_id, slot, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX suggestion_slot_by_mention ON suggestion_slot (mention_suggestion_id)
    WHERE mention_suggestion_id IS NOT NULL;
"""
