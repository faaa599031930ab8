"""Dates as coders would mark them, in ``doc.spans["annotator_dates"]``.

``doc.user_data["annotator_dates"]`` holds a ``DateNote`` for each, in the same order: what stands
around its words and bears on the days they stand for. The days themselves need the publication
date and are computed when they are shown (``domain.dates.resolve_note``).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc, Span

from annotator.domain.dates import classes, finding, foreign
from annotator.domain.dates.finding import Found, Kind
from annotator.domain.dates.noting import DateNote
from annotator.nlp import date_context as context
from annotator.nlp.components.entities import trim

NAME = "annotator_dates"
LABEL = "DATE"
_REMEMBERED = 200_000  # words whose letter is kept
_SAID = "counts from when it was said"
_ABOUT = "only about"
_OTHER_DAY = DateNote(doubtful=True, reason="counts from another day of the text")


@Language.factory(NAME, assigns=["doc.spans"])
def make_dates(nlp: Language, name: str) -> Dates:
    """The component for the language of a pipeline."""
    return Dates(str(nlp.lang), nlp.vocab.strings, name)


class Dates:
    """Finds dates by our grammar, and by the entities of the pipeline where it has them."""

    def __init__(self, language: str, strings: StringStore, name: str = NAME) -> None:
        self.name = name
        self.language = language
        self._letters = _Letters(language, strings)

    def __call__(self, doc: Doc) -> Doc:
        """Write the spans and the notes of one text."""
        found = self._find(doc, self._letters.of(doc))
        doc.spans[NAME], doc.user_data[NAME] = self._noted(doc, found) if found else ([], [])
        return doc

    def _find(self, doc: Doc, letters: str) -> list[Found]:
        def text(start: int, end: int) -> str:
            return str(doc[start:end].text)

        def accept(start: int, end: int) -> bool:
            return context.is_date_here(doc, letters, start, end)

        if self.language != "en":
            return list(finding.find_foreign(letters, text, self.language))
        found = list(finding.find(letters, text, accept))
        found += _from_entities(doc, letters, found)
        return sorted(found, key=lambda one: one.start)

    def _noted(self, doc: Doc, found: list[Found]) -> tuple[list[Span], list[DateNote]]:
        """The dates that are suggested, and the note of each."""
        spans = [Span(doc, one.start, one.end, label=LABEL) for one in found]
        said = context.Speech(doc.text)
        parsed = doc.has_annotation("DEP")
        kept: list[Span] = []
        notes: list[DateNote] = []
        for one, span, follower in zip_longest(found, spans, spans[1:]):
            ahead = self.language == "en" and context.is_ahead(span, parsed=parsed)
            if one.kind is Kind.HENCE and not ahead:
                continue
            kept.append(span)
            is_day = one.kind is not Kind.OTHER_DAY
            notes.append(self._note(span, follower, said, ahead=ahead) if is_day else _OTHER_DAY)
        return kept, notes

    def _note(
        self, span: Span, follower: Span | None, said: context.Speech, *, ahead: bool
    ) -> DateNote:
        exact = follower is not None and self._is_exact_behind(span, follower)
        reason = _SAID if said.holds(span.start_char) else _ABOUT if context.is_vague(span) else ""
        if not (exact or reason) or not finding.moves(span.text, self.language):
            return DateNote(ahead=ahead)
        if exact and follower is not None:  # "Tuesday (9 April)"
            return DateNote(instead=span.doc[span.start : follower.end + 1].text, ahead=ahead)
        return DateNote(doubtful=True, reason=reason, ahead=ahead)

    def _is_exact_behind(self, span: Span, follower: Span) -> bool:
        behind = context.in_brackets_behind(span, follower)
        return behind and not finding.moves(follower.text, self.language)


def _from_entities(doc: Doc, letters: str, found: list[Found]) -> Iterator[Found]:
    """What the pipeline calls a date, our grammar reads, and was not found yet."""
    taken = {place for one in found for place in range(one.start, one.end)}
    for entity in doc.ents:
        if entity.label_ != LABEL or not taken.isdisjoint(range(entity.start, entity.end)):
            continue
        span = trim(entity)
        if span is None or span.root.dep_ == "amod" or "\n" in span.text:
            continue
        words = letters[span.start : span.end]
        the_year = words == "y" and span.start and doc[span.start - 1].lower_ == "the"
        if not the_year and (words == "y" or not finding.may_be(words)):
            continue
        here = context.is_date_here(doc, letters, span.start, span.end)
        if here and finding.is_date(span.text):
            yield Found(span.start, span.end, Kind.DATE)


class _Letters(dict[int, str]):
    """The letter of each word met, by spaCy's number for it."""

    def __init__(self, language: str, strings: StringStore) -> None:
        super().__init__()
        self._language = language
        self._strings = strings

    def __missing__(self, key: int) -> str:
        word = self._strings[key]
        letter = classes.class_of(word) if self._language == "en" else self._foreign(word)
        self[key] = letter
        return letter

    def _foreign(self, word: str) -> str:
        known = foreign.letters_of(self._language).get(word.casefold())
        return known or classes.class_of_digits(word)

    def of(self, doc: Doc) -> str:
        """One letter for each word of a text."""
        if len(self) > _REMEMBERED:
            self.clear()
        return "".join([self[key] for key in doc.to_array(ORTH).tolist()])
