"""Every group of rows by name, in the order they are measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks import agreeing, beside, bulk, editing, reading, windows
from benchmarks.measuring import Row
from benchmarks.place import Place

GROUPS: Mapping[str, Callable[[Place], list[Row]]] = {
    "start": windows.start,
    "next": windows.next_article,
    "edit": windows.edit,
    "codes": windows.codes,
    "letters": windows.letters,
    "search": windows.search,
    "durable": editing.durable,
    "stall": windows.stall,
    "memory": windows.memory,
    "pipeline": reading.pipeline,
    "import": bulk.importing,
    "open": windows.opening,
    "many": windows.many_articles,
    "many-durable": editing.many_articles,
    "csv": bulk.csv_file,
    "xlsx": bulk.workbook,
    "during": editing.during_an_export,
    "during-agreement": beside.during_an_agreement_run,
    "during-merge": beside.during_a_merge_preview,
    "adjudicate": beside.adjudication,
    "agreement": agreeing.agreement,
}
