"""What is highlighted is what is exported, whatever the characters; nothing in a text is markup."""

from __future__ import annotations

import csv

import pytest

from annotator.domain.dataset import Rows
from annotator.jobs.exporting import ExportOptions, export_project
from tests.journeys.driver import make_project

TEXTS = {
    "emoji": (
        "Crowds 👩‍👩‍👧 rally",
        "Police 🚓 met 🇳🇪 students in Niamey. “Non” 👍🏽 they said.",
        "students",
    ),
    "combining": (
        "Cafe\u0301 talks",
        "Delegates from Nu\u0301n\u0303ez met the cafe\u0301 owners in Lome\u0301 today.",
        "owners",
    ),
    "hebrew": (
        "שיחות בירושלים",
        "ראש הממשלה נפגש עם שר החוץ של Türkiye ביום שלישי בירושלים.",
        "Türkiye",
    ),
    "markup": (
        "<b>Bold</b> <img src=x>",
        "The <i>army</i> &amp; <script>x</script> rebels met in Gao.",
        "rebels",
    ),
}


def write(folder, name, title, body):
    path = folder / f"{name}.txt"
    path.write_text(f"{title}\n\n{body}\n", encoding="utf-8")
    return path


def exported_mentions(project, folder):
    target = folder / "mentions.csv"
    export_project(project, target, ExportOptions(Rows.MENTIONS, unfinished=True, raw=True))
    with target.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", TEXTS)
def test_marked_and_exported_characters_are_the_same(coder, tmp_path, name):
    title, body, words = TEXTS[name]
    project = tmp_path / "odd.db"
    make_project(project, write(tmp_path, name, title, body), highlight=False)
    ann = coder()
    ann.open(project)
    text = ann.session.article.text
    assert text == f"{title}\n\n{body}"
    ann.press("N")
    start = text.index(words)
    ann.page.article_pane.select(ann.segments(start, start + len(words)))
    assert ann.selected == words
    ann.press("T")
    ann.code("ner")
    (mention,) = ann.events[0].in_slot("target")[0].mentions
    assert mention.quote == words
    ann.close()
    (row,) = exported_mentions(project, tmp_path)
    assert row["quote"] == words
    assert text[int(row["start"]) : int(row["end"])] == words


def test_markup_shows_literally_everywhere(coder, tmp_path):
    title, body, _ = TEXTS["markup"]
    project = tmp_path / "markup.db"
    make_project(project, write(tmp_path, "markup", title, body), highlight=False)
    ann = coder()
    ann.open(project)
    assert ann.view.document().toPlainText().startswith(title)
    (row,) = ann.page._rows([ann.session.article.id])
    assert row.title == title


def test_a_very_long_article_can_be_coded(coder, tmp_path):
    body = "\n".join(
        f"Paragraph {n}: the army of Mali met rebels near Gao on Friday." for n in range(11_500)
    )
    project = tmp_path / "long.db"
    make_project(project, write(tmp_path, "long", "A very long report", body), highlight=False)
    ann = coder()
    ann.open(project)
    text = ann.session.article.text
    assert len(text) > 690_000
    start = text.index("rebels", 600_000)
    ann.press("N")
    ann.page.article_pane.select(ann.segments(start, start + 6))
    ann.press("T")
    ann.code("mlireb")
    assert ann.events[0].in_slot("target")[0].quote == "rebels"
