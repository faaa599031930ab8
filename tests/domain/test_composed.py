"""Composed codes: explained part by part, and composed by typing."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.composed import compose, elements_from, explain, split
from annotator.domain.schema import Code, CodeList, Composition, Position, Schema
from annotator.domain.schema_text import decode
from annotator.resources import schema_path


@pytest.fixture(scope="module")
def cameo():
    return decode(json.loads(schema_path("cameo").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def actor(cameo):
    return cameo.composition("actor")


def schema_of(*lists, compositions):
    return Schema(
        *("tiny", "Tiny", "1", "", ""),
        *((), (), (), lists, compositions),
        *("", None, False, (), (), (), ()),
    )


FARM = schema_of(
    CodeList(
        "beast", "Beast", (Code("1", "CO", "cow", search=("cattle",)), Code("2", "HE", "hen"))
    ),
    CodeList("hue", "Hue", (Code("3", "RE", "red"), Code("4", "co", "copper"))),
    compositions=(
        Composition(
            *("animal", "Animal", 2, 3, "??"),
            (Position("kind", "Kind", ("beast",), 1), Position("hue", "Hue", ("hue",), 0, 2)),
        ),
    ),
)
ANIMAL = FARM.composition("animal")


class TestExplaining:
    def test_each_part_is_named(self, cameo, actor):
        found = explain(cameo, actor, "TURMIL")
        assert found.label == "TUR Türkiye · MIL military"
        assert [(p.element, p.code_list, p.known) for p in found.parts] == [
            ("TUR", "country", True),
            ("MIL", "role", True),
        ]
        assert found.complete
        assert found.warnings == ()

    def test_unspecified_is_complete(self, cameo, actor):
        found = explain(cameo, actor, "---")
        assert found.complete
        assert found.label == "--- Unspecified actor"
        assert explain(cameo, actor, "---MIL").complete

    def test_the_position_types_the_same_letters(self, cameo, actor):
        def lists(code):
            return [part.code_list for part in explain(cameo, actor, code).parts]

        assert lists("TURREBkur") == ["country", "role", "ethnic"]
        assert lists("SWECVLtur") == ["country", "role", "ethnic"]
        assert lists("NGOTUR") == ["generic", "country"]
        assert lists("SUN") == ["country"]
        assert lists("IRQGOVSUN") == ["country", "role", "religion"]
        assert lists("IMGMOSALQ") == ["generic", "religion", "organisation"]
        assert lists("NGMENVGRP") == ["generic", "role", "organisation"]
        assert lists("IGOUNOPKO") == ["generic", "organisation", "generic"]

    def test_codes_in_capitals_are_typed_by_position_too(self, cameo, actor):
        found = explain(cameo, actor, "SWECVLTUR")
        assert found.parts[2].code == "tur"
        assert found.parts[2].code_list == "ethnic"
        assert found.complete
        assert found.warnings == ('"TUR" is read as "tur" (Turk).',)

    def test_small_letters_are_never_read_as_a_country(self, cameo, actor):
        found = explain(cameo, actor, "turMIL")
        assert [part.code_list for part in found.parts] == ["ethnic", "role"]
        assert not found.complete
        assert found.warnings == ('"Country or kind of international actor" is missing.',)

    def test_what_is_unknown_or_misplaced_warns(self, cameo, actor):
        assert explain(cameo, actor, "TURXYZ").warnings == ('"XYZ" is not in the codebook.',)
        assert not explain(cameo, actor, "TURXYZ").complete
        assert explain(cameo, actor, "TURGOVUSA").warnings == (
            '"USA" (United States) does not belong where it stands.',
        )
        assert explain(cameo, actor, "TURMI").warnings == (
            '"MI" is too short: each element has 3 characters.',
        )
        assert explain(cameo, actor, "TURGOVMILCOPJUDSPY").warnings[-1] == (
            "It has 6 elements; at most 5 are usual."
        )

    def test_nothing_is_nothing(self, cameo, actor):
        assert explain(cameo, actor, "").parts == ()
        assert not explain(cameo, actor, "").complete

    def test_splitting_keeps_what_is_left_over(self, actor):
        assert split(actor, "IGOUNOKID") == ("IGO", "UNO", "KID")
        assert split(actor, "TURMI") == ("TUR", "MI")
        assert split(actor, "") == ()

    def test_elements_of_some_lists(self, cameo, actor):
        assert elements_from(cameo, actor, "TURGOVMIL", ("role",)) == ("GOV", "MIL")
        assert elements_from(cameo, actor, "TURREFKUR", ("ethnic", "religion")) == ("kur",)

    def test_any_composition_will_do(self):
        assert explain(FARM, ANIMAL, "COREco").label == "CO cow · RE red · co copper"
        assert explain(FARM, ANIMAL, "??RE").complete
        assert explain(FARM, ANIMAL, "RE").warnings == ('"Kind" is missing.',)


def first(cameo, actor, query):
    return compose(cameo, actor, query)[0].code


class TestComposing:
    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("turmil", "TURMIL"),
            ("TURMIL", "TURMIL"),
            ("tur mil", "TURMIL"),
            ("Turkey mil", "TURMIL"),
            ("turkish military", "TURMIL"),
            ("Turkish army", "TURMIL"),
            ("army of turkey", "TURMIL"),
            ("military turkey", "TURMIL"),
            ("turkish prime minister", "TURGOV"),
            ("U.S. soldiers", "USAMIL"),
            ("us troops", "USAMIL"),
            ("Côte d'Ivoire rebels", "CIVREB"),
            ("ivory coast rebels", "CIVREB"),
            ("south korean police", "KORCOP"),
            ("dr congo army", "CODMIL"),
            ("kurdish rebels turkey", "TURREBkur"),
            ("iraqi kurds", "IRQkur"),
            ("syrian opposition", "SYROPP"),
            ("israeli settlers", "ISRSET"),
            ("us lawmakers", "USALEG"),
            ("gaza", "GZS"),
            ("un", "IGOUNO"),
            ("U.N.", "IGOUNO"),
            ("united nations", "IGOUNO"),
            ("unicef", "IGOUNOKID"),
            ("iaea", "IGOUNOIAE"),
            ("nato", "IGONAT"),
            ("hamas", "PSEREBHMS"),
            ("palestinian hamas", "PSEREBHMS"),
            ("un peacekeepers", "IGOUNOPKO"),
            ("peacekeepers", "IGOPKO"),
            ("muslim ngo", "NGOMOS"),
            ("greenpeace", "NGMENVGRP"),
            ("---", "---"),
            ("-", "---"),
            ("unspec", "---"),
            ("mil", "---MIL"),
            ("turcop", "TURCOP"),
            ("irqcvlkur", "IRQCVLkur"),
            ("IRQCVLkur", "IRQCVLkur"),
            ("swecvltur", "SWECVLtur"),
        ],
    )
    def test_what_is_typed_is_understood(self, cameo, actor, query, code):
        assert first(cameo, actor, query) == code

    def test_unfinished_codes_offer_their_endings(self, cameo, actor):
        codes = [found.code for found in compose(cameo, actor, "turm")]
        assert {"TURMIL", "TURMED", "TURMOD"} <= set(codes)
        assert first(cameo, actor, "turmi") == "TURMIL"
        assert "TUR" in [found.code for found in compose(cameo, actor, "tu")]

    def test_unfinished_words_offer_theirs(self, cameo, actor):
        assert first(cameo, actor, "turkey milit") == "TURMIL"
        assert first(cameo, actor, "azerb") == "AZE"

    def test_several_meanings_are_all_offered(self, cameo, actor):
        assert {"COG", "COD"} <= {found.code for found in compose(cameo, actor, "congo")}
        assert {"DMA", "DOM"} <= {found.code for found in compose(cameo, actor, "dominican")}

    def test_what_no_list_knows_is_kept_in_capitals(self, cameo, actor):
        (found,) = compose(cameo, actor, "xyz")
        assert found.code == "XYZ"
        assert found.warnings[0] == '"XYZ" is not in the codebook.'
        assert first(cameo, actor, "turxyz") == "TURXYZ"
        assert first(cameo, actor, "tur xyz") == "TURXYZ"
        assert first(cameo, actor, "zzzyyyxxx") == "ZZZYYYXXX"

    def test_a_code_typed_in_its_own_way_is_among_the_first_two(self, cameo, actor):
        for code in ("TURREFKUR", "BGD***", "KOSGOV", "MNESOC", "SWECVLTUR", "UNICEFXXX"):
            assert code in [found.code for found in compose(cameo, actor, code)][:2]

    def test_every_code_of_two_elements_is_typed_as_it_is(self, cameo, actor):
        for country in cameo.code_list("country").codes[::7]:
            for role in cameo.code_list("role").codes[::3]:
                code = country.code + role.code
                assert first(cameo, actor, code) == code
                assert code in [c.code for c in compose(cameo, actor, code.lower())][:2]

    def test_a_word_that_means_nothing_is_left_out_and_said(self, cameo, actor):
        found = compose(cameo, actor, "turkish zzzzz army")[0]
        assert found.code == "TURMIL"
        assert found.warnings == ('"zzzzz" is not in the codebook and was left out.',)

    def test_small_words_are_passed_over_in_silence(self, cameo, actor):
        assert compose(cameo, actor, "army of turkey")[0].warnings == ()

    def test_candidates_are_explained_distinct_and_limited(self, cameo, actor):
        found = compose(cameo, actor, "s", limit=4)
        assert len(found) == 4
        assert len({one.code for one in found}) == 4
        assert all(one == explain(cameo, actor, one.code) for one in found)

    def test_nothing_typed_offers_nothing(self, cameo, actor):
        assert compose(cameo, actor, "  ") == []

    def test_recent_codes_come_first_among_equals(self, cameo, actor):
        assert first(cameo, actor, "congolese army") == "COGMIL"
        recent = ("CODMIL", "COGMIL")
        found = compose(cameo, actor, "congolese army", recent=recent)
        assert [one.code for one in found][:2] == ["CODMIL", "COGMIL"]

    def test_any_composition_will_do(self):
        assert [one.code for one in compose(FARM, ANIMAL, "red cattle")] == ["CORE"]
        assert compose(FARM, ANIMAL, "red")[0].code == "??RE"
        assert compose(FARM, ANIMAL, "core")[0].code == "CORE"
        assert compose(FARM, ANIMAL, "copper hen")[0].code == "HEco"

    @settings(max_examples=60, deadline=None)
    @given(query=st.text(max_size=60) | st.text("turmil-* 'é.", max_size=40))
    def test_any_query_is_survived(self, query):
        for found in compose(FARM, ANIMAL, query):
            assert found.code

    def test_a_megabyte_in_the_box_is_survived(self, cameo, actor):
        begin = time.process_time()
        compose(cameo, actor, "turkish army " * 80_000)
        assert time.process_time() - begin < 0.5

    @pytest.mark.parametrize(
        "query", ["t", "tu", "turmi", "turkish a", "turkish army", "un pea", "turkey defence minis"]
    )
    def test_a_key_stroke_takes_less_than_5_ms(self, cameo, actor, query):
        compose(cameo, actor, "the first one makes the vocabulary")

        def seconds():
            begin = time.process_time()
            compose(cameo, actor, query)
            return time.process_time() - begin

        assert min(seconds() for _ in range(7)) < 0.005
