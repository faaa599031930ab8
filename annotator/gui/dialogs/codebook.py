"""The codebook beside the work: read, and changed in a draft that is then applied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from annotator.domain import codebook_editing
from annotator.domain.errors import SchemaError
from annotator.domain.schema import Code, CodeList, Schema
from annotator.gui import plain_text
from annotator.gui.dialogs.code_form import CodeChoice, CodeForm
from annotator.gui.dialogs.codebook_reader import CodebookReader
from annotator.gui.dialogs.form import text_label
from annotator.gui.theme import NEAR, Theme
from annotator.gui.views.flow_layout import FlowLayout

Usage = Mapping[tuple[str, str], tuple[int, int]]
"""(list, code) to the codings and values that have it."""


class CodebookDialog(CodebookReader):
    """Nothing is changed in the project until the draft is applied."""

    applied = Signal(object)  # the schema of the draft
    file_requested = Signal(str)  # "update", "reword", "save" or "handbook"

    def __init__(
        self, parent: QWidget | None, theme: Theme, schema: Schema, usage: Usage, *, read_only: bool
    ) -> None:
        super().__init__(parent, theme, schema.title, ok=self.tr("Look through and apply…"))
        self._read_only = read_only
        self._drafts: list[tuple[Schema, str]] = [(schema, "")]
        self._usage = usage
        self._asked_to_close = False
        self._build()
        self.show_schema(schema, usage)

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.more = QPushButton(self.tr("Files"))
        self.more.setAutoDefault(False)
        self.more.setMenu(self._file_menu())
        self.top.addWidget(self.more)
        self.right.addLayout(self._edit_buttons())
        self.draft = text_label("", "formHelp")
        self.body.addWidget(self.draft)
        self.problem = plain_text.label(name="formProblem", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.back = QPushButton(self.tr("Take back the last change"))
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.take_back)
        self.buttons.insertWidget(0, self.back)
        back = QShortcut(QKeySequence("Ctrl+Z"), self)
        back.setAutoRepeat(False)
        back.activated.connect(self.take_back)

    def _file_menu(self) -> QMenu:
        menu = QMenu(self)
        entries = (
            ("update", self.tr("New version from a file…"), True),
            ("reword", self.tr("Own wording from a spreadsheet…"), True),
            ("save", self.tr("Save as spreadsheet or JSON…"), False),
            ("handbook", self.tr("Handbook for coders…"), False),
        )
        for name, words, edits in entries:
            action = menu.addAction(words)
            action.setEnabled(not (edits and self._read_only))
            action.triggered.connect(lambda _=False, name=name: self.file_requested.emit(name))
        return menu

    def _edit_buttons(self) -> FlowLayout:
        row = FlowLayout(gap=self.theme.px(NEAR))
        self.edits: dict[str, QPushButton] = {}
        for name, words, tip, act in (
            ("edit", self.tr("Edit…"), self.tr("Rename or reword the code"), self._edit),
            ("add", self.tr("New…"), self.tr("Add a code below this one"), self._add),
            ("retire", self.tr("Retire"), self.tr("Events keep it, nobody is offered it"),
             self._retire),
            ("merge", self.tr("Merge…"), self.tr("Its events get another code"), self._merge),
            ("split", self.tr("Split…"), self.tr("Its events are to be looked at again"),
             self._split),
            ("move", self.tr("Move…"), self.tr("Put it under another code"), self._move),
        ):  # fmt: skip
            button = QPushButton(plain_text.button(words))
            button.setToolTip(plain_text.tip(tip))
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self.edits[name] = button
            row.addWidget(button)
        return row

    # --- showing -------------------------------------------------------------------------------

    @property
    def schema(self) -> Schema:
        """The codebook as the draft has it."""
        return self._drafts[-1][0]

    @property
    def changed(self) -> bool:
        """Whether something in the draft is not applied."""
        return len(self._drafts) > 1

    def show_schema(self, schema: Schema, usage: Usage) -> None:
        """Show the codebook in force; the draft begins anew."""
        self._drafts, self._usage = [(schema, "")], usage
        self._fill_lists()
        self._show_draft()

    def _show_page(self) -> None:
        super()._show_page()
        code = self.code
        for name, button in self.edits.items():
            fits = code is not None or name == "add"
            button.setEnabled(fits and not self._read_only)
        if code is None:
            return
        words = self.tr("Use again") if code.retired else self.tr("Retire")
        self.edits["retire"].setText(words)
        for name in ("merge", "split"):
            usable = code.assignable and not code.retired
            self.edits[name].setEnabled(usable and not self._read_only)

    def used(self, code: Code) -> str:
        """How often a code was given under the codebook in force."""
        original = next((c for c in self._first_list.codes if c.id == code.id), None)
        key = (self.codes.name, original.code if original else code.code)
        codings, values = self._usage.get(key, (0, 0))
        if not values:
            return self.tr("Not coded so far.")
        return self.tr("Coded {} times, in {} codings.").format(f"{values:,}", f"{codings:,}")

    @property
    def _first_list(self) -> CodeList:
        return self._drafts[0][0].code_list(self.codes.name)

    def _show_draft(self) -> None:
        said = [words for _, words in self._drafts[1:]]
        self.draft.setText(
            self.tr("Not applied yet: {}").format(" · ".join(said[-6:]))
            if said
            else self.tr("Changes are collected here and applied together.")
        )
        self.ok_button.setEnabled(bool(said))
        self.back.setEnabled(bool(said))
        self.back.setVisible(not self._read_only)
        self.ok_button.setVisible(not self._read_only)
        self._asked_to_close = False

    # --- changing the draft --------------------------------------------------------------------

    def change(self, make: Callable[[], Schema], words: str, code: str = "") -> None:
        """Take a change into the draft, or say why it cannot be made."""
        try:
            schema = make()
        except SchemaError as error:
            self.say(str(error))
            return
        self.say("")
        if schema != self.schema:
            self._drafts.append((schema, words))
        self._refill(code)
        self._show_draft()

    def say(self, sentence: str) -> None:
        """Say what could not be done."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def take_back(self) -> None:
        """Go back to the draft before the last change."""
        if self.changed:
            self._drafts.pop()
            self._refill()
            self._show_draft()

    def _edit(self) -> None:
        code, name = self.code, self.codes.name
        if code is None:
            return
        title = self.tr("Code {}").format(code.code)
        new = CodeForm.ask(self, self.theme, title, code)
        if new is None or new == code:
            return
        fields = {f: getattr(new, f) for f in ("code", "label", "assignable", *_WORDING)}
        self.change(
            lambda: codebook_editing.change_code(self.schema, name, code.code, **fields),
            self.tr("{} changed").format(code.code),
            new.code,
        )

    def _add(self) -> None:
        name, above = self.codes.name, self.code
        parent = above.code if above is not None and not above.retired else ""
        draft = Code("", "", "", parent=parent)
        if parent and above is not None and above.assignable and above.parent:
            draft = replace(draft, code=parent)
        title = self.tr("New code below {}").format(parent) if parent else self.tr("New code")
        new = CodeForm.ask(self, self.theme, title, draft)
        if new is not None:
            self.change(
                lambda: codebook_editing.add_code(self.schema, name, new),
                self.tr("{} added").format(new.code),
                new.code,
            )

    def _retire(self) -> None:
        code, name = self.code, self.codes.name
        if code is None:
            return
        make = codebook_editing.revive_code if code.retired else codebook_editing.retire_code
        words = self.tr("{} in use again") if code.retired else self.tr("{} retired")
        self.change(lambda: make(self.schema, name, code.code), words.format(code.code), code.code)

    def _merge(self) -> None:
        code, name = self.code, self.codes.name
        if code is None:
            return
        lead = self.tr("Events with {} {} will have the code chosen here.")
        chosen = CodeChoice.ask(
            self,
            self.theme,
            self.tr("Merge {} into").format(code.code),
            lead.format(code.code, code.label),
            self.codes,
        )
        if chosen:
            self.change(
                lambda: codebook_editing.merge_code(self.schema, name, code.code, chosen[0]),
                self.tr("{} merged into {}").format(code.code, chosen[0]),
                code.code,
            )

    def _split(self) -> None:
        code, name = self.code, self.codes.name
        if code is None:
            return
        lead = self.tr(
            "Tick the codes that take the place of {}; add new ones first. Ticked itself, it stays"
            " in use. Its events go on their coders' lists of codes to look at again."
        )
        chosen = CodeChoice.ask(
            self,
            self.theme,
            self.tr("Split {} into").format(code.code),
            lead.format(code.code),
            self.codes,
            several=True,
        )
        if chosen:
            self.change(
                lambda: codebook_editing.split_code(self.schema, name, code.code, chosen),
                self.tr("{} split into {}").format(code.code, ", ".join(chosen)),
                code.code,
            )

    def _move(self) -> None:
        code, name = self.code, self.codes.name
        if code is None:
            return
        chosen = CodeChoice.ask(
            self,
            self.theme,
            self.tr("Move {} under").format(code.code),
            self.tr("The code keeps its text; only its place in the tree changes."),
            self.codes,
            headings=True,
        )
        if chosen:
            self.change(
                lambda: codebook_editing.move_code(self.schema, name, code.code, chosen[0]),
                self.tr("{} moved under {}").format(code.code, chosen[0]),
                code.code,
            )

    # --- ending --------------------------------------------------------------------------------

    def accept(self) -> None:
        """Hand the draft over; the dialog stays."""
        if self.changed:
            self.applied.emit(self.schema)

    def reject(self) -> None:
        """Close; a draft that is not applied is asked about once."""
        if self.changed and not self._asked_to_close:
            self._asked_to_close = True
            self.say(self.tr("The changes are not applied. Close again to drop them."))
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own button closes like the other."""
        if self.changed and not self._asked_to_close:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)


_WORDING = codebook_editing.WORDING
