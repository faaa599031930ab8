"""Going straight to words: letters, phrases, search, other words for a value, answers."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from annotator.domain.events import CodingStatus
from annotator.gui.views.letter_overlay import LetterOverlay
from annotator.storage import people, unaided
from annotator.storage.project import open_project


def label_of(ann, words: str) -> str:
    """The letters that stand over words now."""
    overlay = ann.page.findChild(LetterOverlay)
    assert overlay.isVisible()
    found = [label for label, spot in overlay.labels.items() if spot.words == words]
    assert found, f"no letters on “{words}”"
    return found[0]


def point(ann, key: str, words: str, *, shift: bool = False) -> None:
    """Press a key that shows letters, and type those over some words."""
    ann.press(key)
    *first, last = label_of(ann, words)
    for letter in first:
        ann.write(letter)
    ann.press(f"Shift+{last.upper()}" if shift else last.upper())


@pytest.fixture
def ann(coder, pact):
    someone = coder()
    someone.open(pact)
    return someone


@pytest.fixture
def alone(coder, pact):
    """Somebody to whom nothing is suggested."""
    with open_project(pact) as project:
        desk = people.sit_down(project, "ann")
        unaided.draw(project, desk.round, share=1.0, seed=1)
    someone = coder()
    someone.open(pact)
    return someone


def test_letters_on_suggestions_focus_or_accept(ann):
    point(ann, "F", "Mali’s transitional government")
    assert ann.suggestion.quote == "Mali’s transitional government"
    ann.press("N")
    point(ann, "F", "Niger’s military rulers", shift=True)
    (source,) = ann.events[0].in_slot("source")
    assert source.quote == "Niger’s military rulers"


@pytest.mark.parametrize("key", ["F", "'"])
def test_no_hint_hides_the_letters(ann, key):
    hint = ann.page.article_pane.hint
    assert hint.isVisible()
    ann.press(key)
    assert not hint.isVisible()
    ann.press("Escape")
    assert hint.isVisible()


def test_letters_on_words_select_a_word_a_phrase_or_up_to_a_word(ann):
    point(ann, "'", "defence")
    assert ann.selected == "defence"
    point(ann, '"', "pact")
    assert ann.selected == "defence pact"
    point(ann, "'", "Niger’s", shift=True)
    assert ann.selected == "Niger’s military rulers"


def test_without_suggestions_the_letters_stand_on_the_words(alone):
    assert alone.suggestion is None
    point(alone, "F", "signed")
    assert alone.selected == "signed"


def test_any_other_key_takes_the_letters_away_and_does_its_work(ann):
    ann.press("F")
    overlay = ann.page.findChild(LetterOverlay)
    assert overlay.isVisible()
    before = ann.suggestion
    ann.press("Tab")
    assert not overlay.isVisible()
    assert ann.suggestion != before
    ann.press("F", "Escape")
    assert not overlay.isVisible()
    assert QApplication.focusWidget() is ann.view


def test_a_selection_widens_and_narrows_by_phrases(ann):
    point(ann, "'", "defence")
    ann.press(">")
    wide = ann.selected
    assert "defence pact" in wide
    ann.press(">")
    assert len(ann.selected) > len(wide)
    ann.press("<")
    assert ann.selected == wide
    ann.press("<")
    assert ann.selected == "defence"


def test_the_caret_steps_by_sentences(ann):
    ann.press("Ctrl+Home", ")", ")")
    text, caret = ann.session.article.text, ann.view.caret
    assert caret > 0
    assert text[caret].isupper()
    ann.press("(")
    assert ann.view.caret < caret


def test_searching_selects_the_word_and_goes_on_with_f3(ann):
    ann.press("/")
    ann.write("bamak")
    ann.press("Return")
    first = ann.page.article_pane.selection
    assert ann.selected == "Bamako"
    assert QApplication.focusWidget() is ann.view
    ann.press("F3")
    ann.press("Shift+F3")
    assert ann.page.article_pane.snapped_selection() == first


def test_leaving_the_search_goes_back_and_nothing_found_is_said(ann):
    ann.press("Ctrl+Home", ")")
    caret = ann.view.caret
    ann.press("/")
    ann.write("zzz")
    assert ann.page.find_bar.field.accessibleDescription() == "nowhere"
    ann.press("Escape")
    assert (ann.view.caret, ann.selected) == (caret, "")
    assert not ann.page.find_bar.isVisible()


def test_a_megabyte_pasted_into_the_search_is_cut(ann):
    QApplication.clipboard().setText("word " * 200_000)
    ann.press("/", "Ctrl+V")
    assert len(ann.page.find_bar.field.text()) == 200


def test_several_stretches_by_letters_make_one_mention(ann):
    ann.press("N")
    point(ann, "'", "signed")
    ann.press("+")
    point(ann, "'", "pact")
    ann.press("A")
    ann.code("057")
    (action,) = ann.events[0].in_slot("action")
    assert action.quote == "signed … pact"


def test_a_value_gets_other_words_and_keeps_its_code(ann):
    ann.press("N")
    point(ann, "'", "rulers")
    ann.press("S")
    ann.code("nermil")
    ann.press("Ctrl+D")
    point(ann, "'", "Niger’s", shift=True)
    ann.press("Alt+S")
    first, second = ann.events
    assert [f.quote for f in second.in_slot("source")] == ["Niger’s military rulers"]
    assert [f.quote for f in first.in_slot("source")] == ["rulers"]
    assert {f.value.code for e in (first, second) for f in e.in_slot("source")} == {"NERMIL"}
    ann.press("Ctrl+Z")
    assert [f.quote for f in ann.events[1].in_slot("source")] == ["rulers"]


def test_the_edges_of_a_value_s_words_move_where_the_caret_is(ann):
    ann.press("N")
    point(ann, "'", "military")
    ann.press("S")
    ann.code("nermil")
    ann.press("Escape", "Alt+Down", "Alt+Up", "]", "{")
    (source,) = ann.events[0].in_slot("source")
    assert source.quote == "Niger’s military rulers"


def test_accepting_can_open_the_list_at_once(ann):
    ann.press("N")
    point(ann, "F", "Niger’s military rulers")
    ann.press("Shift+Return")
    assert ann.page.events_pane.editor_open
    ann.code("nermil")
    (source,) = ann.events[0].in_slot("source")
    assert (source.quote, source.value.code) == ("Niger’s military rulers", "NERMIL")


def test_an_answer_is_a_copy_with_the_sides_exchanged(ann):
    ann.press("N")
    point(ann, "'", "rulers")
    ann.press("S")
    ann.code("nermil")
    point(ann, "'", "Mali’s", shift=True)
    ann.press("T")
    ann.code("mligov")
    ann.press("Ctrl+Shift+D")
    _, answer = ann.events
    assert [f.value.code for f in answer.in_slot("source")] == ["MLIGOV"]
    assert [f.value.code for f in answer.in_slot("target")] == ["NERMIL"]
    ann.press("Ctrl+Z")
    assert len(ann.events) == 1


def test_nothing_to_code_takes_two_keys_and_the_next_article_is_painted(ann):
    before, shown = ann.keys_pressed, ann.session.article.id
    ann.press("X", "1")
    assert ann.keys_pressed - before == 2
    assert ann.session.article.id != shown
    assert ann.view.toPlainText().startswith(ann.session.article.title)
    rows = ann.page._rows([shown])
    assert rows[0].status is CodingStatus.NOTHING
    assert rows[0].reason


@pytest.mark.parametrize("typed", ["mali's", "MALI'S", "senou"])
def test_the_search_minds_no_accents_capitals_or_kinds_of_quotes(ann, typed):
    ann.press("/")
    ann.write(typed)
    assert ann.page.find_bar.field.accessibleDescription() != "nowhere"
    ann.press("Return")
    assert ann.selected in ("Mali’s", "Sénou")


def test_a_letter_puts_no_words_of_another_kind_over_a_value(ann):
    ann.press("N")
    point(ann, "F", "Niger’s military rulers", shift=True)
    ann.go_to("signed", "action")
    ann.press("S")
    (source,) = ann.events[0].in_slot("source")
    assert source.quote == "Niger’s military rulers"
    assert "select them" in ann.page.status_line.message


def test_an_article_is_found_again_where_it_was_left(ann):
    ann.press("/")
    ann.write("russian")
    ann.press("Return")
    caret = ann.view.caret
    ann.press("Alt+Right", "Alt+Left")
    assert abs(ann.view.caret - caret) < 40
