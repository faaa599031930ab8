"""Keys that a coder chooses: given, taken from others, refused, remembered, in a file."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.domain.schema_text import decode
from annotator.gui import commands, key_file
from annotator.gui.commands import Where
from annotator.gui.key_choice import KeyChoice
from annotator.gui.key_names import NO_LETTER, KeyNames, lettered, says_refused
from annotator.gui.key_presses import canonical, pressed_key, twins, unfit
from annotator.gui.settings import Settings
from annotator.resources import schema_path

KEY, HELD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(scope="module")
def schema():
    return decode(json.loads(schema_path("cameo").read_text(encoding="utf-8")))


@pytest.fixture
def told() -> list:
    return []


@pytest.fixture
def choice(schema, told) -> KeyChoice:
    return KeyChoice(schema, {}, lambda chosen: told.append(dict(chosen)))


# --- the table ----------------------------------------------------------------------------------


def test_a_chosen_key_takes_the_place_of_the_tables(schema):
    table = commands.table(schema, {"event.new": ("Y", "Ctrl+Y")} | {"edit.redo": ()})
    assert table["event.new"].keys == ("Y", "Ctrl+Y")
    assert table["edit.redo"].keys == ()
    assert table["event.duplicate"].keys == ("Ctrl+D",)


def test_the_table_refuses_a_chosen_key_that_another_command_has(schema):
    with pytest.raises(ValueError, match=r"M is the key of both article.note and event.new"):
        commands.table(schema, {"event.new": ("M",)})


def test_a_clash_drops_the_chosen_key_and_gives_the_old_one_back(schema):
    table, refused = commands.in_force(schema, {"event.new": ("M",)})
    assert table["event.new"].keys == ("N",)
    assert table["article.note"].keys == ("M",)
    assert [(one.command.id, one.key, one.holder.id) for one in refused] == [
        ("event.new", "M", "article.note")
    ]
    assert says_refused(refused) == "Keys left out: M of “New event” (it is the key of “Note”)."


def test_of_several_chosen_keys_only_the_clashing_one_is_dropped(schema):
    table, _ = commands.in_force(schema, {"event.new": ("M", "Y")})
    assert table["event.new"].keys == ("Y",)


def test_the_queue_may_have_a_key_of_the_text(schema):
    table, refused = commands.in_force(schema, {"article.paste": ("N",)})
    assert refused == ()
    assert table["article.paste"].keys == table["event.new"].keys == ("N",)


def test_a_schemas_new_letter_goes_before_what_was_chosen_and_before_fixed_keys(schema):
    slots = (replace(schema.slots[0], key="N"), *schema.slots[1:])
    newer = replace(schema, slots=slots)
    table, refused = commands.in_force(newer, {"article.note": ("Shift+N",)})
    assert table[f"slot.fill.{slots[0].name}"].keys == ("N",)
    assert table["event.new"].keys == ()
    assert table["article.note"].keys == ("M",)
    assert {one.command.id for one in refused} == {"event.new", "article.note"}


def test_every_key_of_the_table_is_written_as_presses_are(schema):
    for command in commands.table(schema).values():
        for key in command.keys:
            assert canonical(key) == key
            assert unfit(key, command.where) == "", command.id


# --- presses ------------------------------------------------------------------------------------


def pressed(key: Qt.Key, held=HELD.NoModifier, text: str = "") -> str:
    return pressed_key(QKeyEvent(QEvent.Type.KeyPress, key, held, text))


def test_a_press_is_written_as_in_the_table():
    assert pressed(KEY.Key_N) == "N"
    assert pressed(KEY.Key_N, HELD.ShiftModifier) == "Shift+N"
    assert pressed(KEY.Key_Question, HELD.ShiftModifier, "?") == "?"
    assert pressed(KEY.Key_Plus, HELD.ShiftModifier | HELD.ControlModifier) == "Ctrl++"
    assert pressed(KEY.Key_Backtab, HELD.ShiftModifier) == "Shift+Tab"
    assert pressed(KEY.Key_5, HELD.KeypadModifier) == "5"
    assert pressed(KEY.Key_Delete, HELD.ControlModifier) == "Ctrl+Delete"
    assert pressed(KEY.Key_Shift, HELD.ShiftModifier) == ""
    assert pressed(KEY.Key_Dead_Acute) == ""
    assert pressed(KEY.Key_unknown) == ""


def test_what_is_no_key_is_not_read_as_one():
    for text in ("", "garbage", "Ctrl", "Ctrl+K, Ctrl+S", "Volume Up", "N" * 5000):
        assert canonical(text) == ""
    assert canonical("shift+s") == "Shift+S"
    assert twins("Ctrl+Return") == ("Ctrl+Return", "Ctrl+Enter")


@pytest.mark.parametrize("key", ["Left", "Shift+End", "Ctrl+Right", "Ctrl+C"])
def test_keys_that_move_and_copy_stay_what_they_are(key):
    assert unfit(key, Where.CODING)


def test_a_command_that_works_everywhere_takes_no_key_that_types():
    for key in ("N", "?", "Tab", "Space"):
        assert unfit(key, Where.WINDOW)
        assert not unfit(key, Where.CODING)
    assert not unfit("F7", Where.WINDOW)


# --- choosing -----------------------------------------------------------------------------------


def test_giving_a_key_adds_it_or_puts_it_in_another_ones_place(choice, told):
    choice.give("event.new", "Y")
    assert choice.commands["event.new"].keys == ("N", "Y")
    choice.give("event.new", "Alt+Return", instead_of="N")
    assert choice.commands["event.new"].keys == ("Alt+Return", "Alt+Enter", "Y")
    choice.take_away("event.new", "Alt+Enter")
    assert choice.commands["event.new"].keys == ("Y",)


def test_whoever_had_the_key_loses_it(choice, told):
    assert choice.holder("event.new", "Ctrl+Return").id == "article.done"
    choice.give("event.new", "M", instead_of="N")
    assert told[-1] == {"event.new": ("M",), "article.note": ()}
    choice.give("article.note", "N")
    assert told[-1] == {"event.new": ("M",), "article.note": ("N",)}


def test_back_to_the_tables_keys_nothing_is_remembered(choice, told):
    choice.give("event.new", "Y")
    choice.take_away("event.new", "Y")
    assert told[-1] == {}
    assert not choice.changed


def test_resetting_takes_the_keys_back_from_whoever_has_them(choice, told):
    choice.give("article.note", "N")
    assert choice.commands["event.new"].keys == ()
    choice.reset("event.new")
    assert told[-1] == {}
    choice.give("event.new", "Y")
    choice.give("slot.fill.source", "W", instead_of="S")
    choice.reset_all()
    assert told[-1] == {}
    choice.take_back()
    assert set(told[-1]) == {"event.new", "slot.fill.source", "attribute.set.note"}


def test_keys_of_another_schemas_slots_are_kept(schema, told):
    choice = KeyChoice(schema, {"slot.fill.stranger": ("Z",)}, told.append)
    choice.give("event.new", "Y")
    choice.reset_all()
    assert told[-1] == {"slot.fill.stranger": ("Z",)}


# --- letters ------------------------------------------------------------------------------------


def test_the_signs_of_slots_follow_their_keys(schema):
    names = KeyNames(commands.table(schema, {"slot.fill.source": ("W",), "attribute.set.note": ()}))
    assert {a.key for a in lettered(schema, names).attributes if a.name == "note"} == {""}
    shown = {slot.name: slot.key for slot in lettered(schema, names).slots}
    assert shown["source"] == "W"
    assert shown["target"] == "T"
    gone = KeyNames(commands.table(schema, {"slot.fill.source": (), "slot.fill.target": ("S",)}))
    shown = {slot.name: slot.key for slot in lettered(schema, gone).slots}
    assert shown["target"] == "S"
    assert shown["source"] == NO_LETTER


def test_a_command_without_a_key_is_called_by_its_name(schema):
    names = KeyNames(commands.table(schema, {"event.new": ()}))
    assert names.told("There is no event yet: {} starts one.", "event.new") == (
        "There is no event yet: “New event” starts one."
    )
    assert names.tip("Start", "event.new") == "Start"
    assert names.cap("suggestion.reject") == "⌫"
    assert names.of("article.done") == "Ctrl+Enter"


# --- kept ---------------------------------------------------------------------------------------


def test_chosen_keys_are_remembered(tmp_path):
    chosen = {"event.new": ("Y", "Ctrl+,"), "article.note": (), "span.keep": (";", '"', "\\", "%")}
    settings = Settings(tmp_path / "settings.ini")
    settings.set_chosen_keys(chosen)
    settings.sync()
    assert Settings(tmp_path / "settings.ini").chosen_keys() == chosen
    settings.set_chosen_keys({})
    assert settings.chosen_keys() == {}


def test_a_set_goes_through_a_file(tmp_path, choice, schema, told):
    choice.give("event.new", "Y")
    choice.give("slot.fill.source", "W", instead_of="S")
    path = tmp_path / "my keys.json"
    key_file.write(path, choice.chosen)
    other = KeyChoice(schema, {}, told.append)
    assert other.load(key_file.read(path)) == ((), ())
    assert other.chosen == choice.chosen


def test_what_a_file_cannot_give_is_named(choice):
    unknown, refused = choice.load(
        {"event.dance": ("Y",), "event.new": ("M", "garbage", "Left"), "article.flag": ("Y",)}
    )
    assert unknown == ("event.dance",)
    assert [one.key for one in refused] == ["M"]
    assert choice.commands["event.new"].keys == ("N",)
    assert choice.commands["article.flag"].keys == ("Y",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ("[1, 2]", "an object “keys”"),
        ('{"keys": {"event.new": "N"}}', "“event.new” needs a list"),
        ('{"keys": {"event.new": [1]}}', "“event.new” needs a list"),
        ("[" * 100_000, "not JSON"),
        ('{"keys": "' + "x" * 2_000_000 + '"}', "an object “keys”"),
    ],
)
def test_a_bad_file_gets_a_sentence(tmp_path, text, said):
    path = tmp_path / "keys.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(key_file.KeyFileError, match=said):
        key_file.read(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(key_file.KeyFileError):
        key_file.read(path)
    with pytest.raises(key_file.KeyFileError, match="cannot be read"):
        key_file.read(tmp_path / "none.json")
    with pytest.raises(key_file.KeyFileError, match="could not be saved"):
        key_file.write(tmp_path, {})
