"""Everything at once: many articles in, many events out."""

from __future__ import annotations

import csv
import time
from pathlib import Path

from benchmarks.measuring import Budget, Row
from benchmarks.memory import export_apart
from benchmarks.place import Place, connect_bare

from annotator.jobs.exporting import ExportOptions, export_project

# What an export joins: one row for each value with its words, in the order of the articles.
_JOINED = """
SELECT a.uuid, c.uuid, k.name, r.name, c.status, e.uuid, e.position, e.reciprocal,
    a.external_id, a.title, a.source, a.published, a.url, a.language,
    f.slot, f.position, f.kind, f.code, f.text, f.date_kind, f.date_start, f.date_end,
    f.place_name, f.place_country, f.place_admin1, f.latitude, f.longitude, f.gazetteer_id,
    f.where_prec, f.provenance, m.uuid, m.type, s.start, s.end, s.quote,
    (SELECT group_concat(t.name || '=' || t.value, '; ') FROM event_attribute t
        WHERE t.event_id = e.id),
    c.started_at, c.finished_at, b.version, p.name
FROM article a JOIN coding c ON c.article_id = a.id JOIN coder k ON k.id = c.coder_id
    JOIN round r ON r.id = c.round_id JOIN codebook b ON b.id = c.codebook_id
    CROSS JOIN event e ON e.coding_id = c.id CROSS JOIN filler f ON f.event_id = e.id
    LEFT JOIN pipeline p ON p.id = f.pipeline_id
    LEFT JOIN evidence v ON v.filler_id = f.id LEFT JOIN mention m ON m.id = v.mention_id
    LEFT JOIN mention_segment s ON s.mention_id = m.id
WHERE c.status <> 'in progress'
ORDER BY a.id, c.id, e.position, f.position, f.id, v.position, s.position
"""


def importing(place: Place) -> list[Row]:
    """Articles from files; bare: the same rows by executemany, same indexes, durable."""
    done = place.imported
    return [Row(f"import {place.sizes.many:,} articles, s", done.ours, done.bare, Budget(2))]


def csv_file(place: Place) -> list[Row]:
    """The events as CSV, verified, and its memory; bare: the joined query, fewer events."""
    whole = export_apart(place.coded)
    assert whole.rows == place.sizes.events, whole
    bare = _joined(place.coded, place.folder / "bare.csv")
    small = place.with_events("small.db", place.sizes.events // 10)
    part = export_apart(small)
    small.unlink()
    name = f"export {place.sizes.events:,} events, CSV"
    return [
        Row(f"{name}, s", whole.seconds, bare, Budget(2)),
        Row(f"{name}, memory to a tenth, MiB", whole.mebibytes, part.mebibytes, Budget(1.2)),
    ]


def _joined(project: Path, target: Path) -> float:
    begun = time.perf_counter()
    with connect_bare(project) as connection, target.open("w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(connection.execute(_JOINED))
    took = time.perf_counter() - begun
    target.unlink()
    return took


def workbook(place: Place) -> list[Row]:
    """All sheets as a workbook, verified; bare: openpyxl's write-only mode, the same cells."""
    from openpyxl import Workbook, load_workbook  # noqa: PLC0415

    number = place.sizes.sheet_events
    project = place.with_events("sheet.db", number)
    target = place.folder / "events.xlsx"
    begun = time.perf_counter()
    export_project(project, target, ExportOptions())
    ours = time.perf_counter() - begun
    made = load_workbook(target, read_only=True)
    cells = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in made}
    made.close()
    begun = time.perf_counter()
    book = Workbook(write_only=True)
    for name, rows in cells.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(target)
    bare = time.perf_counter() - begun
    target.unlink()
    project.unlink()
    return [Row(f"export {number:,} events, XLSX, s", ours, bare, Budget(1.5))]
