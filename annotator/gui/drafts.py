"""What was written and not kept, remembered on this machine: a kill takes its last letters only."""

from __future__ import annotations

import json

from annotator.gui.session import Session
from annotator.gui.settings import Settings

MOST = 50  # drafts of one project; the oldest give way


class Drafts:
    """The drafts of one project by what they are about, for the coder who sits there."""

    def __init__(self, session: Session, settings: Settings) -> None:
        self._session, self._settings = session, settings

    def of(self, *about: object) -> str:
        """The draft about something, empty when there is none."""
        return self._all().get(self._key(about), "")

    def keep(self, text: str, *about: object) -> None:
        """Remember a draft; an empty one is forgotten."""
        drafts, key = self._all(), self._key(about)
        if drafts.get(key, "") == text:
            return
        drafts.pop(key, None)
        if text:
            drafts[key] = text
        kept = dict(list(drafts.items())[-MOST:])
        uuid = self._session.project.uuid
        self._settings.set_project_value(uuid, "drafts", json.dumps(kept))

    def _all(self) -> dict[str, str]:
        kept = self._settings.project_value(self._session.project.uuid, "drafts")
        try:
            found = json.loads(kept) if kept else {}
        except ValueError:
            found = {}
        return found if isinstance(found, dict) else {}

    def _key(self, about: tuple[object, ...]) -> str:
        desk = self._session.desk
        return "/".join(map(str, (desk.coder.id, desk.round.id, *about)))
