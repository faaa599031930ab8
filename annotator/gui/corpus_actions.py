"""The commands about articles as such: import, new, their title, source and date, export."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from annotator.domain import dates
from annotator.domain.errors import KnownError
from annotator.domain.schema import Schema
from annotator.domain.values import DateValue
from annotator.gui.dialogs.article import ArticleDialog, ArticleFields
from annotator.gui.dialogs.export import ExportDialog, Group
from annotator.gui.dialogs.import_articles import ImportDialog, ImportPreview
from annotator.gui.dialogs.review_dates import DateRow, DatesDialog
from annotator.storage import ops, reads

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

EDITABLE = ("title", "source", "published", "url", "language")


class CorpusActions:
    """The handlers of everything that brings articles in, corrects them, or sends data out."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every corpus command's handler by command id."""
        return {
            "project.import": lambda: self.import_files([]),
            "project.export": self.export,
            "article.new": lambda: self.ask_new(ArticleFields("", text="")),
            "article.paste": self.paste,
            "article.details": self.details,
            "article.check_dates": self.review_dates,
        }

    # --- articles ------------------------------------------------------------------------------

    def paste(self) -> None:
        """Make a new article from the clipboard: its first line is the title."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.window.say_problem(self.window.tr("The clipboard holds no text."))
            return
        from annotator.formats import readers  # noqa: PLC0415 - not needed to start

        draft = readers.from_text(text)
        self.ask_new(
            ArticleFields(draft.title, draft.source, draft.published, draft.url, text=draft.body)
        )

    def ask_new(self, fields: ArticleFields) -> None:
        """Ask for a new article's fields, add it and open it."""
        page = self.window.page
        asked = ArticleDialog.ask(self.window, self.window.theme, fields)
        if page is None or asked is None:
            return
        from annotator.jobs.importing import add_one  # noqa: PLC0415 - not needed to start

        try:
            article_id, is_new = add_one(
                page.session.project,
                title=asked.title,
                body=asked.text or "",
                source=asked.source,
                published=asked.published,
                url=asked.url,
                language=asked.language,
            )
        except KnownError as error:
            self.window.say_problem(str(error))
            return
        page.reread_queue()
        page.session.open_article(article_id)
        if not is_new:
            page.session.said.emit(self.window.tr("This text is in the project already."))

    def details(self) -> None:
        """Ask for the open article's title, source and date; each change is one edit."""
        page = self.window.page
        if page is None or page.session.article is None or page.session.project.read_only:
            return
        article = page.session.article
        before = ArticleFields(
            article.title, article.source, article.published, article.url, article.language
        )
        focus = "published" if article.published is None else "title"
        after = ArticleDialog.ask(self.window, self.window.theme, before, focus=focus)
        if after is None:
            return
        for name in EDITABLE:
            if getattr(after, name) != getattr(before, name):
                page.session.run(ops.set_article_field, article.id, name, getattr(after, name))

    def offer_dates(self) -> None:
        """Say which decided dates the new publication date would change."""
        page = self.window.page
        rows = self._dates_to_review()
        if page is not None and rows:
            sentence = self.window.tr("{} decided dates would change with this publication date.")
            page.banner.say(
                sentence.format(len(rows)), ("article.check_dates", self.window.tr("Look…"))
            )

    def _dates_to_review(self) -> list[tuple[int, DateValue, DateValue]]:
        page = self.window.page
        if page is None or page.session.article is None:
            return []
        session = page.session
        assert session.article is not None
        return reads.dates_to_review(
            session.project.connection, session.desk, session.article.id, dates.resolve
        )

    def review_dates(self) -> None:
        """List decided dates that would change, and change those that are ticked."""
        page, found = self.window.page, self._dates_to_review()
        if page is None:
            return
        if not found:
            page.session.said.emit(self.window.tr("No decided date would change."))
            return
        rows = [
            DateRow(filler_id, old.text, dates.describe(old), dates.describe(new))
            for filler_id, old, new in found
        ]
        ticked = DatesDialog.ask(self.window, self.window.theme, rows)
        wanted = {filler_id: new for filler_id, _, new in found if filler_id in ticked}
        if wanted:
            page.session.run(ops.update_dates, wanted)
        page.banner.hide()

    # --- in and out ----------------------------------------------------------------------------

    def import_files(self, paths: list[Path]) -> None:
        """Ask what to import, then read in a thread and write in short batches."""
        page = self.window.page
        if page is None or page.session.project.read_only or page.busy:
            return
        from annotator.gui.importing import Importing  # noqa: PLC0415 - not needed to start

        request = ImportDialog.ask(self.window, self.window.theme, preview, paths)
        if request is not None:
            Importing(self.window, request).start()

    def export(self) -> None:
        """Ask what to export, then write it in a thread."""
        page = self.window.page
        if page is None or page.busy:
            return
        from annotator.gui.exporting import Exporting  # noqa: PLC0415 - not needed to start

        project, settings = page.session.project, self.window.settings
        request = ExportDialog.ask(
            self.window,
            self.window.theme,
            folder=project.path.parent,
            unfinished=page.unfinished(),
            groups=column_groups(project.schema),
            picks=_picks(settings.project_value(project.uuid, "export_picks")),
        )
        if request is not None:
            settings.set_project_value(project.uuid, "export_picks", json.dumps(request.picks))
            Exporting(self.window, request).start()


def column_groups(schema: Schema) -> list[Group]:
    """The groups of computed columns among which a team picks."""
    return [
        Group(
            group.value,
            group.label,
            group.help,
            tuple(column.name for column in schema.derived if column.group == group.value),
        )
        for group in schema.groups
    ]


def _picks(remembered: str) -> dict[str, str]:
    """What was picked last time; nothing when that cannot be read."""
    try:
        found = json.loads(remembered or "{}")
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def preview(paths: list[Path], mapping: Mapping[str, str]) -> ImportPreview:
    """What a look into the files finds, for the import dialog."""
    if not paths:
        return ImportPreview()
    from annotator.formats import readers  # noqa: PLC0415 - not needed to start

    found = readers.preview(paths, mapping)
    return ImportPreview(found.columns, found.mapping, found.titles, found.problem)
