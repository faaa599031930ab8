"""The shape of the code, checked: layers, sizes, words that belong into schema files."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import resources
from annotator.domain import schema_file

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "annotator").rglob("*.py"))


def test_import_contracts_hold():
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_module_is_short_and_says_what_it_is(module):
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text))
    assert module.stem not in {"utils", "helpers", "misc", "common"}


# Words of one schema: they belong into schemas/*.json and nowhere else. What English and Python
# use as well ("source" of an article, "target" of an assignment) is looked for as slot names.
_WORDS = re.compile(r"cameo|goldstein|plover|\bISR\b|\bTUR(MIL|GOV)?\b", re.IGNORECASE)
_SLOT = re.compile(r"""["'](source|target|attribution|date_due)["']""")


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_word_of_a_schema_in_the_program(module):
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            allowed = _is_default(node.value) or node.value in _STATISTICS
            assert allowed or not (found := _WORDS.search(node.value)), found


# Distances of hierarchical codes, under the names that reference cases ask for them by.
_STATISTICS = frozenset(["cameo_levels", "cameo_path_squared", "cameo_path_length"])

# Names and codes of the schemas that English and Python have as well.
_ENGLISH = frozenset(
    [
        "12",
        "actor",
        "against",
        "allege",
        "alleged",
        "announced",
        "historical",
        "hypothetical",
        "negated",
        "bad",
        "col",
        "cop",
        "date",
        "day",
        "demo",
        "ethnic",
        "event",
        "fri",
        "government",
        "group",
        "had",
        "who",
        "jan",
        "kbd",
        "mar",
        "march",
        "may",
        "min",
        "mon",
        "new",
        "none",
        "note",
        "other",
        "place",
        "sat",
        "source",
        "status",
        "sun",
        "sure",
        "target",
        "unspecified",
        "was",
    ]
)


def test_no_name_or_code_of_a_schema_in_the_program():
    own = set()
    for name in resources.schema_names():
        schema = schema_file.load(resources.schema_path(name))
        own |= {e.name for e in (*schema.slots, *schema.attributes, *schema.rules)}
        own |= {choice.value for entry in schema.attributes for choice in entry.choices}
        own |= {code.code for codes in schema.code_lists for code in codes.codes}
    assert {"0871", "recipient", "hunger_strike", "many_dead"} <= own
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in own - _ENGLISH, (module, node.value)


def _is_default(text: str) -> bool:
    """The one place that may name a schema: which file a new project takes by default."""
    return text == "cameo"


# What outlives what it works on: a painter after an error, a late call to what is gone, a thread
# that is the last to let go of a window.
_LOOSE = re.compile(
    r"= QPainter\(|threading\.Thread\(.*\)\.start"
    r"|singleShot\([^,()]+, (self[\w.]*\)|lambda|partial)"
)


def test_nothing_of_qt_outlives_what_it_works_on():
    gui = ROOT / "annotator" / "gui"
    loose = [
        f"{module.relative_to(ROOT)}: {found[0]}"
        for module in MODULES
        if gui in module.parents
        for found in _LOOSE.finditer(module.read_text(encoding="utf-8"))
    ]
    assert loose == []


_STARTING = """
import sys
import annotator.gui.main_window
heavy = {"pandas", "numpy", "sqlite_utils", "pydantic", "spacy", "openpyxl", "dateparser"}
print(",".join(sorted(heavy & set(sys.modules))))
"""


def test_starting_the_window_loads_nothing_heavy():
    done = subprocess.run(
        [sys.executable, "-c", _STARTING], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


_REFCOUNT = """
import sys
from PySide6.QtCore import QCoreApplication, QObject
application = QCoreApplication([])
probe = QObject()
before = sys.getrefcount(None)
for _ in range(20_000):
    probe.setObjectName("x")
lost = before - sys.getrefcount(None)
print(lost)
"""


def test_void_calls_of_qt_do_not_wear_out_none():
    """PySide6 6.12.0 on Python 3.11 lost a reference to None with each void call, then aborted."""
    done = subprocess.run(
        [sys.executable, "-c", _REFCOUNT], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < 1_000
