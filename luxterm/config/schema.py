"""The JSON Schema of `luxterm.toml`, made from the pydantic models, for editors.

`python -m luxterm.config.schema` writes it to `vscode-extension/schema/luxterm.schema.json` of a source
checkout; with it an editor completes keys, shows what each means and marks mistakes while one types.
"""

import json
import sys
from pathlib import Path
from typing import Any

from luxterm.config.file import ConfigModel

FILE = Path(__file__).parents[2] / "vscode-extension" / "schema" / "luxterm.schema.json"
"""Where the published copy is in a source checkout."""
_SAID = {
    "extend": "Another configuration that this one builds on; paths are relative to the file they are in.",
    "lang": 'The documents\' language, several that they may be in ("en, fr"), or "auto": each text\'s own.',
    "ui-lang": "The language in which luxterm itself speaks. By default that of the system.",
    "profile": "Whose terms come first, and which old ones are the wording of its law: un, eu, fr \u2026",
    "variety": 'The spelling of what is put in, "en-GB" or "en-US". By default as in each document.',
    "fail-on": "The severity from which a check fails.",
    "lexicon": "Your own termbases, folders or single concept files, over the one that comes with luxterm.",
    "exclude": "What to leave out when a folder is checked, with patterns as in .gitignore.",
    "baseline": "A file of findings that may stay for now: luxterm check --write-baseline FILE.",
    "titles": "Names of your own organisation: they stay as they are, with the terms in them.",
    "front-matter": "Fields of front matter that are text, besides title, description and summary.",
    "cues": "Words that introduce a mention, a definition or a quotation in your documents.",
    "severity": "The severity of single words, by their ids (luxterm lexicon list).",
    "keep": "Words that may stay, in some files or in all, with the reason.",
    "verbatim": "Files that are the text of a law or treaty in force: nothing in them is changed.",
    "limits": "What a file may cost.",
}
"""What an editor says of each key. Not in the models: reading docstrings there would slow every start."""


def schema() -> str:
    """The schema (draft 2020-12) as the text of its file."""
    made: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **ConfigModel.model_json_schema(),
        "title": "luxterm.toml",
    }
    for name, about in made["properties"].items():
        about["description"] = _SAID[name]
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the schema into the checkout; the exit status."""
    if not FILE.parents[1].is_dir():
        print(f"{FILE.parents[1]}: no such folder; run this in a source checkout", file=sys.stderr)
        return 2
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(schema(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
