"""Finding a code while typing."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.codebook import children, expand, parent, search
from annotator.domain.schema import Code, CodeList
from annotator.domain.schema_text import decode
from annotator.resources import schema_path


@pytest.fixture(scope="module")
def actions():
    return decode(json.loads(schema_path("cameo").read_text(encoding="utf-8"))).code_list("action")


def codes(hits):
    return [hit.code.code for hit in hits]


WORDS = CodeList(
    "deeds",
    "Deeds",
    (
        Code("1", "1", "Fight", assignable=False, definition="Any use of weapons."),
        Code("2", "11", "Fight with guns", "1", search=("shoot out", "firefight")),
        Code("3", "12", "Bomb", "1", search=("air raid", "drops bombs on"), definition="By plane."),
        Code("4", "2", "Talk", assignable=False),
        Code("5", "21", "Sign a treaty", "2", definition="A written treaty that ends a fight."),
        Code("6", "22", "Talk of bombs and fights", "2"),
    ),
)


def test_a_code_is_found_by_its_digits(actions):
    assert codes(search(actions, "042"))[0] == "042"
    assert codes(search(actions, "08"))[:3] == ["08", "080", "081"]
    assert codes(search(actions, "10"))[0] == "10"
    assert codes(search(actions, "010")) == ["010"]


def test_exact_code_then_codes_below_it(actions):
    hits = search(actions, "19")
    assert hits[0].score == 1.0
    assert codes(hits) == [c.code for c in actions.codes if c.code.startswith("19")]


def test_what_is_typed_whole_comes_before_what_is_typed_in_part(actions):
    assert codes(search(actions, "fight artillery"))[0] == "194"
    assert "194" in codes(search(actions, "artil fig"))[:3]
    assert set(codes(search(actions, "appeal aid"))[:5]) >= {"023", "0231", "0232"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("hosted", "043"),
        ("visiting", "042"),
        ("apologizes", "055"),
        ("threatened blockade", "1381"),
        ("assassinated", "186"),
        ("deescalated engagement", "087"),
        ("Occupies", "192"),
        ("ceasefire truce", "0871"),
        ("truces", "0871"),
    ],
)
def test_inflections_are_forgiven(actions, query, code):
    assert code in codes(search(actions, query))[:5]


def test_a_label_counts_more_than_a_definition():
    assert set(codes(search(WORDS, "fight"))[:3]) >= {"1", "11"}
    assert "21" not in codes(search(WORDS, "fight"))[:3]
    assert codes(search(WORDS, "air raids")) == ["12"]
    assert codes(search(WORDS, "air ra")) == ["12"]
    assert codes(search(WORDS, "shoot fight"))[0] == "11"


def test_words_of_the_definition_find_a_code():
    assert codes(search(WORDS, "plane")) == ["12"]
    assert codes(search(WORDS, "treaty"))[0] == "21"


def test_words_that_no_code_knows_are_passed_over():
    assert codes(search(WORDS, "bombs guns treaty zebra talk"))
    assert codes(search(WORDS, "zebra treaty"))[0] == "21"
    assert search(WORDS, "zebra") == []


def test_small_words_do_not_stand_in_the_way():
    assert codes(search(WORDS, "signed of the treaty"))[0] == "21"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("cesefire", "0871"),
        ("kidnaped", "181"),
        ("assasinated", "186"),
        ("airstirke", "195"),
        ("extradicted suspect", "063"),
        ("sanktions", "163"),
        ("curfw", "1723"),
        ("hunger srtike", "142"),
    ],
)
def test_typos_are_forgiven(actions, query, code):
    assert code in codes(search(actions, query))[:5]


@pytest.mark.parametrize(
    ("query", "code"),
    [("shot dead", "193"), ("fought", "190"), ("withdrew troops", "0874"), ("sold arms", "062"),
     ("met", "040"), ("struck by drones", "1952"), ("broke ceasefire", "196"), ("sued", "115")],
)  # fmt: skip
def test_irregular_forms_are_known(actions, query, code):
    assert code in codes(search(actions, query))[:5]


@pytest.mark.parametrize(
    ("query", "code"),
    [("air-drop", "073"), ("fire bomb", "183"), ("go-between", "045"), ("walk out", "143"),
     ("carbomb", "1832"), ("peacetalks", "046"), ("de escalate", "087")],
)  # fmt: skip
def test_compounds_are_found_in_one_word_or_in_two(actions, query, code):
    assert code in codes(search(actions, query))[:10]


def test_a_word_is_cut_in_two_only_where_the_codebook_has_the_two_side_by_side():
    labels = ("Mediation", "Media", "Ton", "Hide", "Peace treaty")
    deeds = CodeList("d", "D", tuple(Code(str(n), str(n), t) for n, t in enumerate(labels)))
    assert codes(search(deeds, "mediaton")) == ["0"]
    assert search(deeds, "hideton") == []
    assert codes(search(deeds, "peacetreaty")) == ["4"]


def test_a_compound_in_two_words_counts_once():
    labels = ("Shutdown", "Shut down airport", "Airport")
    deeds = CodeList("d", "D", tuple(Code(str(n), str(n), t) for n, t in enumerate(labels)))
    assert codes(search(deeds, "shut down airports"))[0] == "1"
    assert "0" in codes(search(deeds, "shut down"))


def test_retired_codes_are_not_found():
    old = Code("9", "23", "Sign a charter", "2", retired=True, successors=("21",))
    deeds = CodeList("deeds", "Deeds", (*WORDS.codes, old))
    assert search(deeds, "charter") == []
    assert "23" not in codes(search(deeds, "2")) + codes(search(deeds, ""))
    assert "23" in codes(expand(deeds))


def test_every_code_is_found_by_its_label(actions):
    for code in actions.codes:
        found = codes(search(actions, code.label))
        assert code.code in found[:3], (code.label, found[:5])


def test_every_code_is_found_by_its_digits(actions):
    for code in actions.codes:
        assert codes(search(actions, code.code))[0] == code.code


def test_headings_are_found_and_shown_as_such(actions):
    hit = search(actions, "consult")[0]
    assert hit.code.code == "04"
    assert not hit.code.assignable


def test_a_hit_knows_its_place_in_the_tree(actions):
    hit = search(actions, "0871")[0]
    assert [code.code for code in hit.path] == ["08", "087", "0871"]
    assert hit.depth == 2


def test_recent_codes_come_first_among_equals_only(actions):
    assert codes(search(actions, "04"))[:3] == ["04", "040", "041"]
    recent = search(actions, "04", recent=("046", "042", "190"))
    assert codes(recent)[:4] == ["04", "046", "042", "040"]


def test_what_the_words_in_the_text_suggest_comes_before_recent_codes(actions):
    hinted = search(actions, "04", recent=("046", "042"), hints=("045", "190"))
    assert codes(hinted)[:4] == ["04", "045", "046", "042"]


def test_nothing_typed_shows_recent_codes_and_then_the_tree(actions):
    hits = search(actions, " ", recent=("190", "042"), limit=5)
    assert codes(hits) == ["190", "042", "01", "010", "011"]
    assert {hit.score for hit in hits} == {0.0}


def test_the_limit_holds(actions):
    assert len(search(actions, "a", limit=7)) == 7
    assert len(search(actions, "", limit=1000)) == 317


def test_expanding_gives_each_code_under_its_parent(actions):
    hits = expand(actions)
    assert codes(hits) == [code.code for code in actions.codes]
    for hit in hits:
        assert hit.path[-1] is hit.code
        assert hit.depth == len(hit.path) - 1 == len(actions.path(hit.code.code)) - 1


def test_a_list_out_of_order_is_expanded_as_a_tree():
    mixed = CodeList(
        "m", "M", (Code("b", "B2", "b", "B"), Code("a", "A", "a"), Code("c", "B", "b"))
    )
    assert codes(expand(mixed)) == ["A", "B", "B2"]


def test_moving_in_the_tree(actions):
    assert parent(actions, "0871").code == "087"
    assert parent(actions, "08") is None
    assert parent(actions, "nothing") is None
    assert [code.code for code in children(actions, "023")] == ["0231", "0232", "0233", "0234"]
    assert len(children(actions, "")) == 20
    assert children(actions, "0871") == ()


@given(query=st.text(max_size=300))
def test_any_query_is_survived(query):
    search(WORDS, query)


def test_a_megabyte_in_the_search_box_is_survived(actions):
    begin = time.process_time()
    search(actions, "attack " * 150_000)
    assert time.process_time() - begin < 0.5


def test_a_key_stroke_in_a_thousand_codes_takes_less_than_5_ms():
    words = ["appeal", "demand", "reject", "threaten", "fight", "visit", "aid", "force"]
    words += ["troops", "treaty", "border", "talks"]
    thousand = CodeList(
        "big",
        "Big",
        tuple(
            Code(
                str(n),
                f"{n:04}",
                f"{words[n % 12]} {words[n // 12 % 12]} number {n}",
                search=(f"{words[n // 5 % 12]} {words[n // 7 % 12]}",),
                definition=" ".join(words[(n * k) % 12] for k in range(1, 30)),
            )
            for n in range(1000)
        ),
    )
    search(thousand, "make the index")

    def seconds(query):
        times = []
        for _ in range(5):
            begin = time.process_time()
            search(thousand, query)
            times.append(time.process_time() - begin)
        return min(times)

    for query in ("a", "ap", "appeal", "00", "appeal tro", "demand for aid", "troops borders"):
        assert seconds(query) < 0.005, query
