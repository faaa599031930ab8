"""The words of a hint and where each stands in the box; fewer of them where there is less room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from annotator.gui.theme import BADGE, CAP, HAIR, NEAR, SMALL, STEP, THIN, TIGHT, UI, Theme

PAD_X, PAD_Y, ROW = STEP, TIGHT, CAP
_PITCH = CAP + THIN  # from one row of keys to the next
_BOLD = QFont.Weight.DemiBold


class Brevity(IntEnum):
    """How much a hint leaves out; its sentence always says everything."""

    FULL = 0
    SHORT = 1  # no reason, of each candidate its value only
    CAPS = 2  # no words beside the keys either, but for the one that accepts


@dataclass(frozen=True)
class Hint:
    """What stands under the focused suggestion or the selection.

    ``color`` is "#rrggbb" or empty; ``candidates`` are (digit, label); ``keys`` are (key as it
    is written on a cap, what it does, command id); ``reason`` says why the value is proposed;
    ``caps`` are the keys of the candidates where those are not their digits, ``values`` are their
    values without what these mean.
    """

    slot_label: str
    slot_letter: str = ""
    color: str = ""
    value: str = ""
    detail: str = ""
    candidates: tuple[tuple[str, str], ...] = ()
    keys: tuple[tuple[str, str, str], ...] = ()
    reason: str = ""
    caps: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)

    def cap_of(self, digit: str) -> str:
        """The key that takes a candidate, as it is written on a cap; empty when none does."""
        return self.caps.get(digit, digit)

    @property
    def sentence(self) -> str:
        """The same for a screen reader."""
        named = " ".join(part for part in (self.slot_label, self.value) if part)
        parts = [
            named,
            self.detail,
            self.reason,
            *(f"{self.cap_of(digit)} {label}" for digit, label in self.candidates),
        ]
        parts += [f"{key} {label}" for key, label, _ in self.keys]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Word:
    """Text at a place, or a key cap with text behind it that can be clicked."""

    text: str
    box: QRectF
    bold: bool = False
    muted: bool = False
    cap: str = ""
    cap_width: float = 0
    command: str = ""
    candidate: str = ""

    @property
    def acts(self) -> bool:
        """Whether a click on it does something."""
        return bool(self.command or self.candidate)


class HintWords:
    """Measures and places the words of hints in one look."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        plain, bold = theme.font(UI), theme.font(UI, weight=_BOLD)
        self.metrics = {False: QFontMetricsF(plain), True: QFontMetricsF(bold)}
        self._cap_metrics = QFontMetricsF(theme.font(SMALL, weight=_BOLD))

    def placed(
        self, hint: Hint | None, width: int, brevity: Brevity = Brevity.FULL
    ) -> tuple[Word, ...]:
        """The words within a width, row by row; none of nothing."""
        return tuple(self._placed(hint, width, brevity)) if hint is not None else ()

    def size(self, words: tuple[Word, ...]) -> QSize:
        """The room that words take with the edge around them."""
        right = max((word.box.right() for word in words), default=0)
        bottom = max((word.box.bottom() for word in words), default=0)
        px = self._theme.px
        return QSize(round(right) + px(PAD_X), round(bottom) + px(PAD_Y))

    def _placed(self, hint: Hint, width: int, brevity: Brevity) -> Iterator[Word]:
        px = self._theme.px
        left, y = float(px(PAD_X)), float(px(PAD_Y))
        limit = max(width - px(PAD_X), px(120))
        x = left
        for text, bold, muted in _first_row(hint):
            if text and x < limit:
                word = self._text_word(text, x, y, limit, bold=bold, muted=muted)
                yield word
                x = word.box.right() + px(NEAR if bold else TIGHT)
        if hint.reason and brevity is Brevity.FULL:
            if x > left and x + self._width(f"· {hint.reason}") > limit:
                x, y = left, y + px(ROW)
            reason = hint.reason if x == left else f"· {hint.reason}"
            yield self._text_word(reason, x, y, limit, bold=False, muted=True)
            x = limit
        if x > left:
            y += px(ROW + HAIR)
        x = left
        for word in self._keys(hint, brevity):
            if x > left and x + word.box.width() > limit:
                x, y = left, y + px(_PITCH)
            yield self._moved(word, x, y, limit)
            x += word.box.width() + px(STEP if word.text else TIGHT)

    def _text_word(
        self, text: str, x: float, y: float, limit: float, *, bold: bool, muted: bool
    ) -> Word:
        metrics = self.metrics[bold]
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, limit - x)
        width = metrics.horizontalAdvance(shown)
        return Word(shown, QRectF(x, y, width, self._theme.px(BADGE)), bold, muted)

    def _width(self, text: str) -> float:
        return self.metrics[False].horizontalAdvance(text)

    def _keys(self, hint: Hint, brevity: Brevity) -> Iterator[Word]:
        """The key that accepts, the candidates, the other keys."""
        for cap, label, command in hint.keys[:1]:
            yield self._key_word(cap, label, command=command)
        for digit, label in hint.candidates:
            shown = hint.values.get(digit, label) if brevity else label
            muted = digit != "1"
            yield self._key_word(hint.cap_of(digit), shown, candidate=digit, muted=muted)
        for cap, label, command in hint.keys[1:]:
            shown = "" if brevity is Brevity.CAPS and cap else label
            yield self._key_word(cap, shown, command=command)

    def _key_word(
        self, cap: str, label: str, *, command: str = "", candidate: str = "", muted: bool = True
    ) -> Word:
        px = self._theme.px
        cap_width = max(self._cap_metrics.horizontalAdvance(cap) + px(NEAR), float(px(BADGE)))
        cap_width = cap_width if cap else 0.0
        width = cap_width + (px(TIGHT) + self._width(label) if label else 0.0)
        box = QRectF(0, 0, width, px(ROW))
        return Word(label, box, False, muted, cap, cap_width, command, candidate)

    def _moved(self, word: Word, x: float, y: float, limit: float) -> Word:
        """The word at its place, its label cut where it is wider than a whole row."""
        room = limit - x - word.cap_width - self._theme.px(TIGHT)
        text = self.metrics[False].elidedText(word.text, Qt.TextElideMode.ElideRight, room)
        box = QRectF(x, y, min(word.box.width(), limit - x), word.box.height())
        return replace(word, text=text, box=box)


def _first_row(hint: Hint) -> tuple[tuple[str, bool, bool], ...]:
    """Slot, value and what the value means: the words, whether bold, whether muted."""
    detail = f"· {hint.detail}" if hint.value and hint.detail else hint.detail
    return (f"→ {hint.slot_label}", True, False), (hint.value, False, False), (detail, False, True)


def spread(words: tuple[Word, ...], extra: float) -> tuple[Word, ...]:
    """The same words with more room between their rows, and above and below them."""
    rows = sorted({word.box.top() for word in words})
    step = extra / (len(rows) + 1)
    lift = {top: step * (number + 1) for number, top in enumerate(rows)}
    return tuple(replace(word, box=word.box.translated(0, lift[word.box.top()])) for word in words)
