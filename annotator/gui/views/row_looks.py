"""What a line of an event's card shows of a value, for events coded and suggested alike."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from annotator.domain.accepting import Row
from annotator.domain.events import Filler
from annotator.domain.schema import Schema, Slot
from annotator.domain.sentence import named
from annotator.domain.values import CodeValue, PlaceValue
from annotator.gui.theme import Theme
from annotator.gui.views.filler_row import RowLook
from annotator.gui.views.talk_look import TalkLook


def _tr(text: str) -> str:
    return QCoreApplication.translate("EventCard", text)


def slot_color(schema: Schema, theme: Theme, slot: Slot) -> QColor:
    """The colour of what fills a slot."""
    return theme.mention_color(schema.mention_type(slot.mention_type))


def filler_look(
    schema: Schema,
    theme: Theme,
    slot: Slot,
    filler: Filler,
    *,
    first: bool,
    focused: bool = False,
    talk: TalkLook | None = None,
    finding: str = "",
) -> RowLook:
    """The line of one value; ``first`` carries the slot's letter and name.

    ``finding`` is what is to be looked at there, in words.
    """
    in_words = named(schema, slot, filler) if filler.value is not None else ""
    return RowLook(
        Row(slot.name, filler.id),
        slot.key,
        slot.label,
        slot_color(schema, theme, slot),
        words=filler.quote,
        value=_short_value(filler, in_words),
        odd=filler.value is None,
        evidence=max(0, len(filler.mentions) - 1),
        first=first,
        focused=focused,
        hint="\n".join(
            filter(None, (_hint(slot, filler, in_words), finding, talk.tip if talk else ""))
        ),
        finding=finding,
        missing=filler.value is None and bool(finding),
        talk=talk,
    )


def _short_value(filler: Filler, in_words: str) -> str:
    """What stands on the right: the code, the days, or where the place is."""
    match filler.value:
        case CodeValue(code):
            return code
        case PlaceValue(name=name, country=country):
            return " · ".join(filter(None, ("" if name == filler.quote else name, country)))
        case None:
            return _tr("no code yet")
        case _:
            return "" if in_words == filler.quote else in_words


def _hint(slot: Slot, filler: Filler, in_words: str) -> str:
    parts = [slot.label, in_words, *(f"“{m.quote}”" for m in filler.mentions)]
    parts.append(_tr("({})").format(filler.provenance.words))
    return "\n".join(part for part in parts if part)
