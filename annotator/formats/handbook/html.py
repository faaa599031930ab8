"""Pieces of HTML: everything that comes from a codebook is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from annotator.domain.schema import Code, CodeList


def element(tag: str, content: str, **attributes: str) -> str:
    """An element around HTML; ``class_`` gives the class. Nothing around nothing."""
    if not content:
        return ""
    written = "".join(
        f' {name.rstrip("_")}="{escape(value)}"' for name, value in attributes.items() if value
    )
    return f"<{tag}{written}>{content}</{tag}>"


def text(tag: str, words: str, **attributes: str) -> str:
    """An element around words."""
    return element(tag, escape(words), **attributes)


def lead(head: str, content: str, **attributes: str) -> str:
    """A paragraph of HTML behind a bold word or two; nothing where there is no content."""
    return element("p", f"<b>{escape(head)}</b> {content}" if content else "", **attributes)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of HTML cells under plain heads; columns without any content are left out."""
    listed = [list(row) for row in rows]
    named = list(heads)
    kept = [n for n in range(len(named)) if any(row[n] for row in listed)]
    top = "".join(text("th", named[n], scope="col") or "<th></th>" for n in kept)
    body = "".join(f"<tr>{''.join(f'<td>{row[n]}</td>' for n in kept)}</tr>\n" for row in listed)
    return element(
        "table", f"<thead><tr>{top}</tr></thead>\n<tbody>\n{body}</tbody>" if body else ""
    )


def anchor(codes: CodeList, code: str) -> str:
    """The id of a code on the page."""
    return f"{codes.name}.{code}"


def link(codes: CodeList, code: Code, words: str = "") -> str:
    """A link to a code; without words by its text and label."""
    shown = words or f"{code.code} {code.label}"
    return f'<a href="#{quote(anchor(codes, code.code))}">{escape(shown)}</a>'
