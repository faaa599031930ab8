"""Find a code: by its digits, or by words of any kind that people have for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.domain.code_index import CodeIndex
from annotator.domain.code_ranking import CodeRanking
from annotator.domain.folding import LONGEST_QUERY, fold
from annotator.domain.schema import Code, CodeList

_STEPS = 12  # grades of a match; within one, hints and recent use decide


@dataclass(frozen=True, slots=True)
class Hit:
    """A code in a list of results: ``path`` goes from its root to itself, roots have depth 0.

    ``score`` says how well it answers, from 1 for the best; 0 where nothing was typed.
    """

    code: Code
    path: tuple[Code, ...]
    depth: int
    score: float = 0.0


def search(
    code_list: CodeList,
    query: str,
    *,
    limit: int = 50,
    recent: Sequence[str] = (),
    hints: Sequence[str] = (),
) -> list[Hit]:
    """The codes that answer what was typed, best first; headings are among them, retired are not.

    Codes that begin with what was typed come first. Words are sought in labels, search phrases,
    definitions and examples, in any inflection, misspelt or unfinished; words that no code knows
    are passed over. Among codes that answer about as well, ``hints`` (codes that the words in the
    text suggest, best first) come first, then ``recent`` ones (latest first), then tree order.
    Without a query: the recent codes, then the tree.
    """
    index = _index(code_list)
    text = fold(query[:LONGEST_QUERY])
    found = index.words.scores(text) if text else {}
    if not text:
        found = {place: 0.0 for place, hit in enumerate(index.hits) if not hit.code.retired}
    best = max(found.values(), default=0.0) or 1.0
    hinted = {code: place for place, code in enumerate(hints)}
    latest = {code: place for place, code in enumerate(recent)}

    def rank(place: int) -> tuple[int, int, int, float, int]:
        code, score = index.hits[place].code.code, found[place] / best
        return (
            -round(_STEPS * score),
            hinted.get(code, len(hinted)) if text else 0,
            latest.get(code, len(latest)),
            -score,
            place,
        )

    ordered = sorted(found, key=rank)[:limit]
    return [_scored(index.hits[place], found[place] / best) for place in ordered]


def prepare(code_list: CodeList) -> None:
    """Make a list ready for its first search, which takes a tenth of a second for 300 codes."""
    _index(code_list)


def ranking(code_list: CodeList) -> CodeRanking:
    """What ranks the codes of a list by the words of a clause; made once and kept with the list."""
    index = _index(code_list)
    if index.ranking is None:
        index.ranking = CodeRanking(index.words)
    return index.ranking


def expand(code_list: CodeList) -> list[Hit]:
    """The whole tree from top to bottom, each code right under its parent."""
    return list(_index(code_list).hits)


def parent(code_list: CodeList, code: str) -> Code | None:
    """The code right above, None for a root or an unknown code."""
    entry = code_list.get(code)
    return code_list.get(entry.parent) if entry else None


def children(code_list: CodeList, code: str) -> tuple[Code, ...]:
    """The codes right below, in order; the roots for ``""``."""
    return code_list.children.get(code, ())


def _scored(hit: Hit, score: float) -> Hit:
    return Hit(hit.code, hit.path, hit.depth, score)


class _Index:
    """The tree of a code list from top to bottom, and its words."""

    def __init__(self, code_list: CodeList) -> None:
        self.hits = list(_walk(code_list, "", ()))
        self.ranking: CodeRanking | None = None
        self.words = CodeIndex([hit.code for hit in self.hits], list(map(_above, self.hits)))


def _above(hit: Hit) -> str:
    """What the codes above one are called: words that tell a whole family of codes."""
    return " ".join(text for code in hit.path[:-1] for text in (code.label, *code.search))


def _walk(code_list: CodeList, code: str, above: tuple[Code, ...]) -> Iterable[Hit]:
    for entry in code_list.children.get(code, ()):
        path = (*above, entry)
        yield Hit(entry, path, len(above))
        yield from _walk(code_list, entry.code, path)


def _index(code_list: CodeList) -> _Index:
    """The index of a list, made once and kept with the list itself."""
    kept = vars(code_list)  # where the list's own cached properties live
    if "_search_index" not in kept:
        kept["_search_index"] = _Index(code_list)
    index = kept["_search_index"]
    assert isinstance(index, _Index)
    return index
