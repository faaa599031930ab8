"""Who is suggested as an actor, in which extent, with which codes and why."""

from __future__ import annotations

import pytest

from annotator.domain.suggestions import Standing
from annotator.nlp.rules import NamedCode
from tests.nlp.suggested import quoted, read


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The Kenyan army attacked a village.", "Kenyan army", "KENMIL"),
        ("Two senior Chilean ministers resigned.", "Chilean ministers", "CHLGOV"),
        ("Norway's parliament rejected the bill.", "Norway's parliament", "NORLEG"),
        ("The rebels of Chad attacked Sudan.", "Sudan", "SDN"),
        ("Former Bolivian President Ana Rojas accused Peru.", None, "BOLELI"),
        ("Peruvian teachers marched against the government.", "Peruvian teachers", "PEREDU"),
        ("Thousands of Nepalis marched in the capital.", "Nepalis", "NPLCVL"),
    ],
)
def test_spans_and_codes(text, words, code):
    found = quoted(text, "actor")
    if words is not None:
        assert words in found
        assert found[words][0] == code
    else:
        assert any(codes[:1] == [code] for codes in found.values())


def test_a_capital_that_acts_is_the_government_and_one_where_it_happens_is_not():
    assert quoted("Washington rejected the offer of Iran.", "actor")["Washington"][0] == "USAGOV"
    met = quoted("The Iranian minister met the French ambassador in Washington.", "actor")
    assert "Washington" not in met  # where it happened, and no side of it
    assert "Washington" in quoted(
        "The Iranian minister met the French ambassador in Washington.", "location"
    )


def test_countries_are_never_persons():
    text = "Chad closed its border. Jordan sent aid to Chad."
    labels = {s.label for s in read(text).suggestions if s.type == "actor"}
    assert quoted(text, "actor")["Chad"][0] == "TCD"
    assert quoted(text, "actor")["Jordan"][0] == "JOR"
    assert "PERSON" not in labels


def test_titles_and_names_are_parts_of_the_whole():
    text = "Israeli Prime Minister Benjamin Netanyahu met the Egyptian president in Cairo."
    assert quoted(text, "actor")["Israeli Prime Minister Benjamin Netanyahu"][0] == "ISRGOV"
    parts = quoted(text, "actor", standing=Standing.OTHER)
    assert "Israeli" in parts
    assert "Benjamin Netanyahu" in parts
    assert "Prime Minister" in parts


def test_a_later_short_name_has_the_codes_of_the_first_full_mention():
    text = (
        "Turkish Foreign Minister Kemal Aksoy arrived in Baku on Monday.\n\n"
        "Aksoy threatened Armenia."
    )
    found = read(text)
    later = next(s for s in found.suggestions if s.type == "actor" and s.segments[0].start > 60)
    assert text[later.segments[0].start : later.segments[0].end] == "Aksoy"
    assert later.candidates[0].value == "TURGOV"
    assert "Turkish Foreign Minister Kemal Aksoy" in later.candidates[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "Kenya arrested four Ugandans, police said on Monday.",
        "Kenya arrested four Ugandans, according to a Nairobi newspaper.",
        "Kenya arrested four Ugandans, the Daily Nation reported.",
        "A Tanzanian official said Kenya arrested four Ugandans.",
    ],
)
def test_who_only_says_it_is_kept_out_of_the_way(text):
    front = quoted(text, "actor")
    assert list(front) == ["Kenya", "Ugandans"]


def test_a_role_without_a_country_takes_that_of_the_article_and_says_so():
    text = "President Ali Bako promised reforms.\n\nNiger held elections. Niger is poor."
    codes = quoted(text, "actor")["President Ali Bako"]
    assert codes[0] == "NERGOV"
    reason = next(s.candidates[0].reason for s in read(text).suggestions if s.label == "PERSON")
    assert "president → GOV" in reason
    assert "niger is named in the article" in reason


def test_dictionary_entries_come_first_with_their_days():
    names = (
        NamedCode("Ali Bako", "NERGOV", "actor", "", "2020-05-01", "imported"),
        NamedCode("Ali Bako", "NERELI", "actor", "2020-05-02", "", "imported"),
        NamedCode("spearmen", "UAF", "agent"),
        NamedCode("Nile Perch", "", "discard"),
    )
    text = "Ali Bako attacked Kenyan spearmen. Nile Perch attacked Uganda."
    found = read(text, names=names)
    bako = next(s for s in found.suggestions if s.type == "actor")
    assert {c.value for c in bako.candidates[:2]} == {"NERGOV", "NERELI"}
    assert all(c.dated and c.origin == "dictionary" for c in bako.candidates[:2])
    actors = quoted(text, "actor", names=names)
    assert actors["Kenyan spearmen"][0] == "KENUAF"
    assert "Nile Perch" not in actors


def test_a_blank_pipeline_finds_names_of_the_table_and_of_dictionaries():
    names = (NamedCode("الجيش الحر", "SYRREB", "actor", origin="ours"),)
    text = "هاجم الجيش الحر مدينة حلب"
    found = quoted(text, "actor", pipeline="blank:ar", names=names)
    assert found == {"الجيش الحر": ["SYRREB"]}
    assert quoted("Iran attacked Iraq.", "actor", pipeline="blank:en") == {
        "Iran": ["IRN", "IRNGOV", "IRNCVL"],
        "Iraq": ["IRQ", "IRQGOV", "IRQCVL"],
    }


def test_another_schema_gets_codes_of_its_own_lists():
    text = "Students marched through Lima on Friday against the ministry of education."
    values = quoted(text, "participant", schema="protest")
    assert values["Students"][:1] == ["students"]


def test_countries_in_another_script_are_known_without_a_model():
    text = "هاجمت إسرائيل قرية قرب بغداد"
    assert quoted(text, "actor", pipeline="blank:ar")["إسرائيل"][0] == "ISR"
    assert "بغداد" in quoted(text, "location", pipeline="blank:ar")


def test_an_entry_for_a_country_does_not_stop_composition():
    names = (NamedCode("Kenyan", "KEN", origin="ours"),)
    found = quoted("The Kenyan foreign minister attacked Chad.", "actor", names=names)
    assert found["Kenyan foreign minister"][0] == "KENGOV"


def test_every_interval_of_a_code_is_kept():
    names = (
        NamedCode("Ali Bako", "NERGOV", "actor", "1996-01-01", "1999-01-01", "ours"),
        NamedCode("Ali Bako", "NERGOV", "actor", "2009-01-01", "", "ours"),
    )
    found = read("Ali Bako attacked Chad.", names=names).suggestions[0]
    days = {c.valid_from and c.valid_from.year for c in found.candidates if c.value == "NERGOV"}
    assert {1996, 2009} <= days


def test_an_apposition_says_who_somebody_is_and_is_one_key_away():
    text = "Amina Diallo, the Malian foreign minister, met the president of Peru."
    front = quoted(text, "actor")
    assert front["Amina Diallo"][0] == "MLIGOV"
    assert "Malian foreign minister" not in front
    others = quoted(text, "actor", standing=Standing.OTHER)
    assert others["Amina Diallo, the Malian foreign minister"][0] == "MLIGOV"
    assert others["Malian foreign minister"][0] == "MLIGOV"


def test_numbers_are_no_suggestions():
    text = "Some 4,000 troops and 12 tanks of Kenya crossed 3 rivers at 5 percent of the cost."
    words = " ".join(quoted(text, "actor", standing=None))
    assert not any(char.isdigit() for char in words)


def test_the_first_dictionary_comes_before_those_behind_it():
    first = NamedCode("Ali Bako", "NERGOV", origin="shared")
    second = NamedCode("Ali Bako", "NERELI", origin="imported")
    assert quoted("Ali Bako attacked Chad.", "actor", names=(first, second))["Ali Bako"][:2] == [
        "NERGOV",
        "NERELI",
    ]
