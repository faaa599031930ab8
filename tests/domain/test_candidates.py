"""Which candidate comes first: by the day, by the list it must fit, by what was chosen before."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from annotator.domain.candidates import (
    DECISIONS,
    DICTIONARY,
    Habits,
    date_slot,
    day_of_event,
    days_of,
    first_choice,
    fitting,
    ordered,
    stands_clear,
    sureness,
    with_habits,
)
from annotator.domain.dictionary import Entry, Owner, by_form
from annotator.domain.events import Event, Filler
from annotator.domain.schema_text import decode
from annotator.domain.suggestions import Candidate
from annotator.domain.values import Bound, DateValue, Provenance, ValueKind
from annotator.resources import schema_path

DAY = dt.date(2024, 3, 5)
BEFORE = Candidate("SYRGOV", valid_to=dt.date(2023, 12, 31), origin="office")
SINCE = Candidate("SYRELI", valid_from=dt.date(2024, 1, 1), origin="office")
ALWAYS = Candidate("SYR", origin="office")
OTHER = Candidate("TUR", origin="codebook")


@pytest.fixture(scope="module")
def schema():
    return decode(json.loads(schema_path("cameo").read_text(encoding="utf-8")))


def sure(value: str, confidence: float | None) -> Candidate:
    return Candidate(value, confidence=confidence)


@pytest.mark.parametrize(
    ("given", "day", "expected"),
    [
        ((BEFORE, SINCE, ALWAYS), DAY, (SINCE, ALWAYS)),
        ((BEFORE, SINCE, ALWAYS), dt.date(2023, 12, 31), (BEFORE, ALWAYS)),
        ((BEFORE, SINCE, ALWAYS), None, (SINCE, ALWAYS, BEFORE)),  # what has ended behind
        ((ALWAYS, SINCE), DAY, (SINCE, ALWAYS)),  # dated ones before undated ones of one place
        ((OTHER, ALWAYS, SINCE), DAY, (OTHER, SINCE, ALWAYS)),  # of one place only
        ((BEFORE,), DAY, ()),
        ((), DAY, ()),
    ],
)
def test_candidates_are_ordered_by_the_day(given, day, expected):
    assert ordered(given, day) == expected


@pytest.mark.parametrize(
    ("confidences", "clear"),
    [
        ((0.6, 0.4), True),
        ((0.65, 0.5), True),
        ((0.6, 0.5), False),
        ((0.5, 0.6), False),
        ((None, None), True),
        ((0.5, None), True),
        ((0.2,), True),
        ((), False),
    ],
)
def test_a_first_candidate_stands_clear_or_not(confidences, clear):
    given = [sure(str(n), c) for n, c in enumerate(confidences)]
    assert stands_clear(given) is clear


def test_only_a_list_of_codes_needs_a_clear_first_choice():
    close = (sure("1", 0.5), sure("2", 0.5))
    assert first_choice(ValueKind.CODE, close) is None
    assert first_choice(ValueKind.COMPOSED, close) == close[0]
    assert first_choice(ValueKind.COMPOSED, ()) is None


@pytest.mark.parametrize(
    ("confidence", "words"), [(0.9, "sure"), (0.6, "likely"), (0.2, "a guess"), (None, "")]
)
def test_confidence_has_words(confidence, words):
    assert sureness(confidence) == words


def test_intervals_have_words():
    assert days_of(BEFORE) == "until 2023-12-31"
    assert days_of(SINCE) == "since 2024-01-01"
    assert days_of(ALWAYS) == ""


def test_a_list_takes_only_codes_that_it_can_give(schema):
    given = tuple(map(Candidate, ("138", "13", "130", "NERGOV")))
    assert [c.value for c in fitting(schema, schema.slot("action"), given)] == ["138", "130"]
    assert fitting(schema, schema.slot("attribution"), (Candidate("NERGOV"),)) == ()
    assert fitting(schema, schema.slot("source"), given) == given


def event_with(value: DateValue | None) -> Event:
    fillers = (Filler(1, "", 1, "date", 0, value, Provenance.BY_HAND),) if value else ()
    return Event(1, "", 1, 0, False, fillers)


def test_the_day_is_that_of_the_event_else_of_publication(schema):
    april = dt.date(2024, 4, 9)
    ending = DateValue(None, april, Bound.OPEN, Bound.KNOWN)
    assert date_slot(schema).name == "date"
    assert day_of_event(schema, event_with(DateValue.day(april)), DAY) == april
    assert day_of_event(schema, event_with(ending), DAY) == april
    assert day_of_event(schema, event_with(None), DAY) == DAY
    assert day_of_event(schema, None, None) is None


# --- habits ------------------------------------------------------------------------------------


def names(*entries: tuple[str, str]) -> Habits:
    own = [
        Entry(surface, code, owner=Owner.OWN, dictionary="Ann’s dictionary")
        for surface, code in entries
    ]
    return Habits(by_form(own))


def actor(schema, habits: Habits, words: str, *given: str) -> list[str]:
    found = with_habits(
        schema,
        habits,
        tuple(map(Candidate, given)),
        mention_type="actor",
        words=words,
        label="PERSON",
    )
    return [candidate.value for candidate in found]


def test_the_coders_own_name_comes_first(schema):
    assert actor(schema, names(("Assad", "SYRGOV")), "ASSAD", "SYR") == ["SYRGOV", "SYR"]


def test_a_part_of_the_words_counts_and_the_longest_first(schema):
    own = names(("Assad", "SYRGOV"), ("Bashar al-Assad", "SYRELI"))
    assert actor(schema, own, "President Bashar al-Assad") == ["SYRELI"]
    assert actor(schema, own, "President Assad", "SYR") == ["SYRGOV", "SYR"]
    assert actor(schema, own, "Assadists", "SYR") == ["SYR"]


def test_a_part_never_hides_a_code_that_goes_on_with_its_own(schema):
    own = names(("Israel", "ISR"))
    assert actor(schema, own, "Israel Defense Forces", "ISRMIL") == ["ISRMIL", "ISR"]
    assert actor(schema, own, "Israel", "ISRMIL") == ["ISR", "ISRMIL"]


def test_names_are_for_actors_only(schema):
    own = names(("Baku", "AZEGOV"))
    found = with_habits(schema, own, (), mention_type="location", words="Baku", label="GPE")
    assert found == ()


def test_the_reason_names_the_dictionary(schema):
    own = names(("Assad", "SYRGOV"))
    (whole,) = with_habits(schema, own, (), mention_type="actor", words="Assad", label="PERSON")
    (part,) = with_habits(schema, own, (), mention_type="actor", words="Mr Assad", label="PERSON")
    assert whole.reason == "in Ann’s dictionary"
    assert part.reason == "“Assad” in Ann’s dictionary"
    assert {whole.origin, part.origin} == {DICTIONARY}


def action(schema, chosen: dict[str, int], *given: Candidate) -> tuple[Candidate, ...]:
    return with_habits(
        schema,
        Habits(codes={"threaten attack": chosen}),
        given,
        mention_type="action",
        words="threatened to attack",
        label="threaten attack",
    )


def test_codes_chosen_before_come_first_with_their_number(schema):
    found = action(schema, {"130": 1, "138": 3}, Candidate("130", "Threaten", confidence=0.9))
    assert [c.value for c in found] == ["138", "130"]
    assert found[0].reason == "you chose it 3 times for “threaten attack”"
    assert found[1].reason == "you chose it once for “threaten attack”"
    assert {c.origin for c in found} == {DECISIONS}


def test_what_was_chosen_often_stands_clear_of_the_machine(schema):
    machine = (sure("190", 0.5), sure("130", 0.45))
    assert stands_clear(action(schema, {"138": 3}, *machine))
    assert not stands_clear(action(schema, {"138": 1}, *machine))


def test_a_code_that_can_no_longer_be_given_is_left_out(schema):
    assert action(schema, {"13": 2, "XYZ": 4}) == ()
