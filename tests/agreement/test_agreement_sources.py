"""The same figures wherever a study is read from, and from the values that are written out."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace

import pytest
from reliability import alpha_by_pairs
from studies import TWO, coding, event, made, project_of

from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.comparison import Selection
from annotator.agreement.distances import NOMINAL, Scale
from annotator.agreement.fields import BLANK
from annotator.agreement.ratings import from_rows
from annotator.agreement.report import Options, Report
from annotator.agreement.report_data import as_data
from annotator.domain.events import CodingStatus
from annotator.jobs.agreement import SETTINGS, busiest_round, open_study, write_reliability

FEW = Options(resamples=100)
STUDY = made(
    [
        *TWO,
        coding("a7", "ann", event(1, who="USAGOV RUS"), event(30, what="0211", where="Gao")),
        coding("a7", "bob", event(1, who="USAGOV"), event(35, what="0212", where="Baku")),
        coding("a7", "eva", event(1, who="RUS"), event(90, what="0212", where="Gao")),
        coding("a8", "ann", event(50, who="USA SYR", whom=None, reciprocal=True, what="036")),
        coding("a8", "bob", event(50, who="SYR", whom="USA", reciprocal=True, what="036")),
        coding("a9", "ann", event(1), status=CodingStatus.IN_PROGRESS),
    ]
)


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    return project_of(STUDY, tmp_path_factory.mktemp("agreement") / "p.db")


def report(study, options=FEW):
    return Report(study, Selection("main"), options)


def points(data):
    """The figures by field, without intervals: which articles these draw goes by identity."""
    found = {}
    for entry in data["fields"]:
        for part in ("evidence", "both", "absent"):
            if part in entry:
                figures = entry[part]
                found[entry["field"], part] = (
                    figures["n"],
                    figures["percent"]["value"],
                    figures["alpha"]["value"],
                    figures.get("median_km", {}).get("value"),
                )
    for name in ("f1_evidence", "f1_both"):
        found[name] = data["events"][name]["value"]
    found["strict"] = [figure["value"] for figure in data["events"]["f1_strict"].values()]
    found["text"] = {n: f["value"] for n, f in data["text"].items() if isinstance(f, dict)}
    found["types"] = [
        {n: f["value"] for n, f in one.items() if isinstance(f, dict)}
        for one in data["text"]["types"]
    ]
    return found


def test_a_project_gives_the_figures_of_its_study(project):
    ours, stored = (points(as_data(report(s))) for s in (STUDY, open_study(project)))
    assert stored.keys() == ours.keys()
    for name, figures in ours.items():
        if name == "types":
            for one, other in zip(stored[name], figures, strict=True):
                assert one == pytest.approx(other, abs=1e-12)
            continue
        assert stored[name] == pytest.approx(figures, abs=1e-12), name


def test_a_project_says_who_was_given_what_and_what_came_of_it(project):
    study = open_study(project)
    assert study.rounds == {"main": "main"}
    assert sum(one.status is CodingStatus.IN_PROGRESS for one in study.codings) == 1
    assert {one.coder for one in study.codings} == {"ann", "bob", "eva"}
    assert busiest_round(study) == "main"
    assert busiest_round(replace(study, codings=(), rounds={})) == "main"


def values_of(rows):
    """(unit, coder, value) of rows of one field, read by its scale."""
    scale = rows[0]["scale"]
    for row in rows:
        value = row["value"]
        if scale == "set_masi":
            value = frozenset() if value == BLANK else frozenset(value.split("; "))
        elif scale in {"interval", "ordinal"}:
            value = float(value)
        yield row["unit"], row["coder"], value


def masi(one, other):
    shared = len(one & other) / len(one | other) if one | other else 1
    kind = 1 if one == other else 2 / 3 if one <= other or other <= one else 1 / 3
    return 1 - shared * (kind if shared else 0)


DELTAS = {
    "nominal": lambda one, other: one != other,
    "interval": lambda one, other: (one - other) ** 2,
    "set_masi": masi,
}


def test_alpha_from_the_values_written_out_is_ours(project, tmp_path):
    found = report(open_study(project))
    target = tmp_path / "values.csv"
    count = write_reliability(found, target)
    with target.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == count
    by_field = defaultdict(list)
    for row in rows:
        by_field[row["field"]].append(row)
    wanted = {
        "article.relevance": found.whole.events.relevance,
        "article.events": found.whole.events.number,
    }
    for entry in found.whole.fields:
        wanted[entry.field.name] = entry.both
        wanted[f"{entry.field.name} [stage 1]"] = entry.evidence
        wanted[f"{entry.field.name} [absent counted]"] = entry.absent
    checked = 0
    for name, listed in by_field.items():
        figure = wanted[name].alpha.figure.value
        scale = listed[0]["scale"]
        if scale not in DELTAS:
            continue
        triples = list(values_of(listed))
        kernel = krippendorff_alpha(
            from_rows(triples), NOMINAL if scale == "nominal" else Scale(scale)
        )
        slow = alpha_by_pairs(matrix_of(triples), DELTAS[scale])
        if figure is None:
            assert kernel.value is None
            assert slow is None
        else:
            assert kernel.value == pytest.approx(figure, abs=1e-12), name
            assert slow == pytest.approx(figure, abs=1e-12), name
        checked += 1
    assert checked > 100
    settings = (tmp_path / f"values{SETTINGS}").read_text("utf-8")
    assert "seed,1\n" in settings
    assert "intersection over union at least 0.2" in settings


def matrix_of(triples):
    coders = sorted({coder for _, coder, _ in triples})
    units = sorted({unit for unit, _, _ in triples})
    given = {(unit, coder): value for unit, coder, value in triples}
    return [[given.get((unit, coder)) for unit in units] for coder in coders]
