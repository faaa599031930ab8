"""Render the README's pictures from the real window, light and dark.

    uv run python scripts/screenshots.py [FOLDER] [--zoom 150]

Without a folder the pictures go where the README looks for them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "pictures"


def main() -> int:
    """Paint every state in both looks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=PICTURES)
    parser.add_argument("--zoom", type=int, default=100, help="size of everything, per cent")
    parser.add_argument("--only", default="", help="paint only states whose name begins so")
    args = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    args.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = home
        paint_all(Path(home), args.folder, zoom=args.zoom, only=args.only)
    return 0


def paint_all(home: Path, folder: Path, *, zoom: int, only: str) -> None:
    """Make the sample project once and paint each state of it."""
    from annotator.gui.app import make_application  # noqa: PLC0415 - after the platform is set
    from annotator.jobs.highlighting import highlight_project  # noqa: PLC0415
    from annotator.jobs.sample import make_sample  # noqa: PLC0415
    from annotator.storage.project import open_project  # noqa: PLC0415

    make_application()
    project = home / "Sample.db"
    make_sample(project)
    with open_project(project) as opened:
        highlight_project(opened)
    for look in ("light", "dark"):
        for name, state in STATES.items():
            if name.startswith(only):
                target = folder / f"{name}-{look}.png"
                paint(home, project, state, target, look=look, zoom=zoom)
                print(target)


def paint(
    home: Path, project: Path, state: Callable, target: Path, *, look: str, zoom: int
) -> None:
    """Bring a fresh window into a state and save what it shows."""
    from PySide6.QtTest import QTest  # noqa: PLC0415

    from annotator.gui.main_window import MainWindow  # noqa: PLC0415
    from annotator.gui.picture import SIZE, settle  # noqa: PLC0415
    from annotator.gui.settings import Settings  # noqa: PLC0415

    copy = home / target.stem / project.name
    copy.parent.mkdir()
    shutil.copy(project, copy)
    settings = Settings(copy.with_suffix(".ini"))
    settings.set("look/mode", look)
    settings.set("look/zoom", zoom)
    window = MainWindow(settings)
    window.resize(SIZE)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window, 3000)
    state(window, copy)
    settle(500)
    for _ in range(60):
        if window.page is None or "…" not in window.page.status_line.pipeline_text:
            break
        settle(250)
    window.grab().save(str(target))
    window.close()


def press(*keys: str) -> None:
    """Press keys where the focus is."""
    from PySide6.QtGui import QKeySequence  # noqa: PLC0415
    from PySide6.QtTest import QTest  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    for key in keys:
        combination = QKeySequence(key)[0]
        QTest.keyClick(
            QApplication.focusWidget(), combination.key(), combination.keyboardModifiers()
        )
        QApplication.processEvents()


def write(text: str) -> None:
    """Type characters where the focus is."""
    from PySide6.QtTest import QTest  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    QTest.keyClicks(QApplication.focusWidget(), text)
    QApplication.processEvents()


def open_article(window: MainWindow, project: Path, number: int) -> None:
    """Open one article of the sample, counted from 1."""
    from annotator.gui.picture import settle  # noqa: PLC0415
    from annotator.jobs.sample import CODER  # noqa: PLC0415

    window.open_path(project, CODER)
    settle(200)
    window.page.banner.hide()  # what is said at the first sitting only
    window.page.session.open_article(window.page.queue_ids[number - 1])
    settle(200)


def coded(window: MainWindow, project: Path) -> None:
    """An article with its events."""
    open_article(window, project, 1)


def untouched(window: MainWindow, project: Path) -> None:
    """An article as it comes, with suggestions."""
    open_article(window, project, 4)


def go_to(window: MainWindow, quote: str, mention_type: str) -> None:
    """Walk to a suggestion."""
    for _ in range(200):
        found = window.page.article_pane.focused_suggestion
        words = found.quote.split(" … ")[0] if found is not None else ""
        if found is not None and (words, found.type) == (quote, mention_type):
            return
        press("Tab")


def codes(window: MainWindow, project: Path) -> None:
    """The code list open inside a card."""
    open_article(window, project, 4)
    press("N")
    go_to(window, "Niger’s military rulers", "actor")
    press("Return")
    go_to(window, "Mali’s transitional government", "actor")
    press("Shift+S")
    go_to(window, "Saturday", "date")
    press("Return", "R")
    go_to(window, "signed", "action")
    press("Return")
    if not window.page.events_pane.editor_open:  # one code stood clear of the rest
        press("F2")
    write("sign agr")


def suggested(window: MainWindow, project: Path) -> None:
    """A whole suggested event, looked at before anything is stored."""
    open_article(window, project, 4)
    press(".", ".")


def reasons(window: MainWindow, project: Path) -> None:
    """Why there is nothing to code."""
    open_article(window, project, 14)
    press("X")


def start(window: MainWindow, project: Path) -> None:
    """The window before a project is open."""
    window.settings.add_recent(project)
    window.project_actions.show_recent()


STATES: dict[str, Callable] = {
    "window": coded,
    "article": untouched,
    "codes": codes,
    "suggested": suggested,
    "reasons": reasons,
    "start": start,
}


if __name__ == "__main__":
    sys.exit(main())
