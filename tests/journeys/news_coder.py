"""Codes one real article by keys alone, in a process of its own that is then killed.

Prints a line "saved EDIT" after each key that made the status bar say so, then "ready" and waits.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.gui.app import make_application
from annotator.gui.dialogs.article import ArticleDialog, ArticleFields
from annotator.gui.dialogs.review_dates import DatesDialog
from tests.journeys.driver import Coder

PUBLISHED = dt.date(2025, 4, 10)


class Waiter:
    """The little of pytest-qt that the driver needs, outside of pytest."""

    def addWidget(self, widget) -> None:
        pass

    def waitUntil(self, condition, timeout: int) -> None:
        end = time.monotonic() + timeout / 1000
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()


class Telling(Coder):
    """Says each edit that the window shows as saved."""

    told = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            super().press(key)
            self.tell()

    def tell(self) -> None:
        if self.page is None or not self.page.status_line.saved_text:
            return
        query = "SELECT coalesce(max(id), 0) FROM edit"
        (newest,) = self.session.project.connection.execute(query).fetchone()
        if newest > self.told:
            self.told = newest
            print("saved", newest, flush=True)


def code_everything(ann: Coder) -> None:
    hosting_before_the_date_is_known(ann)
    set_the_publication_date(ann)
    meeting_in_several_places(ann)
    announced_visit(ann)


def hosting_before_the_date_is_known(ann: Coder) -> None:
    """Aliyev hosted Erdogan and al-Sharaa: one source, two targets."""
    ann.press("N")
    ann.select("Azerbaijani President Ilham Aliyev", after="Earlier this month")
    ann.press("S")
    ann.code("azegov")
    ann.select("hosted", after="Earlier this month")
    ann.press("A")
    ann.code("043")
    ann.select("Turkish President Recep Tayyip Erdogan")
    ann.press("T")
    ann.code("tur gov")
    ann.select("Syrian President Ahmad al-Sharaa")
    ann.press("Shift+T")
    ann.code("syrgov")
    ann.select("Earlier this month")
    ann.press("D")


def set_the_publication_date(ann: Coder) -> None:
    before = ann.session.article
    fields = ArticleFields(before.title, "Daily News", PUBLISHED)
    ArticleDialog.ask = classmethod(lambda *_, **__: fields)
    DatesDialog.ask = classmethod(lambda _cls, _parent, _theme, rows: {r.filler_id for r in rows})
    ann.press("F4")
    assert ann.page.banner.isVisible()
    ann.window.run_command("article.check_dates")


def meeting_in_several_places(ann: Coder) -> None:
    """The delegations met in Baku on 9 April: reciprocal, reported again further down."""
    ann.press("N")
    ann.select("Turkish", after="The first technical meeting between")
    ann.press("S")
    ann.code("turgov")
    ann.select("Israeli", after="The first technical meeting between")
    ann.press("Shift+S")
    ann.code("isrgov")
    ann.select("meeting", after="The first technical meeting between")
    ann.press("A")
    ann.code("046")
    ann.select("The first technical meeting was held")
    ann.press("E")
    ann.select("Baku", after="took place in")
    ann.press("L")
    ann.select("April 9", after="took place in Baku")
    ann.press("D")
    ann.press("R")


def announced_visit(ann: Coder) -> None:
    """Netanyahu is to visit Azerbaijan in the first half of May."""
    ann.press("N")
    ann.select("Israeli Prime Minister Benjamin Netanyahu")
    ann.press("S")
    ann.code("isrgov")
    ann.select("expected to travel")
    ann.press("A")
    ann.code("042")
    ann.select("Azerbaijani President Ilham Aliyev", after="to meet with")
    ann.press("T")
    ann.code("azegov")
    ann.select("the first half of May")
    ann.press("U")
    ann.press("P")
    ann.press("O")
    ann.press("2")
    ann.select("two sources")
    ann.press("B")
    ann.code("unnamed")


def main() -> None:
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        ann = Telling(Waiter(), Path(folder))
        ann.open(Path(sys.argv[1]))
        code_everything(ann)
        print("keys", ann.keys_pressed, flush=True)
        print("ready", flush=True)
        while True:
            QApplication.processEvents()
            time.sleep(0.01)


if __name__ == "__main__":
    main()
