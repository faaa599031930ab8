"""One code of a codebook as a page to read: everything that is known of it, with links."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QCoreApplication

from annotator.domain.schema import Code, CodeList, Schema
from annotator.domain.wording import read_example, retold
from annotator.gui.theme import NEAR, SMALL, STEP, THIN, TITLE, UI, Theme


def tr(text: str) -> str:
    """A text of the page in the user's language."""
    return QCoreApplication.translate("CodePage", text)


def code_page(schema: Schema, codes: CodeList, code: Code, theme: Theme, usage: str) -> str:
    """The page as rich text; links are ``code:TEXT`` of codes of the same list."""
    parts = [
        _path(codes, code),
        f"<h2>{escape(code.code)}&nbsp; {escape(code.label)}</h2>",
        *_states(code),
        _paragraph("", code.definition),
        _linked(codes, tr("Use when"), code.use_when),
        _linked(codes, tr("Not this when"), code.not_when),
        *_examples(schema, code),
        _paragraph(tr("Found by"), ", ".join(code.search)),
        _values(schema, code),
        _children(codes, code),
        _small(usage),
        _small(code.reference and tr("Wording: {}").format(code.reference)),
    ]
    return _style(theme) + "".join(filter(None, parts))


def _style(theme: Theme) -> str:
    t, px = theme.tokens, theme.px
    return (
        f"<style>body, p, td {{ color: {t.text}; font-size: {px(UI)}px; }}"
        f" h2 {{ font-size: {px(TITLE)}px; margin: {px(THIN)}px 0 {px(NEAR)}px 0; }}"
        f" p {{ margin: 0 0 {px(NEAR)}px 0; }} a {{ color: {t.accent}; text-decoration: none; }}"
        f" .small {{ color: {t.muted}; font-size: {px(SMALL)}px; }}"
        f" td {{ vertical-align: top; }} .odd {{ color: {t.warning}; }}"
        f" td {{ padding: 0 {px(STEP)}px {px(THIN)}px 0; }}</style>"
    )


def _path(codes: CodeList, code: Code) -> str:
    above = codes.path(code.code)[:-1]
    steps = " › ".join(_link(entry.code, f"{entry.code} {entry.label}") for entry in above)
    return f'<p class="small">{steps or escape(codes.label)}</p>'


def _link(code: str, text: str) -> str:
    return f'<a href="code:{escape(code, quote=True)}">{escape(text)}</a>'


def _states(code: Code) -> Iterator[str]:
    if code.retired:
        named = ", ".join(_link(other, other) for other in code.successors)
        instead = f" {tr('Use instead:')} {named}." if named else ""
        words = escape(tr("Retired: it stays on the events that have it."))
        yield f'<p class="odd">{words}{instead}</p>'
    elif len(code.successors) > 1:
        named = ", ".join(_link(other, other) for other in code.successors)
        yield f'<p class="odd">{escape(tr("Was split into"))} {named}.</p>'
    if not code.assignable:
        words = tr("A heading: events get a code below it.")
        yield f'<p class="small">{escape(words)}</p>'


def _paragraph(lead: str, text: str) -> str:
    if not text:
        return ""
    head = f"<b>{escape(lead)}</b> " if lead else ""
    return f"<p>{head}{escape(text)}</p>"


def _linked(codes: CodeList, lead: str, text: str) -> str:
    """A text in which the codes it names are links, with their labels."""
    if not text:
        return ""

    def link(name: str) -> str:
        entry = codes.get(name)
        return _link(entry.code, f"{entry.code} {entry.label}") if entry else name

    return f"<p><b>{escape(lead)}</b> {retold(escape(text), link)}</p>"


def _examples(schema: Schema, code: Code) -> Iterator[str]:
    labels = {slot.name: slot.label for slot in schema.slots}
    for written in code.examples:
        example = read_example(written)
        pieces, at = [], 0
        for mark in example.marks:
            pieces.append(escape(example.text[at : mark.start]))
            label = escape(labels.get(mark.slot, mark.slot))
            words = escape(example.text[mark.start : mark.end])
            pieces.append(f'<u>{words}</u> <span class="small">{label}</span>')
            at = mark.end
        pieces.append(escape(example.text[at:]))
        yield f"<p><b>{escape(tr('Example'))}</b> “{''.join(pieces)}”</p>"


def _values(schema: Schema, code: Code) -> str:
    """The named values of a code, by the columns that an export makes of them."""
    names = {column.argument: column.name for column in schema.derived if column.argument}
    rows = "".join(
        f'<tr><td class="small">{escape(names.get(name, name).replace("_", " "))}</td>'
        f"<td>{escape(value)}</td></tr>"
        for name, value in code.values.items()
    )
    return f"<table>{rows}</table>" if rows else ""


def _children(codes: CodeList, code: Code) -> str:
    below = [entry for entry in codes.children.get(code.code, ()) if not entry.retired]
    if not below:
        return ""
    listed = "<br>".join(_link(entry.code, f"{entry.code} {entry.label}") for entry in below)
    return f"<p><b>{escape(tr('Below it'))}</b><br>{listed}</p>"


def _small(text: str) -> str:
    return f'<p class="small">{escape(text)}</p>' if text else ""
