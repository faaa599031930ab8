"""Named entities as coders would mark them, in ``doc.spans["annotator_entities"]``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

NAME = "annotator_entities"
_TIMES = frozenset({"DATE", "TIME"})  # labels whose articles belong to them ("the 1990s")
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


@Language.component(NAME, requires=["doc.ents"], assigns=["doc.spans"])
def entities(doc: Doc) -> Doc:
    """Trim every entity and leave out what describes rather than names ("45-year-old")."""
    trimmed = [trim(part) for entity in doc.ents for part in _lines(entity)]
    doc.spans[NAME] = [span for span in trimmed if span is not None and not _describes(span)]
    return doc


def trim(span: Span) -> Span | None:
    """The span without outer blanks, punctuation, possessives and definite articles.

    None when nothing that can be read is left.
    """
    start, end = span.start, span.end
    doc = span.doc
    while end > start and _is_tail(doc[end - 1]):
        end -= 1
    while end > start and _is_head(doc[start], span.label_):
        start += 1
    left = doc[start:end]
    if not any(char.isalnum() for char in left.text):
        return None
    return Span(doc, start, end, label=span.label_)


def _lines(span: Span) -> list[Span]:
    """The parts of a span that stand on one line each."""
    parts, start = [], span.start
    for token in span:
        if token.is_space and "\n" in token.text:
            parts.append((start, token.i))
            start = token.i + 1
    parts.append((start, span.end))
    return [Span(span.doc, a, b, label=span.label_) for a, b in parts if b > a]


def _is_tail(token: Token) -> bool:
    return _is_edge(token) or token.tag_ == "POS" or token.text in _POSSESSIVES


def _is_head(token: Token, label: str) -> bool:
    return _is_edge(token) or (label not in _TIMES and "Def" in token.morph.get("Definite", []))


def _is_edge(token: Token) -> bool:
    return token.is_space or token.is_punct or token.is_quote or token.is_bracket


def _describes(span: Span) -> bool:
    return span.label_ in _TIMES and span.root.dep_ == "amod"
