"""The third layout: which suggestions stand in front, and how long a candidate's value holds.

A column added to a table carries its comment in front of its type, where SQLite keeps it.
"""

SUGGESTING = """
ALTER TABLE suggestion ADD COLUMN standing /* first: the first choice; other: the same in another extent; quiet: hardly ever coded */ TEXT NOT NULL DEFAULT 'first' CHECK (standing IN ('first', 'other', 'quiet'));
ALTER TABLE suggestion_candidate ADD COLUMN origin /* where the value comes from, in a word */ TEXT NOT NULL DEFAULT '';
ALTER TABLE suggestion_candidate ADD COLUMN valid_from /* first day it holds, ISO date; empty: always */ TEXT;
ALTER TABLE suggestion_candidate ADD COLUMN valid_to /* last day it holds, ISO date; empty: still */ TEXT;
"""
