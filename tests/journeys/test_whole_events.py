"""Whole suggested events at the real window: looked at, taken, dismissed, and taken back."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea

from annotator.domain.dates import parse
from annotator.domain.events import Segment
from annotator.domain.offers import MOST
from annotator.domain.suggestions import (
    Candidate,
    Highlighted,
    NewEvent,
    NewFiller,
    NewSuggestion,
    Pipeline,
)
from annotator.domain.values import CodeValue, DateValue, PlaceValue, Provenance
from annotator.gui.dialogs.project_settings import ProjectSettings, ProjectSettingsDialog
from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.event_card import EventCard
from annotator.jobs.suggesting import request_for
from annotator.storage import highlights, people
from annotator.storage.project import open_project
from annotator.storage.unaided import draw
from tests.journeys.driver import make_project

STORY = """Mali and Niger agree to meet

2024-03-04

Mali invaded Niger on Saturday. Its army attacked the town of Gao. Benin criticised Mali."""
PIPELINE = Pipeline("by-hand", "1")


def proposals(text, *, clear="190"):
    """Three events: an invasion, its repetition, and a criticism whose code is open."""

    def mention(kind, words, *values, nth=0):
        start = -1
        for _ in range(nth + 1):
            start = text.index(words, start + 1)
        candidates = tuple(Candidate(value, "", "made up", 0.5) for value in values)
        return NewSuggestion(kind, (Segment(start, start + len(words)),), "", candidates, 0.5)

    mentions = (
        mention("actor", "Mali", "MLI", nth=1),
        mention("action", "invaded", "190", "195"),
        mention("actor", "Niger", "NER", nth=1),
        mention("date", "Saturday"),
        mention("action", "attacked", "190"),
        mention("location", "Gao"),
        mention("actor", "Benin", "BEN"),
        mention("action", "criticised", "111", "112"),
        mention("actor", "Mali", "MLI", nth=2),
    )

    def event(trigger, *fillers, **more):
        return NewEvent(mentions[trigger].segments, fillers, **more)

    return Highlighted(
        1,
        mentions,
        events=(
            event(
                1,
                NewFiller("source", 0, "MLI"),
                NewFiller("action", 1, clear),
                NewFiller("target", 2, "NER"),
                NewFiller("date", 3),
                NewFiller("location", 5),
                confidence=0.82,
            ),
            event(4, NewFiller("source", 0, "MLI"), NewFiller("action", 4, "190"), repeats=0),
            event(
                7,
                NewFiller("source", 6, "BEN"),
                NewFiller("action", 7),
                NewFiller("target", 8, "MLI"),
                attributes=(("status", "alleged"),),
                confidence=0.4,
            ),
        ),
    )


@pytest.fixture
def story(tmp_path):
    """A project with one article and the suggestions above."""
    article = tmp_path / "story.txt"
    article.write_text(STORY, encoding="utf-8")
    path = tmp_path / "story.db"
    make_project(path, article, highlight=False)
    with open_project(path) as project:
        (text,) = project.connection.execute("SELECT text FROM article").fetchone()
        highlights.store(project, PIPELINE, proposals(text))
        project.connection.execute("UPDATE article SET published = '2024-03-04'")
    return path


@pytest.fixture
def ann(coder, story):
    """Somebody at the story whose highlighter keeps quiet."""
    person = coder()
    person.window.settings.set("suggestions/pipeline", "none_such")
    person.open(story)
    person.wait(lambda: person.page.events_pane.suggested.cards)
    return person


def cards(person):
    return person.page.events_pane.suggested.cards


def stored(person):
    query = "SELECT count(*) FROM edit"
    return person.session.project.connection.execute(query).fetchone()[0]


def test_looking_shows_everything_and_stores_nothing(ann):
    assert [card.facts.text() for card in cards(ann)] == [
        "sure · reported again: 1",
        "a guess · status: Alleged",
    ]
    assert cards(ann)[0].sentence.text.startswith("Mali → ")
    assert not cards(ann)[0].take.isVisible()
    before = stored(ann)
    ann.press(".")
    first, second = cards(ann)
    assert first.take.isVisible()
    assert not second.take.isVisible()
    assert ann.suggestion is None
    marked = {
        piece.mark.segments
        for piece in ann.view._index.between(0, 10_000)
        if piece.mark.uses and piece.mark.suggested
    }
    assert len(marked) == 5
    ann.press(".")
    assert not first.take.isVisible()
    assert second.take.isVisible()
    ann.press(",")
    assert first.take.isVisible()
    ann.press("Escape")
    assert not first.take.isVisible()
    assert stored(ann) == before
    assert ann.events == ()


def test_the_second_key_stores_it_and_undo_takes_it_back(ann):
    ann.press(".", "Return")
    (event,) = ann.events
    values = {filler.slot: filler.value for filler in event.fillers}
    assert values["source"] == CodeValue("MLI")
    assert values["action"] == CodeValue("190")
    assert values["target"] == CodeValue("NER")
    assert isinstance(values["date"], DateValue)
    assert values["date"].start == dt.date(2024, 3, 2)
    assert isinstance(values["location"], PlaceValue)
    assert values["location"].name == "Gao"
    assert {filler.provenance for filler in event.fillers} == {Provenance.ACCEPTED}
    assert ann.session.focus.event_id == event.id
    assert not ann.page.events_pane.editor_open
    ann.wait(lambda: len(cards(ann)) == 1)  # the repetition went with it
    ann.press("Ctrl+Z")
    assert ann.events == ()
    ann.wait(lambda: len(cards(ann)) == 2)
    ann.press("Ctrl+Shift+Z")
    assert len(ann.events) == 1


def test_an_open_action_is_chosen_among_its_candidates(ann):
    ann.press(".", ".", "Return")
    (event,) = ann.events
    assert event.attribute("status") == ("alleged",)
    assert ann.page.events_pane.editor_open
    ann.press("Return")
    assert [f.value for f in ann.events[0].in_slot("action")] == [CodeValue("111")]
    assert not ann.page.events_pane.editor_open


@pytest.mark.parametrize("key", ["Backspace", "Delete"])
def test_dismissing_goes_to_the_next_and_outlives_a_newer_run(ann, key):
    ann.press(".", key)
    assert ann.events == ()
    ann.wait(lambda: len(cards(ann)) == 1)
    assert cards(ann)[0].take.isVisible()  # the next one is looked at
    ann.press("Escape")
    project, text = ann.session.project, ann.session.article.text
    highlights.store(project, Pipeline("by-hand", "2"), proposals(text))
    ann.page.show_suggestions()
    ann.wait(lambda: len(cards(ann)) == 1)
    assert cards(ann)[0].facts.text().startswith("a guess")
    ann.press("Ctrl+Z")
    ann.wait(lambda: len(cards(ann)) == 2)


def test_other_keys_say_what_to_do_and_tab_leaves(ann):
    ann.press("N", ".", "S")
    assert len(ann.events) == 1
    assert ann.events[0].fillers == ()
    assert "Enter takes it" in ann.page.status_line.message
    ann.press("Tab")
    assert ann.session.looked_at is None
    assert ann.suggestion is not None


def test_by_mouse(ann):
    first, _ = cards(ann)
    ann.click(first)
    assert first.take.isVisible()
    ann.click(first.dismiss)
    ann.wait(lambda: len(cards(ann)) == 1)
    (left,) = cards(ann)
    ann.click(left.take)
    assert len(ann.events) == 1


def test_what_was_coded_by_hand_is_offered_no_more(ann):
    ann.press("N")
    ann.go_to("invaded", "action")
    ann.press("Return", "Escape")
    ann.wait(lambda: len(cards(ann)) == 1)
    assert cards(ann)[0].facts.text().startswith("a guess")


def test_a_date_that_depends_on_the_publication_date_follows_it(ann):
    ann.press(".")
    assert parse("Saturday", ann.session.article.published)[0].start == dt.date(2024, 3, 2)
    from annotator.storage import ops  # noqa: PLC0415 - the dialog is another journey's matter

    article = ann.session.article.id
    ann.session.run(ops.set_article_field, article, "published", dt.date(2024, 3, 11))
    ann.press(".", "Return")
    (when,) = ann.events[-1].in_slot("date")
    assert when.value.start == dt.date(2024, 3, 9)


def test_what_was_shown_is_remembered(ann):
    query = "SELECT article_id, pipeline_id FROM shown"
    ann.wait(lambda: ann.session.project.connection.execute(query).fetchall() == [(1, 1)])


def test_a_leader_switches_whole_events_off_for_all(ann, monkeypatch):
    def answer(wanted):
        given = staticmethod(lambda *_args, **_options: ProjectSettings(wanted))
        monkeypatch.setattr(ProjectSettingsDialog, "ask", given)
        ann.window.run_command("project.settings")

    answer(False)
    ann.wait(lambda: not cards(ann))
    assert ann.session.offers == ()
    assert ann.session.suggestions  # single words are still suggested
    assert not request_for(ann.session.project).events
    ann.press(".")
    assert "switched off" in ann.page.status_line.message
    answer(True)
    ann.wait(lambda: len(cards(ann)) == 2)
    assert request_for(ann.session.project).events


def test_the_dialog_of_project_settings(qtbot):
    theme = make_theme(Mode.DARK)
    dialog = ProjectSettingsDialog(None, theme, ProjectSettings(True), read_only=False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.whole_events.isChecked()
    assert dialog.ok_button.isEnabled()
    closed = ProjectSettingsDialog(None, theme, ProjectSettings(False), read_only=True)
    qtbot.addWidget(closed)
    assert not closed.whole_events.isChecked()
    assert not closed.whole_events.isEnabled()
    assert not closed.ok_button.isEnabled()


def test_an_unaided_article_shows_nothing_and_says_so(coder, story):
    with open_project(story) as project:
        which = people.find_round(project.connection)
        assert draw(project, which, share=1, seed=1).unaided == (1,)
    bob = coder()
    bob.window.settings.set("suggestions/pipeline", "none_such")
    bob.open(story, "bob")
    bob.qtbot.wait(50)
    assert cards(bob) == []
    assert not bob.session.suggestions
    assert bob.suggestion is None
    assert bob.page.article_pane.header.text.endswith("unaided")
    assert "Tab walks" not in bob.page.events_pane._empty.text()
    bob.press(".", "N")
    connection = bob.session.project.connection
    assert connection.execute("SELECT count(*) FROM shown").fetchone() == (0,)
    assert connection.execute("SELECT unaided FROM coding").fetchall() == [(1,)]


def test_what_the_real_pipeline_suggests_can_be_taken(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.wait(lambda: cards(ann))
    ann.press(".")
    looked_at = ann.session.looked_at
    preview = ann.session.preview(looked_at)
    assert preview.fillers
    ann.press("Return")
    (event,) = ann.events
    assert [(f.slot, f.value, f.quote) for f in event.fillers] == sorted(
        ((f.slot, f.value, f.quote) for f in preview.fillers), key=lambda row: row[0]
    )
    assert ann.page.events_pane.editor_open == (event.in_slot("action")[0].value is None)


def test_very_many_are_shown_by_pages(coder, story):
    with open_project(story) as project:
        (text,) = project.connection.execute("SELECT text FROM article").fetchone()
        found = proposals(text)
        where = [match.start() for match in re.finditer("[a-z]", text)]
        several = tuple(
            NewEvent((Segment(at, at + 1),), (NewFiller("source", 0, "MLI"),)) for at in where
        )
        highlights.store(project, PIPELINE, replace(found, events=several))
    ann = coder()
    ann.window.settings.set("suggestions/pipeline", "none_such")
    ann.open(story)
    ann.wait(lambda: len(cards(ann)) == MOST)
    listed = ann.page.events_pane.suggested
    assert listed.count_text == f"SUGGESTED · 1–{MOST} of {len(several)}"
    ann.press("Ctrl+Home", ",")  # round to the last one
    ann.wait(lambda: [card for card in cards(ann) if card.take.isVisible()] == cards(ann)[-1:])
    assert listed.count_text.endswith(f"–{len(several)} of {len(several)}")
    ann.press("Escape", "Ctrl+Home", ".")
    ann.wait(lambda: all(card.take.isVisible() for card in cards(ann)[:1]))


def test_the_first_window_fits_the_screen(ann):
    room = ann.window.screen().availableSize()
    assert ann.window.width() <= room.width()
    assert ann.window.height() + 40 <= room.height()  # its title bar too


def test_the_head_of_a_card_is_in_sight_again_after_the_list_in_it(ann):
    ann.window.resize(900, 480)  # a very small screen, where the list pushes everything away
    ann.press(".", ".", "Return")
    pane = ann.page.events_pane
    area = pane.findChild(QScrollArea)
    ann.wait(lambda: pane.editor_open and area.verticalScrollBar().value() > 0)
    ann.press("Return")
    (card,) = pane.findChildren(EventCard)
    ann.wait(lambda: card.mapTo(area.viewport(), QPoint(0, 0)).y() >= 0)
