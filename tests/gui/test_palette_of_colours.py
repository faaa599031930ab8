"""The colours can be read and told apart: WCAG contrast, three colour-vision deficiencies.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#contrast-minimum). Deficiencies are
simulated with the matrices for full severity of Machado, Oliveira and Fernandes, "A
physiologically-based model for simulation of color vision deficiency", IEEE Transactions on
Visualization and Computer Graphics 15 (2009), applied to linear RGB. Differences are CIE76 in Lab.
"""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from annotator.domain import schema_file
from annotator.gui.theme import DARK, LIGHT, Theme
from annotator.resources import schema_path

THEMES = {"light": Theme(LIGHT, dark=False), "dark": Theme(DARK, dark=True)}
SCHEMAS = ("cameo", "plover", "protest")
TEXT, GRAPHICS = 4.5, 3.0
TELLING_APART = 9.0  # ΔE; about 2 can just be seen side by side, thin lines want several times that

PAIRS = [  # what is written on what
    *[(ink, ground) for ink in ("text", "muted", "accent", "good", "warning", "danger")
      for ground in ("background", "surface")],
    *[(ink, "accent_soft") for ink in ("text", "muted", "accent", "warning")],
    ("on_accent", "accent"),
    ("on_accent", "muted"),  # the letter of an empty slot
    ("text", "other"),
]  # fmt: skip
MARKS = [  # focus frames and drawings, against what they stand on
    *[("accent", ground) for ground in ("background", "surface", "accent_soft")],
    *[(ink, "surface") for ink in ("good", "warning", "danger", "muted")],
]
MACHADO = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(color: QColor) -> tuple[float, ...]:
    parts = (color.redF(), color.greenF(), color.blueF())
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def contrast(one: QColor, other: QColor) -> float:
    lights = sorted(
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(color), strict=True))
        for color in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def lab(rgb: tuple[float, ...]) -> tuple[float, ...]:
    """CIE Lab (D65) of linear RGB."""
    rows = (
        (0.4124564, 0.3575761, 0.1804375, 0.95047),
        (0.2126729, 0.7151522, 0.0721750, 1.0),
        (0.0193339, 0.1191920, 0.9503041, 1.08883),
    )
    x, y, z = (root(sum(w * c for w, c in zip(row[:3], rgb, strict=True)) / row[3]) for row in rows)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def root(share: float) -> float:
    return share ** (1 / 3) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116


def seen(color: QColor, deficiency: str) -> tuple[float, ...]:
    rgb = linear(color)
    matrix = MACHADO.get(deficiency, ((1, 0, 0), (0, 1, 0), (0, 0, 1)))
    return tuple(
        min(1.0, max(0.0, sum(w * c for w, c in zip(row, rgb, strict=True)))) for row in matrix
    )


def difference(one: QColor, other: QColor, deficiency: str = "") -> float:
    pairs = zip(lab(seen(one, deficiency)), lab(seen(other, deficiency)), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def mention_types(name: str):
    return schema_file.load(schema_path(name)).mention_types


def test_the_measures_are_those_of_the_books():
    black, white = QColor("#000000"), QColor("#ffffff")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(QColor("#767676"), white) == pytest.approx(4.54, abs=0.01)
    assert difference(black, white) == pytest.approx(100, abs=0.1)
    for deficiency in MACHADO:  # greys stay what they are
        assert difference(QColor("#808080"), black, deficiency) == pytest.approx(53.6, abs=0.2)


@pytest.mark.parametrize("look", THEMES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read(look, ink, ground):
    theme = THEMES[look]
    assert contrast(theme.color(ink), theme.color(ground)) >= TEXT


@pytest.mark.parametrize("look", THEMES)
@pytest.mark.parametrize(("ink", "ground"), MARKS)
def test_frames_and_drawings_can_be_seen(look, ink, ground):
    theme = THEMES[look]
    assert contrast(theme.color(ink), theme.color(ground)) >= GRAPHICS


@pytest.mark.parametrize("look", THEMES)
@pytest.mark.parametrize("schema", SCHEMAS)
def test_mentions_can_be_read(look, schema):
    """Words on tints, letters on badges, and lines on the page."""
    theme = THEMES[look]
    for kind in mention_types(schema):
        color = theme.mention_color(kind)
        assert contrast(theme.color("text"), theme.tint(color)) >= TEXT, kind.name
        assert contrast(theme.color("on_accent"), color) >= TEXT, kind.name
        for ground in ("background", "surface"):
            assert contrast(color, theme.color(ground)) >= TEXT, kind.name  # names in the hint


# Blue and violet are one hue to who sees no red or no green (ΔE 3 to 9): there solid and wavy
# lines and the slots' letters must do.
CLOSE = {"actor", "date"}
BY_LINE_ALONE = ("protanopia", "deuteranopia")


@pytest.mark.parametrize("deficiency", ["", *MACHADO])
@pytest.mark.parametrize("look", THEMES)
def test_mention_types_can_be_told_apart(look, deficiency):
    theme = THEMES[look]
    for one, other in combinations(mention_types("cameo"), 2):
        far = difference(theme.mention_color(one), theme.mention_color(other), deficiency)
        by_line = deficiency in BY_LINE_ALONE and {one.name, other.name} == CLOSE
        assert far >= TELLING_APART or by_line, (one.name, other.name, round(far, 1))


@pytest.mark.parametrize("deficiency", ["", *MACHADO])
@pytest.mark.parametrize("look", THEMES)
@pytest.mark.parametrize("schema", SCHEMAS)
def test_types_with_the_same_line_differ_in_colour(schema, look, deficiency):
    theme = THEMES[look]
    for one, other in combinations(mention_types(schema), 2):
        far = difference(theme.mention_color(one), theme.mention_color(other), deficiency)
        assert one.line is not other.line or far >= TELLING_APART, (one.name, other.name, far)


@pytest.mark.parametrize("schema", ["cameo", "plover"])
def test_nothing_depends_on_colour(schema):
    """Each mention type has a line of its own."""
    lines = [kind.line for kind in mention_types(schema)]
    assert len(set(lines)) == len(lines)
