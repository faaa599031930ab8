"""Line breaks end sentences, so that a headline does not run into what follows it."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

NAME = "annotator_line_breaks"
STARTS, GOES_ON, OPEN = 1, -1, 0  # how spaCy writes that a word begins a sentence, or does not


@Language.component(NAME, assigns=["token.is_sent_start"])
def line_breaks(doc: Doc) -> Doc:
    """Begin a sentence at the first word of every line.

    Stands before the parser, which builds on sentence starts that are set already. They are set
    all at once: setting one goes through the whole text each time.
    """
    marks: list[int] = []
    broken = True  # a text begins as if behind a line break
    for token in doc:
        if token.is_space:
            broken = broken or "\n" in token.text
            marks.append(GOES_ON if marks else OPEN)
        else:
            marks.append(STARTS if broken else OPEN)
            broken = False
    if marks:
        column = np.array(marks, dtype=np.int64).astype(np.uint64).reshape(-1, 1)
        doc.from_array([SENT_START], cast("Any", column))
    return doc
