"""What stands around the words of a date: names they are part of, speech, verbs of the future."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice

from spacy.tokens import Doc, Span, Token

from annotator.domain.dates import classes


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_RECURRING = frozenset({"every", "each"})
_DAYTIMES = _set("mornings afternoons evenings nights")
_OWNERS = _set("his her their my our your its")  # "in his 80s"
_FEASTS = _set("ash bloody black cyber easter fat good holy maundy palm shrove super whit")
_PAPERS = _set(
    "age business express herald independent mail mercury mirror morning post star sun telegraph"
    " times tribune world"
)
_PREPOSITIONS = _set(
    "in on by since until till from of for during before after last next this early mid late to"
    " through between and -"
)
_YEAR_BEHIND = frozenset({"in", "during"})
_OWN = frozenset({"'s", "’s", "'", "’"})
_DESCRIBING = frozenset({"amod", "compound", "nmod", "nummod", "poss"})
_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "LAW"})
_AMOUNTS = frozenset({"MONEY", "QUANTITY", "PERCENT", "CARDINAL"})

_WILL = frozenset({"will", "would", "'ll", "’ll", "shall", "wo"})
_VERBS = frozenset({"VERB", "AUX"})
# Behind these an infinitive, or a date, is still to come.
_COMING = _set(
    "agree aim ask call choose decide demand due expect hope intend invite likely need offer order"
    " plan pledge plot prepare promise propose ready request schedule seek set slate threaten urge"
    " vow want warn wish be"
)
_SET_FOR = _set("scheduled slated due planned set expected")
# Of these the present tense tells what is fixed to come: "leaves on Tuesday".
_TIMETABLE = _set("arrive begin close depart end expire leave open resume return start")
_REACH = 12  # words looked back at where there is no syntax
_SPEECH_VERBS = _set("said says told was were had has have")

_MARKS = re.compile("[\"“”„«»\n]|``|''")
_CLOSING = frozenset({"”", "''", "»"})
_ABOUT = frozenset({"than", "least", "most"})


def is_date_here(doc: Doc, letters: str, start: int, end: int) -> bool:
    """Whether English words that can be a date are one here, and not a name or an amount."""
    words, before = letters[start:end], doc[start - 1].lower_ if start else ""
    if before in _RECURRING or _recurs(doc, end) or (before in _OWNERS and classes.DECADE in words):
        return False
    if before in _FEASTS and doc[start - 1].is_title and words[0] in "mD":
        return False
    if words[0] == classes.SINCE and _describes_what_follows(doc, start + 1, end):
        return False
    if _counts_what_follows(doc, letters, start, end, before):
        return False
    return len(words) > 1 or not _is_other(doc, letters, start, before)


def _recurs(doc: Doc, end: int) -> bool:
    return end < len(doc) and doc[end].lower_ in _DAYTIMES  # "Tuesday | nights"


def _is_other(doc: Doc, letters: str, place: int, before: str) -> bool:
    """Whether a single word is a person, a newspaper or an amount here."""
    match letters[place]:
        case classes.MONTH | classes.MAYBE_MONTH:
            return _is_name(doc, place, before, letters)
        case classes.WEEKDAY:
            return _is_paper(doc, place)
        case classes.YEAR:
            return doc[place].ent_type_ in _AMOUNTS | _NAMES
    return False


def _counts_what_follows(doc: Doc, letters: str, start: int, end: int, before: str) -> bool:
    """Whether the number at the end belongs to what follows: "in May 20 people"."""
    if end == len(doc) or not (doc[end].is_alpha and doc[end].is_lower):
        return False
    last = doc[end - 1]
    match letters[start:end][-2:]:
        case "mn" | "an":
            return before == "in"
        case classes.YEAR:
            if last.text.endswith("00") and doc[end].text.endswith("s"):
                return True
            counted = last.dep_ == "nummod" and last.head.i >= end and last.head.tag_ == "NNS"
            return counted and before not in _YEAR_BEHIND
    return False


def _describes_what_follows(doc: Doc, start: int, end: int) -> bool:
    """Whether "since" is not said of the date: "since last month's invasion"."""
    if end < len(doc) and doc[end].lower_ in _OWN:
        return True
    root = doc[start:end].root
    return root.dep_ in _DESCRIBING and root.head.i >= end


def _is_name(doc: Doc, start: int, before: str, letters: str) -> bool:
    """Whether "May" or "April" is a person here."""
    token = doc[start]
    if token.ent_type_ in _NAMES or token.pos_ in _VERBS:
        return True
    follower = doc[start + 1] if start + 1 < len(doc) else None
    capital = follower is not None and follower.is_title and letters[start + 1] == "."
    return capital and before not in _PREPOSITIONS


def _is_paper(doc: Doc, start: int) -> bool:
    """Whether a weekday is part of "the Sunday Times"."""
    follower = doc[start + 1] if start + 1 < len(doc) else None
    return follower is not None and follower.is_title and follower.lower_ in _PAPERS


class Speech:
    """The parts of a text that stand in quotation marks; found when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._edges: list[int] | None = None

    def holds(self, place: int) -> bool:
        """Whether a character stands in direct speech."""
        if self._edges is None:
            self._edges = _edges(self._text)
        return bisect_right(self._edges, place) % 2 == 1


def _edges(text: str) -> list[int]:
    """Where speech begins and ends, by turns; at the latest it ends with the line."""
    edges: list[int] = []
    for mark in _MARKS.finditer(text):
        spoken = len(edges) % 2 == 1
        sign = mark.group()
        if sign == "\n":
            edges += [mark.start()] if spoken else []
        elif spoken or sign not in _CLOSING:
            edges.append(mark.start())
    return edges


def in_brackets_behind(span: Span, follower: Span) -> bool:
    """Whether one date stands in brackets right behind another."""
    doc = span.doc
    return (
        follower.start == span.end + 1
        and doc[span.end].text == "("
        and follower.end < len(doc)
        and doc[follower.end].text == ")"
    )


def is_vague(span: Span) -> bool:
    """Whether the words before make it a bound only: "more than two weeks ago"."""
    return span.start > 0 and span.doc[span.start - 1].lower_ in _ABOUT


def is_ahead(span: Span, *, parsed: bool) -> bool:
    """Whether the sentence speaks of the date as still to come: "will meet on Monday"."""
    if parsed:
        return _is_ahead_by_syntax(span.root)
    return _is_ahead_by_words(span)


def _is_ahead_by_syntax(token: Token) -> bool:
    for above in islice(token.ancestors, 8):
        if above.lower_ in _SET_FOR and above.pos_ in {"VERB", "ADJ"}:
            return True
        if above.pos_ in _VERBS:
            return _is_future(above)
    return False


def _is_future(verb: Token) -> bool:
    helpers = [child for child in verb.lefts if child.dep_ in {"aux", "auxpass"}]
    if any(child.lower_ in _WILL for child in helpers):
        return True
    infinitive = any(child.lower_ == "to" for child in helpers)
    if not infinitive:
        return verb.tag_ in {"VBZ", "VBP"} and verb.lemma_.lower() in _TIMETABLE
    return verb.dep_ == "ROOT" or verb.head.lemma_.lower() in _COMING


def _is_ahead_by_words(span: Span) -> bool:
    doc = span.doc
    for place in range(span.start - 1, max(span.start - _REACH, 0) - 1, -1):
        token = doc[place]
        word = token.lower_
        if word in _WILL or (word == "be" and place and doc[place - 1].lower_ == "to"):
            return True
        if word in _SET_FOR:
            return True
        if word in _SPEECH_VERBS or word.endswith("ed") or "\n" in word or word in ".;!?":
            return False
    return False
