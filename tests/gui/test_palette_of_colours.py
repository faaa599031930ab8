"""The colours can be read and told apart: WCAG contrast, three colour-vision deficiencies.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#contrast-minimum). Deficiencies are
simulated with the matrices for full severity of Machado, Oliveira and Fernandes, "A
physiologically-based model for simulation of color vision deficiency", IEEE Transactions on
Visualization and Computer Graphics 15 (2009), applied to linear RGB. Differences are CIEDE2000,
computed as in Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula", Color Research and
Application 30 (2005). Brychtová and Çöltekin, "The effect of spatial distance on the
discriminability of colors in maps", Cartography and Geographic Information Science 44 (2017),
recommend a difference of 10 for colours that stand apart from each other; lines are thinner than
their areas, so 12 is wanted here.
"""

from __future__ import annotations

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest
from PySide6.QtGui import QColor

from annotator.domain import schema_file
from annotator.gui.theme import DARK, LIGHT, Theme
from annotator.gui.views.mark_painter import tints
from annotator.resources import schema_names, schema_path

THEMES = {"light": Theme(LIGHT, dark=False), "dark": Theme(DARK, dark=True)}
SCHEMAS = schema_names()
TEXT, GRAPHICS = 4.5, 3.0
TELLING_APART = 12.0  # ΔE2000

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
    return ciede2000(lab(seen(one, deficiency)), lab(seen(other, deficiency)))


def ciede2000(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The difference of two colours in Lab; names and numbers as in Sharma, Wu and Dalal."""
    mean = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    c1, h1 = polar((1 + g) * one[1], one[2])
    c2, h2 = polar((1 + g) * other[1], other[2])
    dh = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    light, chroma, hue = (one[0] + other[0]) / 2, (c1 + c2) / 2, (h1 + dh / 2) % 360
    t = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    dl = (other[0] - one[0]) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * sqrt(c1 * c2) * sin(radians(dh / 2)) / (1 + 0.015 * chroma * t)
    turn = sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    turn *= -2 * sqrt(chroma**7 / (chroma**7 + 25**7))
    return sqrt(dl**2 + dc**2 + dh**2 + turn * dc * dh)


def polar(a: float, b: float) -> tuple[float, float]:
    """Chroma and hue."""
    return hypot(a, b), degrees(atan2(b, a)) % 360


def mention_types(name: str):
    return schema_file.load(schema_path(name)).mention_types


def test_the_measures_are_those_of_the_books():
    black, white = QColor("#000000"), QColor("#ffffff")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(QColor("#767676"), white) == pytest.approx(4.54, abs=0.01)
    assert difference(black, white) == pytest.approx(100, abs=0.1)
    grey, olive = QColor("#808080"), QColor("#807f80")
    for deficiency in MACHADO:  # greys stay what they are
        assert lab(seen(grey, deficiency)) == pytest.approx((53.6, 0, 0), abs=0.3)
        assert difference(grey, olive, deficiency) < 1


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [  # from the table of Sharma, Wu and Dalal
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
    ],
)
def test_the_difference_is_that_of_its_authors(one, other, far):
    assert ciede2000(one, other) == pytest.approx(far, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(far, abs=1e-4)


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
        for tint in tints(theme, color).values():
            assert contrast(theme.color("text"), tint) >= TEXT, kind.name
        assert contrast(theme.color("on_accent"), color) >= TEXT, kind.name
        for ground in ("background", "surface"):
            assert contrast(color, theme.color(ground)) >= TEXT, kind.name  # names in the hint


@pytest.mark.parametrize("deficiency", ["", *MACHADO])
@pytest.mark.parametrize("look", THEMES)
@pytest.mark.parametrize("schema", SCHEMAS)
def test_mention_types_can_be_told_apart(schema, look, deficiency):
    """Every pair of every schema that comes with the program, whoever looks."""
    theme = THEMES[look]
    for one, other in combinations(mention_types(schema), 2):
        far = difference(theme.mention_color(one), theme.mention_color(other), deficiency)
        assert far >= TELLING_APART, (one.name, other.name, round(far, 1))


@pytest.mark.parametrize("schema", SCHEMAS)
def test_nothing_depends_on_colour(schema):
    """Each mention type has a line of its own, and each slot a letter."""
    lines = [kind.line for kind in mention_types(schema)]
    assert len(set(lines)) == len(lines)
    letters = [slot.key for slot in schema_file.load(schema_path(schema)).slots]
    assert all(letters)
    assert len(set(letters)) == len(letters)
