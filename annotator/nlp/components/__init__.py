"""Our parts of a pipeline, registered as spaCy factories when this package is imported.

Each name carries the number of its version in ``VERSIONS``: raise it when what the component
finds changes, and every project sees a newer pipeline.
"""

from __future__ import annotations

from annotator.nlp.components import entities, line_breaks, triggers

VERSIONS = {
    line_breaks.NAME: 1,
    entities.NAME: 1,
    triggers.NAME: 1,
}
