"""The projects that are measured, made once when the first row needs them."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from benchmarks.coded import fill
from benchmarks.corpus import Corpus

from annotator.domain import schema_file
from annotator.domain.schema import Schema
from annotator.jobs.importing import import_paths
from annotator.nlp.rules import request_of
from annotator.resources import schema_path
from annotator.storage import highlights
from annotator.storage.imports import many_articles
from annotator.storage.project import create, open_project

SCHEMA = "cameo"
CODER = "ann"
_FILES = 10  # an import is measured in so many parts, in turns with the bare thing


@dataclass(frozen=True)
class Sizes:
    """How much of everything."""

    many: int = 100_000  # articles
    few: int = 1_000
    searched: int = 10_000
    tiny: int = 10
    events: int = 200_000
    sheet_events: int = 3_000  # of the workbook: its cells are written at openpyxl's pace, too
    highlighted: int = 100  # articles read by the pipeline
    walked: int = 60  # articles that have suggestions from the beginning
    samples: int = 10
    long: int = 700_000  # characters
    codes: int = 1_000  # of the long code list

    def scaled(self, factor: float) -> Sizes:
        """The large sizes times a factor."""
        return replace(
            self,
            many=max(2 * self.few, round(self.many * factor)),
            events=max(200, round(self.events * factor)),
            sheet_events=max(50, round(self.sheet_events * factor)),
            long=max(10_000, round(self.long * factor)),
        )


QUICK = Sizes(
    many=200,
    few=60,
    searched=100,
    events=200,
    sheet_events=50,
    highlighted=6,
    walked=25,
    samples=2,
    long=20_000,
)


@dataclass(frozen=True)
class Imported:
    """The project of many articles, and how many seconds it took against bare rows."""

    path: Path
    ours: float
    bare: float


class Place:
    """A folder with projects in it."""

    def __init__(self, folder: Path, sizes: Sizes) -> None:
        self.folder = folder
        self.sizes = sizes

    def close(self) -> None:
        """Remove the projects, which are large."""
        for path in self.folder.glob("*.db"):
            path.unlink()

    @cached_property
    def schema(self) -> Schema:
        """The schema of every project here."""
        return schema_file.load(schema_path(SCHEMA))

    @cached_property
    def corpus(self) -> Corpus:
        """The articles."""
        return Corpus(request_of(self.schema), long=self.sizes.long)

    def new(self, name: str, schema: Path | None = None) -> Path:
        """A new project; of CAMEO unless another schema file is given."""
        path = self.folder / name
        schema = schema or schema_path(SCHEMA)
        create(path, schema=schema_file.canonical(schema), title=name)
        return path

    @cached_property
    def many_codes(self) -> Path:
        """A project of ten articles whose codebook has very many events to choose from."""
        schema = self.folder / "codes.json"
        schema_file.save(_with_codes(self.schema, self.sizes.codes), schema)
        return self.with_articles(self.new("codes.db", schema), self.sizes.tiny)

    def text_file(self, number: int) -> Path:
        """An article's text in a file, for the bare window."""
        path = self.folder / f"{number}.txt"
        path.write_text(self.corpus.text(number), encoding="utf-8")
        return path

    @cached_property
    def few(self) -> Path:
        """A project of few articles, the long one last, the first ones with suggestions."""
        return self.with_articles(self.new("few.db"), self.sizes.few)

    @cached_property
    def searched(self) -> Path:
        """A project that is searched."""
        return self.with_articles(self.new("searched.db"), self.sizes.searched)

    @property
    def words(self) -> list[str]:
        """Words of one of the texts, each once."""
        found = dict.fromkeys(re.findall(r"\b[a-z]{6,}\b", self.corpus.bodies[0]))
        return list(found)

    @cached_property
    def tiny(self) -> Path:
        """A project of ten articles."""
        return self.with_articles(self.new("tiny.db"), self.sizes.tiny)

    @property
    def many(self) -> Path:
        """A project of very many articles, the first and the last as in ``few``."""
        return self.imported.path

    def with_articles(self, path: Path, number: int) -> Path:
        """Put articles into a new project."""
        file = self.corpus.write_csv(path.with_suffix(".csv"), range(1, number + 1))
        with open_project(path) as project:
            import_paths(project, [file])
        self._finish(path)
        return path

    def _finish(self, path: Path) -> None:
        """Add the long article and the suggestions."""
        file = self.corpus.write_csv(path.with_suffix(".csv"), [0])
        who, _ = self.corpus.highlighted
        with open_project(path) as project:
            (most,) = project.connection.execute("SELECT max(id) FROM article").fetchone()
            import_paths(project, [file])
            read = range(1, min(self.sizes.walked, most) + 1)
            results = [self.corpus.suggestions(number, number) for number in read]
            highlights.store(project, who, *results, self.corpus.suggestions(most + 1, 0))
        file.unlink()

    @cached_property
    def imported(self) -> Imported:
        """Import files and, in turns, put the rows that came of it into a bare file."""
        path, bare = self.new("many.db"), self.new("bare.db")
        file = self.folder / "part.csv"
        part = self.sizes.many // _FILES
        ours = raw = 0.0
        for at in range(_FILES):
            self.corpus.write_csv(file, range(at * part + 1, (at + 1) * part + 1))
            with open_project(path) as project:
                begun = time.perf_counter()
                report = import_paths(project, [file])
                ours += time.perf_counter() - begun
                assert report.imported == part, report
                query = "SELECT * FROM article WHERE id > ?"
                rows = project.connection.execute(query, (at * part,)).fetchall()
            raw += _insert(bare, rows)
        file.unlink()
        bare.unlink()
        self._finish(path)
        return Imported(path, ours, raw)

    @cached_property
    def coded(self) -> Path:
        """A project with many coded events."""
        return self.with_events("coded.db", self.sizes.events)

    def with_events(self, name: str, events: int) -> Path:
        """A project with so many coded events."""
        path = self.new(name)
        fill(path, self.schema, self.corpus, events=events)
        return path

    def copy(self, path: Path, name: str) -> Path:
        """The same file again."""
        return Path(shutil.copy(path, self.folder / name))


def _insert(path: Path, rows: list[tuple[object, ...]]) -> float:
    """Seconds that the rows of a table take by themselves, with the same pragmas and memory."""
    marks = ", ".join("?" * len(rows[0]))
    with open_project(path) as project, many_articles(project):
        connection = project.connection
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO article VALUES ({marks})", rows)
        connection.execute("COMMIT")
        return time.perf_counter() - begun


def connect_bare(path: Path) -> closing[sqlite3.Connection]:
    """Plain SQLite with the pragmas that a project is written with."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = DELETE", "synchronous = EXTRA", "fullfsync = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("PRAGMA foreign_keys = ON")
    return closing(connection)


def _with_codes(schema: Schema, number: int) -> Schema:
    """A schema whose events have so many codes: those it has, and again under other digits."""
    codes = schema.code_list(schema.slot(schema.code_slot).code_list)
    own = {code.code for code in codes.codes}
    made = list(codes.codes)
    for round_ in ("x", "y", "z"):
        for code in codes.codes[: max(0, number - len(made))]:
            parent = code.parent and f"{round_}{code.parent}"
            assert f"{round_}{code.code}" not in own
            made.append(
                replace(
                    code,
                    id=f"{round_}{code.id}",
                    code=f"{round_}{code.code}",
                    parent=parent,
                    mirror="",
                )
            )
    longer = replace(codes, codes=tuple(made))
    lists = tuple(longer if entry.name == codes.name else entry for entry in schema.code_lists)
    return replace(schema, code_lists=lists)
