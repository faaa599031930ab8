"""What the line below says: what was undone, and why an article has no suggestions."""

from __future__ import annotations

from tests.journeys.driver import make_project

GERMAN = (
    "Demonstration in Berlin\n\nIn der Hauptstadt haben am Samstag mehrere tausend Menschen gegen"
    " die Politik der Regierung demonstriert. Die Polizei war mit vielen Kräften im Einsatz und"
    " sprach von einem friedlichen Verlauf. Die Veranstalter zeigten sich mit der Zahl der"
    " Teilnehmer zufrieden und kündigten weitere Kundgebungen für die kommende Woche an."
)
ENGLISH = (
    "Protest in Paris\n\nThousands of people protested against the government in the capital on"
    " Saturday. Police said that the march was peaceful and that nobody was arrested."
)


def said(ann) -> str:
    return ann.page.status_line.message


def test_undo_and_redo_say_what_they_did_until_the_next_edit(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N")
    label = ann.session.undo_state().undo
    ann.press("Ctrl+Z")
    assert said(ann) == f"Undone: {label}"
    ann.press("Ctrl+Shift+Z")
    assert said(ann) == f"Done again: {label}"
    ann.press("N")
    assert said(ann) == ""
    first = ann.session.article
    ann.press("Alt+Right")
    assert ann.session.article.id != first.id
    ann.press("Ctrl+Z")
    assert ann.session.article.id == first.id
    assert said(ann).startswith("Undone: ")
    assert "another article: “" in said(ann)
    assert first.title[:20] in said(ann)


def test_another_language_is_said_only_where_it_is_open(coder, tmp_path):
    (tmp_path / "a.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "b.txt").write_text(GERMAN, encoding="utf-8")
    path = tmp_path / "two.db"
    make_project(path, tmp_path / "a.txt", tmp_path / "b.txt")
    ann = coder()
    ann.open(path)
    line = ann.page.status_line
    ann.wait(lambda: ann.window.sitting.pipeline is not None, 60_000)
    assert "language" not in line.pipeline_text
    ann.press("Alt+Right")
    ann.wait(lambda: "not in the language" in line.pipeline_text)
    ann.press("Alt+Left")
    ann.wait(lambda: "language" not in line.pipeline_text)
    assert line.pipeline_text.startswith("suggestions: ")
