"""The second layout: codes that were split, with the values to be looked at again."""

REVIEW = """
CREATE TABLE code_review (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,      -- identity
    filler_id INTEGER NOT NULL REFERENCES filler (id), -- value to be looked at again
    codebook_id INTEGER NOT NULL REFERENCES codebook (id), -- codebook version that split its code
    code TEXT NOT NULL,             -- the code that was split, as it was written
    settled TEXT CHECK (settled IN ('kept', 'changed')) -- by its coder; empty: still to be looked at
) STRICT;
CREATE INDEX code_review_by_filler ON code_review (filler_id);
CREATE INDEX filler_code_by_code ON filler_code (code_id) WHERE code_id IS NOT NULL;
"""
