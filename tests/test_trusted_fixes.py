"""A fix that can be trusted: what a frame changes; and a fix that isn't made unasked says why."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from fuzz.phrases import phrases
from luxterm import say
from luxterm.types import Applicability, Finding, Usage

Find = Callable[..., list[Finding]]

SAFE = Applicability.SAFE
SENTENCES = [
    "The State shall prohibit {} in law.",
    "The Ministry has no figures on {} for that year.",
    "Measures against {} were taken in 2014, and a budget was set aside.",
]
WRAPPINGS = [
    "The Minister said: “{}”",
    "The court held:\n\n> {}\n",
    "```\n{}\n```\n",
    "~~~ text\n{}\n~~~\n",
]
DEFINITIONS = [
    "“{}” means an act under section 4.",
    "The term “{}” shall include an act under section 4.",
    "The expression “{}” has the meaning given in section 4.",
    "“{}” is defined as an act under section 4.",
]
DEMOTING = [
    "He was charged with {} in May.",
    "It is the offence of {} under the Act.",
    "They committed {} (s. 15) again.",
    "There are no {} in the State.",
    "| offence |\n|---|\n| {} |",
    "The strategy says of the word that {} is old.",
    "The State shall prohibit {} or trafficking in law.",
    "The State shall prohibit adult and {} in law.",
    "The {} Report was read.",
    "- {}: see above",
    "# {}",
]
sentences = st.sampled_from(SENTENCES)


def unasked(findings: list[Finding]) -> list[tuple[int, str]]:
    """What is changed unasked: where, and into what."""
    return [
        (edit.start, edit.text)
        for it in findings
        if it.fixes and it.fixes[0].applicability is SAFE
        for edit in it.fixes[0].edits
    ]


def judged(findings: list[Finding], shift: int = 0) -> list[tuple[object, ...]]:
    return [
        (it.start - shift, it.term, it.usage, [(f.replacement, f.applicability) for f in it.fixes])
        for it in findings
    ]


@given(sentences, phrases, st.sampled_from(WRAPPINGS))
def test_wrapped_it_is_left_alone_and_unwrapped_it_is_what_it_was(
    find: Find, sentence: str, phrase: str, wrapping: str
) -> None:
    text = sentence.replace("{}", phrase)
    plain = judged(find(text))
    assert unasked(find(wrapping.format(text))) == []
    assert judged(find(text)) == plain
    around = f"Those who read this know it.\n\n{text}\n\nThat is all.\n"
    assert judged(find(around), around.index(text)) == plain


@given(sentences, sentences, phrases, st.sampled_from(DEFINITIONS), st.booleans())
def test_what_is_defined_is_left_alone_throughout(
    find: Find, sentence: str, other: str, phrase: str, definition: str, before: bool
) -> None:
    uses = f"{sentence.replace('{}', phrase)}\n\n{other.replace('{}', phrase)}"
    defined = definition.format(phrase)
    text = f"{defined}\n\n{uses}\n" if before else f"{uses}\n\n{defined}\n"
    terms = {it.term for it in find(defined) if it.start <= len(phrase) and it.kept}
    if not any(it.defines for it in find(defined)):
        return  # a form that the definition isn't of
    found = [it for it in find(text) if it.term in terms]
    assert unasked(found) == []
    shift = text.index(uses)
    without = {start for start, _ in unasked([it for it in find(uses) if it.term in terms])}
    for it in found:
        if it.fixes and it.fixes[0].edits[0].start - shift in without and it.usage is Usage.USE:
            assert it.cautions, text


@given(phrases, st.sampled_from(DEMOTING))
def test_a_fix_that_is_not_made_unasked_says_why(find: Find, phrase: str, frame: str) -> None:
    for it in find(frame.replace("{}", phrase)):
        if it.usage is Usage.USE and not it.kept and it.fixes and it.fixes[0].applicability < SAFE:
            assert [say(caution) for caution in it.cautions if say(caution)]
