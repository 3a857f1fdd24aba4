"""Findings as the protocol's diagnostics, in plain data.

Tags are not used: "deprecated" strikes the words through, which in prose reads as deleted.
"""

import json
from collections.abc import Iterable
from secrets import token_hex
from typing import Any

from luxterm.types import Finding, Severity, Usage
from luxterm.wording.findings import message
from luxterm_server.client import Client
from luxterm_server.positions import Positions

SOURCE = "luxterm"
_VERSION = f"version {token_hex(16)}"
"""What stands for the document's version while it isn't known; nobody else can say it."""
_SEVERITIES = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}
_INFORMATION, _HINT = 3, 4
_AS = {"error": 1, "warning": 2, "info": _INFORMATION, "hint": _HINT}


def diagnostic(
    finding: Finding,
    places: Positions,
    client: Client,
    link: str | None = None,
    *,
    show_as: str = "severity",
) -> dict[str, Any]:
    """One finding, as severe as it is or as `show_as` says.

    `data` has the document's version, which `of_version` puts in, and the edits of the finding's fixes.
    """
    shown: dict[str, Any] = {
        "range": places.range(finding.start, finding.end),
        # A quotation isn't the author's mistake: it is marked, but not listed as a problem.
        "severity": _HINT
        if finding.usage is Usage.QUOTATION
        else _AS.get(show_as) or _SEVERITIES[finding.severity],
        "code": finding.term,
        "source": SOURCE,
        "message": message(finding),
    }
    if link:
        shown["codeDescription"] = {"href": link}
    if client.data:
        shown["data"] = {
            "version": _VERSION,
            "fixes": [
                {
                    "replacement": fix.replacement,
                    "applicability": fix.applicability.label,
                    "edits": places.edits(fix.edits),
                }
                for fix in finding.usable
            ],
        }
    return shown


def of_version(diagnostics: Iterable[str], version: int | None) -> list[str]:
    """Diagnostics in JSON with the document's version in them; most are as they were in the one before."""
    there, said = json.dumps(_VERSION), json.dumps(version)
    return [each.replace(there, said, 1) for each in diagnostics]


def note(message: str, places: Positions) -> dict[str, Any]:
    """Something about the whole document, at its beginning."""
    return {"range": places.range(0, 0), "severity": _INFORMATION, "source": SOURCE, "message": message}


def configuration_problem(message: str, line: int) -> dict[str, Any]:
    """What is wrong with a configuration file, at one of its lines."""
    end = {"line": line, "character": 2**31 - 1}
    return {
        "range": {"start": {"line": line, "character": 0}, "end": end},
        "severity": 1,
        "source": SOURCE,
        "message": message,
    }
