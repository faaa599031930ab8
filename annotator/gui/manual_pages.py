"""The manual: pages of Markdown under ``resources/manual``, with the keys in force put in.

A page knows ``# headings``, paragraphs, ``- lists``, ``**strong**``, ``*names*``, links to other
pages by their names, ``{key:command.id}`` for the key of a command, and ``{fixed:Enter}`` for a key
that is the same everywhere and belongs to no command.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from PySide6.QtGui import QTextDocument

from annotator.resources import resource

KEY = re.compile(r"\{(key|fixed):([^}]+)\}")
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_NAME = re.compile(r"\*(.+?)\*")

Caps = Callable[[str, str], str]
"""From the kind of a placeholder (key, fixed) and its name to HTML."""


@dataclass(frozen=True)
class Page:
    """One page; ``name`` is what links and controls call it."""

    name: str
    title: str
    source: str


@dataclass(frozen=True)
class Found:
    """A page in which all words of a search stand, and how often they do."""

    page: Page
    times: int


@cache
def pages() -> dict[str, Page]:
    """All pages by name, in the order of the contents."""
    files = sorted(resource("manual").glob("*.md"))
    return {page.name: page for page in map(_page, files)}


def _page(path: Path) -> Page:
    source = path.read_text(encoding="utf-8")
    title = source.splitlines()[0].removeprefix("# ")
    return Page(path.stem.partition("-")[2], title, source)


def html(page: Page, caps: Caps) -> str:
    """A page as HTML for a text browser."""
    return "\n".join(_blocks(page.source, caps))


def _blocks(source: str, caps: Caps) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", source.strip()):
        head = re.match(r"(#+) (.*)", block)
        if head:
            level = len(head[1])
            yield f"<h{level}>{_inline(head[2], caps)}</h{level}>"
        elif block.startswith("- "):
            items = re.split(r"\n- ", block[2:])
            yield "<ul>" + "".join(f"<li>{_inline(item, caps)}</li>" for item in items) + "</ul>"
        else:
            yield f"<p>{_inline(block, caps)}</p>"


def _inline(text: str, caps: Caps) -> str:
    text = escape(" ".join(text.split()), quote=False)
    text = LINK.sub(r'<a href="\2">\1</a>', text)
    text = _NAME.sub(r"<i>\1</i>", _STRONG.sub(r"<b>\1</b>", text))
    return KEY.sub(lambda found: caps(found[1], found[2]), text)


def search(words: str, caps: Caps) -> list[Found]:
    """The pages in which all these words stand, most often first; all pages for no words."""
    wanted = words.casefold().split()
    found = []
    for page in pages().values():
        text = plain(page, caps).casefold()
        if all(word in text for word in wanted):
            titled = 100 * sum(word in page.title.casefold() for word in wanted)
            found.append(Found(page, sum(map(text.count, wanted)) + titled))
    return sorted(found, key=lambda hit: -hit.times) if wanted else found


def plain(page: Page, caps: Caps) -> str:
    """The text of a page as it is read."""
    document = QTextDocument()
    document.setHtml(html(page, caps))
    return document.toPlainText()
