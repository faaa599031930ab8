"""Which codes a trigger may stand for, best first."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.domain import codebook
from annotator.domain.schema import CodeList, Schema
from annotator.domain.suggestions import Candidate
from annotator.nlp.clauses import Clause, governing_words
from annotator.nlp.modality import Found, Modalities

MOST = 5  # candidates of one trigger, and behind them
ROOTS = 3  # the best of other roots, until so many roots are among them
_WEAK = 0.2  # of the best score: what is below is no candidate


class ActionCodes:
    """Ranks the codes of a schema's action list for clauses."""

    def __init__(self, schema: Schema) -> None:
        self.codes = schema.code_list(schema.slot(schema.code_slot).code_list)
        self.ranking = codebook.ranking(self.codes)
        self.modalities = Modalities(schema)
        self.nouns = frozenset(_single_words(self.codes))

    def candidates(self, clause: Clause, found: list[Found]) -> tuple[Candidate, ...]:
        """The codes for a clause under its modalities, best first."""
        scores = self.scores(clause, found)
        ranked = self._with_other_roots(sorted(scores, key=lambda c: (-scores[c], c)))
        best = scores[ranked[0]] if ranked else 0.0
        reason = self._reason(clause, found)
        return tuple(
            Candidate(code, self._label(code), reason, round(scores[code] / (best + 2.0), 3))
            for code in ranked
            if scores[code] >= _WEAK * best
        )

    def _with_other_roots(self, ranked: list[str]) -> list[str]:
        """The first codes, and behind them the first of further roots."""
        shown = ranked[:MOST]
        roots = {self._root(code) for code in shown}
        for code in ranked[MOST:]:
            if len(roots) >= ROOTS:
                break
            if (root := self._root(code)) not in roots:
                roots.add(root)
                shown.append(code)
        return shown

    def _root(self, code: str) -> str:
        return self.modalities.chain(code)[-1]

    def scores(self, clause: Clause, found: list[Found]) -> dict[str, float]:
        """How well each code fits a clause."""
        words = clause.weighed(self.modalities.light)
        inner = self.ranking.scores(words)
        if not found:
            return inner
        outer = inner
        if clause.governors:
            outer = self.ranking.scores(governing_words(clause) | words)
        return self.modalities.applied(found, inner, outer)

    def _label(self, code: str) -> str:
        entry = self.codes.get(code)
        return entry.label if entry else ""

    def _reason(self, clause: Clause, found: list[Found]) -> str:
        words = " ".join(sorted(clause.words, key=lambda word: -clause.words[word])[:4])
        brought = next((f.modality.label.lower() for f in found), "")
        return f"{brought}: {words}" if brought else words


def _single_words(codes: CodeList) -> Iterator[str]:
    """Search phrases of one word, as they stand."""
    for code in codes.codes:
        for phrase in code.search:
            if phrase.isalpha() and not code.retired:
                yield phrase.lower()
