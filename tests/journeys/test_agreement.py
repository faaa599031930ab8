"""Agreement at the window: figures as the command gives them, and what is behind each."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator import cli
from annotator.storage.project import open_project
from tests.agreement.studies import TWO, coding, event, made, project_of
from tests.journeys.test_team import page_of, take_keyboard

AGAIN = [
    coding("a1", "ann", event(20, what="193"), round="again"),
    coding("a3", "ann", round="again"),
]


@pytest.fixture(scope="session")
def _two(tmp_path_factory):
    study = made([*TWO, *AGAIN], rounds={"main": "main", "again": "recode"})
    return project_of(study, tmp_path_factory.mktemp("two") / "two.db")


@pytest.fixture
def two(_two, tmp_path):
    """A project of two coders, who coded six articles each; one of them two once more."""
    path = tmp_path / "two.db"
    path.write_bytes(_two.read_bytes())
    return path


@pytest.fixture
def told(capsys):
    """What the command says of a project, as data."""

    def told(path, *more):
        assert cli.main(["agreement", str(path), "--json", *map(str, more)]) == 0
        return json.loads(capsys.readouterr().out)

    return told


def opened(person):
    """The page, by its key."""
    person.press("Ctrl+Shift+R")
    shown = person.page.team.open["project.agreement"]
    take_keyboard(person, shown.dialog)
    person.wait(lambda: shown.settled, timeout=30_000)
    return shown


def tab(person, dialog, label):
    """Walk to a tab by keys."""
    dialog.tabs.setFocus()
    for _ in range(dialog.tabs.count()):
        if dialog.tabs.tabText(dialog.tabs.currentIndex()) == label:
            return dialog.tabs.currentIndex()
        person.press("Right")
    raise AssertionError(f"no tab “{label}”")


def rows(table):
    """Each line by its first cell: the texts by heading."""
    sheet = table.figures.sheet
    heads = [head.label for head in sheet.heads]
    return {
        line.cells[0].text: dict(
            zip(heads[1:], (cell.text for cell in line.cells[1:]), strict=True)
        )
        for line in sheet.lines
    }


def said(found):
    return "undefined" if found["value"] is None else f"{found['value']:.3f}"


def beside_n(found):
    return said(found) if found["value"] is None else f"{said(found)} ({found['n']})"


def test_figures_are_those_of_the_command(coder, two, told):
    data = told(two)
    pi = coder()
    pi.open(two, "pi")
    dialog = opened(pi).dialog
    assert dialog.tabs.hasFocus()
    states = rows(dialog.tables[tab(pi, dialog, "What counts")])
    assert states["ann"]["with events"] == "4"
    assert states["ann"]["nothing to code"] == "2"
    events = rows(dialog.tables[tab(pi, dialog, "Events")])
    found = data["events"]
    assert events["Event F1, matched by evidence"]["Value"] == said(found["f1_evidence"])
    both = events["Event F1, matched by evidence, then by fields"]
    assert both["Value"] == said(found["f1_both"])
    low, high = found["f1_both"]["low"], found["f1_both"]["high"]
    assert both["95 % interval"] == f"{low:.3f} to {high:.3f}"
    assert events["Article has any event: alpha"]["Value"] == said(found["relevance"]["alpha"])
    fields = rows(dialog.tables[tab(pi, dialog, "Fields")])
    given = [one for one in data["fields"] if one["label"] in fields]
    assert len(given) > 20
    for one in given:
        row = fields[one["label"]]
        assert row["n"] == str(one["both"]["n"])
        if "median_km" not in one["both"]:
            assert row["Alpha"] == said(one["both"]["alpha"])
            assert row["Stage 1"] == beside_n(one["evidence"]["alpha"])
            assert row["Percent"] == f"{100 * one['both']['percent']['value']:.1f} %"
    text = dialog.tables[tab(pi, dialog, "Text")].figures.sheet
    shown = {tuple(c.text for c in line.cells[:2]): line.cells[2].text for line in text.lines}
    assert shown["all types", "F1 exact"] == said(data["text"]["f1_exact"])
    (action,) = (one for one in data["text"]["types"] if one["type"] == "action")
    assert shown[action["label"], "(k)uα"] == said(action["ku_alpha"])
    weeks = rows(dialog.tables[tab(pi, dialog, "Pairs and weeks")]).values()
    assert {row["Event F1"] for row in weeks} == {beside_n(data["by_pair"][0]["f1_both"])}


def test_what_is_undefined_is_a_word_with_its_reason(coder, two, told):
    pi = coder()
    pi.open(two, "pi")
    dialog = opened(pi).dialog
    lines = [line for table in dialog.tables for line in table.figures.sheet.lines]
    undefined = [cell for line in lines for cell in line.cells if cell.text == "undefined"]
    assert undefined
    assert all(cell.tip and cell.quiet for cell in undefined)
    assert not [c for line in lines for c in line.cells if "nan" in c.text.split()]
    bars = [line.bar for line in dialog.tables[2].figures.sheet.lines if line.bar]
    assert {bar.marks for bar in bars} == {(0.667, 0.8)}
    tips = [head.tip for head in dialog.tables[2].figures.sheet.heads if head.bar]
    assert "convention" in tips[0]


def test_a_confusion_is_opened_side_by_side_and_left_again(coder, two):
    pi = coder()
    pi.open(two, "pi")
    shown = opened(pi)
    dialog = shown.dialog
    tab(pi, dialog, "Codes")
    pi.press("Tab")
    assert dialog.field_box.hasFocus()
    assert dialog.field_box.currentText() == "Action"
    codes = rows(dialog.codes)
    assert codes["190"]["Label"].startswith("Use conventional military force")
    pi.press("Tab", "Tab")
    assert dialog.confusions.hasFocus()
    assert list(rows(dialog.confusions)) == ["193 / 195: once"]
    pi.press("Return")
    beside = shown.beside.dialog
    take_keyboard(pi, beside)
    heads = [card.accessibleName() for card in beside.cards]
    assert heads[0].startswith("ann, round “main”, done:")
    assert "here: 193" in heads[0]
    assert heads[1].startswith("bob, round “main”, done:")
    assert "here: 195" in heads[1]
    assert beside.tree.hasFocus()
    assert beside.said.text() == "About a1"
    pi.press("Escape")
    pi.wait(lambda: shown.beside is None)
    take_keyboard(pi, dialog)
    assert dialog.confusions.hasFocus()  # where one was


def test_a_pair_and_an_event_of_one_coder_are_opened(coder, two):
    pi = coder()
    pi.open(two, "pi")
    shown = opened(pi)
    table = shown.dialog.tables[tab(pi, shown.dialog, "Matched events")]
    ways = [line.cells[2].text for line in table.figures.sheet.lines]
    assert sorted(ways) == ["1: evidence"] * 4 + ["2: fields", "bob alone"]
    pi.press("Tab")
    assert table.hasFocus()
    for _ in range(ways.index("2: fields")):
        pi.press("Down")
    pi.press("Return")
    marks = [card.accessibleName() for card in shown.beside.dialog.cards]
    assert all("this one" in mark for mark in marks)
    take_keyboard(pi, shown.beside.dialog)
    pi.press("Escape")
    take_keyboard(pi, shown.dialog)
    table.setCurrentIndex(table.model().index(ways.index("bob alone"), 0))
    pi.press("Return")
    marks = [card.accessibleName() for card in shown.beside.dialog.cards]
    assert ["this one" in mark for mark in marks] == [True, False]
    assert "No events." in marks[1]


def test_an_edit_while_it_computes_is_stored_and_said(coder, two):
    pi = coder()
    pi.open(two, "pi")
    pi.press("Ctrl+Shift+R")
    shown = pi.page.team.open["project.agreement"]
    assert not shown.settled
    pi.window.run_command("event.new")  # while the thread reads
    assert len(pi.events) == 1
    pi.wait(lambda: shown.settled, timeout=30_000)
    assert f"the state of {shown._computed.read_at.astimezone():%H:%M}" in shown.dialog.said.text()
    assert "has been edited since" in shown.dialog.said.text()
    with open_project(two, read_only=True) as project:
        stored = project.connection.execute("SELECT count(*) FROM event").fetchone()[0]
    assert stored == sum(len(one.events) for one in [*TWO, *AGAIN]) + 1
    take_keyboard(pi, shown.dialog)
    shown.dialog.again_button.setFocus()
    pi.press("Space")
    pi.wait(lambda: shown.settled, timeout=30_000)
    assert "edited since" not in shown.dialog.said.text()


def test_what_is_asked_for_is_computed_and_remembered(coder, two, told):
    pi = coder()
    pi.open(two, "pi")
    dialog = opened(pi).dialog
    statistic = dialog.choice.statistic
    statistic.setFocus()
    while statistic.currentText() != "Scott’s pi":
        pi.press("Down")
    pi.wait(lambda: dialog.settled, timeout=30_000)
    data = {one["label"]: one for one in told(two, "--statistics")["fields"]}
    column = rows(dialog.tables[2])["Action"]["Scott’s pi"]
    assert column == said(data["Action"]["statistics"]["scott_pi"])
    assert rows(dialog.tables[2])["Location: kilometres apart"]["Scott’s pi"] == "–"
    dialog.choice.against.setFocus()
    pi.press("Down")
    pi.wait(lambda: dialog.settled and dialog.choice.wish.against == "again", timeout=30_000)
    against = told(two, "--round", "main", "--against", "again")
    events = rows(dialog.tables[1])
    assert events["Event F1, matched by evidence"]["Value"] == said(
        against["events"]["f1_evidence"]
    )
    assert "in 2 codings" in dialog.tables[0].figures.sheet.lead
    pi.press("Escape")
    pi.wait(lambda: "project.agreement" not in pi.page.team.open)
    again = page_of(pi, "project.agreement")
    assert again.choice.wish == replace(
        again.choice.wish, round="main", against="again", statistic="scott_pi"
    )


def test_coders_are_ticked_by_keys_and_one_alone_is_refused(coder, two):
    pi = coder()
    pi.open(two, "pi")
    dialog = opened(pi).dialog
    dialog.choice.coders.setFocus()
    pi.press("Space")
    menu = QApplication.activePopupWidget()
    pi.qtbot.keyClick(menu, "\r")
    assert menu.isVisible()  # ticking goes on
    pi.qtbot.keyClick(menu, "\x1b")
    pi.wait(lambda: dialog.settled and "One coder alone" in dialog.said.text(), timeout=30_000)
    assert not dialog.save_button.isEnabled()
    assert dialog.choice.coders.text() == "ann"


def test_figures_are_given_apart_for_a_part_of_the_articles_or_values(coder, two):
    pi = coder()
    pi.open(two, "pi")
    dialog = opened(pi).dialog
    every = rows(dialog.tables[2])
    dialog.choice.apart.setFocus()
    pi.press("Down")
    pi.wait(lambda: dialog.settled and dialog.choice.wish.apart == "aided", timeout=30_000)
    assert rows(dialog.tables[2]) == every
    pi.press("Down")
    pi.wait(lambda: "No article was coded without" in dialog.said.text(), timeout=30_000)
    assert not dialog.save_button.isEnabled()
    pi.press("Down")
    pi.wait(lambda: "accept the same suggestion" in dialog.said.text(), timeout=30_000)
    pi.press("Down")
    pi.wait(lambda: dialog.settled and dialog.save_button.isEnabled(), timeout=30_000)
    assert rows(dialog.tables[2]) == every


def test_files_hold_what_the_command_writes(coder, two, told, tmp_path, monkeypatch):
    data = told(two, "--reliability", tmp_path / "command.csv")
    pi = coder()
    pi.open(two, "pi")
    dialog = opened(pi).dialog

    def answer(name, kind):
        chosen = str(tmp_path / name)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, kind))

    answer("report", "JSON, for scripts (*.json)")
    dialog.save_button.setFocus()
    pi.press("Space")
    pi.wait(lambda: "The report is in" in dialog.said.text())
    written = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert written == {name: value for name, value in data.items() if name != "reliability"}
    answer("report.txt", "Text (*.txt)")
    pi.press("Space")
    pi.wait(lambda: "report.txt" in dialog.said.text())
    text = (tmp_path / "report.txt").read_text("utf-8")
    assert "193 / 195: once" in text
    assert "\x1b" not in text
    answer("values.csv", "Tables (*.csv)")
    dialog.data_button.setFocus()
    pi.press("Space")
    pi.wait(lambda: "values.csv" in dialog.said.text())
    assert (tmp_path / "values.csv").read_bytes() == (tmp_path / "command.csv").read_bytes()
    answer("no/such/folder/values.csv", "Tables (*.csv)")
    pi.press("Space")
    pi.wait(lambda: "cannot be written" in dialog.said.text())
    assert "Name another file." in dialog.said.text()


@pytest.mark.parametrize(
    ("kept", "why"),
    [
        ([], "Nobody has finished an article in round “main” yet."),
        ([one for one in TWO if one.coder == "ann"], "Only ann has finished articles"),
        ([TWO[0], TWO[3]], "ann, bob have finished no article of round “main” in common."),
    ],
)
def test_where_nothing_is_coded_twice_the_page_says_what_to_do(coder, tmp_path, kept, why):
    study = made(kept, articles=["a1", "a2"], rounds={"main": "main"})
    pi = coder()
    pi.open(project_of(study, tmp_path / "few.db"), "pi")
    dialog = opened(pi).dialog
    assert dialog.said.text().startswith(why)
    assert "Assign articles…, with a share coded twice" in dialog.said.text()
    assert not dialog.tabs.isTabEnabled(1)
    assert not dialog.save_button.isEnabled()
    dialog.assign_button.setFocus()
    pi.press("Space")
    assert "project.assign" in pi.page.team.open


def test_progress_says_how_far_they_agree_and_opens_the_page(coder, two, told):
    data = told(two)
    pi = coder()
    pi.open(two, "pi")
    dialog = page_of(pi, "project.progress")
    pi.wait(dialog.agreed.text, timeout=30_000)
    action = next(one for one in data["fields"] if one["field"] == "action")
    assert dialog.agreed.text() == (
        f"Agreement so far in round “main”: event F1 {said(data['events']['f1_both'])},"
        f" alpha of Action {said(action['both']['alpha'])} (6 articles)."
    )
    heads = [dialog.tree.headerItem().text(at) for at in range(dialog.tree.columnCount())]
    columns = heads.index("Event F1"), heads.index("Alpha")
    both = [beside_n(data["events"]["f1_both"]), beside_n(action["both"]["alpha"])]
    shown = {
        tuple(item.text(at) for at in (0, 1)): [item.text(at) for at in columns]
        for item in (dialog.tree.topLevelItem(at) for at in range(dialog.tree.topLevelItemCount()))
    }
    assert shown == {
        ("ann", "main"): both,
        ("bob", "main"): both,
        ("ann", "again"): ["–", "–"],
    }
    dialog.agreement_button.setFocus()
    pi.press("Space")
    assert "project.agreement" in pi.page.team.open
    pi.wait(lambda: pi.page.team.settled, timeout=30_000)


def test_progress_says_nothing_of_agreement_where_nothing_is_coded_twice(coder, tmp_path):
    study = made([TWO[0]], rounds={"main": "main"})
    pi = coder()
    pi.open(project_of(study, tmp_path / "one.db"), "pi")
    dialog = page_of(pi, "project.progress")
    assert dialog.agreed.text() == ""
    assert not dialog.agreement_button.isVisible()


def test_stopping_keeps_what_was_shown(coder, two):
    pi = coder()
    pi.open(two, "pi")
    pi.press("Ctrl+Shift+R")
    shown = pi.page.team.open["project.agreement"]
    take_keyboard(pi, shown.dialog)
    if not shown.settled:
        shown.dialog.again_button.click()
        assert "Stopped" in shown.dialog.said.text()
        shown.dialog.again_button.click()
    pi.wait(lambda: shown.settled, timeout=30_000)
    assert "the state of" in shown.dialog.said.text()
    shown.dialog.again_button.click()
    shown.dialog.close()  # while it computes
    pi.wait(lambda: not pi.page.team.open)


def test_a_choice_without_figures_keeps_the_question_that_was_asked(coder, two):
    pi = coder()
    pi.open(two, "pi")
    shown = opened(pi)
    dialog = shown.dialog
    fields = tab(pi, dialog, "Fields")
    dialog.choice.apart.setFocus()
    pi.press("Down", "Down")
    pi.wait(lambda: shown.settled and not dialog.tabs.isTabEnabled(1))
    assert dialog.tabs.currentIndex() == 0
    pi.press("Up", "Up")
    pi.wait(lambda: shown.settled and dialog.tabs.isTabEnabled(1))
    assert dialog.tabs.currentIndex() == fields
