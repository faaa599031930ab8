"""What stands between two heights of an article, also before all of it is laid out."""

from __future__ import annotations

import pytest

from annotator.gui.theme import Mode, make_theme
from annotator.gui.views.article_document import make_document, text_between

TEXT = "A headline that is long enough for several lines of large letters\n\n" + "\n\n".join(
    f"Soldiers attacked camp number {number} near the town on Sunday and left."
    for number in range(90)
)
HIGH = 400


def laid_out(*, wholly):
    document = make_document(TEXT, make_theme(Mode.LIGHT))
    document.setTextWidth(320)
    if wholly:
        assert document.size().height() > 10 * HIGH
    return document


@pytest.mark.usefixtures("qapp")
def test_lines_are_found_where_the_rest_has_no_lines_yet():
    whole = laid_out(wholly=True)
    for top in range(0, 3 * HIGH, 9):  # also between two paragraphs
        low, high = text_between(laid_out(wholly=False), top, top + HIGH)
        wanted_low, wanted_high = text_between(whole, top, top + HIGH)
        assert low <= wanted_low
        assert (high, wanted_low - low < 120) == (wanted_high, True), top
