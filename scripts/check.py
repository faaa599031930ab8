"""The one gate: everything that must be true of a commit besides the tests.

uv run python scripts/check.py          style, types, contracts, pins, wheel, installed wheel
uv run python scripts/check.py --all    the same and the slow tests
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TREE = {"annotator", "resources", "tests", "schemas", "scripts"}
FILES = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
IN_WHEEL = (
    "annotator/__main__.py",
    "annotator/_data/schemas/cameo.json",
    "annotator/_data/schemas/plover.json",
    "annotator/_data/schemas/protest.json",
    "annotator/_data/resources/sample/codings.json",
    "annotator/_data/resources/countries.csv",
)


def main() -> int:
    """Run every step, stop at the first that fails, and say how long each took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="also run the tests marked slow")
    args = parser.parse_args()
    steps: list[tuple[str, Callable[[], None]]] = [
        ("tree", check_tree),
        ("style", lambda: run("ruff", "check", ".")),
        ("format", lambda: run("ruff", "format", "--check", ".")),
        ("types", lambda: run("mypy")),
        ("contracts", lambda: run("lint-imports")),
        ("pins", lambda: run(sys.executable, "scripts/pins.py", "--check")),
        ("schemas", lambda: run(sys.executable, "scripts/schemas.py", "--check")),
        ("keystrokes", count_keys),
        ("wheel", check_wheel),
    ]
    if args.all:
        steps.append(("slow tests", lambda: run(sys.executable, "-m", "pytest", "-m", "slow")))
    for name, step in steps:
        started = time.perf_counter()
        try:
            step()
        except (subprocess.CalledProcessError, AssertionError) as error:
            print(f"FAILED {name}: {error}", file=sys.stderr)
            return 1
        print(f"ok {name} ({time.perf_counter() - started:.1f} s)", flush=True)
    return 0


def run(*command: str, cwd: Path = ROOT, **environment: str) -> None:
    """Run a tool; its output is shown only when it fails."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        done.check_returncode()


def check_tree() -> None:
    """The top level holds the five folders and the known files, dotfiles apart."""
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    top = {name.split("/")[0] for name in tracked if not name.startswith(".")}
    assert top == TREE | FILES, f"top level: {sorted(top ^ (TREE | FILES))}"
    assert "uv.lock" not in tracked, "uv.lock is tracked"


def count_keys() -> None:
    """Print what an event of a whole article costs in keys; each must be coded, without a mouse."""
    files = [ROOT / "resources/sample/codings.json"]
    if (ROOT.parent / "shared" / "articles").is_dir():
        files.append(ROOT / "tests/data/article_codings.jsonl")
    for aided, coded in (([], files), (["--unaided"], files[:1])):
        done = subprocess.run(
            [sys.executable, "scripts/keystrokes.py", *map(str, coded), *aided, "--json"],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
        )
        print(" ".join(["keystrokes", *aided, done.stdout.strip()]), flush=True)
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            done.check_returncode()


def check_wheel() -> None:
    """The wheel, built through the sdist, runs the demo from an empty environment."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        run("uv", "build", "--quiet", "--out-dir", str(place / "dist"))
        (wheel,) = (place / "dist").glob("*.whl")
        names = set(zipfile.ZipFile(wheel).namelist())
        missing = [name for name in IN_WHEEL if name not in names]
        assert not missing, f"not in the wheel: {missing}"
        stray = [n for n in names if not n.startswith(("annotator/", "annotator-"))]
        assert not stray, f"does not belong into the wheel: {stray}"
        run_installed(wheel, place)


def run_installed(wheel: Path, place: Path) -> None:
    """Install a wheel with the pins into an empty environment and run the demo there."""
    pins = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    constraints = place / "constraints.txt"
    constraints.write_text("\n".join(pins["tool"]["uv"]["constraint-dependencies"]))
    python = place / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run("uv", "venv", "--quiet", "--python", sys.executable, str(place / "venv"))
    run(
        *("uv", "pip", "install", "--quiet", "--python", str(python)),
        *("--constraint", str(constraints), str(wheel)),
    )
    outside = place / "elsewhere"
    outside.mkdir()
    run(
        *(str(python), "-I", "-m", "annotator", "demo", "out"),
        cwd=outside,
        QT_QPA_PLATFORM="offscreen",
    )
    made = {p.name for p in (outside / "out").iterdir()}
    wanted = {"demo.db", "window.png", "events.xlsx", "events.csv"}
    assert wanted <= made, f"the installed demo left out {sorted(wanted - made)}"


if __name__ == "__main__":
    sys.exit(main())
