"""A child process: a bare ``QTextEdit`` with the same text, and nothing of ours."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QTextEdit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


class Bare(QTextEdit):
    """Any key shows the next text, or writes a row where there is a database."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setPlainText(text)
        self.resize(1440, 900)
        self.next_text = text
        self.connection = None
        self._served = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Serve from the first frame on."""
        super().paintEvent(event)
        if not self._served:
            self._served = True
            QTimer.singleShot(0, self._serve)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show a text, or make an edit durable and paint."""
        if event.text() == "n":
            self.setPlainText(self.next_text)
        else:
            self._write()
            self.viewport().update()

    def _write(self) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        rows = [("x" * 200,)] * 8  # an edit with its journal has about as many
        self.connection.executemany("INSERT INTO edit VALUES (NULL, ?)", rows)
        self.connection.execute("COMMIT")

    def _serve(self) -> None:
        from benchmarks.serving import Painted, press, serve  # noqa: PLC0415

        painted = Painted(self, self.viewport())

        def show(file: str) -> float:
            self.next_text = Path(file).read_text(encoding="utf-8")
            return press(painted, self, "n")

        def edit(file: str) -> float:
            if self.connection is None:
                self.connection = _connect(file)
            return press(painted, self, "e")

        serve({"show": show, "edit": edit})


def _connect(file: str):  # noqa: ANN202 - sqlite3.Connection
    import sqlite3  # noqa: PLC0415 - not before the first frame

    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode = DELETE", "synchronous = EXTRA", "fullfsync = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("CREATE TABLE IF NOT EXISTS edit (id INTEGER PRIMARY KEY, content TEXT)")
    return connection


def main() -> None:
    """Show the text of a file."""
    application = QApplication(sys.argv[:1])
    window = Bare(Path(sys.argv[1]).read_text(encoding="utf-8"))
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
