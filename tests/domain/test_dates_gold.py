"""How many dates of two gold tables are resolved to the very interval (skipped without them).

The definitions are those of ``scripts/suggesting/dates.py``, which prints the same figures.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold"
needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="../shared/gold is not here")


@pytest.fixture(scope="module")
def script():
    path = ROOT / "scripts" / "suggesting" / "dates.py"
    spec = importlib.util.spec_from_file_location("suggesting_dates", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


@needs_gold
def test_dates_of_news(script) -> None:
    assert script.measure(GOLD / "dates_news.tsv")["dates_news"] >= 18 / 19


@needs_gold
def test_dates_of_timex(script) -> None:
    figures = script.measure(GOLD / "dates_timex.tsv")
    assert figures["dates_timex"] >= 0.80
    assert figures["dates_timex_abstain"] >= 0.85


@pytest.fixture
def table(tmp_path):
    def write(*lines: str) -> Path:
        path = tmp_path / "table.tsv"
        path.write_text("\n".join(line.replace(" | ", "\t") for line in lines), encoding="utf-8")
        return path

    return write


def test_intervals_are_compared_at_both_ends(script, table) -> None:
    path = table(
        "published | expression | interval",
        "2020-05-20 | yesterday | 2020-05-19",
        "2020-05-20 | since January | 2020-01-01..2020-05-20",
        "2020-05-20 | this week | 2020-05-18..2020-05-23",
        "2020-05-20 | the same day | abstain",
    )
    assert script.measure(path) == {"dates_news": 0.75}
    (line,) = script.show(path)
    assert "“this week” (2020-05-20) is 2020-05-18 – 2020-05-23" in line


def test_timex_values_are_scored_where_they_are_units(script, table) -> None:
    path = table(
        "published | expression | type | value",
        "1998-02-13 | last week | DATE | 1998-W06",
        "1998-02-13 | the weekend | DATE | 1998-W06-WE",
        "1998-02-13 | the 1980s | DATE | 198",
        "1998-02-13 | last summer | DATE | 1997-SU",
        "1998-02-13 | the second half of 1997 | DATE | 1997-H2",
        "1998-02-13 | the third quarter of 1997 | DATE | 1997-Q2",
        "1998-02-13 | two days | DURATION | P2D",
        "1998-02-13 | now | DATE | PRESENT_REF",
        "1998-02-13 | last month | DATE | 1998-XX",
    )
    assert script.measure(path) == {"dates_timex": 5 / 6, "dates_timex_abstain": 0.5}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("a | b",), "has not the columns"),
        (("published | expression | interval", "x | Monday | abstain"), "line 2"),
    ],
)
def test_a_table_that_cannot_be_read_is_named(script, table, lines, said) -> None:
    with pytest.raises(ValueError, match=said):
        script.measure(table(*lines))
