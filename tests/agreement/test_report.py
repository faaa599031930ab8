"""The report on a study: every figure against the study worked out by hand or slowly."""

from __future__ import annotations

import math
from dataclasses import replace
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reliability import alpha_by_pairs, share_of_pairs
from studies import SCHEMA, TWO, coding, event, made

from annotator import resources
from annotator.agreement.coefficients.distances import Scale
from annotator.agreement.figures import AgreementError
from annotator.agreement.reporting.comparison import Selection
from annotator.agreement.reporting.coverage import State
from annotator.agreement.reporting.lacking import Why
from annotator.agreement.reporting.levels import at_level, levels_of
from annotator.agreement.reporting.part import Apart
from annotator.agreement.reporting.report import Options, Report
from annotator.agreement.reporting.report_data import as_data, matches
from annotator.agreement.reporting.study import StudyArticle
from annotator.domain import schema_file
from annotator.domain.events import CodingStatus

FEW = Options(resamples=200)


def report(study, **more):
    selection = Selection(more.pop("round", "main"), **more)
    return Report(study, selection, FEW)


def field(found, name):
    return next(entry for entry in found.whole.fields if entry.field.name == name)


def alpha(figures):
    return figures.alpha.figure.value


def nominal(one, other):
    return one != other


def test_events_are_matched_by_evidence_and_then_by_fields():
    found = report(made(TWO))
    events = found.whole.events
    assert (events.by_evidence, events.by_both) == (4, 5)
    assert events.f1_evidence.figure.value == pytest.approx(2 * 4 / 11)
    assert events.f1_both.figure.value == pytest.approx(2 * 5 / 11)
    assert [(m["article"], m["stage"]) for m in matches(found)] == [
        ("a1", 1),
        ("a1", 1),
        ("a2", 2),
        ("a5", 1),
        ("a6", 1),
    ]
    assert found.seen_by == ((1, 1), (2, 5))


def test_strict_f1_takes_every_identifying_field_at_each_level():
    study = made(
        [
            coding("a", "ann", event(1, what="193"), event(50, what="0211"), event(90, who="TUR")),
            coding("a", "bob", event(1, what="195"), event(50, what="0212"), event(90, who="ISR")),
        ]
    )
    strict = {s.level: s.f1.figure.value for s in report(study).whole.events.strict}
    assert strict == {"code": 0, "base": pytest.approx(1 / 3), "root": pytest.approx(2 / 3)}


def test_a_code_that_is_its_root_is_so_at_every_level():
    codings = [
        coding("a", "ann", event(1, what="190"), event(50, what="042")),
        coding("a", "bob", event(1, what="190"), event(50, what="043")),
        coding("b", "ann", event(1, what="190")),
        coding("b", "bob", event(1, what="193")),
    ]
    found = report(made(codings))
    at = {"action.root": ["19", "04", "19"], "action.base": ["19", "042", "19"]}
    other = {"action.root": ["19", "04", "19"], "action.base": ["19", "043", "193"]}
    for name, first in at.items():
        expected = alpha_by_pairs([first, other[name]], nominal)
        assert alpha(field(found, name).both) == pytest.approx(expected)


def test_action_by_brute_force():
    found = field(report(made(TWO)), "action")
    first, second = ["190", "193", "042", "112", "190"], ["190", "195", "042", "112", "190"]
    assert found.both.units == 5
    assert found.both.percent.figure.value == share_of_pairs([first, second]) == 4 / 5
    assert alpha(found.both) == pytest.approx(alpha_by_pairs([first, second], nominal))
    del first[2], second[2]  # matched by fields alone
    assert alpha(found.evidence) == pytest.approx(alpha_by_pairs([first, second], nominal))
    first, second = [*first, "042", "-"], [*second, "042", "190"]  # the event of a3, absent
    assert alpha(found.absent) == pytest.approx(alpha_by_pairs([first, second], nominal))


def test_levels_pooled_count_the_share_of_levels_that_differ():
    def levels(one, other):
        paths = {"193": ("19", "193", "193"), "195": ("19", "195", "195"), "190": ("19",) * 3}
        ones, others = (paths.get(code, (code[:2], code, code)) for code in (one, other))
        return sum(a != b for a, b in zip(ones, others, strict=True)) / 3

    first, second = ["190", "193", "042", "112", "190"], ["190", "195", "042", "112", "190"]
    found = field(report(made(TWO)), "action.levels")
    assert alpha(found.both) == pytest.approx(alpha_by_pairs([first, second], levels))


def test_actors_whole_and_part_by_part_with_several_as_sets():
    codings = [
        coding("a", "ann", event(1, who="USAGOV RUS"), event(90, who="TUR")),
        coding("a", "bob", event(1, who="USAGOV"), event(90, who="TURMIL")),
    ]
    found = report(made(codings))

    def masi(one, other):
        if not one | other:
            return 0
        shared = len(one & other) / len(one | other)
        kind = 1 if one == other else 2 / 3 if one <= other or other <= one else 1 / 3
        return 1 - shared * (kind if one & other else 0)

    wanted = {
        "source": ([{"USAGOV", "RUS"}, {"TUR"}], [{"USAGOV"}, {"TURMIL"}]),
        "source_country": ([{"USA", "RUS"}, {"TUR"}], [{"USA"}, {"TUR"}]),
        "source_role": ([{"GOV"}, set()], [{"GOV"}, {"MIL"}]),
    }
    for name, sets in wanted.items():
        matrix = [[frozenset(one) for one in row] for row in sets]
        expected = alpha_by_pairs(matrix, masi)
        assert alpha(field(found, name).both) == pytest.approx(expected), name


def test_dates_exactly_nearly_and_in_days():
    found = report(made(TWO))
    assert field(found, "date.start").both.percent.figure.value == pytest.approx(3 / 5)
    assert field(found, "date.end").both.percent.figure.value == pytest.approx(4 / 5)
    assert field(found, "date").both.percent.figure.value == pytest.approx(3 / 5)
    within = [field(found, f"date.within_{days}").both.percent.figure.value for days in (1, 3, 7)]
    assert within == pytest.approx([4 / 5] * 3)
    assert alpha(field(found, "date.within_1").both) is None
    days = field(found, "date.start_days").both
    assert days.units == 4  # unresolved is no day, and no missing one either:
    assert field(found, "date.state").both.percent.figure.value == pytest.approx(4 / 5)
    expected = alpha_by_pairs([[1, 1, 1, 1], [1, 1, 1, 2]], lambda a, b: (a - b) ** 2)
    assert alpha(days) == pytest.approx(expected)


def test_places_and_the_kilometres_between_them():
    def at(name, latitude, longitude, country="SYR", admin1="Aleppo"):
        one = event(1, where=name)
        *rest, place = one.values
        value = replace(
            place.value, latitude=latitude, longitude=longitude, country=country, admin1=admin1
        )
        return replace(one, values=(*rest, replace(place, value=value)))

    codings = [
        coding("a", "ann", at("x", 0.0, 0.0)),
        coding("a", "bob", at("y", 0.0, 1.0)),
        coding("b", "ann", at("x", 10.0, 20.0)),
        coding("b", "bob", at("x", 10.0, 20.0)),
        coding("c", "ann", at("x", 0.0, 0.0)),
        coding("c", "bob", at("z", 90.0, 0.0, "TUR", "")),
    ]
    found = report(made(codings))
    degree = 2 * math.pi * 6371.0088 / 360
    kilometres = field(found, "location.km").both.median_km
    assert kilometres.value == pytest.approx(median([degree, 0, 90 * degree]))
    assert kilometres.n == 3
    assert field(found, "location").both.percent.figure.value == pytest.approx(1 / 3)
    assert field(found, "location.admin1").both.percent.figure.value == pytest.approx(2 / 3)
    assert field(found, "location.country").both.percent.figure.value == pytest.approx(2 / 3)


def test_reciprocal_events_are_the_same_either_way():
    codings = [
        coding("a", "ann", event(1, who="USA SYR", whom=None, reciprocal=True, what="036")),
        coding("a", "bob", event(1, who="SYR", whom="USA", reciprocal=True, what="036")),
        coding("b", "ann", event(1, who="TUR", whom="AZE", what="042")),
        coding("b", "bob", event(1, who="TUR", whom="AZE", what="042")),
    ]
    found = report(made(codings))
    assert [s.f1.figure.value for s in found.whole.events.strict] == [1, 1, 1]
    for name in ("source", "target", "reciprocal"):
        assert alpha(field(found, name).both) == 1
    turned = [
        replace(c, events=tuple(replace(e, reciprocal=False) for e in c.events)) for c in codings
    ]
    assert report(made(turned)).whole.events.strict[0].f1.figure.value == 1 / 2


def test_matching_by_fields_leaves_out_the_field_reported():
    """Two of three other fields agree: enough for one field, too few for the others."""
    codings = [
        coding("a", "ann", event(1, who="TUR", whom="AZE", what="042", when="2024-03-01")),
        coding("a", "bob", event(200, who="SYR", whom="IRN", what="042", when="2024-03-01")),
        coding("b", "ann", event(1, who="TUR", what="042", when="2024-03-01")),
        coding("b", "bob", event(200, who="TUR", what="043", when="2024-03-02")),
    ]
    found = report(made(codings))
    names = ("source", "action", "date", "location")
    percents = [field(found, name).both.percent.figure.value for name in names]
    assert percents == [0, 0, 0, None]  # each matched by the others; by all four, nothing is


def test_three_coders_are_joined_into_one_event():
    codings = [
        coding("a", "ann", event(1, what="190")),
        coding("a", "bob", event(3, what="193")),
        coding("a", "eva", event(200, what="193")),
        coding("b", "ann", event(1, what="042")),
        coding("b", "eva", event(1, what="042")),
        coding("b", "bob"),
    ]
    found = report(made(codings))
    assert found.seen_by == ((2, 1), (3, 1))
    entry = field(found, "action")
    matrix = [["190", "042"], ["193", None], ["193", "042"]]
    assert alpha(entry.both) == pytest.approx(alpha_by_pairs(matrix, nominal))
    assert [brief.name for brief in found.whole.by_pair] == ["ann / bob", "ann / eva", "bob / eva"]
    assert [brief.articles for brief in found.whole.by_pair] == [2, 2, 2]
    f1 = [brief.f1_both.value for brief in found.whole.by_pair]
    assert f1 == pytest.approx([2 / 3, 1, 2 / 3])
    assert found.whole.events.f1_both.figure.value == pytest.approx(sum(f1) / 3)
    two = report(made(codings), coders=("ann", "bob"))
    assert two.comparison.raters == ("ann", "bob")


# --- what counts ---------------------------------------------------------------------------------


def test_four_states_are_four_things():
    study = made(
        [*TWO, coding("a7", "ann", event(1), status=CodingStatus.IN_PROGRESS)],
        assigned=[("a8", "ann", "main")],
        articles=["a9"],
    )
    ann, bob = report(study).states
    assert ann.articles == {
        State.NOT_ASSIGNED: 1,
        State.NOT_STARTED: 1,
        State.IN_PROGRESS: 1,
        State.NOTHING: 2,
        State.FINISHED: 4,
    }
    assert bob.articles[State.NOT_ASSIGNED] == 3
    assert field(report(study), "location").blank == 8
    unknown = replace(study, assigned=None)
    assert report(unknown).states[0].articles[State.NO_CODING] == 2
    assert any("not known" in note for note in report(unknown).notes)


def test_only_articles_that_both_finished_count():
    unfinished = replace(TWO[1], status=CodingStatus.IN_PROGRESS)
    found = report(made([TWO[0], unfinished, *TWO[2:]]))
    assert [entry.article for entry in found.comparison.articles] == ["a2", "a3", "a4", "a5", "a6"]


def test_why_nobody_is_compared_is_counted():
    codings = [
        TWO[0],  # a1 by ann, given to bob who has not started
        TWO[2],
        replace(TWO[3], status=CodingStatus.IN_PROGRESS),  # a2 by ann; bob is at it
        coding("a3", "ann"),  # by ann alone
        *(coding("a4", name, round="pilot") for name in ("ann", "bob")),
    ]
    study = made(codings, assigned=[("a1", "bob", "main")], articles=["a5"])
    found = report(study).lacking
    assert found.articles == {
        Why.NOT_ASSIGNED: 2,
        Why.ONE_CODER: 1,
        Why.NOT_STARTED: 1,
        Why.IN_PROGRESS: 1,
        Why.OTHER_CODERS: 0,
    }
    assert found.other_rounds == {"pilot": 1}
    assert str(found) == (
        "Only ann has finished articles in round “main”, and agreement needs two. Articles of the"
        " project: 2 with nobody; 1 with one coder only; 1 with two or more, of whom a second one"
        " has not started; 1 with two or more, of whom a second one is still in progress. Articles"
        " of round “pilot” that two or more have finished: 1. Choose that round. An article counts"
        " once two coders have finished it."
    )
    assert report(study, round="pilot").lacking is None
    others = report(study, round="main", against="pilot").lacking
    assert "both in round “main” and in round “pilot”" in str(others)
    more = made([*codings, coding("a9", "eva")], assigned=[("a2", "eva", "main")])
    two = report(more, coders=("ann", "eva")).lacking  # that bob is at it is of no matter here
    assert (two.articles[Why.IN_PROGRESS], two.articles[Why.NOT_STARTED]) == (0, 1)
    chosen = report(made([*TWO, coding("a9", "eva")]), coders=("ann", "eva")).lacking
    assert chosen.articles[Why.OTHER_CODERS] == 6
    assert as_data(report(study))["lacking"]["articles"]["in progress"] == 1
    assert "lacking" not in as_data(report(made(TWO)))


def test_mixed_codebook_versions_are_said():
    assert report(made(TWO)).notes == ()
    mixed = report(made([replace(TWO[0], codebook=2), *TWO[1:]]))
    assert len(mixed.notes) == 2
    assert "1 (11), 2 (1)" in mixed.notes[0]


def test_undefined_is_said_with_a_reason():
    nothing = report(made([coding("a", "ann", event(1))])).whole
    for figure in (
        nothing.events.f1_both.figure,
        nothing.events.relevance.alpha.figure,
        nothing.text.u_alpha_binary.figure,
        *(entry.both.alpha.figure for entry in nothing.fields),
    ):
        assert figure.value is None
        assert figure.reason
    same = report(made([coding("a", "ann", event(1)), coding("a", "bob", event(1))]))
    entry = field(same, "action")
    assert entry.both.percent.figure.value == 1
    assert alpha(entry.both) is None
    assert "alike" in entry.both.alpha.figure.reason


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"round": "pilot"}, "no round “pilot”"),
        ({"coders": ("ann", "zoe")}, "Nobody called “zoe”"),
        ({"coders": ("ann",)}, "agrees with nobody"),
        ({"against": "main"}, "name two"),
    ],
)
def test_what_cannot_be_compared_gets_a_sentence(wrong, said):
    with pytest.raises(AgreementError, match=said):
        report(made(TWO), **wrong).comparison  # noqa: B018 - computed when asked for


# --- rounds, parts -------------------------------------------------------------------------------


def test_a_coder_against_herself():
    again = [
        replace(one, round="again", events=(event(20, what="190"),))
        for one in TWO
        if one.coder == "ann" and one.events
    ]
    study = made([*TWO, *again], rounds={"main": "main", "again": "recode"})
    found = report(study, against="again")
    assert found.comparison.raters == ("again", "main")
    assert [entry.article for entry in found.comparison.articles] == ["a1", "a2", "a5", "a6"]
    assert [brief.name for brief in found.whole.by_coder] == ["ann"]
    entry = field(found, "action")
    pairs = [["190", "042"], ["190", "190"]]
    assert alpha(entry.evidence) == pytest.approx(alpha_by_pairs(pairs, nominal))


def test_each_coder_against_what_was_settled():
    settled = [replace(one, coder="pia", round="settled") for one in TWO if one.coder == "bob"]
    study = made([*TWO, *settled], rounds={"main": "main", "settled": "adjudication"})
    found = report(study, against="settled")
    assert [brief.name for brief in found.whole.by_pair] == ["ann / settled", "bob / settled"]
    assert [brief.f1_both.value for brief in found.whole.by_pair] == pytest.approx([10 / 11, 1])
    assert [brief.name for brief in found.whole.by_coder] == ["ann", "bob"]
    assert report(study, against="settled", coders=("bob",)).comparison.raters == ("bob", "settled")


def apart(found):
    """What there is besides all that is compared."""
    return {name: part for name, part in found.parts.items() if name is not Apart.ALL}


def test_aided_and_unaided_articles_apart():
    codings = [replace(one, unaided=one.article in {"a1", "a2"}) for one in TWO]
    found = apart(report(made(codings)))
    assert {name: part.articles for name, part in found.items()} == {
        Apart.AIDED: 4,
        Apart.UNAIDED: 2,
    }
    for unaided in (False, True):
        part = found[Apart.UNAIDED if unaided else Apart.AIDED]
        alone = report(made([one for one in codings if one.unaided is unaided])).whole
        assert part.events.f1_both == alone.events.f1_both
        assert part.text.exact == alone.text.exact
        assert part.text.u_alpha_binary == alone.text.u_alpha_binary
        for one, other in zip(part.fields, alone.fields, strict=True):
            assert one.both.alpha == other.both.alpha
            assert one.evidence.percent.figure == other.evidence.percent.figure
        assert (part.by_pair, part.by_coder, part.by_week) == (
            alone.by_pair,
            alone.by_coder,
            alone.by_week,
        )
        assert [one.codes for one in part.codes] == [one.codes for one in alone.codes]
        assert [[c.values for c in one.confusions] for one in part.codes] == [
            [c.values for c in one.confusions] for one in alone.codes
        ]
    assert apart(report(made(TWO))) == {}
    mixed = report(made([replace(TWO[0], unaided=True), *TWO[1:]]))
    assert list(apart(mixed)) == [Apart.AIDED]
    assert "In 1 articles one coder had suggestions" in mixed.notes[0]


def test_a_part_of_which_there_is_nothing_is_refused_and_one_that_is_all_is_all():
    found = report(made(TWO))
    assert found.part(Apart.AIDED) is found.part(Apart.OWN) is found.whole
    for missing, said in ((Apart.UNAIDED, "without suggestions"), (Apart.SAME, "same suggestion")):
        with pytest.raises(AgreementError, match=said):
            found.part(missing)


SUGGESTED = [
    coding("a", "ann", event(1, suggestion="s1"), event(60, what="042", suggestion="s2")),
    coding("a", "bob", event(1, suggestion="s1"), event(60, what="043", suggestion="s3")),
    coding("b", "ann", event(1, what="042", suggestion="s1")),
    coding("b", "bob", event(1, what="042", suggestion="s1")),
]


def test_the_same_suggestion_accepted_by_both_apart():
    entry = field(report(made(SUGGESTED)), "action")
    assert (entry.same_suggestion.units, entry.own.units) == (2, 1)
    assert alpha(entry.same_suggestion) == 1
    assert entry.own.percent.figure.value == 0
    assert field(report(made(SUGGESTED)), "date").same_suggestion is None


def test_codes_pairs_and_weeks_of_the_same_suggestion_apart():
    found = report(made(SUGGESTED))
    assert list(apart(found)) == [Apart.SAME, Apart.OWN]
    same, own = found.parts[Apart.SAME], found.parts[Apart.OWN]
    codes = [
        next(codes for codes in part.codes if codes.field.name == "action") for part in (same, own)
    ]
    assert [{c.code: c.given for c in one.codes} for one in codes] == [
        {"042": 2, "190": 2},
        {"042": 1, "043": 1},
    ]
    assert [len(one.confusions) for one in codes] == [0, 1]
    for smaller in ("by_pair", "by_week"):
        ((one,), (other,)) = (getattr(part, smaller) for part in (same, own))
        assert (one.fields["action"].units, other.fields["action"].units) == (2, 1)
        assert (alpha(one.fields["action"]), alpha(other.fields["action"])) == (1, 0)
    whole = {entry.field.name: entry for entry in found.whole.fields}
    for part, name in ((same, "same_suggestion"), (own, "own")):
        (entry,) = (one for one in part.fields if one.field.name == "action")
        assert entry.both.alpha.figure == getattr(whole["action"], name).alpha.figure
        assert entry.absent is entry.own is None


def test_drift_by_week():
    days = {"a1": "2026-01-05", "a2": "2026-01-06"}
    codings = [replace(one, finished=days.get(one.article, "2025-12-30")) for one in TWO]
    found = report(made(codings)).whole.by_week
    assert [(brief.name, brief.articles) for brief in found] == [("2026-W01", 4), ("2026-W02", 2)]
    assert found[1].f1_evidence.value == pytest.approx(2 * 2 / 6)


def test_codes_and_what_they_are_confused_with():
    found = report(made(TWO))
    action = next(codes for codes in found.whole.codes if codes.field.name == "action")
    assert [(one.values, len(one.places)) for one in action.confusions] == [(("193", "195"), 1)]
    where = found.where(action.field, action.confusions[0].places[0])
    assert where.article == "a1"
    assert [key.partition("/")[0] for key in where.events] == [
        "60-RUSMIL-193-SYR",
        "60-RUS-195-SYR",
    ]
    given = {one.code: (one.given, one.alpha.value) for one in action.codes}
    assert given["190"] == (4, pytest.approx(1.0))
    binary = alpha_by_pairs([[0, 1, 0, 0, 0], [0, 0, 0, 0, 0]], nominal)
    assert given["193"] == (1, pytest.approx(binary))


# --- nothing but the codings decides -------------------------------------------------------------


def figures_of(study):
    return unnamed(as_data(report(study)))


def flat(data, path=""):
    if isinstance(data, dict):
        return {
            k: v for name, entry in data.items() for k, v in flat(entry, f"{path}/{name}").items()
        }
    if isinstance(data, list):
        return {k: v for at, e in enumerate(data) for k, v in flat(e, f"{path}/{at}").items()}
    return {path: data}


def alike(one, other):
    one, other = flat(one), flat(other)
    assert one.keys() == other.keys()
    for name, value in one.items():
        if isinstance(value, float):
            assert other[name] == pytest.approx(value, abs=1e-12), name
        else:
            assert other[name] == value, name


CODERS = ("ann", "bob", "eva")
events = st.builds(
    event,
    st.sampled_from([None, 1, 5, 40, 200]),
    who=st.sampled_from([None, "USA", "USAGOV RUS", "SYR"]),
    what=st.sampled_from([None, "190", "193", "042"]),
    whom=st.sampled_from([None, "SYR", "USA"]),
    when=st.sampled_from([None, "2024-03-01", "2024-03-02/2024-03-05", "unresolved"]),
    where=st.sampled_from([None, "Gao", "Baku"]),
    suggestion=st.sampled_from(["", "s"]),
    reciprocal=st.booleans(),
)
works = st.dictionaries(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(CODERS)),
    st.tuples(st.lists(events, max_size=3), st.booleans()),
    max_size=9,
)


@settings(max_examples=8, deadline=None)
@given(works, st.permutations(CODERS), st.randoms())
def test_the_order_of_coders_events_and_articles_changes_nothing(made_of, names, draw):
    codings = [
        coding(article, coder, *found, unaided=unaided)
        for (article, coder), (found, unaided) in made_of.items()
    ]
    renamed = dict(zip(CODERS, names, strict=True))
    mixed = [
        replace(
            one, coder=renamed[one.coder], events=tuple(draw.sample(one.events, len(one.events)))
        )
        for one in draw.sample(codings, len(codings))
    ]
    whole = made([*codings, coding("d", "ann"), coding("d", "bob")])
    again = made([*mixed, coding("d", renamed["ann"]), coding("d", renamed["bob"])])
    few = Options(resamples=10)
    ours, theirs = (as_data(Report(s, Selection("main"), few)) for s in (whole, again))
    alike(unnamed(ours), unnamed(theirs))


def unnamed(data):
    """The figures without who is who."""
    if not isinstance(data, dict):
        return data
    return {
        name: unnamed(entry)
        for name, entry in data.items()
        if name not in {"raters", "states", "by_pair", "codes", "settings"}
    }


def test_the_seed_decides_the_intervals_and_nothing_else():
    study = made(TWO)
    assert figures_of(study) == figures_of(study)
    other = Report(study, Selection("main"), replace(FEW, seed=2)).whole
    one = report(study).whole
    assert one.events.f1_both.figure == other.events.f1_both.figure
    assert one.fields[0].both.alpha.interval != other.fields[0].both.alpha.interval


def test_twice_as_many_articles_leave_alpha_and_narrow_the_interval():
    many = [replace(one, article=f"{one.article}-{copy_}") for copy_ in range(20) for one in TWO]
    once, often = (field(report(made(codings)), "action").both for codings in (TWO, many))
    n, large = 10, 200
    observed = (1 - alpha(once)) / (n - 1)  # the small-sample term is n - 1 over n
    assert alpha(often) == pytest.approx(1 - observed * n * (large - 1) / large)
    widths = [f.alpha.interval.high - f.alpha.interval.low for f in (once, often)]
    assert widths[1] < widths[0] / 2


def test_a_schema_without_levels_dyads_or_reciprocity_is_compared_as_well():
    for name in resources.schema_names():
        schema = schema_file.load(resources.schema_path(name))
        empty = made([coding("a", "ann"), coding("a", "bob")], schema=schema)
        found = report(empty)
        assert found.whole.articles == 1
        assert {entry.field.column for entry in found.whole.fields} >= {
            slot.name for slot in schema.slots
        }
    assert SCHEMA.name


def test_articles_without_a_title_are_compared_as_well():
    study = replace(made(TWO), articles=(StudyArticle("a1"),))
    assert report(study).whole.events.f1_both.figure.value == pytest.approx(10 / 11)


def test_weights_of_ones_own():
    """Half as far apart where only the last digit differs."""
    labels = ("042", "112", "190", "193", "195")
    apart = tuple(
        tuple(0.0 if a == b else 0.5 if a[:2] == b[:2] else 1.0 for b in labels) for a in labels
    )
    options = replace(FEW, weights={"action": Scale("custom", labels, apart)})
    entry = field(Report(made(TWO), Selection("main"), options), "action")
    first, second = ["190", "193", "042", "112", "190"], ["190", "195", "042", "112", "190"]
    expected = alpha_by_pairs([first, second], lambda a, b: apart[labels.index(a)][labels.index(b)])
    assert entry.statistics["krippendorff_alpha_custom"].value == pytest.approx(expected)
    assert entry.statistics["cohen_kappa_custom"].value == pytest.approx(1 - 0.1 / 0.66)
    assert field(report(made(TWO)), "action").statistics == {}


def test_an_event_is_absent_only_from_codings_that_are_finished():
    codings = [
        coding("a", "ann", event(1, what="190")),
        coding("a", "bob", event(1, what="193")),
        coding("a", "eva", status=CodingStatus.IN_PROGRESS),
        coding("b", "ann", event(1, what="042")),
        coding("b", "eva"),
    ]
    entry = field(report(made(codings)), "action")
    matrix = [["190", "042"], ["193", None], [None, "-"]]
    assert alpha(entry.absent) == pytest.approx(alpha_by_pairs(matrix, nominal))


def test_a_heading_and_the_code_for_nothing_more_special_are_one_at_every_level():
    codes = SCHEMA.code_list("action")
    levels = levels_of(codes)
    assert [[at_level(codes, level, code) for level in levels] for code in ("19", "190")] == [
        ["19"] * 3
    ] * 2
    assert [at_level(codes, level, "1951") for level in levels] == ["19", "195", "1951"]
    assert at_level(codes, levels[0], "unknown") == "unknown"
    codings = [
        coding("a", "ann", event(1, what="190"), event(50, what="042")),
        coding("a", "bob", event(1, what="19"), event(50, what="042")),
    ]
    found = report(made(codings))
    assert field(found, "action").both.percent.figure.value == 1 / 2
    assert alpha(field(found, "action.levels").both) == 1
    assert [s.f1.figure.value for s in found.whole.events.strict] == [1, 1, 1]


def test_an_event_with_a_direction_is_not_the_reciprocal_one():
    codings = [
        coding("a", "ann", event(1, whom=None, reciprocal=True)),
        coding("a", "bob", event(1, whom=None)),
    ]
    assert report(made(codings)).whole.events.strict[0].f1.figure.value == 0


def test_three_coders_are_confused_pair_by_pair():
    codings = [
        coding("a", "ann", event(1, what="190")),
        coding("a", "bob", event(1, what="193")),
        coding("a", "eva", event(1, what="195")),
    ]
    (action,) = [c for c in report(made(codings)).whole.codes if c.field.name == "action"]
    assert {(one.values, one.places[0].raters) for one in action.confusions} == {
        (("190", "193"), ("ann", "bob")),
        (("190", "195"), ("ann", "eva")),
        (("193", "195"), ("bob", "eva")),
    }
    assert all(len(one.places) == 1 for one in action.confusions)
