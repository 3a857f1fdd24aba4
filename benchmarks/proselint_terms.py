"""proselint with a custom check, through its library: its command takes no terms from outside.

Run by the Python that has proselint. Standard input: {"terms": [[pattern, replacement]], "texts": [text]}.
Standard output: for each text, [start, end, replacement] of every result, code points, end exclusive.
"""
# pyright: reportMissingImports=false, reportUnknownArgumentType=false
# proselint lies in an environment of its own

import json
import sys

from proselint.registry import CheckRegistry
from proselint.registry.checks import Check, types
from proselint.tools import LintFile

given = json.load(sys.stdin)
terms = dict(given["terms"])
CheckRegistry().register(Check(types.PreferredForms(items=terms), path="terms", message="Use '{}'."))
config = {"max_errors": 0x7FFFFFFF, "checks": {"terms": True}}
said = []
for text in given["texts"]:
    results = [it.check_result for it in LintFile("text", text).lint(config)]
    # It puts a line end before the text.
    said.append([[it.span[0] - 1, it.span[1] - 1, it.replacements] for it in results])
json.dump(said, sys.stdout)
