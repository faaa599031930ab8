"""The Qt application around the window: made once, with its look, icon and last-resort errors."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator import __version__
from annotator.gui import crash
from annotator.gui.main_window import MainWindow
from annotator.log import get_logger
from annotator.resources import resource


def make_application() -> QApplication:
    """The application object, with name, icon and style; the running one if there is one."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    qInstallMessageHandler(_log_qt)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("annotator")
    application.setApplicationDisplayName("annotator")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("annotator")
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(resource("icons", "annotator.svg"))))
    _translate(application)
    return application


def _translate(application: QApplication) -> None:
    """Speak the language of the system where there is a translation; else English."""
    places = (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("annotator", str(resource("translations"))),
    )
    for name, folder in places:
        translator = QTranslator(application)
        if translator.load(QLocale(), name, "_", folder):
            application.installTranslator(translator)


def _log_qt(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Keep Qt's own remarks off the terminal; ANNOTATOR_LOG shows them."""
    get_logger("qt").info(message)


def run_window(path: Path | None = None, *, coder: str = "") -> int:
    """Show the window, on a project if one is given, until it is closed."""
    application = make_application()
    window = MainWindow()
    crash.install(window.say_error)
    window.follow_system()
    signal.signal(signal.SIGINT, lambda *_: window.close())
    if sys.stdin is not None and sys.stdin.isatty():
        heartbeat = QTimer(window, interval=500)  # lets Python see Ctrl+C between Qt's events
        heartbeat.timeout.connect(lambda: None)
        heartbeat.start()
    window.show()
    if path is not None:
        window.open_path(path, coder)
    return application.exec()
