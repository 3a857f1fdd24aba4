"""The JSON Schemas of `luxterm.toml` and `luxterm-kept.toml`, made from the pydantic models, for editors.

`python -m luxterm.config.schema` writes them to `vscode-extension/schema/` of a source checkout; with them an
editor completes keys, shows what each means and marks mistakes while one types.
"""

import json
import sys
from pathlib import Path
from typing import Any

from luxterm.config.file import ConfigModel
from luxterm.config.kept import NAME
from luxterm.config.kept_file import KeptModel

FOLDER = Path(__file__).parents[2] / "vscode-extension" / "schema"
FILE, KEPT_FILE = FOLDER / "luxterm.schema.json", FOLDER / "luxterm-kept.schema.json"
"""Where the published copies are in a source checkout."""
_SAID = {
    "extend": "Another configuration that this one builds on; paths are relative to the file they are in.",
    "lang": 'The documents\' language, several that they may be in ("en, fr"), or "auto": each text\'s own.',
    "ui-lang": "The language in which luxterm itself speaks. By default that of the system.",
    "profile": "Whose terms come first, and which old ones are the wording of its law: un, eu, fr \u2026",
    "variety": "The spelling of what is put in: en-GB, fr-CA, pt-BR \u2026 By default as in each document.",
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
_SAID_OF_PLACES = {
    "path": "The document, relative to this file.",
    "term": "The id of the word that stays (luxterm lexicon list).",
    "sentence": "The sentence that it is in, as it is read: without markup, with single spaces.",
    "reason": "Why it may stay.",
    "by": "Who says so.",
    "date": "Since when.",
}


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


def kept_schema() -> str:
    """That of `luxterm-kept.toml`, as `schema`."""
    made: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **KeptModel.model_json_schema(),
        "title": NAME,
    }
    for name, about in made["$defs"]["PlaceModel"]["properties"].items():
        about["description"] = _SAID_OF_PLACES[name]
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the schemas into the checkout; the exit status."""
    if not FOLDER.parent.is_dir():
        print(f"{FOLDER.parent}: no such folder; run this in a source checkout", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    FILE.write_text(schema(), encoding="utf-8")
    KEPT_FILE.write_text(kept_schema(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
