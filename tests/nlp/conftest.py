"""spaCy is imported once, with its own deprecation notes let through."""

import warnings

import pytest
from own_pipelines import own_pipelines, pipelines_folder  # noqa: F401

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import spacy  # noqa: F401


@pytest.fixture(scope="session")
def best():
    """The best pipeline installed, with our components in it."""
    from annotator.nlp import pipeline  # noqa: PLC0415 - takes spaCy to import

    return pipeline.load("")
