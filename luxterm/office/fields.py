"""The fields of Word, which RTF has too: text that the program puts in by an instruction."""

_UNSHOWN = (["SET"], ["ASK"])


def is_shown(instruction: str) -> bool:
    """Whether a page shows a field's result: not of those that only give a bookmark its text."""
    return instruction.upper().split(maxsplit=1)[:1] not in _UNSHOWN


def leads_away(instruction: str) -> bool:
    """Whether a field is a link to another document: not to a place in this one, as in its contents."""
    name, *switches = instruction.upper().split() or [""]
    return name == "HYPERLINK" and "\\L" not in switches[:1]
