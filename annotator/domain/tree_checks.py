"""What the codes of one list must keep to: unique, in a tree, with their leading zeros."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from annotator.domain.loose_json import Json, repeated, text, times, words


def tree_problems(at: str, listed: list[tuple[str, Json]]) -> Iterator[str]:
    """Every broken rule of the codes of one list; ``at`` is the list's place."""
    codes: dict[str, Json] = {}
    for _, entry in listed:
        codes.setdefault(text(entry, "code"), entry)
    codes.pop("", None)
    yield from _repeated_codes(at, listed)
    yield from repeated(f"{at}.codes", listed, "id")
    prefixed = _by_prefix(codes)
    for place, entry in listed:
        code = text(entry, "code")
        here = f"{at}.{place} ({code})"
        if any(character.isspace() for character in code):
            yield f'{here}: the code "{code}" has a blank in it; codes are written without.'
        if (label := text(entry, "label")) and not label.strip():
            yield f"{here}: its label is empty."
        yield from _parent(here, entry, codes)
        if codes.get(code) is entry:
            yield from _mirror(here, entry, codes)
        yield from _successors(here, entry, codes)
        yield from _lost_zero(here, entry, codes, by_prefix=prefixed)
    yield from _cycles(at, codes)


def _repeated_codes(at: str, listed: list[tuple[str, Json]]) -> Iterator[str]:
    counts = Counter(text(entry, "code") for _, entry in listed)
    for code, count in counts.items():
        if code and count > 1:
            lost = code.isdigit() and not code.startswith("0")
            hint = _zero_hint(code) if lost else ""
            yield f'{at}.codes: the code "{code}" stands {times(count)}; once is enough.{hint}'


def _zero_hint(code: str) -> str:
    return f' Did a spreadsheet turn "0{code}" into "{code}"?'


def _parent(here: str, entry: Json, codes: Mapping[str, Json]) -> Iterator[str]:
    parent = text(entry, "parent")
    if parent and parent not in codes:
        hint = f' Did you mean "0{parent}"?' if f"0{parent}" in codes else ""
        yield f'{here}: its parent "{parent}" is not in this list.{hint}'


def _mirror(here: str, entry: Json, codes: Mapping[str, Json]) -> Iterator[str]:
    code, mirror = text(entry, "code"), text(entry, "mirror")
    if not mirror:
        return
    if mirror not in codes:
        yield f'{here}: its mirror "{mirror}" is not in this list.'
    elif mirror == code:
        yield f"{here}: it names itself as its mirror; leave the mirror empty instead."
    elif text(codes[mirror], "mirror") != code:
        yield f'{here}: it names "{mirror}" as its mirror, but "{mirror}" does not name it back.'


def _successors(here: str, entry: Json, codes: Mapping[str, Json]) -> Iterator[str]:
    own = text(entry, "code")
    named = words(entry, "successors")
    for code in named:
        known = codes.get(code)
        if known is None:
            yield f'{here}: its successor "{code}" is not in this list.'
        elif known.get("assignable") is False:
            yield f'{here}: its successor "{code}" is a heading; name codes that can be given.'
        elif code != own and known.get("retired") is True:
            yield f'{here}: its successor "{code}" is retired itself; name codes in use.'
    if entry.get("retired") is True and own in named:
        yield f"{here}: it is retired and names itself as its successor."
    if named == [own]:
        yield f"{here}: it names only itself as its successor; name the others or none."


def _by_prefix(codes: Mapping[str, Json]) -> bool:
    """Whether nearly all codes of a list begin with their parent, as in a decimal tree."""
    children = [(c, p) for c, e in codes.items() if (p := text(e, "parent"))]
    fitting = sum(code.startswith(parent) for code, parent in children)
    return len(children) >= 10 and fitting >= 0.9 * len(children)


def _lost_zero(
    here: str, entry: Json, codes: Mapping[str, Json], *, by_prefix: bool
) -> Iterator[str]:
    """A number that lost its leading zero, as spreadsheets do: ``42`` beside or for ``042``."""
    code, parent = text(entry, "code"), text(entry, "parent")
    if not code.isdigit():
        return
    padded = f"0{code}"
    twin = codes.get(padded)
    beside = twin is not None and text(twin, "parent").lstrip("0") == parent.lstrip("0") != ""
    instead = by_prefix and parent and padded.startswith(parent) and not code.startswith(parent)
    if beside or instead:
        yield (
            f'{here}: "{code}" looks like "{padded}" without its leading zero; codes are text, '
            "write the zero (in a spreadsheet, format the column as text)."
        )


def _cycles(at: str, codes: Mapping[str, Json]) -> Iterator[str]:
    done: set[str] = set()
    for code in codes:
        path: list[str] = []
        step = code
        while step in codes and step not in done and step not in path:
            path.append(step)
            step = text(codes[step], "parent")
        if step in path:
            ring = " → ".join([*path[path.index(step) :], step])
            yield f"{at}.codes: these codes stand under each other in a circle: {ring}."
        done.update(path)
