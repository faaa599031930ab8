"""Where an identity stands in a file: no two rows of any tables may share one."""

from __future__ import annotations

import sqlite3


class Identities:
    """Looks identities up in every table of a file that has them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._query = " UNION ALL ".join(
            f"SELECT '{table}' FROM {table} WHERE uuid = :uuid" for table in _tables(connection)
        )

    def holders(self, uuid: str) -> list[str]:
        """The tables that have a row of that identity."""
        rows = self._connection.execute(self._query, {"uuid": uuid}).fetchall()
        return [table for (table,) in rows]


def _tables(connection: sqlite3.Connection) -> list[str]:
    """The tables with identities that are looked up by an index."""
    rows = connection.execute(
        "SELECT s.name FROM sqlite_schema s JOIN pragma_index_list(s.name) l"
        " JOIN pragma_index_info(l.name) i WHERE s.type = 'table' AND i.name = 'uuid'"
        ' AND l."unique" ORDER BY s.name'
    ).fetchall()
    return [table for (table,) in rows]
