"""Replacements that are grammatical, or are not applied.

From a term's group of forms: the profile's preferred term first, then the alternatives, each with
the capitals, the article, the possessive and the spelling of the place it goes to, and no word
doubled. If a swap can't be certain the fix is unsafe, and if it can't be right, display only.
"""

from collections.abc import Callable
from functools import partial
from itertools import chain

from luxterm.engine.caution.safety import Safety
from luxterm.engine.context import is_about
from luxterm.engine.replace.agreed import Agreed
from luxterm.engine.replace.agreement import Agreement
from luxterm.engine.replace.apostrophes import own_apostrophe, with_apostrophe
from luxterm.engine.replace.capitals import (
    all_caps_around,
    begins,
    capitals_of,
    is_loud,
    recase,
    style_of,
    title_case_around,
    title_case_listed,
)
from luxterm.engine.replace.other_terms import OtherTerms
from luxterm.engine.replace.placing import edits_beside, edits_for_replacement
from luxterm.engine.replace.repetition import Repetition
from luxterm.engine.replace.shared_noun import Row, SharedNoun
from luxterm.engine.replace.structure import joined, tag_like, tied
from luxterm.engine.replace.word_choice import Choice, WordChoice
from luxterm.engine.replace.wordings import Wordings
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.data import Profile
from luxterm.termbase.language import Language
from luxterm.types import Applicability, Edit, Fix, Message, Scope, Usage

_HEADING = 300
"""Code points of a heading that show its capitals."""
_ENTRY = 75
"""Code points of an entry at most that shows how those beside it are written: a name's, not a sentence's."""


class Replacer:
    """Writes the fixes in one language, after one profile."""

    def __init__(self, language: Language, profile: Profile) -> None:
        self.profile = profile
        self._style = style_of(language.grammar)
        self._most = Applicability.UNSAFE if language.lacks else Applicability.SAFE
        """For a language without all its tables, nothing would notice what they would hold back."""
        self._choice = WordChoice(language)
        self._safety = Safety(language)
        self._wordings = Wordings(language, profile)
        self._repetition = Repetition(language, profile)
        self._other_terms = OtherTerms(language, profile)
        self._agreement = Agreement(language)
        self._shared = SharedNoun(language) if language.declension.cases else None

    def fixes(
        self, around: Surroundings, usage: Usage, variety: Callable[[], str]
    ) -> tuple[tuple[Fix, ...], Message | None]:
        """The fixes for an occurrence, best first, and what a drafter must mind before making one.

        `variety` gives the spelling variety of the document, "" where none shows; asked where it matters.
        """
        row = self._shared.row(around) if self._shared else None
        place = row.whole if row else around
        choice = self._choice.choose(place)
        says = row.preferring(choice.says) if row else choice.says
        spoken = [self._wordings.of(say, variety) for say in says]
        first = begins(place)
        applicability, caution = Applicability.DISPLAY, None
        if usage is Usage.USE:
            applicability, caution = self._allowed(place, choice, spoken, first)
        cased = self._casing(place, first=bool(first))
        found: dict[str, Fix] = {}
        for phrase in chain.from_iterable(spoken):
            fix, bound = self._fix(around, row, phrase, applicability, cased)
            if fix.replacement in found:
                continue
            if not found:
                if fix.applicability and self._other_terms.made_by(place, fix.replacement):
                    fix = fix._replace(applicability=Applicability.DISPLAY)
                    bound = Message("makes-another")
                caution = bound if applicability and bound else caution
            found[fix.replacement] = fix
            # A second choice is never made unasked if the first can't be
            applicability = min(applicability, fix.applicability)
        if usage is Usage.USE and found and place.group.applicability < Applicability.SAFE:
            caution = caution or Message("needs-judgement")
        return tuple(found.values()), caution

    def _allowed(
        self, around: Surroundings, choice: Choice, spoken: list[dict[str, str]], first: bool | None
    ) -> tuple[Applicability, Message | None]:
        """What a fix of a use is at most, and why it isn't safe; `first` is what `begins` says."""
        applicability, caution = choice.applicability, None
        if applicability < around.group.applicability:
            caution = Message("grammar-beside")
        if near := _near(around):
            applicability, caution = min(applicability, Applicability.UNSAFE), near
        if applicability:
            allowed, because = self._safety.allows(around)
            applicability, caution = min(applicability, allowed), because or caution
        if not applicability:
            return applicability, caution
        allowed = self._repetition.allows(around, choice.says, spoken)
        if allowed < applicability:
            applicability, caution = allowed, caution or Message("repeats")
        if applicability > self._most:
            applicability = self._most
            caution = Message("lacks-grammar") if choice.says else None
        if first is None and any(phrase[:1].islower() for phrase in next(iter(spoken), ())):
            applicability = min(applicability, Applicability.UNSAFE)
            caution = caution or Message("grammar-beside")
        return applicability, caution

    def _casing(self, around: Surroundings, *, first: bool) -> Callable[[str], str]:
        """What gives new words the capitals of their place; `first` if they begin a sentence."""
        start, scope = around.bounds.start, Scope.HEADING if around.is_heading else around.segment.scope
        shown = around.view.text[start : min(around.bounds.end, start + _HEADING)]
        return partial(
            recase,
            standing=around.text,
            style=self._style,
            titled=title_case_around(shown, around.text, scope, self._style)
            or title_case_listed(_entries_beside(around), self._style),
            loud=all_caps_around(shown, around.text, scope),
            first=first,
        )

    def _fix(
        self,
        around: Surroundings,
        row: Row | None,
        phrase: str,
        applicability: Applicability,
        cased: Callable[[str], str],
    ) -> tuple[Fix, Message | None]:
        """The fix, and what in the words around or the document's structure stands against it."""
        place = row.whole if row else around
        agreed = self._agreement.agree(place, self._repetition.undoubled(place, phrase), cased)
        if row:
            agreed = row.written(around, agreed, phrase)
        edits, clean = self._edits(around, agreed)
        document = around.view.document
        because = (
            (Message("markup-inside") if applicability and not clean else None)
            or joined(document.text, document.format, edits)
            or tag_like(document.text, document.format, edits)
        )
        if around.segment.ties and not because:
            edits, because = tied(document.text, around.segment.ties, edits)
        if because:
            return Fix(agreed.text, Applicability.DISPLAY, edits), because
        if applicability > agreed.applicability:
            return Fix(agreed.text, agreed.applicability, edits), Message("grammar-beside")
        return Fix(agreed.text, applicability, edits), None

    def _edits(self, around: Surroundings, agreed: Agreed) -> tuple[tuple[Edit, ...], bool]:
        """What to write in the document, with its own apostrophe, and whether no markup is in the way."""
        view, text = around.view, agreed.text
        mark = own_apostrophe(around) if any("’" in it or "'" in it for it in (text, *agreed.written)) else ""
        edits, clean = edits_for_replacement(
            view, around.occurrence.start, agreed.end, with_apostrophe(text, mark)
        )
        if around.run_together:
            at, source = around.occurrence.start, around.source.start
            edits = _apart(edits, source)
            # Not where markup stands between: a space behind a command of LaTeX is none
            clean = clean and view.source(at - 1, at).end == source
        for start, end, new in agreed.changes:
            standing = capitals_of(view.text[start:end], new, loud=is_loud(around.text))
            beside, whole = edits_beside(view, start, end, with_apostrophe(standing, mark))
            edits, clean = (*edits, *beside), clean and whole
        return tuple(sorted(edits)) if agreed.changes else edits, clean


def _near(around: Surroundings) -> Message | None:
    """Why the words nearby hold a fix back, if they do."""
    group = around.group
    if group.safe_near and not any(is_about(around, it) for it in group.safe_near):
        return Message("who-is-meant")
    return Message("said-beside") if any(is_about(around, it) for it in group.unsafe_near) else None


def _apart(edits: tuple[Edit, ...], start: int) -> tuple[Edit, ...]:
    """The edits with the space before them that the text has lost."""
    first, rest = edits[0], edits[1:]
    if first.start == start:
        return first._replace(text=f" {first.text}"), *rest
    return Edit(start, start, " "), *edits


def _entries_beside(around: Surroundings) -> list[str]:
    """The entries before and after its own in a list or a column, if they are as short as names."""
    view, own = around.view, around.segment
    if own.scope not in (Scope.ITEM, Scope.CELL):
        return []
    beside = (it for it in (around.index - 1, around.index + 1) if view.has(it))
    texts = (view.text[slice(*view.bounds(it))] for it in beside if view.segment(it).scope is own.scope)
    return [it for it in texts if len(it) <= _ENTRY]
