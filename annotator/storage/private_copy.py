"""A private copy of a project file, to be read at leisure while others edit the file itself."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from annotator.storage import copies, failures, files
from annotator.storage.lending import borrowed


@contextmanager
def copied_file(path: Path) -> Iterator[Path]:
    """A copy of the file as it is at one moment; it goes with the block.

    Raises:
        ProjectError: the file cannot be read.
        NotSavedError: there is no room for the copy.
    """
    with tempfile.TemporaryDirectory(prefix="annotator-copy-") as folder:
        copy = Path(folder) / "copy.db"
        try:
            with borrowed(path) as lent:
                if not lent.shared:
                    copies.demand_room(lent.connection, copy)
                copies.copy_pages(lent.connection, copy, lent.wanted_back)
        except OSError as error:
            raise failures.saving_error(copy, error) from error
        except sqlite3.Error as error:
            raise failures.opening_error(path, error) from error
        yield copy


@contextmanager
def private_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of the file as it is at one moment; both go with the block.

    Raises:
        ProjectError, NotSavedError: as for ``copied_file``.
    """
    with copied_file(path) as copy, closing(files.connect(copy, "rw")) as connection:
        yield connection
