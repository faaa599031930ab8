"""A coder who does everything a coder can do, in random order."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace

from coded import TEXT

from annotator.domain import dates
from annotator.domain.changes import Changes
from annotator.domain.dictionary import Entry
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import CodingStatus, Desk, Event, Filler, Segment, Segments
from annotator.domain.schema_changes import compare
from annotator.domain.values import CodeValue, DateValue, PlaceValue, TextValue, Value
from annotator.storage import dictionaries, ops, questions, reads
from annotator.storage.project import Project
from annotator.storage.suggested import suggested_events

ARTICLES = (1, 2, 3)


class Walker:
    """Makes one random edit after another; what is refused counts as no step."""

    def __init__(self, rng: random.Random, *, articles: bool = True) -> None:
        self.rng = rng
        self.refused = 0
        self.shares = articles
        self.choices: list[tuple[Callable[[Project, Desk], Changes], int]] = [
            (self.create_event, 4),
            (self.duplicate_event, 2),
            (self.delete_event, 2),
            (self.move_event, 3),
            (self.fill_slot, 10),
            (self.accept, 10),
            (self.reject, 3),
            (self.restore, 2),
            (self.take_event, 3),
            (self.reject_event, 2),
            (self.set_value, 6),
            (self.delete_filler, 3),
            (self.add_evidence, 6),
            (self.remove_evidence, 4),
            (self.move_mention, 6),
            (self.set_reciprocal, 2),
            (self.set_attribute, 4),
            (self.finish, 2),
            (self.reopen, 2),
            (self.flag, 2),
            (self.comment, 4),
            (self.answer, 2),
            (self.update_dates, 2),
            (self.learn_name, 3),
            (self.change_entry, 2),
            (self.retire_entry, 1),
        ]
        if articles:
            self.choices += [
                (self.set_article_field, 3),
                (self.update_codebook, 1),
                (self.keep_code, 2),
                (self.promote_entry, 2),
                (self.import_dictionary, 2),
            ]

    def step(self, project: Project, desk: Desk) -> Changes:
        """Edit until something has changed."""
        while True:
            makers, weights = zip(*self.choices, strict=True)
            (make,) = self.rng.choices(makers, weights)
            try:
                changes = make(project, desk)
            except (EditRefusedError, IndexError):  # IndexError: there is nothing to choose from
                self.refused += 1
                assert not project.connection.in_transaction
                continue
            if changes.edit_id:
                return changes

    def article(self) -> int:
        return self.rng.choice(ARTICLES)

    def event(self, project: Project, desk: Desk) -> Event:
        coding = reads.coding(project.connection, desk, self.article())
        return self.rng.choice(coding.events)

    def filler(self, project: Project, desk: Desk) -> Filler:
        return self.rng.choice(self.event(project, desk).fillers)

    def segments(self) -> Segments:
        """One to three stretches, sometimes overlapping or behind the end of the text."""
        starts = [self.rng.randrange(len(TEXT)) for _ in range(self.rng.choice((1, 1, 1, 2, 3)))]
        return tuple(Segment(start, start + self.rng.randint(1, 12)) for start in starts)

    def words(self) -> Segments:
        """One of few stretches, so that mentions meet."""
        start = self.rng.choice((15, 26, 48, 60, 69, 77))
        return (Segment(start, start + 5),)

    def value(self, slot: str) -> Value | None:
        return self.rng.choice(
            {
                "giver": (CodeValue("AZE"), CodeValue("TURMIL"), CodeValue("---"), None),
                "taker": (CodeValue("SYRGOV"), CodeValue("XXXYYYZZZ"), CodeValue("TUR")),
                "deed": (CodeValue("042"), CodeValue("043"), CodeValue("04"), CodeValue("9")),
                "spot": (
                    PlaceValue("Baku", "AZE", latitude=40, longitude=49.87, where_prec=1),
                    PlaceValue("sea"),
                ),
                "day": (self.date(), DateValue.unresolved("soon"), None),
                "teller": (TextValue("officials"), TextValue("two\nofficials"), CodeValue("no")),
            }[slot]
        )

    def date(self) -> DateValue:
        return DateValue.day(dt.date(2025, 1, 1) + dt.timedelta(days=self.rng.randrange(200)))

    def slot(self) -> str:
        return self.rng.choice(("giver", "deed", "taker", "spot", "day", "teller"))

    # --- every op ------------------------------------------------------------------------------

    def create_event(self, project: Project, desk: Desk) -> Changes:
        article_id = self.article()
        events = reads.coding(project.connection, desk, article_id).events
        after = self.rng.choice([None, *(event.id for event in events)])
        return ops.create_event(project, desk, article_id, after=after)

    def duplicate_event(self, project: Project, desk: Desk) -> Changes:
        return ops.duplicate_event(project, desk, self.event(project, desk).id)

    def delete_event(self, project: Project, desk: Desk) -> Changes:
        return ops.delete_event(project, desk, self.event(project, desk).id)

    def move_event(self, project: Project, desk: Desk) -> Changes:
        return ops.move_event(project, desk, self.event(project, desk).id, self.rng.randrange(5))

    def fill_slot(self, project: Project, desk: Desk) -> Changes:
        event, slot = self.event(project, desk), self.slot()
        there = [filler.id for filler in event.in_slot(slot)]
        return ops.fill_slot(
            project,
            desk,
            event.id,
            slot,
            value=self.value(slot) if self.rng.random() < 0.6 else None,
            segments=self.rng.choice((self.segments(), self.words(), ())),
            replace=self.rng.choice([None, *there]),
        )

    def article_of(self, project: Project, event: Event) -> int:
        query = "SELECT article_id FROM coding WHERE id = ?"
        return project.connection.execute(query, (event.coding_id,)).fetchone()[0]

    def suggestion(self, project: Project, desk: Desk, article_id: int) -> int:
        return self.rng.choice(reads.suggestions(project.connection, desk, article_id)).id

    def accept(self, project: Project, desk: Desk) -> Changes:
        event, slot = self.event(project, desk), self.slot()
        given = self.suggestion(project, desk, self.article_of(project, event))
        there = [filler.id for filler in event.in_slot(slot)]
        replace = self.rng.choice([None, *there])
        return ops.fill_slot(project, desk, event.id, slot, suggestion_id=given, replace=replace)

    def reject(self, project: Project, desk: Desk) -> Changes:
        return ops.reject_suggestion(project, desk, self.suggestion(project, desk, self.article()))

    def restore(self, project: Project, desk: Desk) -> Changes:
        shown = reads.suggestions(project.connection, desk, self.article())
        decided = [suggestion.id for suggestion in shown if suggestion.decision]
        return ops.restore_suggestion(project, desk, self.rng.choice(decided))

    def whole(self, project: Project, desk: Desk) -> int:
        found = suggested_events(project.connection, desk, self.article())
        return self.rng.choice(found).id

    def take_event(self, project: Project, desk: Desk) -> Changes:
        return ops.take_event(project, desk, self.whole(project, desk))

    def reject_event(self, project: Project, desk: Desk) -> Changes:
        return ops.reject_event(project, desk, self.whole(project, desk))

    def set_value(self, project: Project, desk: Desk) -> Changes:
        filler = self.filler(project, desk)
        return ops.set_value(project, desk, filler.id, self.value(filler.slot))

    def delete_filler(self, project: Project, desk: Desk) -> Changes:
        return ops.delete_filler(project, desk, self.filler(project, desk).id)

    def add_evidence(self, project: Project, desk: Desk) -> Changes:
        event = self.event(project, desk)
        filler = self.rng.choice(event.fillers)
        if self.rng.random() < 0.3:
            given = self.suggestion(project, desk, self.article_of(project, event))
            return ops.add_evidence(project, desk, filler.id, suggestion_id=given)
        where = self.rng.choice((self.segments(), self.words()))
        return ops.add_evidence(project, desk, filler.id, segments=where)

    def remove_evidence(self, project: Project, desk: Desk) -> Changes:
        filler = self.filler(project, desk)
        mention = self.rng.choice(filler.mentions)
        return ops.remove_evidence(project, desk, filler.id, mention.id)

    def move_mention(self, project: Project, desk: Desk) -> Changes:
        mention = self.rng.choice(self.filler(project, desk).mentions)
        where = self.rng.choice((self.segments(), self.words()))
        return ops.move_mention(project, desk, mention.id, where)

    def set_reciprocal(self, project: Project, desk: Desk) -> Changes:
        event = self.event(project, desk)
        return ops.set_reciprocal(project, desk, event.id, not event.reciprocal)

    def set_attribute(self, project: Project, desk: Desk) -> Changes:
        name, values = self.rng.choice(
            (
                ("state", ("planned",)),
                ("state", ("real",)),
                ("state", ("unreal",)),
                ("sure", ()),
                ("sure", ("no",)),
                ("remark", ("hm",)),
                ("remark", ()),
            )
        )
        return ops.set_attribute(project, desk, self.event(project, desk).id, name, values)

    def finish(self, project: Project, desk: Desk) -> Changes:
        status = self.rng.choice((CodingStatus.DONE, CodingStatus.NOTHING))
        return ops.finish_coding(project, desk, self.article(), status=status)

    def reopen(self, project: Project, desk: Desk) -> Changes:
        return ops.reopen_coding(project, desk, self.article())

    def flag(self, project: Project, desk: Desk) -> Changes:
        return ops.flag_coding(project, desk, self.article(), self.rng.random() < 0.5)

    def comment(self, project: Project, desk: Desk) -> Changes:
        article_id = self.article()
        coding = reads.coding(project.connection, desk, article_id)
        mentions = [m.id for e in coding.events for f in e.fillers for m in f.mentions]
        return ops.set_comment(
            project,
            desk,
            article_id,
            self.rng.choice(("note", "question")),
            self.rng.choice(("why?", "so", "")),
            event_id=self.rng.choice([None, *(event.id for event in coding.events)]),
            mention_id=self.rng.choice([None, *mentions]),
            comment_id=self.rng.choice([None, *(comment.id for comment in coding.comments)]),
        )

    def answer(self, project: Project, desk: Desk) -> Changes:
        asked = questions.own_questions(project.connection, desk)
        question_id = self.rng.choice(asked).id if asked else 0
        text = self.rng.choice(("because", "no", ""))
        return ops.answer_question(project, desk, question_id, text)

    def set_article_field(self, project: Project, desk: Desk) -> Changes:
        field, value = self.rng.choice(
            (
                ("title", f"Title {self.rng.randrange(9)}"),
                ("published", dt.date(2025, 4, self.rng.randint(8, 12))),
                ("published", None),
                ("source", f"Wire {self.rng.randrange(3)}"),
            )
        )
        return ops.set_article_field(project, desk, self.article(), field, value)

    def update_codebook(self, project: Project, desk: Desk) -> Changes:
        """Rename, relabel, split or merge a code of deeds, or add one."""
        schema = project.schema
        deeds, *others = schema.code_lists
        code = self.rng.choice([c for c in deeds.codes if c.assignable and not c.retired])
        other = self.rng.choice([c for c in deeds.codes if c.assignable and not c.retired])
        number = self.rng.randrange(100)
        changed = self.rng.choice(
            (
                replace(code, label=f"Deed {number}"),
                replace(code, code=f"04{number}"),
                replace(code, successors=(code.code, other.code)),
                replace(code, retired=True, successors=(other.code,)),
                replace(code, id=f"new{number}", code=f"9{number}"),
            )
        )
        keep = changed.id == code.id
        codes = [changed if c is code and keep else c for c in deeds.codes]
        codes = [replace(c, successors=()) if c is other and c is not code else c for c in codes]
        codes = codes if keep else [*codes, changed]
        if code is other or len({c.code for c in codes}) < len(codes):
            raise EditRefusedError("A code would stand twice.")
        lists = (replace(deeds, codes=tuple(codes)), *others)
        return ops.update_codebook(
            project, desk, compare(schema, replace(schema, code_lists=lists))
        )

    def keep_code(self, project: Project, desk: Desk) -> Changes:
        found = reads.codes_to_review(project.connection, desk)
        return ops.keep_code(project, desk, self.rng.choice(found).filler_id)

    def learn_name(self, project: Project, desk: Desk) -> Changes:
        filler_id = self.filler(project, desk).id if self.rng.random() < 0.7 else None
        name, code = self.rng.choice(("Assad", "the army", "…")), self.rng.choice(("SYR", "TURMIL"))
        first = self.rng.choice((None, dt.date(2000, 7, 17)))
        return ops.learn_name(
            project, desk, name, code, valid_from=first, valid_to=first, filler_id=filler_id
        )

    def change_entry(self, project: Project, desk: Desk) -> Changes:
        entry = self.rng.choice(self.entries(project, desk))
        new = replace(entry, code=f"SYR{self.rng.choice(('GOV', 'MIL'))}", valid_from=None)
        return ops.change_entry(project, desk, entry.id, new)

    def retire_entry(self, project: Project, desk: Desk) -> Changes:
        return ops.retire_entry(project, desk, self.rng.choice(self.entries(project, desk)).id)

    def entries(self, project: Project, desk: Desk) -> list[Entry]:
        """Those this coder may change; of what all share only where a walker edits that too."""
        mine = dictionaries.own(project.connection, desk)
        return mine + dictionaries.pooled(project.connection) if self.shares else mine

    def promote_entry(self, project: Project, desk: Desk) -> Changes:
        own = dictionaries.own(project.connection, desk)
        return ops.promote_entry(project, desk, self.rng.choice(own).id)

    def import_dictionary(self, project: Project, desk: Desk) -> Changes:
        names = self.rng.sample(("Assad", "Ann", "Bob", "army"), self.rng.randrange(4))
        entries = [Entry(name, self.rng.choice(("AZE", "TUR"))) for name in names]
        return ops.import_dictionary(project, desk, self.rng.choice(("one", "two")), entries)

    def update_dates(self, project: Project, desk: Desk) -> Changes:
        article_id = self.article()
        found = reads.dates_to_review(project.connection, desk, article_id, dates.resolve)
        new = {filler_id: value for filler_id, _, value in found}
        if not new:
            coding = reads.coding(project.connection, desk, article_id)
            held = [f for event in coding.events for f in event.in_slot("day")]
            new = {self.rng.choice(held).id: self.date()}
        return ops.update_dates(project, desk, new)
