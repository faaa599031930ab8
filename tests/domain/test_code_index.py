"""What holds of finding codes whatever the codebook and whatever is typed."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.codebook import search
from annotator.domain.schema import Code, CodeList

WORDS = ("air", "strike", "airstrike", "land", "mine", "ban", "bans", "cease", "the", "Ärger")
texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=5).map(" ".join)
labels = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


@st.composite
def code_lists(draw):
    """Trees of up to twelve codes, numbered from 100, with any words and some retired."""
    codes = []
    for at in range(draw(st.integers(0, 12))):
        above = draw(st.sampled_from(["", *(code.code for code in codes)]))
        codes.append(
            Code(
                str(at), str(100 + at), draw(labels), above,
                assignable=draw(st.booleans()), definition=draw(texts), use_when=draw(texts),
                not_when=draw(texts), examples=(f"{{source: {draw(texts)}}} {draw(texts)}",),
                search=tuple(draw(st.lists(texts, max_size=3))), retired=draw(st.booleans()),
            )
        )  # fmt: skip
    return CodeList("any", "Any", tuple(codes))


some_codes = st.lists(st.integers(98, 113).map(str), max_size=5)


@given(code_lists(), texts | st.text(max_size=40), st.integers(0, 15), some_codes, some_codes)
def test_any_search_can_be_repeated_and_keeps_its_limit(listed, query, limit, recent, hints):
    found = search(listed, query, limit=limit, recent=recent, hints=hints)
    again = CodeList(listed.name, listed.label, listed.codes)
    assert found == search(listed, query, limit=limit, recent=recent, hints=hints)
    assert found == search(again, query, limit=limit, recent=recent, hints=hints)
    assert len(found) <= limit
    assert len({hit.code.code for hit in found}) == len(found)
    assert not any(hit.code.retired for hit in found)
    assert all(0.0 <= hit.score <= 1.0 for hit in found)


@given(code_lists(), some_codes, some_codes)
def test_any_code_is_found_first_by_its_digits(listed, recent, hints):
    for code in listed.codes:
        found = search(listed, code.code, recent=recent, hints=hints)
        assert code.retired or found[0].code == code


@given(code_lists())
def test_any_label_that_one_code_has_finds_it_within_three(listed):
    in_use = [code for code in listed.codes if not code.retired]
    names = [code.label for code in in_use]
    for code in in_use:
        if names.count(code.label) == 1:
            assert code in [hit.code for hit in search(listed, code.label)[:3]]
