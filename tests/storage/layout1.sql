BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'annotator','0001 first','2026-11-23 02:03:25.633995+00:00');
CREATE TABLE active_time (
    article_id INTEGER NOT NULL REFERENCES article (id), -- on what
    coder_id INTEGER NOT NULL REFERENCES coder (id),     -- who
    round_id INTEGER NOT NULL REFERENCES round (id),     -- in which pass
    day TEXT NOT NULL,              -- ISO date, local
    seconds REAL NOT NULL,          -- of active work on that day
    PRIMARY KEY (article_id, coder_id, round_id, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE adjudication (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    coding_id INTEGER NOT NULL REFERENCES coding (id), -- the adjudicated coding
    source_coding_id INTEGER NOT NULL REFERENCES coding (id), -- one it was made from
    note TEXT NOT NULL DEFAULT '',  -- decision in words
    UNIQUE (coding_id, source_coding_id)
) STRICT;
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
INSERT INTO "article" VALUES(1,'8d4d1df0-568f-4c50-bf9b-e1950b2c5be0','Talks in Baku','Wire','2025-04-10','','','','','2026-11-23T02:03:25.920+00:00','','783acd3ccb24b0c2d7b75eb7fc1ba71cc6fe1afc7939ff30e933c20bd26593dd',159,'Talks in Baku

Azerbaijan hosted the leaders of Türkiye and Syria in Baku on 9 April. 🕊 Two officials said yesterday that talks with Israel would go on in May.');
INSERT INTO "article" VALUES(2,'3d09fb23-506d-44cc-9d89-2eecc6431978','Talks in Baku, part 2','Wire','2025-04-10','','','','','2026-11-23T02:03:25.921+00:00','','49d6cee143f76e87eef2b18ebf5fa7276a930214c3902dce0bf2176ba7a4735d',167,'Talks in Baku, part 2

Azerbaijan hosted the leaders of Türkiye and Syria in Baku on 9 April. 🕊 Two officials said yesterday that talks with Israel would go on in May.');
INSERT INTO "article" VALUES(3,'3912f0a3-2756-4c47-8e18-372ae2927f42','Talks in Baku, part 3','Wire','2025-04-10','','','','','2026-11-23T02:03:25.921+00:00','','52f7694d27ae45b3c84faeb0f016e8e4d863fccbf1d815f3c5777fea04ec67c6',167,'Talks in Baku, part 3

Azerbaijan hosted the leaders of Türkiye and Syria in Baku on 9 April. 🕊 Two officials said yesterday that talks with Israel would go on in May.');
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
INSERT INTO "code" VALUES(1,'1f7cd2f7-863b-532c-bfd6-bba8a950ecbb','deeds','04','Meet',NULL,0,0,1,NULL);
INSERT INTO "code" VALUES(2,'7325fdc8-75d2-50ea-8116-80cd186e7ff2','deeds','042','Make a visit',1,1,1,1,NULL);
INSERT INTO "code" VALUES(3,'ca9e963c-b3d6-5947-b639-0b5e564e2ff2','deeds','043','Host a visit',1,1,2,1,NULL);
INSERT INTO "code" VALUES(4,'a8543160-065b-508a-ba84-7f73052d2d6d','deeds','010','State',NULL,1,3,1,NULL);
INSERT INTO "code" VALUES(5,'469e6a54-02b5-5cb0-9c0c-a83171c894ff','lands','AZE','Azerbaijan',NULL,1,0,1,NULL);
INSERT INTO "code" VALUES(6,'df924382-4dac-5b75-9522-371073ce59fe','lands','TUR','Türkiye',NULL,1,1,1,NULL);
INSERT INTO "code" VALUES(7,'ad7fd626-eef8-512b-9e2b-7deffb62afbe','lands','SYR','Syria',NULL,1,2,1,NULL);
INSERT INTO "code" VALUES(8,'76a558ac-29bb-54b8-8c0e-0fbd54a94e47','roles','GOV','Government',NULL,1,0,1,NULL);
INSERT INTO "code" VALUES(9,'bd1b05dc-b8b9-5110-b56a-e2882d6a6099','roles','MIL','Military',NULL,1,1,1,NULL);
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
INSERT INTO "codebook" VALUES(1,'4c9af045-4969-4ca0-99ad-7d38a9b8e403','small',1,'Small','{"name": "small", "title": "Small", "version": "1", "mention_types": [{"name": "who", "label": "Who", "color": {"light": "#112233", "dark": "#aabbcc"}, "line": "solid"}, {"name": "what", "label": "What", "color": {"light": "#112233", "dark": "#aabbcc"}, "line": "solid"}, {"name": "where", "label": "Where", "color": {"light": "#112233", "dark": "#aabbcc"}, "line": "solid"}, {"name": "when", "label": "When", "color": {"light": "#112233", "dark": "#aabbcc"}, "line": "solid"}], "slots": [{"name": "giver", "label": "Giver", "key": "G", "mention_type": "who", "kind": "composed", "composition": "people", "several": true}, {"name": "deed", "label": "Deed", "key": "D", "mention_type": "what", "kind": "code", "code_list": "deeds", "required": true}, {"name": "taker", "label": "Taker", "key": "T", "mention_type": "who", "kind": "composed", "composition": "people", "several": true}, {"name": "spot", "label": "Spot", "key": "S", "mention_type": "where", "kind": "place", "several": true}, {"name": "day", "label": "Day", "key": "Y", "mention_type": "when", "kind": "date"}, {"name": "teller", "label": "Teller", "key": "E", "mention_type": "who", "kind": "text", "several": true}], "attributes": [{"name": "state", "label": "State", "key": "1", "type": "one_of", "choices": [{"value": "real", "label": "Real"}, {"value": "planned", "label": "Planned"}], "default": "real"}, {"name": "sure", "label": "Sure", "key": "2", "type": "yes_no", "default": "yes"}, {"name": "remark", "label": "Remark", "key": "3", "type": "text"}], "code_lists": [{"name": "deeds", "label": "Deeds", "codes": [{"id": "d04", "code": "04", "label": "Meet", "assignable": false}, {"id": "d042", "code": "042", "label": "Make a visit", "parent": "04"}, {"id": "d043", "code": "043", "label": "Host a visit", "parent": "04"}, {"id": "d010", "code": "010", "label": "State"}]}, {"name": "lands", "label": "Lands", "codes": [{"id": "l1", "code": "AZE", "label": "Azerbaijan"}, {"id": "l2", "code": "TUR", "label": "T\u00fcrkiye"}, {"id": "l3", "code": "SYR", "label": "Syria"}]}, {"name": "roles", "label": "Roles", "codes": [{"id": "r1", "code": "GOV", "label": "Government"}, {"id": "r2", "code": "MIL", "label": "Military"}]}], "compositions": [{"name": "people", "label": "People", "element_length": 3, "most_elements": 5, "unspecified": "---", "positions": [{"name": "land", "label": "Land", "lists": ["lands"], "most": 1}, {"name": "role", "label": "Role", "lists": ["roles"], "most": 2}]}], "code_slot": "deed", "dyad": {"source": "giver", "target": "taker", "code": "deed"}, "reciprocal": true, "identifying": ["giver", "deed", "taker"], "summary": ["giver", "deed", "taker", "spot", "day"], "reasons": [{"value": "sport", "label": "Sport"}, {"value": "empty", "label": "Too short"}]}','e0b2c3fd4e40c3ea4c1b381ce2acc6870ebc444ca742ad42cd9da65986792538','','2026-11-23T02:03:25.671+00:00');
CREATE TABLE coder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity; merges go by it, never by name
    name TEXT NOT NULL UNIQUE,      -- short id
    full_name TEXT NOT NULL DEFAULT '', -- for reports
    created_at TEXT NOT NULL        -- UTC, ISO 8601
) STRICT;
INSERT INTO "coder" VALUES(1,'f081de8a-bdf4-4558-90ff-51d3d58d0435','ann','','2026-11-23T02:03:25.955+00:00');
INSERT INTO "coder" VALUES(2,'9c71a297-1573-4433-8a00-91ed592debdb','bob','','2026-11-23T02:03:26.343+00:00');
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
INSERT INTO "coding" VALUES(1,'8bfb6610-449f-4a60-8ac5-1774b809dbe7',1,1,1,1,'in progress','',0,0,'','2026-11-23T02:03:26.051+00:00',NULL);
INSERT INTO "coding" VALUES(2,'c7d99ed6-2d4b-4fdf-82d3-b882c7767e35',2,2,1,1,'in progress','',0,0,'','2026-11-23T02:03:26.356+00:00',NULL);
CREATE TABLE coding_revision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity of one state of a coding
    coding_id INTEGER NOT NULL REFERENCES coding (id), -- whose
    parent TEXT NOT NULL DEFAULT '', -- the state before it
    content TEXT NOT NULL,          -- the whole coding as JSON
    packet_id INTEGER REFERENCES packet (id), -- packet that brought it
    created_at TEXT NOT NULL        -- UTC, ISO 8601
) STRICT;
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
CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    coding_id INTEGER NOT NULL REFERENCES coding (id), -- whose decision
    suggestion_id INTEGER NOT NULL REFERENCES suggestion (id), -- on what
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected')), -- what
    UNIQUE (coding_id, suggestion_id)
) STRICT;
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
INSERT INTO "edit" VALUES(1,'9d444044-a2b5-4967-9bc7-7a78cc587169',1,1,1,'create_event','new event','do',NULL,'["coding", "event"]',1,NULL,'2026-11-23T02:03:26.053+00:00');
INSERT INTO "edit" VALUES(2,'c70cd016-409f-4f0f-9cb9-d4b37bf152d5',1,1,1,'fill_slot','fill Giver','do',NULL,'["event"]',1,1,'2026-11-23T02:03:26.147+00:00');
INSERT INTO "edit" VALUES(3,'a5b5ed68-98d5-4edb-9062-c3f0e72f97c9',1,1,1,'create_event','new event','do',NULL,'["coding", "event"]',2,NULL,'2026-11-23T02:03:26.200+00:00');
INSERT INTO "edit" VALUES(4,'6eb91d77-8cdd-49f9-ac76-b1eb1857bdad',1,1,1,'fill_slot','fill Giver','do',NULL,'["event"]',2,2,'2026-11-23T02:03:26.232+00:00');
INSERT INTO "edit" VALUES(5,'8ffd177d-10ef-4482-9662-a18461d752f7',1,1,1,'create_event','new event','do',NULL,'["coding", "event"]',3,NULL,'2026-11-23T02:03:26.261+00:00');
INSERT INTO "edit" VALUES(6,'9c7cb1a4-43ed-40ae-8cbc-6d2e4fb0f3bb',1,1,1,'fill_slot','fill Giver','do',NULL,'["event"]',3,3,'2026-11-23T02:03:26.292+00:00');
INSERT INTO "edit" VALUES(7,'d2d05dd2-3532-4172-b10b-1576538c7468',1,1,1,'fill_slot','fill Giver','undo',6,'["event"]',3,3,'2026-11-23T02:03:26.320+00:00');
INSERT INTO "edit" VALUES(8,'ae0d5a0f-7d30-4ea6-a867-b05cf1b68993',2,1,2,'create_event','new event','do',NULL,'["coding", "event"]',4,NULL,'2026-11-23T02:03:26.357+00:00');
INSERT INTO "edit" VALUES(9,'cba723ef-3b06-4adb-9481-1ac8e7d41e7c',2,1,2,'create_event','new event','do',NULL,'["coding", "event"]',5,NULL,'2026-11-23T02:03:26.396+00:00');
CREATE TABLE edit_row (
    edit_id INTEGER NOT NULL REFERENCES edit (id), -- which edit
    position INTEGER NOT NULL,      -- order within the edit
    table_name TEXT NOT NULL,       -- changed table
    row_id INTEGER NOT NULL,        -- changed row
    before TEXT,                    -- row before, JSON; empty: it was inserted
    after TEXT,                     -- row after, JSON; empty: it was deleted
    PRIMARY KEY (edit_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "edit_row" VALUES(1,0,'coding',1,NULL,'{"id": 1, "uuid": "8bfb6610-449f-4a60-8ac5-1774b809dbe7", "article_id": 1, "coder_id": 1, "round_id": 1, "codebook_id": 1, "status": "in progress", "reason": "", "flagged": 0, "unaided": 0, "revision": "", "started_at": "2026-11-23T02:03:26.051+00:00", "finished_at": null}');
INSERT INTO "edit_row" VALUES(1,1,'event',1,NULL,'{"id": 1, "uuid": "76e6a0a7-b551-49ab-80d2-c65ffd5cc6b0", "coding_id": 1, "position": 0, "reciprocal": 0, "reciprocal_provenance": "default taken", "created_at": "2026-11-23T02:03:26.052+00:00"}');
INSERT INTO "edit_row" VALUES(1,2,'event_attribute',1,NULL,'{"id": 1, "event_id": 1, "name": "state", "position": 0, "value": "real", "provenance": "default taken"}');
INSERT INTO "edit_row" VALUES(1,3,'event_attribute',2,NULL,'{"id": 2, "event_id": 1, "name": "sure", "position": 0, "value": "yes", "provenance": "default taken"}');
INSERT INTO "edit_row" VALUES(2,0,'filler',1,NULL,'{"id": 1, "uuid": "c5093e6c-9432-4827-b418-0ce37d2b565e", "event_id": 1, "slot": "giver", "position": 0, "kind": "code", "code": "AZEGOV", "text": null, "date_kind": null, "date_start": null, "date_start_state": null, "date_end": null, "date_end_state": null, "date_relative_to": null, "place_name": null, "place_country": null, "place_admin1": null, "latitude": null, "longitude": null, "gazetteer_id": null, "where_prec": null, "provenance": "by hand", "pipeline_id": null, "suggestion_id": null, "copied_from": null}');
INSERT INTO "edit_row" VALUES(2,1,'filler_code',1,NULL,'{"id": 1, "filler_id": 1, "position": 0, "element": "AZE", "code_id": 5}');
INSERT INTO "edit_row" VALUES(2,2,'filler_code',2,NULL,'{"id": 2, "filler_id": 1, "position": 1, "element": "GOV", "code_id": 8}');
INSERT INTO "edit_row" VALUES(2,3,'mention',1,NULL,'{"id": 1, "uuid": "ce74ffc6-2fa8-4bca-863b-816f1067d240", "coding_id": 1, "type": "who"}');
INSERT INTO "edit_row" VALUES(2,4,'mention_segment',1,NULL,'{"id": 1, "mention_id": 1, "position": 0, "start": 15, "end": 25, "quote": "Azerbaijan"}');
INSERT INTO "edit_row" VALUES(2,5,'evidence',1,NULL,'{"id": 1, "filler_id": 1, "mention_id": 1, "position": 0}');
INSERT INTO "edit_row" VALUES(3,0,'event',2,NULL,'{"id": 2, "uuid": "5d50f41a-5fad-4c88-acaa-15c2cb76e25b", "coding_id": 1, "position": 1, "reciprocal": 0, "reciprocal_provenance": "default taken", "created_at": "2026-11-23T02:03:26.199+00:00"}');
INSERT INTO "edit_row" VALUES(3,1,'event_attribute',3,NULL,'{"id": 3, "event_id": 2, "name": "state", "position": 0, "value": "real", "provenance": "default taken"}');
INSERT INTO "edit_row" VALUES(3,2,'event_attribute',4,NULL,'{"id": 4, "event_id": 2, "name": "sure", "position": 0, "value": "yes", "provenance": "default taken"}');
INSERT INTO "edit_row" VALUES(4,0,'filler',2,NULL,'{"id": 2, "uuid": "c0bb75e5-4f20-4355-9891-cbf0691b16bd", "event_id": 2, "slot": "giver", "position": 0, "kind": "code", "code": "AZEGOV", "text": null, "date_kind": null, "date_start": null, "date_start_state": null, "date_end": null, "date_end_state": null, "date_relative_to": null, "place_name": null, "place_country": null, "place_admin1": null, "latitude": null, "longitude": null, "gazetteer_id": null, "where_prec": null, "provenance": "by hand", "pipeline_id": null, "suggestion_id": null, "copied_from": null}');
INSERT INTO "edit_row" VALUES(4,1,'filler_code',3,NULL,'{"id": 3, "filler_id": 2, "position": 0, "element": "AZE", "code_id": 5}');
INSERT INTO "edit_row" VALUES(4,2,'filler_code',4,NULL,'{"id": 4, "filler_id": 2, "position": 1, "element": "GOV", "code_id": 8}');
INSERT INTO "edit_row" VALUES(4,3,'evidence',2,NULL,'{"id": 2, "filler_id": 2, "mention_id": 1, "position": 0}');
INSERT INTO "edit_row" VALUES(5,0,'event',3,NULL,'{"id": 3, "uuid": "21033df7-d403-455d-acef-7c86ca706518", "coding_id": 1, "position": 2, "reciprocal": 0, "reciprocal_provenance": "default taken", "created_at": "2026-11-23T02:03:26.260+00:00"}');
INSERT INTO "edit_row" VALUES(5,1,'event_attribute',5,NULL,'{"id": 5, "event_id": 3, "name": "state", "position": 0, "value": "real", "provenance": "default taken"}');
INSERT INTO "edit_row" VALUES(5,2,'event_attribute',6,NULL,'{"id": 6, "event_id": 3, "name": "sure", "position": 0, "value": "yes", "provenance": "default taken"}');
INSERT INTO "edit_row" VALUES(6,0,'filler',3,NULL,'{"id": 3, "uuid": "af7681a9-a1d7-436d-bca9-6ddef560a465", "event_id": 3, "slot": "giver", "position": 0, "kind": "code", "code": "AZEGOV", "text": null, "date_kind": null, "date_start": null, "date_start_state": null, "date_end": null, "date_end_state": null, "date_relative_to": null, "place_name": null, "place_country": null, "place_admin1": null, "latitude": null, "longitude": null, "gazetteer_id": null, "where_prec": null, "provenance": "by hand", "pipeline_id": null, "suggestion_id": null, "copied_from": null}');
INSERT INTO "edit_row" VALUES(6,1,'filler_code',5,NULL,'{"id": 5, "filler_id": 3, "position": 0, "element": "AZE", "code_id": 5}');
INSERT INTO "edit_row" VALUES(6,2,'filler_code',6,NULL,'{"id": 6, "filler_id": 3, "position": 1, "element": "GOV", "code_id": 8}');
INSERT INTO "edit_row" VALUES(6,3,'evidence',3,NULL,'{"id": 3, "filler_id": 3, "mention_id": 1, "position": 0}');
INSERT INTO "edit_row" VALUES(7,0,'evidence',3,'{"id": 3, "filler_id": 3, "mention_id": 1, "position": 0}',NULL);
INSERT INTO "edit_row" VALUES(7,1,'filler_code',6,'{"id": 6, "filler_id": 3, "position": 1, "element": "GOV", "code_id": 8}',NULL);
INSERT INTO "edit_row" VALUES(7,2,'filler_code',5,'{"id": 5, "filler_id": 3, "position": 0, "element": "AZE", "code_id": 5}',NULL);
INSERT INTO "edit_row" VALUES(7,3,'filler',3,'{"id": 3, "uuid": "af7681a9-a1d7-436d-bca9-6ddef560a465", "event_id": 3, "slot": "giver", "position": 0, "kind": "code", "code": "AZEGOV", "text": null, "date_kind": null, "date_start": null, "date_start_state": null, "date_end": null, "date_end_state": null, "date_relative_to": null, "place_name": null, "place_country": null, "place_admin1": null, "latitude": null, "longitude": null, "gazetteer_id": null, "where_prec": null, "provenance": "by hand", "pipeline_id": null, "suggestion_id": null, "copied_from": null}',NULL);
INSERT INTO "edit_row" VALUES(8,0,'coding',2,NULL,'{"id": 2, "uuid": "c7d99ed6-2d4b-4fdf-82d3-b882c7767e35", "article_id": 2, "coder_id": 2, "round_id": 1, "codebook_id": 1, "status": "in progress", "reason": "", "flagged": 0, "unaided": 0, "revision": "", "started_at": "2026-11-23T02:03:26.356+00:00", "finished_at": null}');
INSERT INTO "edit_row" VALUES(8,1,'event',4,NULL,'{"id": 4, "uuid": "9c09cce3-6b92-471b-ae65-50bff1e2bc56", "coding_id": 2, "position": 0, "reciprocal": 0, "reciprocal_provenance": "default taken", "created_at": "2026-11-23T02:03:26.356+00:00"}');
INSERT INTO "edit_row" VALUES(8,2,'event_attribute',7,NULL,'{"id": 7, "event_id": 4, "name": "state", "position": 0, "value": "real", "provenance": "default taken"}');
INSERT INTO "edit_row" VALUES(8,3,'event_attribute',8,NULL,'{"id": 8, "event_id": 4, "name": "sure", "position": 0, "value": "yes", "provenance": "default taken"}');
INSERT INTO "edit_row" VALUES(9,0,'event',5,NULL,'{"id": 5, "uuid": "c8e0682b-2b2a-421e-a460-268e75b081e8", "coding_id": 2, "position": 1, "reciprocal": 0, "reciprocal_provenance": "default taken", "created_at": "2026-11-23T02:03:26.395+00:00"}');
INSERT INTO "edit_row" VALUES(9,1,'event_attribute',9,NULL,'{"id": 9, "event_id": 5, "name": "state", "position": 0, "value": "real", "provenance": "default taken"}');
INSERT INTO "edit_row" VALUES(9,2,'event_attribute',10,NULL,'{"id": 10, "event_id": 5, "name": "sure", "position": 0, "value": "yes", "provenance": "default taken"}');
CREATE TABLE edit_seal (
    edit_id INTEGER PRIMARY KEY REFERENCES edit (id), -- edit that can no longer be undone or redone
    reason TEXT NOT NULL,           -- what changed its rows, in words
    created_at TEXT NOT NULL        -- UTC, ISO 8601
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
INSERT INTO "event" VALUES(1,'76e6a0a7-b551-49ab-80d2-c65ffd5cc6b0',1,0,0,'default taken','2026-11-23T02:03:26.052+00:00');
INSERT INTO "event" VALUES(2,'5d50f41a-5fad-4c88-acaa-15c2cb76e25b',1,1,0,'default taken','2026-11-23T02:03:26.199+00:00');
INSERT INTO "event" VALUES(3,'21033df7-d403-455d-acef-7c86ca706518',1,2,0,'default taken','2026-11-23T02:03:26.260+00:00');
INSERT INTO "event" VALUES(4,'9c09cce3-6b92-471b-ae65-50bff1e2bc56',2,0,0,'default taken','2026-11-23T02:03:26.356+00:00');
INSERT INTO "event" VALUES(5,'c8e0682b-2b2a-421e-a460-268e75b081e8',2,1,0,'default taken','2026-11-23T02:03:26.395+00:00');
CREATE TABLE event_attribute (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id INTEGER NOT NULL REFERENCES event (id), -- of which event
    name TEXT NOT NULL,             -- attribute of the schema
    position INTEGER NOT NULL,      -- 0, 1, ... where several are allowed
    value TEXT NOT NULL,            -- value as the schema writes it
    provenance TEXT NOT NULL,       -- how it came about
    UNIQUE (event_id, name, position)
) STRICT;
INSERT INTO "event_attribute" VALUES(1,1,'state',0,'real','default taken');
INSERT INTO "event_attribute" VALUES(2,1,'sure',0,'yes','default taken');
INSERT INTO "event_attribute" VALUES(3,2,'state',0,'real','default taken');
INSERT INTO "event_attribute" VALUES(4,2,'sure',0,'yes','default taken');
INSERT INTO "event_attribute" VALUES(5,3,'state',0,'real','default taken');
INSERT INTO "event_attribute" VALUES(6,3,'sure',0,'yes','default taken');
INSERT INTO "event_attribute" VALUES(7,4,'state',0,'real','default taken');
INSERT INTO "event_attribute" VALUES(8,4,'sure',0,'yes','default taken');
INSERT INTO "event_attribute" VALUES(9,5,'state',0,'real','default taken');
INSERT INTO "event_attribute" VALUES(10,5,'sure',0,'yes','default taken');
CREATE TABLE event_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    event_id INTEGER NOT NULL REFERENCES event (id),       -- an event
    other_event_id INTEGER NOT NULL REFERENCES event (id), -- the same event in another article
    kind TEXT NOT NULL DEFAULT 'same', -- how the two relate
    UNIQUE (event_id, other_event_id)
) STRICT;
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    filler_id INTEGER NOT NULL REFERENCES filler (id),   -- value
    mention_id INTEGER NOT NULL REFERENCES mention (id), -- words that show it
    position INTEGER NOT NULL,      -- order
    UNIQUE (filler_id, mention_id)
) STRICT;
INSERT INTO "evidence" VALUES(1,1,1,0);
INSERT INTO "evidence" VALUES(2,2,1,0);
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
INSERT INTO "filler" VALUES(1,'c5093e6c-9432-4827-b418-0ce37d2b565e',1,'giver',0,'code','AZEGOV',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'by hand',NULL,NULL,NULL);
INSERT INTO "filler" VALUES(2,'c0bb75e5-4f20-4355-9891-cbf0691b16bd',2,'giver',0,'code','AZEGOV',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'by hand',NULL,NULL,NULL);
CREATE TABLE filler_code (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    filler_id INTEGER NOT NULL REFERENCES filler (id), -- whose code
    position INTEGER NOT NULL,      -- element of a composed code, 0 for a simple one
    element TEXT NOT NULL,          -- the element as written
    code_id INTEGER REFERENCES code (id), -- the code it is; empty when the codebook does not know it
    UNIQUE (filler_id, position)
) STRICT;
INSERT INTO "filler_code" VALUES(1,1,0,'AZE',5);
INSERT INTO "filler_code" VALUES(2,1,1,'GOV',8);
INSERT INTO "filler_code" VALUES(3,2,0,'AZE',5);
INSERT INTO "filler_code" VALUES(4,2,1,'GOV',8);
CREATE TABLE highlight (
    article_id INTEGER NOT NULL REFERENCES article (id),   -- article that was read
    pipeline_id INTEGER NOT NULL REFERENCES pipeline (id), -- by which pipeline
    failure TEXT NOT NULL DEFAULT '', -- why there are no suggestions, empty when it worked
    created_at TEXT NOT NULL,       -- UTC, ISO 8601
    PRIMARY KEY (article_id, pipeline_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "highlight" VALUES(1,1,'','2026-11-23T02:03:26.010+00:00');
CREATE TABLE mention (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    coding_id INTEGER NOT NULL REFERENCES coding (id), -- in which coding
    type TEXT NOT NULL              -- mention type of the schema
) STRICT;
INSERT INTO "mention" VALUES(1,'ce74ffc6-2fa8-4bca-863b-816f1067d240',1,'who');
CREATE TABLE mention_segment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mention_id INTEGER NOT NULL REFERENCES mention (id), -- whose
    position INTEGER NOT NULL,      -- 0, 1, ... in text order
    start INTEGER NOT NULL CHECK (start >= 0), -- first code point
    end INTEGER NOT NULL CHECK (end > start),  -- behind the last code point
    quote TEXT NOT NULL,            -- the characters there
    UNIQUE (mention_id, position)
) STRICT;
INSERT INTO "mention_segment" VALUES(1,1,0,15,25,'Azerbaijan');
CREATE TABLE packet (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity; the packet's file carries it
    coder_id INTEGER REFERENCES coder (id), -- whose articles it carries
    direction TEXT NOT NULL CHECK (direction IN ('out', 'in')), -- sent or merged
    sha256 TEXT NOT NULL DEFAULT '', -- of the file
    created_at TEXT NOT NULL        -- UTC, ISO 8601
) STRICT;
CREATE TABLE pipeline (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    name TEXT NOT NULL,             -- which pipeline suggests
    version TEXT NOT NULL,          -- its version
    components TEXT NOT NULL DEFAULT '[]', -- what it consists of, JSON list
    UNIQUE (name, version, components)
) STRICT;
INSERT INTO "pipeline" VALUES(1,'16570164-5d03-46b8-99b4-b759e27c7236','rules','1','["one", "two"]');
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
INSERT INTO "project" VALUES(1,'9caadade-8a7e-48bf-a4c7-1c357972fe8c','Small','project',1,'2026-11-23T02:03:25.671+00:00','0.1.0','0.1.0');
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
INSERT INTO "round" VALUES(1,'6644b8e5-2978-4913-80a0-01b318c7a713','main','main',0,1,NULL,NULL);
CREATE TABLE setting (
    name TEXT PRIMARY KEY,          -- dotted name of a project-wide setting
    value TEXT NOT NULL             -- JSON
) STRICT, WITHOUT ROWID;
CREATE TABLE shown (
    article_id INTEGER NOT NULL REFERENCES article (id), -- what
    coder_id INTEGER NOT NULL REFERENCES coder (id),     -- to whom
    round_id INTEGER NOT NULL REFERENCES round (id),     -- in which pass
    pipeline_id INTEGER NOT NULL REFERENCES pipeline (id), -- whose suggestions were on screen
    first_at TEXT NOT NULL,         -- UTC, ISO 8601
    PRIMARY KEY (article_id, coder_id, round_id, pipeline_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE story_article (
    article_id INTEGER PRIMARY KEY REFERENCES article (id), -- an article is in one group at most
    story_group_id INTEGER NOT NULL REFERENCES story_group (id), -- the group
    similarity REAL                 -- to the group's first article, 0 to 1
) STRICT;
CREATE TABLE story_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity of a group of near-identical texts
    method TEXT NOT NULL,           -- how the group was found
    created_at TEXT NOT NULL        -- UTC, ISO 8601
) STRICT;
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
INSERT INTO "suggestion" VALUES(1,1,1,0,'mention','who','WHO',0.5,NULL);
INSERT INTO "suggestion" VALUES(2,1,1,1,'mention','what','WHAT',0.5,NULL);
INSERT INTO "suggestion" VALUES(3,1,1,2,'mention','who','WHO',0.5,NULL);
INSERT INTO "suggestion" VALUES(4,1,1,3,'mention','who','WHO',0.5,NULL);
INSERT INTO "suggestion" VALUES(5,1,1,4,'mention','where','WHERE',0.5,NULL);
INSERT INTO "suggestion" VALUES(6,1,1,5,'mention','when','WHEN',0.5,NULL);
CREATE TABLE suggestion_candidate (
    suggestion_id INTEGER NOT NULL REFERENCES suggestion (id), -- whose
    rank INTEGER NOT NULL,          -- 1 is the first choice
    value TEXT NOT NULL,            -- what accepting would store
    label TEXT NOT NULL DEFAULT '', -- the value in words
    reason TEXT NOT NULL DEFAULT '', -- why
    confidence REAL,                -- 0 to 1
    PRIMARY KEY (suggestion_id, rank)
) STRICT, WITHOUT ROWID;
INSERT INTO "suggestion_candidate" VALUES(1,1,'AZEGOV','AZEGOV','so it is',NULL);
INSERT INTO "suggestion_candidate" VALUES(1,2,'AZE','AZE','so it is',NULL);
INSERT INTO "suggestion_candidate" VALUES(2,1,'043','043','so it is',NULL);
INSERT INTO "suggestion_candidate" VALUES(2,2,'042','042','so it is',NULL);
INSERT INTO "suggestion_candidate" VALUES(3,1,'TUR','TUR','so it is',NULL);
CREATE TABLE suggestion_segment (
    suggestion_id INTEGER NOT NULL REFERENCES suggestion (id), -- whose
    position INTEGER NOT NULL,      -- 0, 1, ...
    start INTEGER NOT NULL CHECK (start >= 0), -- first code point
    end INTEGER NOT NULL CHECK (end > start),  -- behind the last code point
    quote TEXT NOT NULL,            -- the characters there
    PRIMARY KEY (suggestion_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "suggestion_segment" VALUES(1,0,15,25,'Azerbaijan');
INSERT INTO "suggestion_segment" VALUES(2,0,26,32,'hosted');
INSERT INTO "suggestion_segment" VALUES(3,0,48,55,'Türkiye');
INSERT INTO "suggestion_segment" VALUES(4,0,60,65,'Syria');
INSERT INTO "suggestion_segment" VALUES(5,0,69,76,'Baku on');
INSERT INTO "suggestion_segment" VALUES(6,0,77,84,'9 April');
CREATE TABLE suggestion_slot (
    suggestion_id INTEGER NOT NULL REFERENCES suggestion (id), -- a suggested event
    slot TEXT NOT NULL,             -- slot of the schema
    position INTEGER NOT NULL,      -- order in the slot
    mention_suggestion_id INTEGER REFERENCES suggestion (id), -- what would fill it
    value TEXT NOT NULL DEFAULT '', -- value without words in the text
    PRIMARY KEY (suggestion_id, slot, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX code_by_list ON code (list, code) WHERE retired_in IS NULL;
CREATE INDEX article_by_external_id ON article (external_id) WHERE external_id <> '';
CREATE INDEX article_by_id ON article (id);
CREATE INDEX assignment_queue ON assignment (coder_id, round_id, position, article_id);
CREATE INDEX suggestion_slot_by_mention ON suggestion_slot (mention_suggestion_id)
    WHERE mention_suggestion_id IS NOT NULL;
CREATE INDEX coding_by_coder ON coding (coder_id, round_id, status, article_id);
CREATE INDEX coding_by_day ON coding (coder_id, round_id, finished_at)
    WHERE finished_at IS NOT NULL;
CREATE INDEX coding_revision_by_coding ON coding_revision (coding_id);
CREATE INDEX active_time_by_day ON active_time (coder_id, round_id, day);
CREATE INDEX mention_by_coding ON mention (coding_id);
CREATE INDEX event_by_coding ON event (coding_id);
CREATE INDEX filler_by_event ON filler (event_id);
CREATE INDEX filler_by_suggestion ON filler (suggestion_id) WHERE suggestion_id IS NOT NULL;
CREATE INDEX evidence_by_mention ON evidence (mention_id);
CREATE INDEX decision_by_suggestion ON decision (suggestion_id);
CREATE INDEX comment_by_coding ON comment (coding_id);
CREATE INDEX comment_by_event ON comment (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX comment_by_mention ON comment (mention_id) WHERE mention_id IS NOT NULL;
CREATE INDEX comment_by_reply ON comment (reply_to) WHERE reply_to IS NOT NULL;
CREATE INDEX event_link_by_other ON event_link (other_event_id);
CREATE INDEX dictionary_entry_by_surface ON dictionary_entry (dictionary_id, surface);
CREATE INDEX dictionary_entry_by_filler ON dictionary_entry (filler_id)
    WHERE filler_id IS NOT NULL;
CREATE INDEX adjudication_by_source ON adjudication (source_coding_id);
CREATE INDEX edit_by_coder ON edit (coder_id, id);
CREATE INDEX edit_by_article ON edit (article_id);
CREATE INDEX edit_row_by_row ON edit_row (table_name, row_id);
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('codebook',1);
INSERT INTO "sqlite_sequence" VALUES('round',1);
INSERT INTO "sqlite_sequence" VALUES('code',9);
INSERT INTO "sqlite_sequence" VALUES('article',3);
INSERT INTO "sqlite_sequence" VALUES('coder',2);
INSERT INTO "sqlite_sequence" VALUES('pipeline',1);
INSERT INTO "sqlite_sequence" VALUES('suggestion',6);
INSERT INTO "sqlite_sequence" VALUES('coding',2);
INSERT INTO "sqlite_sequence" VALUES('event',5);
INSERT INTO "sqlite_sequence" VALUES('event_attribute',10);
INSERT INTO "sqlite_sequence" VALUES('edit',9);
INSERT INTO "sqlite_sequence" VALUES('filler',3);
INSERT INTO "sqlite_sequence" VALUES('filler_code',6);
INSERT INTO "sqlite_sequence" VALUES('mention',1);
INSERT INTO "sqlite_sequence" VALUES('mention_segment',1);
INSERT INTO "sqlite_sequence" VALUES('evidence',3);
COMMIT;
