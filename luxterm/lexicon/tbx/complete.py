"""What a discouraged term of another tool's TBX lacks for checking: forms, what to say, a reason, examples.

The sentences come from the language's grammar, because they are in that language.
"""

from collections.abc import Callable
from typing import Any

from luxterm.termbase.grammar_models import Grammar

SUPERSEDED = "superseded"
"""A status of TBX that luxterm doesn't have: discouraged, but more mildly."""


def with_status(terms: list[dict[str, Any]]) -> None:
    """Give those without a status one: the first is preferred if no other is, the others are admitted."""
    for term in terms:
        if not term["status"]:
            taken = any(other["status"] == "preferred" for other in terms)
            term["status"] = "admitted" if taken else "preferred"


def completed(
    term: dict[str, Any], instead: dict[str, str], grammar: Grammar, itself: Callable[[], str]
) -> bool:
    """Complete a discouraged term in place; whether that could be done.

    `instead`: the terms to say instead by their ids, best first. `itself`: gives the TBX document's own id as
    a source, for a term that cites no source.
    """
    mild = term["status"] == SUPERSEDED
    term["status"] = "deprecated"
    if term.get("forms"):
        return True
    words = grammar.imported
    if words is None or "{" in term["term"] or "}" in term["term"]:
        return False
    term.setdefault("advice", "careful" if mild else "avoid")
    term.setdefault("why", words.why)
    if not term.get("sources") and not term.get("memory"):
        term["sources"] = [{"document": itself(), "verified": True}]
    term["forms"] = [
        {
            "match": [term["term"]],
            "say": [f"<{name}>" for name in instead],
            # Nobody has tested whether the words fit: a person has to look at each
            "applicability": "unsafe" if instead else "display",
        }
    ]
    flag = words.flag.replace("{term}", term["term"])
    examples: dict[str, Any] = {"flag": [flag], "keep": [words.keep.replace("{term}", term["term"])]}
    if instead:
        examples["fix"] = [(flag, words.flag.replace("{term}", next(iter(instead.values()))))]
    term["examples"] = examples
    return True
