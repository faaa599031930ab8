"""Which codings are compared with which: of one round, or of two rounds that are named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.agreement.figures import AgreementError
from annotator.agreement.reporting.study import Study, StudyCoding
from annotator.domain.language import tr

ADJUDICATION = "adjudication"
"""The kind of a round whose codings were made from those of several coders."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for: a round, perhaps another to compare it with, and which coders.

    Without ``coders`` all take part. Between two rounds a coder is compared with herself; with a
    round of adjudication (``adjudicated``) each coder with what was settled there, whoever did it.
    ``adjudicated`` None goes by the kind of the round, or where that is not known by who coded.
    """

    round: str
    against: str = ""
    coders: tuple[str, ...] = ()
    adjudicated: bool | None = None


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """One article as those who are compared have coded it.

    ``key`` tells it apart, also where one article is compared for several coders; intervals draw
    by ``article``. ``codings`` are finished ones, by rater: a coder, or a round. ``coder`` is whose
    work is compared where only one coder's is.
    """

    key: str
    article: str
    codings: Mapping[str, StudyCoding]
    coder: str = ""

    @property
    def unaided(self) -> bool | None:
        """Whether all coded it without suggestions, or nobody did; None where they differ."""
        said = {coding.unaided for coding in self.codings.values()}
        return said.pop() if len(said) == 1 else None

    @property
    def finished(self) -> str:
        """The day by which all were through with it."""
        return max(coding.finished for coding in self.codings.values())


@dataclass(frozen=True, slots=True)
class Comparison:
    """The articles that can be compared, in order of their keys, and who is compared.

    ``raters`` are those between whom values are compared, ``pairs`` who meets whom in them.
    """

    articles: tuple[ComparedArticle, ...]
    raters: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


def compare(study: Study, selection: Selection) -> Comparison:
    """The finished codings of a study that the selection compares.

    Raises AgreementError for a round or coder the study does not have, and where one coder is
    compared with nobody.
    """
    _check(study, selection)
    made = _between(study, selection) if selection.against else _within(study, selection)
    articles = tuple(sorted(made, key=lambda entry: entry.key))
    pairs = {pair for entry in articles for pair in combinations(sorted(entry.codings), 2)}
    raters = {rater for entry in articles for rater in entry.codings}
    return Comparison(articles, tuple(sorted(raters)), tuple(sorted(pairs)))


def rounds_of(study: Study) -> tuple[str, ...]:
    """The rounds of a study, those it knows of and those that were coded in."""
    given = {one.round for one in study.assigned or ()}
    return tuple(sorted({*study.rounds, *given, *(coding.round for coding in study.codings)}))


def finished_twice(study: Study) -> Counter[str]:
    """In how many articles of each round two or more coders are through."""
    coders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for coding in study.codings:
        if coding.is_finished:
            coders[coding.round, coding.article].add(coding.coder)
    return Counter(which for (which, _), found in coders.items() if len(found) > 1)


def coders_of(study: Study, which: str) -> tuple[str, ...]:
    """Who has, or was given, anything in a round."""
    given = {one.coder for one in study.assigned or () if one.round == which}
    return tuple(sorted({*given, *(c.coder for c in study.codings if c.round == which)}))


def _check(study: Study, selection: Selection) -> None:
    known = rounds_of(study)
    for name in filter(None, (selection.round, selection.against)):
        if name not in known:
            said = tr("There is no round “{name}”. There are: {known}.")
            raise AgreementError(said.format(name=name, known=", ".join(known) or tr("none")))
    if selection.round == selection.against:
        raise AgreementError(tr("A round is compared with another one; name two."))
    coders = coders_of(study, selection.round)
    for name in selection.coders:
        if name not in coders:
            said = tr("Nobody called “{name}” has anything in round “{round}”. There are: {known}.")
            known_coders = ", ".join(coders) or tr("none")
            said = said.format(name=name, round=selection.round, known=known_coders)
            raise AgreementError(said)
    if len(set(selection.coders)) == 1 and not selection.against:
        raise AgreementError(
            tr("One coder alone agrees with nobody: name two, or another round to compare with.")
        )


def _finished(study: Study, which: str, coders: Sequence[str] = ()) -> list[StudyCoding]:
    return [
        coding
        for coding in study.codings
        if coding.round == which and coding.is_finished and (not coders or coding.coder in coders)
    ]


def _within(study: Study, selection: Selection) -> list[ComparedArticle]:
    """Coder against coder."""
    found = _by(_finished(study, selection.round, selection.coders), lambda coding: coding.article)
    return [
        ComparedArticle(article, article, {coding.coder: coding for coding in codings})
        for article, codings in found.items()
        if len(codings) > 1
    ]


def _between(study: Study, selection: Selection) -> list[ComparedArticle]:
    """A coder against herself, or each coder against what was settled."""
    first = _finished(study, selection.round, selection.coders)
    if is_adjudicated(study, selection):
        settled = _by(_finished(study, selection.against), lambda coding: coding.article)
        return [
            _pair(coding, coding.coder, _last(settled[coding.article]), selection.against)
            for coding in first
            if coding.article in settled
        ]
    again = {(c.article, c.coder): c for c in _finished(study, selection.against)}
    return [
        _pair(coding, selection.round, again[coding.article, coding.coder], selection.against)
        for coding in first
        if (coding.article, coding.coder) in again
    ]


def is_adjudicated(study: Study, selection: Selection) -> bool:
    """Whether the second round holds what was settled, whoever did it."""
    if selection.adjudicated is not None:
        return selection.adjudicated
    kind = study.rounds.get(selection.against)
    if kind is None:  # an export does not say: nobody who coded before coded again
        first, second = (coders_of(study, r) for r in (selection.round, selection.against))
        return set(first).isdisjoint(second)
    return kind == ADJUDICATION


def _pair(one: StudyCoding, name: str, other: StudyCoding, called: str) -> ComparedArticle:
    if name == called:
        called = f"{called} ({tr('round')})"
    key = f"{one.article} {one.coder}"
    return ComparedArticle(key, one.article, {name: one, called: other}, one.coder)


def _last(codings: Sequence[StudyCoding]) -> StudyCoding:
    """The coding that was finished last."""
    return max(codings, key=lambda coding: (coding.finished, coding.coder))


def _by(
    codings: Iterable[StudyCoding], key: Callable[[StudyCoding], str]
) -> Mapping[str, list[StudyCoding]]:
    found: dict[str, list[StudyCoding]] = defaultdict(list)
    for coding in codings:
        found[key(coding)].append(coding)
    return found
