"""SARIF 2.1.0, for code scanning: a rule for each discouraged term, a result for each finding.

Every term that was looked for is a rule, found or not, so that a viewer can tell what was checked. A result's
`partialFingerprints` stay when lines above it come or go (`luxterm.report.fingerprint`).

Regions count lines and columns from 1 in code points, as `columnKind` says. Kept occurrences, where
they are shown, are results with a suppression whose justification is why they stay.
"""

from typing import TYPE_CHECKING, Any

from luxterm.report.fingerprint import Fingerprints
from luxterm.report.plain_json import dumps
from luxterm.report.run import Out, Run, cite, in_repository, in_words
from luxterm.system.storage import is_url, percent_encoded
from luxterm.types import Applicability, Finding, Fix, Message, Severity
from luxterm.wording import apart, say, tell
from luxterm.wording.findings import because, by_comment, message, where, why

if TYPE_CHECKING:
    from collections.abc import Iterable

    from luxterm.scan.job import FileResult, Located, Region
    from luxterm.termbase.term_data import TermData
    from luxterm.types import Source

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOW = {
    Applicability.SAFE: Message("rule-safe"),
    Applicability.UNSAFE: Message("rule-unsafe"),
    Applicability.DISPLAY: Message("rule-display"),
}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(results: "Iterable[FileResult]", run: Run, out: Out) -> None:
    """One log with one run."""
    prints = Fingerprints()
    rules = {id: _declared(term) for id, term in run.lexicon.by_id().items()}
    numbers = {term: number for number, term in enumerate(rules)}
    found: list[dict[str, Any]] = []
    for result in results:
        for item in result.findings:
            if item.finding.term not in rules:
                numbers[item.finding.term] = len(rules)
                rules[item.finding.term] = _rule_of(item.finding)
            found.append(_result(result.path, item, numbers[item.finding.term], prints))
    driver = {
        "name": "luxterm",
        "version": run.luxterm,
        "semanticVersion": run.luxterm,
        "rules": list(rules.values()),
        "properties": {
            "lexicon": {
                "name": run.lexicon.name,
                "version": run.lexicon.version,
                "sha256": run.lexicon.sha256,
            }
        },
    }
    counted = {"inTheTextOfLaws": run.verbatim} if run.verbatim else {}
    invocation: dict[str, Any] = {"executionSuccessful": not run.errors}
    told = [_notification(*error) for error in run.errors]
    told += [_notification(*note, level="note") for note in run.notes]
    if told:
        invocation["toolExecutionNotifications"] = told
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "invocations": [invocation],
                "columnKind": "unicodeCodePoints",
                "results": found,
                **({"properties": counted} if counted else {}),
            }
        ],
    }
    out.write(dumps(log, indent=2) + "\n")


def _declared(term: "TermData") -> dict[str, Any]:
    return _rule(term.id, term.term, term.why, term.sources, {"concept": term.concept, "advice": term.advice})


def _rule_of(finding: Finding) -> dict[str, Any]:
    """For what no term of the run's termbase stands for: a folder's own, or a comment to luxterm."""
    properties = {"concept": finding.concept, "advice": finding.advice}
    name = in_words(finding.term)
    return _rule(finding.term, name, why(finding) or message(finding), finding.sources, properties)


def _rule(
    id: str, name: str, reason: str, sources: "Iterable[Source]", properties: dict[str, str]
) -> dict[str, Any]:
    short = tell("rule-discouraged", name)
    cited = [*map(cite, sources)]
    source = tell("rule-sources", apart(cited)) if cited else ""
    text = "\n\n".join(filter(None, (reason, source))) or short
    rule: dict[str, Any] = {
        "id": id,
        "shortDescription": {"text": short},
        "fullDescription": {"text": reason or short},
        "help": {"text": text, "markdown": text},
        "properties": {**properties, "tags": ["terminology"]},
    }
    if url := next((source.url for source in sources if source.url), ""):
        rule["helpUri"] = url
    return rule


def _result(path: str, item: "Located", index: int, prints: Fingerprints) -> dict[str, Any]:
    finding = item.finding
    region = _region(item.region)
    region |= {"charOffset": finding.start, "charLength": finding.end - finding.start}
    region["snippet"] = {"text": finding.text}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": uri(path)}, "region": region},
    }
    if finding.place:
        location["logicalLocations"] = [{"fullyQualifiedName": where(finding)}]
    result: dict[str, Any] = {
        "ruleId": finding.term,
        "ruleIndex": index,
        "level": "note" if finding.kept else _LEVELS[finding.severity],
        "message": {"text": message(finding)},
        "locations": [location],
        "partialFingerprints": {"luxterm/v1": prints.of(path, item)},
        "properties": {
            "usage": finding.usage.value,
            "because": because(finding),
            "code": finding.because.code,
            "cautions": [caution.code for caution in finding.cautions],
            "lang": finding.lang,
        },
    }
    if finding.kept:
        kind = "inSource" if by_comment(finding) else "external"
        result["suppressions"] = [{"kind": kind, "justification": because(finding)}]
    fixes = [
        _fix(path, fix, regions, finding.lang)
        for fix, regions in zip(finding.fixes, item.fixes, strict=True)
        if fix.edits and not finding.place  # a place in words: the file isn't the text that edits are for
    ]
    if fixes:
        result["fixes"] = fixes
    return result


def _fix(path: str, fix: Fix, regions: "tuple[Region, ...]", lang: str) -> dict[str, Any]:
    said = Message("rule-fix", (fix.replacement, _HOW[fix.applicability]))
    replacements = [
        {
            "deletedRegion": _region(region)
            | {"charOffset": edit.start, "charLength": edit.end - edit.start},
            "insertedContent": {"text": edit.text},
        }
        for edit, region in zip(fix.edits, regions, strict=True)
    ]
    return {
        "description": {"text": say(said, lang)},
        "artifactChanges": [{"artifactLocation": {"uri": uri(path)}, "replacements": replacements}],
    }


def _region(region: "Region") -> dict[str, Any]:
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def _notification(path: str, message: str, level: str = "error") -> dict[str, Any]:
    notification: dict[str, Any] = {"level": level, "message": {"text": message}}
    if path:
        notification["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}]
    return notification


def uri(path: str) -> str:
    """A path as the relative or file URI that SARIF wants; an address stays one."""
    if is_url(path):
        return percent_encoded(path, "/:@?&=%")
    path = in_repository(path)
    absolute = "file://" if path.startswith("/") else "file:///" if path[1:3] == ":/" else ""
    return absolute + percent_encoded(path, "/:" if absolute else "/")
