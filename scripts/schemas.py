"""Write schemas/schema.schema.json, the JSON Schema that every schema file obeys."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from annotator.domain import schema_file

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "schemas" / "schema.schema.json"


def main() -> int:
    """Write the file from the program's own rules."""
    text = json.dumps(schema_file.json_schema(), indent=2, ensure_ascii=False) + "\n"
    OUT.write_text(text, encoding="utf-8", newline="\n")
    print(f"{OUT} written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
