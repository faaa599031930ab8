"""Places of the world by name, and which of a name an article means."""

from __future__ import annotations

import math

import pytest

from annotator import resources
from annotator.domain import gazetteer, places
from annotator.domain.gazetteer import Kind
from annotator.domain.gazetteer.resolving import Mentioned, Ranked, resolve


def test_it_is_small_and_says_where_it_comes_from() -> None:
    folder = resources.resource("gazetteer")
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 8_000_000
    assert b"GeoNames" in (folder / "places.bin").read_bytes()[:400]
    assert "CC BY 4.0" in (folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        *(("Mali", "MLI", Kind.COUNTRY), ("Gao", "MLI", Kind.CITY), ("GAO", "MLI", Kind.CITY)),
        *(("Kiev", "UKR", Kind.CITY), ("Calcutta", "IND", Kind.CITY), ("NYC", "USA", Kind.CITY)),
        *(("طرابلس", "LBY", Kind.CITY), ("سوريا", "SYR", Kind.COUNTRY), ("東京", "JPN", Kind.CITY)),
        *(("Москва", "RUS", Kind.CITY), ("Łódź", "POL", Kind.CITY), ("Lodz", "POL", Kind.CITY)),
        *(("St. Louis", "USA", Kind.CITY), ("Saint Louis", "USA", Kind.CITY)),
        *(("NSW", "AUS", Kind.ADMIN1), ("Helmand", "AFG", Kind.ADMIN1)),
        *(("the Balkans", "", Kind.REGION), ("Africa", "", Kind.CONTINENT)),
        *(("U.S.", "USA", Kind.COUNTRY), ("us", "FRA", Kind.CITY)),
        *(("Washington", "USA", Kind.CITY), ("New York", "USA", Kind.CITY)),
    ],
)
def test_the_best_known_place_of_a_name(name: str, country: str, kind: Kind) -> None:
    best = gazetteer.find(name)[0]
    assert (best.country, best.kind) == (country, kind)


def test_a_place_says_all_a_coder_needs() -> None:
    (gao, *_) = gazetteer.find("Gao")
    assert (gao.name, gao.country, gao.admin1, gao.where_prec) == ("Gao", "MLI", "Gao", 1)
    assert math.hypot(gao.latitude - 16.27, gao.longitude + 0.04) < 0.1
    assert gao.population > 50_000
    assert gazetteer.by_id(gao.id) == gao
    assert gao.value.gazetteer_id == gao.id


def test_areas_have_a_middle_and_no_more_than_their_precision() -> None:
    queensland = gazetteer.find("Queensland")[0]
    assert queensland.where_prec == 4
    assert math.hypot(queensland.latitude + 22.5, queensland.longitude - 144) < 3
    mali = gazetteer.find("Mali")[0]
    assert (mali.where_prec, mali.value.admin1) == (6, "")
    assert gazetteer.find("Black Sea")[0].where_prec == 7


def test_ids_of_every_kind_lead_back() -> None:
    for name in ("Gao", "Mali", "Africa", "Queensland", "the Sahel", "Côte d'Ivoire"):
        for place in gazetteer.find(name):
            assert gazetteer.by_id(place.id) == place
    for unknown in (
        "",
        "geonames:",
        "geonames:1",
        "geonames:x",
        "region:",
        "region:nowhere",
        "x:1",
    ):
        assert gazetteer.by_id(unknown) is None


def test_nothing_has_no_name() -> None:
    for name in ("", " ", ".", "Xyzzyxville", "\t\n", "a" * 500):
        assert gazetteer.find(name) == ()
        assert gazetteer.search(name) == ()


def test_a_list_while_typing() -> None:
    assert gazetteer.search("timbukt", 3)[0].name == "Timbuktu"
    names = [place.name for place in gazetteer.search("alep", 5)]
    assert "Aleppo" in names
    assert len(gazetteer.search("san", 7)) == 7
    assert "San Francisco" in [place.name for place in gazetteer.search("san f", 5)]
    assert "Moscow" in [place.name for place in gazetteer.search("mos", 8)]
    assert "Mogadishu" in [place.name for place in gazetteer.search("mog", 8)]
    assert gazetteer.search("دمش", 1)[0].name == "Damascus"


def test_every_place_is_a_value_that_can_be_stored() -> None:
    for name in ("San José", "Georgia", "Springfield", "Al Hillah", "D.C.", "Pacific"):
        for place in gazetteer.find(name):
            assert places.parse(places.describe(place.value, with_id=True)) == [place.value]


# --- which of a name ---


def first(*mentions: Mentioned, named: dict[str, int] | None = None) -> Ranked:
    return resolve(mentions, named=named)[0][0]


def test_georgia_is_what_the_article_is_about() -> None:
    georgia = Mentioned("Georgia")
    assert first(georgia).place.kind is Kind.COUNTRY
    assert first(georgia, Mentioned("Tbilisi"), named={"RUS": 2}).place.country == "GEO"
    state = first(georgia, Mentioned("Atlanta"), Mentioned("Savannah"), named={"USA": 3})
    assert (state.place.country, state.place.kind) == ("USA", Kind.ADMIN1)


def test_tripoli_goes_by_the_country_named() -> None:
    tripoli = Mentioned("Tripoli")
    assert first(tripoli).place.country == "LBY"
    assert first(tripoli).reason == "best known of that name"
    lebanese = first(tripoli, Mentioned("Beirut"), Mentioned("Lebanon"))
    assert lebanese.place.country == "LBN"
    assert lebanese.reason == "Lebanon is named in the article"


def test_what_a_place_is_said_to_lie_in_comes_first() -> None:
    london = Mentioned("London", within="Ontario")
    ranked = resolve([london, Mentioned("London"), Mentioned("Paris")])
    assert [entries[0].place.country for entries in ranked] == ["CAN", "CAN", "FRA"]
    assert ranked[0][0].reason == "named with Ontario"
    assert ranked[0][0].confidence > 0.9
    assert "GBR" in [entry.place.country for entry in ranked[1]]  # the other is still offered


def test_an_area_in_which_there_is_no_such_place_is_no_evidence() -> None:
    assert first(Mentioned("China", within="Japan")).place.country == "CHN"
    assert first(Mentioned("Berlin", within="Mali")).place.country == "DEU"


def test_a_word_beside_a_name_says_what_it_is() -> None:
    assert first(Mentioned("Idlib")).place.kind is Kind.CITY
    assert first(Mentioned("Idlib", kind=Kind.ADMIN1)).place.kind is Kind.ADMIN1


def test_a_region_named_settles_a_common_name() -> None:
    springfield = Mentioned("Springfield")
    assert first(springfield, Mentioned("Illinois")).place.admin1 == "Illinois"
    assert first(springfield, Mentioned("Massachusetts")).place.admin1 == "Massachusetts"


def test_confidence_is_shared_among_candidates() -> None:
    for entries in resolve(
        [Mentioned("Springfield"), Mentioned("Mali"), Mentioned("Nowhereville")]
    ):
        assert sum(entry.confidence for entry in entries) <= 1.05
        assert list(entries) == sorted(entries, key=lambda e: -e.confidence)
    assert resolve([]) == ()
    assert resolve([Mentioned("Nowhereville")]) == ((),)
