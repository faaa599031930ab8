"""Why something is suggested: kept with the suggestion in English, shown in the language spoken.

Words of the text, codes and names in a reason are what they are in every language.
"""

from __future__ import annotations

from annotator.domain.dictionary import TITLES
from annotator.domain.language import again, gaps, later, tr

REASONS = (
    *TITLES,
    later("not in the gazetteer; the text puts it in {place}"),
    later("named with {place}"),
    later("{place} is named in the article"),
    later("the country"),
    later("the continent"),
    later("best known of that name"),
    later("another of that name"),
    later("as “{words}” above"),
    later("as “{words}” below"),
    later("counts from when it was said"),
    later("counts from another day of the text"),
    later("only about"),
)
_ACTS = later("{reason}, whose government acts")
_BETWEEN = "; "


def said(kept: str) -> str:
    """A reason in the language that is spoken; it may give several, one behind the other."""
    acting = gaps(_ACTS, kept)
    if acting is not None:
        return tr(_ACTS).format(reason=said(acting["reason"]))
    whole = again(kept, REASONS)
    if whole != kept or _BETWEEN not in kept:
        return whole
    return _BETWEEN.join(again(part, REASONS) for part in kept.split(_BETWEEN))
