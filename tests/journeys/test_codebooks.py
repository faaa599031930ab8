"""Three codebooks in the real window: coded by keys, exported, and changed in mid-project."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.schema import Code
from annotator.domain.values import CodeValue
from annotator.formats.codebook_files import read_schema, write_schema
from annotator.formats.export_job import ExportOptions
from annotator.formats.frames import read_export
from annotator.gui.dialogs.code_form import CodeChoice, CodeForm, ElementForm
from annotator.gui.dialogs.codebook_preview import PreviewDialog
from annotator.jobs.exporting import export_project
from annotator.resources import resource
from annotator.storage import reads
from annotator.storage.check import check
from tests.journeys.driver import Coder, make_project

ARTICLE = resource("sample", "07-teachers-strike.txt")


@pytest.fixture
def project(tmp_path):
    def made(schema: str):
        path = tmp_path / f"{schema}.db"
        make_project(path, ARTICLE, resource("sample", "06-convoy-ansongo.txt"), schema=schema,
                     highlight=False)  # fmt: skip
        return path

    return made


def codes(event, slot):
    return [f.value.code for f in event.in_slot(slot) if isinstance(f.value, CodeValue)]


def take(ann: Coder, key: str, typed: str) -> None:
    """Open a slot or attribute by its letter, type, and take the first answer."""
    ann.press(key)
    assert ann.page.events_pane.editor_open
    ann.write(typed)
    ann.press("Return")
    assert not ann.page.events_pane.editor_open


def exported(path):
    target = path.with_suffix(".xlsx")
    export_project(path, target, ExportOptions(unfinished=True))
    return read_export(target)


def test_plover_narrows_modes_and_takes_several_contexts(coder, project):
    path = project("plover")
    ann = coder()
    ann.open(path)
    ann.press("N")
    take(ann, "A", "lka edu")
    take(ann, "V", "strike")
    (event,) = ann.events
    assert codes(event, "event_type") == ["PROTEST"]
    ann.press("O")
    offered = [e.title for e in ann.page.events_pane.editors.attribute_editor.list.entries]
    assert offered == [
        *("Demonstration", "Riot", "Strike", "Hunger strike", "Boycott", "Obstruct"),
        "Symbolic damage",
    ]
    ann.press("3")
    ann.press("C")
    for word in ("econ", "politi"):
        ann.write(word)
        ann.press("1")
    ann.press("Return")
    ann.press("K")
    ann.write("1200")
    ann.press("Return")
    assert ann.page.events_pane.editor_open  # a rule of the codebook asks
    ann.press("Return")
    (event,) = ann.events
    assert event.attribute("mode") == ("strike",)
    assert event.attribute("context") == ("political_institutions", "economic")
    assert event.attribute("dead") == ("1200",)
    ann.close()
    row = exported(path)["Events"].to_dict("records")[0]
    assert (row["event_type"], row["quad_code"], row["event_scale"]) == ("PROTEST", "4", "-5")
    assert (row["mode"], row["context"]) == ("strike", "political_institutions; economic")
    assert (row["actor"], row["actor_sector"], row["dead"]) == ("LKAEDU", "EDU", "1200")
    assert check(path).ok


def test_a_protest_event_without_dyads(coder, project):
    path = project("protest")
    ann = coder()
    ann.open(path)
    ann.press("N")
    take(ann, "A", "walked out of class")
    take(ann, "I", "unpaid wages")
    take(ann, "S", "teachers")
    take(ann, "T", "ministry")
    take(ann, "L", "Colombo, Sri Lanka")
    take(ann, "D", "2024-03-11")
    take(ann, "Z", "tens of thousands")
    take(ann, "C", "12")
    ann.press("O", "4", "5", "Return")
    (event,) = ann.events
    assert codes(event, "form") == ["strike"]
    assert codes(event, "issue") == ["work"]
    assert event.attribute("size") == ("tens of thousands",)
    assert event.attribute("police") == ("arrests", "less_lethal")
    ann.close()
    sheets = exported(path)
    assert "Dyads" not in sheets
    row = sheets["Events"].to_dict("records")[0]
    assert (row["size"], row["size_least"], row["size_most"]) == (
        *("tens of thousands", "20000", "99999"),
    )
    assert (row["form"], row["form_class"], row["form_rank"]) == ("strike", "confrontational", "3")
    assert (row["arrests"], row["police"], row["against"]) == (
        *("12", "arrests; less_lethal", "government"),
    )
    assert check(path).ok


def open_codebook(ann: Coder):
    ann.press("Ctrl+Shift+C")
    ann.wait(lambda: ann.window.codebook_actions.dialog is not None)
    return ann.window.codebook_actions.dialog


def find(dialog, typed: str) -> None:
    """Type into the codebook's search line."""
    dialog.search.setFocus()
    dialog.search.selectAll()
    QTest.keyClicks(dialog.search, typed)
    QApplication.processEvents()


def back_to_work(ann: Coder) -> None:
    ann.window.activateWindow()
    ann.wait(ann.window.isActiveWindow)
    ann.page.focus_article()


@pytest.fixture
def yes(monkeypatch):
    """Whoever is asked whether to apply says yes; what was shown is kept."""
    shown = []

    def ask(parent, theme, rows, *, unchanged):
        shown.append((rows, unchanged))
        return True

    monkeypatch.setattr(PreviewDialog, "ask", ask)
    return shown


def visit(ann: Coder, action: str = "042") -> None:
    ann.press("N")
    take(ann, "A", action)
    take(ann, "S", "turgov")


def test_the_codebook_is_found_by_words_and_explained(coder, project):
    ann = coder()
    ann.open(project("cameo"))
    dialog = open_codebook(ann)
    find(dialog, "guns fell silent")
    assert dialog.code.code == "0871"
    text = dialog.page.toPlainText()
    for words in (
        "Use when",
        "Not this when",
        "Example",
        "087 De-escalate",
        "plover event",
        "RETREAT",
    ):
        assert words in text
    dialog._follow(QUrl("code:087"))
    assert dialog.code.code == "087"
    assert "0871 Declare truce, ceasefire" in dialog.page.toPlainText()


def test_codes_are_renamed_merged_and_split_in_one_step_that_undo_takes_back(
    coder, project, yes, monkeypatch
):
    path = project("cameo")
    ann = coder()
    ann.open(path)
    for action in ("042", "011", "190"):
        visit(ann, action)
    dialog = open_codebook(ann)
    find(dialog, "042")
    monkeypatch.setattr(
        CodeForm, "ask", lambda *_: Code("", "0421", "Pay a visit", parent="04", mirror="043")
    )
    dialog.edits["edit"].click()
    find(dialog, "011")
    monkeypatch.setattr(CodeChoice, "ask", lambda *_, **__: ("010",))
    dialog.edits["merge"].click()
    find(dialog, "190")
    monkeypatch.setattr(CodeChoice, "ask", lambda *_, **__: ("190", "193", "194"))
    dialog.edits["split"].click()
    assert dialog.changed
    assert [codes(e, "action") for e in ann.events] == [["042"], ["011"], ["190"]]
    dialog.accept()
    ((rows, codings),) = yes
    assert codings == 1
    assert {(row.kind, row.values) for row in rows} >= {("renamed", 1), ("merged", 1), ("split", 1)}
    assert [codes(e, "action") for e in ann.events] == [["0421"], ["010"], ["190"]]
    assert not dialog.changed
    assert "1 of your values" in ann.page.banner.text
    ann.window.run_command("coding.review_codes")
    review = ann.window.codebook_actions.review
    assert review.row.code.startswith("190")
    assert "193" in review.row.instead
    review.opened.emit(review.row.article_id, review.row.event_id, review.row.filler_id)
    assert codes(ann.session.active_event, "action") == ["190"]
    back_to_work(ann)
    take(ann, "F2", "193")
    assert review.row is None
    assert codes(ann.session.active_event, "action") == ["193"]
    ann.press("Ctrl+Z")
    ann.press("Ctrl+Z")
    assert [codes(e, "action") for e in ann.events] == [["042"], ["011"], ["190"]]
    assert ann.session.schema.code_list("action").get("042").label == "Make a visit"
    assert dialog.schema.code_list("action").get("0421") is None
    ann.close()
    assert check(path).findings(warning=False) == []


def test_a_retired_code_stays_on_its_event_and_says_so(coder, project, yes):
    path = project("cameo")
    ann = coder()
    ann.open(path)
    visit(ann)
    dialog = open_codebook(ann)
    find(dialog, "042")
    dialog.edits["retire"].click()
    assert dialog.edits["retire"].text() == "Use again"
    dialog.accept()
    assert [codes(e, "action") for e in ann.events] == [["042"]]
    back_to_work(ann)
    ann.press("A")
    editor = ann.page.events_pane.editors.slot_editor
    ann.write("visit")
    assert "042" not in [entry.code for entry in editor.list.entries]
    ann.press("Escape")
    ann.close()
    frames = exported(path)
    row = frames["Events"].to_dict("records")[0]
    assert (row["action"], row["action_label"]) == ("042", "Make a visit")
    assert row["codebook_version"] == "1"


def test_an_unknown_element_goes_into_the_codebook(coder, project, monkeypatch):
    ann = coder()
    ann.open(project("cameo"))
    ann.press("N", "S")
    ann.write("TURZZZ")
    new = ("organisation", Code("", "ZZZ", "Zebra Front", search=("zebras",)))
    monkeypatch.setattr(ElementForm, "ask", lambda *_: new)
    ann.press("Ctrl+Return")
    ann.wait(lambda: reads.codebook_version(ann.session.project.connection) == 2)
    assert codes(ann.events[0], "source") == ["TURZZZ"]
    query = "SELECT count(*) FROM filler_code WHERE code_id IS NULL"
    assert ann.session.project.connection.execute(query).fetchone() == (0,)
    ann.press("Shift+S")
    ann.write("turkish zebras")
    ann.press("Return")
    assert codes(ann.events[0], "source") == ["TURZZZ", "TURZZZ"]
    ann.press("Ctrl+Z", "Ctrl+Z")
    assert reads.codebook_version(ann.session.project.connection) == 1


def test_the_picker_alone_tells_two_neighbours_apart(coder, project):
    ann = coder()
    ann.open(project("cameo"))
    ann.press("N", "A")
    ann.write("truce")
    editor = ann.page.events_pane.editors.slot_editor
    assert editor.list.entry.code == "0871"
    assert editor.list.entry.small == "Yield › De-escalate military engagement"
    text = editor.details.text
    assert "truce, armistice or ceasefire is proclaimed" in text
    assert "no truce is reported → 087" in text
    assert "Example" in text


def test_a_draft_is_asked_about_before_it_is_dropped(coder, project):
    ann = coder()
    ann.open(project("protest"))
    dialog = open_codebook(ann)
    dialog.edits["retire"].click()
    assert dialog.changed
    dialog.reject()
    assert dialog.isVisible()
    assert "Close again to drop them" in dialog.problem.text()
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    dialog.take_back()
    assert not dialog.changed
    dialog.reject()
    ann.wait(lambda: ann.window.codebook_actions.dialog is None)


@pytest.mark.parametrize(
    ("schema", "coded", "renamed", "merged"),
    [
        ("cameo", "042", "0421", "041"),
        ("plover", "PROTEST", "DISSENT", "MOBILIZE"),
        ("protest", "march", "parade", "rally"),
    ],
)
def test_every_schema_survives_a_change_in_mid_project(
    coder, project, yes, monkeypatch, schema, coded, renamed, merged
):
    path = project(schema)
    ann = coder()
    ann.open(path)
    slot = ann.session.schema.slot(ann.session.schema.code_slot)
    for code in (coded, merged):
        ann.press("N")
        take(ann, slot.key, code)
    dialog = open_codebook(ann)
    dialog.show_code(slot.code_list, coded)
    other = replace(dialog.code, code=renamed, label="Another name")
    monkeypatch.setattr(CodeForm, "ask", lambda *_: other)
    dialog.edits["edit"].click()
    dialog.show_code(slot.code_list, merged)
    monkeypatch.setattr(CodeChoice, "ask", lambda *_, **__: (renamed,))
    dialog.edits["merge"].click()
    dialog.accept()
    assert dialog.problem.isHidden(), dialog.problem.text()
    assert [codes(e, slot.name) for e in ann.events] == [[renamed], [renamed]]
    written = path.with_name("book.xlsx")
    write_schema(ann.session.schema, written)
    assert read_schema(written) == ann.session.schema
    back_to_work(ann)
    ann.press("Ctrl+Z")
    assert [codes(e, slot.name) for e in ann.events] == [[coded], [merged]]
    ann.press("Ctrl+Y")
    ann.close()
    rows = exported(path)["Events"].to_dict("records")
    assert [row[slot.name] for row in rows] == [renamed, renamed]
    assert [row[f"{slot.name}_label"] for row in rows] == ["Another name"] * 2
    assert [row["codebook_version"] for row in rows] == ["1", "1"]
    assert check(path).findings(warning=False) == []
