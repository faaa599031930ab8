"""Words that say that something happens, in ``doc.spans["annotator_triggers"]``.

Main verbs with their particle ("called off"), and nouns that name something done ("talks").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from annotator.nlp.words import Words, base_forms, words_of

NAME = "annotator_triggers"
VERB, NOUN = "VERB", "NOUN"  # labels of the spans

# Relations (ClearNLP's and Universal Dependencies' names) in which a verb is no main verb.
_NOT_MAIN = frozenset(
    {"aux", "auxpass", "cop", "amod", "nmod", "compound", "case", "mark", "prep", "npadvmod"}
)
_NOUNS = frozenset({"NOUN", "PROPN"})
_PARTICLES = frozenset({"prt", "compound:prt"})


@Language.factory(NAME, assigns=["doc.spans"])
def make_triggers(nlp: Language, name: str) -> Triggers:
    """The component for the language of a pipeline."""
    return Triggers(words_of(nlp.lang), name)


class Triggers:
    """Finds the words; without word classes (a blank pipeline) only nouns of the word list."""

    def __init__(self, words: Words, name: str = NAME) -> None:
        self.words = words
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Write the spans of one text."""
        find = self._by_class if doc.has_annotation("POS") else self._by_list
        doc.spans[NAME] = list(find(doc))
        return doc

    def _by_class(self, doc: Doc) -> Iterator[Span]:
        for token in doc:
            kind = token.pos_
            if kind == VERB:
                if self._is_main_verb(token):
                    yield _with_particle(token)
            elif kind in _NOUNS and self._is_event_noun(token):
                yield Span(doc, token.i, token.i + 1, label=NOUN)

    def _by_list(self, doc: Doc) -> Iterator[Span]:
        for token in doc:
            if not self.words.event_nouns.isdisjoint(base_forms(token.lower_)):
                yield Span(doc, token.i, token.i + 1, label=NOUN)

    def _is_main_verb(self, token: Token) -> bool:
        relation = token.dep_
        if relation in _NOT_MAIN or token.lemma_.lower() in self.words.quiet_verbs:
            return False
        # "sanctions aimed at", "a report cited by": describes a noun, rarely an event of its own
        return not (relation == "acl" and "Part" in token.morph.get("VerbForm", []))

    def _is_event_noun(self, token: Token) -> bool:
        forms = (token.lemma_.lower(), *base_forms(token.lower_))
        if self.words.event_nouns.isdisjoint(forms):
            return False
        # part of a name, or describing the noun behind it ("attack helicopter")
        return token.ent_type_ in {"", "EVENT"} and token.dep_ != "compound"


def _with_particle(token: Token) -> Span:
    end = token.i + 1
    if end < len(token.doc):
        follower = token.doc[end]
        if follower.dep_ in _PARTICLES and follower.head.i == token.i:
            end += 1
    return Span(token.doc, token.i, end, label=VERB)
