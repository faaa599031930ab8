"""``annotator schema`` and its subcommands."""

import json
import re

import openpyxl
import pytest

from annotator import cli, resources
from annotator.cli import schema as command
from annotator.domain import schema_file


@pytest.fixture
def run(capsys):
    def run(*arguments):
        status = cli.main(["schema", *map(str, arguments)])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


CAMEO = resources.schema_path("cameo")
load = schema_file.load


@pytest.mark.parametrize("name", command.SUBCOMMANDS)
def test_every_subcommand_is_a_module_with_one_line_of_help(run, name):
    module = command.load(name)
    assert module.HELP
    assert not module.HELP.endswith(".")
    status, _, err = run(name, "--help")
    assert (status, err) == (0, "")
    assert name in run("--help")[1]


def test_without_a_subcommand(run):
    status, out, err = run()
    assert (status, out) == (2, "")
    assert "SUBCOMMAND" in err


@pytest.mark.parametrize("given", ["cameo", CAMEO])
def test_to_a_workbook_and_back(run, tmp_path, given):
    status, out, err = run("to-xlsx", given, tmp_path / "x.xlsx")
    assert (status, err) == (0, "")
    assert out.startswith(f"Wrote “{tmp_path / 'x.xlsx'}”: ")
    assert "codes in 9 lists." in out
    status, out, err = run("from-xlsx", tmp_path / "x.xlsx", tmp_path / "x.json", "--json")
    assert (status, err) == (0, "")
    assert json.loads(out) == {"path": str(tmp_path / "x.json"), "schema": "cameo", "notes": []}
    assert load(tmp_path / "x.json") == load(CAMEO)


def test_the_codebook_of_a_project(run, tmp_path, capsys):
    cli.main(["new", str(tmp_path / "p.db")])
    assert run("to-xlsx", tmp_path / "p.db", tmp_path / "x.xlsx")[0] == 0
    assert run("from-xlsx", tmp_path / "x.xlsx", tmp_path / "x.json")[0] == 0
    assert load(tmp_path / "x.json") == load(CAMEO)


def spoiled(path):
    book = openpyxl.load_workbook(path)
    sheet = book["action"]
    sheet.cell(3, 1).value = 10
    sheet.cell(4, 2).value = "99"
    sheet.cell(5, 3).value = None
    book.save(path)


def test_a_workbook_with_problems_writes_nothing(run, tmp_path):
    run("to-xlsx", "cameo", tmp_path / "x.xlsx")
    spoiled(tmp_path / "x.xlsx")
    (tmp_path / "x.json").write_text("as it was")
    status, out, err = run("from-xlsx", tmp_path / "x.xlsx", tmp_path / "x.json")
    assert (status, out) == (2, "")
    assert (
        "x.xlsx” has 4 problems. Mend the workbook and try again.\n- Sheet “action”, row 3" in err
    )
    assert (tmp_path / "x.json").read_text() == "as it was"
    answer = json.loads(run("from-xlsx", tmp_path / "x.xlsx", tmp_path / "x.json", "--json")[1])
    assert len(answer["problems"]) == 4


def test_the_handbook_of_a_project(run, tmp_path):
    cli.main(["new", str(tmp_path / "p.db"), "--schema", "protest"])
    status, out, err = run("handbook", tmp_path / "p.db", tmp_path / "book.html")
    assert (status, err) == (0, "")
    assert "53 codes in 4 lists" in out
    assert "Contentious politics" in (tmp_path / "book.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["to-xlsx", "cameo", "x.json"], "“x.json” does not end in .xlsx. Name the file x.xlsx."),
        (["from-xlsx", "x.xlsx", "x.csv"], "“x.csv” does not end in .json."),
        (["reword", "cameo", "w.csv", "x.xlsx"], "“x.xlsx” does not end in .json."),
        (["handbook", "cameo", "x.pdf"], "“x.pdf” does not end in .html."),
        (["handbook", "nowhere.xlsx", "x.html"], "There is no schema “nowhere.xlsx”."),
        (["handbook", "cameo", "no/x.html"], "There is no folder"),
        (["to-xlsx", "camel", "x.xlsx"], "There is no schema “camel”."),
        (["from-xlsx", "nowhere.xlsx", "x.json"], "“nowhere.xlsx” cannot be read"),
        (["check", "nowhere.xlsx"], "“nowhere.xlsx” cannot be read"),
        (["reword", "cameo", "w.pdf", "x.json"], "“w.pdf” is no table of wording."),
        (["reword", "cameo", "w.csv", "x.json"], "“w.csv” cannot be read"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence(run, tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_check_a_good_file(run, tmp_path):
    status, out, err = run("check", CAMEO)
    assert (status, err) == (0, "")
    assert out.splitlines()[-1].startswith("No problems: 1,4")
    answer = json.loads(run("check", CAMEO, "--json")[1])
    assert (answer["problems"], answer["notes"]) == ([], [])
    assert answer["codes"] > 1_400


def test_check_lists_every_problem_of_a_workbook(run, tmp_path):
    run("to-xlsx", "cameo", tmp_path / "x.xlsx")
    spoiled(tmp_path / "x.xlsx")
    status, out, err = run("check", tmp_path / "x.xlsx")
    assert status == 2
    assert "x.xlsx” has 4 problems. Mend them and check again." in err
    listed = [line for line in out.splitlines() if line.startswith("✗")]
    assert [re.sub("row 1.. ", "row N ", line.split(":")[0]) for line in listed] == [
        "✗ Sheet “action”, row 3 (10) and sheet “action”, row N (10)",
        "✗ Sheet “action”, row 3 (10)",
        "✗ Sheet “action”, row 4 (011)",
        "✗ Sheet “action”, row 5 (012), column “label”",
    ]
    answer = json.loads(run("check", tmp_path / "x.xlsx", "--json")[1])
    assert [f"✗ {problem}" for problem in answer["problems"]] == listed


def test_check_names_places_in_json(run, tmp_path):
    data = json.loads(CAMEO.read_text(encoding="utf-8"))
    codes = data["code_lists"][0]["codes"]
    codes[5]["parent"] = "nowhere"
    codes[6]["label"] = ""
    path = tmp_path / "x.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    status, out, _ = run("check", path)
    assert status == 2
    assert f'✗ code_lists[0] (action).codes[5] ({codes[5]["code"]}): its parent "nowhere"' in out
    assert f"✗ code_lists[0].codes[6].label ({codes[6]['code']}): it must not be empty." in out


@pytest.mark.parametrize("content", ["", "{", "[]", "nonsense", "[" * 100_000])
def test_check_what_is_no_schema(run, tmp_path, content):
    path = tmp_path / "x.json"
    path.write_text(content)
    status, out, _ = run("check", path, "--json")
    answer = json.loads(out)
    assert (status, answer["codes"]) == (2, 0)
    assert answer["problems"]


def test_check_warns_of_what_may_be_meant_otherwise(run, tmp_path):
    data = json.loads(CAMEO.read_text(encoding="utf-8"))
    for code in data["code_lists"][0]["codes"]:
        code["definition"] = "Something." if code["code"] != "011" else ""
        code["not_when"] = "a visit → 042; else (→ 9999)" if code["code"] == "043" else ""
        code["use_when"] = ""
    path = tmp_path / "x.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    action = [w for w in json.loads(run("check", path, "--json")[1])["warnings"] if "(action)" in w]
    assert len(action) == 2
    assert action[0].endswith("(011): it can be given and has no definition.")
    assert action[1].endswith('(043).not_when: it points to "9999", which is not in this list.')
    run("to-xlsx", path, tmp_path / "x.xlsx")
    warnings = json.loads(run("check", tmp_path / "x.xlsx", "--json")[1])["warnings"]
    assert [w for w in warnings if "“action”" in w][1].startswith("Sheet “action”, row ")
    assert "(043), column “not this when”: it points to" in "".join(warnings)


def test_reword_from_a_csv_file(run, tmp_path):
    wording = tmp_path / "Manual 2.csv"
    wording.write_text(
        'Code;Definition;Not this when;Examples\n042;"They go; there";;"One.\nTwo."\n043;;;\n',
        encoding="utf-8",
    )
    status, _, err = run("reword", "cameo", wording, tmp_path / "x.json")
    assert (status, err) == (0, "")
    code = load(tmp_path / "x.json").code_list("action").get("042")
    assert (code.definition, code.examples) == ("They go; there", ("One.", "Two."))
    assert code.reference == "Manual 2.csv"
    old = load(CAMEO).code_list("action")
    assert code.label == old.get("042").label
    assert load(tmp_path / "x.json").code_list("action").get("043") == old.get("043")


def test_reword_from_a_workbook_written_here(run, tmp_path):
    run("to-xlsx", "cameo", tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    titles = {cell.value: cell.column for cell in book["role"][1]}
    book["role"].cell(2, titles["definition"]).value = "Our own words."
    book["role"].cell(2, titles["label"]).value = "another label"
    book.save(tmp_path / "x.xlsx")
    assert run("reword", CAMEO, tmp_path / "x.xlsx", tmp_path / "x.json")[0] == 0
    code = load(tmp_path / "x.json").code_list("role").codes[0]
    old = load(CAMEO).code_list("role").codes[0]
    assert (code.definition, code.label, code.reference) == (
        "Our own words.",
        old.label,
        old.reference,
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("code,definition\n", "It has no rows."),
        ("code,label\n042,x\n", "It has no table with a column “code” and at least one of"),
        ("", "It is empty."),
        (
            "code,definition\n42,x\n0999,y\n",
            "row 3 (0999): the code “0999” is not in the codebook.",
        ),
        ("code,definition\n042,\n", "No row holds a definition"),
        ('code,definition\n042,"x\n', "a quotation mark opens here"),
        ("code,definition,definition\n042,x,y\n", "Two of its columns have the same name."),
    ],
)
def test_wording_that_cannot_be_laid_over(run, tmp_path, content, sentence):
    wording = tmp_path / "w.csv"
    wording.write_text(content)
    status, out, err = run("reword", "cameo", wording, tmp_path / "x.json")
    assert (status, out) == (2, "")
    assert sentence in err
    assert not (tmp_path / "x.json").exists()
