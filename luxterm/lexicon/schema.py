"""The JSON Schema of a concept file, made from the pydantic models, for editors.

`python -m luxterm.lexicon.schema` writes it to `lexicon/concept.schema.json` of a source checkout;
with it an editor completes keys, shows what each means and marks mistakes while one types. It
can't check what needs the whole termbase: references and examples (`luxterm lexicon validate`).
"""

import json
import sys
from pathlib import Path

from luxterm.termbase.models import Concept

FILE = Path(__file__).parents[2] / "lexicon" / "concept.schema.json"
"""Where the published copy is in a source checkout."""


def schema() -> str:
    """The schema (draft 2020-12) as the text of its file."""
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Concept.model_json_schema(),
        "title": "A concept of a luxterm termbase",
    }
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the schema into the checkout; the exit status."""
    if not FILE.parent.is_dir():
        print(f"{FILE.parent}: no such folder; run this in a source checkout", file=sys.stderr)
        return 2
    FILE.write_text(schema(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
