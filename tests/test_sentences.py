"""Sentences for people, looked for in the source: each can be said in the user's language."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("domain", "storage", "formats", "agreement", "jobs", "nlp", "gui")
MODULES = sorted(path for layer in LAYERS for path in (ROOT / "annotator" / layer).rglob("*.py"))
BELOW = [path for path in MODULES if "gui" not in path.parts]
SAID = frozenset({"tr", "later", "_tr", "translate", "translated"})

KEPT_ENGLISH = {
    "domain/schema_models.py": "descriptions in the JSON Schema of schema files",
    "domain/edit_labels.py": "its sentences are tables of `later`",
    "formats/attribute_columns.py": "what a dataset says of its columns",
    "formats/columns.py": "what a dataset says of its columns",
    "formats/descriptions.py": "what a dataset says of its columns",
    "formats/slot_columns.py": "what a dataset says of its columns",
    "formats/codebook_sheets/code_columns.py": "written into a workbook",
    "formats/codebook_sheets/dressing.py": "written into a workbook",
    "formats/codebook_sheets/filled.py": "written into a workbook",
    "formats/codebook_sheets/read_me.py": "written into a workbook",
    "formats/codebook_sheets/tables.py": "written into a workbook",
    "formats/handbook/": "a page that is written for a team",
    "formats/codebook_sheets/code_lists.py": "places in a file",
    "formats/codebook_sheets/findings.py": "places in a file",
    "formats/codebook_sheets/places.py": "places in a file",
    "formats/codebook_sheets/reading.py": "places in a file",
    "formats/codebook_sheets/rows.py": "places in a file",
    "jobs/agreement_text.py": "a report that a command prints and a file keeps",
    "domain/gazetteer/resolving.py": "reasons kept with suggestions; domain/suggestion_reasons.py",
    "nlp/components/": "reasons kept with suggestions; see domain/suggestion_reasons.py",
    "nlp/actor_codes.py": "reasons kept with suggestions; see domain/suggestion_reasons.py",
    "storage/ops/": "names of edits, kept in the journal; see domain/edit_labels.py",
}
"""Modules with words that stay English in every language, and why; their errors are checked too."""


def name_of(node):
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def tree_of(module):
    return ast.parse(module.read_text(encoding="utf-8"))


def text_of(node):
    """The text of a literal, gaps as {}; None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        parts = (text_of(v) if isinstance(v, ast.Constant) else "{}" for v in node.values)
        return "".join(parts)
    return None


def unsaid(node):
    """Literals below a node that nothing translates, docstrings and log lines left out."""
    if isinstance(node, ast.Call) and name_of(node.func) in {*SAID, "info", "debug", "warning"}:
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if (text := text_of(node)) is not None:
        yield node, text
        return
    for child in ast.iter_child_nodes(node):
        yield from unsaid(child)


def words_in(text):
    return len(re.findall(r"[^\W\d_]{2,}", text))


def known_errors():
    """The errors whose message is for people: those of domain/errors.py and all made of them."""
    bases = {
        node.name: {name_of(base) for base in node.bases}
        for module in MODULES
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.ClassDef)
    }
    found = {"KnownError", "NoDayError", "UnreadableError"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return frozenset(found)


ERRORS = known_errors()


def test_errors_are_found():
    assert {"EditRefusedError", "ReadOnlyError", "SchemaError", "NoTextColumnError"} <= ERRORS


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_errors_are_raised_with_sentences_that_are_translated(module):
    raised = [
        node
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call) and name_of(node.func) in ERRORS and node.args
    ]
    literal = [(n.lineno, text) for call in raised for n, text in unsaid(call.args[0])]
    assert [found for found in literal if words_in(found[1]) > 1 and " " in found[1]] == []


def looks_like_a_sentence(text):
    sql = re.search(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|FROM|WHERE|RAISE)\b", text)
    ends = re.search(r"[^\W\d_)”}]\.\s*\Z", text) or "“" in text
    return words_in(text) > 2 and " " in text and bool(ends) and not sql


@pytest.mark.parametrize("module", BELOW, ids=lambda p: str(p.relative_to(ROOT)))
def test_sentences_below_the_window_are_translated(module):
    inside = module.relative_to(ROOT / "annotator").as_posix()
    if any(inside.startswith(kept) for kept in KEPT_ENGLISH):
        return
    found = [(node.lineno, text) for node, text in unsaid(tree_of(module))]
    assert [each for each in found if looks_like_a_sentence(each[1])] == []


def test_what_is_kept_in_english_is_still_there():
    names = [path.relative_to(ROOT / "annotator").as_posix() for path in BELOW]
    assert [kept for kept in KEPT_ENGLISH if not any(n.startswith(kept) for n in names)] == []


def at_import(node):
    """Calls that are made when a module is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield from at_import(child)


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_is_translated_before_the_language_is_known(module):
    early = [call.lineno for call in at_import(tree_of(module)) if name_of(call.func) == "tr"]
    assert early == []


def gap_names(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def sentences_in(node):
    """The literals that are said below a node: of ``tr("…")``, or of one or the other."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and name_of(call.func) in {"tr", "later"} and call.args:
            text = text_of(call.args[0])
            if text is not None:
                yield text


def fillings(function):
    """Each ``….format(name=…)`` of a function: the sentences it may fill, and the names given."""
    held = [
        (node.targets[0].id, node.lineno, [*sentences_in(node.value)])
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    ]
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and name_of(node.func) == "format" and node.keywords:
            what = node.func.value
            said = [*sentences_in(what)]
            if isinstance(what, ast.Name):
                before = [(at, of) for n, at, of in held if n == what.id and at < node.lineno]
                said = max(before)[1] if before else []
            if all(keyword.arg for keyword in node.keywords):
                yield node, said, {keyword.arg for keyword in node.keywords}


@pytest.mark.parametrize("module", BELOW, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_gap_of_a_sentence_is_filled(module):
    functions = [n for n in ast.walk(tree_of(module)) if isinstance(n, ast.FunctionDef)]
    wrong = [
        (node.lineno, text, sorted(gap_names(text) - given))
        for function in functions
        for node, said, given in fillings(function)
        for text in said
        if gap_names(text) - given
    ]
    assert wrong == []


@pytest.mark.parametrize("module", BELOW, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_is_said_is_a_literal_or_a_sentence_of_a_table(module):
    calls = [n for n in ast.walk(tree_of(module)) if isinstance(n, ast.Call)]
    odd = [
        (call.lineno, ast.unparse(call)[:80])
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id in {"tr", "later"}
        and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert odd == []
