"""Whole events in ``doc.user_data["annotator_events"]``: who did what to whom, and how it stands.

The component puts together what the actors, actions, dates and places of a clause are.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from annotator.domain.candidates import clear_value
from annotator.domain.suggestions import Standing
from annotator.nlp.actor_spans import Actor
from annotator.nlp.components import actions, actors
from annotator.nlp.components.actions import Action
from annotator.nlp.components.knowing import Knowing
from annotator.nlp.knowledge import Knowledge
from annotator.nlp.reality import Reality, reality_of
from annotator.nlp.sides import Sides, sides
from annotator.nlp.words import words_of

NAME = "annotator_events"
_LEAST = 0.45  # confidence of an event that is proposed


@dataclass(slots=True)
class Event:
    """One event of the text. ``action`` has a value where one candidate stands clear."""

    action: Action
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    reciprocal: bool
    reality: Reality
    confidence: float
    said_by: tuple[Actor, ...] = ()  # who is quoted for it
    repeats: int | None = None  # place of the earlier event that it reports again
    code: str = field(default="")


@Language.factory(NAME, default_config={"schema": "cameo"})
def make_events(nlp: Language, name: str, schema: str) -> Events:
    """The component for a schema that comes with the program, by name."""
    return Events(Knowledge.of(schema), words_of(nlp.lang), name)


class Events(Knowing):
    """Puts events together, clause by clause."""

    def use(self, knowledge: Knowledge) -> None:
        """Work for another schema."""
        super().use(knowledge)
        light = {w for m in knowledge.schema.modalities if m.light for w in m.words}
        self._weightless = self.words.saying_verbs | light  # an event may stand under them

    def __call__(self, doc: Doc) -> Doc:
        """Put together the events of one text."""
        found: list[Event] = []
        if doc.has_annotation("DEP"):
            by_token = _by_token(doc)
            for action in doc.user_data.get(actions.NAME, ()):
                if (event := self._event(action, by_token)) is not None:
                    event.repeats = _repeated(event, found)
                    found.append(event)
        doc.user_data[NAME] = found
        return doc

    def _event(self, action: Action, by_token: dict[int, Actor]) -> Event | None:
        def find(token: Token) -> Actor | None:
            return by_token.get(token.i)

        if not action.candidates:
            return None
        made = _without_places(sides(action.clause, action.found, find))
        several = len(made.sources) > 1 and not made.targets
        confidence = self._confidence(action, bool(made.sources), bool(made.targets) or several)
        if not (made.sources or made.targets) or confidence < _LEAST:
            return None
        reciprocal = self.knowledge.schema.reciprocal and (made.between or several)
        return Event(
            action,
            made.sources,
            made.targets,
            reciprocal,
            reality_of(action),
            round(confidence, 3),
            said_by=_said_by(action, made),
            code=clear_value(action.candidates),
        )

    def _confidence(self, action: Action, source: bool, target: bool) -> float:  # noqa: FBT001 - two facts
        """How certain an event is: by its code, its sides, its depth in the sentence."""
        first = action.candidates[0].confidence or 0.0
        top = action.governing[-1] if action.governing else action.clause.trigger
        above = sum(t.lemma_.lower() not in self._weightless for t in top.ancestors)
        return first * (0.5 + 0.3 * source + 0.2 * target) * (0.75 ** (above + _hops(action)))


def _said_by(action: Action, made: Sides) -> tuple[Actor, ...]:
    """Who is quoted in the sentence of an action and is no side of it, in order of the text."""
    trigger = action.clause.trigger
    first, last = trigger.sent.start, trigger.sent.end
    listed: list[Actor] = trigger.doc.user_data[actors.NAME]
    both = [actor.start for actor in (*made.sources, *made.targets)]
    return tuple(
        actor
        for actor in listed
        if actor.quoted and first <= actor.start < last and actor.start not in both
        if actor.standing is not Standing.OTHER
    )


def _without_places(made: Sides) -> Sides:
    """Both sides, without a place that would be the target of what several do together."""
    if len(made.sources) > 1 and all(not actor.look.acts for actor in made.targets):
        return replace(made, targets=())
    return made


def _by_token(doc: Doc) -> dict[int, Actor]:
    """The actor of each token: of nested ones the whole."""
    found: dict[int, Actor] = {}
    listed: list[Actor] = doc.user_data.get(actors.NAME, [])
    for actor in sorted(listed, key=_rank, reverse=True):
        if actor.standing == Standing.QUIET:
            continue
        for number in range(actor.start, actor.end):
            found[number] = actor
    return found


def _rank(actor: Actor) -> tuple[bool, int]:
    return actor.standing == Standing.OTHER, actor.start - actor.end


def _hops(action: Action) -> int:
    """How many words stand between an action and the word that brings its modality."""
    places = [action.clause.governors.index(token) for token in action.governing[:1]]
    return places[0] if places else 0


def _repeated(event: Event, earlier: list[Event]) -> int | None:
    """The earlier event with the same actors and the same first code."""
    key = _key(event)
    return next((at for at, other in enumerate(earlier) if key and _key(other) == key), None)


def _key(event: Event) -> tuple[object, ...] | None:
    code = event.action.candidates[0].value
    sources = frozenset(_code(actor) for actor in event.sources)
    targets = frozenset(_code(actor) for actor in event.targets)
    return (code, sources, targets) if sources and targets and "" not in sources | targets else None


def _code(actor: Actor) -> str:
    return actor.candidates[0].value if actor.candidates else ""
