"""The eighth layout: when what a packet brought of articles and names was made."""

CHANGES = """
CREATE TABLE correction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id), -- what was corrected in a packet
    field TEXT NOT NULL,            -- title, source, published, url or language
    before TEXT,                    -- what it was before
    value TEXT,                     -- what it was corrected to
    made_by TEXT NOT NULL,          -- identity of the edit in the packet
    made_at TEXT NOT NULL,          -- UTC, ISO 8601
    steps INTEGER NOT NULL,         -- how often that edit was undone or redone; odd: it is undone
    UNIQUE (made_by, field)
) STRICT;
CREATE INDEX correction_by_article ON correction (article_id);

ALTER TABLE dictionary_entry ADD COLUMN brought_at /* UTC, ISO 8601; when the change that a packet brought was made; empty: made here */ TEXT;
"""
