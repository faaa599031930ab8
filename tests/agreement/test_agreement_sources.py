"""The same figures wherever a study is read from, and from the values that are written out."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from reliability import alpha_by_pairs
from studies import SCHEMA, TWO, coding, event, give, made, project_of

from annotator import resources
from annotator.agreement.coefficients.alpha import krippendorff_alpha
from annotator.agreement.coefficients.distances import NOMINAL, Scale
from annotator.agreement.ratings import from_rows
from annotator.agreement.reporting.comparison import Selection
from annotator.agreement.reporting.fields import BLANK, Measure
from annotator.agreement.reporting.report import Options, Report
from annotator.agreement.reporting.report_data import as_data
from annotator.agreement.reporting.table_figures import table_figures
from annotator.domain.dataset import Rows
from annotator.domain.errors import KnownError
from annotator.domain.events import CodingStatus
from annotator.domain.schema import Code
from annotator.jobs.agreement import (
    SETTINGS,
    busiest_round,
    open_study,
    read,
    read_weights,
    report_on,
    write_reliability,
)
from annotator.jobs.exporting import ExportOptions, export_project

FEW = Options(resamples=100)
STUDY = made(
    [
        *TWO,
        coding("a7", "ann", event(1, who="USAGOV RUS"), event(30, what="0211", where="Gao")),
        coding("a7", "bob", event(1, who="USAGOV"), event(35, what="0212", where="Baku")),
        coding("a7", "eva", event(1, who="RUS"), event(90, what="0212", where="Gao")),
        coding("a8", "ann", event(50, who="USA SYR", whom=None, reciprocal=True, what="036")),
        coding("a8", "bob", event(50, who="SYR", whom="USA", reciprocal=True, what="036")),
        coding("b1", "ann", event(70, what=None), event(200)),
        coding("b1", "bob", event(72, what=None), event(205)),
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


def test_what_can_be_compared_is_read_alone(own):
    path, _ = own
    every, twice = open_study(path).codings, open_study(path, twice=True).codings
    finished = {(c.article, c.round, c.coder) for c in every if c.is_finished}
    assert {(c.article, c.round, c.coder) for c in twice} == {
        one for one in finished if sum(one[:2] == other[:2] for other in finished) > 1
    }
    assert len(twice) < len(finished) < len(every)


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


@pytest.fixture(scope="session")
def exports(project, tmp_path_factory):
    """The project as a workbook, and as a folder of CSV files named anyhow."""
    return exported(project, tmp_path_factory.mktemp("exported"), unfinished=True)


def exported(project, folder, **chosen):
    workbook, csvs = folder / "all.xlsx", folder / "csvs"
    csvs.mkdir()
    export_project(project, workbook, ExportOptions(**chosen))
    for at, rows in enumerate(Rows):
        export_project(project, csvs / f"{at}.csv", ExportOptions(rows, **chosen))
    return workbook, csvs


OWN = replace(
    SCHEMA,
    code_lists=tuple(
        replace(one, codes=(*one.codes, Code("own", "197", "Fight at sea", "19")))
        if one.name == "action"
        else one
        for one in SCHEMA.code_lists
    ),
)
"""CAMEO with a code of a team's own."""


@pytest.fixture(scope="session")
def own(tmp_path_factory):
    """A project with assignments, begun articles, an own code and a round of recoding."""
    study = made(
        [
            *STUDY.codings,
            coding("c1", "ann", event(20, what="197"), event(80, what="197")),
            coding("c1", "bob", event(20, what="197"), event(80, what="1951")),
            coding("c1", "eva", event(20, what="190"), event(80, what="194")),
            coding("a1", "ann", event(20, what="197"), round="again"),
            coding("a3", "ann", event(20), round="again"),
        ],
        schema=OWN,
        rounds={"main": "main", "again": "recode"},
        articles=["d1", "d2"],
    )
    path = project_of(study, tmp_path_factory.mktemp("own") / "own.db")
    give(path, ["a1", "a9", "c1", "d1"], ["ann", "bob"])
    folder = tmp_path_factory.mktemp("own_exported")
    return path, exported(path, folder)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("against", ["", "again"])
def test_an_export_tells_what_its_project_tells(own, which, against):
    path, exports = own
    ours, theirs = (
        Report(study, Selection("main", against), FEW)
        for study in (open_study(path), read(exports[which]))
    )
    data, stored = as_data(ours), as_data(theirs)
    assert (data["settings"].pop("origin"), stored["settings"].pop("origin")) == (
        "Two coders",
        exports[which].name,
    )
    assert stored == data
    if not against:
        levels = next(one for one in data["fields"] if one["field"] == "action.levels")
        assert levels["both"]["alpha"]["value"] > 0.5
        ann = data["states"][0]
        assert ann["not started"] == 1
        assert ann["in progress"] == 1
        assert ann["not assigned"] == 1
        assert theirs.study.rounds == {"main": "main", "again": "recode"}


def test_codes_of_ones_own_are_in_the_tree_only_with_the_codebook(own, tmp_path):
    path, exports = own
    for name in ("events", "codings"):
        export_project(path, tmp_path / f"{name}.csv", ExportOptions(Rows(name)))
    known, unknown = (read(found).schema.code_list("action") for found in (exports[1], tmp_path))
    assert [code.code for code in known.path("197")] == ["19", "197"]
    assert unknown.path("197") == ()


@pytest.mark.parametrize("which", [0, 1])
def test_an_export_gives_the_figures_of_its_project(project, exports, which):
    ours, read_back = open_study(project), read(exports[which])
    assert read_back.assigned == ours.assigned
    assert read_back.articles == ours.articles
    by_coder = sorted(read_back.codings, key=lambda c: (c.article, c.coder))
    for one, other in zip(
        by_coder, sorted(ours.codings, key=lambda c: (c.article, c.coder)), strict=True
    ):
        assert (one.status, one.codebook, one.unaided) == (
            other.status,
            other.codebook,
            other.unaided,
        )
        assert one.marked == other.marked
        assert [(e.uuid, e.evidence) for e in one.events] == [
            (e.uuid, e.evidence) for e in other.events
        ]
    data, stored = as_data(report(read_back)), as_data(report(ours))
    del data["settings"], stored["settings"]
    assert data == stored


def test_an_export_of_an_unknown_schema_asks_for_it(exports, tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    for file in exports[1].iterdir():
        text = file.read_text("utf-8-sig").replace("target,", "victim,")
        (folder / file.name).write_text(text, "utf-8")
    with pytest.raises(KnownError, match="--schema"):
        read(folder)
    schema = tmp_path / "own.json"
    schema.write_text(resources.schema_path("cameo").read_text("utf-8"), "utf-8")
    assert read(folder, schema=schema).schema.name == "cameo"


def test_events_and_codings_alone_are_enough_for_all_but_marked_text(project, exports, tmp_path):
    for name in ("events", "codings"):
        export_project(
            project, tmp_path / f"{name}.csv", ExportOptions(Rows(name), unfinished=True)
        )
    ours, few = (points(as_data(report(s))) for s in (open_study(project), read(tmp_path)))
    del ours["text"], ours["types"], few["text"], few["types"]
    assert few == ours
    (tmp_path / "events.csv").unlink()
    with pytest.raises(KnownError, match="No table has a column each"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("coding_status", "state", "“coding_status” is missing"),
        ("done", "finished?", "what no export writes"),
        ("known,known", "known,perhaps", "what no export writes"),
    ],
)
def test_a_damaged_export_is_refused_with_a_sentence(exports, tmp_path, old, new, said):
    for file in exports[1].iterdir():
        text = file.read_text("utf-8-sig").replace(old, new)
        (tmp_path / file.name).write_text(text, "utf-8")
    with pytest.raises(KnownError, match=said):
        read(tmp_path)


def test_what_is_no_table_is_refused_with_a_sentence(tmp_path):
    for name, content in (("a.xlsx", b"no"), ("b.csv", b""), ("c.json", b"{"), ("d.db", b"no")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(KnownError):
            read(tmp_path / name)
        with pytest.raises((KnownError, FileNotFoundError)):
            read(tmp_path / f"none-{name}")
    (tmp_path / "empty").mkdir()
    with pytest.raises(KnownError, match=r"holds no \.csv file"):
        read(tmp_path / "empty")


def test_weights_are_a_square_table(tmp_path):
    table = tmp_path / "weights.csv"
    table.write_text(",190,193\n190,0,0.5\n193,0.5,0\n", "utf-8")
    scale = read_weights({"action": table})["action"]
    assert (scale.labels, scale.disagreement) == (("190", "193"), ((0, 0.5), (0.5, 0)))
    table.write_text(",190,193\n190,0,x\n193,0.5,0\n", "utf-8")
    with pytest.raises(KnownError, match="holds no weights"):
        read_weights({"action": table})
    with pytest.raises(KnownError, match="no field “deed” to weigh"):
        report_on(STUDY, Selection("main"), Options(weights={"deed": scale}))


def test_any_table_of_units_coders_and_values(tmp_path):
    table = tmp_path / "values.csv"
    table.write_text("Item;Rater;Label\n1;x;010\n1;y;10\n2;x;a\n2;y;a\n3;x;a\n3;y;\n", "utf-8")
    (figures,) = table_figures(read(table))
    assert (figures.units, figures.coders, figures.level) == (2, 2, "nominal")
    expected = alpha_by_pairs([["010", "a"], ["10", "a"]], DELTAS["nominal"])
    assert figures.alpha.figure.value == pytest.approx(expected)  # 010 is not 10
    named = tmp_path / "other.csv"
    named.write_text("a,b,c\n1,x,1\n1,y,2\n2,x,3\n2,y,3\n", "utf-8")
    with pytest.raises(KnownError, match=r"Columns found: “other\.csv”: a, b, c"):
        read(named)
    (figures,) = table_figures(
        read(named, columns={"unit": "a", "coder": "b", "value": "c"}), level="interval"
    )
    expected = alpha_by_pairs([[1, 3], [2, 3]], DELTAS["interval"])
    assert figures.alpha.figure.value == pytest.approx(expected)


def test_the_values_written_out_are_such_a_table(project, tmp_path):
    target = tmp_path / "values.csv"
    found = report(open_study(project))
    write_reliability(found, target)
    by_field = {one.field: one for one in table_figures(read(target), resamples=100)}
    for entry in found.whole.fields:
        if entry.field.measure in (Measure.SAME, Measure.SETS, Measure.NUMBERS):
            ours, theirs = entry.both.alpha, by_field.get(entry.field.name)
            if theirs is not None and ours.figure.value is not None:
                assert theirs.alpha.figure.value == pytest.approx(ours.figure.value)
                assert theirs.alpha.interval.low == pytest.approx(ours.interval.low)
                assert theirs.alpha.interval.high == pytest.approx(ours.interval.high)


GOLD = Path(__file__).resolve().parents[3] / "shared/gold/intercoder_arabic_assault_spans.json"


@pytest.mark.skipif(not GOLD.exists(), reason="the published double coding is not here")
def test_published_words_of_anonymous_coders():
    sentences = read(GOLD)
    assert len(sentences) == 373


def test_a_project_knows_which_round_is_one_of_adjudication(tmp_path):
    settled = [replace(one, coder="pia", round="settled") for one in TWO if one.coder == "bob"]
    study = made([*TWO, *settled], rounds={"main": "main", "settled": "adjudication"})
    stored = open_study(project_of(study, tmp_path / "p.db"))
    assert stored.rounds == {"main": "main", "settled": "adjudication"}
    assert busiest_round(stored) == "main"
    found = report_on(stored, Selection("", "settled"), FEW)
    assert found.comparison.pairs == (("ann", "settled"), ("bob", "settled"))
    assert found.whole.by_coder[1].f1_both.value == 1
    unknown = replace(stored, rounds={})  # as of an export: told by who coded
    assert report_on(unknown, Selection("main", "settled"), FEW).comparison.pairs == (
        found.comparison.pairs
    )
