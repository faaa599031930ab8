"""What an event holds, on the page: slots, attributes, composed codes, rules."""

from __future__ import annotations

from html import escape

from annotator.domain.schema import (
    Attribute,
    AttributeType,
    Choice,
    Composition,
    Schema,
    Severity,
    Slot,
)
from annotator.domain.values import ValueKind
from annotator.formats.handbook.html import element, lead, table, text

_TYPES = {
    AttributeType.ONE_OF: "One of these",
    AttributeType.SEVERAL_OF: "Any of these",
    AttributeType.YES_NO: "Yes or no",
    AttributeType.INTEGER: "A whole number",
    AttributeType.NUMBER_OR_WORD: "A number, a range or a word",
    AttributeType.TEXT: "Words of your own",
    AttributeType.DATE: "A date, also only a month or year",
}
_KINDS = {
    ValueKind.CODE: "A code",
    ValueKind.COMPOSED: "A composed code",
    ValueKind.DATE: "A date",
    ValueKind.PLACE: "A place",
    ValueKind.TEXT: "Words",
}


def slots(schema: Schema) -> str:
    """What the words of the text can fill."""
    entries = [_slot(schema, slot) for slot in schema.slots if not slot.retired]
    return element("section", text("h2", "What an event holds") + "".join(entries), id="slots")


def attributes(schema: Schema) -> str:
    """What is said about an event besides."""
    entries = [_attribute(entry) for entry in schema.attributes if not entry.retired]
    if not entries:
        return ""
    return element(
        "section", text("h2", "What is said about an event") + "".join(entries), id="attributes"
    )


def _head(label: str, key: str) -> str:
    return element("h3", escape(label) + (f" {text('kbd', key)}" if key else ""))


def _slot(schema: Schema, slot: Slot) -> str:
    kind = _KINDS[slot.kind]
    if slot.code_list:
        codes = schema.code_list(slot.code_list)
        kind += f' from <a href="#list-{escape(codes.name)}">{escape(codes.label)}</a>'
    elif slot.composition:
        composition = schema.composition(slot.composition)
        kind += (
            f', built as <a href="#composed-{escape(composition.name)}">'
            f"{escape(composition.label)}</a>"
        )
    many = f"at most {slot.most} of them" if slot.most else "one or several"
    facts = [kind, many if slot.several else "one", "required" if slot.required else ""]
    return element(
        "article",
        _head(slot.label, slot.key)
        + text("p", slot.help)
        + element("p", "; ".join(filter(None, facts)) + ".", class_="small")
        + _condition(slot.when),
    )


def _attribute(entry: Attribute) -> str:
    facts = [_TYPES[entry.type], *_bounds(entry)]
    if entry.required:
        facts.append("required")
    if entry.default:
        facts.append(f"{_label(entry, entry.default)} unless something else is said")
    return element(
        "article",
        _head(entry.label, entry.key)
        + text("p", entry.help)
        + text("p", "; ".join(facts) + ".", class_="small")
        + _condition(entry.when)
        + choices(tuple(choice for choice in entry.choices if not choice.retired))
        + _words(entry),
        class_="attribute",
    )


def _label(entry: Attribute, value: str) -> str:
    return next((choice.label for choice in entry.choices if choice.value == value), value)


def _bounds(entry: Attribute) -> list[str]:
    if entry.type is AttributeType.SEVERAL_OF:
        return [f"at most {entry.most}"] if entry.most else []
    least = [f"at least {entry.least:,}"] if entry.least is not None else []
    return least + ([f"at most {entry.most:,}"] if entry.most is not None else [])


def _condition(when: str) -> str:
    return lead("Only when", text("code", when), class_="small")


def choices(listed: tuple[Choice, ...]) -> str:
    """A table of choices with what they mean and when they are offered."""
    return table(
        ("Choice", "Value", "Meaning", "Only when"),
        (
            (
                escape(choice.label),
                text("code", choice.value),
                escape(choice.help),
                text("code", choice.when),
            )
            for choice in listed
        ),
    )


def _words(entry: Attribute) -> str:
    return table(
        ("Word", "Means"),
        (
            (
                escape(word.word),
                f"{word.least:,} to {word.most:,}" if word.most is not None else
                f"{word.least:,} or more",
            )
            for word in entry.words
        ),
    )  # fmt: skip


def composition(schema: Schema, entry: Composition) -> str:
    """How a composed code is built, position by position."""
    rows = (
        (
            escape(position.label),
            ", ".join(
                f'<a href="#list-{escape(name)}">{escape(schema.code_list(name).label)}</a>'
                for name in position.lists
            ),
            _times(position.least, position.most),
        )
        for position in entry.positions
    )
    said = (
        f"Elements of {entry.element_length} letters, at most {entry.most_elements} of them, stand"
        f" one behind the other. Somebody of whom nothing is said is {entry.unspecified}."
    )
    return element(
        "section",
        text("h2", f"How it is built: {entry.label}")
        + text("p", said)
        + table(("Place", "From", "How many"), rows),
        id=f"composed-{entry.name}",
    )


def _times(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"


def rules(schema: Schema) -> str:
    """What the program says about an event that breaks a rule."""
    if not schema.rules:
        return ""
    rows = (
        (
            escape(rule.message),
            text("code", rule.when),
            text("code", rule.demand),
            "asks before it is taken" if rule.severity is Severity.CONFIRM else "marks the event",
        )
        for rule in schema.rules
    )
    head = ("What the program says", "When", "Demands", "What it does")
    return element("section", text("h2", "Rules") + table(head, rows), id="rules")


def reasons(schema: Schema) -> str:
    """Why an article may hold nothing to code."""
    if not schema.reasons:
        return ""
    head = text("h2", "When an article has nothing to code")
    return element("section", head + choices(schema.reasons), id="reasons")
