"""What is done, in ``doc.spans["annotator_actions"]``, with the codes it may stand for.

Beside the spans, ``doc.user_data["annotator_actions"]`` holds an ``Action`` for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.symbols import NOUN
from spacy.tokens import Doc, Span, Token

from annotator.domain.suggestions import Candidate
from annotator.nlp.action_codes import ActionCodes
from annotator.nlp.actor_spans import Actor
from annotator.nlp.clauses import SUBJECTS, Clause, is_form_of, read
from annotator.nlp.components import actors, triggers
from annotator.nlp.components.knowing import Knowing
from annotator.nlp.knowledge import Knowledge
from annotator.nlp.modality import Found
from annotator.nlp.words import words_of

NAME = "annotator_actions"
_CARRIED = frozenset({"pobj", "dobj", "attr", "obj"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "DATE", "TIME"})


@dataclass(slots=True)
class Action:
    """One thing that is done: its clause, modalities, tokens marked, and codes."""

    clause: Clause
    found: list[Found]
    tokens: list[Token]
    candidates: tuple[Candidate, ...] = ()
    taken_up: bool = False  # by the code of a modality

    @property
    def plain(self) -> str:
        """What is done in dictionary forms ("threaten attack"), by which decisions are kept."""
        return " ".join(token.lemma_.lower() for token in self.tokens)

    @property
    def governing(self) -> list[Token]:
        """The words that bring its modalities."""
        return [entry.token for entry in self.found if entry.token is not None]


@Language.factory(NAME, assigns=["doc.spans"], default_config={"schema": "cameo"})
def make_actions(nlp: Language, name: str, schema: str) -> Actions:
    """The component for a schema that comes with the program, by name."""
    return Actions(Knowledge.of(schema), words_of(nlp.lang), name)


class Actions(Knowing):
    """Reads the clause of every trigger, merges what is one action, and ranks its codes."""

    def use(self, knowledge: Knowledge) -> None:
        """Work for another schema."""
        super().use(knowledge)
        self.codes = ActionCodes(knowledge.schema)

    def __call__(self, doc: Doc) -> Doc:
        """Write the spans of one text."""
        found = list(self._actions(doc))
        found.sort(key=lambda action: action.tokens[0].i)
        doc.user_data[NAME] = found
        doc.spans[NAME] = [_span(doc, action) for action in found]
        return doc

    def _actions(self, doc: Doc) -> Iterator[Action]:
        tokens = [span[0] for span in doc.spans.get(triggers.NAME, ())]
        tokens = sorted({*tokens, *self._carried(doc, tokens)}, key=lambda token: token.i)
        if not doc.has_annotation("DEP"):
            for token in tokens:
                yield self._coded(Action(Clause(token, words={}), [], [token]))
            return
        names = _actor_tokens(doc)
        found = [self._read(token, names) for token in tokens]
        governing = {(t.i, a.clause.trigger.i) for a in found for t in a.governing}
        taken = {t for t, _ in governing}
        taken |= {
            noun.i
            for action in found
            for noun in action.clause.objects
            if (action.clause.trigger.i, noun.i) not in governing
        }
        taken |= {a.clause.trigger.i for a in found if self._only_carries(a, tokens)}
        for action in found:
            if action.clause.trigger.i not in taken:
                yield self._coded(action)

    def _only_carries(self, action: Action, triggers_: list[Token]) -> bool:
        """Whether a verb says no more than that its subject takes place: "the attack began"."""
        verb = action.clause.trigger
        if action.clause.objects or not is_form_of(verb, self.codes.modalities.light):
            return False
        return any(c.dep_ in SUBJECTS and c in triggers_ for c in verb.children)

    def _carried(self, doc: Doc, known: list[Token]) -> Iterator[Token]:
        """Nouns of the codebook that a verb without weight carries: "remained on alert"."""
        verbs = {token.i for token in known}
        for token in doc:
            if token.pos != NOUN or token.dep_ not in _CARRIED:
                continue
            verb = token.head.head if token.dep_ == "pobj" else token.head
            carried = verb.pos_ in {"VERB", "AUX"} and verb.i not in verbs
            if carried and token.lemma_.lower() in self.codes.nouns:
                yield token

    def _read(self, token: Token, names: set[int]) -> Action:
        clause = read(token)
        found = self.codes.modalities.of(clause)
        return Action(clause, found, sorted(_marked(clause, found, names), key=lambda t: t.i))

    def _coded(self, action: Action) -> Action:
        action.candidates = self.codes.candidates(action.clause, action.found)
        if action.candidates and action.found:
            first = action.candidates[0].value
            action.taken_up = self.codes.modalities.taken_up(action.found, first)
        return action


def _actor_tokens(doc: Doc) -> set[int]:
    """The tokens of actors: what is done to them is marked without them."""
    listed: list[Actor] = doc.user_data.get(actors.NAME, [])
    return {number for actor in listed for number in range(actor.start, actor.end)}


def _marked(clause: Clause, found: list[Found], names: set[int]) -> set[Token]:
    """The words that a coder would mark: what governs, the trigger, what it is done with."""
    marked = {clause.trigger}
    marked.update(f.token for f in found if f.token is not None)
    if clause.particle is not None:
        marked.add(clause.particle)
    for noun in clause.objects:
        plain = noun.pos_ == "NOUN" and noun.ent_type_ not in _NAMES and noun.i not in names
        if plain and noun.i > clause.trigger.i:
            marked.add(noun)
    return marked


def _span(doc: Doc, action: Action) -> Span:
    first, last = action.tokens[0].i, action.tokens[-1].i
    return Span(
        doc,
        first,
        last + 1,
        label=triggers.VERB if action.clause.trigger.pos_ == "VERB" else triggers.NOUN,
    )
