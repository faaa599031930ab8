"""The cheapest way to have certain words selected or focused, by what the window offers."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from keystroking.eyes import Eyes
from keystroking.hands import Hands

from annotator.domain import phrases
from annotator.domain.events import Segment
from annotator.domain.suggestions import Suggestion
from annotator.domain.words import regrown, whole_words, word_at, words_between
from annotator.gui.views.find_bar import places_of

_FARTHEST = 18  # keys; words that take more are reached some other way
_GROWTH = (("]", True, 1), ("[", True, -1), ("{", False, 1), ("}", False, -1))


@dataclass(frozen=True)
class Step:
    """A key, or a key that shows letters and the thing whose letters are typed then."""

    key: str
    what: Segment | int | None = None
    shift: bool = False


@dataclass(frozen=True)
class Way:
    """Keys that end with words selected, or with a suggestion focused."""

    cost: int
    steps: tuple[Step, ...]
    segment: Segment
    suggestion: Suggestion | None = None


def ways_to(eyes: Eyes, wanted: Segment, *, kind: str, touching: bool = False) -> list[Way]:
    """The cheapest way by selection and the cheapest by a suggestion of a type, if any.

    ``touching``: any words that share a character with those wanted will do.
    """

    def arrived(segment: Segment) -> bool:
        if touching:
            return segment.start < wanted.end and wanted.start < segment.end
        return segment == wanted

    starts = list(_starts(eyes, wanted))
    focused = [
        way
        for way in starts
        if way.suggestion is not None and way.suggestion.type == kind and arrived(way.segment)
    ]
    best = [min(focused, key=lambda way: way.cost)] if focused else []
    selected = _search(eyes, wanted, starts, arrived)
    return [*best, *([selected] if selected else [])]


def _starts(eyes: Eyes, wanted: Segment) -> Iterator[Way]:
    """What one letter, some Tabs or nothing at all would bring."""
    for segment in eyes.selection[-1:]:
        yield Way(0, (), segment)
    yield from _by_suggestion(eyes, wanted)
    yield from _by_search(eyes, wanted)
    for word, letters in eyes.word_letters().items():
        if word.start < wanted.end + 40 and wanted.start < word.end + 40:
            yield Way(1 + letters, (Step("'", word),), word)
            phrase = phrases.phrase_at(eyes.text, word)
            yield Way(1 + letters, (Step("'", word, shift=True),), phrase)


def _by_search(eyes: Eyes, wanted: Segment) -> Iterator[Way]:
    """What searching for the beginning of a word would select, wherever it stands."""
    chosen = eyes.selection
    caret = chosen[0].start if chosen else eyes.caret
    for word in words_between(eyes.text, wanted.start, wanted.end)[:3]:
        found = [
            _found(eyes.text, word, length, caret)
            for length in range(1, min(12, word.end - word.start) + 1)
        ]
        yield from sorted(filter(None, found), key=lambda way: way.cost)[:1]


def _found(text: str, word: Segment, length: int, caret: int) -> Way | None:
    """Searching for some first letters of a word, going down to the place that is meant."""
    sought = text[word.start : word.start + length]
    places = places_of(text, sought)
    place = next((n for n, p in enumerate(places) if p.start == word.start), None)
    if place is None:
        return None
    first = next((n for n, p in enumerate(places) if p.start >= caret), 0)
    down = (place - first) % len(places)
    up = len(places) - down
    moves = (Step("Down"),) * down if down <= up else (Step("Up"),) * up
    selected = whole_words(text, places[place])
    steps = (Step("/"), *(Step(letter) for letter in sought.lower()), *moves, Step("Return"))
    return Way(len(steps), steps, selected) if selected else None


def _by_suggestion(eyes: Eyes, wanted: Segment) -> Iterator[Way]:
    marks, letters = eyes.marks, eyes.mark_letters()
    walked = [mark for mark in marks if mark.standing.value == "first"]
    for mark in marks:
        if len(mark.segments) != 1 or not (
            mark.start < wanted.end and wanted.start < mark.segments[0].end
        ):
            continue
        ways: list[tuple[Step, ...]] = []
        costs: list[int] = []
        if mark.id in letters:
            ways.append((Step("F", mark.id),))
            costs.append(1 + letters[mark.id])
        tabs = _tabs(eyes, walked, mark)
        if tabs is not None:
            ways.append((Step("Tab"),) * tabs)
            costs.append(tabs)
        if costs:
            best = min(range(len(costs)), key=costs.__getitem__)
            yield Way(costs[best], ways[best], mark.segments[0], mark)


def _tabs(eyes: Eyes, walked: list[Suggestion], mark: Suggestion) -> int | None:
    """How often Tab goes to a suggestion from where the focus is."""
    if mark not in walked:
        return None
    at = walked.index(mark)
    if eyes.focused is not None:
        ids = [w.id for w in walked]
        here = ids.index(eyes.focused.id) if eyes.focused.id in ids else None
        return at - here if here is not None and at >= here else None
    ends = [s.end for s in eyes.selection]
    floor = max([eyes.caret, *ends])
    before = sum(w.start < floor for w in walked)
    return at - before + 1 if at >= before else None


def _search(eyes: Eyes, wanted: Segment, starts: Iterable[Way], arrived) -> Way | None:  # noqa: ANN001
    """The cheapest selection, by growing, shrinking, widening and reaching from some start."""
    order, tie, seen = [], count(), set()
    for way in starts:
        plain = Way(way.cost, way.steps, way.segment)
        if way.suggestion is None or way.segment != wanted:
            heapq.heappush(order, (way.cost, next(tie), plain))
        elif not eyes.selection:  # focused and just so: one key to and fro makes it a selection
            heapq.heappush(order, (way.cost + 2, next(tie), _made_selection(way)))
    fresh = {way.segment for _, _, way in order if not way.steps and eyes.selection}
    while order:
        cost, _, way = heapq.heappop(order)
        if arrived(way.segment) and (way.steps or way.segment in fresh):
            return way
        if way.segment in seen or cost >= _FARTHEST:
            continue
        seen.add(way.segment)
        for step, reached, price in _onward(eyes, way.segment, wanted):
            if reached not in seen:
                more = Way(cost + price, (*way.steps, step), reached)
                heapq.heappush(order, (more.cost, next(tie), more))
    return None


def _made_selection(way: Way) -> Way:
    return Way(way.cost + 2, (*way.steps, Step("]"), Step("[")), way.segment)


def _onward(eyes: Eyes, segment: Segment, wanted: Segment) -> Iterator[tuple[Step, Segment, int]]:
    text = eyes.text
    for key, end, words in _GROWTH:
        yield Step(key), regrown(text, (segment,), end=end, words=words)[0], 1
    near = tuple(m.segments[0] for m in eyes.marks if _meets(m, segment))
    yield Step(">"), phrases.widened(text, (segment,), near)[0], 1
    yield Step("<"), phrases.narrowed(text, (segment,), near)[0], 1
    letters = eyes.word_letters()
    for edge in (wanted.start, wanted.end - 1):
        word = word_at(text, edge)
        if word in letters:
            for shift in (False, True):
                reach = phrases.phrase_at(text, word) if shift else word
                joined = Segment(min(segment.start, reach.start), max(segment.end, reach.end))
                yield Step('"', word, shift), joined, 1 + letters[word]


def _meets(mark: Suggestion, segment: Segment) -> bool:
    one = len(mark.segments) == 1
    return one and mark.start < segment.end and segment.start < mark.segments[0].end


def go(hands: Hands, eyes: Eyes, way: Way, *, accepting: bool = False) -> None:
    """Press the keys of a way; ``accepting`` holds Shift with the last letter."""
    for step in way.steps:
        if len(step.key) == 1 and step.what is None and step.key.isalnum():
            hands.write(step.key)
        else:
            hands.press(step.key)
        if step.what is not None:
            label = eyes.label_of(step.what)
            for letter in label[:-1]:
                hands.write(letter)
            held = step.shift or (accepting and step is way.steps[-1])
            hands.press(f"Shift+{label[-1].upper()}" if held else label[-1].upper())


def in_place(eyes: Eyes, segments: tuple[Segment, ...], wanted: Segment) -> tuple[str, ...] | None:
    """The keys that move the edges of a value's words, None when they are many or far away."""
    if len(segments) != 1 or not segments[0].start <= eyes.caret <= segments[0].end:
        return None
    start = Way(0, (Step(""),), segments[0])
    order, seen = [(0, 0, start)], set()
    tie = count(1)
    while order:
        cost, _, way = heapq.heappop(order)
        if way.segment == wanted:
            return tuple(step.key for step in way.steps[1:])
        if way.segment in seen or cost >= _FARTHEST:
            continue
        seen.add(way.segment)
        for key, end, words in _GROWTH:
            reached = regrown(eyes.text, (way.segment,), end=end, words=words)[0]
            heapq.heappush(
                order, (cost + 1, next(tie), Way(cost + 1, (*way.steps, Step(key)), reached))
            )
        for key, change in ((">", phrases.widened), ("<", phrases.narrowed)):
            reached = change(eyes.text, (way.segment,))[0]
            heapq.heappush(
                order, (cost + 1, next(tie), Way(cost + 1, (*way.steps, Step(key)), reached))
            )
    return None
