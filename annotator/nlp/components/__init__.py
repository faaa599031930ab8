"""Our parts of a pipeline, registered as spaCy factories when this package is imported.

Each name carries the number of its version in ``VERSIONS``: raise it when what the component
finds changes, and every project sees a newer pipeline.
"""

from __future__ import annotations

from annotator.nlp.components import (
    actions,
    actors,
    dates,
    entities,
    events,
    line_breaks,
    places,
    triggers,
)

VERSIONS = {
    line_breaks.NAME: 1,
    entities.NAME: 1,
    triggers.NAME: 1,
    dates.NAME: 1,
    places.NAME: 1,
    actors.NAME: 1,
    actions.NAME: 1,
    events.NAME: 1,
}
WITH_VALUES = (dates.NAME, places.NAME, actors.NAME, actions.NAME, events.NAME)
"""What gives values, in the order in which it stands in a pipeline."""
WHOLE = frozenset({events.NAME})
"""What a project leaves out that wants no whole events suggested."""
