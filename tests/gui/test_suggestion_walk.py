"""Which suggestions are walked, which are only reached from others, which stay quiet."""

from __future__ import annotations

from itertools import count

from annotator.domain.events import Segment
from annotator.domain.suggestion_parts import Suggestions
from annotator.domain.suggestions import Standing, Suggestion
from annotator.gui.views.suggestion_walk import SuggestionWalk

FIRST, OTHER, QUIET = Standing.FIRST, Standing.OTHER, Standing.QUIET
_ids = count(1)


def made(start, end, standing=FIRST, *, kind="actor", decision=""):
    place = (Segment(start, end),)
    return Suggestion(next(_ids), kind, place, "", "", decision, standing)


def walked(*suggestions, quiet=False):
    walk = SuggestionWalk(Suggestions(suggestions), quiet=quiet)
    found, now = [], walk.at_or_after(0)
    while now is not None:
        found.append((now.start, now.end))
        now = walk.next_to(now)
    return found


def test_first_choices_are_walked_and_quiet_ones_where_wished():
    given = made(0, 20), made(0, 7, OTHER), made(30, 40, QUIET), made(50, 55)
    assert walked(*given) == [(0, 20), (50, 55)]
    assert walked(*given, quiet=True) == [(0, 20), (30, 40), (50, 55)]


def test_a_first_choice_taken_in_another_extent_is_passed_over():
    given = made(0, 20), made(0, 7, OTHER, decision="accepted"), made(50, 55)
    assert walked(*given) == [(50, 55)]
    assert (0, 20) in [
        (s.start, s.end) for s in SuggestionWalk(Suggestions(given)).overlapping(0, 60)
    ]


def test_an_extent_of_another_type_takes_nothing():
    given = made(0, 20), made(0, 7, OTHER, kind="location", decision="accepted")
    assert walked(*given) == [(0, 20)]


def test_extents_go_from_the_whole_through_its_parts_and_back():
    whole, title, name, away = made(0, 20), made(0, 7, OTHER), made(8, 20, OTHER), made(30, 40)
    walk = SuggestionWalk(Suggestions((whole, title, name, away)))
    assert walk.next_extent(whole) is title
    assert walk.next_extent(title) is name
    assert walk.next_extent(name) is whole
    assert walk.next_extent(away) is None


def test_a_wider_extent_belongs_to_the_first_choice_inside_it():
    inner, outer = made(8, 20), made(0, 20, OTHER)
    walk = SuggestionWalk(Suggestions((inner, outer)))
    assert walk.next_extent(inner) is outer
    assert walk.next_extent(outer) is inner


def test_the_quiet_one_at_the_caret_is_the_shortest():
    wide, narrow = made(0, 20, QUIET), made(5, 9, QUIET)
    walk = SuggestionWalk(Suggestions((wide, narrow, made(30, 40))))
    assert walk.quiet_at(7) is narrow
    assert walk.quiet_at(9) is narrow
    assert walk.quiet_at(15) is wide
    assert walk.quiet_at(20) is wide
    assert walk.quiet_at(35) is None


def test_from_a_quiet_one_the_walk_goes_on_behind_it():
    before, quiet, behind = made(0, 5), made(10, 15, QUIET), made(20, 25)
    walk = SuggestionWalk(Suggestions((before, quiet, behind)))
    assert walk.next_to(quiet) is behind
    assert walk.previous_to(quiet) is before
