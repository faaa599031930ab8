"""What the floating line under a suggestion or selection says: slot, value, keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.domain import dates, places
from annotator.domain.accepting import Target
from annotator.domain.events import Article, Event
from annotator.domain.reading import read_value
from annotator.domain.schema import Schema, Slot
from annotator.domain.values import CodeValue, DateValue, PlaceValue, TextValue, Value, ValueKind
from annotator.gui.theme import Theme
from annotator.gui.views.hint import Hint


def _tr(text: str) -> str:
    return QCoreApplication.translate("Hint", text)


def describe_value(value: Value | None) -> str:
    """A value in a few words."""
    match value:
        case CodeValue(code):
            return code
        case TextValue(text):
            return text
        case DateValue():
            return dates.describe(value)
        case PlaceValue():
            return places.describe(value)
        case None:
            return ""


def suggestion_hint(
    schema: Schema,
    theme: Theme,
    article: Article,
    event: Event | None,
    *,
    words: str,
    mention_type: str,
    target: Target | None,
) -> Hint:
    """The line under the focused suggestion."""
    kind = schema.mention_type(mention_type)
    color = theme.mention_color(kind).name()
    dismiss = ("⌫", _tr("dismiss"), "suggestion.reject")
    if event is None:
        keys = (("N", _tr("new event"), "event.new"), dismiss)
        return Hint(kind.label, "", color, words, _tr("no event yet"), (), keys)
    letters = tuple(
        (slot.key, slot.label.lower(), f"slot.fill.{slot.name}")
        for slot in schema.slots_for(mention_type)
    )
    if target is None:
        return Hint(kind.label, "", color, words, _tr("choose a slot"), (), (*letters, dismiss))
    accept = ("Enter", _tr("accept"), "suggestion.accept")
    return Hint(
        target.slot.label,
        target.slot.key,
        color,
        words,
        stored_value(schema, target.slot, words, article),
        (),
        (accept, *letters, dismiss),
    )


def selection_hint(
    schema: Schema, theme: Theme, article: Article, event: Event | None, words: str, slot: Slot
) -> Hint:
    """The line under a hand-made selection."""
    color = theme.mention_color(schema.mention_type(slot.mention_type)).name()
    if event is None:
        keys = (("N", _tr("new event"), "event.new"),)
        return Hint(_tr("Selection"), "", color, words, _tr("no event yet"), (), keys)
    letters = tuple(
        (other.key, other.label.lower(), f"slot.fill.{other.name}")
        for other in schema.slots
        if other.name in schema.summary
    )
    accept = ("Enter", _tr("accept"), "suggestion.accept")
    value = stored_value(schema, slot, words, article)
    return Hint(slot.label, slot.key, color, words, value, (), (accept, *letters))


def stored_value(schema: Schema, slot: Slot, words: str, article: Article) -> str:
    """What accepting these words into a slot would store, in words."""
    if slot.kind in (ValueKind.CODE, ValueKind.COMPOSED):
        return _tr("code to be chosen")
    value = read_value(schema, slot, words, published=article.published)
    text = describe_value(value)
    return "" if text == words else text
