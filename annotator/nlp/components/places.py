"""Places as coders would mark them, in ``doc.spans["annotator_places"]``.

What each could mean stands beside them in ``doc.user_data["annotator_places"]``: for every span
the candidates of the gazetteer, likeliest first.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from annotator.nlp.components import place_candidates, place_spans
from annotator.nlp.place_words import place_words

NAME = "annotator_places"
LABEL = "PLACE"


@Language.component(NAME, assigns=["doc.spans", "doc.user_data"])
def places_component(doc: Doc) -> Doc:
    """Mark the places of a text and say what each could be."""
    words = place_words(doc.lang_)
    found = place_spans.find(doc, words)
    doc.spans[NAME] = [Span(doc, place.start, place.end, label=LABEL) for place in found]
    doc.user_data[NAME] = place_candidates.candidates(doc, found, words)
    return doc
