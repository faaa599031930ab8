"""A picture of the window as a coder sees it, painted without anybody looking."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QSize
from PySide6.QtWidgets import QApplication

from annotator.domain.errors import ExportError
from annotator.gui.app import make_application
from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings
from annotator.storage import reads

SIZE = QSize(1440, 900)
SETTLE = 400  # milliseconds for everything to be painted


def paint_window(project: Path, picture: Path, *, coder: str) -> None:
    """Open a project in a window of its own settings and save what it shows as PNG.

    Raises:
        ExportError: the picture could not be written.
    """
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.ini")
        settings.set("look/mode", "light")
        window = MainWindow(settings)
        window.resize(SIZE)
        window.show()
        window.open_path(project, coder)
        settle(SETTLE)
        _show_coded(window)
        settle(SETTLE)
        painted = window.grab().save(str(picture))
        window.close()
    if not painted:
        raise ExportError(
            QCoreApplication.translate(
                "Picture", "The picture could not be written to “{picture}”."
            ).format(picture=picture)
        )


def _show_coded(window: MainWindow) -> None:
    """Open the first article that has events, so that the picture shows some."""
    page = window.page
    if page is None:
        return
    page.banner.hide()  # what a coder is told at the first sitting is in nobody's way here
    connection, desk = page.session.project.connection, page.session.desk
    rows = reads.article_rows(connection, desk, list(page.queue_ids[:50]))
    coded = next((row.id for row in rows if row.events), None)
    if coded is not None:
        page.session.open_article(coded)


def settle(milliseconds: int) -> None:
    """Let the event loop run for a while."""
    end = QDeadlineTimer(milliseconds)
    while not end.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
