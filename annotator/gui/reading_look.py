"""How the article reads: size of its letters and width of its column, by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.gui.theme import MOST_LETTERS

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

LETTERS = (12, 32)  # pixels at 100 %, least and most
COLUMN = (420, 1200)
LETTER_STEP, COLUMN_STEP = 1, 40


class ReadingLook:
    """The handlers of the commands that change how the article reads; each shows at once."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every handler by command id."""
        return {
            "view.letters_larger": lambda: self._step_letters(LETTER_STEP),
            "view.letters_smaller": lambda: self._step_letters(-LETTER_STEP),
            "view.column_wider": self._widen,
            "view.column_narrower": self._narrow,
            "view.reading_reset": self._reset,
        }

    def _step_letters(self, step: int) -> None:
        size = self._within(LETTERS, self.window.settings.get("reading/size") + step)
        self._keep("reading/size", size)
        self._say(self.window.tr("Letters of {} px").format(size))

    def _widen(self) -> None:
        theme = self.window.theme
        if theme.column_width() < theme.px(theme.column):
            said = self.window.tr(
                "Lines of {} letters read best; the preferences allow longer ones"
            )
            self._say(said.format(MOST_LETTERS))
            return
        self._set_column(theme.column + COLUMN_STEP)

    def _narrow(self) -> None:
        theme = self.window.theme
        self._set_column(round(theme.column_width() / theme.zoom) - COLUMN_STEP)

    def _set_column(self, width: int) -> None:
        width = self._within(COLUMN, width)
        self._keep("reading/column", width)
        self._say(self.window.tr("Column of {} px").format(width))

    def _reset(self) -> None:
        self.window.settings.reset("reading/")
        self.window.apply_look()
        self._say(self.window.tr("Font, size and width are as at first"))

    def _keep(self, name: str, value: int) -> None:
        self.window.settings.set(name, value)
        self.window.apply_look()

    def _say(self, sentence: str) -> None:
        if self.window.page is not None:
            self.window.page.session.said.emit(sentence)

    @staticmethod
    def _within(ends: tuple[int, int], value: int) -> int:
        return max(ends[0], min(ends[1], value))
