"""What the codes of one list must keep to: unique, in a tree, with their leading zeros."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from annotator.domain.language import tr
from annotator.domain.loose_json import (
    REPEATED,
    REPEATED_NUMBER,
    Json,
    placed,
    repeated,
    text,
    times,
    words,
)


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
            yield placed(
                here,
                tr('the code "{code}" has a blank in it; codes are written without.').format(
                    code=code
                ),
            )
        if (label := text(entry, "label")) and not label.strip():
            yield placed(here, tr("its label is empty."))
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
            sentence = tr(REPEATED_NUMBER if lost else REPEATED)
            said = sentence.format(key="code", value=code, times=times(count))
            yield placed(f"{at}.codes", said)


def _parent(here: str, entry: Json, codes: Mapping[str, Json]) -> Iterator[str]:
    parent = text(entry, "parent")
    if parent and parent not in codes:
        sentence = (
            tr('its parent "{parent}" is not in this list. Did you mean "0{parent}"?')
            if f"0{parent}" in codes
            else tr('its parent "{parent}" is not in this list.')
        )
        yield placed(here, sentence.format(parent=parent))


def _mirror(here: str, entry: Json, codes: Mapping[str, Json]) -> Iterator[str]:
    code, mirror = text(entry, "code"), text(entry, "mirror")
    if not mirror:
        return
    if mirror not in codes:
        yield placed(here, tr('its mirror "{mirror}" is not in this list.').format(mirror=mirror))
    elif mirror == code:
        yield placed(here, tr("it names itself as its mirror; leave the mirror empty instead."))
    elif text(codes[mirror], "mirror") != code:
        yield placed(
            here,
            tr('it names "{mirror}" as its mirror, but "{mirror}" does not name it back.').format(
                mirror=mirror
            ),
        )


def _successors(here: str, entry: Json, codes: Mapping[str, Json]) -> Iterator[str]:
    own = text(entry, "code")
    named = words(entry, "successors")
    for code in named:
        known = codes.get(code)
        if known is None:
            yield placed(here, tr('its successor "{code}" is not in this list.').format(code=code))
        elif known.get("assignable") is False:
            yield placed(
                here,
                tr('its successor "{code}" is a heading; name codes that can be given.').format(
                    code=code
                ),
            )
        elif code != own and known.get("retired") is True:
            yield placed(
                here,
                tr('its successor "{code}" is retired itself; name codes in use.').format(
                    code=code
                ),
            )
    if entry.get("retired") is True and own in named:
        yield placed(here, tr("it is retired and names itself as its successor."))
    if named == [own]:
        yield placed(here, tr("it names only itself as its successor; name the others or none."))


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
            placed(
                here,
                tr(
                    '"{code}" looks like "{padded}" without its leading zero; codes are text, '
                    "write the zero (in a spreadsheet, format the column as text)."
                ).format(code=code, padded=padded),
            )
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
            yield placed(
                f"{at}.codes",
                tr("these codes stand under each other in a circle: {ring}.").format(ring=ring),
            )
        done.update(path)
