"""Dialogs by keys: the first field has the keyboard, what is wrong stands under its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from annotator.gui.dialogs.about import AboutDialog
from annotator.gui.dialogs.article import ArticleDialog, ArticleFields
from annotator.gui.dialogs.coder import CoderDialog, Seat
from annotator.gui.dialogs.export import ExportDialog, ExportRequest
from annotator.gui.dialogs.form import Form, date_problem, line
from annotator.gui.dialogs.history import HistoryDialog, HistoryRow
from annotator.gui.dialogs.import_articles import ImportDialog, ImportPreview, ImportRequest
from annotator.gui.dialogs.new_project import NewProjectDialog
from annotator.gui.dialogs.preferences import PreferencesDialog
from annotator.gui.dialogs.report import ReportDialog
from annotator.gui.dialogs.restore import CopyRow, RestoreDialog
from annotator.gui.dialogs.review_dates import DateRow, DatesDialog
from annotator.gui.settings import Settings
from annotator.gui.theme import Mode, make_theme

THEME = make_theme(Mode.LIGHT)
KEY = Qt.Key


def shown(qtbot, dialog: Form) -> Form:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    return dialog


def during(act: Callable[[Form], None]) -> None:
    """Do something with the dialog that is asked next, once it is open."""

    def do() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Form)
        try:
            act(dialog)
        except BaseException:
            dialog.reject()  # else the test would wait for ever
            raise

    QTimer.singleShot(0, do)


# --- the frame ----------------------------------------------------------------------------------


class Sample(Form):
    def __init__(self, theme=THEME, fields: int = 2) -> None:
        super().__init__(None, theme, "Sample", ok="Keep & go")
        self.lines = [line() for _ in range(fields)]
        for number, edit in enumerate(self.lines):
            self.field(f"Field {number}", edit)

    def check(self) -> bool:
        wrong = self.lines[-1].text() != "right"
        self.complain(self.lines[-1], "This is not right." if wrong else "")
        return not wrong


def test_the_first_field_has_the_keyboard_and_tab_ends_at_the_buttons(qtbot) -> None:
    dialog = shown(qtbot, Sample())
    seen = []
    for _ in range(4):
        seen.append(dialog.focusWidget())
        qtbot.keyClick(dialog.focusWidget(), KEY.Key_Tab)
    assert seen == [*dialog.lines, dialog.cancel_button, dialog.ok_button]
    assert dialog.focusWidget() is dialog.lines[0]


def test_enter_keeps_only_what_is_right_and_goes_to_what_is_not(qtbot) -> None:
    dialog = shown(qtbot, Sample())
    qtbot.keyClick(dialog.lines[0], KEY.Key_Return)
    assert dialog.isVisible()
    assert dialog.complaint(dialog.lines[1]) == "This is not right."
    assert dialog.focusWidget() is dialog.lines[1]
    qtbot.keyClicks(dialog.lines[1], "right")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.lines[1], KEY.Key_Return)


def test_escape_calls_off(qtbot) -> None:
    dialog = shown(qtbot, Sample())
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.lines[0], KEY.Key_Escape)


def test_an_ampersand_on_a_button_is_no_key(qtbot) -> None:
    assert Sample().ok_button.text() == "Keep && go"


def test_a_complaint_makes_the_dialog_higher_and_covers_nothing(qtbot) -> None:
    dialog = shown(qtbot, Sample())
    before = dialog.height()
    qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.height() > before)
    edits = [edit.mapTo(dialog, edit.rect().bottomLeft()).y() for edit in dialog.lines]
    label = dialog._complaints[dialog.lines[1]]
    assert label.mapTo(dialog, label.rect().topLeft()).y() > edits[1]
    assert label.height() >= label.fontMetrics().height()


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_many_fields_stay_on_the_screen_and_scroll(qtbot, zoom: float) -> None:
    dialog = shown(qtbot, Sample(make_theme(Mode.DARK, zoom=zoom), fields=30))
    screen = dialog.screen().availableGeometry()
    assert dialog.height() <= screen.height()
    assert dialog.width() <= screen.width()
    dialog.lines[-1].setFocus(Qt.FocusReason.TabFocusReason)
    bottom = dialog.ok_button.mapTo(dialog, dialog.ok_button.rect().bottomLeft()).y()
    assert bottom < dialog.height()


def test_a_dialog_that_grows_stays_on_the_screen(qtbot) -> None:
    dialog = shown(qtbot, Sample())
    screen = dialog.screen().availableGeometry()
    dialog.move(dialog.x(), screen.bottom() - dialog.frameGeometry().height() + 1)
    for number in range(4):
        dialog.field(f"More {number}", line())
    dialog._fit()
    assert dialog.frameGeometry().bottom() <= screen.bottom()
    assert dialog.frameGeometry().top() >= screen.top()


def test_enter_presses_the_button_in_focus_while_nothing_can_be_kept(qtbot) -> None:
    dialog = Sample()
    pressed = []
    button = QPushButton("Add")
    button.setAutoDefault(False)
    button.clicked.connect(lambda: pressed.append(1))
    dialog.body.addWidget(button)
    shown(qtbot, dialog)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    dialog.ok_button.setEnabled(False)
    qtbot.keyClick(button, KEY.Key_Return)
    assert pressed == [1]
    dialog.ok_button.setEnabled(True)
    dialog.lines[-1].setText("right")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(button, KEY.Key_Return)
    assert pressed == [1]


def test_fields_are_named_for_screen_readers(qtbot) -> None:
    dialog = CoderDialog(None, THEME, ["ann"], "")
    qtbot.addWidget(dialog)
    assert dialog.name.accessibleName() == "Coder"
    assert dialog.list.accessibleName() == "Known here"


@pytest.mark.parametrize("typed", ["", "2025-04-09", "2024-02-29"])
def test_dates_that_are_ones(typed: str) -> None:
    assert date_problem(typed) == ""


@pytest.mark.parametrize(
    "typed", ["2025-02-29", "20250409", "2025-W10-1", "9 April", "2025-4-9", "٢٠٢٥-٠٤-٠٩"]
)
def test_dates_that_are_none(typed: str) -> None:
    assert typed in date_problem(typed)


# --- who codes ----------------------------------------------------------------------------------


def test_a_known_coder_is_one_key_away(qtbot) -> None:
    dialog = shown(qtbot, CoderDialog(None, THEME, ["ann", "ben", "chris"], "ann"))
    assert dialog.focusWidget() is dialog.name
    assert dialog.name.selectedText() == "ann"
    qtbot.keyClick(dialog.name, KEY.Key_Down)
    assert dialog.name.text() == "ben"
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.name, KEY.Key_Return)


def test_a_click_takes_a_known_coder(qtbot) -> None:
    dialog = shown(qtbot, CoderDialog(None, THEME, ["ann", "ben"], ""))
    at = dialog.list.visualItemRect(dialog.list.item(1)).center()
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert dialog.name.text() == "ben"


@pytest.mark.parametrize("typed", ["", "a nn", "-ann", "a" * 33, "änn", "ann/../x"])
def test_a_bad_id_is_refused_with_the_rule(qtbot, typed: str) -> None:
    dialog = shown(qtbot, CoderDialog(None, THEME, [], typed))
    qtbot.keyClick(dialog.name, KEY.Key_Return)
    assert dialog.isVisible()
    assert "1 to 32 letters" in dialog.complaint(dialog.name)


def test_asking_gives_the_id_or_nothing(qtbot) -> None:
    during(lambda dialog: (dialog.name.setText(" dora "), dialog.accept()))
    assert CoderDialog.ask(None, THEME, ["ann"], "") == Seat("dora")
    during(lambda dialog: dialog.reject())
    assert CoderDialog.ask(None, THEME, ["ann"], "ann") is None


def test_the_round_is_asked_for_where_there_are_several(qtbot) -> None:
    open_to = {"ann": (["main", "again"], "again"), "ben": (["main"], "main")}
    dialog = shown(
        qtbot,
        CoderDialog(
            None, THEME, ["ann", "ben"], "ann", rounds=lambda name: open_to.get(name, ([], ""))
        ),
    )
    assert dialog.seat == Seat("ann", "again")
    assert dialog.round.accessibleName() == "Round"
    qtbot.keyClick(dialog.name, KEY.Key_Down)
    assert dialog.seat == Seat("ben", "main")
    assert not dialog.round.isEnabled()  # nothing to choose
    qtbot.keyClick(dialog.name, KEY.Key_Up)
    qtbot.keyClick(dialog.name, KEY.Key_Tab)
    qtbot.keyClick(dialog.focusWidget(), KEY.Key_Tab)
    assert dialog.focusWidget() is dialog.round
    qtbot.keyClick(dialog.round, KEY.Key_Up)
    assert dialog.seat == Seat("ann", "main")


# --- articles -----------------------------------------------------------------------------------


def test_a_date_is_checked_while_it_is_typed(qtbot) -> None:
    dialog = shown(qtbot, ArticleDialog(None, THEME, ArticleFields("Pact")))
    dialog.published.setFocus()
    qtbot.keyClicks(dialog.published, "2025-02-3")
    assert dialog.complaint(dialog.published) == ""
    qtbot.keyClicks(dialog.published, "1")
    assert "2025-02-31" in dialog.complaint(dialog.published)


def test_fields_come_back_as_typed(qtbot) -> None:
    fields = ArticleFields("Pact <b>&", "Wire", dt.date(2024, 3, 4), "https://e.org", "en")
    during(lambda dialog: dialog.accept())
    assert ArticleDialog.ask(None, THEME, fields) == fields

    def unknown(dialog: Form) -> None:
        assert dialog.focusWidget() is dialog.published
        dialog.published.clear()
        qtbot.keyClick(dialog.published, KEY.Key_Return)

    during(unknown)
    found = ArticleDialog.ask(None, THEME, fields, focus="published")
    assert found is not None
    assert found.published is None


def test_an_article_needs_a_title(qtbot) -> None:
    dialog = shown(qtbot, ArticleDialog(None, THEME, ArticleFields("Pact")))
    dialog.title.clear()
    qtbot.keyClick(dialog.title, KEY.Key_Return)
    assert dialog.complaint(dialog.title) == "An article needs a title."


def test_a_new_article_asks_for_text_and_tab_leaves_it(qtbot) -> None:
    dialog = shown(qtbot, ArticleDialog(None, THEME, ArticleFields("Pact", text="Body\n\nMore")))
    qtbot.keyClick(dialog.title, KEY.Key_Tab)
    assert dialog.focusWidget() is dialog.text
    qtbot.keyClick(dialog.text, KEY.Key_Tab)
    assert dialog.focusWidget() is dialog.published
    assert dialog.fields.text == "Body\n\nMore"


# --- projects -----------------------------------------------------------------------------------


def test_ctrl_enter_adds_the_article_from_any_field_and_says_what_is_wrong(qtbot):
    dialog = shown(qtbot, ArticleDialog(None, THEME, ArticleFields("", text="")))
    dialog.text.setFocus()
    qtbot.keyClicks(dialog.text, "Two armies signed.")
    dialog.published.setText("2024-13-01")
    qtbot.keyClick(dialog.text, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    assert dialog.complaint(dialog.published)
    dialog.published.setText("2024-03-04")
    dialog.text.setFocus()
    qtbot.keyClick(dialog.text, KEY.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == 1
    assert dialog.fields.text == "Two armies signed."


def test_a_title_suggests_a_file(qtbot, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    dialog = shown(qtbot, NewProjectDialog(None, THEME, [("cameo", "CAMEO"), ("plover", "PLOVER")]))
    qtbot.keyClicks(dialog.title, "Sahel: pilot 2")
    assert dialog.path.text() == str(tmp_path / "sahel-pilot-2.db")
    qtbot.keyClick(dialog.title, KEY.Key_Return)
    assert not dialog.isVisible()
    assert dialog.request.path == tmp_path / "sahel-pilot-2.db"
    assert (dialog.request.title, dialog.request.schema) == ("Sahel: pilot 2", "cameo")


def test_a_path_of_ones_own_stays(qtbot, tmp_path: Path) -> None:
    dialog = shown(qtbot, NewProjectDialog(None, THEME, [("cameo", "CAMEO")]))
    dialog.path.setFocus()
    qtbot.keyClicks(dialog.path, str(tmp_path / "mine"))
    qtbot.keyClicks(dialog.title, "Other")
    assert dialog.request.path == tmp_path / "mine.db"


def test_where_a_project_cannot_be_is_said(qtbot, tmp_path: Path) -> None:
    dialog = shown(qtbot, NewProjectDialog(None, THEME, [("cameo", "CAMEO")]))
    (tmp_path / "there.db").touch()
    for typed, sentence in (
        ("", "Say where"),
        (str(tmp_path / "there.db"), "exists already"),
        (str(tmp_path / "no" / "x.db"), "folder does not exist"),
    ):
        dialog.title.setText("T")
        dialog.path.setText(typed)
        dialog.accept()
        assert sentence in dialog.complaint(dialog._row)
        assert dialog.focusWidget() is dialog.path


def test_restore_shows_what_is_in_each_copy(qtbot) -> None:
    copies = [CopyRow(Path("/c/2.db"), "2024-03-02 14:03"), CopyRow(Path("/c/1.db"), "2024-03-01")]
    dialog = shown(qtbot, RestoreDialog(None, THEME, copies, lambda path: f"in {path.stem}"))
    assert dialog.about.text() == "in 2"
    assert dialog.focusWidget() is dialog.list
    qtbot.keyClick(dialog.list, KEY.Key_Down)
    assert dialog.about.text() == "in 1"
    assert dialog.chosen == Path("/c/1.db")
    during(lambda asked: asked.reject())
    assert RestoreDialog.ask(None, THEME, copies, str) is None


def test_without_copies_nothing_can_be_restored(qtbot) -> None:
    dialog = shown(qtbot, RestoreDialog(None, THEME, [], str))
    assert not dialog.ok_button.isEnabled()
    assert any("no copy" in label.text() for label in dialog.findChildren(QLabel))


# --- import and export --------------------------------------------------------------------------


def preview(paths: list[Path], mapping: dict) -> ImportPreview:
    if not paths:
        return ImportPreview()
    if mapping and "text" not in mapping:
        return ImportPreview(("Headline", "Body"), mapping, (), "No column holds the text.")
    read = mapping or {"title": "Headline", "text": "Body"}
    return ImportPreview(("Headline", "Body"), read, ("First <b>", "Second"))


def test_columns_are_shown_and_can_be_read_otherwise(qtbot) -> None:
    dialog = shown(qtbot, ImportDialog(None, THEME, preview, [Path("/a.csv")]))
    assert dialog.mapping == {"text": "Body", "title": "Headline"}
    assert dialog._found.text() == "First titles: First <b> · Second"
    choice = dialog._choices["text"]
    choice.setFocus()
    qtbot.keyClick(choice, KEY.Key_Home)
    choice.activated.emit(choice.currentIndex())
    assert dialog.complaint(dialog.files) == "No column holds the text."
    dialog.accept()
    assert dialog.isVisible()
    assert all(c.height() >= c.sizeHint().height() for c in dialog._choices.values())


def test_files_come_and_go(qtbot) -> None:
    dialog = shown(qtbot, ImportDialog(None, THEME, preview, []))
    assert not dialog.ok_button.isEnabled()
    assert isinstance(dialog.focusWidget(), QPushButton)
    dialog.add([Path("/a.csv"), Path("/b.csv"), Path("/a.csv")])
    assert dialog.paths == [Path("/a.csv"), Path("/b.csv")]
    assert dialog.ok_button.isEnabled()
    dialog.files.setCurrentRow(0)
    dialog._remove()
    assert dialog.paths == [Path("/b.csv")]
    assert dialog.files.count() == 1


def test_an_import_is_asked_with_its_date(qtbot) -> None:
    def answer(dialog: Form) -> None:
        qtbot.keyClicks(dialog.published, "2025-04-10")
        qtbot.keyClick(dialog.published, KEY.Key_Return)

    during(answer)
    found = ImportDialog.ask(None, THEME, preview, [Path("/a.csv")])
    read = {"text": "Body", "title": "Headline"}
    assert found == ImportRequest((Path("/a.csv"),), read, dt.date(2025, 4, 10))


def test_an_export_is_asked_with_its_file(qtbot, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out"), "*.csv"))

    def dyads(dialog: Form) -> None:
        assert not dialog.raw.isEnabled()
        dialog.kind.setCurrentIndex(dialog.kind.findData("dyads"))
        assert dialog.raw.isEnabled()
        dialog.include_all.setFocus()
        qtbot.keyClick(dialog.include_all, KEY.Key_Space)
        qtbot.keyClick(dialog.include_all, KEY.Key_Return)

    during(dyads)
    found = ExportDialog.ask(None, THEME, folder=tmp_path, unfinished=3)
    assert found == ExportRequest(tmp_path / "out.csv", "dyads", include_all=True, raw=False)


def test_an_export_is_asked_with_its_folder(qtbot, monkeypatch, tmp_path: Path) -> None:
    chosen = iter([str(tmp_path), ""])
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: next(chosen))

    def every(dialog: Form) -> None:
        assert dialog.ok_button.text() == "Choose file…"
        dialog.kind.setCurrentIndex(dialog.kind.findData("folder"))
        assert dialog.ok_button.text() == "Choose folder…"
        assert dialog.raw.isEnabled()
        dialog.accept()

    during(every)
    found = ExportDialog.ask(None, THEME, folder=tmp_path)
    assert found == ExportRequest(tmp_path, "events")
    during(every)
    assert ExportDialog.ask(None, THEME, folder=tmp_path) is None


def test_no_file_no_export(qtbot, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    during(lambda dialog: dialog.accept())
    assert ExportDialog.ask(None, THEME, folder=tmp_path) is None


# --- lists --------------------------------------------------------------------------------------


def test_only_ticked_dates_change(qtbot) -> None:
    rows = [
        DateRow(4, "Saturday", "2024-03-02", "2024-03-09"),
        DateRow(9, "last & <b>", "-", "x" * 9),
    ]

    def untick(dialog: Form) -> None:
        assert dialog.focusWidget() is dialog.boxes[4]
        assert dialog.boxes[9].text().startswith("“last && <b>”")
        qtbot.keyClick(dialog.boxes[4], KEY.Key_Space)
        qtbot.keyClick(dialog.boxes[4], KEY.Key_Return)

    during(untick)
    assert DatesDialog.ask(None, THEME, rows) == {9}
    during(lambda dialog: dialog.reject())
    assert DatesDialog.ask(None, THEME, rows) == set()


def test_history_says_what_was_undone(qtbot) -> None:
    rows = [
        HistoryRow("2024-03-02T14:03:27.120Z", "fill Date", "undo", "<b>Pact</b>"),
        HistoryRow("2024-03-02T14:03:20Z", "fill Date", "do", "Pact"),
    ]
    dialog = shown(qtbot, HistoryDialog(None, THEME, rows))
    first = dialog.tree.topLevelItem(0)
    assert first.text(1) == "undone: fill Date"
    assert first.text(2) == "<b>Pact</b>"
    assert dialog.tree.topLevelItem(1).text(1) == "fill Date"


def test_a_report_is_copied_whole(qtbot) -> None:
    dialog = shown(qtbot, ReportDialog(None, THEME, "Import", ["58 came."], ["a.csv, row 3: <b>"]))
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "58 came.\na.csv, row 3: <b>"


def test_what_is_shown_beside_the_work_goes_when_it_is_closed(qtbot) -> None:
    host = Sample()
    qtbot.addWidget(host)
    AboutDialog.show_about(host, THEME)
    dialog = host.findChild(AboutDialog)
    assert dialog is not None
    assert not dialog.isModal()
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog, KEY.Key_Escape)


def test_an_asked_dialog_does_not_stay_behind(qtbot) -> None:
    host = Sample()
    qtbot.addWidget(host)
    during(lambda dialog: dialog.reject())
    CoderDialog.ask(host, THEME, [], "")
    qtbot.waitUntil(lambda: host.findChild(CoderDialog) is None)


# --- preferences --------------------------------------------------------------------------------


def test_preferences_show_at_once_and_are_kept(qtbot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "a.ini")

    def look():
        return make_theme(Mode(settings.get("look/mode")), zoom=settings.get("look/zoom") / 100)

    settings.set("look/mode", "light")
    dialog = shown(qtbot, PreferencesDialog(None, look(), settings, look))
    before = dialog.grab().toImage().pixelColor(4, 4)
    qtbot.keyClick(dialog.mode, KEY.Key_Down)
    dialog.mode.activated.emit(dialog.mode.currentIndex())
    assert settings.get("look/mode") == "dark"
    assert dialog.theme.dark
    assert dialog.grab().toImage().pixelColor(4, 4).lightness() < before.lightness()
    height = dialog.zoom.sizeHint().height()
    dialog.zoom.setFocus()
    qtbot.keyClick(dialog.zoom, KEY.Key_PageUp)
    assert settings.get("look/zoom") == 150
    assert dialog.zoom.sizeHint().height() > height


def test_the_platforms_font_can_be_had_back(qtbot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "a.ini")
    dialog = shown(qtbot, PreferencesDialog(None, THEME, settings, lambda: THEME))
    assert dialog.serif.currentData() == ""
    qtbot.keyClick(dialog.serif, KEY.Key_Down)
    dialog.serif.activated.emit(dialog.serif.currentIndex())
    assert settings.get("reading/serif") == dialog.serif.currentData() != ""
    qtbot.keyClick(dialog.serif, KEY.Key_Home)
    dialog.serif.activated.emit(dialog.serif.currentIndex())
    assert settings.get("reading/serif") == ""
