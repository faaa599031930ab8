"""The table of states and territories."""

from __future__ import annotations

from collections import Counter

import pytest

from annotator.domain import countries


def test_every_entry_of_iso_3166_and_kosovo_is_there_once() -> None:
    table = countries.countries()
    assert len(table) == 250
    assert len({c.alpha3 for c in table}) == len({c.alpha2 for c in table}) == 250
    for country in table:
        assert country.alpha3.isascii()
        assert country.alpha3.isupper()
        assert len(country.alpha3) == 3
        assert len(country.alpha2) == 2
        assert country.name == country.name.strip() != ""


def test_a_name_means_one_country_but_for_the_congos() -> None:
    names = Counter(name for country in countries.countries() for name in country.names)
    assert [name for name, times in names.items() if times > 1] == ["Congo"]


@pytest.mark.parametrize("country", countries.countries(), ids=lambda c: c.alpha3)
def test_every_word_of_a_country_finds_it(country: countries.Country) -> None:
    assert countries.by_code(country.alpha3) == country
    assert all(country in countries.named(name) for name in (*country.names, country.alpha3))
    assert all(country in countries.of_adjective(word) for word in country.adjectives)
    assert all(country in countries.of_capital(name) for name in country.capitals)
    assert all(country in countries.of_part(name) for name in country.parts)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *(("Burma", "MMR"), ("Swaziland", "SWZ"), ("Turkey", "TUR"), ("Türkiye", "TUR")),
        *(("the Gambia", "GMB"), ("UAE", "ARE"), ("U.K.", "GBR"), ("BOSNIA", "BIH")),
        *(("Côte d’Ivoire", "CIV"), ("Trinidad & Tobago", "TTO"), ("guinea bissau", "GNB")),
    ],
)
def test_names_as_news_writes_them(words: str, expected: str) -> None:
    assert [c.alpha3 for c in countries.named(words)] == [expected]


def test_words_that_are_no_country() -> None:
    assert countries.named("us") == countries.named("in") == countries.named("") == ()
    assert countries.by_code("XXX") is None
    assert [c.alpha3 for c in countries.of_adjective("Dominican")] == ["DMA", "DOM"]
