"""The commands about the codebook: read it, change it, take it from and to files, review codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.accepting import Row
from annotator.domain.changes import Changes, Kind
from annotator.domain.codebook_editing import add_code
from annotator.domain.errors import KnownError
from annotator.domain.schema import Schema
from annotator.domain.schema_changes import ChangeKind, Update, compare
from annotator.formats.codebook_files import read_schema, write_schema
from annotator.gui.dialogs.code_form import ElementForm
from annotator.gui.dialogs.codebook import CodebookDialog
from annotator.gui.dialogs.codebook_preview import PreviewDialog, PreviewRow
from annotator.gui.dialogs.review_codes import ReviewDialog, ReviewRow
from annotator.storage import ops, reads

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


def _tr(text: str) -> str:
    return QCoreApplication.translate("CodebookActions", text)


class CodebookActions:
    """The handlers of everything that reads or changes the project's codebook."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.dialog: CodebookDialog | None = None
        self.review: ReviewDialog | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every codebook command's handler by command id."""
        return {"project.codebook": self.show, "coding.review_codes": self.show_review}

    # --- the codebook --------------------------------------------------------------------------

    def show(self) -> None:
        """Open the codebook beside the work."""
        page = self.window.page
        if page is None:
            return
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        project = page.session.project
        self.dialog = dialog = CodebookDialog(
            self.window,
            self.window.theme,
            project.schema,
            reads.usage(project.connection),
            read_only=project.read_only,
        )
        dialog.applied.connect(self.apply)
        dialog.file_requested.connect(self._on_file)
        dialog.destroyed.connect(self._forget)
        code = self._code_in_focus()
        if code:
            dialog.show_code(*code)
        dialog.show_beside()

    def _forget(self) -> None:
        self.dialog = None

    def _code_in_focus(self) -> tuple[str, str] | None:
        """The list and code of the row in focus, where it holds a simple code."""
        page = self.window.page
        filler = page.session.filler if page else None
        if page is None or filler is None:
            return None
        slot = page.session.schema.slot(filler.slot)
        code = getattr(filler.value, "code", "")
        return (slot.code_list, code) if slot.code_list and code else None

    def apply(self, schema: Schema, *, note: str = "") -> bool:
        """Show what a new version would touch, and put it in force when the user says so."""
        page = self.window.page
        if page is None:
            return False
        try:
            update = compare(page.session.schema, schema)
            rows = preview_rows(reads.touched(page.session.project.connection, update))
        except KnownError as error:
            self._say(str(error))
            return False
        if not rows:
            self._say(_tr("This version is the same as the one in force."))
            return False
        codings = reads.codings_made(page.session.project.connection)
        parent = self.dialog or self.window
        if not PreviewDialog.ask(parent, self.window.theme, rows, unchanged=codings):
            return False
        return self._put_in_force(update, note)

    def _put_in_force(self, update: Update, note: str) -> bool:
        page = self.window.page
        assert page is not None
        changes = page.session.run(ops.update_codebook, update, note=note)
        if changes is None:
            self._say(page.status_line.message)
            return False
        to_review = len(reads.codes_to_review(page.session.project.connection, page.session.desk))
        if to_review:
            words = _tr("{} of your values have a code that was split.").format(to_review)
            page.banner.say(words, ("coding.review_codes", _tr("Look at them…")))
        return True

    def follow(self, changes: Changes) -> None:
        """Show the codebook and the review as an edit left them."""
        page = self.window.page
        if page is None:
            return
        project = page.session.project
        if Kind.CODEBOOK in changes.kinds and self.dialog is not None:
            self.dialog.show_schema(project.schema, reads.usage(project.connection))
        if self.review is not None:
            self.review.show_rows(self._review_rows())

    def close(self) -> None:
        """Close what is open: the project goes."""
        for dialog in (self.dialog, self.review):
            if dialog is not None:
                dialog.deleteLater()
        self.dialog = self.review = None

    def _say(self, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.say(sentence)
        else:
            self.window.say_problem(sentence)

    def add_element(self, slot: str, element: str) -> None:
        """Ask what an unknown element of a composed code means, and put it into the codebook."""
        page = self.window.page
        if page is None or page.session.project.read_only:
            return
        schema = page.session.schema
        composition = schema.composition(schema.slot(slot).composition)
        names = dict.fromkeys(name for p in composition.positions for name in p.lists)
        lists = {name: schema.code_list(name).label for name in names}
        found = ElementForm.ask(self.window, self.window.theme, element, lists)
        if found is None:
            return
        name, code = found
        try:
            update = compare(schema, add_code(schema, name, code))
        except KnownError as error:
            self._say(str(error))
            return
        label = f"add {code.code} to the codebook"  # kept in English, like every label
        page.session.run(ops.update_codebook, update, label=label)

    # --- files ---------------------------------------------------------------------------------

    def _on_file(self, what: str) -> None:
        do = {
            "update": self.update_from_file,
            "reword": self.reword_from_file,
            "save": self.save_to_file,
            "handbook": self.write_handbook,
        }[what]
        try:
            do()
        except (KnownError, OSError) as error:
            self._say(str(error))

    @property
    def _folder(self) -> str:
        page = self.window.page
        return str(page.session.project.path.parent) if page else ""

    def update_from_file(self) -> None:
        """Take a new version from a spreadsheet or a schema file."""
        chosen = choose_file(self._parent, _tr("New version of the codebook"), self._folder)
        if chosen is not None:
            schema = read_schema(chosen)
            self.apply(schema, note=f"from {chosen.name}")

    def reword_from_file(self) -> None:
        """Lay a team's own wording over the codes."""
        page = self.window.page
        chosen = choose_file(
            self._parent, _tr("Own wording"), self._folder, _tr("Spreadsheets (*.xlsx *.csv)")
        )
        if chosen is None or page is None:
            return
        from annotator.domain.rewording import reword  # noqa: PLC0415 - not needed to start
        from annotator.formats.codebook_sheets import read_wording  # noqa: PLC0415

        schema = page.session.schema
        wording = read_wording(chosen, code_lists=[codes.name for codes in schema.code_lists])
        reference = "" if wording.has_references else chosen.name
        schema = reword(schema, wording.rows, reference=reference)
        self.apply(schema, note=_tr("wording from {}").format(chosen.name))

    def save_to_file(self) -> None:
        """Write the codebook in force as a workbook or a schema file."""
        page = self.window.page
        if page is None:
            return
        schema = page.session.schema
        path = Path(self._folder) / f"{schema.name}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent,
            _tr("Save the codebook"),
            str(path),
            _tr("Excel workbook (*.xlsx);;Schema file (*.json)"),
        )
        if chosen:
            write_schema(schema, Path(chosen))
            self._say(_tr("Saved as {}.").format(chosen))

    def write_handbook(self) -> None:
        """Write the handbook for coders."""
        page = self.window.page
        if page is None:
            return
        from annotator.formats.handbook import write_handbook  # noqa: PLC0415 - not to start

        schema = page.session.schema
        path = Path(self._folder) / f"{schema.name}-handbook.html"
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, _tr("Handbook for coders"), str(path), _tr("Web page (*.html)")
        )
        if chosen:
            write_handbook(schema, Path(chosen))
            self._say(_tr("Saved as {}. Any browser shows and prints it.").format(chosen))

    @property
    def _parent(self) -> QWidget:
        return self.dialog or self.window

    # --- codes to look at again ----------------------------------------------------------------

    def show_review(self) -> None:
        """Open the list of values whose code was split."""
        page = self.window.page
        if page is None:
            return
        if self.review is None:
            self.review = ReviewDialog(self.window, self.window.theme, self._review_rows())
            self.review.opened.connect(self._open_event)
            self.review.kept.connect(self._keep)
            self.review.destroyed.connect(self._forget_review)
        self.review.show_beside()
        self.review.raise_()

    def _forget_review(self) -> None:
        self.review = None

    def _review_rows(self) -> list[ReviewRow]:
        page = self.window.page
        assert page is not None
        session = page.session
        schema = session.schema
        rows = []
        for found in reads.codes_to_review(session.project.connection, session.desk):
            codes = schema.code_list(schema.slot(found.slot).code_list)
            entry = codes.get(found.code)
            instead = ", ".join(entry.successors) if entry else ""
            label = f"{found.code} {entry.label}" if entry else found.code
            rows.append(
                ReviewRow(
                    found.filler_id,
                    found.event_id,
                    found.article_id,
                    found.title,
                    found.quote,
                    label,
                    instead,
                )
            )
        return rows

    def _open_event(self, article_id: int, event_id: int, filler_id: int) -> None:
        page = self.window.page
        if page is None:
            return
        session = page.session
        if session.article is None or session.article.id != article_id:
            session.open_article(article_id)
        event = session.coding.event(event_id) if session.coding else None
        filler = next((f for f in event.fillers if f.id == filler_id), None) if event else None
        if filler is not None:
            session.set_focus(event_id, Row(filler.slot, filler.id))
            self.window.activateWindow()
            page.focus_article()

    def _keep(self, filler_id: int) -> None:
        page = self.window.page
        if page is not None:
            page.session.run(ops.keep_code, filler_id)


def preview_rows(found: tuple[reads.Touched, ...]) -> list[PreviewRow]:
    """What the preview lists, in words."""
    outcomes = {
        ChangeKind.MERGED: _tr("get the other code"),
        ChangeKind.SPLIT: _tr("to be looked at again"),
        ChangeKind.RETIRED: _tr("stay, shown as retired"),
    }
    rows = []
    for entry in found:
        change = entry.change
        outcome = outcomes.get(change.kind, "")
        if change.kind is ChangeKind.RENAMED and change.name != change.becomes:
            outcome = _tr("get the new code")
        shown = outcome if entry.values else ""
        rows.append(
            PreviewRow(change.kind.value, change.sentence, entry.codings, entry.values, shown)
        )
    return rows


def choose_file(parent: QWidget, title: str, folder: str, pattern: str = "") -> Path | None:
    """The file the user chose to read, None when it was called off."""
    pattern = pattern or _tr("Codebooks (*.xlsx *.json)")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, folder, pattern)
    return Path(chosen) if chosen else None
