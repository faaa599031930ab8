"""Tables of agreement: figures apart, bars that are drawn, lines that are said and opened."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from annotator.agreement.figures import Figure, undefined
from annotator.agreement.reporting.comparison import Selection
from annotator.agreement.reporting.part import Apart
from annotator.agreement.reporting.report import Options, Report
from annotator.agreement.reporting.resampling import Estimate
from annotator.gui.dialogs.agreement_choice import Wish
from annotator.gui.team.agreement import remembered
from annotator.gui.team.agreement_figures import bar, number, percent
from annotator.gui.team.agreement_places import code_sheets, pairs_sheet, parts_sheet
from annotator.gui.team.agreement_tables import events_sheet, fields_sheet, text_sheet
from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.figure_table import Cell, FigureTable, Head, Line, Sheet
from annotator.gui.views.interval_bar import Bar
from tests.agreement.studies import TWO, coding, event, made

HALF = [replace(one, unaided=one.article in ("a1", "a2")) for one in TWO]


def report(codings, **chosen):
    options = Options(resamples=20, **chosen)
    return Report(made(codings, rounds={"main": "main"}), Selection("main"), options)


def test_aided_and_unaided_articles_have_figures_of_their_own():
    found = report(HALF)
    shown = {apart: parts_sheet(found, part).lines for apart, part in found.parts.items()}
    said = {apart: [line.cells[2].text for line in lines] for apart, lines in shown.items()}
    assert said == {
        Apart.ALL: ["6", "6"],  # the pair of coders, and the week
        Apart.AIDED: ["4", "4"],
        Apart.UNAIDED: ["2", "2"],
    }


def test_values_from_the_same_suggestion_have_no_events_of_their_own():
    taken = [
        coding(article, name, event(20, what=what, suggestion="s"), event(60))
        for article, what in (("a1", "190"), ("a2", "042"))
        for name in ("ann", "bob")
    ]
    found = report(taken)
    same = found.parts[Apart.SAME]
    assert "wherever they came from" in events_sheet(same).lead
    assert "wherever they came from" not in events_sheet(found.whole).lead
    heads = [head.label for head in parts_sheet(found, same).heads]
    assert "Event F1" not in heads
    assert "Action" in heads
    (action,) = (one for one in code_sheets(found, same) if one.label == "Action")
    assert [line.cells[2].text for line in action.codes.lines] == ["2", "2"]


def test_what_has_no_figure_is_a_dash_and_the_lines_in_the_bars_are_explained():
    sheet = text_sheet(report(TWO).whole)
    drawn = [head.bar for head in sheet.heads].index(True)
    told = [cell for line in sheet.lines for cell in line.cells if cell is not line.cells[drawn]]
    assert all(cell.text for cell in told)
    kilometres = next(
        line for line in fields_sheet(report(TWO).whole).lines if "km" in line.cells[2].text
    )
    assert kilometres.cells[3].text == "–"
    assert "a convention" in fields_sheet(report(TWO).whole).lead
    assert "a convention" in sheet.lead


def test_why_nothing_is_compared_names_those_who_were_chosen():
    again = [replace(one, round="again") for one in TWO if one.coder == "ann"]
    rounds = {"main": "main", "again": "recode"}

    def why(*selection):
        found = Report(made([*TWO, *again], rounds=rounds), Selection(*selection), Options())
        return str(found.lacking or "")

    assert why("main", "again") == ""
    assert why("main", "again", ("bob",)).startswith("Of bob, nobody has finished")


def test_a_statistic_is_a_column_of_its_own():
    found = report(TWO, statistics=True)
    sheet = fields_sheet(found.whole, "scott_pi", "Scott")
    at = [head.label for head in sheet.heads].index("Scott")
    action = next(line for line in sheet.lines if line.cells[0].text == "Action")
    assert action.cells[at].text == f"{(0.8 - 0.26) / 0.74:.3f}"


def test_three_coders_who_agree_two_by_two_are_all_listed():
    three = [coding("a1", name, event(at)) for name, at in (("ann", 20), ("bob", 22), ("eva", 300))]
    lines = pairs_sheet(report(three)).lines
    assert [line.cells[2].text for line in lines] == ["1: evidence", "2: fields", "2: fields"]
    assert {line.cells[4].text for line in lines} == {"USA · 190 · SYR · 2024-03-01"}
    apart = [*three[:2], coding("a1", "eva", event(300, what="042", who="TUR", whom="IRQ"))]
    lines = pairs_sheet(report(apart)).lines
    assert [line.cells[2].text for line in lines] == [
        "1: evidence",
        "ann alone",
        "bob alone",
        "eva alone",
        "eva alone",
    ]


def test_a_confusion_knows_whose_codings_it_is_about_in_which_round():
    again = [replace(one, round="again") for one in TWO if one.coder == "ann"]
    again[0] = coding("a1", "ann", event(20), event(60, what="195"), round="again")
    study = made([*TWO, *again], rounds={"main": "main", "again": "recode"})
    found = Report(study, Selection("main", "again"), Options(resamples=0))
    action = next(one for one in code_sheets(found, found.whole) if one.label == "Action")
    (line,) = action.confusions.lines
    assert line.cells[0].text == "193 / 195: once"
    (spot,) = line.opens().spots
    assert {(side.coder, side.round, side.value) for side in spot.sides} == {
        ("ann", "main", "193"),
        ("ann", "again", "195"),
    }


def test_what_is_undefined_has_no_bar():
    nothing = undefined("All values are alike.", 3)
    assert number(nothing) == Cell("undefined", "All values are alike.", quiet=True)
    assert percent(nothing).text == "undefined"
    assert bar(Estimate(nothing), marked=True) is None
    assert bar(Estimate(Figure(0.5, 3)), marked=True) == Bar(0.5, marks=(0.667, 0.8))
    assert bar(Estimate(Figure(0.0, 3)), marked=False) == Bar(0.0)


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_bars_are_drawn_where_the_figure_is(qtbot, mode, direction):
    theme = make_theme(mode)
    table = FigureTable(theme, "Figures")
    qtbot.addWidget(table)
    table.setLayoutDirection(direction)
    lines = [
        Line((Cell("in focus"), Cell(""))),
        Line((Cell("a"), Cell("")), Bar(0.0, 0.0, 0.0)),
        Line((Cell("b"), Cell("")), Bar(1.0, 0.4, 1.0, (0.667, 0.8))),
        Line((Cell("c"), Cell(""))),
    ]
    heads = (Head("Field", words=True), Head("0 to 1", bar=True))
    table.show_sheet(Sheet("", heads, lines))
    table.resize(600, 200)
    table.show()
    image = table.viewport().grab().toImage()
    accent = theme.color("accent")

    def where(row):
        """How far along the bar the dot is, from the side one reads from."""
        cell = table.visualRect(table.model().index(row, 1))
        hits = [
            x
            for x in range(cell.left(), cell.right())
            if near(image.pixelColor(x, cell.center().y()), accent)
        ]
        share = (sum(hits) / len(hits) - cell.left()) / cell.width() if hits else None
        mirrored = direction == Qt.LayoutDirection.RightToLeft and share is not None
        return 1 - share if mirrored else share

    assert where(1) < 0.15
    assert where(2) > 0.8
    assert where(3) is None


def near(one: QColor, other: QColor) -> bool:
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(a - b) < 8 for a, b in pairs)


def test_lines_are_said_in_words_and_opened_by_enter(qtbot):
    table = FigureTable(make_theme(Mode.LIGHT), "Figures")
    qtbot.addWidget(table)
    heads = (Head("Field", words=True), Head("Alpha", "How far they agree"))
    lines = [
        Line((Cell("Action"), Cell("0.500"))),
        Line((Cell("Date"), Cell("undefined", "All alike.", quiet=True)), opens=lambda: "dates"),
    ]
    table.show_sheet(Sheet("", heads, lines))
    table.show()
    index = table.model().index(1, 0)
    told = Qt.ItemDataRole.AccessibleTextRole
    assert index.data(told) == "Field Date, Alpha undefined"
    assert "All alike." in index.siblingAtColumn(1).data(Qt.ItemDataRole.ToolTipRole)
    shown = []
    table.opened.connect(shown.append)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert shown == []  # nothing is behind the first line
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert shown == ["dates"]
    table.show_sheet(Sheet("", heads, lines[:1]))
    assert table.currentIndex().row() == 0


def test_a_table_that_fits_has_no_scroll_bar(qtbot):
    table = FigureTable(make_theme(Mode.LIGHT), "Figures")
    qtbot.addWidget(table)
    heads = (Head("Field", words=True), Head("Alpha"))
    table.show_sheet(Sheet("", heads, [Line((Cell("Action"), Cell("0.500")))]))
    needed = sum(table.columnWidth(column) for column in range(len(heads)))
    table.resize(needed + 2 * table.frameWidth() + 1, 200)
    table.show()
    assert not table.horizontalScrollBar().isVisible()
    table.resize(needed - 10, 200)
    assert table.horizontalScrollBar().maximum() > 0


def test_what_was_asked_for_is_read_again_or_forgotten():
    assert remembered("") == Wish()
    assert remembered('{"round": "pilot", "coders": ["ann", "bob"]}') == Wish(
        "pilot", coders=("ann", "bob")
    )
    assert remembered('{"nonsense": 1}') == Wish()
    assert remembered("[1]") == Wish()
