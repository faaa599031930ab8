"""A code to be written: its text, label and wording; and codes to be chosen from a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from annotator.domain import codebook
from annotator.domain.schema import Code, CodeList
from annotator.gui.dialogs.form import Form, line
from annotator.gui.theme import WIDE, Theme

_MOST = 20_000  # characters of a text; a pasted megabyte is cut
_FOUND = 60  # codes listed for a search


class CodeForm(Form):
    """Asks for everything a coder reads of a code."""

    def __init__(self, parent: QWidget | None, theme: Theme, title: str, code: Code) -> None:
        super().__init__(parent, theme, title, ok=self.tr("Keep"), width=620)
        self.setProperty("manual", "codebook")
        self._old = code
        self.code = line(code.code)
        self.field(self.tr("Code"), self.code, self.tr("Text: 010 is not 10"))
        self.label = line(code.label)
        self.field(self.tr("Label"), self.label)
        self.heading = QCheckBox(self.tr("Only a heading: events get a code below it"))
        self.heading.setChecked(not code.assignable)
        self.field("", self.heading)
        self.definition = self._text(code.definition, 3)
        self.field(self.tr("Definition"), self.definition)
        self.use_when = self._text(code.use_when, 2)
        self.field(self.tr("Use when"), self.use_when)
        self.not_when = self._text(code.not_when, 3)
        self.field(
            self.tr("Not this when"),
            self.not_when,
            self.tr("Name the other code behind an arrow: they only say they will → 0312"),
        )
        self.examples = self._text("\n".join(code.examples), 3)
        self.field(
            self.tr("Examples, one a line"),
            self.examples,
            self.tr("A slot's words can be marked: {slot: the words} did something"),
        )
        self.search = self._text("; ".join(code.search), 2)
        self.field(self.tr("Found by"), self.search, self.tr("Words and phrases, parted by ;"))
        self.begin_at(self.label if code.code else self.code)

    def _text(self, text: str, lines: int) -> QPlainTextEdit:
        edit = QPlainTextEdit(text[:_MOST])
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(edit.fontMetrics().lineSpacing() * lines + self.theme.px(WIDE))
        return edit

    def check(self) -> bool:
        """A code and a label are wanted; the rest may be empty."""
        code, label = self.code.text().strip(), self.label.text().strip()
        blank = any(character.isspace() for character in code)
        wrong = self.tr("A code is wanted, without blanks.") if blank or not code else ""
        self.complain(self.code, wrong)
        self.complain(self.label, "" if label else self.tr("A label is wanted."))
        return not wrong and bool(label)

    def result_code(self) -> Code:
        """The code as it is written in the fields."""
        examples = [row.strip() for row in _plain(self.examples).splitlines()]
        words = [word.strip() for word in _plain(self.search).replace("\n", ";").split(";")]
        new = replace(
            self._old,
            code=self.code.text().strip(),
            label=self.label.text().strip(),
            assignable=not self.heading.isChecked(),
            definition=_line(self.definition),
            use_when=_line(self.use_when),
            not_when=_line(self.not_when),
            examples=tuple(filter(None, examples)),
            search=tuple(filter(None, words)),
        )
        worded = (new.definition, new.use_when, new.not_when)
        changed = worded != (self._old.definition, self._old.use_when, self._old.not_when)
        return replace(new, reference=self.tr("own wording")) if changed and any(worded) else new

    @classmethod
    def ask(cls, parent: QWidget | None, theme: Theme, title: str, code: Code) -> Code | None:
        """The code as it was written, None when it was called off."""
        dialog = cls(parent, theme, title, code)
        return dialog.result_code() if dialog.run() else None


class ElementForm(Form):
    """Asks what an element of a composed code means that the codebook does not know."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, element: str, lists: Mapping[str, str]
    ) -> None:
        title = QCoreApplication.translate("ElementForm", "New element")
        super().__init__(parent, theme, title, ok=self.tr("Add to the codebook"))
        self.setProperty("manual", "codebook")
        self.lead(self.tr("The codebook does not know “{}”. It is kept anyway.").format(element))
        self.code = line(element)
        self.field(self.tr("Element"), self.code)
        self.label = line()
        self.field(self.tr("What it means"), self.label)
        self.list = QComboBox()
        for name, label in lists.items():
            self.list.addItem(label, name)
        self.field(self.tr("Kind"), self.list)
        self.search = line()
        self.field(self.tr("Found by"), self.search, self.tr("Words and names, parted by ;"))
        self.begin_at(self.label)

    def check(self) -> bool:
        """An element and its meaning are wanted."""
        self.complain(self.code, "" if self.code.text().strip() else self.tr("It is empty."))
        meant = self.label.text().strip()
        self.complain(self.label, "" if meant else self.tr("Say what it means."))
        return bool(meant and self.code.text().strip())

    @classmethod
    def ask(
        cls, parent: QWidget | None, theme: Theme, element: str, lists: Mapping[str, str]
    ) -> tuple[str, Code] | None:
        """The list and the new code, None when it was called off."""
        dialog = cls(parent, theme, element, lists)
        if not dialog.run():
            return None
        words = [word.strip() for word in dialog.search.text().split(";")]
        code = Code(
            "",
            dialog.code.text().strip(),
            dialog.label.text().strip(),
            search=tuple(filter(None, words)),
            source=dialog.tr("this project"),
        )
        return str(dialog.list.currentData()), code


class CodeChoice(Form):
    """Asks for one code, or several, found by typing."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        title: str,
        lead: str,
        codes: CodeList,
        *,
        several: bool = False,
        headings: bool = False,
        chosen: Sequence[str] = (),
    ) -> None:
        super().__init__(parent, theme, title, ok=self.tr("Choose"), width=560)
        self.setProperty("manual", "codebook")
        self._codes, self._headings, self._several = codes, headings, several
        self._chosen = list(chosen)
        self.lead(lead)
        self.search = line(placeholder=self.tr("Type a code or words"))
        self.search.textEdited.connect(self._list)
        self.field(self.tr("Find"), self.search)
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setMinimumHeight(self.room(260))
        self.list.itemChanged.connect(self._tick)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.field("", self.list)
        self.list.setAccessibleName(self.tr("Codes"))
        self.body.setStretch(self.body.count() - 1, 1)
        self._list()

    def _list(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        query = self.search.text().strip()
        hits = (
            codebook.search(self._codes, query, limit=_FOUND)
            if query
            else codebook.expand(self._codes)
        )
        for hit in hits:
            code = hit.code
            if not code.retired and (code.assignable or self._headings):
                self._add(code, hit.depth if not query else 0)
        if self.list.count():
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def _add(self, code: Code, depth: int) -> None:
        item = QListWidgetItem(f"{'    ' * depth}{code.code}  {code.label}")
        item.setData(Qt.ItemDataRole.UserRole, code.code)
        if self._several:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = code.code in self._chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _tick(self, item: QListWidgetItem) -> None:
        code = str(item.data(Qt.ItemDataRole.UserRole))
        if item.checkState() == Qt.CheckState.Checked:
            self._chosen += [code] if code not in self._chosen else []
        elif code in self._chosen:
            self._chosen.remove(code)

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is chosen now."""
        if self._several:
            return tuple(self._chosen)
        item = self.list.currentItem()
        return (str(item.data(Qt.ItemDataRole.UserRole)),) if item is not None else ()

    def check(self) -> bool:
        """At least one code must be chosen."""
        self.complain(self.list, "" if self.chosen else self.tr("Choose a code."))
        return bool(self.chosen)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        theme: Theme,
        title: str,
        lead: str,
        codes: CodeList,
        **options: object,
    ) -> tuple[str, ...]:
        """The codes chosen; empty when it was called off."""
        dialog = cls(parent, theme, title, lead, codes, **options)  # type: ignore[arg-type]
        return dialog.chosen if dialog.run() else ()


def _plain(edit: QPlainTextEdit) -> str:
    return edit.toPlainText()[:_MOST]


def _line(edit: QPlainTextEdit) -> str:
    return " ".join(_plain(edit).split())
