"""What coders type and texts say for a place."""

from __future__ import annotations

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
    assert [p.country for p in places.parse("Congo")] == ["COD", "COG"]
    assert [p.country for p in places.parse("Brazzaville, Congo")] == ["COG", "COD"]
    atlanta = places.parse("Atlanta, Georgia")
    assert atlanta == [PlaceValue("Atlanta", "GEO"), PlaceValue("Atlanta", "USA", "Georgia")]
    assert places.parse("Bamako") == [PlaceValue("Bamako"), PlaceValue("Bamako", "MLI")]


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
