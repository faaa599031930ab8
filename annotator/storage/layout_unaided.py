"""The fifth layout: articles that everybody codes without suggestions."""

UNAIDED = """
CREATE TABLE unaided_article (
    article_id INTEGER NOT NULL REFERENCES article (id), -- shown without suggestions to whoever codes it
    round_id INTEGER NOT NULL REFERENCES round (id),     -- in which pass
    share REAL NOT NULL,            -- of the articles not begun, when it was drawn
    seed INTEGER NOT NULL,          -- number it was drawn with
    drawn_at TEXT NOT NULL,         -- UTC, ISO 8601
    PRIMARY KEY (article_id, round_id)
) STRICT, WITHOUT ROWID;
"""
