"""The fourth layout: kinds of dictionaries and entries, and names as they are looked up."""

DICTIONARY = """
ALTER TABLE dictionary ADD COLUMN kind /* own: what one coder confirmed; shared: the project's; imported: from a file */ TEXT NOT NULL DEFAULT 'shared' CHECK (kind IN ('own', 'shared', 'imported'));
ALTER TABLE dictionary ADD COLUMN position /* order in which imported ones are asked */ INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dictionary ADD COLUMN retired_at /* UTC, ISO 8601; empty while in use */ TEXT;
ALTER TABLE dictionary_entry ADD COLUMN kind /* actor: a name; agent: a role, joined to an actor's code at ~; discard: no actor */ TEXT NOT NULL DEFAULT 'actor' CHECK (kind IN ('actor', 'agent', 'discard'));
ALTER TABLE dictionary_entry ADD COLUMN plural /* of an agent; NULL: the regular one; empty: it has none */ TEXT;
ALTER TABLE dictionary_entry ADD COLUMN folded /* the name without case, accents and marks, as it is looked up */ TEXT NOT NULL DEFAULT '';
ALTER TABLE dictionary_entry ADD COLUMN folded_plural /* the plural in the same way */ TEXT;
UPDATE dictionary SET kind = 'own' WHERE coder_id IS NOT NULL;
UPDATE dictionary_entry SET folded = lower(surface);
CREATE UNIQUE INDEX dictionary_of_coder ON dictionary (coder_id) WHERE kind = 'own';
CREATE UNIQUE INDEX dictionary_shared ON dictionary (kind) WHERE kind = 'shared';
CREATE UNIQUE INDEX dictionary_by_name ON dictionary (name) WHERE kind = 'imported';
CREATE INDEX dictionary_entry_by_folded ON dictionary_entry (folded);
CREATE INDEX dictionary_entry_by_folded_plural ON dictionary_entry (folded_plural)
    WHERE folded_plural IS NOT NULL;
"""
