"""From typed words and unfinished codes to composed codes, best first.

The query is cut into stretches, each read as a code or as words of a list; the stretches of the
best readings are put in the order of the composition's positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.domain.folding import LONGEST_QUERY, fold
from annotator.domain.language import tr
from annotator.domain.lexicon import Composed, Lexicon
from annotator.domain.vocabulary import Reading, Sure, Typed, Vocabulary, vocabulary

# What a finished candidate loses for each oddity, and what a recent one gains, in the measure of
# ``Sure``; candidates that fall behind the best by more than _FAR are not shown.
_INCOMPLETE, _NOBODY, _SAME_LIST, _AS_TYPED, _RECENT, _FAR = 5.0, 4.5, 1.0, 0.3, 0.4, 4.4
_READINGS, _PATHS = 12, 12  # kept for one stretch, and for one place of the query
_ELEMENTS = 8  # of one candidate; more than any composition has
_WORDS = 8  # of a query that are read


@dataclass(frozen=True, slots=True)
class _Path:
    """Readings of the query from its beginning."""

    readings: tuple[Reading, ...] = ()
    sure: float = 0.0

    def then(self, reading: Reading, words: int) -> _Path:
        return _Path((*self.readings, reading), self.sure + reading.sure * words)

    def worded(self, words: int) -> bool:
        """Whether every stretch of a query of so many words is a word of the codebook."""
        return self.sure >= Sure.PHRASE * words and not any(r.coded for r in self.readings)


def candidates(
    lexicon: Lexicon, query: str, *, limit: int, recent: Sequence[str]
) -> list[Composed]:
    """The codes a query may mean, best first; see ``composed.compose``."""
    tokens = query[:LONGEST_QUERY].split()
    typed = [(word, token) for token in tokens for word in fold(token).split() or [token]][:_WORDS]
    if not typed:
        return []
    paths = _paths(vocabulary(lexicon), typed)
    best: dict[str, tuple[float, Composed]] = {}
    for sure, composed in _found(lexicon, paths, " ".join(tokens), words=len(typed)):
        ranked = sure + (_RECENT if composed.code in recent else 0.0)
        if composed.code not in best or best[composed.code][0] < ranked:
            best[composed.code] = (ranked, composed)
    top = max((sure for sure, _ in best.values()), default=0.0)
    shown = [one for one in best.values() if one[0] >= top - _FAR]
    shown.sort(key=lambda one: (-one[0], _age(recent, one[1].code)))
    by_word = _is_words(tokens) and any(path.worded(len(typed)) for path in paths)
    return _with_typed(lexicon, tokens, [composed for _, composed in shown], limit, by_word=by_word)


def _is_words(tokens: list[str]) -> bool:
    """Whether nothing was typed that folding loses, such as the stars of an unfinished code."""
    return all(fold(token) == token.casefold() for token in tokens)


def _age(recent: Sequence[str], code: str) -> int:
    return recent.index(code) if code in recent else len(recent)


def _found(
    lexicon: Lexicon, paths: list[_Path], text: str, *, words: int
) -> Iterator[tuple[float, Composed]]:
    """Candidates with how sure they are, in the measure of ``Sure``."""
    yield from _nobody(lexicon, text)
    for path in paths:
        for elements, loss in _orders(lexicon, path.readings):
            composed = _composed(lexicon, elements, path)
            yield path.sure / words - loss - _loss(lexicon, composed), composed


def _nobody(lexicon: Lexicon, text: str) -> Iterator[tuple[float, Composed]]:
    """The unspecified code, typed as it is or by its label."""
    composition = lexicon.composition
    if composition.unspecified.startswith(text):
        yield Sure.CODE, lexicon.explain(composition.unspecified)
    elif len(text) > 1 and fold(composition.unspecified_label).startswith(fold(text) or " "):
        yield Sure.UNFINISHED, lexicon.explain(composition.unspecified)


def _composed(lexicon: Lexicon, elements: tuple[str, ...], path: _Path) -> Composed:
    composed = lexicon.explain("".join(elements))
    left_out = [word for reading in path.readings for word in reading.left_out]
    notes = tuple(
        tr('"{word}" is not in the codebook and was left out.').format(word=word)
        for word in left_out
    )
    return replace(composed, warnings=composed.warnings + notes) if notes else composed


def _loss(lexicon: Lexicon, composed: Composed) -> float:
    """What speaks against a candidate, whatever was typed."""
    lists = [part.code_list for part in composed.parts if part.code_list]
    loss = _SAME_LIST * (len(lists) - len(set(lists)))
    if not composed.complete:
        loss += _INCOMPLETE
    if len(composed.parts) > 1 and composed.parts[0].element == lexicon.composition.unspecified:
        loss += _NOBODY
    return loss + sum(lexicon.sizes[name] for name in lists) / 2000  # long lists are less likely


def _paths(words: Vocabulary, typed: Typed) -> list[_Path]:
    """The best ways to cut the whole query into readings."""
    reached: list[list[_Path]] = [[_Path()], *([] for _ in typed)]
    for start in range(len(typed)):
        for end in range(start + 1, min(len(typed), start + words.longest) + 1):
            readings = list(words.readings(typed, start, end))
            readings = sorted(readings, key=lambda r: -r.sure)[:_READINGS]
            for path in reached[start]:
                reached[end] += [path.then(reading, end - start) for reading in readings]
        for place in range(start + 1, len(typed) + 1):
            reached[place] = sorted(reached[place], key=lambda p: -p.sure)[:_PATHS]
    paths = [path for path in reached[-1] if any(r.elements for r in path.readings)]
    return [path for path in paths if path.sure >= paths[0].sure - _FAR]


def _orders(
    lexicon: Lexicon, readings: tuple[Reading, ...]
) -> Iterator[tuple[tuple[str, ...], float]]:
    """The orders in which the elements of a query may be written, each with what it loses."""
    telling = [reading for reading in readings if reading.elements]
    if len(telling) == 1:
        yield from _headed(lexicon, telling[0].elements[:_ELEMENTS], 0.0)
        return
    flat = tuple(dict.fromkeys(e for reading in telling for e in reading.elements))[:_ELEMENTS]
    fits = all(lexicon.place(flat))
    if fits and all(reading.coded for reading in telling):
        yield flat, 0.0
        return
    arranged = _arranged(lexicon, flat)
    yield from _headed(lexicon, arranged, 0.0)
    if fits and flat != arranged:
        yield from _headed(lexicon, flat, _AS_TYPED)


def _headed(
    lexicon: Lexicon, order: tuple[str, ...], loss: float
) -> Iterator[tuple[tuple[str, ...], float]]:
    """An order as it is and, where it names nobody, with "unspecified" at its head."""
    yield order, loss
    unspecified = lexicon.composition.unspecified
    alone = len(unspecified) == lexicon.composition.element_length
    if alone and not lexicon.explain("".join(order)).complete:
        headed = (unspecified, *order)
        if all(lexicon.place(headed)):
            yield headed, loss


def _arranged(lexicon: Lexicon, elements: tuple[str, ...]) -> tuple[str, ...]:
    """Elements in the order of the composition: first what must stand, then each as late as it can.

    So "rebels turkey kurdish" becomes country, role, group.
    """
    rest = list(elements)
    heads: list[str] = []
    for number, position in enumerate(lexicon.composition.positions):
        fitting = [element for element in rest if lexicon.entry(number, element)]
        for element in fitting[: position.least]:
            heads.append(element)
            rest.remove(element)
    rest.sort(key=lambda element: max(lexicon.places(element), default=len(elements) + 99))
    return (*heads, *rest)


def _with_typed(
    lexicon: Lexicon, tokens: list[str], found: list[Composed], limit: int, *, by_word: bool
) -> list[Composed]:
    """The candidates and, where it may be meant, the very code that was typed."""
    text = "".join(tokens)
    typed = text.upper() if text[1:].islower() or text.islower() else text
    codes = [composed.code for composed in found]
    alike = bool(codes) and codes[0].casefold() == typed.casefold()
    whole = len(tokens) == 1 and len(typed) % lexicon.composition.element_length == 0
    if typed in codes[:2] or (alike and typed != text):
        return found[:limit]
    if codes and (not whole or (by_word and not alike)):
        return found[:limit]
    others = [composed for composed in found if composed.code != typed]
    place = 1 if typed == text else limit - 1
    return [*others[:place], lexicon.explain(typed), *others[place:]][:limit]
