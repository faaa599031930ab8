"""How the article reads is the coder's own: size, width, never too long a line unasked."""

from __future__ import annotations

import pytest

from annotator.gui.dialogs.preferences import PreferencesDialog
from annotator.gui.theme import MOST_LETTERS


@pytest.fixture
def ann(coder, pact):
    person = coder()
    person.open(pact)
    return person


def longest_line(ann) -> int:
    """Characters of the longest line on screen, headline left out."""
    block, most = ann.view.document().firstBlock().next(), 0
    while block.isValid():
        layout = block.layout()
        most = max([most, *(layout.lineAt(n).textLength() for n in range(layout.lineCount()))])
        block = block.next()
    return most


def test_lines_are_no_longer_than_reads_best(ann):
    ann.window.settings.set("reading/column", 1200)
    ann.window.apply_look()
    ann.window.resize(1900, 900)
    assert MOST_LETTERS * 0.85 < longest_line(ann) < MOST_LETTERS * 1.15  # narrow letters
    ann.window.settings.set("reading/any_width", True)
    ann.window.apply_look()
    assert longest_line(ann) > MOST_LETTERS * 1.3


def test_keys_change_letters_and_width(ann):
    theme = ann.window.theme
    ann.press("Ctrl+>")
    assert ann.window.theme.article_size == theme.article_size + 1
    ann.press("Ctrl+<", "Ctrl+<")
    assert ann.window.theme.article_size == theme.article_size - 1
    wide = ann.window.theme.column_width()
    ann.press("Ctrl+[")
    narrower = ann.window.theme.column_width()
    assert narrower < wide
    ann.press("Ctrl+]")
    assert ann.window.theme.column_width() > narrower
    for _ in range(12):
        ann.press("Ctrl+]")
    assert ann.window.theme.column_width() < ann.window.theme.px(1200)
    assert "75 letters" in ann.page.status_line.message
    ann.window.run_command("view.reading_reset")
    assert ann.window.theme == theme


def test_preferences_go_back_to_the_defaults(ann):
    window = ann.window
    before = window.theme
    dialog = PreferencesDialog(window, window.theme, window.settings, window.apply_look)
    dialog.letters.setValue(24)
    dialog.column.setValue(900)
    dialog.any_width.setChecked(True)
    assert window.theme.article_size == 24
    dialog.reset.click()
    assert (dialog.letters.value(), dialog.any_width.isChecked()) == (17, False)
    assert window.theme == before
    dialog.deleteLater()
