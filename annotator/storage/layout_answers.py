"""The sixth layout: which answers their coders have read."""

ANSWERS = """
CREATE TABLE answer_read (
    answer TEXT PRIMARY KEY,        -- identity of an answer (a comment)
    read_at TEXT NOT NULL           -- UTC, ISO 8601; when the coder who asked had it on screen
) STRICT, WITHOUT ROWID;
"""
