"""Names of cases in court, by the word between the parties: the context `versus`, if a language has it."""

from luxterm.termbase.language import Language


def names_case(text: str, language: Language) -> bool:
    """Whether a text has the name of a case: "People v. Miller", with a name on either side.

    Not that of John V Miller: the word has no capital, unless all have them.
    """
    versus, written = language.contexts["versus"], language.divider.words(text)
    return any(
        (word.islower() or text.isupper())
        and versus.stands_in([word.lower()])
        and one[0].isupper()
        and other[0].isupper()
        for one, word, other in zip(written, written[1:], written[2:], strict=False)
    )
