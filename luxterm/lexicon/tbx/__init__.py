"""The termbase as TBX (ISO 30042:2019, dialect TBX-Basic), for the tools of terminologists, and back.

What TBX-Basic has a category for is where such tools look for it: concepts, subject fields,
definitions, cross-references, terms with their administrative status, abbreviations, notes, sources.
Everything else (forms and what to say instead of each, conditions, examples) is in one note per
term, as JSON after `MARK`, so that nothing is lost on the way back.
"""

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
STATUS = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
}
"""Our statuses in TBX's words; its "superseded" is read as deprecated, too."""
MARK = "luxterm: "
"""What a note begins with that only luxterm reads."""
CONCEPT, SOURCE = "concept.", "source."
"""What the XML ids of concepts and sources begin with; those of terms with their language and a full stop."""


def cited_as(short: str, at: str) -> str:
    """How a source begins that a term cites: the document, and the place in it."""
    return f"{short}, {at}" if at else short
