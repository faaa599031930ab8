"""Every drawing can be drawn, in the colour asked for, and sharp on dense displays."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from annotator.gui import icons


def colors(image) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("name", icons.names())
def test_every_drawing_has_lines_in_one_colour(qtbot, name: str) -> None:
    image = icons.pixmap(name, QColor("#0a67a8"), 32).toImage()
    assert image.size() == QSize(32, 32)
    assert colors(image) == {"#0a67a8"}


def test_the_drawings_that_the_window_names_are_there() -> None:
    wanted = (
        "menu search question flag note folder plus check duplicate trash undo moon sun"
        " warning lock close down up"
    )
    assert set(wanted.split()) <= set(icons.names())
    assert icons.path(icons.APP_ICON).is_file()
    assert icons.APP_ICON not in icons.names()


def test_dense_displays_get_more_pixels(qtbot) -> None:
    dense = icons.pixmap("menu", QColor("red"), 16, ratio=2.0)
    assert dense.toImage().size() == QSize(32, 32)
    assert dense.deviceIndependentSize().toSize() == QSize(16, 16)
    assert icons.icon("menu", QColor("red"), 16).actualSize(QSize(16, 16)) == QSize(16, 16)


def test_a_drawing_is_made_once_per_colour(qtbot) -> None:
    first = icons.pixmap("flag", QColor("red"), 16)
    assert icons.pixmap("flag", QColor("red"), 16) is first
    assert icons.pixmap("flag", QColor("blue"), 16) is not first


def test_the_program_icon_keeps_its_colours(qtbot) -> None:
    assert len(colors(icons.picture(icons.APP_ICON, 64).toImage())) > 2


def test_a_missing_drawing_is_named(qtbot) -> None:
    with pytest.raises(KeyError, match="unicorn"):
        icons.icon("unicorn", QColor("red"))


def test_importing_draws_nothing_and_loads_no_svg_module() -> None:
    code = "import sys, annotator.gui.icons; print('PySide6.QtSvg' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr
