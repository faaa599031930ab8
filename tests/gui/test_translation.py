"""What the table of commands says goes through Qt's translation."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QLabel

from annotator.domain import schema_file
from annotator.gui import commands
from annotator.gui.actions import build_actions, build_menu
from annotator.gui.dialogs.key_sheet import KeySheet
from annotator.gui.theme import LIGHT, Theme
from annotator.resources import schema_path

MARK = "¤"


class Marking(QTranslator):
    """A language in which every word is marked."""

    def translate(self, _context, source, _disambiguation=None, _number=-1):
        return f"{MARK}{source}"

    def isEmpty(self):
        return False


@pytest.fixture
def marked(qapp):
    translator = Marking()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


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
