"""A window in another language: what is not data of the project is said in it."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit

from annotator.gui.dialogs.form import Form
from tests.spoken import MARK

_DATA = re.compile(r"[\W\d_]*|annotator|(Ctrl|Shift|Alt|Enter|Esc|Tab|Del|F\d+|\w)([+ ].*)?")


def texts_of(*windows):
    """Every text that widgets show now, with what kind of widget shows it."""
    for window in windows:
        for kind in (QLabel, QAbstractButton):
            for widget in window.findChildren(kind):
                if widget.isVisible():
                    yield widget.objectName() or type(widget).__name__, widget.text()
        for widget in window.findChildren(QLineEdit):
            if widget.isVisible():
                yield "placeholder", widget.placeholderText()
        for widget in window.findChildren(QComboBox):
            if widget.isVisible():
                yield "choice", widget.currentText()


def untranslated(data, *windows):
    return sorted(
        {
            (name, text)
            for name, text in texts_of(*windows)
            if MARK not in text and not _DATA.fullmatch(text) and _plain(text) not in data
        }
    )


def _plain(text):
    """A label of the schema without the sign and the key around it."""
    return re.sub(r"^\+ | \w$", "", re.sub(r" \w$", "", text)) if text[:2] == "+ " else text


def data_of(ann):
    """What the project itself says: labels of the schema, its names, its texts."""
    session = ann.session
    schema = session.schema
    own = {session.project.title, session.desk.coder.name}
    own |= {slot.label for slot in schema.slots} | {a.label for a in schema.attributes}
    own |= {kind.label for kind in schema.mention_types}
    article = session.article
    own.add(f"{article.source} · {article.published:%A %-d %B %Y}")
    return own


def test_the_coding_page(marked, coder, pact):
    ann = coder()
    ann.open(pact)
    assert untranslated(data_of(ann), ann.window) == []
    ann.press("N", "Return")
    ann.wait(lambda: ann.events)
    assert untranslated(data_of(ann), ann.window) == []
    ann.press("/")
    assert untranslated(data_of(ann), ann.window) == []
    ann.press("Escape", "M")
    assert untranslated(data_of(ann), ann.window) == []


@pytest.mark.parametrize(
    "command",
    [
        "view.preferences",
        "view.history",
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in ("help.keys", "view.progress", "project.settings")
        ),
    ],
)
def test_dialogs(marked, coder, pact, command, monkeypatch):
    shown = []

    def look(self):
        self.show()
        QApplication.processEvents()
        shown.append(untranslated(data_of(ann), self))
        self.close()
        return False

    monkeypatch.setattr(Form, "run", look)
    ann = coder()
    ann.open(pact)
    before = set(QApplication.topLevelWidgets())
    ann.window.run_command(command)
    fresh = [w for w in QApplication.topLevelWidgets() if w not in before and w.isVisible()]
    found = shown or [untranslated(data_of(ann), *fresh)]
    assert found == [[]]


def test_the_start_page(marked, coder):
    someone = coder()
    assert untranslated(set(), someone.window) == []
