"""The gazetteer's file: a few small indexes in memory, the rest in pages unpacked when asked.

``places.bin`` begins with its length of header (4 bytes) and a JSON header, followed by sections
whose sizes the header gives. Names and places stand in pages of some dozens of lines, each
packed by zlib; of the names only the first of each page is in memory. ``pack`` writes it.
"""

from __future__ import annotations

import json
import mmap
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

NAMES_A_PAGE = 64
PLACES_A_PAGE = 64
_PAGES_KEPT = 256
_SIZE = 4


class Store:
    """An open gazetteer file."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        size = int.from_bytes(self._data[:_SIZE], "little")
        self.header: dict[str, Any] = json.loads(self._data[_SIZE : _SIZE + size])
        self._starts: dict[str, int] = {}
        start = _SIZE + size
        for name, length in self.header["sections"].items():
            self._starts[name] = start
            start += length
        self.line = lru_cache(_PAGES_KEPT * 4)(self._line)
        self._page = lru_cache(_PAGES_KEPT)(self._unpack)

    def numbers(self, key: str) -> tuple[int, ...]:
        """The numbers of the places under a key, best known first."""
        wanted = key.encode()
        page = bisect_right(self._firsts, wanted) - 1
        if page < 0:
            return ()
        text = self._page("names", page)
        start = text.find(b"\n" + wanted + b"\t")
        if start < 0:
            return ()
        start += len(wanted) + 2
        return tuple(map(int, text[start : text.index(b"\n", start)].split()[1:]))

    def beginning(self, prefix: str) -> Iterator[tuple[int, int]]:
        """The keys that begin so, in order: how well known the best of a key is, its number.

        The first figure orders and counts nothing: it is eight times the logarithm of inhabitants.
        """
        wanted = prefix.encode()
        first = max(bisect_left(self._firsts, wanted) - 1, 0)
        for page in range(first, len(self._firsts)):
            for line in self._page("names", page).split(b"\n")[1:-1]:
                key, _, numbers = line.partition(b"\t")
                if key.startswith(wanted):
                    known, number = numbers.split()[:2]
                    yield int(known), int(number)
                elif key > wanted:
                    return

    def number_of(self, geonames_id: int) -> int | None:
        """The number of the place with that id of GeoNames."""
        ids = self._ids
        index = bisect_left(ids, geonames_id)
        if index == len(ids) or ids[index] != geonames_id:
            return None
        return self._numbers[index]

    def _line(self, number: int) -> tuple[str, ...]:
        """The fields of one place."""
        page, row = divmod(number, PLACES_A_PAGE)
        return tuple(self._page("places", page).split(b"\n")[row].decode().split("\t"))

    def _unpack(self, section: str, page: int) -> bytes:
        offsets = self._offsets[section]
        start = self._starts[section]
        return zlib.decompress(self._data[start + offsets[page] : start + offsets[page + 1]])

    def _section(self, name: str) -> bytes:
        start = self._starts[name]
        packed = self._data[start : start + self.header["sections"][name]]
        return zlib.decompress(packed)

    @cached_property
    def _firsts(self) -> list[bytes]:
        return self._section("firsts").split(b"\n")

    @cached_property
    def _offsets(self) -> dict[str, list[int]]:
        pages = json.loads(self._section("offsets"))
        return {name: _summed(lengths) for name, lengths in pages.items()}

    @cached_property
    def admin1(self) -> list[tuple[str, str]]:
        """Country and name of every region that a place can lie in."""
        lines = self._section("admin1").decode().split("\n")
        return [(line[:3], line[3:]) for line in lines]

    @cached_property
    def _ids(self) -> array[int]:
        return array("I", _summed(_read(self._section("ids")))[1:])

    @cached_property
    def _numbers(self) -> array[int]:
        return array("I", _read(self._section("numbers")))


def _read(packed: bytes) -> Sequence[int]:
    """Little-endian numbers of three bytes."""
    return [int.from_bytes(packed[i : i + 3], "little") for i in range(0, len(packed), 3)]


def _written(numbers: Sequence[int]) -> bytes:
    return b"".join(number.to_bytes(3, "little") for number in numbers)


def _summed(lengths: Sequence[int]) -> list[int]:
    offsets = [0]
    for length in lengths:
        offsets.append(offsets[-1] + length)
    return offsets


def pack(
    header: dict[str, Any],
    names: Sequence[tuple[str, int, Sequence[int]]],
    places: Sequence[Sequence[str]],
    admin1: Sequence[tuple[str, str]],
) -> bytes:
    """The bytes of a gazetteer file.

    Args:
        header: what the file says about itself: source, licence.
        names: keys with how well known the best place is and the numbers of all; in order of
            the keys' bytes.
        places: the fields of every place, the first of them its id; a place's number is its
            index here.
        admin1: country code and name of every region that places refer to by index.
    """
    lines = [f"{k}\t{' '.join(map(str, (known, *of)))}".encode() for k, known, of in names]
    name_pages = [b"\n" + b"\n".join(part) + b"\n" for part in _parts(lines, NAMES_A_PAGE)]
    records = ["\t".join(fields).encode() for fields in places]
    packed = {
        "names": [zlib.compress(page, 9) for page in name_pages],
        "places": [zlib.compress(b"\n".join(p), 9) for p in _parts(records, PLACES_A_PAGE)],
    }
    ids = sorted((int(fields[0]), n) for n, fields in enumerate(places) if fields[0].isdigit())
    deltas = [b - a for (a, _), (b, _) in zip([(0, 0), *ids], ids, strict=False)]
    sections = {
        "firsts": zlib.compress(b"\n".join(k.encode() for k, *_ in names[::NAMES_A_PAGE]), 9),
        "offsets": zlib.compress(
            json.dumps({n: list(map(len, pages)) for n, pages in packed.items()}).encode(), 9
        ),
        "admin1": zlib.compress("\n".join(c + n for c, n in admin1).encode(), 9),
        "ids": zlib.compress(_written(deltas), 9),
        "numbers": zlib.compress(_written([number for _, number in ids]), 9),
        **{name: b"".join(pages) for name, pages in packed.items()},
    }
    head = json.dumps(
        {**header, "sections": {name: len(data) for name, data in sections.items()}}
    ).encode()
    return len(head).to_bytes(_SIZE, "little") + head + b"".join(sections.values())


def _parts(lines: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    return (lines[i : i + size] for i in range(0, len(lines), size))
