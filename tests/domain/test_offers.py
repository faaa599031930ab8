"""Which whole events are on offer, and in what order."""

from annotator.domain import schema_file
from annotator.domain.events import Coding, CodingStatus, Event, Filler, Mention, Segment
from annotator.domain.offers import MOST, offers, page_of, step
from annotator.domain.suggestions import SuggestedEvent
from annotator.domain.values import Provenance
from annotator.resources import schema_path

SCHEMA = schema_file.load(schema_path("cameo"))


def event(number, start, *, repeats=None, decision=""):
    segments = (Segment(start, start + 3),)
    return SuggestedEvent(number, segments, "met", (), (), False, decision, 0.5, repeats)


def listed(*events, coding=None):
    return [
        (offer.event.id, [other.id for other in offer.again])
        for offer in offers(events, SCHEMA, coding)
    ]


def test_they_stand_by_place_in_the_text():
    assert listed(event(1, 50), event(2, 10), event(3, 30)) == [(2, []), (3, []), (1, [])]


def test_repeated_ones_are_folded_under_the_first():
    events = event(1, 10), event(2, 20, repeats=1), event(3, 30, repeats=2), event(4, 5)
    assert listed(*events) == [(4, []), (1, [2, 3])]


def test_what_is_decided_is_not_offered_and_its_repetitions_are_not():
    assert listed(event(1, 10, decision="accepted"), event(2, 20, repeats=1)) == []
    assert listed(event(1, 10), event(2, 20, repeats=1, decision="rejected")) == [(1, [])]
    assert listed(event(2, 20, repeats=99)) == [(2, [])]


def test_what_is_coded_by_hand_is_not_offered():
    mention = Mention(7, "", "action", (Segment(8, 12),), ("acts",))
    action = Filler(5, "", 3, SCHEMA.code_slot, 0, None, Provenance.BY_HAND, (mention,))
    coded = Event(3, "", 1, 0, False, (action,))
    coding = Coding(1, "", 1, 1, 1, CodingStatus.IN_PROGRESS, events=(coded,))
    assert listed(event(1, 10), event(2, 12), coding=coding) == [(2, [])]


def test_looking_goes_round_from_the_caret():
    found = offers([event(1, 10), event(2, 20), event(3, 30)], SCHEMA)

    def to(looked_at, by, caret=0):
        return step(found, looked_at, by, caret=caret).event.id

    assert [to(None, 1), to(None, 1, 15), to(None, 1, 31), to(None, -1, 15)] == [1, 2, 1, 1]
    assert [to(1, 1), to(3, 1), to(1, -1), to(99, 1, 20)] == [2, 1, 3, 2]
    assert step((), None, 1) is None


def test_thousands_are_shown_by_pages_around_the_one_looked_at():
    found = offers([event(n, n * 5) for n in range(1, 3 * MOST)], SCHEMA)
    assert page_of(found, None) == 0
    assert page_of(found, MOST) == 0
    assert page_of(found, MOST + 1) == MOST
    assert page_of(found, 99_999, MOST) == MOST
    assert page_of(found[:5], None, MOST) == 0
    assert page_of((), None, MOST) == 0
