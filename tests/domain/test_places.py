"""What coders type and texts say for a place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain import places
from annotator.domain.values import PlaceValue


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Bamako, Mali", PlaceValue("Bamako", "MLI")),
        ("Gao", PlaceValue("Gao")),
        ("Gao, Gao Region, Mali", PlaceValue("Gao", "MLI", "Gao Region")),
        ("Gao, Gao Region, Mali /3", PlaceValue("Gao", "MLI", "Gao Region", where_prec=3)),
        ("Gao prec 3", PlaceValue("Gao", where_prec=3)),
        ("Gao where_prec=3", PlaceValue("Gao", where_prec=3)),
        ("Mali", PlaceValue("Mali", "MLI", where_prec=6)),
        ("MALI", PlaceValue("MALI", "MLI", where_prec=6)),
        ("U.S.", PlaceValue("U.S.", "USA", where_prec=6)),
        ("us", PlaceValue("us")),
        ("cote d'ivoire", PlaceValue("cote d'ivoire", "CIV", where_prec=6)),
        ("St. Lucia", PlaceValue("St. Lucia", "LCA", where_prec=6)),
        ("Gaza Strip", PlaceValue("Gaza Strip", "PSE", where_prec=4)),
        ("Leith, Scotland", PlaceValue("Leith", "GBR", "Scotland")),
        ("Kafr Nabl, Idlib", PlaceValue("Kafr Nabl", admin1="Idlib")),
        ("Camp 7 12", PlaceValue("Camp 7 12")),
    ],
)
def test_names_with_region_country_and_precision(typed: str, expected: PlaceValue) -> None:
    assert places.parse(typed)[0] == expected
    assert places.problems(typed) == ""


@pytest.mark.parametrize(
    "written",
    [
        *("12.65 -8.5", "12.65, -8.5", "(12.65, -8.5)", "12.65; -8.5", "12,65 -8,5", "12.65 −8.5"),
        *("12.65N 8.5W", "N12.65 W8.5", "8.5W 12.65N", "12.65° N, 8.50° W", "12°39′N 8°30′W"),
        *("12º39' N, 8º30' W", "12°39'00\"N 8°30'00\"W", "12°38′60″N 8°30′W"),
    ],
)
def test_coordinates_however_they_are_written(written: str) -> None:
    assert places.parse(written) == [PlaceValue("", latitude=12.65, longitude=-8.5)]
    assert places.parse(f"Ségou {written}") == [PlaceValue("Ségou", latitude=12.65, longitude=-8.5)]


def test_coordinates_and_precision_together() -> None:
    assert places.parse("Mali 17.0 -4.0 /6") == [
        PlaceValue("Mali", "MLI", latitude=17.0, longitude=-4.0, where_prec=6)
    ]
    assert places.parse("Mali 17.0 -4.0")[0].where_prec is None  # a point is not the country


def test_several_places_fit_one_name() -> None:
    assert [p.country for p in places.named("Congo")] == ["COD", "COG"]
    assert [p.country for p in places.named("Brazzaville, Congo")] == ["COG", "COD"]
    atlanta = places.named("Atlanta, Georgia")
    assert atlanta == [PlaceValue("Atlanta", "GEO"), PlaceValue("Atlanta", "USA", "Georgia")]
    assert places.named("Bamako") == [PlaceValue("Bamako"), PlaceValue("Bamako", "MLI")]


def test_typed_words_also_offer_what_the_gazetteer_knows() -> None:
    as_typed, *known = places.parse("gao")
    assert as_typed == PlaceValue("gao")
    assert known[0].name == "Gao"
    assert (known[0].country, known[0].where_prec) == ("MLI", 1)
    assert known[0].latitude == pytest.approx(16.27, abs=0.01)
    assert known[0].gazetteer_id == "geonames:2457163"
    beginning = [place.name for place in places.parse("timbuk")]
    assert beginning[:2] == ["timbuk", "Timbuktu"]
    inside = [p for p in places.parse("London, Ontario") if p.gazetteer_id]
    assert [(p.country, p.admin1) for p in inside] == [("CAN", "Ontario")]
    assert places.parse("Gao /3")[1].where_prec == 3


def test_an_id_of_the_gazetteer_is_kept_but_not_shown() -> None:
    gao = places.parse("Gao, Mali")[1]
    assert "#" not in places.describe(gao)
    written = places.describe(gao, with_id=True)
    assert written.endswith("#geonames:2457163")
    assert places.parse(written) == [gao]
    near = replace(gao, where_prec=2)
    assert places.parse(places.describe(near, with_id=True)) == [near]
    assert gao in places.parse(places.describe(gao))
    gone = places.parse("Gao, Mali 16.00 -0.50 #geonames:999999999")[0]
    assert (gone.latitude, gone.gazetteer_id) == (16.0, "geonames:999999999")


@pytest.mark.parametrize(
    ("typed", "expected", "sentence"),
    [
        ("Bamako, Mali 95.0 -8.0", PlaceValue("Bamako", "MLI"), "Latitude 95 is past 90"),
        ("Gao 12.65 -200.5", PlaceValue("Gao"), "Longitude -200.5 is below -180"),
        ("Gao /9", PlaceValue("Gao"), "A precision of 9 does not exist"),
    ],
)
def test_what_is_out_of_range_is_left_out_and_told(
    typed: str, expected: PlaceValue, sentence: str
) -> None:
    assert places.parse(typed)[0] == expected
    assert places.problems(typed).startswith(sentence)


def test_no_place_at_all() -> None:
    assert places.parse("  ") == []
    assert places.problems("  ") == ""
    assert places.parse("95 -8") == []
    assert places.parse("/3") == []
    assert "name or coordinates" in places.problems("/3")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (PlaceValue("Bamako", "MLI"), "Bamako, Mali"),
        (PlaceValue("Mali", "MLI", where_prec=6), "Mali"),
        (PlaceValue("Gao", "MLI", "Gao Region", where_prec=3), "Gao, Gao Region, Mali /3"),
        (PlaceValue("", latitude=12.65, longitude=-8.0), "12.65 -8.00"),
        (PlaceValue("Gao", latitude=16.271667, longitude=-0.044722), "Gao 16.271667 -0.044722"),
        (PlaceValue("Gao", "QQQ"), "Gao, QQQ"),
        (PlaceValue("Congo", "COG", where_prec=6), "Congo, Republic of the Congo /6"),
    ],
)
def test_a_place_in_one_line(value: PlaceValue, expected: str) -> None:
    assert places.describe(value) == expected


NAMES = st.sampled_from(["", "Gao", "Saint-Louis", "Kafr Nabl", "São Tomé"])
COUNTRIES = st.sampled_from(["", "MLI", "GEO", "COD", "USA", "PSE"])
ANGLES = st.integers(-90_000_000, 90_000_000).map(lambda n: n / 1_000_000)


@settings(deadline=None)
@given(NAMES, COUNTRIES, ANGLES, ANGLES, st.sampled_from([None, *range(1, 8)]))
def test_the_editor_reads_what_a_card_shows(
    name: str, country: str, latitude: float, longitude: float, where_prec: int | None
) -> None:
    value = PlaceValue(
        name, country if name else "", "", latitude, longitude, where_prec=where_prec
    )
    assert value in places.parse(places.describe(value))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_it_never_raises_on_text(typed: str) -> None:
    for value in places.parse(typed):
        assert isinstance(places.describe(value), str)
    assert isinstance(places.problems(typed), str)


def test_every_precision_has_words_and_a_grade() -> None:
    assert list(places.WHERE_PREC) == [1, 2, 3, 4, 5, 6, 7]
    assert [places.geo_precision(n) for n in places.WHERE_PREC] == [1, 2, 2, 3, 3, 3, 3]
    assert places.geo_precision(None) is None
