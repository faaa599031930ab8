"""A coder made of keys: looks, picks the cheapest way the window offers, presses, looks again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from keystroking.eyes import Eyes
from keystroking.hands import Hands
from keystroking.reaching import Way, go, in_place, ways_to
from keystroking.rightness import (
    is_so,
    is_value,
    likeness,
    matters,
    pairs,
    right_value,
    right_words,
)
from keystroking.telling import says, typed, typing, value_cost
from keystroking.wanted import Part, Text, Wanted

from annotator.domain.accepting import Row
from annotator.domain.events import Event, Filler

_LETTER = {"source": "S", "action": "A", "target": "T", "location": "L", "date": "D"}
_KIND = {
    "source": "actor",
    "action": "action",
    "target": "actor",
    "location": "location",
    "date": "date",
}
_REMOVAL = 3.5  # keys that taking a value away takes, about
_MOST = 60  # moves for one event


@dataclass
class Tally:
    """What came of one event."""

    article: str
    keys: int = 0
    exact: bool = False
    whole_action: bool = False
    corrections: int = 0
    route: str = ""
    event_id: int | None = None
    pressed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Move:
    """One thing to do, with the keys it is thought to take."""

    cost: float
    do: Callable[[], object]
    corrects: bool = False


class Coder:
    """Codes articles one after the other, as they are in the queue."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.eyes = Eyes(hands)
        self.corrections = 0

    def code(self, text: Text) -> list[Tally]:
        """Code one article and go on to the next; that key counts with its last event."""
        tallies = []
        for wanted in text.events:
            tally = self._timed(text, wanted)
            tallies.append(tally)
        before = self.hands.count
        self.hands.press("Ctrl+Return")
        tallies[-1].keys += self.hands.count - before
        tallies[-1].pressed.append("Ctrl+Return")
        return tallies

    def _timed(self, text: Text, wanted: Wanted) -> Tally:
        before, corrections = self.hands.count, self.corrections
        route = self._begin(wanted)
        self._work(wanted)
        tally = Tally(text.id, self.hands.count - before, route=route)
        tally.pressed = [entry.split(" ", 1)[1] for entry in self.hands.log[before:]]
        tally.corrections = self.corrections - corrections
        event = self.eyes.event
        tally.event_id = event.id if event else None
        return tally

    # --- beginning -----------------------------------------------------------------------------

    def _begin(self, wanted: Wanted) -> str:
        """Start the event in the way that promises the fewest keys."""
        options: list[tuple[float, str, Callable[[], object]]] = [
            (1 + self._guess(None, wanted), "new", lambda: self.hands.press("N"))
        ]
        active = self.eyes.event
        if active is not None:
            guess = 1 + self._guess(active, wanted)
            options.append((guess, "duplicate", lambda: self.hands.press("Ctrl+D")))
            if wanted.of("target") and active.in_slot("target"):
                guess = 1 + self._guess(active, wanted, exchanged=True)
                options.append((guess, "reply", lambda: self.hands.press("Ctrl+Shift+D")))
        for place, (suggestion_id, event) in enumerate(self.eyes.offered(), 1):
            guess = place + 1 + self._guess(event, wanted)
            take = lambda n=place, i=suggestion_id: self._take_offer(n, i)  # noqa: E731
            options.append((guess, "suggested", take))
        _, route, begin = min(options, key=lambda option: option[0])
        begin()
        return route

    def _take_offer(self, place: int, _suggestion_id: int) -> None:
        self.hands.press(*["."] * place, "Return")

    def _guess(self, event: Event | None, wanted: Wanted, *, exchanged: bool = False) -> float:
        """The keys that making an event what is wanted would take, before they are pressed."""
        swap = {"source": "target", "target": "source"} if exchanged else {}
        held = {
            slot: list(event.in_slot(swap.get(slot, slot))) if event else [] for slot in _LETTER
        }
        total = sum(self._guess_slot(slot, fillers, wanted) for slot, fillers in held.items())
        reciprocal = event is not None and event.reciprocal
        return total + (reciprocal != wanted.reciprocal)

    def _guess_slot(self, slot: str, held: list[Filler], wanted: Wanted) -> float:
        free, total = list(held), 0.0
        for part in wanted.of(slot):
            best = max(free, key=lambda f: likeness(f, part), default=None)
            if best is not None:
                free.remove(best)
            total += self._fresh(part) if best is None else self._changed(best, part)
            if best is not None and best is not held[-1] and not is_so(best, part):
                total += 2  # its row is to be gone to first
        return total + (_REMOVAL * len(free) if slot in matters(wanted) else 0)

    def _changed(self, filler: Filler, part: Part) -> float:
        """The keys that make a value that is there the one wanted."""
        value = 0 if right_value(filler, part) else 1 + typing(part)
        if right_words(filler, part):
            return value
        words = 1 + min((way.cost for way in self._ways(part)), default=12)
        return min(value + words, self._fresh(part))

    def _fresh(self, part: Part) -> float:
        """The keys of a value that is not there yet."""
        if not part.segments:
            return 1 + typing(part)
        ways = self._ways(part)
        return min((way.cost + 1 + value_cost(way, part) for way in ways), default=12)

    # --- working -------------------------------------------------------------------------------

    def _work(self, wanted: Wanted) -> None:
        """Do the cheapest of what is left to do, until nothing is."""
        for _ in range(_MOST):
            event = self.eyes.event
            if event is None:
                return
            if self.eyes.editor_open:
                self._answer(event, wanted)
                continue
            moves = list(self._differences(event, wanted))
            if not moves:
                return
            move = min(moves, key=lambda m: m.cost)
            self.corrections += move.corrects
            move.do()

    def _differences(self, event: Event, wanted: Wanted) -> Iterator[Move]:
        """Every move that brings the event nearer to what is wanted."""
        paired = pairs(event, wanted)
        for part, filler in paired:
            if filler is None:
                yield self._adding(event, part)
            else:
                yield from self._changing(event, filler, part)
        kept = {filler.id for _, filler in paired if filler is not None}
        for slot in matters(wanted):
            for filler in event.in_slot(slot):
                if filler.id not in kept:
                    yield Move(90, lambda f=filler: self._remove(f), corrects=True)
        if event.reciprocal != wanted.reciprocal:
            yield Move(99, lambda: self.hands.press("R"))

    def _changing(self, event: Event, filler: Filler, part: Part) -> Iterator[Move]:
        """What makes a value that is there the one wanted, if it is not."""
        value, words = right_value(filler, part), right_words(filler, part)
        if not words and not value and self._last(event, filler):
            yield Move(2, lambda: self._refill(event, part), corrects=True)
        elif not value:
            yield Move(self._at(filler) * 0.1, lambda: self._open(filler), corrects=True)
        elif not words:
            yield Move(50 + part.start / 1e6, lambda: self._reword(filler, part))

    def _last(self, event: Event, filler: Filler) -> bool:
        """Whether the letter of its slot would put other words in the place of a value."""
        row = self.eyes.row
        if row is not None and row.slot == filler.slot and row.filler_id is not None:
            return row.filler_id == filler.id
        return event.in_slot(filler.slot)[-1].id == filler.id

    def _refill(self, event: Event, part: Part) -> None:
        """Put other words into a slot in the place of those that are there."""
        go(self.hands, self.eyes, self._best_way(part))
        self._store(event, part, replacing=True)

    def _best_way(self, part: Part) -> Way:
        return min(self._ways(part), key=lambda w: w.cost + value_cost(w, part))

    def _at(self, filler: Filler) -> int:
        """0 while a value is the row in focus."""
        return int(self.eyes.row != Row(filler.slot, filler.id))

    # --- adding --------------------------------------------------------------------------------

    def _adding(self, event: Event, part: Part) -> Move:
        return Move(1 + part.start / 1e6, lambda: self._add(event, part))

    def _ways(self, part: Part) -> list[Way]:
        kind = _KIND[part.slot]
        if part.slot != "action":
            return ways_to(self.eyes, part.segments[0], kind=kind)
        return [
            way
            for segment in part.segments
            for way in ways_to(self.eyes, segment, kind=kind, touching=True)
        ]

    def _add(self, event: Event, part: Part) -> None:
        """Bring a value in: the words first, then the slot, then what it is."""
        if part.reported:
            self.hands.press("P")
            return
        if not part.segments:
            if self.eyes.focused is not None or self.eyes.selection:
                self.hands.press("Escape")
            self.hands.press(_LETTER[part.slot])
            return
        way = self._best_way(part)
        if self._would_accept(event, way, part):
            go(self.hands, self.eyes, way, accepting=True)
        else:
            go(self.hands, self.eyes, way)
            self._store(event, part)

    def _would_accept(self, event: Event, way: Way, part: Part) -> bool:
        """Whether to type the letters of a suggestion with Shift: its slot is free, and the next.

        What it stores is seen only then; one that was wrong is changed like any other.
        """
        if way.suggestion is None or not way.steps or way.steps[-1].key != "F":
            return False
        if part.slot == "action" or event.in_slot(part.slot):
            return False
        return part.slot != "target" or bool(event.in_slot("source"))

    def _store(self, event: Event, part: Part, *, replacing: bool = False) -> None:
        """Put what is focused or selected into the slot, by the key that brings the value along."""
        hint = self.eyes.hint
        letter = _LETTER[part.slot]
        if event.in_slot(part.slot) and not replacing:
            letter = f"Shift+{letter}"
        if (
            replacing
            or self.eyes.focused is None
            or hint is None
            or hint.slot_letter != _LETTER[part.slot]
        ):
            self.hands.press(letter)
            return
        if says(hint.value, part) and any(key[0] == "Enter" for key in hint.keys):
            self.hands.press("Return")
            return
        digit = next((d for d, label in hint.candidates if says(label, part)), "")
        self.hands.press(digit or "Shift+Return")

    # --- changing ------------------------------------------------------------------------------

    def _open(self, filler: Filler) -> None:
        """Open the list of a value, by the fewest keys."""
        row = Row(filler.slot, filler.id)
        event = self.eyes.event
        assert event is not None
        if self.eyes.row == row:
            self.hands.press("Space")
        elif self._last(event, filler) and not self.eyes.selection and not self.eyes.focused:
            self.hands.press(_LETTER[filler.slot])
        elif self._last(event, filler) and self._distance(row) > 1:
            self.hands.press("Escape", _LETTER[filler.slot])
        else:
            self._walk(row)
            self.hands.press("Space")

    def _distance(self, row: Row) -> int:
        rows = self.eyes.rows()
        here = rows.index(self.eyes.row) if self.eyes.row in rows else -1
        return abs(rows.index(row) - here)

    def _by_letter(self, row: Row) -> int:
        """The keys to a row by its slot's letter, which goes to the last value there."""
        mine = [other for other in self.eyes.rows() if other.slot == row.slot]
        idle = not self.eyes.selection and not self.eyes.focused
        return 2 + (not idle) + len(mine) - 1 - mine.index(row)

    def _walk(self, row: Row) -> None:
        """Go to a row of the card, by its neighbours or by opening and leaving its slot's list."""
        if self._by_letter(row) < self._distance(row):
            if self.eyes.selection or self.eyes.focused:
                self.hands.press("Escape")
            self.hands.press(_LETTER[row.slot], "Escape")
        rows = self.eyes.rows()
        here = rows.index(self.eyes.row) if self.eyes.row in rows else -1
        steps = rows.index(row) - here
        self.hands.press(*["Alt+Down" if steps > 0 else "Alt+Up"] * abs(steps))

    def _reword(self, filler: Filler, part: Part) -> None:
        """Let a value stand on the words wanted: choose them, then its letter with the row kept."""
        ways = self._ways(part)
        way = min(ways, key=lambda w: w.cost, default=None)
        assert way is not None, "no way to the words"
        event = self.eyes.event
        assert event is not None
        if not self._last(event, filler):
            self._walk(Row(filler.slot, filler.id))
            way = min(self._ways(part), key=lambda w: w.cost)
        near = self._nearby(filler, part)
        if near is not None and len(near) <= way.cost + 1:
            self.hands.press(*near)
        else:
            go(self.hands, self.eyes, way)
            self.hands.press(f"Alt+{_LETTER[filler.slot]}")

    def _nearby(self, filler: Filler, part: Part) -> tuple[str, ...] | None:
        """The keys that move the edges of a value's words where they stand, if they act on them."""
        mine = self.eyes.row == Row(filler.slot, filler.id)
        if not mine or self.eyes.selection or self.eyes.focused is not None:
            return None
        return in_place(self.eyes, filler.mentions[0].segments, part.segments[0])

    def _remove(self, filler: Filler) -> None:
        self._walk(Row(filler.slot, filler.id))
        self.hands.press("Delete")

    # --- the list ------------------------------------------------------------------------------

    def _answer(self, event: Event, wanted: Wanted) -> None:
        """Choose in the open list: by a key it shows, else by typing until it is the first."""
        part = self._asked_for(event, wanted)
        if part is None:
            self.hands.press("Escape")
            return
        text = typed(part)
        for place in range(len(text) + 1):
            key = self._key_of(part)
            if key:
                self.hands.press(key)
                return
            if place < len(text):
                self.hands.write(text[place])
        self.hands.press("Return")

    def _key_of(self, part: Part) -> str:
        top = self.eyes.highlighted()
        if top is not None and top.takeable and is_value(top.value, part):
            return "Return"
        entries = self.eyes.entries()
        return next((key for key, entry in entries if key and is_value(entry.value, part)), "")

    def _asked_for(self, event: Event, wanted: Wanted) -> Part | None:
        """What the row that is being edited is to hold."""
        row = self.eyes.row
        if row is None:
            return None
        for part, filler in pairs(event, wanted):
            if part.slot != row.slot:
                continue
            if (filler.id if filler else None) == row.filler_id:
                return part
        return None
