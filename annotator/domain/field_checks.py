"""What attributes, conditions and rules of a schema file must keep to."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.domain.conditions import NUMERIC, Clause, Comparison, parse
from annotator.domain.language import tr
from annotator.domain.loose_json import (
    Json,
    entries,
    number,
    placed,
    repeated,
    text,
    times,
    unknown,
)

_CHOSEN = ("one_of", "several_of")
_NUMBERS = ("integer", "number_or_word")


def field_problems(data: Json) -> Iterator[str]:
    """Every problem of the attributes, the conditions and the rules."""
    fields = _Fields(data)
    yield from repeated("rules", entries(data, "rules"), "name")
    for place, slot in entries(data, "slots"):
        at = f"{place} ({text(slot, 'name')})"
        yield from fields.condition(f"{at}.when", text(slot, "when"))
        if number(slot, "most", 0) and slot.get("several") is not True:
            yield placed(at, tr('"most" is for a slot that holds several values.'))
    for place, attribute in entries(data, "attributes"):
        at = f"{place} ({text(attribute, 'name')})"
        yield from _attribute(at, attribute)
        yield from fields.condition(f"{at}.when", text(attribute, "when"))
        for where, choice in entries(attribute, "choices"):
            here = f"{at}.{where} ({text(choice, 'value')})"
            yield from fields.condition(f"{here}.when", text(choice, "when"))
    for place, rule in entries(data, "rules"):
        at = f"{place} ({text(rule, 'name')})"
        yield from fields.condition(f"{at}.when", text(rule, "when"))
        yield from fields.condition(f"{at}.demand", text(rule, "demand"))


def _attribute(at: str, attribute: Json) -> Iterator[str]:
    kind = text(attribute, "type")
    yield from _choices(at, attribute, kind)
    yield from _bounds(at, attribute, kind)
    default = text(attribute, "default")
    if kind == "yes_no" and default not in {"", "yes", "no"}:
        yield placed(
            at,
            tr('the default "{default}" of a yes_no must be "yes", "no" or empty.').format(
                default=default
            ),
        )


def _choices(at: str, attribute: Json, kind: str) -> Iterator[str]:
    listed = entries(attribute, "choices")
    values = [text(choice, "value") for _, choice in listed]
    # a value may stand again under another condition, with another explanation
    always = [(place, choice) for place, choice in listed if not text(choice, "when")]
    yield from repeated(f"{at}.choices", always, "value")
    for value in {text(choice, "value") for _, choice in always}:
        if values.count(value) > 1 and sum(text(c, "value") == value for _, c in always) == 1:
            yield placed(
                at,
                tr('"{value}" is offered always; it cannot stand again with a condition.').format(
                    value=value
                ),
            )
    if kind not in _CHOSEN:
        if listed:
            yield placed(at, tr("only one_of and several_of have choices; take them out."))
    elif len(values) < 2:
        yield placed(at, tr("{kind} needs at least two choices.").format(kind=kind))
    elif (default := text(attribute, "default")) and default not in values:
        yield placed(
            at,
            tr('the default "{default}" is not among the choices ({values}).').format(
                default=default, values=", ".join(values)
            ),
        )


def _bounds(at: str, attribute: Json, kind: str) -> Iterator[str]:
    words = entries(attribute, "words")
    if words and kind != "number_or_word":
        yield placed(at, tr("only number_or_word has words that stand for numbers; take them out."))
    yield from repeated(f"{at}.words", words, "word")
    for place, word in words:
        if number(word, "most", number(word, "least", 0)) < number(word, "least", 0):
            yield placed(
                f"{at}.{place} ({text(word, 'word')})", tr('"least" is greater than "most".')
            )
    least, most = attribute.get("least"), attribute.get("most")
    if least is not None and kind not in _NUMBERS:
        yield placed(at, tr('"least" is for numbers; take it out.'))
    if most is not None and kind not in (*_NUMBERS, "several_of"):
        yield placed(at, tr('"most" is for numbers and for several_of; take it out.'))
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield placed(at, tr('"least" is greater than "most".'))


class _Fields:
    """What conditions can speak of: the slots, the attributes, and their values."""

    def __init__(self, data: Json) -> None:
        lists = {text(e, "name"): e for _, e in entries(data, "code_lists")}
        self._known: dict[str, frozenset[str] | None] = {}
        for _, slot in entries(data, "slots"):
            codes = entries(lists.get(text(slot, "code_list"), {}), "codes")
            listed = frozenset(text(code, "code") for _, code in codes)
            self._known[text(slot, "name")] = listed or None
        for _, attribute in entries(data, "attributes"):
            self._known[text(attribute, "name")] = _values(attribute)
        if data.get("reciprocal") is True:
            self._known["reciprocal"] = frozenset({"yes", "no"})

    def condition(self, at: str, written: str) -> Iterator[str]:
        """What is wrong with a condition that stands at a place."""
        try:
            clauses = parse(written)
        except ValueError as error:
            yield placed(at, str(error))
            return
        for clause in clauses:
            yield from self._clause(at, clause)

    def _clause(self, at: str, clause: Clause) -> Iterator[str]:
        if clause.field not in self._known:
            yield unknown(at, "slot or attribute", clause.field, self._known)
            return
        known = self._known[clause.field]
        if clause.comparison in NUMERIC or known is None:
            return
        for value in clause.values:
            if value not in known:
                yield placed(
                    at,
                    tr('"{value}" is no value of "{field}".').format(
                        value=value, field=clause.field
                    ),
                )
        if clause.comparison is Comparison.UNDER and not known:
            yield placed(at, tr('"{field}" has no tree to stand under.').format(field=clause.field))
        for value in sorted({v for v in clause.values if clause.values.count(v) > 1}):
            said = tr('"{value}" stands {times}.')
            yield placed(at, said.format(value=value, times=times(clause.values.count(value))))


def _values(attribute: Json) -> frozenset[str] | None:
    """The values that an attribute can be compared with; None for any."""
    kind = text(attribute, "type")
    if kind in _CHOSEN:
        return frozenset(text(choice, "value") for _, choice in entries(attribute, "choices"))
    return frozenset({"yes", "no"}) if kind == "yes_no" else None
