"""Coded data read flat and in order."""

from __future__ import annotations

import coded
import pytest

from annotator.domain.dataset import PARTED
from annotator.domain.events import CodingStatus
from annotator.domain.values import CodeValue, DateValue, PlaceValue, TextValue
from annotator.storage import ops, people
from annotator.storage.dataset import BATCH, StoredDataset, open_dataset
from annotator.storage.project import open_project


@pytest.fixture
def path(tmp_path):
    """Three articles: two coders on the first, one begins the second."""
    path = coded.make(tmp_path / "p.db")
    with open_project(path) as project:
        for name in ("bob", "ann"):
            desk = people.sit_down(project, name)
            code(project, desk)
            ops.finish_coding(project, desk, 1, status=CodingStatus.DONE)
        ops.create_event(project, desk, 2)
    return path


def code(project, desk):
    event_id = ops.create_event(project, desk, 1).event_id

    def fill(slot, value, segments=()):
        return ops.fill_slot(project, desk, event_id, slot, value=value, segments=segments)

    giver = fill("giver", CodeValue("AZEGOV"), coded.at("Azerbaijan", "leaders")).filler_id
    ops.add_evidence(project, desk, giver, segments=coded.at("officials"))
    fill("deed", CodeValue("043"))
    fill("spot", PlaceValue("Baku", "AZE", "", 40.4, 49.9, "1", 2))
    fill("day", DateValue.day(coded.APRIL_9, text="9 April", relative_to=coded.APRIL_10))
    fill("teller", TextValue("two officials"))
    ops.set_comment(project, desk, 1, "note", "remember", event_id=event_id)
    ops.create_event(project, desk, 1)


def batches(path, **options):
    with open_dataset(path) as dataset:
        return list(dataset.batches(**options))


def test_codings_come_article_by_article_and_coder_by_coder(path):
    (batch,) = batches(path, unfinished=True)
    found = [(coding.article_id, coding.coder, coding.status) for coding in batch.codings]
    assert found == [(1, "ann", "done"), (1, "bob", "done"), (2, "ann", "in progress")]
    (finished,) = batches(path, unfinished=False)
    assert [coding.article_id for coding in finished.codings] == [1, 1]
    assert list(finished.texts) == [1]


def test_a_filler_has_a_row_for_each_segment_of_each_mention(path):
    (batch,) = batches(path, unfinished=False, mentions=True)
    first, empty = batch.events[batch.codings[0].id]
    fillers = batch.fillers[first.id]
    assert empty.id not in batch.fillers
    giver = [row for row in fillers if row.slot == "giver"]
    assert [row.quote for row in giver] == ["Azerbaijan", "leaders", "officials"]
    assert len({row.id for row in giver}) == 1
    assert {batch.mentions[row.mention_id].type for row in giver} == {"who"}
    text = batch.texts[1]
    assert all(text[row.start : row.end] == row.quote for row in giver)
    (deed,) = (row for row in fillers if row.slot == "deed")
    assert (deed.value, deed.mention_id, deed.start, deed.quote) == ("043", None, None, None)


def test_values_are_told_in_one_text(path):
    (batch,) = batches(path, unfinished=False)
    event = batch.events[batch.codings[0].id][0]
    values = {row.slot: row for row in batch.fillers[event.id]}
    assert values["spot"].value.split(PARTED) == ["Baku", "AZE", "", "1", "2"]
    assert (values["spot"].latitude, values["spot"].longitude) == (40.4, 49.9)
    assert values["day"].value.split(PARTED) == [
        "stated", "2025-04-09", "known", "2025-04-09", "known", "2025-04-10", "9 April",
    ]  # fmt: skip
    assert values["teller"].value == "two officials"


def test_totals_count_what_the_batches_hold(path):
    for unfinished in (False, True):
        with open_dataset(path) as dataset:
            totals = dataset.totals(unfinished=unfinished)
            found = list(dataset.batches(unfinished=unfinished))
        assert totals.articles == 3
        assert totals.codings == sum(len(batch.codings) for batch in found)
        assert totals.events == sum(len(e) for batch in found for e in batch.events.values())
        assert totals.mentions == 4  # two coders, two mentions of one filler
        assert totals.several == 1
        assert totals.left_out == (0 if unfinished else 1)


def test_articles_tell_how_much_was_coded(path):
    with open_dataset(path) as dataset:
        (rows,) = dataset.articles(unfinished=False)
        assert [(row.codings, row.events) for row in rows] == [(2, 4), (0, 0), (0, 0)]
        (rows,) = dataset.articles(unfinished=True)
        assert [(row.codings, row.events) for row in rows] == [(2, 4), (1, 1), (0, 0)]


def test_an_open_project_reads_the_same_without_a_copy(path):
    with open_project(path) as project:
        live = list(StoredDataset(project.connection).batches(unfinished=True, mentions=True))
    assert live == batches(path, unfinished=True, mentions=True)


def test_many_codings_come_in_several_batches(tmp_path):
    path = coded.make(tmp_path / "p.db", articles=3)
    with open_project(path) as project:
        coded.add_articles(project, 2 * BATCH, first=4)
        desk = people.sit_down(project, "ann")
        for article_id in range(1, 2 * BATCH + 4):
            ops.flag_coding(project, desk, article_id, True)
    found = batches(path, unfinished=True)
    assert [len(batch.codings) for batch in found] == [BATCH, BATCH, 3]
    ids = [coding.article_id for batch in found for coding in batch.codings]
    assert ids == list(range(1, 2 * BATCH + 4))


def test_facts_hold_every_codebook_version(path):
    with open_dataset(path) as dataset:
        facts = dataset.facts
    assert facts.title == "Small"
    assert facts.codebook is facts.codebooks[facts.codebook.id]
    assert facts.codebook.schema.name == "small"
