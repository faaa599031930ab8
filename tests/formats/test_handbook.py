"""The handbook: every code once, links that lead somewhere, nothing from the codebook as HTML."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from annotator.domain import schema_file
from annotator.domain.codebook_editing import retire_code, split_code
from annotator.formats.handbook import page, write_handbook
from annotator.resources import schema_names, schema_path

_VOID = {"meta", "br"}


class Read(HTMLParser):
    """What a browser would make of a page: ids, links, words by tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.open: list[str] = []
        self.headings: list[int] = []
        self.text: list[str] = []
        self.tags: Counter[str] = Counter()
        self.outside: list[str] = []  # addresses other than a place of the page
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        for name, value in attrs:
            if name == "id":
                self.ids[value] += 1
            elif name == "href" and value.startswith("#"):
                self.links.append(unquote(value[1:]))
            elif name in ("href", "src"):
                self.outside.append(value)
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


@pytest.mark.parametrize("name", schema_names())
def test_everything_is_there_once_and_links_lead_somewhere(name):
    schema = schema_file.load(schema_path(name))
    read = Read(page(schema))
    assert read.open == []
    assert set(read.ids.values()) == {1}
    words = read.words  # joined anew whenever it is asked for
    for codes in schema.code_lists:
        for code in codes.codes:
            assert read.ids[f"{codes.name}.{code.code}"] == 1
            assert code.label in words
    assert [link for link in read.links if link not in read.ids] == []
    assert read.outside == []
    assert read.tags["script"] == 0
    assert read.headings[0] == 1
    assert all(b <= a + 1 for a, b in zip(read.headings, read.headings[1:], strict=False))
    assert page(schema) == page(schema)


def test_an_entry_says_when_and_when_not_with_links_to_the_neighbours():
    schema = schema_file.load(schema_path("cameo"))
    html = page(schema)
    entry = html[html.index('id="action.0871"') : html.index('id="action.0872"')]
    for words in ("<b>Use when</b>", "<b>Not this when</b>", "<b>Example</b>", "<mark>"):
        assert words in entry
    assert '→ <a href="#action.087">' in entry
    assert "<sub>Source</sub>" in entry


def test_words_of_a_codebook_are_never_html():
    schema = schema_file.load(schema_path("protest"))
    codes = schema.code_list("form")
    nasty = '<script>alert("&")</script>'
    odd = replace(codes.codes[0], label=nasty, definition=nasty, search=(nasty,), use_when=nasty)
    changed = replace(codes, codes=(odd, *codes.codes[1:]))
    others = tuple(changed if c.name == "form" else c for c in schema.code_lists)
    read = Read(page(replace(schema, title=nasty, code_lists=others)))
    assert read.tags["script"] == 0
    assert read.words.count(nasty) >= 4


def test_retired_codes_stand_apart_with_what_is_used_instead(tmp_path):
    schema = schema_file.load(schema_path("cameo"))
    schema = retire_code(split_code(schema, "action", "190", ("193", "194")), "action", "042")
    path = tmp_path / "book.html"
    path.write_text("old")
    write_handbook(schema, path)
    html = path.read_text(encoding="utf-8")
    retired = html[html.index("Retired codes") :]
    read = Read(html)
    assert read.ids["action.042"] == read.ids["action.190"] == 1
    assert 'id="action.042"' in retired
    assert '<a href="#action.193">' in retired
    assert [link for link in read.links if link not in read.ids] == []
    assert [p.name for p in tmp_path.iterdir()] == ["book.html"]
