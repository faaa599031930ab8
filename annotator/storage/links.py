"""Which events of different articles are one: the links there are, and what might be linked."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from annotator.domain.events import Desk, Event, Filler, LinkedEvent
from annotator.domain.linking import LinkCandidate
from annotator.domain.values import Provenance
from annotator.storage.moment import one_moment
from annotator.storage.rows import VALUE_COLUMNS, day_of, value_of

_OF_A_CODE = 250  # latest values with one code among which events are sought
_LATEST = 400  # latest events of the project among which the coder's are sought
MOST = 150  # events that are offered

_PLACE = "o.id, o.uuid, d.article_id, a.title, a.published"


def links_of(connection: sqlite3.Connection, coding_id: int) -> dict[int, list[LinkedEvent]]:
    """The events of other articles that each event of a coding is linked with."""
    rows = connection.execute(
        f"SELECT e.id, {_PLACE} FROM event e JOIN event_link l ON l.event_id = e.id"
        " JOIN event o ON o.id = l.other_event_id JOIN coding d ON d.id = o.coding_id"
        " JOIN article a ON a.id = d.article_id WHERE e.coding_id = ?"
        f" UNION ALL SELECT e.id, {_PLACE} FROM event e JOIN event_link l"
        "  ON l.other_event_id = e.id JOIN event o ON o.id = l.event_id"
        "  JOIN coding d ON d.id = o.coding_id JOIN article a ON a.id = d.article_id"
        "  WHERE e.coding_id = ? ORDER BY 1, 4, 2",
        (coding_id, coding_id),
    ).fetchall()
    found: dict[int, list[LinkedEvent]] = {}
    for event_id, *place in rows:
        found.setdefault(event_id, []).append(_linked(place))
    return found


def _linked(place: Sequence[object]) -> LinkedEvent:
    event_id, uuid, article_id, title, published = place
    return LinkedEvent(event_id, uuid, article_id, title, day_of(published))  # type: ignore[arg-type]


def link_candidates(
    connection: sqlite3.Connection, desk: Desk, event_id: int
) -> list[LinkCandidate]:
    """The coder's own events in other articles that may be the same as one of theirs.

    Those linked with it already, those that share most of its codes, and the latest. However
    many events a project holds, as much of it is read as of a small one.
    """
    with one_moment(connection):
        shared = _sharing(connection, desk, event_id)
        latest = _latest(connection, desk, event_id)
        linked = _linked_with(connection, event_id)
        wanted = [*linked, *(number for number, _ in shared.most_common(MOST)), *latest]
        chosen = list(dict.fromkeys(wanted))[: MOST + len(linked)]
        return _candidates(connection, chosen, frozenset(linked))


_OWN = (
    " JOIN coding c ON c.id = e.coding_id WHERE c.coder_id = ? AND c.round_id = ?"
    " AND c.article_id <> (SELECT x.article_id FROM event y JOIN coding x ON x.id = y.coding_id"
    "  WHERE y.id = ?)"
)


def _sharing(connection: sqlite3.Connection, desk: Desk, event_id: int) -> Counter[int]:
    """How many codes of an event each other one has, of those coded lately with one of them."""
    codes = connection.execute(
        "SELECT DISTINCT n.code_id FROM filler f JOIN filler_code n ON n.filler_id = f.id"
        " WHERE f.event_id = ? AND n.code_id IS NOT NULL",
        (event_id,),
    ).fetchall()
    found: Counter[int] = Counter()
    for (code_id,) in codes:
        rows = connection.execute(
            "SELECT DISTINCT e.id FROM (SELECT filler_id FROM filler_code WHERE code_id = ?"
            "  ORDER BY id DESC LIMIT ?) n JOIN filler f ON f.id = n.filler_id"
            f" JOIN event e ON e.id = f.event_id{_OWN}",
            (code_id, _OF_A_CODE, desk.coder.id, desk.round.id, event_id),
        ).fetchall()
        found.update(number for (number,) in rows)
    return found


def _latest(connection: sqlite3.Connection, desk: Desk, event_id: int) -> list[int]:
    rows = connection.execute(
        "SELECT e.id FROM (SELECT id, coding_id FROM event ORDER BY id DESC LIMIT ?) e"
        f"{_OWN} ORDER BY e.id DESC",
        (_LATEST, desk.coder.id, desk.round.id, event_id),
    ).fetchall()
    return [number for (number,) in rows]


def _linked_with(connection: sqlite3.Connection, event_id: int) -> list[int]:
    rows = connection.execute(
        "SELECT other_event_id FROM event_link WHERE event_id = ?"
        " UNION SELECT event_id FROM event_link WHERE other_event_id = ?",
        (event_id, event_id),
    ).fetchall()
    return [number for (number,) in rows]


def _candidates(
    connection: sqlite3.Connection, ids: Sequence[int], linked: Iterable[int]
) -> list[LinkCandidate]:
    marks = ", ".join("?" * len(ids))
    places = connection.execute(
        f"SELECT o.coding_id, o.position, o.reciprocal, {_PLACE} FROM event o"
        " JOIN coding d ON d.id = o.coding_id JOIN article a ON a.id = d.article_id"
        f" WHERE o.id IN ({marks})",
        ids,
    ).fetchall()
    fillers = _fillers(connection, ids)
    found = []
    for coding_id, position, reciprocal, *place in places:
        known = _linked(place)
        event = Event(
            known.event_id,
            known.uuid,
            coding_id,
            position,
            bool(reciprocal),
            tuple(fillers.get(known.event_id, ())),
        )
        found.append(LinkCandidate(event, known, known.event_id in linked))
    return found


def _fillers(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, list[Filler]]:
    """The values of some events, without the words that show them."""
    values = ", ".join(VALUE_COLUMNS)
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(
        f"SELECT event_id, id, uuid, slot, position, provenance, {values} FROM filler"
        f" WHERE event_id IN ({marks}) ORDER BY event_id, slot, position, id",
        ids,
    ).fetchall()
    found: dict[int, list[Filler]] = {}
    for event_id, filler_id, uuid, slot, position, provenance, *columns in rows:
        value = value_of(dict(zip(VALUE_COLUMNS, columns, strict=True)))
        made = Filler(filler_id, uuid, event_id, slot, position, value, Provenance(provenance))
        found.setdefault(event_id, []).append(made)
    return found
