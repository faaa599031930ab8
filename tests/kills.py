"""Kill a process at a random moment, from outside, and learn what it had acknowledged by then.

A victim is a function ``name(acknowledge, *arguments)`` of any test module. It runs in a process
of its own, calls ``acknowledge(text)`` after each thing that it holds to be durable, and is sent
SIGKILL some time after its first acknowledgement::

    with killer(Path(__file__)) as kill:
        fate = kill("code_events", str(path), after=0.02)
        assert everything_in(fate.acknowledged) is in the file

The module is imported once in a process that forks the victims, so that a kill costs
milliseconds and fifty of them fit into a test.
"""

from __future__ import annotations

import importlib.util
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

needs_kill = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="there is no SIGKILL on this system"
)


@dataclass(frozen=True)
class Fate:
    """What became of a victim."""

    acknowledged: tuple[str, ...]
    finished: bool  # True: it was through before the kill came


@contextmanager
def killer(module: Path) -> Iterator[Callable[..., Fate]]:
    """A function ``kill(name, *arguments, after=seconds)`` for the victims of a module."""
    command = [sys.executable, __file__, str(module)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def kill(name: str, *arguments: object, after: float) -> Fate:
            process.stdin.write(json.dumps([name, arguments, after]) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
            assert answer, f"the process of {module.name} has died"
            lines, finished, complaint = json.loads(answer)
            assert not complaint, complaint
            return Fate(tuple(lines), finished)

        yield kill
        process.stdin.close()


def _serve(module: Path) -> None:
    victims = _load(module)
    for line in sys.stdin:
        name, arguments, after = json.loads(line)
        print(json.dumps(_kill_one(getattr(victims, name), arguments, after)), flush=True)


def _load(module: Path) -> object:
    sys.path[:0] = [str(module.parent), str(Path(__file__).parent)]
    spec = importlib.util.spec_from_file_location("victims", module)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules["victims"] = loaded
    spec.loader.exec_module(loaded)
    return loaded


def _kill_one(victim: Callable[..., None], arguments: list, after: float) -> tuple:
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        _live(victim, arguments, write)
    os.close(write)
    lines, ended = _listen(read, after)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    said = b"".join([*lines, *_rest(read)]).decode().split("\n")
    os.close(read)
    whole = said[:-1]  # a line that was cut off acknowledges nothing
    finished = whole[-1:] == ["through"]
    acknowledged = [line[1:] for line in whole if line.startswith("+")]
    complaint = next((line[1:] for line in whole if line.startswith("!")), "")
    return acknowledged, finished or (ended and os.WIFEXITED(status)), complaint


def _live(victim: Callable[..., None], arguments: list, write: int) -> None:
    """Run in the fork: do the work, say what is done, and never return."""
    try:
        victim(lambda text: os.write(write, f"+{text}\n".encode()), *arguments)
        os.write(write, b"through\n")
    except BaseException as error:  # noqa: BLE001 - told to the test
        os.write(write, f"!{type(error).__name__}: {error}\n".replace("\n", " ").encode() + b"\n")
    finally:
        os._exit(0)


def _listen(read: int, after: float) -> tuple[list[bytes], bool]:
    """What was said until ``after`` seconds behind the first words, and whether that was all."""
    chunks: list[bytes] = []
    deadline = None
    while deadline is None or time.monotonic() < deadline:
        wait = 60.0 if deadline is None else max(0.0, deadline - time.monotonic())
        ready, _, _ = select.select([read], [], [], wait)
        if not ready:
            break
        chunk = os.read(read, 65536)
        if not chunk:
            return chunks, True
        chunks.append(chunk)
        deadline = deadline or time.monotonic() + after
    return chunks, False


def _rest(read: int) -> Iterator[bytes]:
    while chunk := os.read(read, 65536):
        yield chunk


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
