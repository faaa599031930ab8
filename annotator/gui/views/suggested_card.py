"""A whole suggested event on a dashed card: a sentence, unfolded while it is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.domain.attribute_values import shown
from annotator.domain.candidates import sureness
from annotator.domain.events import Event
from annotator.domain.schema import Schema
from annotator.domain.sentence import Run, Tone, sentence
from annotator.domain.values import Provenance
from annotator.gui import plain_text
from annotator.gui.key_names import KeyNames
from annotator.gui.spoken import Role
from annotator.gui.theme import CARD_RADIUS, HAIR, NEAR, SMALL, STEP, THIN, UI, Theme
from annotator.gui.views.filler_row import FillerRow
from annotator.gui.views.key_hint import KeyHint
from annotator.gui.views.row_looks import filler_look
from annotator.gui.views.runs_label import RunsLabel


@dataclass(frozen=True)
class SuggestedLook:
    """Everything a card shows: the event as it would be stored, and how sure it is."""

    suggestion_id: int
    event: Event
    confidence: float | None = None
    again: int = 0  # how often the article reports it once more


class SuggestedCard(QFrame):
    """A click looks at it; its two keys take or dismiss it."""

    spoken_as = Role.Grouping

    look_requested = Signal(int)
    take_requested = Signal(int)
    dismiss_requested = Signal(int)

    def __init__(self, schema: Schema, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("suggestedCard")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._schema = schema
        self._theme = theme
        self.suggestion_id = 0
        self._shown: tuple[object, ...] = ()
        self._rows: list[FillerRow] = []
        self.sentence = RunsLabel()
        self.facts = plain_text.label(name="suggestedFacts", wrap=True)
        self.take = KeyHint("", self.tr("take"))
        self.dismiss = KeyHint("", self.tr("dismiss"))
        self.take.clicked.connect(lambda: self.take_requested.emit(self.suggestion_id))
        self.dismiss.clicked.connect(lambda: self.dismiss_requested.emit(self.suggestion_id))
        self._build()

    def _build(self) -> None:
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self._keys = QWidget()
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.addWidget(self.take)
        keys.addWidget(self.dismiss)
        keys.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.sentence)
        self._layout.addWidget(self.facts)
        self._layout.addLayout(self._body)
        self._layout.addWidget(self._keys)

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force; it is taken and dismissed as suggestions are."""
        self.take.set_key(names.cap("suggestion.accept"))
        self.dismiss.set_key(names.cap("suggestion.reject"))

    def show_look(
        self, look: SuggestedLook, theme: Theme, *, unfolded: bool, read_only: bool
    ) -> None:
        """Show a suggested event; nothing happens when all of it is shown already."""
        wanted = (look, theme, unfolded, read_only)
        if wanted == self._shown:
            return
        restyle = self._shown[1:3] != wanted[1:3]
        self._shown = wanted
        self.suggestion_id, self._theme = look.suggestion_id, theme
        if restyle:
            self._style(unfolded=unfolded)
        self.sentence.show_runs(
            self._runs(look.event, unfolded=unfolded), theme, muted=not unfolded
        )
        self.facts.setText(" · ".join(self._facts(look)))
        self.facts.setVisible(bool(self.facts.text()))
        self._show_rows(look.event if unfolded else None)
        self._keys.setVisible(unfolded and not read_only)
        self.setAccessibleName(self.spoken)
        self.setToolTip("" if unfolded else self.tr("Click to look at it"))

    def _runs(self, event: Event, *, unfolded: bool) -> tuple[Run, ...]:
        """The event in words; what is missing calls for no attention before it is looked at."""
        runs = sentence(self._schema, event)
        if unfolded:
            return runs
        return tuple(replace(run, tone=Tone.PLAIN) if run.tone is Tone.ODD else run for run in runs)

    @property
    def spoken(self) -> str:
        """What the card says, as it is read aloud."""
        said = ". ".join(filter(None, (self.sentence.text, self.facts.text())))
        return self.tr("Suggested event: {}").format(said)

    def _style(self, *, unfolded: bool) -> None:
        t, px = self._theme.tokens, self._theme.px
        edge = f"{px(THIN)}px dashed {t.accent}" if unfolded else f"{px(HAIR)}px dashed {t.muted}"
        ground = t.surface if unfolded else "transparent"
        pad = px(STEP) - (px(THIN) - px(HAIR) if unfolded else 0)  # the edge is thicker
        self._layout.setContentsMargins(pad, pad, pad, pad)
        self._layout.setSpacing(px(NEAR))
        self.setStyleSheet(
            f"#suggestedCard {{ background: {ground}; border: {edge};"
            f" border-radius: {px(CARD_RADIUS)}px; }}"
            f" #suggestedCard:hover {{ background: {t.surface}; }}"
            f" #suggestedFacts {{ color: {t.muted}; font-size: {px(SMALL)}px; }}"
        )
        for key in (self.take, self.dismiss):
            key.set_theme(self._theme)
        self.facts.setFont(self._theme.font(UI))

    def _facts(self, look: SuggestedLook) -> list[str]:
        """How sure it is, how often it is told, and what is suggested beside its values."""
        facts = [sureness(look.confidence)] if look.confidence is not None else []
        if look.again:
            facts.append(self.tr("reported again: {}").format(look.again))
        if look.event.reciprocal:
            facts.append(self.tr("reciprocal"))
        for held in look.event.attributes:
            if held.provenance is not Provenance.DEFAULT:
                attribute = self._schema.attribute(held.name)
                words = ", ".join(shown(attribute, value) for value in held.values)
                facts.append(f"{attribute.label.lower()}: {words}")
        return facts

    def _show_rows(self, event: Event | None) -> None:
        looks = [
            filler_look(self._schema, self._theme, slot, filler, first=place == 0)
            for slot in (self._schema.slots if event else ())
            for place, filler in enumerate(event.in_slot(slot.name) if event else ())
        ]
        while len(self._rows) < len(looks):
            row = FillerRow()
            row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._rows.append(row)
            self._body.addWidget(row)
        for row, look in zip(self._rows, looks, strict=False):
            row.show_look(look, self._theme)
            row.show()
        for row in self._rows[len(looks) :]:
            row.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at it."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.look_requested.emit(self.suggestion_id)
