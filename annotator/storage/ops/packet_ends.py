"""The other ends of chains that a packet holds because packets were merged into it.

Such an end is kept as text. It is put into the tables of the packet's copy, looked at like
everything else there, and read back; the copy is as before afterwards.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from itertools import zip_longest

from annotator.domain.errors import KnownError
from annotator.storage.coding_content import read_content
from annotator.storage.incoming_packet import IncomingPacket, broken_codings
from annotator.storage.ops.chains import Chain, Tip, read_chain
from annotator.storage.ops.restoring import Known, known_rows, restore
from annotator.storage.project import EditInProgress

_UNFIT = (KnownError, sqlite3.IntegrityError, ValueError, TypeError, KeyError, AttributeError)


def other_ends(packet: IncomingPacket) -> Mapping[int, list[Tip]]:
    """The sound ones of the ends that stand beside the present one, by id of their coding."""
    connection = packet.connection
    chains = [read_chain(connection, coding_id) for coding_id in _in_conflict(packet)]
    found: dict[int, list[Tip]] = defaultdict(list)
    for row in zip_longest(*(_numbered(chain) for chain in chains)):
        for coding_id, tip in _sound(packet, dict(filter(None, row))).items():
            found[coding_id].append(tip)
    return found


def _in_conflict(packet: IncomingPacket) -> list[int]:
    rows = packet.connection.execute(
        "SELECT DISTINCT coding_id FROM coding_state WHERE standing = 'conflict' ORDER BY coding_id"
    ).fetchall()
    return [coding_id for (coding_id,) in rows if coding_id not in packet.broken]


def _numbered(chain: Chain) -> list[tuple[int, Tip]]:
    return [(chain.coding_id, tip) for tip in chain.others]


def _sound(packet: IncomingPacket, tips: Mapping[int, Tip]) -> dict[int, Tip]:
    """Those of the ends (one of each coding) that are what the program could have written."""
    connection = packet.connection
    connection.execute("BEGIN")
    connection.execute("PRAGMA defer_foreign_keys = ON")
    try:
        known = known_rows(connection)
        put = {each: tip for each, tip in tips.items() if _put(connection, known, each, tip)}
        broken = broken_codings(packet)
        return {
            coding_id: Tip(tip.state, read_content(connection, coding_id))
            for coding_id, tip in put.items()
            if coding_id not in broken
        }
    finally:
        connection.execute("ROLLBACK")


def _put(connection: sqlite3.Connection, known: Known, coding_id: int, tip: Tip) -> bool:
    """Bring a coding of the copy to an end; False, and nothing done, where that cannot be."""
    connection.execute("SAVEPOINT one_end")
    try:
        present = read_content(connection, coding_id)
        whose = ("article", "coder", "round")
        if any(tip.content[name] != present[name] for name in whose):
            raise ValueError("the end is another coding's")
        edit = EditInProgress(connection)
        restore(edit, known, tip.content, coding_id=coding_id, revision=tip.state.name)
    except _UNFIT:
        connection.execute("ROLLBACK TO one_end")
        return False
    finally:
        connection.execute("RELEASE one_end")
    return True
