"""The Qt application around the window: made once, with its look, icon and last-resort errors."""

from __future__ import annotations

import signal
import socket
import sys
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QSocketNotifier,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator import __version__
from annotator.domain import language
from annotator.gui import crash, last_run
from annotator.gui.dialogs.report import ReportDialog
from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings
from annotator.gui.theme import Mode, make_theme
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
    language.speak(lambda text: QCoreApplication.translate(language.CONTEXT, text))


def _log_qt(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Keep Qt's own remarks off the terminal; ANNOTATOR_LOG shows them."""
    get_logger("qt").info(message)


def run_window(path: Path | None = None, *, coder: str = "", round_name: str = "") -> int:
    """Show the window, on a project if one is given, until it is closed."""
    application = make_application()
    settings = Settings()
    before = last_run.unexpected_end(settings.folder)
    run = last_run.Run(settings.folder)
    try:
        window = _make_window(settings)
        run.give_signs(window)
        window.show()
        if path is not None:
            window.open_path(path, coder, round_name=round_name)
        if before is not None:
            window.say_error(before.sentence, before.report)
        return application.exec()
    finally:
        run.end()


def _make_window(settings: Settings) -> MainWindow:
    """The window with its last resorts; a bug that prevents it is shown before it is raised."""
    try:
        window = MainWindow(settings)
    except Exception as error:
        say_at_start(error)
        raise
    crash.install(window.say_error)
    window.follow_system()
    _close_on_signals(window)
    return window


def say_at_start(error: BaseException) -> None:
    """Show what kept the window from opening, with a report to copy, until it is closed."""
    dialog = ReportDialog(
        None,
        make_theme(Mode.SYSTEM),
        "annotator",
        [crash.sentence_at_start(error)],
        crash.report(error).splitlines(),
    )
    dialog.run()


def _let_go(*sockets: socket.socket) -> None:
    signal.set_wakeup_fd(-1)
    for one in sockets:
        one.close()


def _close_on_signals(window: MainWindow) -> None:
    """Close as by the mouse when the terminal or the system asks the program to end."""
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    ours.setblocking(False)
    signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    window.destroyed.connect(lambda: _let_go(ours, theirs))
    woken = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, window)
    woken.activated.connect(lambda *_: ours.recv(64))  # Python runs the handler on the way
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close())
