"""What is refused, damaged or wrong is said in the language of the window."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from annotator.domain import schema_file
from annotator.domain.events import CodingStatus
from annotator.domain.suggestion_reasons import said
from annotator.gui.dialogs.export import ExportDialog, ExportRequest
from annotator.gui.dialogs.import_articles import ImportDialog, ImportRequest
from annotator.gui.dialogs.report import ReportDialog
from annotator.jobs.dictionaries import read_file
from annotator.resources import schema_path
from annotator.storage import ops
from annotator.storage.project import create
from tests.journeys.test_trouble import HOLD, ROOT
from tests.spoken import MARK

ENGLISH = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")


def is_said(sentence, *data):
    """Whether a sentence is marked, and no other sentence in English stands in it."""
    for each in data:
        sentence = sentence.replace(str(each), "")
    parts = sentence.split(MARK)
    return len(parts) > 1 and not ENGLISH.search(parts[0])


# --- files that are no project -------------------------------------------------------------------


def text_file(path):
    path.write_text("An article." * 40, encoding="utf-8")


def other_database(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()


def project_file(path):
    create(path, schema=schema_file.canonical(schema_path("cameo")), title="P")


def cut_off(path):
    project_file(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def damaged(path):
    project_file(path)
    whole = bytearray(path.read_bytes())
    for at in range(8192, len(whole) - 4096, 4096):
        whole[at : at + 200] = b"\xff" * 200
    path.write_bytes(whole)


def newer(path):
    project_file(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9000")
    connection.close()


def foreign(path):
    project_file(path)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()


NO_PROJECTS = {
    "missing": lambda path: None,
    "folder": Path.mkdir,
    "empty": Path.touch,
    "text": text_file,
    "other database": other_database,
    "cut off": cut_off,
    "damaged": damaged,
    "newer": newer,
    "foreign table": foreign,
}


@pytest.mark.parametrize("kind", NO_PROJECTS)
def test_a_file_that_cannot_be_opened(marked, coder, tmp_path, kind):
    path = tmp_path / "no.db"
    NO_PROJECTS[kind](path)
    ann = coder()
    ann.window.open_path(path, "ann")
    assert ann.page is None
    assert is_said(ann.window.start_page.problem, path)


def test_a_coder_whose_name_cannot_be_used(marked, coder, pact):
    ann = coder()
    ann.window.open_path(pact, "a b c")
    assert is_said(ann.window.start_page.problem)


def test_a_project_that_somebody_else_writes_to(marked, coder, pact):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(pact)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline().strip() == "open"
        ann = coder()
        ann.open(pact)
        who, rest = ann.page.banner.text.split(". ")
        assert who.startswith(f"{MARK}“pact.db” is being written to by {MARK}bob on ")
        assert rest == f"{MARK}You can look, not edit."
        said = heard(ann)
        ann.session.run(ops.create_event, ann.session.article.id)
        assert is_said(said[-1])
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()


# --- refused edits -------------------------------------------------------------------------------


def heard(ann):
    said = []
    ann.session.said.connect(said.append)
    return said


def with_event(coder, pact):
    ann = coder()
    ann.open(pact)
    ann.press("N")
    ann.press("Escape")
    return ann


def test_refused_edits(marked, coder, pact):
    ann = with_event(coder, pact)
    said = heard(ann)
    run, article, event = ann.session.run, ann.session.article.id, ann.events[0].id
    refused = [
        lambda: run(ops.finish_coding, article, status=CodingStatus.NOTHING),
        lambda: run(ops.set_comment, article, "question", " "),
        lambda: run(ops.set_article_field, article, "title", ""),
        lambda: run(ops.fill_slot, event, "source"),
        lambda: run(ops.delete_event, 4711),
        lambda: run(ops.reopen_coding, article),
        lambda: run(ops.learn_name, "…", "SYR"),
        lambda: run(ops.unlink_events, event, event),
        lambda: run(ops.answer_question, 4711, "yes"),
        lambda: run(ops.keep_code, 4711),
    ]
    for refuse in refused:
        before = len(said)
        assert refuse() is None
        assert len(said) == before + 1
        assert is_said(said[-1]), said[-1]
    ann.session.undo()
    assert is_said(said[-1])
    ann.session.undo()
    assert said[-1] == f"{MARK}There is nothing to undo."


def test_names_of_edits(marked, coder, pact):
    ann = with_event(coder, pact)
    assert ann.session.undo_state().undo == f"{MARK}new event"
    said = heard(ann)
    ann.press("R")
    assert ann.session.undo_state().undo == f"{MARK}mark reciprocal"
    ann.press("Ctrl+Z")
    assert said[-1] == f"{MARK}Undone: {MARK}mark reciprocal"
    ann.window.run_command("view.history")
    tree = ann.window.history_actions._dialog.tree
    shown = [tree.topLevelItem(n).text(1) for n in range(tree.topLevelItemCount())]
    assert shown
    assert all(is_said(each) for each in shown)
    stored = ann.session.project.connection.execute("SELECT label FROM edit ORDER BY id")
    assert [label for (label,) in stored.fetchall()] == [
        "new event", "mark reciprocal", "mark reciprocal",
    ]  # fmt: skip


def test_a_file_that_was_moved_away(marked, coder, pact, tmp_path):
    ann = with_event(coder, pact)
    Path(pact).rename(tmp_path / "moved.db")
    ann.press("R")
    assert is_said(ann.page.banner.text, pact)


# --- files that come in and go out ---------------------------------------------------------------


class Reports:
    """The reports that a window shows, caught instead of shown."""

    def __init__(self, monkeypatch):
        self.lines = []
        monkeypatch.setattr(ReportDialog, "show_report", self.take)

    def take(self, _parent, _theme, title, sentences, details):
        self.lines += [title, *sentences, *details]


def test_an_import_of_bad_rows(marked, coder, pact, tmp_path, monkeypatch):
    table = tmp_path / "t.csv"
    table.write_text(
        "text,date\nOne,2025-01-01\n,2025-01-02\nTwo,03/04/2025\nOne,2025-01-01\nFour,soon\n",
        encoding="utf-8",
    )
    deep = tmp_path / "a.jsonl"
    deep.write_text('{"text": "Five"}\n[1]\n{"text": ["x"]}\n{bad\n', encoding="utf-8")
    cyrillic = tmp_path / "c.txt"
    cyrillic.write_bytes("Заголовок\n\nТекст статьи о протестах в городе.".encode("cp1251"))
    (tmp_path / "p.txt").write_bytes(b"%PDF-1.7 text")
    report = Reports(monkeypatch)
    request = ImportRequest((table, deep, cyrillic, tmp_path / "p.txt"), {}, None)
    monkeypatch.setattr(ImportDialog, "ask", lambda *_, **__: request)
    ann = coder()
    ann.open(pact)
    ann.window.run_command("project.import")
    ann.wait(lambda: report.lines)
    assert len(report.lines) > 10
    assert [line for line in report.lines if not is_said(line)] == []


def test_an_import_and_an_export_that_cannot_be(marked, coder, pact, tmp_path, monkeypatch):
    ann = coder()
    ann.open(pact)
    gone = tmp_path / "gone.csv"
    request = ImportRequest((gone,), {}, None)
    monkeypatch.setattr(ImportDialog, "ask", lambda *_, **__: request)
    ann.window.run_command("project.import")
    ann.wait(lambda: ann.page.banner.isVisible() and "gone" in ann.page.banner.text)
    assert is_said(ann.page.banner.text, gone)
    target = tmp_path / "no folder" / "out.xlsx"
    wanted = ExportRequest(target, "events", include_all=True, raw=False)
    monkeypatch.setattr(ExportDialog, "ask", lambda *_, **__: wanted)
    ann.window.run_command("project.export")
    ann.wait(lambda: "no folder" in ann.page.banner.text)
    assert is_said(ann.page.banner.text, target.parent)


def test_a_look_into_files_that_cannot_be_imported(marked, tmp_path):
    from annotator.gui.corpus_actions import preview  # noqa: PLC0415

    table = tmp_path / "t.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    assert is_said(preview([table], {}).problem, table)
    assert is_said(preview([tmp_path / "no.csv"], {}).problem, tmp_path)
    assert is_said(preview([table], {"text": "c"}).problem, table)


def test_a_codebook_with_problems(marked, coder, pact, tmp_path, monkeypatch):
    broken = tmp_path / "broken.json"
    data = json.loads(schema_file.canonical(schema_path("cameo")))
    data["code_slot"] = "nobody"
    data["slots"][0]["key"] = "ss"
    broken.write_text(json.dumps(data), encoding="utf-8")
    ann = coder()
    ann.open(pact)
    ann.window.run_command("project.codebook")
    dialog = ann.window.codebook_actions.dialog
    answers = iter([broken, tmp_path / "no.json"])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(next(answers)), ""))
    for path in (broken, tmp_path / "no.json"):
        dialog.file_requested.emit("update")
        labels = [label.text() for label in dialog.findChildren(QLabel)]
        shown = [text for text in labels if str(path) in text]
        assert shown
        assert is_said(shown[0], path)
    problems = [line for text in labels for line in text.splitlines() if line.startswith("- ")]
    assert [line for line in problems if MARK not in line] == []


def test_the_check_of_a_file(marked, coder, pact, monkeypatch):
    ann = with_event(coder, pact)
    with ann.session.project.write() as connection:
        connection.execute("UPDATE article SET title = ' '")
    report = Reports(monkeypatch)
    ann.window.run_command("project.check")
    assert len(report.lines) > 2
    assert all(MARK in line for line in report.lines)


def test_a_dictionary_that_is_none(marked, tmp_path):
    path = tmp_path / "d.txt"
    path.write_text("some prose that goes on and on, as no dictionary does\n" * 9, encoding="utf-8")
    with pytest.raises(Exception, match=MARK):
        read_file(path)


def test_reasons_of_suggestions(marked, coder, pact):
    ann = coder()
    ann.open(pact)
    query = """SELECT DISTINCT c.reason FROM suggestion_candidate c
        JOIN suggestion s ON s.id = c.suggestion_id WHERE s.type <> 'action'"""
    kept = [reason for (reason,) in ann.session.project.connection.execute(query).fetchall()]
    meant = re.compile(r"[^;]* → \w+")  # words of the text and what they stand for
    worded = [reason for reason in kept if re.search(r"[a-z]", meant.sub("", reason))]
    assert len(worded) > 5
    assert [reason for reason in worded if MARK not in said(reason)] == []
    assert not any(MARK in reason for reason in kept)
    shown = set()
    for _ in range(40):
        ann.press("Tab")
        hint = ann.page.article_pane.hint.hint
        shown.add(hint.reason if hint else "")
    assert [each for each in shown if "named in the article" in each and MARK not in each] == []
    assert any(MARK in each for each in shown)
