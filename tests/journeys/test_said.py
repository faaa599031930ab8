"""What the line below says: what was undone, and why an article has no suggestions."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from annotator.gui.last_run import UnexpectedEnd
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


def test_the_look_chosen_is_said(coder, pact):
    ann = coder()
    ann.open(pact)
    heard = []
    for _ in range(3):
        ann.press("Ctrl+Shift+L")
        heard.append(said(ann))
    assert sorted(heard) == ["Look: as the desktop", "Look: dark", "Look: light"]


def test_keys_lead_to_a_message_and_escape_hides_it(coder, pact):
    ann = coder()
    ann.open(pact)
    banner = ann.page.banner
    banner.say("The program ended unexpectedly.", ("help.copy_report", "Copy the report"))
    ann.press("F6", "F6")
    assert banner.isAncestorOf(QApplication.focusWidget())
    ann.press("Escape")
    assert not banner.isVisible()
    assert ann.view.hasFocus()


def test_the_time_of_a_crash_is_said_in_words():
    end = UnexpectedEnd(dt.datetime(2026, 11, 26, 3, 27), "no trace")  # noqa: DTZ001 - local
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    try:
        assert "on 26 November 2026, 03:27." in end.sentence
    finally:
        QLocale.setDefault(before)


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
