"""What the table of commands says goes through Qt's translation."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QLabel

from annotator.domain import language, schema_file
from annotator.domain.candidates import sureness
from annotator.gui import commands
from annotator.gui.actions import build_actions, build_menu
from annotator.gui.dialogs.key_sheet import KeySheet
from annotator.gui.theme import LIGHT, Theme
from annotator.resources import schema_path
from tests.marking_language import MARK, marking

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import translations


@pytest.fixture
def marked(qapp):
    with marking():
        yield


@pytest.fixture
def table(marked):
    return commands.table(schema_file.load(schema_path("cameo")))


def test_every_fixed_command_is_translated(table):
    data = ("slot.", "attribute.")
    fixed = [command for name, command in table.items() if not name.startswith(data)]
    assert [c.id for c in fixed if MARK not in c.label] == []
    assert [c.id for c in fixed if c.help and MARK not in c.help] == []
    assert table["slot.fill.source"].label == f"{MARK}Source: fill or replace"


def test_menus_are_translated(table, qtbot, qapp):
    sheet = KeySheet(None, Theme(LIGHT, dark=False), list(table.values()))
    qtbot.addWidget(sheet)
    heads = [w.text() for w in sheet.findChildren(QLabel) if w.objectName() == "formLabel"]
    assert heads
    assert [head for head in heads if not head.startswith(MARK)] == []
    assert sheet.windowTitle() == f"{MARK}Keys"
    actions = build_actions(sheet, table, dict.fromkeys(table, lambda: None))
    menu = build_menu(sheet, table, actions)
    assert [a.text() for a in menu.actions() if not a.text().startswith(MARK)] == []


def test_a_file_for_translators_holds_every_text_and_keeps_what_is_translated(tmp_path, qapp):
    texts = sorted(set(translations.collected()))
    assert ("Command", "Accept into the slot shown") in texts
    assert ("Domain", "{} is on both sides") in texts
    assert ("Domain", "Monday") in texts
    assert ("Domain", "There is nothing to undo.") in texts
    assert ("Domain", "delete event {number}") in texts
    assert ("Domain", "every identity exists once") in texts
    assert ("Hint", "accept") in texts
    assert ("FindBar", "nowhere") in texts
    file = tmp_path / "annotator_xx.ts"
    translations.write(file, "xx", texts, {("Domain", "{} is on both sides"): "beidseits {}"})
    known = translations.read(file)
    assert known == {("Domain", "{} is on both sides"): "beidseits {}"}
    done = subprocess.run(
        [sys.executable, translations.__file__, "xx", "--folder", str(tmp_path)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert f"{len(texts)} texts, 1 translated" in done.stdout
    translator = QTranslator()
    assert translator.load(str(tmp_path / "annotator_xx.qm"))
    assert translator.translate("Domain", "{} is on both sides") == "beidseits {}"


def test_a_translation_with_other_gaps_is_not_taken(tmp_path, qapp):
    good = ("Domain", "delete event {number}")
    bad = ("Domain", "move event {number}")
    broken = ("Domain", "There is nothing to undo.")
    known = {good: "{number} löschen", bad: "{numer} bewegen", broken: "Nichts {da."}
    assert translations.misfits(known) == {bad, broken}
    file = tmp_path / "annotator_xx.ts"
    translations.write(file, "xx", sorted(known), known)
    done = subprocess.run(
        [sys.executable, translations.__file__, "xx", "--folder", str(tmp_path)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert f"its gaps are not those of the text: {bad[1]}" in done.stderr
    assert translations.read(file) == {good: "{number} löschen"}


def test_every_sentence_below_the_window_is_collected():
    collected = {text for context, text in translations.collected() if context == "Domain"}
    assert len(collected) > 700
    doubtful = [text for text in collected if text.count("{") != text.count("}")]
    assert doubtful == []


def test_sentences_of_the_rules_are_said_in_the_language_spoken(marked):
    language.speak(lambda text: QCoreApplication.translate(language.CONTEXT, text))
    try:
        assert sureness(0.9) == f"{MARK}sure"
    finally:
        language.speak(str)
