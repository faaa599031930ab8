"""What the components that work for a schema have in common."""

from __future__ import annotations

from annotator.nlp.knowledge import Knowledge
from annotator.nlp.words import Words


class Knowing:
    """A component that works for a schema and the dictionaries of a project.

    ``use`` makes it work for others; a factory gives it the schema of its configuration first.
    """

    def __init__(self, knowledge: Knowledge, words: Words, name: str) -> None:
        self.name = name
        self.words = words
        self.use(knowledge)

    def use(self, knowledge: Knowledge) -> None:
        """Work for another schema, or with other dictionaries."""
        self.knowledge = knowledge
