"""Two coders' codings made into one, in the real window by keys; theirs stay as they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from annotator.agreement.reporting.disagreements import Disagreement
from annotator.domain.events import CodingStatus, Desk, Segment
from annotator.domain.values import CodeValue, Provenance
from annotator.gui.dialogs.key_sheet import KeySheet
from annotator.gui.help_actions import page_of
from annotator.storage import ops, people, reads
from annotator.storage.project import open_project
from tests.journeys.driver import make_project
from tests.storage.coded import dump

TEXTS = {
    "pact.txt": (
        "Pact sealed\n\nNiger signed a pact with Mali on Saturday. Gunmen attacked soldiers near"
        " Ansongo. Students marched in Niamey.\n"
    ),
    "quiet.txt": "A quiet day\n\nRains delayed the cotton harvest in the valley.\n",
    "visit.txt": "A visit\n\nBenin hosted envoys of Togo.\n",
}


def fill(project, desk, event, text, slot, code, words):
    start = text.index(words)
    segments = (Segment(start, start + len(words)),)
    ops.fill_slot(project, desk, event, slot, value=CodeValue(code), segments=segments)


def code(project, desk, article_id, events):
    """Code an article: each event is (source, action, target), code and words of each."""
    text = reads.article(project.connection, article_id).text
    for event in events:
        event_id = ops.create_event(project, desk, article_id).event_id
        for slot, (value, words) in zip(("source", "action", "target"), event, strict=False):
            fill(project, desk, event_id, text, slot, value, words)
    status = CodingStatus.DONE if events else CodingStatus.NOTHING
    ops.finish_coding(project, desk, article_id, status=status)


PACT = (("NERGOV", "Niger"), ("057", "signed"), ("MLIGOV", "Mali"))
PACT_TOO = (("NER", "Niger"), ("062", "signed"), ("MLIGOV", "Mali"))
RAID = (("UAF", "Gunmen"), ("190", "attacked"), ("MLIMIL", "soldiers"))
MARCH = (("NEROPP", "Students"), ("141", "marched"))
VISIT = (("BENGOV", "Benin"), ("043", "hosted"), ("TGOGOV", "Togo"))


@pytest.fixture
def project_file(tmp_path):
    """Three articles, coded by two coders who disagree about the first alone."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = tmp_path / "double.db"
    make_project(path, *(folder / name for name in TEXTS), highlight=False)
    with open_project(path, coder="ann") as project:
        ann, bob = (people.sit_down(project, name) for name in ("ann", "bob"))
        ids = {reads.article(project.connection, n).title: n for n in (1, 2, 3)}
        code(project, ann, ids["Pact sealed"], [PACT, RAID, MARCH])
        code(project, bob, ids["Pact sealed"], [PACT_TOO, RAID])
        for desk in (ann, bob):
            code(project, desk, ids["A visit"], [VISIT])
            code(project, desk, ids["A quiet day"], [])
    return path


class Table:
    """Who adjudicates, at the window."""

    def __init__(self, person) -> None:
        self.person = person
        person.window.activateWindow()
        assert QTest.qWaitForWindowActive(person.window, 5000)
        person.page.focus_article()
        person.press("Ctrl+Shift+B")
        self.at.dialog.activateWindow()
        assert QTest.qWaitForWindowActive(self.at.dialog, 5000)
        person.wait(lambda: self.at.article is not None or not self.at.dialog.panes.isVisible())

    @property
    def at(self):
        return self.person.window.adjudication_actions.open

    def press(self, *keys):
        """Press keys in the window, where its focus is."""
        for key in keys:
            if not self.at.dialog.isActiveWindow():
                self.at.dialog.activateWindow()
                assert QTest.qWaitForWindowActive(self.at.dialog, 5000)
            self.person.press(key)

    def go_to(self, event, field=""):
        """Walk by keys to a field of an event, counted from 0."""
        self.press("Home")
        for _ in range(event):
            self.press("Ctrl+Down")
        for _ in range(30):
            if self.at.field == field:
                return
            self.press("Down")
        raise AssertionError(f"no field {field}")

    @property
    def results(self):
        return self.at.session.coding.events

    def codes(self, slot):
        return [[f.value.code for f in event.in_slot(slot)] for event in self.results]

    @property
    def said(self):
        return self.at.dialog.said.text()


@pytest.fixture
def table(coder, project_file):
    person = coder()
    person.open(project_file, "pi")
    made = Table(person)
    person.wait(lambda: made.at.article is not None)
    return made


def originals(project):
    return [
        dump(project, coder_id=people.find_coder(project.connection, n).id) for n in ("ann", "bob")
    ]


def test_two_codings_are_made_into_one_by_keys(table):
    project = table.at.session.project
    before = originals(project)
    assert [title_of(item) for item in items(table)] == ["Pact sealed", "A quiet day", "A visit"]
    assert table.at.article.title == "Pact sealed"
    assert QApplication.focusWidget() is table.at.dialog.tree
    table.press("=")  # the raid is the same for both
    assert table.codes("action") == [["190"]]
    table.go_to(0)
    table.press("1")  # the pact as ann has it
    table.go_to(0, "action")
    table.press("2")  # with bob's action
    table.go_to(2)
    table.press("Del")  # no march
    assert "3 of 3 events decided" in table.at.dialog.place.text()
    assert sorted(map(str, table.codes("action"))) == ["['062']", "['190']"]
    assert ["NERGOV"] in table.codes("source")
    assert {f.provenance for e in table.results for f in e.fillers} == {Provenance.ADJUDICATED}
    table.press("Ctrl+Return")
    assert table.at.article.title == "A quiet day"
    desk = table.at.session.desk
    assert (desk.coder.name, desk.round.kind) == ("pi", "adjudication")
    first = reads.coding(project.connection, desk, article_id(project, "Pact sealed"))
    assert first.status is CodingStatus.DONE
    table.press("Ctrl+Return")  # nothing to code, both say
    quiet = reads.coding(project.connection, desk, article_id(project, "A quiet day"))
    assert quiet.status is CodingStatus.NOTHING
    assert originals(project) == before


def test_every_decision_is_one_step_that_can_be_taken_back(table):
    table.go_to(0)
    table.press("1", "2")  # bob's event in place of ann's
    assert table.codes("action") == [["062"]]
    head = table.at.dialog.tree.topLevelItem(0)
    assert head.text(0).endswith("· taken")
    assert [head.child(1).text(column)[:3] for column in (1, 2, 3)] == ["057", "062", "062"]
    table.press("Ctrl+Z")
    assert table.codes("action") == [["057"]]
    table.press("Ctrl+Z")
    assert table.results == ()
    table.press("Ctrl+Shift+Z")
    assert table.codes("action") == [["057"]]
    table.press("Del")
    assert table.at.current.dropped
    table.press("Ctrl+Z")
    assert table.at.current.result is not None


def test_a_value_is_edited_in_the_editor_of_the_coding_window(table):
    table.go_to(0)
    table.press("E")
    assert "Take the event first" in table.said
    table.press("1")
    table.go_to(0, "action")
    table.press("E")
    assert table.at.dialog.editing
    assert not table.at.dialog.takes[0].isEnabled()
    table.person.write("036")
    table.press("Return")
    assert table.codes("action") == [["036"]]
    assert not table.at.dialog.editing
    assert table.at.field == "action"
    table.press("E", "Escape")
    table.person.wait(lambda: not table.at.dialog.editing)
    assert table.at.dialog.isVisible()


def test_an_event_is_added_and_asked_for_in_turn(table):
    table.press("A")
    table.person.write("NERGOV")
    table.press("Return")
    table.person.write("036")
    table.press("Return", "Escape")
    table.person.wait(lambda: not table.at.dialog.editing)
    assert table.codes("source") == [["NERGOV"]]
    assert table.codes("action") == [["036"]]
    assert table.at.current.aligned is None
    table.press("Del")
    assert table.results == ()


def test_selected_words_become_evidence(table):
    table.go_to(0)
    table.press("1")
    table.go_to(0, "action")
    view = table.at.dialog.text.view
    start = table.at.session.article.text.index("with")
    view.select_segments((Segment(start, start + 4),))
    table.press("W")
    (filler,) = table.results[0].in_slot("action")
    assert [mention.quote for mention in filler.mentions] == ["signed", "with"]


def test_a_note_for_training_goes_with_the_decision(table):
    table.go_to(0)
    table.press("1", "T")
    table.person.write("Signing is 057, 1 not 062.")
    table.press("Return")
    (note,) = table.at.session.coding.comments
    assert (note.kind, note.text) == ("training", "Signing is 057, 1 not 062.")
    assert note.event_id == table.results[0].id
    assert QApplication.focusWidget() is table.at.dialog.tree
    table.press("T")
    assert table.at.dialog.note.text() == note.text
    table.press("Ctrl+A", "Delete", "Return")
    assert table.at.session.coding.comments == ()


def test_names_are_hidden_on_wish_and_stay_hidden(table):
    heads = lambda: [table.at.dialog.tree.headerItem().text(n) for n in (1, 2)]  # noqa: E731
    assert heads() == ["1  ann", "2  bob"]
    table.press("B")
    assert heads() == ["1  Coder 1", "2  Coder 2"]
    shown = " ".join(w.text() for w in table.at.dialog.text.legend.children() if hasattr(w, "text"))
    assert "ann" not in shown
    table.press("Escape")
    assert table.at is None
    again = Table(table.person)
    again.person.wait(lambda: again.at.article is not None)
    assert heads() == ["1  Coder 1", "2  Coder 2"]


def test_what_is_left_undecided_is_said_once(table):
    table.press("Ctrl+Return")
    assert "not decided: 3" in table.said
    assert table.at.article.title == "Pact sealed"
    table.press("Ctrl+Return")
    assert table.at.article.title == "A quiet day"
    assert table.at.dialog.list.count.text() == "ADJUDICATED 1 OF 3"


def test_the_queue_can_be_filtered_by_kind(table):
    kinds = table.at.dialog.list.kinds
    words = [kinds.itemText(n) for n in range(kinds.count())]
    assert words[0] == "All (3)"
    assert "Other action (1)" in words
    kinds.setFocus()
    kinds.setCurrentIndex(words.index("Full agreement (2)"))
    kinds.activated.emit(kinds.currentIndex())
    assert table.at.dialog.list.kind is Disagreement.NONE
    assert [title_of(item) for item in items(table)] == ["A quiet day", "A visit"]


def test_a_project_without_double_coding_says_what_to_do(coder, pact):
    person = coder()
    person.open(pact)
    person.press("Ctrl+Shift+B")
    dialog = person.window.adjudication_actions.open.dialog
    assert dialog.empty.isVisible()
    assert not dialog.panes.isVisible()
    assert [button.text() for button in dialog.empty.buttons] == [
        "Assign articles…",
        "Merge packets…",
    ]
    person.window.close_project()
    assert person.window.adjudication_actions.open is None


def test_the_first_decision_begins_the_round(table):
    project = table.at.session.project
    assert [where.kind for where in reads.rounds(project.connection)] == ["main"]
    table.go_to(1)
    table.press("2")
    assert [where.kind for where in reads.rounds(project.connection)] == ["main", "adjudication"]
    assert isinstance(table.at.session.desk, Desk)


def test_every_one_of_nine_coders_is_taken_by_a_digit(coder, project_file):
    more = [f"c{n}" for n in range(3, 10)]
    with open_project(project_file, coder="ann") as project:
        for number, name in enumerate(more):
            desk = people.sit_down(project, name)
            article = article_id(project, "Pact sealed")
            code(project, desk, article, [((f"NER{ROLES[number]}", "Niger"), *PACT[1:])])
    person = coder()
    person.open(project_file, "pi")
    made = Table(person)
    person.wait(lambda: made.at.settled)
    assert made.at.article.title == "Pact sealed"
    assert [button.isVisible() for button in made.at.dialog.takes] == [True] * 9
    assert made.at.coders == ["ann", "bob", *more]
    made.go_to(0)
    for digit, role in (("9", ROLES[6]), ("5", ROLES[2])):
        made.press(digit)
        assert made.codes("source")[0] == [f"NER{role}"]


ROLES = ("GOV", "MIL", "OPP", "REB", "COP", "CVL", "BUS")


def test_an_article_opens_at_its_first_difference(coder, project_file):
    with open_project(project_file, coder="ann") as project:
        bob, ann = (people.sit_down(project, name) for name in ("bob", "ann"))
        visit = article_id(project, "A visit")
        for event in reads.coding(project.connection, bob, visit).events:
            ops.delete_event(project, bob, event.id)
        code(project, bob, visit, [])
        code(project, ann, visit, [VISIT])  # ann has two events, bob none
    person = coder()
    person.open(project_file, "pi")
    table = Table(person)
    person.wait(lambda: table.at.article is not None)
    while table.at.article.title != "A visit":
        table.press("Alt+Right")
    tree = table.at.dialog.tree
    assert tree.indexOfTopLevelItem(tree.currentItem()) == 0
    assert tree.currentItem().child(0).text(0) == "Source"  # no sign where one has no event


def test_source_and_date_stand_under_the_title(table):
    header = table.at.dialog.text.header
    assert header.isVisible()
    assert "no publication date" in header.text  # the texts have none
    assert header.y() > table.at.dialog.text.view.cursorRect().bottom()


def test_a_long_title_takes_two_lines_of_the_list(table):
    list_, row = table.at.dialog.list, items(table)[0]
    high = row.sizeHint().height()
    row.setData(Qt.ItemDataRole.UserRole + 1, "○ " + "The joint ministerial committee " * 9)
    list_._size(row)
    line = list_.list.fontMetrics().lineSpacing()
    assert row.text().split("\n")[0].endswith("…")
    assert row.sizeHint().height() <= high + 2 * line


def items(table):
    listed = table.at.dialog.list.list
    return [listed.item(row) for row in range(listed.count())]


def title_of(item):
    return item.data(Qt.ItemDataRole.AccessibleTextRole).split(".")[0]


def article_id(project, title):
    return next(n for n in (1, 2, 3) if reads.article(project.connection, n).title == title)


# --- how it looks and is told --------------------------------------------------------------------


def test_a_double_click_takes_what_was_clicked(table):
    tree = table.at.dialog.tree
    head = tree.topLevelItem(0)
    action = next(n for n in range(head.childCount()) if "Action" in head.child(n).text(0))
    place = tree.visualItemRect(head.child(action)).center()
    for column, wanted in ((1, "057"), (2, "062")):
        place.setX(tree.columnViewportPosition(column) + 20)
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QApplication.processEvents()
        assert table.codes("action") == [[wanted]]
        head = tree.topLevelItem(0)


def test_what_differs_is_told_by_signs_and_words_too(table):
    tree = table.at.dialog.tree
    head = tree.topLevelItem(0)
    assert head.text(0).startswith("≠")
    assert "other action · other actor · not decided" in head.text(0)
    signs = {head.child(n).text(0) for n in range(head.childCount())}
    assert {"≠ Source", "≠ Action", "= Target", "= Status"} <= signs
    second = tree.topLevelItem(1)
    assert second.text(0).startswith("=")
    table.go_to(0, "action")
    item = tree.currentItem()
    assert item.data(2, Qt.ItemDataRole.AccessibleTextRole).startswith("2  bob: 062")


def test_words_of_each_coder_have_a_kind_of_their_own(table):
    view = table.at.dialog.text.view
    pieces = view._index.between(0, len(table.at.session.article.text))
    kinds = {(piece.mark.type, piece.mark.uses[0].letter) for piece in pieces}
    assert {("everybody", "S"), ("everybody", "A"), ("coder 1", "A1")} <= kinds


def test_every_control_has_a_name_and_the_manual_its_page(table):
    dialog = table.at.dialog
    for widget in dialog.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or not widget.isVisible()
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not inner:
            named = widget.accessibleName() or getattr(widget, "text", str)()
            assert named, widget
    assert page_of(dialog.tree) == "adjudication"


def test_it_opens_with_its_title_bar_on_the_screen(coder, project_file):
    person = coder()
    person.open(project_file, "pi")
    dialog = Table(person).at.dialog
    screen = dialog.screen().availableGeometry()
    assert screen.contains(dialog.frameGeometry())
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_Moved)  # else it is centred on the parent


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_it_fits_a_small_screen(coder, project_file, zoom):
    person = coder()
    person.window.settings.set("look/zoom", zoom)
    person.window.apply_look()
    person.open(project_file, "pi")
    table = Table(person)
    dialog = table.at.dialog
    dialog.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def fits():
        dialog.resize(1366, 768)
        QApplication.processEvents()
        return (dialog.width(), dialog.height()) == (1366, 768)

    person.wait(fits)
    table.press("1")
    person.wait(lambda: len(table.codes("action")) == 1)


def test_keys_and_help_are_shown_from_there(table):
    table.press("?")
    sheet = next(w for w in QApplication.topLevelWidgets() if isinstance(w, KeySheet))
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Take all events that agree", "Next difference"} <= shown
    sheet.close()


def test_the_coding_window_shows_what_is_decided_in_its_round(coder, project_file):
    with open_project(project_file, coder="pi") as project:
        people.find_or_add_coder(project, "pi")
        people.find_or_add_round(project, "judged", kind="adjudication")
    person = coder()
    person.window.open_path(project_file, "pi", round_name="judged")
    person.wait(lambda: person.page is not None and person.session.article is not None)
    table = Table(person)
    person.wait(lambda: table.at.article is not None)
    person.session.open_article(table.at.article.article_id)
    table.press("1")
    assert [event.id for event in person.events] == [event.id for event in table.results]
    person.session.run(ops.delete_event, person.events[0].id)
    assert table.results == ()
    assert not table.at.current.decided


def test_for_reading_only_nothing_is_decided(coder, project_file):
    person = coder()
    with open_project(project_file, coder="bob"):
        person.open(project_file, "pi")
        table = Table(person)
        person.wait(lambda: table.at.article is not None)
        table.press("1")
        assert table.results == ()
        assert table.said
