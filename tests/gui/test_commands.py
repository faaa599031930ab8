"""The table of commands: every command can be reached, no key does two things."""

from __future__ import annotations

import json

import pytest

from annotator.domain.schema_text import decode
from annotator.gui import commands
from annotator.gui.commands import Command, Where, registry
from annotator.resources import schema_path


@pytest.fixture(scope="module")
def schema():
    return decode(json.loads(schema_path("cameo").read_text(encoding="utf-8")))


def test_each_slot_brings_its_letter(schema):
    table = commands.table(schema)
    for slot in schema.slots:
        assert table[f"slot.fill.{slot.name}"].keys == (slot.key,)
        assert (f"slot.add.{slot.name}" in table) is slot.several


def test_each_attribute_brings_its_letter(schema):
    table = commands.table(schema)
    for attribute in schema.attributes:
        assert table[f"attribute.set.{attribute.name}"].keys == (attribute.key,)


def test_without_a_project_only_the_fixed_commands_are_there():
    assert set(commands.table(None)) == {command.id for command in commands.COMMANDS}


def test_a_second_command_of_one_id_is_refused(monkeypatch):
    double = (*commands.COMMANDS, commands.COMMANDS[0])
    monkeypatch.setattr(registry, "COMMANDS", double)
    with pytest.raises(ValueError, match="twice"):
        commands.table(None)


@pytest.mark.parametrize("where", [Where.CODING, Where.WINDOW])
def test_one_key_for_two_commands_is_refused(monkeypatch, where):
    clash = Command("event.other", "Other", ("N",), where=where)
    monkeypatch.setattr(registry, "COMMANDS", (*commands.COMMANDS, clash))
    with pytest.raises(ValueError, match="N is the key of both"):
        commands.table(None)


def test_the_queue_and_the_text_may_use_one_key_differently():
    found = commands.table(None)
    assert found["article.paste"].where is Where.QUEUE


def test_every_menu_has_commands_and_every_command_a_known_menu():
    menus = {command.menu for command in commands.COMMANDS}
    assert menus - {""} == set(commands.MENUS)
