"""Start the program: ``annotator`` and ``python -m annotator``."""

from __future__ import annotations

import sys

from annotator import cli


def main() -> int:
    """Run the command line that was given and return its exit status."""
    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
