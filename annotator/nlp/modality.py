"""Which modality of a schema a clause has, and what that makes of its codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.schema import CodeList, Modality, Schema

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.nlp.clauses import Clause

_MAPPED, _UNDER, _ELSEWHERE = 1.0, 1.6, 0.7
_LIKELY = 0.35  # of the best score: what is below is not what is threatened, wanted, offered
_FUTURE = 0.9  # of codes that a mere "will" makes nothing else of


@dataclass(frozen=True, slots=True)
class Found:
    """A modality of a clause, with the word that brings it (None: an auxiliary)."""

    modality: Modality
    token: Token | None

    @property
    def strong(self) -> bool:
        """Whether it is more than a mere future."""
        return self.token is not None or self.modality.asks or self.modality.negated


class Modalities:
    """The modalities of a schema, ready to be asked of clauses."""

    def __init__(self, schema: Schema) -> None:
        slot = schema.slot(schema.code_slot)
        self._codes = schema.code_list(slot.code_list)
        self._chains = {code.code: _chain(self._codes, code.code) for code in self._codes.codes}
        self._above = {code: frozenset(chain) for code, chain in self._chains.items()}
        self._plain = [entry for entry in schema.modalities if not entry.light]
        self.light = frozenset(
            word for entry in schema.modalities if entry.light for word in entry.words
        )
        self._by_word: dict[str, list[Modality]] = {}
        for entry in self._plain:
            for word in entry.words:
                self._by_word.setdefault(word, []).append(entry)

    def of(self, clause: Clause) -> list[Found]:
        """Those of a clause: of its outermost governor that has any, and of its auxiliaries."""
        found = self._governing(clause)
        known = [entry.modality for entry in found]
        return found + [
            Found(entry, None)
            for entry in self._plain
            if entry not in known
            and entry.negated == clause.negated
            and not clause.auxiliaries.isdisjoint(entry.auxiliaries)
        ]

    def _governing(self, clause: Clause) -> list[Found]:
        for token in reversed(clause.governors):
            found = [Found(entry, token) for entry in self._named(token)]
            denied = [f for f in found if f.modality.negated] if clause.negated else []
            plain = [f for f in found if not f.modality.negated]
            if denied or plain:
                return denied or plain
        return []

    def _named(self, token: Token) -> list[Modality]:
        lemma = token.lemma_.lower()
        found = self._by_word.get(lemma, [])
        for child in token.children:
            if child.dep_ in {"prt", "prep", "compound:prt"}:
                found = self._by_word.get(f"{lemma} {child.lower_}", found)
        return found

    def taken_up(self, found: list[Found], code: str) -> bool:
        """Whether a code is what modalities make of an action: the threat, not the attack."""
        above = self._above.get(code, frozenset())
        return any(
            code in entry.modality.pairs.values()
            or (entry.strong and not above.isdisjoint(entry.modality.under))
            for entry in found
        )

    def applied(
        self, found: list[Found], inner: Mapping[str, float], outer: Mapping[str, float]
    ) -> dict[str, float]:
        """The scores of codes under modalities.

        Args:
            found: the modalities.
            inner: scores of the action by itself.
            outer: scores of the action with the words that govern it.
        """
        telling = [
            entry.modality for entry in found if entry.modality.under or entry.modality.becomes
        ]
        if not telling:
            return dict(inner)
        strong = any(entry.strong for entry in found)
        elsewhere = _ELSEWHERE if strong else _FUTURE
        scores = {code: score * elsewhere for code, score in outer.items()}
        for modality in telling:
            for code, score in outer.items() if strong else ():
                if not self._above[code].isdisjoint(modality.under):
                    scores[code] = max(scores[code], score * _UNDER)
            for code, score in self._mapped(modality, inner).items():
                scores[code] = scores.get(code, 0.0) + score * _MAPPED
        return scores

    def _mapped(self, modality: Modality, inner: Mapping[str, float]) -> dict[str, float]:
        pairs = modality.pairs
        mapped: dict[str, float] = {}
        least = _LIKELY * max(inner.values(), default=0.0)
        for code, score in inner.items():
            if score < least:
                continue
            new = next((pairs[up] for up in self._chains[code] if up in pairs), None)
            if new is not None and score > mapped.get(new, 0.0):
                mapped[new] = score
        return mapped

    def chain(self, code: str) -> tuple[str, ...]:
        """A code and those above it, nearest first."""
        return self._chains[code]


def _chain(codes: CodeList, code: str) -> tuple[str, ...]:
    found = [code]
    while (
        (entry := codes.get(found[-1])) is not None and entry.parent and entry.parent not in found
    ):
        found.append(entry.parent)
    return tuple(found)
