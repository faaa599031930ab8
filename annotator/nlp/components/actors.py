"""Who acts and is acted upon, in ``doc.spans["annotator_actors"]``, with the codes they may have.

Beside the spans, ``doc.user_data["annotator_actors"]`` holds an ``Actor`` for each of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

from annotator.domain.suggestions import Standing
from annotator.nlp.actor_codes import ActorCodes
from annotator.nlp.actor_spans import Actor, ActorFinder
from annotator.nlp.components import entities
from annotator.nlp.components.knowing import Knowing
from annotator.nlp.knowledge import Knowledge
from annotator.nlp.words import words_of

NAME = "annotator_actors"
_KINDS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_TITLE = 4  # tokens of a title, at most
_NOUNS = frozenset({"NOUN", "PROPN"})
_PEOPLE_TAGS = frozenset({"NNS", "NNPS"})
_WHERE = frozenset({"in", "near", "at", "around", "outside", "inside", "across", "throughout"})

Context = Sequence[tuple[tuple[str, ...], str]]


@dataclass(frozen=True, slots=True)
class Named:
    """A country named in a text: in which sentence, by which word, how often in all."""

    sentence: int
    elements: tuple[str, ...]
    word: str
    count: int


@Language.factory(NAME, assigns=["doc.spans"], default_config={"schema": "cameo"})
def make_actors(nlp: Language, name: str, schema: str) -> Actors:
    """The component for a schema that comes with the program, by name."""
    return Actors(Knowledge.of(schema), words_of(nlp.lang), name)


class Actors(Knowing):
    """Finds actors by their names and roles and composes their codes."""

    def use(self, knowledge: Knowledge) -> None:
        """Work for another schema, or with other dictionaries."""
        super().use(knowledge)
        self.table = knowledge.names
        self.codes: ActorCodes | None = knowledge.actor_codes
        self._finder = ActorFinder(self.table, self.words, entities.NAME)

    def __call__(self, doc: Doc) -> Doc:
        """Write the spans of one text."""
        found = self._finder.find(doc)
        self._code(doc, found)
        doc.user_data[NAME] = found
        doc.spans[NAME] = [Span(doc, a.start, a.end, label=a.label) for a in found]
        return doc

    # --- coding --------------------------------------------------------------------------------

    def _code(self, doc: Doc, found: list[Actor]) -> None:
        if self.codes is None:
            return
        sentences = _sentences(doc)
        named = self._named(doc, found, sentences)
        contexts: dict[int, Context] = {}
        said: set[tuple[int, str]] = set()
        for actor in found:
            text = actor.said or doc[actor.start : actor.end].text
            sentence = sentences[actor.start]
            if actor.standing is Standing.FIRST:
                actor.standing = Standing.OTHER if (sentence, text) in said else Standing.FIRST
                said.add((sentence, text))
            if sentence not in contexts:
                contexts[sentence] = _nearest(sentence, named)
            context = contexts[sentence]
            actor.candidates = self.codes.candidates(text, actor.look, context=context)
        _share(found)
        _link(doc, found)

    def _named(self, doc: Doc, found: list[Actor], sentences: Sequence[int]) -> list[Named]:
        """The countries that the text names, with where and how often it does."""
        counts: Counter[tuple[str, ...]] = Counter()
        seen: list[tuple[int, tuple[str, ...], str]] = []
        for actor in found:
            for hit in self.table.read(doc[actor.start : actor.end].text):
                meaning = hit.meanings[0]
                if meaning.names and len(meaning.elements) == 1:
                    counts[meaning.elements] += 2 if actor.standing is Standing.FIRST else 1
                    seen.append((sentences[actor.start], meaning.elements, hit.text))
        return [Named(at, elements, word, counts[elements]) for at, elements, word in seen]


def _sentences(doc: Doc) -> list[int]:
    """The number of each token's sentence; all in one where the pipeline tells none."""
    starts = (
        doc.to_array(SENT_START).tolist() if doc.has_annotation("SENT_START") else [0] * len(doc)
    )
    return list(accumulate(start == 1 for start in starts))


def _nearest(sentence: int, named: Sequence[Named]) -> Context:
    """The countries that a role of a sentence may belong to, the likeliest first.

    Those of its sentence come first, then those that the text names most often.
    """
    words: dict[tuple[str, ...], str] = {}
    for one in sorted(named, key=lambda one: (one.sentence != sentence, -one.count)):
        words.setdefault(one.elements, one.word)
    return list(words.items())[:3]


def _share(found: Sequence[Actor]) -> None:
    """Give titles and names of persons inside an actor the codes of the whole."""
    whole: Actor | None = None
    for actor in found:
        if actor.standing is not Standing.OTHER:
            whole = actor
        elif whole is not None and actor.end <= whole.end and actor.label in {"ROLE", "PERSON"}:
            actor.candidates = whole.candidates


def _link(doc: Doc, found: Sequence[Actor]) -> None:
    """Give a "Netanyahu" alone the codes of the first full mention of the article."""
    persons = [actor for actor in found if actor.label == "PERSON" and actor.candidates]
    full: dict[str, Actor] = {}
    for actor in persons:
        if actor.end - actor.start > 1 and actor.standing is not Standing.OTHER:
            full.setdefault(doc[actor.end - 1].lower_, actor)
    for actor in persons:
        known = full.get(doc[actor.end - 1].lower_)
        shorter = known is not None and actor.end - actor.start < known.end - known.start
        if known is None or not shorter or known.start <= actor.start < known.end:
            continue
        where = "above" if known.start < actor.start else "below"
        reason = f"as “{doc[known.start : known.end].text}” {where}"
        actor.candidates = tuple(
            replace(c, reason=f"{reason}; {c.reason}") for c in known.candidates
        )
