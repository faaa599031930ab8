"""What the modalities and statuses of a schema file must keep to: codes and choices that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annotator.domain.language import tr
from annotator.domain.loose_json import Json, entries, placed, repeated, text, unknown, words


def modality_problems(data: Json) -> Iterator[str]:
    """Every modality or status of a parsed schema file that names what is not there."""
    statuses = data.get("statuses")
    choices = _choices(data, text(statuses, "attribute")) if isinstance(statuses, Mapping) else None
    codes = _codes(data)
    yield from repeated("modalities", entries(data, "modalities"), "name")
    for place, modality in entries(data, "modalities"):
        at = f"{place} ({text(modality, 'name')})"
        yield from _modality(at, modality, codes)
        if status := text(modality, "status"):
            yield from _status(at, status, choices)
    if isinstance(statuses, Mapping):
        yield from _statuses(data, statuses, choices)


def _modality(at: str, modality: Json, codes: set[str]) -> Iterator[str]:
    if not words(modality, "words") and not words(modality, "auxiliaries"):
        yield placed(at, tr("it needs words or auxiliaries by which it is known."))
    for code in words(modality, "under"):
        if code not in codes:
            yield placed(
                at, tr('the code "{code}" under "under" does not exist.').format(code=code)
            )
    for pair in words(modality, "becomes"):
        old, mark, new = (part.strip() for part in pair.partition(">"))
        if not (old and mark and new):
            yield placed(at, tr('"{pair}" is no pair such as "A1 > B7".').format(pair=pair))
            continue
        for code in (old, new):
            if code not in codes:
                yield placed(
                    at,
                    tr('the code "{code}" in "{pair}" does not exist.').format(
                        code=code, pair=pair
                    ),
                )


def _statuses(data: Json, statuses: Json, choices: set[str] | None) -> Iterator[str]:
    if choices is None:
        known = {text(entry, "name") for _, entry in entries(data, "attributes")}
        yield unknown("statuses", "attribute", text(statuses, "attribute"), known)
        return
    for key in ("negated", "hypothetical", "announced", "alleged", "historical"):
        if value := text(statuses, key):
            yield from _status(f"statuses.{key}", value, choices)


def _status(at: str, value: str, choices: set[str] | None) -> Iterator[str]:
    if choices is None:
        yield placed(
            at,
            tr('the status "{value}" needs "statuses" with the attribute that holds it.').format(
                value=value
            ),
        )
    elif value not in choices:
        yield unknown(at, "status", value, choices)


def _choices(data: Json, attribute: str) -> set[str] | None:
    """The values of an attribute, None where there is no such attribute."""
    for _, entry in entries(data, "attributes"):
        if text(entry, "name") == attribute:
            return {text(choice, "value") for _, choice in entries(entry, "choices")}
    return None


def _codes(data: Json) -> set[str]:
    """The codes of the slot that carries the code of an event."""
    slots = {text(slot, "name"): slot for _, slot in entries(data, "slots")}
    wanted = text(slots.get(text(data, "code_slot"), {}), "code_list")
    return {
        text(code, "code")
        for _, listed in entries(data, "code_lists")
        if text(listed, "name") == wanted
        for _, code in entries(listed, "codes")
    }
