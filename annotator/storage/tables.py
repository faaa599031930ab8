"""The tables of a project file, as numbered migrations.

The comment behind a column stays in the file (SQLite keeps the text of CREATE TABLE), so that
whoever opens a project in another tool reads what each column means. A migration that has been
released never changes; a new one is added.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.storage.layout_answers import ANSWERS
from annotator.storage.layout_changes import CHANGES
from annotator.storage.layout_coding import CODINGS, JOURNAL, TEAM
from annotator.storage.layout_corpus import ARTICLES, CODEBOOK, PEOPLE, PROJECT, SUGGESTIONS
from annotator.storage.layout_dictionary import DICTIONARY
from annotator.storage.layout_merging import MERGING
from annotator.storage.layout_review import REVIEW
from annotator.storage.layout_suggesting import SUGGESTING
from annotator.storage.layout_unaided import UNAIDED

APPLICATION_ID = 0x41_4E_4E_4F  # "ANNO"


@dataclass(frozen=True)
class Migration:
    """One numbered step of the file's layout; ``needs`` is the program version that reads it."""

    number: int
    name: str
    needs: str
    sql: str


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        1,
        "first",
        "0.1.0",
        PROJECT + CODEBOOK + PEOPLE + ARTICLES + SUGGESTIONS + CODINGS + TEAM + JOURNAL,
    ),
    Migration(2, "codes to look at again", "0.1.0", REVIEW),
    Migration(3, "standing of suggestions", "0.1.0", SUGGESTING),
    Migration(4, "kinds of dictionaries", "0.1.0", DICTIONARY),
    Migration(5, "unaided articles", "0.1.0", UNAIDED),
    Migration(6, "answers read", "0.1.0", ANSWERS),
    Migration(7, "states of codings", "0.1.0", MERGING),
    Migration(8, "what packets changed", "0.1.0", CHANGES),
)
