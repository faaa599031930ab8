"""An article's own fields: for a new one with its text, for one that is there without."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.gui.dialogs.form import Form, date_problem, line
from annotator.gui.theme import Theme


@dataclass(frozen=True)
class ArticleFields:
    """What is known of an article; ``text`` is None where the text is not asked for."""

    title: str
    source: str = ""
    published: dt.date | None = None
    url: str = ""
    language: str = ""
    text: str | None = None


class ArticleDialog(Form):
    """Title, source and date; all but the title may stay empty."""

    def __init__(self, parent: QWidget | None, theme: Theme, fields: ArticleFields) -> None:
        new = fields.text is not None
        title = "New article" if new else "Title, source and date"
        ok = self.tr("Add article") if new else self.tr("Keep")
        super().__init__(parent, theme, title, ok=ok, width=600 if new else 480)
        self.setProperty("manual", "article")
        if not new:
            self.lead(self.tr("The text itself never changes; what is corrected here is recorded."))
        self.title = line(fields.title)
        self.field(self.tr("Title"), self.title)
        self.text = QPlainTextEdit(fields.text or "")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(self.room(180))
        if new:
            self.field(self.tr("Text"), self.text, self.tr("Without the title"))
        self.published = line(
            fields.published.isoformat() if fields.published else "", "2025-04-09"
        )
        self.field(
            self.tr("Publication date"),
            self.published,
            self.tr("“Tuesday” and “last week” are counted from it; empty: not known"),
        )
        self.source = line(fields.source, self.tr("Sample Wire"))
        self.field(self.tr("Source"), self.source)
        self.url = line(fields.url)
        self.field(self.tr("Address"), self.url)
        self.language = line(fields.language, "en")
        self.field(self.tr("Language"), self.language)
        self._new = new
        self.published.textChanged.connect(
            lambda typed: self.complain(
                self.published, "" if len(typed) < 10 else date_problem(typed.strip())
            )
        )

    def check(self) -> bool:
        """A date is a date, and a new article has words."""
        problem = date_problem(self.published.text().strip())
        self.complain(self.published, problem)
        no_title = not self.title.text().strip() and not (
            self._new and self.text.toPlainText().strip()
        )
        self.complain(self.title, self.tr("An article needs a title.") if no_title else "")
        return not problem and not no_title

    @property
    def fields(self) -> ArticleFields:
        """What was entered."""
        typed = self.published.text().strip()
        return ArticleFields(
            self.title.text().strip(),
            self.source.text().strip(),
            dt.date.fromisoformat(typed) if typed else None,
            self.url.text().strip(),
            self.language.text().strip(),
            self.text.toPlainText() if self._new else None,
        )

    @classmethod
    def ask(
        cls, parent: QWidget | None, theme: Theme, fields: ArticleFields, *, focus: str = "title"
    ) -> ArticleFields | None:
        """The fields as corrected, None when it was called off."""
        dialog = cls(parent, theme, fields)
        getattr(dialog, focus).setFocus()
        return dialog.fields if dialog.run() else None
