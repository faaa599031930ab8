"""Where each article was left, so that going back to it goes back to the line that was read."""

from __future__ import annotations

_MOST = 200  # articles
_TOP = (0, 0)


class ReadingPlaces:
    """Caret and scrolling by article, of those read lately."""

    def __init__(self) -> None:
        self._left: dict[int, tuple[int, int]] = {}

    def leave(self, place: tuple[int, tuple[int, int]] | None) -> None:
        """Remember where an article is left."""
        if place is not None:
            article_id, where = place
            self._left.pop(article_id, None)
            self._left[article_id] = where
            if len(self._left) > _MOST:
                self._left.pop(next(iter(self._left)))

    def of(self, article_id: int | None) -> tuple[int, int]:
        """Where an article was left: the top when it was not read lately."""
        return _TOP if article_id is None else self._left.get(article_id, _TOP)
