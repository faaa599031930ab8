"""An article of 700,000 characters: what is far off is there when one comes to it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from annotator.domain import schema_file
from annotator.domain.events import Segment
from annotator.domain.suggestion_parts import Suggestions
from annotator.domain.suggestions import (
    Candidate,
    Highlighted,
    NewEvent,
    NewFiller,
    NewSuggestion,
    Pipeline,
    Standing,
)
from annotator.gui.views.marks import MarkIndex
from annotator.gui.views.suggestion_walk import SuggestionWalk
from annotator.jobs.importing import add_one
from annotator.resources import schema_path
from annotator.storage import highlights, reads
from annotator.storage.project import create, open_project
from tests.journeys.driver import Coder

LINE = "Line {:05d}: troops of Chad attacked rebels near the town of Fada on Monday, it is said."
LINES = 8_000
_PARTS = (("actor", "Chad"), ("action", "attacked"), ("actor", "rebels"), ("location", "Fada"))


def suggested(text: str) -> Highlighted:
    """Four single words and one in two segments on every line, and an event on every tenth."""
    mentions, events, at = [], [], text.index("Line 00000")
    for number in range(LINES):
        first = len(mentions)
        for kind, word in _PARTS:
            start = text.index(word, at)
            place = (Segment(start, start + len(word)),)
            mentions.append(NewSuggestion(kind, place, word, (Candidate("TCD"),), 0.5))
        troops, near = text.index("troops", at), text.index("near", at)
        parted = (Segment(troops, troops + 6), Segment(near, near + 4))
        mentions.append(NewSuggestion("action", parted, "", (), 0.2, Standing.QUIET))
        if number % 10 == 0:
            fillers = NewFiller("source", first, "TCD"), NewFiller("action", first + 1)
            events.append(NewEvent(mentions[first + 1].segments, fillers))
        at = text.index("said.", at) + 1
    return Highlighted(2, tuple(mentions), events=tuple(events))


@pytest.fixture(scope="module")
def long_project(tmp_path_factory):
    path = tmp_path_factory.mktemp("long") / "long.db"
    create(path, schema=schema_file.canonical(schema_path("cameo")), title="Long")
    with open_project(path) as project:
        add_one(project, title="Short", body="A short one.")
        add_one(project, title="Long", body="\n".join(map(LINE.format, range(LINES))))
        text = reads.text_of(project.connection, 2)
        assert len(text) > 690_000
        highlights.store(project, Pipeline("by hand", "1"), suggested(text))
    return path


@pytest.fixture
def ann(qtbot, tmp_path, long_project):
    path = tmp_path / "own.db"
    path.write_bytes(long_project.read_bytes())
    coder = Coder(qtbot, tmp_path)
    coder.window.settings.set("suggestions/pipeline", "none_installed")
    coder.open(path)
    coder.session.open_article(2)
    QApplication.processEvents()
    yield coder
    coder.close()


def line_of(ann):
    text = ann.session.article.text
    return text[text.rindex("\n", 0, ann.suggestion.start) + 1 :][:10]


def test_the_first_screen_reads_only_its_own_part(ann):
    assert (line_of(ann), ann.suggestion.quote) == ("Line 00000", "Chad")
    assert ann.session.suggestions.parts > 80
    assert len(ann.session.suggestions._proposed._read) <= 2


def test_the_last_suggestion_is_reached_from_the_end_and_the_first_from_the_top(ann):
    ann.press("Ctrl+End", "Shift+Tab")
    assert (line_of(ann), ann.suggestion.quote) == ("Line 07999", "Fada")
    ann.press("Tab")
    assert ann.suggestion.quote == "Fada"  # there is none behind it
    assert ann.page.article_pane.view.visible.end >= len(ann.session.article.text)
    ann.press("Ctrl+Home", "Tab")
    assert (line_of(ann), ann.suggestion.quote) == ("Line 00000", "Chad")
    assert len(ann.session.suggestions._proposed._read) <= 6


def test_the_same_is_painted_at_any_height_as_if_all_had_been_read(ann):
    pane = ann.page.article_pane
    whole = Suggestions(ann.session.suggestions)
    assert len(whole) == 5 * LINES
    types = {entry.name for entry in ann.session.schema.mention_types}
    index = MarkIndex(SuggestionWalk(whole), offsets=pane.view.offsets, types=types)
    ann.session.open_article(1)
    ann.session.open_article(2)  # nothing of it is read any more
    bar = pane.view.verticalScrollBar()
    for share in (0, 0.013, 0.31, 0.5, 0.502, 0.77, 0.999, 1, 0.25):
        bar.setValue(round(bar.maximum() * share))
        QApplication.processEvents()
        shown = [item[:3] + item[5:8] for item in pane.view._page()]
        low, high = pane.view._positions_in(pane.view.viewport().rect())
        expected = [
            (p.start, p.end, p.mark.type, p.lane, p.joint, p.mark.size)
            for p in index.between(low, high)
        ]
        assert len(shown) > 20
        assert shown == expected
        assert all(item.places for item in pane.view._page() if not item.joint)


def test_a_value_taken_far_below_is_decided_and_can_be_taken_back(ann):
    ann.press("Ctrl+End", "Shift+Tab", "N", "L")
    (filler,) = ann.events[0].fillers
    assert filler.quote == "Fada"
    assert ann.page.suggesting.of_filler(filler).decision == "accepted"
    ann.press("Ctrl+Z")
    assert not ann.events[0].fillers
    assert not [s for s in ann.session.suggestions.reaching(85) if s.decision]


def test_letters_stand_on_what_is_in_sight_at_the_end(ann):
    ann.press("Ctrl+End")
    spots = ann.page.pointing.suggestion_spots()
    text = ann.session.article.text
    assert len(spots) > 20
    assert min(text.rindex("Line", 0, s.what.start) for s in spots) > len(text) - 6_000


def test_whole_events_are_counted_and_looked_at_from_the_caret(ann):
    ann.wait(lambda: "800" in ann.page.events_pane.suggested.count_text)
    ann.press("Ctrl+End", ".")
    looked_at = next(o for o in ann.session.offers if o.event.id == ann.session.looked_at)
    assert looked_at.event.start < 100  # behind the last one comes the first
