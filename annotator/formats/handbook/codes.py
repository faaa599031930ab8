"""Code lists on the page: entries where codes are explained, tables where they are only named."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from annotator.domain.schema import Code, CodeList, Schema
from annotator.domain.wording import read_example, retold
from annotator.formats.handbook.html import anchor, element, lead, link, table, text

_HEADING = "A heading: events get a code below it."


def is_explained(codes: CodeList) -> bool:
    """Whether a list has entries to read, and is more than names."""
    return any(code.definition for code in codes.codes)


def section(schema: Schema, codes: CodeList) -> str:
    """A list with its heading: all codes in use, then the retired ones."""
    explained = is_explained(codes)
    made = _entries(schema, codes) if explained else _names(codes)
    return element(
        "section",
        text("h2", codes.label) + made + _retired(codes),
        id=f"list-{codes.name}",
        class_="entries" if explained else "",
    )


def contents(codes: CodeList, parent: str = "") -> str:
    """The tree of a list as nested links."""
    below = [code for code in codes.children.get(parent, ()) if not code.retired]
    items = "".join(element("li", link(codes, code) + contents(codes, code.code)) for code in below)
    return element("ul", items)


# --- entries -----------------------------------------------------------------------------------


def _entries(schema: Schema, codes: CodeList) -> str:
    return "".join(_entry(schema, codes, code) for code in _in_use(codes, ""))


def _in_use(codes: CodeList, parent: str) -> Iterator[Code]:
    """The codes that can be seen, in tree order; below a retired one too."""
    for code in codes.children.get(parent, ()):
        if not code.retired:
            yield code
        yield from _in_use(codes, code.code)


def _entry(schema: Schema, codes: CodeList, code: Code) -> str:
    above = " › ".join(link(codes, entry) for entry in codes.path(code.code)[:-1])
    head = f'<span class="code">{escape(code.code)}</span> {escape(code.label)}'
    parts = [
        element("p", above, class_="path"),
        element("h3", head),
        ""
        if code.assignable
        else text("p", "A heading: events get a code below it.", class_="small"),
        _split(codes, code),
        text("p", code.definition),
        lead("Use when", _linked(codes, code.use_when)),
        lead("Not this when", _linked(codes, code.not_when)),
        *(_example(schema, example) for example in code.examples),
        lead("Found by", escape(", ".join(code.search)), class_="small"),
        lead("Mirrors", _named(codes, (code.mirror,)) if code.mirror else "", class_="small"),
        _values(schema, code),
        lead("Wording", escape(code.reference), class_="small"),
    ]
    name = "heading" if not code.assignable else ""
    return element("article", "".join(parts), id=anchor(codes, code.code), class_=name) + "\n"


def _split(codes: CodeList, code: Code) -> str:
    if len(code.successors) < 2:
        return ""
    return lead("Was split into", _named(codes, code.successors))


def _named(codes: CodeList, names: tuple[str, ...]) -> str:
    known = [(name, codes.get(name)) for name in names]
    return ", ".join(link(codes, code) if code else escape(name) for name, code in known)


def _linked(codes: CodeList, words: str) -> str:
    """Words in which the codes they name are links, with their labels."""

    def linked(name: str) -> str:
        code = codes.get(name)
        return link(codes, code) if code else name

    return retold(escape(words), linked)


def _example(schema: Schema, written: str) -> str:
    labels = {slot.name: slot.label for slot in schema.slots}
    example = read_example(written)
    pieces, at = [], 0
    for mark in example.marks:
        pieces.append(escape(example.text[at : mark.start]))
        label = text("sub", labels.get(mark.slot, mark.slot))
        pieces.append(text("mark", example.text[mark.start : mark.end]) + label)
        at = mark.end
    pieces.append(escape(example.text[at:]))
    return lead("Example", f"“{''.join(pieces)}”")


def _values(schema: Schema, code: Code) -> str:
    """The named values of a code, by the columns that an export makes of them."""
    names = {column.argument: column.name for column in schema.derived if column.argument}
    said = (f"{names.get(name, name).replace('_', ' ')} {value}" for name, value in
            code.values.items() if value)  # fmt: skip
    return lead("Values", escape(" · ".join(said)), class_="small")


# --- names only --------------------------------------------------------------------------------


def _names(codes: CodeList) -> str:
    """A compact table of a list whose codes need no explaining."""
    rows = (
        (
            f'<span id="{escape(anchor(codes, code.code))}">{escape(code.code)}</span>',
            escape("– " * (len(codes.path(code.code)) - 1) + code.label),
            escape(", ".join(code.search)),
            escape(", ".join(f"{n.replace('_', ' ')} {v}" for n, v in code.values.items() if v)),
        )
        for code in _in_use(codes, "")
    )
    return table(("Code", "Label", "Found by", "Values"), rows)


def _retired(codes: CodeList) -> str:
    retired = [code for code in codes.codes if code.retired]
    if not retired:
        return ""
    rows = (
        (
            f'<span id="{escape(anchor(codes, code.code))}">{escape(code.code)}</span>',
            escape(code.label),
            _named(codes, code.successors),
        )
        for code in retired
    )
    lines = text("p", "Events that have one of these keep it; nobody is offered it.")
    return text("h3", "Retired codes") + lines + table(("Code", "Label", "Use instead"), rows)
