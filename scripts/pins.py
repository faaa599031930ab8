"""Pin every version: resolve the dependencies afresh and write the result into pyproject.toml.

    uv run python scripts/pins.py           take the newest versions that fit together
    uv run python scripts/pins.py --check   say whether every package in use is pinned

The lock file carries download addresses and stays out of the repository; the pins are plain
``constraint-dependencies`` of ``[tool.uv]``.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = ROOT / "pyproject.toml"
LOCK = ROOT / "uv.lock"
_PINS = re.compile(r"^constraint-dependencies = \[(?:\]|\n.*?^\])$", re.MULTILINE | re.DOTALL)


def main() -> int:
    """Write the pins, or check them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if unpinned")
    args = parser.parse_args()
    if args.check:
        return check()
    write_pins([])
    subprocess.run(["uv", "lock", "--upgrade", "--quiet"], cwd=ROOT, check=True)
    pins = pins_of(LOCK.read_text(encoding="utf-8"))
    write_pins(pins)
    subprocess.run(["uv", "lock", "--quiet"], cwd=ROOT, check=True)
    print(f"{len(pins)} versions pinned")
    return 0


def pins_of(lock: str) -> list[str]:
    """One requirement per package and version of a lock file, with its Python marker."""
    versions: dict[str, list[dict[str, object]]] = defaultdict(list)
    for package in tomllib.loads(lock)["package"]:
        if "version" in package and "registry" in package.get("source", {}):
            versions[package["name"]].append(package)
    return [
        pin
        for name, packages in sorted(versions.items())
        for pin in (_pin(name, package, alone=len(packages) == 1) for package in packages)
    ]


def _pin(name: str, package: dict[str, object], *, alone: bool) -> str:
    pin = f"{name}=={package['version']}"
    markers = package.get("resolution-markers")
    if alone or not isinstance(markers, list):
        return pin
    return f"{pin} ; {' or '.join(f'({marker})' for marker in markers)}"


def write_pins(pins: list[str]) -> None:
    """Put the pins into pyproject.toml in place of those that stand there."""
    lines = "".join(f'    "{pin.replace(chr(34), chr(39))}",\n' for pin in pins)
    block = f"constraint-dependencies = [\n{lines}]"
    text = PYPROJECT.read_text(encoding="utf-8")
    text, count = _PINS.subn(lambda _: block, text, count=1)
    if count != 1:
        sys.exit("pyproject.toml has no constraint-dependencies to replace")
    PYPROJECT.write_text(text, encoding="utf-8")


def check() -> int:
    """Say which packages of the resolution are not pinned."""
    subprocess.run(["uv", "lock", "--quiet"], cwd=ROOT, check=True)
    pinned = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    wanted = {pin.replace('"', "'") for pin in pins_of(LOCK.read_text(encoding="utf-8"))}
    missing = wanted - set(pinned["tool"]["uv"]["constraint-dependencies"])
    for pin in sorted(missing):
        print(f"not pinned: {pin}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
