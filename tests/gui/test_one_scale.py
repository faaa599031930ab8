"""One spacing scale and one type scale: the window's source names no other distance.

A number in a length, a margin or a style sheet is a token of ``theme`` or the size of one thing
that is larger than the widest distance: the width of a dialog, the least height of a list.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from annotator.gui import theme

GUI = Path(theme.__file__).parent
SPACES = {"TIGHT": 4, "NEAR": 8, "STEP": 12, "ROOM": 16, "WIDE": 24, "FAR": 32}
TYPES = {"SMALL": 11, "UI": 13, "ARTICLE": 17, "TITLE": 17, "HEADLINE": 25}
CORNERS = {"MARK_RADIUS": 4, "ROW_RADIUS": 6, "CARD_RADIUS": 10}
DRAWN = {
    "HAIR": 1, "THIN": 2, "ICON": 16, "SMALL_ICON": 12, "DOT": 8, "RING": 4, "BADGE": 18,
    "CAP": 20, "UI_LINE": 18,
    "RAISED": 9,  # no text: the letter on the corner of a mark, as large as the look draws it
}  # fmt: skip
TOKENS = {**SPACES, **TYPES, **CORNERS, **DRAWN}
DISTANCES = {  # calls that set what lies between things
    "setContentsMargins", "setSpacing", "addSpacing", "setHorizontalSpacing", "setVerticalSpacing",
    "setMargin", "setDocumentMargin", "setIndentWidth", "setTextMargins", "QMargins", "QMarginsF",
    "setTopMargin", "setBottomMargin", "setLeftMargin", "setRightMargin", "setPadding",
}  # fmt: skip
LENGTHS = {  # calls that take the size of something as well
    *DISTANCES, "px", "room", "adjusted", "setViewportMargins", "setPixelSize", "setPointSize",
    "setPointSizeF", "font", "setFixedHeight", "setFixedWidth", "setFixedSize",
    "setMinimumHeight", "setMinimumWidth", "setMaximumHeight", "setMaximumWidth", "setHandleWidth",
    "setIconSize", "setCursorWidth",
}  # fmt: skip
BETWEEN_PIXELS = (0.5, 1.5)  # where a line of one pixel has its middle
SMALLER = max(SPACES.values())
LENGTH_IN_A_SHEET = re.compile(r"\d+(?:\.\d+)?(?:px|pt|em|ex|rem)\b(?! (?:solid|dashed|dotted))")
EDGE_IN_A_SHEET = re.compile(r"(\d+)px (?:solid|dashed|dotted)")
OF_A_SHEET = re.compile(r"(padding|margin|spacing|border-radius|font-size)[a-z-]*: *([^;}]*)")


@cache
def sources() -> dict[str, ast.Module]:
    files = sorted(GUI.rglob("*.py"))
    return {str(p.relative_to(GUI)): ast.parse(p.read_text(encoding="utf-8")) for p in files}


@cache
def all_calls() -> list[tuple[str, str, ast.Call]]:
    return [
        (called(node), f"{module}:{node.lineno}", node)
        for module, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]


def calls(names: set[str]) -> Iterator[tuple[str, ast.Call]]:
    return ((place, node) for name, place, node in all_calls() if name in names)


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def numbers(call: ast.Call) -> Iterator[float]:
    """Numbers among the arguments; how often something is taken is no length."""
    waiting: list[ast.AST] = [*call.args, *(word.value for word in call.keywords)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield node.value
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.FloorDiv | ast.Div):
            sides = (node.left, node.right)
            waiting += [side for side in sides if not isinstance(side, ast.Constant)]
        elif not isinstance(node, ast.Call | ast.Subscript | ast.Compare):
            waiting += ast.iter_child_nodes(node)  # what is called is looked at by itself


def test_the_scales_are_those_of_the_look():
    assert {name: getattr(theme, name) for name in TOKENS} == TOKENS
    assert tuple(SPACES.values()) == theme.SPACES


def test_no_length_stands_beside_the_scale():
    small = [
        (place, number)
        for place, call in calls(LENGTHS)
        for number in numbers(call)
        if 0 < abs(number) <= SMALLER and abs(number) not in BETWEEN_PIXELS
    ]
    assert small == []


def test_what_lies_between_things_is_on_the_scale():
    """Margins and spacings are spaces, nothing, or the line of a frame."""
    for place, call in calls(DISTANCES):
        names = {node.id for node in ast.walk(call) if isinstance(node, ast.Name)}
        tokens = {name for name in names if name in TOKENS}
        assert tokens <= {*SPACES, "HAIR"}, (place, tokens)


@pytest.mark.parametrize("name", sorted(sources()))
def test_constants_that_are_lengths_are_on_the_scale(name):
    """A module's own length is larger than any distance, or a token by another name."""
    tree = sources()[name]
    used = {
        node.id
        for place, call in calls({"px"})
        if place.startswith(f"{name}:")
        for node in ast.walk(call)
        if isinstance(node, ast.Name)
    }
    for target, value in constants(tree):
        if target in used and target not in TOKENS:
            small = [
                node.value
                for node in ast.walk(value)
                if isinstance(node, ast.Constant) and type(node.value) in (int, float)
                if 0 < abs(node.value) <= SMALLER
            ]
            assert not small, (target, small)


def constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            (target,) = node.targets[-1:]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                for name, value in zip(target.elts, node.value.elts, strict=True):
                    yield ast.unparse(name), value
            else:
                yield ast.unparse(target), node.value


def test_style_sheets_name_tokens_only():
    for module, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                place = f"{module}:{node.lineno}"
                assert not LENGTH_IN_A_SHEET.search(node.value), (place, node.value)
                assert set(EDGE_IN_A_SHEET.findall(node.value)) <= {"1", "2"}, place


def test_style_sheets_use_each_token_for_what_it_is():
    """Type sizes for type, corners for corners, spaces for what lies between."""
    right = {
        "font-size": set(TYPES), "border-radius": set(CORNERS),
        "padding": {*SPACES, "HAIR", "THIN"}, "margin": {*SPACES, "HAIR", "THIN"},
        "spacing": {*SPACES, "HAIR"},
    }  # fmt: skip
    seen = 0
    for module, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                for what, value in OF_A_SHEET.findall(ast.unparse(node).replace("{{", "")):
                    named = {name for name in re.findall(r"\b[A-Z_]+\b", value) if name in TOKENS}
                    assert named <= right[what], (module, node.lineno, what, value)
                    seen += 1
    assert seen > 100
