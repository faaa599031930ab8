"""Places found in texts and what each could be, on real pipelines and the real gazetteer."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from annotator.domain import places as place_texts
from annotator.nlp import pipeline
from annotator.nlp.components import places

ROOT = Path(__file__).parents[2]
MEASURING = ROOT / "scripts" / "suggesting" / "places.py"
GOLD = ROOT.parent / "shared" / "gold"
needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="../shared/gold is not here")


def reading(name):
    nlp = pipeline.load(name)
    if places.NAME not in nlp.pipe_names:
        nlp.add_pipe(places.NAME, last=True)
    return nlp


@pytest.fixture(scope="module")
def english():
    return reading("")


@pytest.fixture(scope="module")
def blank():
    return reading("blank:en")


@pytest.fixture(scope="module")
def arabic():
    return reading("blank:ar")


def found(nlp, text):
    """The words of every place with the place its first candidate stands for."""
    doc = nlp(text)
    spans, candidates = doc.spans[places.NAME], doc.user_data[places.NAME]
    assert len(spans) == len(candidates)
    return [
        (span.text, place_texts.parse(offered[0].value)[0] if offered else None)
        for span, offered in zip(spans, candidates, strict=True)
    ]


def quotes(nlp, text):
    return [words for words, _ in found(nlp, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels took the city of Kidal in northern Mali.", ["Kidal", "Mali"]),
        ("Shelling hit southern Idlib and the Aleppo countryside.", ["Idlib", "Aleppo"]),
        ("The Malian army and French troops left.", []),
        ("Protesters marched in Tunis, Sfax and Sousse on Friday.", ["Tunis", "Sfax", "Sousse"]),
        ("A bomb exploded in Kandahar Province, killing two.", ["Kandahar Province"]),
        (
            "The U.S. and the United Kingdom sent envoys to Juba.",
            ["U.S.", "United Kingdom", "Juba"],
        ),
        ("An outbreak of Marburg virus was feared.", []),
        ("He worked for the Washington Post for years.", []),
        ("Police in Trinidad and Tobago made arrests.", ["Trinidad and Tobago"]),
    ],
)
def test_exactly_what_coders_mark(english, text, expected):
    assert quotes(english, text) == expected


def test_candidates_say_where_why_and_how_sure(english):
    doc = english("Gunmen attacked a convoy near Gao on Monday. Mali's army said so.")
    gao = doc.user_data[places.NAME][0]
    first = place_texts.parse(gao[0].value)[0]
    assert (first.country, first.where_prec) == ("MLI", 2)  # near it
    assert first.gazetteer_id == "geonames:2457163"
    assert "#" not in gao[0].label
    assert gao[0].reason == "Mali is named in the article"
    assert gao[0].confidence >= gao[1].confidence
    assert len({candidate.value for candidate in gao}) == len(gao)


def test_the_same_name_in_different_articles(english):
    ontario = found(english, "Police in London, Ontario, arrested him. He had left London in May.")
    assert [place.country for _, place in ontario] == ["CAN", "CAN", "CAN"]
    england = found(english, "He flew to London, where Britain's prime minister waited.")
    assert england[0][1].country == "GBR"
    lebanon = found(english, "Clashes broke out in Tripoli, in Lebanon. Beirut was calm.")
    assert lebanon[0][1].country == "LBN"
    libya = found(english, "Militias clashed in Tripoli, Libya. Benghazi was calm.")
    assert libya[0][1].country == "LBY"


def test_georgia_is_a_state_or_a_country(english):
    country = found(english, "Russia and Georgia signed a truce in Tbilisi.")
    assert ("Georgia", "GEO") in [(words, place.country) for words, place in country]
    state = found(english, "Storms hit Georgia, Alabama and Florida. Atlanta was flooded.")
    assert dict(state)["Georgia"].country == "USA"


def test_a_list_of_states_names_no_towns(english):
    text = "Cases were found in Oregon, Washington, New York, Ohio and Kansas."
    assert {place.where_prec for _, place in found(english, text)} == {4}


def test_a_place_that_nobody_knows_lies_where_the_text_says(english):
    ((words, place), _) = found(english, "Troops entered the village of Wadyabadu, Mali, at dawn.")
    assert (words, place.country, place.where_prec) == ("Wadyabadu", "MLI", 6)


def test_without_a_model_known_names_are_found(blank):
    text = "Rebels attacked Gao and Timbuktu on Monday, Malian officials said."
    assert quotes(blank, text) == ["Gao", "Timbuktu"]
    assert quotes(blank, "LEBANON: clashes near Tripoli") == ["LEBANON", "Tripoli"]
    assert quotes(blank, "of course most people split the bill at the bath") == []


def test_arabic_names_with_their_prepositions(arabic):
    text = "قتل ثلاثة أشخاص في مدينة حلب وأصيب آخرون ببغداد"
    places_found = found(arabic, text)
    assert [place.country for _, place in places_found] == ["SYR", "IRQ"]
    assert places_found[0][0] == "حلب"
    assert quotes(arabic, "كان الرجل من كبار القادة") == []


def test_texts_without_anything(english, blank, arabic):
    for nlp in (english, blank, arabic):
        for text in ("", " ", "\n\n", "...", "12 34", "A", "the", "😀", "In", "X, Y"):
            assert quotes(nlp, text) in ([], [text])


@needs_gold
def test_arabic_sentences_name_places_where_they_are(arabic):
    rows = json.loads((GOLD / "intercoder_arabic_assault_spans.json").read_text(encoding="utf-8"))
    countries = [
        place.country for row in rows[:80] for _, place in found(arabic, row["text"]) if place
    ]
    assert countries.count("IRQ") > 10
    assert len(countries) < 3 * 80


@needs_gold
@pytest.mark.slow
def test_the_gold_figures(english):
    spec = importlib.util.spec_from_file_location("suggesting_places", MEASURING)
    measuring = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = measuring  # dataclasses look their module up
    spec.loader.exec_module(measuring)
    figures = measuring.measure(GOLD / "places.jsonl", english)
    assert set(figures) <= set(measuring.DEFINITIONS)
    assert figures["place_f1"] >= 0.86
    assert figures["place_right_found"] >= 0.85
    assert figures["place_right_coded"] >= 0.70
