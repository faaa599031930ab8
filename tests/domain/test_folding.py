"""Words as search sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.folding import fold, stems, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Côte d'Ivoire's", "cote divoire"),
        ("U.S. army", "us army"),
        ("Turkey’s  Army", "turkey army"),
        ("al-Qaeda", "al qaeda"),
        ("TÜRKİYE", "turkiye"),
        ("Straße", "strasse"),
        ("  ", ""),
        ("---", ""),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bombed", "bombing"),
        ("threatened", "threaten"),
        ("stopped", "stop"),
        ("negotiating", "negotiation"),
        ("negotiate", "negotiations"),
        ("demonstrators", "demonstrate"),
        ("bans", "banned"),
        ("identifies", "identify"),
        ("meets", "meeting"),
        ("visited", "visit"),
    ],
)
def test_inflections_are_kin(one, other):
    assert stems(one) & stems(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("military", "militia"), ("control", "contract"), ("arms", "army")),
        *(("state", "station"), ("red", "ring"), ("aid", "air")),
    ],
)
def test_mere_likeness_is_not(one, other):
    assert not stems(one) & stems(other)


def test_a_hyphened_word_counts_in_parts_and_whole():
    assert set(words("De-escalate fighting")) == {"de", "escalate", "fighting", "deescalate"}
