"""Suggestions that carry values: what is shown, taken, chosen otherwise, reached and remembered."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtTest import QTest

from annotator.domain.candidates import Habits
from annotator.domain.values import CodeValue, Provenance
from annotator.gui.dialogs.dictionaries import Shelf
from annotator.storage import dictionaries, people
from annotator.storage.project import open_project
from tests.journeys.proposed import make, sit_down

WHOLE = "prime minister of Osten, Ada Holm"


@pytest.fixture
def project(tmp_path):
    return make(tmp_path)


@pytest.fixture
def ann(coder, project, tmp_path):
    person = sit_down(coder, tmp_path)
    person.open(project, "ann")
    return person


def filler(person, slot):
    (found,) = person.events[0].in_slot(slot)
    return found


def code(person, slot):
    value = filler(person, slot).value
    return value.code if isinstance(value, CodeValue) else None


def line(person):
    """What the floating line says, as a screen reader has it."""
    hint = person.page.article_pane.hint
    assert hint.isVisible()
    return hint.accessibleName()


def said(person):
    return person.page.status_line.message


def test_the_line_says_value_words_sureness_reason_and_others(ann):
    ann.press("N")
    ann.go_to(WHOLE, "actor")
    told = line(ann)
    assert "Source AUTGOV since 2024-01-01" in told
    assert "Austria, government · sure" in told
    assert "in “offices”" in told
    assert "2 AUT Austria" in told
    assert "; other extent" in told
    assert "HUNGOV" not in told  # another held the office on that day
    ann.press("Return")
    assert code(ann, "source") == "AUTGOV"
    assert filler(ann, "source").provenance is Provenance.ACCEPTED


def test_a_digit_takes_another_candidate(ann):
    ann.press("N")
    ann.go_to(WHOLE, "actor")
    ann.press("2")
    assert code(ann, "source") == "AUT"
    assert filler(ann, "source").provenance is Provenance.ACCEPTED
    ann.press("Ctrl+Z")
    assert not ann.events[0].in_slot("source")


def test_a_digit_without_such_a_candidate_or_event_stores_nothing(ann):
    ann.go_to(WHOLE, "actor")
    ann.press("1")
    assert ann.session.coding is None or not ann.events
    assert "N starts one" in said(ann)
    ann.press("N", "5")
    assert not ann.events[0].fillers


def test_a_click_takes_another_candidate(ann):
    ann.press("N")
    ann.go_to(WHOLE, "actor")
    hint = ann.page.article_pane.hint
    ann.click(hint, hint.target_of(candidate="2"))
    assert code(ann, "source") == "AUT"


def test_the_date_of_the_event_chooses_the_candidate(ann):
    ann.press("N", "Escape", "D")
    ann.code("3 May 2023")
    ann.go_to(WHOLE, "actor")
    assert "HUNGOV until 2023-12-31" in line(ann)
    ann.press("S")
    assert code(ann, "source") == "HUNGOV"


def test_without_any_day_all_are_shown_with_their_intervals(coder, tmp_path):
    folder = tmp_path / "undated"
    folder.mkdir()
    path = make(folder, published=None)
    ann = sit_down(coder, tmp_path)
    ann.open(path, "ann")
    ann.press("N")
    ann.go_to(WHOLE, "actor")
    assert "AUTGOV since 2024-01-01" in line(ann)
    assert "2 HUNGOV until 2023-12-31" in line(ann)  # what has ended stands behind
    assert "3 AUT Austria" in line(ann)


def test_a_date_is_shown_by_its_days(ann):
    ann.press("N")
    ann.go_to("4 March 2024", "date")
    assert "Date 2024-03-04" in line(ann)
    ann.press("Return")
    assert filler(ann, "date").value.start == dt.date(2024, 3, 4)
    assert filler(ann, "date").provenance is Provenance.ACCEPTED


def test_places_of_one_name_are_told_apart_by_how_exact_they_are(ann):
    ann.press("N")
    ann.go_to("Osten", "location")
    assert "Location Gao, Mali, exactly there · likely, Mali is named" in line(ann)
    assert "2 Gao, Mali somewhere in the province" in line(ann)
    ann.press("2")
    place = filler(ann, "location").value
    assert (place.latitude, place.where_prec) == (16.086, 4)
    assert filler(ann, "location").provenance is Provenance.ACCEPTED


def test_codes_that_lie_close_are_chosen_from_the_list(ann):
    ann.press("N")
    ann.go_to("threatened to attack", "action")
    assert "choose the code" in line(ann)
    assert "1 138 Threaten" in line(ann)
    ann.press("Return")
    assert ann.page.events_pane.editor_open
    ann.press("Down", "Return")
    assert code(ann, "action") == "130"
    assert filler(ann, "action").provenance is Provenance.ACCEPTED


def test_a_digit_decides_between_codes_that_lie_close(ann):
    ann.press("N")
    ann.go_to("threatened to attack", "action")
    ann.press("1")
    assert code(ann, "action") == "138"
    assert not ann.page.events_pane.editor_open


def test_a_code_of_ones_own_is_edited_after_accepting(ann):
    ann.press("N")
    ann.go_to("threatened to attack", "action")
    ann.press("Return")
    ann.code("042")
    assert code(ann, "action") == "042"
    assert filler(ann, "action").provenance is Provenance.EDITED


def test_the_parts_of_a_suggestion_are_one_key_away(ann):
    ann.press("N")
    ann.go_to(WHOLE, "actor")
    seen = []
    for _ in range(3):
        ann.press(";")
        seen.append(ann.suggestion.quote)
    assert seen == ["Osten", "Ada Holm", WHOLE]
    ann.press(";", ";", "Return")
    assert filler(ann, "source").quote == "Ada Holm"
    assert ann.suggestion.quote == "threatened to attack"
    ann.press("Shift+Tab")
    assert ann.suggestion.quote != WHOLE  # it was taken in another extent


def test_what_is_hardly_ever_coded_is_walked_only_when_wished(ann, coder, tmp_path, project):
    def walk(person):
        found = [person.suggestion.quote]
        for _ in range(12):
            before = person.suggestion
            person.press("Tab")
            if person.suggestion is before:
                return found
            found.append(person.suggestion.quote)
        return found

    assert "the Daily Gull" not in walk(ann)
    ann.window.run_command("suggestion.show_quiet")
    ann.close()
    later = sit_down(coder, tmp_path)
    later.open(project, "ann")
    later.press("Ctrl+Home", "Tab")  # it opens where it was left, at the end
    assert "the Daily Gull" in walk(later)


def test_the_caret_on_a_quiet_suggestion_focuses_it(ann):
    ann._walk_to(ann.session.article.text.index("Daily"))
    assert ann.suggestion.quote == "the Daily Gull"
    ann.press("N", "Alt+Down")
    assert ann.suggestion.quote == "the Daily Gull"


def test_a_code_given_by_hand_is_remembered_with_one_key(ann):
    ann.press("N")
    ann.go_to("Holm", "actor")
    ann.press("Return", "F2")
    ann.code("FRAGOV")
    assert "remembers “Holm” as FRAGOV" in said(ann)
    ann.press("=")
    assert "in your dictionary" in said(ann)
    ann.press("Ctrl+J")
    ann.wait(lambda: ann.session.article.id == 2)
    ann.press("N")
    assert ann.suggestion.quote == "Holm"
    assert "FRAGOV" in line(ann)
    assert "in ann’s dictionary" in line(ann)
    ann.press("Return")
    assert code(ann, "source") == "FRAGOV"
    assert filler(ann, "source").provenance is Provenance.ACCEPTED
    ann.go_to("Ada Holm", "actor")
    assert "“Holm” in ann’s dictionary" in line(ann)


def test_the_first_candidate_is_nothing_to_remember(ann):
    ann.press("N")
    ann.go_to("Holm", "actor")
    ann.press("Return")
    assert "remembers" not in said(ann)


def test_a_name_is_remembered_with_dates(ann):
    ann.press("N")
    ann.go_to("Holm", "actor")
    ann.press("2")
    assert "remembers “Holm” as AUT" in said(ann)
    ann.press("Alt+=")
    ann.write("until 2024-03-31")
    ann.press("Return")
    (entry,) = dictionaries.own(ann.session.project.connection, ann.session.desk)
    assert (entry.surface, entry.code) == ("Holm", "AUT")
    assert (entry.valid_from, entry.valid_to) == (None, dt.date(2024, 3, 31))
    ann.press("Ctrl+Z")
    assert not dictionaries.own(ann.session.project.connection, ann.session.desk)


def test_what_several_coders_get_is_the_same_for_all(ann):
    ann.press("N")
    ann.go_to("Holm", "actor")
    ann.press("Return", "F2")
    ann.code("FRAGOV")
    ann.press("=")
    with ann.session.project.write() as connection:
        connection.execute("INSERT INTO coder (uuid, name, created_at) VALUES ('b', 'bob', '')")
        connection.execute(
            "INSERT INTO assignment (uuid, article_id, coder_id, round_id, position, created_at)"
            " SELECT 'x', 2, c.id, r.id, 0, '' FROM coder c, round r WHERE c.name = 'bob'"
        )
    ann.session.open_article(2)
    ann.press("N")
    assert "FRAGOV" not in line(ann)


def test_codes_chosen_before_for_a_trigger_come_first(ann):
    ann.press("N")
    ann.go_to("threatened to attack", "action")
    ann.press("2")
    ann.session.open_article(2)
    ann.press("N")
    ann.go_to("threatened to attack", "action")
    assert "you chose it once for “threaten attack”" in line(ann)
    assert "1 130 Threaten" in line(ann)  # once is not enough to stand clear


def test_all_mentions_of_a_name_in_one_step(ann):
    ann.press("N")
    ann.go_to("Holm", "actor")
    ann.press("Return", "Shift+E")
    mentions = filler(ann, "source").mentions
    text = ann.session.article.text
    assert [m.segments[0].start for m in mentions[1:]] == [
        at
        for at in range(len(text))
        if text.startswith("Holm", at) and at != mentions[0].segments[0].start
    ]
    assert "2 more mentions" in said(ann)
    ann.press("Ctrl+Z")
    assert len(filler(ann, "source").mentions) == 1
    assert filler(ann, "source").quote == "Holm"


def test_the_pi_promotes_an_entry_and_takes_it_back(ann, qtbot):
    ann.press("N")
    ann.go_to("Holm", "actor")
    ann.press("2", "=")
    ann.window.run_command("project.dictionaries")
    dialog = ann.window.dictionary_actions.dialog
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.entry.surface == "Holm"
    assert not dialog.promote_button.isEnabled()
    dialog.days.setText("since 2024-01-01")
    ann.click(dialog.days_button)
    assert dialog.entry.valid_from == dt.date(2024, 1, 1)
    dialog.shelf.setCurrentIndex(dialog.shelf.findData(Shelf.OFFERED.value))
    assert "PI view" in dialog.mark.text()
    assert not dialog.retire_button.isEnabled()
    ann.click(dialog.promote_button)
    assert dialog.tree.topLevelItemCount() == 0
    dialog.shelf.setCurrentIndex(dialog.shelf.findData(Shelf.SHARED.value))
    assert dialog.entry.code == "AUT"
    ann.click(dialog.retire_button)
    assert dialog.entry is None
    dialog.close()
    ann.window.activateWindow()
    assert QTest.qWaitForWindowActive(ann.window, 5000)
    ann.press("Ctrl+Z")
    (shared,) = dictionaries.shared(ann.session.project.connection)
    assert shared.code == "AUT"
    ann.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert not dictionaries.shared(ann.session.project.connection)
    assert not dictionaries.own(ann.session.project.connection, ann.session.desk)


def test_another_coder_sees_nothing_of_it(ann, project):
    ann.press("N")
    ann.go_to("Holm", "actor")
    ann.press("2", "=")
    ann.close()
    with open_project(project) as opened:
        bob = people.sit_down(opened, "bob")
        assert not dictionaries.own(opened.connection, bob)


def test_a_promoted_name_is_suggested_to_all(coder, pact):
    """With the real pipeline: what the PI shares comes back as a suggestion, also to others."""
    ann = coder()
    ann.open(pact, "ann")
    ann.press("N")
    ann.go_to("Bamako", "actor")
    ann.press("Return", "F2")
    ann.code("FRAMIL")
    ann.press("=")
    ann.window.run_command("project.dictionaries")
    dialog = ann.window.dictionary_actions.dialog
    dialog.shelf.setCurrentIndex(dialog.shelf.findData(Shelf.OFFERED.value))
    ann.click(dialog.promote_button)
    dialog.close()

    def comes_first():
        found = [s for s in ann.session.suggestions if s.type == "actor" and s.quote == "Bamako"]
        return any(c.value == "FRAMIL" for s in found for c in ann.session.candidates_of(s)[:1])

    habits, ann.session.habits = ann.session.habits, Habits()  # what all coders see
    assert habits.names
    ann.wait(lambda: ann.session.reread_suggestions() or comes_first(), timeout=60_000)
