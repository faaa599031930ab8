"""The window: how soon it shows an article, the next one, an edit; how long it stalls."""

from __future__ import annotations

from contextlib import ExitStack

from benchmarks.children import Window, bare_window, our_window
from benchmarks.measuring import Budget, Row, in_turns, milliseconds
from benchmarks.place import CODER, Place, connect_bare

_FIRST = 5  # the article that walking begins at; it and those around it have suggestions
_STALL_SECONDS = 10
_READ = "date place"  # values that are read from the words
_CODED = "composed"  # values that are asked for
_LOOKED_UP = ("bombed the town", "truce", "sends troops", "recalled ambassadr", "057")


def start(place: Place) -> list[Row]:
    """From the start of the process to the first painted article."""
    project, text = place.few, place.text_file(1)

    def ours() -> float:
        with our_window(project, CODER) as window:
            return window.started

    def bare() -> float:
        with bare_window(text) as window:
            return window.started

    found = in_turns(ours, bare, samples=place.sizes.samples)
    return [Row("start to first painted article, ms", *found, Budget(2.5))]


def next_article(place: Place) -> list[Row]:
    """From the key to the painted article, a short and the very long one."""
    samples = place.sizes.samples
    texts = [place.text_file(number) for number in (1, 2, 0)]
    last = place.sizes.few
    with our_window(place.few, CODER) as window, bare_window(texts[0]) as bare:
        window.ask("ready")
        window.ask("visit", _FIRST)
        pair = iter([*texts[:2]] * (samples + 3))
        short = in_turns(
            lambda: window.ask("press", "Alt+Right"),
            lambda: bare.ask("show", next(pair)),
            samples=samples,
            warm=2,
        )

        def long() -> float:
            window.ask("visit", last)
            return window.ask("press", "Alt+Right")

        def bare_long() -> float:
            bare.ask("show", texts[0])
            return bare.ask("show", texts[2])

        very = in_turns(long, bare_long, samples=samples)
    name = "next article, key to painted"
    characters = f"{place.sizes.long:,} characters"
    return [
        Row(f"{name}, news, ms", *short, Budget(value=10, unit="ms")),
        Row(f"{name}, {characters}, ms", *very, Budget(3, 400, unit="ms")),
    ]


def edit(place: Place) -> list[Row]:
    """From the key to the painted event; bare: rows made durable and a text painted."""
    project, text = place.few, place.text_file(1)
    database = place.folder / "rows.sqlite"
    with our_window(project, CODER) as window, bare_window(text) as bare:
        window.ask("ready")
        window.ask("visit", 2)
        read, coded = (
            in_turns(
                lambda kinds=kinds: window.ask("edit", kinds),
                lambda: bare.ask("edit", database),
                samples=place.sizes.samples,
                warm=2,
            )
            for kinds in (_READ, _CODED)
        )
    name = "one edit, key to painted"
    return [
        Row(f"{name}, ms", *read, Budget(value=8, unit="ms")),
        Row(f"{name}, and the code's editor opened, ms", *coded, Budget(value=8, unit="ms")),
    ]


def codes(place: Place) -> list[Row]:
    """From a key in the code list to its painted answer; bare: a text painted."""
    words = iter(_LOOKED_UP * place.sizes.samples * 2)
    text = place.text_file(1)
    with our_window(place.many_codes, CODER) as window, bare_window(text) as bare:
        window.ask("ready")
        window.ask("visit", 2)
        found = in_turns(
            lambda: window.ask("look_up", next(words)),
            lambda: bare.ask("show", text),
            samples=place.sizes.samples,
            warm=2,
        )
    name = f"slowest key to painted list of {place.sizes.codes:,} codes, ms"
    return [Row(name, *found, Budget(value=16, unit="ms"))]


def letters(place: Place) -> list[Row]:
    """From the key to letters over every suggestion in sight; bare: a text painted."""
    numbers = iter(list(range(2, place.sizes.samples + 4)))
    text = place.text_file(1)
    with our_window(place.few, CODER) as window, bare_window(text) as bare:
        window.ask("ready")
        found = in_turns(
            lambda: window.ask("letters", next(numbers)),
            lambda: bare.ask("show", text),
            samples=place.sizes.samples,
            warm=2,
        )
    name = "key to painted letters over the suggestions in sight, ms"
    return [Row(name, *found, Budget(value=16, unit="ms"))]


def search(place: Place) -> list[Row]:
    """From the last key to the first hits of the queue's search; bare: LIKE in plain SQLite.

    The pause that the search waits for another key is part of it.
    """
    words = iter(place.words * 3)
    rows = []
    name = f"key to first hits among {place.sizes.searched:,} articles"
    with our_window(place.searched, CODER) as window, connect_bare(place.searched) as bare:

        def plain() -> float:
            query = "SELECT id FROM article WHERE text LIKE ? OR title LIKE ? ORDER BY id"
            like = f"%{next(words)}%"
            return milliseconds(lambda: bare.execute(query, (like, like)).fetchall())

        window.ask("ready")
        for command, when in (("search_anew", "nothing indexed yet"), ("search", "indexed")):
            if command == "search":
                window.ask("indexed", next(words))
            found = in_turns(
                lambda command=command: window.ask(command, next(words)),
                plain,
                samples=place.sizes.samples,
            )
            rows.append(Row(f"{name}, {when}, ms", *found, Budget(value=300, unit="ms")))
    return rows


def many_articles(place: Place) -> list[Row]:
    """What the same keys take with very many articles in the project; bare: with few."""
    samples = place.sizes.samples
    with ExitStack() as stack:
        windows: list[Window] = [
            stack.enter_context(our_window(project, CODER)) for project in (place.many, place.few)
        ]
        for window in windows:
            window.ask("ready")
            window.ask("visit", _FIRST)

        def turn(command: str, argument: str = "") -> tuple[float, float]:
            many, few = windows
            return in_turns(
                lambda: many.ask(command, argument),
                lambda: few.ask(command, argument),
                samples=2 * samples,
                warm=2,
            )

        moved = turn("press", "Alt+Right")
        for window in windows:
            window.ask("visit", 2)
        edited = turn("edit", _READ)
    sizes = f"{place.sizes.many:,} articles to {place.sizes.few:,}"
    return [
        Row(f"next article, key to painted, {sizes}, ms", *moved, Budget(1.2)),
        Row(f"one edit, key to painted, {sizes}, ms", *edited, Budget(1.2)),
    ]


def opening(place: Place) -> list[Row]:
    """Opening a project of very many articles; bare: one of ten."""

    def opened(project: str) -> float:
        with our_window(getattr(place, project), CODER) as window:
            return window.started

    found = in_turns(lambda: opened("many"), lambda: opened("tiny"), samples=place.sizes.samples)
    name = f"opening {place.sizes.many:,} articles to {place.sizes.tiny}, to painted, ms"
    return [Row(name, *found, Budget(1.2))]


def stall(place: Place) -> list[Row]:
    """The longest stall while articles are highlighted; bare: while nothing happens."""
    number = place.sizes.highlighted
    with our_window(place.few, CODER) as window:
        window.ask("ready")
        ours = window.ask("stall", number)
        quiet = window.ask("idle", _STALL_SECONDS if place.sizes.samples > 2 else 0.5)
    name = f"longest stall while {number} articles are highlighted, ms"
    return [Row(name, ours, quiet, Budget(value=50, unit="ms"))]


def memory(place: Place) -> list[Row]:
    """Resident memory after some articles were read, the worker not counted."""
    with our_window(place.few, CODER) as window, bare_window(place.text_file(1)) as bare:
        window.ask("ready")
        window.ask("walk", 2 * place.sizes.samples)
        found = window.resident(), bare.resident()
    return [Row("resident memory of the window, MiB", *found, Budget(value=150, unit="MiB"))]
