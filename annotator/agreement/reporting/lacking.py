"""Why nobody is compared, with numbers, and what to do about it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.reporting.comparison import Selection, finished_twice, rounds_of
from annotator.agreement.reporting.study import Study
from annotator.domain.language import later, tr


class Why(StrEnum):
    """Why an article is compared by nobody."""

    NOT_ASSIGNED = "not assigned"
    ONE_CODER = "one coder only"
    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    OTHER_CODERS = "finished by others"  # than those who were asked for


_WORDS = {
    Why.NOT_ASSIGNED: later("{n} with nobody"),
    Why.ONE_CODER: later("{n} with one coder only"),
    Why.NOT_STARTED: later("{n} with two or more, of whom a second one has not started"),
    Why.IN_PROGRESS: later("{n} with two or more, of whom a second one is still in progress"),
    Why.OTHER_CODERS: later("{n} finished by two or more, but not by those who were chosen"),
}


@dataclass(frozen=True)
class Lacking:
    """How many articles of a round are not compared for which reason, and where others would be.

    ``finished`` are the coders who are through with any article of the round; ``other_rounds``
    says how many articles two or more have finished in each of them.
    """

    selection: Selection
    finished: tuple[str, ...]
    articles: Mapping[Why, int]
    other_rounds: Mapping[str, int]

    def __str__(self) -> str:
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        yield self._who()
        total = sum(self.articles.values())
        if total and not self.selection.against:
            parts = "; ".join(
                tr(_WORDS[why]).format(n=f"{number:,}")
                for why, number in self.articles.items()
                if number
            )
            yield tr("Articles of the project: {parts}.").format(parts=parts)
        for name, number in self.other_rounds.items():
            said = tr(
                "Articles of round “{name}” that two or more have finished: {n}. Choose that round."
            )
            yield said.format(name=name, n=f"{number:,}")
        yield self._advice()

    def _who(self) -> str:
        which = self.selection.round
        if self.selection.against and self.selection.coders:
            said = tr("Of {}, nobody has finished an article both in round “{}” and in round “{}”.")
            chosen = ", ".join(self.selection.coders)
            return said.format(chosen, which, self.selection.against)
        if self.selection.against:
            said = tr("Nobody has finished an article both in round “{}” and in round “{}”.")
            return said.format(which, self.selection.against)
        if not self.finished:
            return tr("Nobody has finished an article in round “{}” yet.").format(which)
        if len(self.finished) == 1:
            said = tr("Only {} has finished articles in round “{}”, and agreement needs two.")
            return said.format(self.finished[0], which)
        said = tr("{} have finished no article of round “{}” in common.")
        return said.format(", ".join(self.finished), which)

    def _advice(self) -> str:
        if self.selection.against:
            return tr("An article counts once the same coder has finished it in both rounds.")
        if self.articles.get(Why.NOT_STARTED) or self.articles.get(Why.IN_PROGRESS):
            return tr("An article counts once two coders have finished it.")
        return tr(
            "Give articles to a second coder: Assign articles…, with a share coded twice"
            " (annotator assign --overlap)."
        )


def lacking(study: Study, selection: Selection) -> Lacking:
    """Why no article can be compared."""
    which = selection.round
    finished = [c for c in study.codings if c.is_finished]
    wanted = {*selection.coders}
    names = {c.coder for c in finished if c.round == which}
    return Lacking(
        selection,
        tuple(sorted(names & wanted if wanted else names)),
        _counted(study, which, wanted),
        {} if selection.against else _other_rounds(study, which),
    )


def _counted(study: Study, which: str, wanted: set[str]) -> dict[Why, int]:
    """For each reason, how many articles are not compared for it."""
    have: dict[str, set[str]] = defaultdict(set)
    begun: dict[str, set[str]] = defaultdict(set)
    done: dict[str, set[str]] = defaultdict(set)
    for given in study.assigned or ():
        if given.round == which:
            have[given.article].add(given.coder)
    for coding in study.codings:
        if coding.round == which:
            have[coding.article].add(coding.coder)
            (done if coding.is_finished else begun)[coding.article].add(coding.coder)

    def why(article: str) -> Why:
        if len(done[article]) > 1:
            return Why.OTHER_CODERS
        coders = have[article] & wanted if wanted else have[article]
        if len(coders) < 2:
            return Why.ONE_CODER if coders else Why.NOT_ASSIGNED
        return Why.IN_PROGRESS if begun[article] & coders else Why.NOT_STARTED

    counts = Counter(why(article.uuid) for article in study.articles)
    return {reason: counts[reason] for reason in Why}


def _other_rounds(study: Study, which: str) -> dict[str, int]:
    """How many articles two or more have finished in each of the other rounds."""
    twice = finished_twice(study)
    return {name: twice[name] for name in rounds_of(study) if name != which and twice[name]}
