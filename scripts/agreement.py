"""How far coders agree, in whatever a file holds: what ``annotator agreement`` computes.

uv run python scripts/agreement.py FILE          a project, an exported workbook, a folder with the
                                                 CSV files of an export, any table of units, coders
                                                 and values, or JSON of anonymous coders' words
uv run python scripts/agreement.py FILE --json   the same for scripts; --help lists the rest
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if __name__ == "__main__":
    from annotator import cli

    sys.exit(cli.main(["agreement", *sys.argv[1:]]))
