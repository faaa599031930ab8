"""What the commands about notes and questions do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.direction import isolated
from annotator.domain.errors import KnownError
from annotator.domain.sentence import sentence, shown
from annotator.domain.talk import ARTICLE, Subject, subject_of, talk_of
from annotator.gui import read_only
from annotator.gui.drafts import Drafts
from annotator.gui.views.note_sheet import About, Writing
from annotator.gui.views.talk_look import talk_look
from annotator.storage import ops, questions

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

Handler = Callable[[], object]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Comments", text)


class CommentActions:
    """Handlers of notes and questions, for one coding page."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        self._drafts = Drafts(page.session, page.settings)
        sheet = page.notes
        sheet.written.connect(self.keep_comment)
        sheet.left.connect(self._keep_draft)
        sheet.subject_shown.connect(self._note_read)
        page.session.article_left.connect(sheet.leave)
        page.session.article_opened.connect(self._show)
        page.session.changed.connect(lambda _changes: self._show())

    def handlers(self) -> dict[str, Handler]:
        """Every handler by command id."""
        return {
            "article.note": partial(self.ask_comment, "note"),
            "article.question": partial(self.ask_comment, "question"),
            "event.note": partial(self.ask_comment, "note", in_focus=True),
            "event.question": partial(self.ask_comment, "question", in_focus=True),
            "article.next_unread": self.next_unread,
        }

    def ask_comment(
        self, kind: str, *, in_focus: bool = False, comment_id: int | None = None
    ) -> None:
        """Open the sheet on the article, or on the value or event in focus."""
        if self.session.article is None or self.session.coding is None:
            return
        if self.session.project.read_only:
            self.session.said.emit(read_only.sentence())
            return
        abouts = self._abouts()
        at = len(abouts) - 1 if in_focus else 0
        comments = self.session.coding.comments
        found = next((c for c in comments if c.id == comment_id), None)
        if found is not None:
            wanted = subject_of(found)
            at = next((n for n, about in enumerate(abouts) if about.subject == wanted), 0)
        title = _tr("Note") if kind == "note" else _tr("Question to the supervisor")
        self.page.notes.ask(kind, title, abouts, at=at, comment_id=comment_id, draft=self._draft_of)

    def _abouts(self) -> list[About]:
        """The article, the active event, and the words of the value in focus."""
        session, event = self.session, self.session.active_event
        assert session.coding is not None
        talk = talk_of(session.coding.comments)
        found = [About(ARTICLE, _tr("Article"), "", talk.get(ARTICLE, ()))]
        if event is not None:
            subject = Subject(event_id=event.id)
            words = shown(sentence(session.schema, event))
            found.append(About(subject, _tr("Event"), words, talk.get(subject, ())))
        filler = session.filler
        for mention in filler.mentions[:1] if filler is not None else ():
            subject = Subject(mention_id=mention.id)
            quote = f"“{isolated(mention.quote)}”"
            found.append(About(subject, _tr("Words"), quote, talk.get(subject, ())))
        return found

    def keep_comment(self, writing: Writing, text: str) -> None:
        """Store what the sheet gave; an empty text deletes what is changed."""
        article = self.session.article
        if article is None or not (text or writing.comment_id):
            return
        self._keep_draft(writing, "")
        about = writing.subject
        done = self.session.run(
            ops.set_comment,
            article.id,
            writing.kind,
            text,
            event_id=about.event_id,
            mention_id=about.mention_id,
            comment_id=writing.comment_id,
        )
        if done is None:
            self._keep_draft(writing, text)

    # --- where they are shown ------------------------------------------------------------------

    def _show(self) -> None:
        coding = self.session.coding
        talk = talk_of(coding.comments).get(ARTICLE, ()) if coding is not None else ()
        self.page.article_pane.header.set_talk(talk_look(talk))

    def _note_read(self, _subject: Subject) -> None:
        """What is on the sheet was read, answers among it."""
        session, article = self.session, self.session.article
        if article is None or session.coding is None:
            return
        connection = session.project.connection
        unread = set(questions.unread_in(connection, session.desk, article.id))
        talk = talk_of(session.coding.comments).get(_subject, ())
        shown = [one for thread in talk for one in (thread.said, *thread.answers)]
        seen = [one.uuid for one in shown if one.uuid in unread]
        if seen:
            try:
                questions.remember_read(session.project, seen)
            except KnownError as error:
                session.said.emit(str(error))
            self.page.queue_pane.refresh([article.id])

    def next_unread(self) -> None:
        """Go to what was said first to the coder and was not read yet, and show it."""
        found = questions.next_unread(self.session.project.connection, self.session.desk)
        if found is None:
            self.session.said.emit(_tr("Nothing is unread."))
        else:
            self.go_to(*found)

    def go_to(self, comment_id: int, article_id: int) -> None:
        """Open the article of something said, focus what it is about, and show it.

        A question of one's own can be changed there; a lesson is only read.
        """
        session = self.session
        if session.article is None or session.article.id != article_id:
            session.open_article(article_id)
        coding = session.coding
        said = next((c for c in coding.comments if c.id == comment_id), None) if coding else None
        if said is None:
            return
        self._focus(subject_of(said))
        if said.kind == "question":
            self.ask_comment("question", comment_id=comment_id)
        else:
            self.ask_comment("note")

    def _focus(self, subject: Subject) -> None:
        from annotator.domain.accepting import Row  # noqa: PLC0415 - one rare use

        coding = self.session.coding
        for event in coding.events if coding is not None else ():
            if event.id == subject.event_id:
                self.session.set_focus(event.id)
            for filler in event.fillers:
                if any(m.id == subject.mention_id for m in filler.mentions):
                    self.session.set_focus(event.id, Row(filler.slot, filler.id))
                    self.page.article_pane.highlight_filler(filler.id)
                    return

    # --- drafts --------------------------------------------------------------------------------

    def _about(self, writing: Writing) -> tuple[object, ...]:
        """What a draft is about: the place, the kind, and the comment that is changed."""
        about, article = writing.subject, self.session.article
        place = (article.id if article else 0, about.event_id or 0, about.mention_id or 0)
        return (*place, writing.kind, writing.comment_id or 0)

    def _draft_of(self, writing: Writing) -> str:
        return self._drafts.of(*self._about(writing))

    def _keep_draft(self, writing: Writing, text: str) -> None:
        """Remember on this machine what was written and not kept."""
        self._drafts.keep(text, *self._about(writing))
