"""What a coder chose before speaks on that coder's own articles, and on no others."""

from __future__ import annotations

import pytest

from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Desk
from annotator.domain.suggestions import Candidate, Highlighted, NewSuggestion
from annotator.domain.values import CodeValue, DateValue, Provenance
from annotator.storage import highlights, ops, people, reads
from tests.storage import coded
from tests.storage.coded import PIPELINE, at, desk_of, make, sitting


@pytest.fixture
def place(tmp_path):
    with sitting(make(tmp_path / "p.db")) as (project, desk):
        yield project, desk


def suggest(project, article_id, *candidates: Candidate, kind="what", words="hosted"):
    text = reads.text_of(project.connection, article_id)
    made = NewSuggestion(kind, at(words, text=text), "host leader", candidates, 0.5)
    highlights.store(project, PIPELINE, Highlighted(article_id, (made,)))


def seen(project, desk, article_id):
    (found,) = reads.suggestions(project.connection, desk, article_id)
    return found


def offered(project, desk, article_id):
    connection, schema = project.connection, project.schema
    return reads.candidates_of(
        connection,
        seen(project, desk, article_id),
        schema=schema,
        habits=reads.habits(connection, desk, schema, article_id),
    )


def take(project, desk, article_id, slot, **options):
    event = ops.create_event(project, desk, article_id).event_id
    found = seen(project, desk, article_id)
    changes = ops.fill_slot(project, desk, event, slot, suggestion_id=found.id, **options)
    coding = reads.coding(project.connection, desk, article_id)
    return next(f for f in coding.event(event).fillers if f.id == changes.filler_id)


def give_to(project, article_id, name):
    other = desk_of(project, name)
    with project.write() as connection:
        connection.execute(
            "INSERT INTO assignment (uuid, article_id, coder_id, round_id, position, created_at)"
            " VALUES (?, ?, ?, ?, 0, '')",
            (f"{name}{article_id}", article_id, other.coder.id, other.round.id),
        )


def test_a_candidate_given_is_stored_as_accepted(place):
    project, desk = place
    suggest(project, 1, Candidate("043"), Candidate("042"))
    filler = take(project, desk, 1, "deed", candidate="042")
    assert (filler.value, filler.provenance) == (CodeValue("042"), Provenance.ACCEPTED)


def test_codes_that_lie_close_are_left_to_the_coder(place):
    project, desk = place
    suggest(project, 1, Candidate("043", confidence=0.5), Candidate("042", confidence=0.45))
    filler = take(project, desk, 1, "deed")
    assert filler.value is None
    ops.set_value(project, desk, filler.id, CodeValue("042"), candidate=True)
    coding = reads.coding(project.connection, desk, 1)
    assert coding.events[0].fillers[0].provenance is Provenance.ACCEPTED


def test_a_value_changed_to_another_candidate_later_is_edited(place):
    project, desk = place
    suggest(project, 1, Candidate("043"), Candidate("042"))
    filler = take(project, desk, 1, "deed")
    ops.set_value(project, desk, filler.id, CodeValue("042"), candidate=True)
    coding = reads.coding(project.connection, desk, 1)
    assert coding.events[0].fillers[0].provenance is Provenance.EDITED


def test_the_event_s_date_chooses_what_is_stored(place):
    project, desk = place
    suggest(
        project,
        1,
        Candidate("TURGOV", valid_to=coded.APRIL_9),
        Candidate("TUR", valid_from=coded.APRIL_10),
        kind="who",
        words="Azerbaijan",
    )
    assert take(project, desk, 1, "giver").value == CodeValue("TUR")  # by publication
    event = ops.create_event(project, desk, 1).event_id
    ops.fill_slot(project, desk, event, "day", value=DateValue.day(coded.APRIL_9))
    ops.fill_slot(project, desk, event, "giver", suggestion_id=seen(project, desk, 1).id)
    (giver,) = reads.coding(project.connection, desk, 1).event(event).in_slot("giver")
    assert giver.value == CodeValue("TURGOV")


def test_codes_chosen_in_other_articles_come_first(place):
    project, desk = place
    for article_id in (1, 2, 3):
        suggest(project, article_id, Candidate("043", confidence=0.4))
    for article_id in (1, 2):
        take(project, desk, article_id, "deed", candidate="042")
    found = offered(project, desk, 3)
    assert [c.value for c in found] == ["042", "043"]
    assert found[0].reason == "you chose it 2 times for “host leader”"
    assert take(project, desk, 3, "deed").value == CodeValue("042")  # the window's first choice
    assert [c.value for c in offered(project, desk_of(project, "bob"), 1)] == ["043"]


@pytest.mark.parametrize("how", ["assigned", "coded"])
def test_what_two_coders_get_shows_nobodys_choices(place, how):
    project, desk = place
    suggest(project, 1, Candidate("TUR"), kind="who", words="Azerbaijan")
    suggest(project, 2, Candidate("TUR"), kind="who", words="Azerbaijan")
    ops.learn_name(project, desk, "Azerbaijan", "AZE")
    assert offered(project, desk, 2)[0].value == "AZE"
    if how == "assigned":
        give_to(project, 2, "bob")
    else:
        ops.create_event(project, desk_of(project, "bob"), 2)
    assert [c.value for c in offered(project, desk, 2)] == ["TUR"]
    assert take(project, desk, 2, "giver").value == CodeValue("TUR")
    assert offered(project, desk, 1)[0].value == "AZE"


def test_every_other_place_of_a_name_becomes_evidence(place):
    project, desk = place
    text = reads.text_of(project.connection, 1)
    event = ops.create_event(project, desk, 1).event_id
    ops.fill_slot(project, desk, event, "spot", segments=at("Baku", text=text))
    (spot,) = reads.coding(project.connection, desk, 1).events[0].in_slot("spot")
    ops.add_all_of_name(project, desk, spot.id)
    (spot,) = reads.coding(project.connection, desk, 1).events[0].in_slot("spot")
    assert [m.quote for m in spot.mentions] == ["Baku"] * text.count("Baku")
    with pytest.raises(EditRefusedError, match="nowhere else"):
        ops.add_all_of_name(project, desk, spot.id)
    project.undo(desk)
    (spot,) = reads.coding(project.connection, desk, 1).events[0].in_slot("spot")
    assert len(spot.mentions) == 1


def test_a_value_without_words_has_no_name(place):
    project, desk = place
    event = ops.create_event(project, desk, 1).event_id
    ops.fill_slot(project, desk, event, "deed", value=CodeValue("042"))
    (deed,) = reads.coding(project.connection, desk, 1).events[0].in_slot("deed")
    with pytest.raises(EditRefusedError, match="no words"):
        ops.add_all_of_name(project, desk, deed.id)


def test_recoding_does_not_show_what_the_first_coding_chose(place):
    project, desk = place
    for article in (1, 2):
        suggest(
            project, article, Candidate("AZE"), Candidate("TUR"), kind="who", words="Azerbaijan"
        )
    first = take(project, desk, 1, "giver", candidate="TUR")
    ops.learn_name(project, desk, "Azerbaijan", "TUR", filler_id=first.id)
    again = Desk(desk.coder, people.find_or_add_round(project, "again", kind="recode"))
    later = Desk(desk.coder, people.find_or_add_round(project, "later", kind="main"))
    shown = {which: offered(project, who, 1)[0].value for which, who in _desks(desk, again)}
    assert shown == {"main": "TUR", "again": "AZE"}  # the name that this article taught
    assert offered(project, again, 2)[0].value == "TUR"  # elsewhere she may use it
    assert offered(project, later, 1)[0].value == "TUR"
    assert reads.recent_codes(project.connection, desk, "giver") == ["TUR"]
    assert reads.recent_codes(project.connection, later, "giver") == ["TUR"]
    assert reads.recent_codes(project.connection, again, "giver") == []


def _desks(*desks):
    return [(desk.round.name, desk) for desk in desks]
