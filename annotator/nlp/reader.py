"""Read articles with a loaded pipeline and say what it suggests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.domain.suggestions import Highlighted, NewEvent, NewSuggestion
from annotator.nlp import pipeline, sentences
from annotator.nlp.chunks import CHUNK, MOST, SPACELESS, chunks
from annotator.nlp.deadline import Deadline
from annotator.nlp.extraction import extract
from annotator.nlp.knowledge import Knowledge
from annotator.nlp.rules import Job, Rule

SECONDS_PER_ARTICLE = 60  # and one more for each SLOWEST characters; then the process ends itself
SLOWEST = 500
BATCH = 128  # pieces of text that go through each component together, at most,
BATCH_LENGTH = 40_000  # and about so many characters


class Reader:
    """A pipeline, loaded by name, that makes suggestions of articles by the rules of a schema.

    Without ``knowledge`` only stretches are suggested, without values.

    Raises:
        PipelineError: the pipeline is missing or does not load.
    """

    def __init__(
        self,
        pipeline_name: str,
        rules: tuple[Rule, ...],
        knowledge: Knowledge | None = None,
        *,
        events: bool = True,
    ) -> None:
        self.rules = rules
        self.knowledge = knowledge
        self.nlp = pipeline.load(pipeline_name, knowledge=knowledge, events=events)
        self.identity = pipeline.identity(self.nlp, pipeline_name, rules, knowledge)

    def read(self, group: list[Job]) -> list[Highlighted]:
        """Suggestions for each article of a group, in order; never raises on a text."""
        try:
            with Deadline(sum(SECONDS_PER_ARTICLE + len(job.text) / SLOWEST for job in group)):
                return self._read(group)
        except Exception as error:  # noqa: BLE001 - whatever a component throws at a text
            if len(group) == 1:
                return [Highlighted(group[0].article_id, (), _failed(error))]
        return [result for job in group for result in self.read([job])]  # alone: one it was

    def _read(self, group: list[Job]) -> list[Highlighted]:
        refused = [self._why_not(job.text) for job in group]
        texts = ["" if why else job.text for job, why in zip(group, refused, strict=True)]
        found: list[list[NewSuggestion]] = [[] for _ in group]
        events: list[list[NewEvent]] = [[] for _ in group]
        pieces = self._pieces(texts)
        longest = min(CHUNK, max(map(len, texts)))
        size = max(1, min(BATCH, BATCH_LENGTH // max(1, longest)))
        for doc, (number, offset) in self.nlp.pipe(pieces, as_tuples=True, batch_size=size):
            part = extract(doc, self.rules, self.knowledge, offset=offset)
            events[number] += _behind(part.events, len(found[number]), len(events[number]))
            found[number] += part.suggestions
        return [
            Highlighted(job.article_id, tuple(mine), why, tuple(whole))
            for job, mine, why, whole in zip(group, found, refused, events, strict=True)
        ]

    def _pieces(self, texts: list[str]) -> Iterator[tuple[str, tuple[int, int]]]:
        spaceless = self.nlp.lang in SPACELESS
        for number, text in enumerate(texts):
            for offset, piece in chunks(text, spaceless=spaceless):
                yield piece, (number, offset)

    def _why_not(self, text: str) -> str:
        if len(text) > MOST:
            return sentences.TOO_LONG.format(length=len(text), most=MOST)
        if not pipeline.speaks(self.nlp, text):
            return sentences.OTHER_LANGUAGE.format(language=self.nlp.lang)
        return ""


def _behind(events: Iterable[NewEvent], mentions: int, earlier: int) -> Iterator[NewEvent]:
    """Events of a piece with their places counted on behind those of the pieces before."""
    for event in events:
        fillers = tuple(replace(f, mention=f.mention + mentions) for f in event.fillers)
        repeats = None if event.repeats is None else event.repeats + earlier
        yield replace(event, fillers=fillers, repeats=repeats)


def _failed(error: Exception) -> str:
    words = " ".join(str(error).split())
    return sentences.FAILED.format(reason=f"{type(error).__name__}: {words[:160]}")
