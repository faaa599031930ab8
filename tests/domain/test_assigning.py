"""Articles dealt out: balanced, by lot, whatever the order, and never taken away again."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from annotator.domain.assigning import Dealable, Dealing, Given, deal, draw_again, pairs_of
from annotator.domain.errors import EditRefusedError

CODERS = ("ann", "bob", "eva")


def corpus(number=200, strata=("a", "a", "a", "b")):
    return [Dealable(f"u{n}", strata[n % len(strata)]) for n in range(number)]


def hands(given):
    return Counter(one.coder for one in given)


def twice(given):
    owners = Counter(one.article for one in given)
    return Counter(one.coder for one in given if owners[one.article] > 1)


def test_everybody_gets_as_many_and_every_pair_has_as_many_in_common():
    given = deal(corpus(), [], Dealing(CODERS, 60, 0.2, 7))
    assert hands(given) == dict.fromkeys(CODERS, 60)
    assert twice(given) == dict.fromkeys(CODERS, 12)
    assert dict(pairs_of(given)) == dict.fromkeys(combinations(CODERS, 2), 6)
    assert max(Counter(one.article for one in given).values()) == 2


def test_strata_are_in_proportion_for_each_coder_and_among_the_doubles():
    articles = corpus(400, ("a", "a", "a", "b"))
    stratum = {article.uuid: article.stratum for article in articles}
    given = deal(articles, [], Dealing(CODERS, 80, 0.2, 3))
    for coder in CODERS:
        of_b = sum(stratum[g.article] == "b" for g in given if g.coder == coder)
        assert 17 <= of_b <= 23, of_b
    owners = Counter(one.article for one in given)
    doubles = [article for article, number in owners.items() if number > 1]
    assert 4 <= sum(stratum[article] == "b" for article in doubles) <= 8


def test_doubles_do_not_stand_together_in_a_queue():
    given = deal(corpus(), [], Dealing(CODERS, 60, 0.2, 7))
    owners = Counter(one.article for one in given)
    queue = [owners[one.article] > 1 for one in given if one.coder == "ann"]
    assert 0 < sum(queue[:30]) < 12


def test_dealing_again_adds_and_takes_nothing_away():
    first = deal(corpus(), [], Dealing(CODERS, 20, 0.2, 7))
    assert deal(corpus(), first, Dealing(CODERS, 20, 0.2, 7)) == ()
    more = deal(corpus(), first, Dealing((*CODERS, "zoe"), 40, 0.2, 7))
    both = [*first, *more]
    assert not set(first) & set(more)
    assert hands(both) == dict.fromkeys((*CODERS, "zoe"), 40)
    assert set(twice(both).values()) == {8}


def test_a_corpus_too_small_is_dealt_out_evenly():
    given = deal(corpus(20), [], Dealing(CODERS, 60, 0.0, 1))
    assert sum(hands(given).values()) == 20
    assert max(hands(given).values()) - min(hands(given).values()) <= 1


def test_where_all_are_given_once_a_second_coder_gets_the_others_articles():
    first = deal(corpus(40), [], Dealing(("ann", "bob"), 20, 0.0, 1))
    more = deal(corpus(40), first, Dealing(("ann", "bob"), 24, 0.2, 1))
    assert sorted(hands([*first, *more]).values()) == [22, 22]
    assert dict(pairs_of([*first, *more])) == {("ann", "bob"): 4}


@for_all(
    st.permutations(range(40)),
    st.permutations(CODERS),
    st.integers(0, 30),
    st.floats(0, 1),
    st.integers(0, 99),
)
def test_the_order_in_which_things_are_named_changes_nothing(order, coders, number, overlap, seed):
    articles = corpus(40)
    plain = deal(articles, [], Dealing(CODERS, number, overlap, seed))
    mixed = deal([articles[n] for n in order], [], Dealing(tuple(coders), number, overlap, seed))
    assert plain == mixed
    assert all(count <= number for count in hands(plain).values())
    assert len(set(plain)) == len(plain)


@pytest.mark.parametrize(
    ("dealing", "word"),
    [
        (Dealing((), 5), "at least one"),
        (Dealing(("ann",), 5, 0.5), "two coders"),
        (Dealing(CODERS, -1), "fewer than 0"),
        (Dealing(CODERS, 5, 1.5), "from 0 to 1"),
    ],
)
def test_wishes_that_contradict_each_other_are_refused(dealing, word):
    with pytest.raises(EditRefusedError, match=word):
        deal(corpus(10), [], dealing)


def test_a_larger_share_to_be_coded_again_holds_the_smaller_one():
    articles = [f"u{n}" for n in range(50)]
    small = draw_again(articles, "ann", share=0.1, seed=5)
    assert len(small) == 5
    assert set(small) < set(draw_again(articles[::-1], "ann", share=0.3, seed=5))
    assert small != draw_again(articles, "ann", share=0.1, seed=6)


def test_pairs_name_only_what_is_shared():
    assert list(pairs_of([Given("x", "ann"), Given("y", "bob")])) == []
