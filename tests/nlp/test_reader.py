"""Articles of every kind are read, with offsets that count code points."""

import pytest
from spacy.language import Language

from annotator.nlp.reader import Reader
from annotator.nlp.rules import Job, Rule

RULES = (
    Rule("who", ("PERSON", "GPE")),
    Rule("what", triggers=True),
    Rule("when", ("DATE",)),
)
STORY = (
    "Leaders to meet 😀\n\n"
    "👨‍👩‍👧 President Recep Tayyip Erdogan met Joe Biden in Paris on Monday.\n"
    "Zoe\u0308 said ביבי נתניהו would visit Türkiye in May.\n"
)


@pytest.fixture(scope="module")
def reader():
    return Reader("", RULES)


def quotes(result, text):
    return [text[s.segments[0].start : s.segments[0].end] for s in result.suggestions]


def test_offsets_behind_emoji_marks_and_hebrew(reader):
    (result,) = reader.read([Job(7, STORY)])
    found = quotes(result, STORY)
    assert result.article_id == 7
    assert result.failure == ""
    for words in ("Recep Tayyip Erdogan", "Joe Biden", "met", "Paris", "Monday", "Türkiye", "May"):
        assert words in found


def test_a_group_gets_each_its_own(reader):
    jobs = [Job(3, "Obama visited Berlin."), Job(1, "…"), Job(2, "Putin left Paris on Friday.")]
    results = reader.read(jobs)
    assert [r.article_id for r in results] == [3, 1, 2]
    assert quotes(results[0], jobs[0].text) == ["Obama", "visited", "Berlin"]
    assert results[1].suggestions == ()
    assert quotes(results[2], jobs[2].text) == ["Putin", "left", "Paris", "Friday"]


def test_the_same_text_gets_the_same_alone_and_in_a_group(reader):
    texts = [STORY, "Obama visited Berlin.", STORY * 3]
    together = reader.read([Job(n, text) for n, text in enumerate(texts)])
    assert together == [reader.read([Job(n, text)])[0] for n, text in enumerate(texts)]


def test_offsets_behind_the_first_piece_of_a_long_text(reader):
    text = ("Nothing happens here today 😀. " * 700) + "\nObama visited Berlin.\n" + "(" * 5_000
    text += "\nPutin left Paris."
    (result,) = reader.read([Job(1, text)])
    found = quotes(result, text)
    assert found[-6:] == ["Obama", "visited", "Berlin", "Putin", "left", "Paris"]


def test_an_article_in_another_script_is_not_read(reader):
    (result,) = reader.read([Job(1, "נתניהו יבקר באזרבייג'ן במאי\n\nראש הממשלה ייפגש עם אלייב.")])
    assert result.suggestions == ()
    assert result.failure == "The article is not in the language of the pipeline (en)."


def test_right_to_left_and_mixed_scripts_are_survived():
    text = "נתניהו 😀 יבקר ב-Baku\n\nقال الرئيس \u202bRTL\u202c e\u0301"
    for name in ("blank:he", "blank:ar", "blank:xx"):
        (result,) = Reader(name, RULES).read([Job(1, text)])
        assert result.failure == ""


def test_a_text_without_end_is_refused_with_its_length(reader):
    (result,) = reader.read([Job(1, "x " * 600_000)])
    assert result.suggestions == ()
    assert "1,200,000 characters; up to 1,000,000 are read" in result.failure


def test_a_component_that_fails_costs_one_article(reader):
    def fails(doc):
        if "Berlin" in doc.text:
            raise ValueError("no such thing")
        return doc

    Language.component("test_fails", func=fails)
    reader.nlp.add_pipe("test_fails")
    try:
        jobs = [Job(1, "Obama left Rome."), Job(2, "Obama left Berlin."), Job(3, "He met Putin.")]
        results = reader.read(jobs)
    finally:
        reader.nlp.remove_pipe("test_fails")
    assert [bool(r.suggestions) for r in results] == [True, False, True]
    assert results[1].failure == (
        "The pipeline failed on this article (ValueError: no such thing)."
    )
    assert results[0].failure == results[2].failure == ""


@pytest.mark.slow
def test_seven_hundred_thousand_characters_are_read(reader):
    text = "Obama visited Berlin 😀. " * 28_000
    (result,) = reader.read([Job(1, text)])
    assert result.failure == ""
    assert quotes(result, text)[-3:] == ["Obama", "visited", "Berlin"]
    assert len(result.suggestions) > 60_000


@pytest.mark.slow
@pytest.mark.parametrize("part", ["( ", "a\n", "“ ", "👨‍👩‍👧 ", "e\u0301 ", "(" * 400 + " "])
def test_texts_that_are_none_are_survived(reader, part):
    text = part * (60_000 // len(part))
    (result,) = reader.read([Job(1, text)])
    assert result.failure == ""
