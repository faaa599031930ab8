"""Whole events from syntax."""

from __future__ import annotations

import pytest

from tests.nlp.suggested import best_event, in_words, read


def sides(text: str, **options: object) -> tuple[list[str], list[str], bool]:
    """Words of sources and targets of the most certain event, and whether it is reciprocal."""
    event, parts = best_event(text, **options)
    return (
        [words for words, _ in parts.get("source", [])],
        [words for words, _ in parts.get("target", [])],
        event.reciprocal,
    )


@pytest.mark.parametrize(
    ("text", "sources", "targets", "reciprocal"),
    [
        ("Iran attacked Iraq.", ["Iran"], ["Iraq"], False),
        ("Iraq was attacked by Iran.", ["Iran"], ["Iraq"], False),
        ("Iran and Iraq signed a treaty.", ["Iran", "Iraq"], [], True),
        ("Talks between Iran and Iraq began.", ["Iran", "Iraq"], [], True),
        ("Iran's attack on Iraq began on Monday.", ["Iran"], ["Iraq"], False),
        ("France urged Mali to hold elections.", ["France"], ["Mali"], False),
        ("Russia demanded that Poland release the ship.", ["Russia"], ["Poland"], False),
        ("Japan said it had halted aid to Serbia.", ["Japan"], ["Serbia"], False),
        ("Kenya rejected a Ugandan proposal.", ["Kenya"], ["Ugandan"], False),
        ("Kenya met with Uganda and Rwanda.", ["Kenya"], ["Uganda", "Rwanda"], False),
        ("Canada hosted the Greek prime minister.", ["Canada"], ["Greek prime minister"], False),
    ],
)
def test_who_does_it_to_whom(text, sources, targets, reciprocal):
    assert sides(text) == (sources, targets, reciprocal)


def test_coordinated_verbs_share_their_subject():
    text = "Turkey attacked Syria and arrested Kurdish fighters."
    found = read(text)
    made = [in_words(text, event, found) for event in found.events]
    assert [parts["source"] for parts in made] == [[("Turkey", "TUR")], [("Turkey", "TUR")]]
    assert made[1]["target"][0][0] == "Kurdish fighters"


def test_place_and_date_of_the_clause_are_taken():
    text = "Turkish soldiers attacked Kurdish rebels in Afrin on 20 January 2018."
    _, parts = best_event(text)
    assert parts["location"][0][0] == "Afrin"
    assert "20 January 2018" in parts["date"][0][0]


def test_the_same_event_reported_again_is_recognised():
    text = "Iran attacked Iraq on Monday.\n\nThe market fell. Iran attacked Iraq, officials said."
    events = read(text).events
    assert [event.repeats for event in events] == [None, 0]


def test_an_action_is_filled_only_where_one_code_stands_clear():
    text = "Iran attacked Iraq. Japan imposed sanctions on Russia."
    found = read(text)
    values = {
        in_words(text, e, found)["action"][0][0]: in_words(text, e, found)["action"][0][1]
        for e in found.events
    }
    for event in found.events:
        first = next(f for f in event.fillers if f.slot == "action")
        candidates = found.suggestions[first.mention].candidates
        clear = candidates[0].confidence >= 1.3 * candidates[1].confidence
        assert bool(first.value) == clear
    assert len(values) == 2


def test_a_long_article_in_pieces_keeps_its_fillers_together():
    one = "Iran attacked Iraq on Monday. "
    text = one * 1500  # several pieces of what is read at once
    found = read(text)
    assert len(found.events) >= 80
    for event in found.events[-3:]:
        words = in_words(text, event, found)
        assert words["source"][0][0] == "Iran"
        start = event.segments[0].start
        mention = next(f.mention for f in event.fillers if f.slot == "source")
        assert abs(found.suggestions[mention].segments[0].start - start) < 20


def test_emptiness_and_oddities_are_survived():
    for text in ("", " \n ", "!!!", "A", "\U0001f600 Iran \U0001f600 attacked Iraq", "of by to on"):
        assert read(text).failure == ""


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Kenya arrested four Ugandans, police said on Monday.", "police", "official"),
        ("Kenya attacked Somalia, witnesses said.", "witnesses", "witness"),
        ("Iran invaded Iraq, according to two sources.", "sources", "unnamed"),
        ("Turkey bombed Syria, a newspaper reported.", "newspaper", "outlet"),
    ],
)
def test_reported_speech_brings_its_attribution(text, words, kind):
    _, parts = best_event(text)
    assert parts["attribution"] == [(words, kind)]
    assert len(parts["source"]) == len(parts["target"]) == 1


def test_what_is_told_as_background_is_historical():
    found = read("Kenya met Uganda after it had invaded Somalia.")
    statuses = [dict(event.attributes).get("status") for event in found.events]
    assert statuses == [None, "historical"]
