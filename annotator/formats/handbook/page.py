"""The whole page of a handbook: head, contents, parts in order."""

from __future__ import annotations

from html import escape

from annotator.domain.schema import Schema
from annotator.formats.handbook import fields
from annotator.formats.handbook.codes import contents, is_explained, section
from annotator.formats.handbook.html import element, text
from annotator.formats.handbook.index import index
from annotator.formats.handbook.style import STYLE

_HOW_TO_READ = (
    "Each entry says what a code means, when to use it, and when a neighbouring code is right"
    " instead; follow the arrows. In the examples the words that fill a slot are underlined, with"
    " the slot in small type behind them. Letters in boxes are the keys of the program."
)


def page(schema: Schema) -> str:
    """The handbook of a codebook as HTML; the same codebook gives the same text."""
    lists = sorted(schema.code_lists, key=lambda codes: not is_explained(codes))
    parts = [
        _title(schema),
        fields.slots(schema),
        fields.attributes(schema),
        *(fields.composition(schema, entry) for entry in schema.compositions),
        fields.rules(schema),
        fields.reasons(schema),
        *(section(schema, codes) for codes in lists),
        index(schema),
    ]
    body = "\n".join(filter(None, parts))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(schema.title)} {escape(schema.version)}</title>\n"
        f"<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<nav aria-label="Contents">{_contents(schema)}</nav>\n'
        f"<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _title(schema: Schema) -> str:
    return element(
        "header",
        text("h1", schema.title)
        + text("p", f"Codebook, version {schema.version}", class_="small")
        + text("p", schema.description)
        + text("p", _HOW_TO_READ)
        + text("p", schema.licence, class_="small"),
    )


def _contents(schema: Schema) -> str:
    explained = [codes for codes in schema.code_lists if is_explained(codes)]
    named = [codes for codes in schema.code_lists if not is_explained(codes)]
    items = [
        _item("slots", "What an event holds"),
        _item("attributes", "What is said about an event") if fields.attributes(schema) else "",
        *(_item(f"composed-{entry.name}", entry.label) for entry in schema.compositions),
        _item("rules", "Rules") if schema.rules else "",
        _item("reasons", "When an article has nothing to code") if schema.reasons else "",
        *(
            element("li", _jump(f"list-{codes.name}", codes.label) + contents(codes))
            for codes in explained
        ),
        *(_item(f"list-{codes.name}", codes.label) for codes in named),
        _item("index", "Index") if explained else "",
    ]
    return text("p", "Contents", class_="contents") + element("ul", "".join(items))


def _item(target: str, words: str) -> str:
    return element("li", _jump(target, words))


def _jump(target: str, words: str) -> str:
    return text("a", words, href=f"#{target}")
